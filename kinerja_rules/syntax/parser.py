"""Text -> nodes and diagnostics. Lark is known here, to the loop over its table, and where the table is kept.

A file is split at its top-level declarations and each is parsed alone, so that every mistake of a file is told in
one run and a declaration can be cached by its text. After a mistake the line that holds it is blanked and the
declaration is read again: the next mistake then shows itself.
"""

import re
from collections.abc import Iterator
from functools import cache, partial
from typing import Any

from attrs import define, evolve, frozen
from lark import Lark, TextSlice, Token, UnexpectedCharacters, UnexpectedInput, UnexpectedToken
from lark.exceptions import LarkError

from kinerja_rules.base.diagnostics import Diagnostic, blocks
from kinerja_rules.base.source import SourceFile, Span
from kinerja_rules.syntax import nodes, prepared_grammar
from kinerja_rules.syntax.builder import MAX_DEPTH, Builder
from kinerja_rules.syntax.by_member import read_by_member
from kinerja_rules.syntax.fused import Fused, GivenUpError
from kinerja_rules.syntax.syntax_errors import (
    Failure,
    Vocabulary,
    explain,
    is_general,
    is_unfinished,
    unclosed_brackets,
)

MAX_UNCLOSED = 30
"""Open declarations ended at the next one; beyond, the rest of a file is one."""
MAX_ERRORS = 20
"""Syntax errors told of one declaration."""

TOP_LEVEL = (
    "paket renstra satuan jenis_belanja data skala arah ukuran misi tujuan sasaran program kegiatan subkegiatan "
    "indikator dokumen narasi uji target realisasi anggaran belanja pembanding periksa atur kecuali nomenklatur "
    "terbitan tabel laporan"
).split()

_MARKS = re.compile(
    r'"(?:[^"\\\n]|\\[^\n])*"|“(?:[^”\\\n]|\\[^\n])*”|#[^\n]*|[{}()]'
    rf"|(?m:^)(?P<head>[ \t]*(?:{'|'.join(TOP_LEVEL)})\b)"
)
_DECLARATION_LINE = re.compile(rf"(?m)^(?:{'|'.join(TOP_LEVEL)})\b(?=[^\n#]*[{{\"])")
_DECLARATION = re.compile(rf"(?m)^[ \t]*(?!tabel\b)(?:{'|'.join(TOP_LEVEL)})\b(?=[^\n#]*[{{\"])")
_AFTER_KEYWORD = re.compile(rf"\b(?:{'|'.join(TOP_LEVEL)})[ \t]+([^\W\d]\w*)")
_BEFORE_NAME = re.compile(r"([^\W\d]\w*)[ \t]*(?:\bdari\b|[\"“]([^\"”\n]*)(?:[\"”][^\n{\"]*\bkode[ \t]+([\d.]+))?)")
_CODE_OF_RULE = re.compile(r"\bperiksa\b[^{\n]*\bkode[ \t]+([\w.]+)")
_SEVERAL_WORDS = re.compile(rf"\b(?:{'|'.join(TOP_LEVEL)})[ \t]+([^\W\d]\w*(?:(?:[ \t]+|-)\w+)+)[ \t]*[\"“]")
"""An id written as several words, or with a hyphen."""
OF_RULES = re.compile(r"(?:periksa|atur|kecuali)\b")
"""Rules and what is set for them: read in part, one would say something else than what is written."""
_WITHOUT_ID = re.compile(r"(?m)^[ \t]*(?:misi|tujuan|sasaran|program|kegiatan|subkegiatan|indikator|data)[ \t]+[\"“\d]")
"""A declaration whose id is missing, or is none."""
_TABLE_HEAD = re.compile(
    r"\b(?:target|realisasi|data|anggaran|belanja|pembanding|tabel)\b[^{}\n]*\{(?:\s|#[^\n]*(?:\n|\Z))*\Z"
)
"""Up to the headings of a table: without them its first row would be read as headings."""
_BLANK = re.compile(r"(?:\s|#[^\n]*(?:\n|\Z)|\ufeff)*")


@frozen
class Parsed:
    """What could be read of a file, and what could not."""

    file: nodes.File
    diagnostics: tuple[Diagnostic, ...]
    lost: frozenset[str] = frozenset()
    """Ids, names and codes written in declarations that could not be read whole: they are not unknown elsewhere."""
    nameless: bool = False
    """Something is declared here without an id: what is not known elsewhere may be this."""
    unread: bool = False
    """The file could not be read, so that nothing can be said of names that are not known."""


@define(eq=False)
class Machinery:
    """The grammar in working order: Lark, the quick loop over its table, the builder both reduce with, the keywords."""

    lark: Lark
    fused: Fused
    builder: Builder
    vocabulary: Vocabulary


@cache
def machinery() -> Machinery:
    """Made once; the grammar does not change."""
    builder = Builder()
    lark = prepared_grammar.load(builder)
    return Machinery(lark, Fused(lark), builder, _vocabulary(lark))


def _vocabulary(lark: Lark) -> Vocabulary:
    keywords: dict[str, tuple[str, ...]] = {}
    for terminal in lark.terminals:
        pattern = terminal.pattern.value
        found = re.fullmatch(r"\(?([a-z_|]+)\)?\\b", pattern)
        if found:
            keywords[terminal.name] = tuple(found[1].split("|"))
    keywords["SELAIN_ITU"] = ("selain itu",)
    return Vocabulary(keywords)


def parse_file(source: SourceFile) -> Parsed:
    """All declarations of a file. Never raises on what a user wrote."""
    items: list[nodes.Item] = []
    diagnostics: list[Diagnostic] = []
    lost: set[str] = set()
    nameless = False
    for start, end in split(source.text):
        item, found, whole = _parse_chunk(source, start, end, "start")
        if item is not None and (whole or not blocks(found) or not OF_RULES.match(source.text, start)):
            items.append(item)
        if not whole and not _declares_nothing(item):
            lost.update(_declared_in(source.text, start, end))
            nameless = nameless or _WITHOUT_ID.search(source.text, start, end) is not None
        diagnostics.extend(found)
    everything = Span(source, 0, len(source.text))
    return Parsed(nodes.File(tuple(items), span=everything), tuple(diagnostics), frozenset(lost), nameless)


def _declares_nothing(item: nodes.Item | None) -> bool:
    """Whether it is a published report: what could not be read of one are claims, and no name is lost with them."""
    return isinstance(item, nodes.Declaration) and item.keyword == "terbitan"


def _declared_in(text: str, start: int, end: int) -> Iterator[str]:
    """What may be an id, a name or a code in a declaration that could not be read whole."""
    for pattern in (_AFTER_KEYWORD, _BEFORE_NAME, _CODE_OF_RULE):
        for found in pattern.finditer(text, start, end):
            yield from (part for part in found.groups() if part)
    for found in _SEVERAL_WORDS.finditer(text, start, end):
        yield re.sub(r"[\s-]+", "_", found[1])
        yield found[1]


def looks_declared(text: str) -> bool:
    """Whether a text seems to be written in the language: a line at the margin starts a declaration."""
    return _DECLARATION_LINE.search(text) is not None


def parse_expression(source: SourceFile) -> tuple[nodes.Expr | None, tuple[Diagnostic, ...]]:
    """A free-standing expression, such as the one asked of `kinerja jejak`."""
    expression, found, _ = _parse_chunk(source, 0, len(source.text), "ungkapan")
    return expression, tuple(found)


def parse_within(
    source: SourceFile, text: str, start: int, end: int
) -> tuple[nodes.Expr | None, tuple[Diagnostic, ...]]:
    """An expression inside a file: `text` is the file's text made readable there, character for character."""
    machine = machinery()
    machine.builder.begin(source)
    try:
        expression: nodes.Expr | None = machine.fused.parse(text, start, end, "ungkapan")
        return expression, tuple(machine.builder.diagnostics)
    except GivenUpError:
        read = SourceFile(source.path, text)
        _, found = _parse_with_errors(machine, read, read, start, end, "ungkapan")
        return None, tuple(_moved(d, source) for d in found[:1])


def _moved(diagnostic: Diagnostic, source: SourceFile) -> Diagnostic:
    """The same finding about the file as it is written."""
    primary = diagnostic.primary
    if primary is None:
        return diagnostic
    beside = tuple(evolve(label, span=_in(source, label.span)) for label in diagnostic.secondary)
    return evolve(diagnostic, primary=_in(source, primary), secondary=beside)


def _in(source: SourceFile, span: Span) -> Span:
    return Span(source, min(span.start, len(source.text)), min(span.end, len(source.text)))


def split(text: str) -> list[tuple[int, int]]:
    """Ranges of the top-level declarations, in order.

    A missing brace would swallow the rest of the file: where brackets do not close, a line at the margin that looks
    like the start of a declaration ends the open one.
    """
    out: list[tuple[int, int]] = []
    at = unclosed = 0
    while True:
        blank = _BLANK.match(text, at)
        start = blank.end() if blank else at
        if start >= len(text):
            return out
        end, closed = _end_of_declaration(text, start)
        if not closed and unclosed < MAX_UNCLOSED:
            unclosed += 1
            line_end = text.find("\n", start)
            following = _DECLARATION_LINE.search(text, line_end) if line_end >= 0 else None
            if following is not None and following.start() < end:
                end = following.start()
        out.append((start, end))
        at = end


def swallows(text: str, start: int, end: int) -> bool:
    """Whether brackets of the declaration are not closed and other declarations stand behind them, lost with it."""
    opened, _ = unclosed_brackets(text, start, end)
    line_end = text.find("\n", start, end)
    return bool(opened) and line_end >= 0 and _DECLARATION.search(text, line_end, end) is not None


def _end_of_declaration(text: str, start: int) -> tuple[int, bool]:
    """End of the declaration that starts here, and whether its brackets close."""
    depth = 0
    for found in _MARKS.finditer(text, start):
        mark = found[0]
        if found["head"] is not None:
            if depth == 0 and found.start() > start:
                return found.start(), True
        elif mark == "{":
            depth += 1
        elif mark == "}":
            depth -= 1
            if depth <= 0:
                return found.end(), True
    return len(text), depth == 0


def _parse_chunk(source: SourceFile, start: int, end: int, rule: str) -> tuple[Any, list[Diagnostic], bool]:
    """What could be read of a chunk, what is wrong with it, and whether all of it could be read."""
    too_deep = _too_deep(source, start, end)
    if too_deep is not None:
        return None, [too_deep], False
    machine = machinery()
    machine.builder.begin(source)
    whole = True
    try:
        item = machine.fused.parse(source.text, start, end, rule)
        found = machine.builder.diagnostics
    except GivenUpError:
        item, found = _parse_with_errors(machine, source, source, start, end, rule)
        whole = False
        if item is None and rule == "start":
            kept = read_by_member(source, start, end, _DECLARATION, partial(_read_as, machine, source))
            item, found = kept if kept is not None else (item, found)
    if any(d.code == "KR111" for d in found):  # deeper than the passes that follow may go
        return None, found, False
    return item, found, whole


def _read_as(
    machine: Machinery, source: SourceFile, read: SourceFile, start: int, end: int
) -> tuple[Any, list[Diagnostic]]:
    """A declaration of a file whose text was changed to be readable, with places in the file as it is."""
    machine.builder.begin(source)
    try:
        item = machine.fused.parse(read.text, start, end, "start")
    except GivenUpError:
        item, found = _parse_with_errors(machine, source, read, start, end, "start")
        return item, [_moved(d, source) for d in found]
    return item, list(machine.builder.diagnostics)


def _parse_with_errors(
    machine: Machinery, source: SourceFile, read: SourceFile, start: int, end: int, rule: str
) -> tuple[Any, list[Diagnostic]]:
    """By Lark itself, which knows what it awaited where it stopped; then again without the line that holds the mistake.

    `read` is what is parsed: the source itself, or its text made readable, character for character.
    """
    diagnostics: list[Diagnostic] = []
    text = read.text
    item: Any = None
    for _ in range(MAX_ERRORS):
        machine.builder.begin(source)
        try:
            item = machine.lark.parse(TextSlice(text, start, end), start=rule)
        except UnexpectedInput as error:
            failure = _failure(error, start, end)
            found = explain(read, start, end, failure, machine.vocabulary)
            if found.code == "KR100" and is_general(found) and _on_next_line(diagnostics, found):
                break  # a consequence: what was blanked has opened or continued this line
            diagnostics.append(found)
            if found.code == "KR103":
                break  # where a bracket is missing, what follows would only be told of its consequences
            wrong = found.primary.start if is_unfinished(found) and found.primary is not None else failure.position
            blanked = _blank_line(text, start, end, wrong)
            if blanked is None or blanked == text or rule != "start":
                break
            text = blanked
        except LarkError as error:  # a fault of the grammar itself, told instead of thrown
            diagnostics.append(Diagnostic("KR900", f"pengurai gagal: {type(error).__name__}", Span(source, start, end)))
            break
        else:
            break
    diagnostics.extend(machine.builder.diagnostics)
    return item, diagnostics


def _on_next_line(before: list[Diagnostic], found: Diagnostic) -> bool:
    return (
        bool(before)
        and before[-1].primary is not None
        and found.primary is not None
        and (found.primary.line == before[-1].primary.line + 1)
    )


def _failure(error: UnexpectedInput, start: int, end: int) -> Failure:
    position = error.pos_in_stream if error.pos_in_stream is not None else end
    expected: frozenset[str] = frozenset()
    if isinstance(error, UnexpectedToken):
        if isinstance(error.token, Token) and error.token.type == "$END":
            position = end
        expected = frozenset(error.accepts or error.expected or ())
    elif isinstance(error, UnexpectedCharacters):
        expected = frozenset(error.allowed or ())
    if position is None or position < start:
        position = end
    return Failure(position, expected - {"$END"})


def _blank_line(text: str, start: int, end: int, position: int) -> str | None:
    """The text with the mistaken line blanked, its braces kept; None where going on would only mislead."""
    if position >= end:
        return None
    line_start = text.rfind("\n", 0, position) + 1
    line_end = text.find("\n", position)
    line_end = end if line_end < 0 else min(line_end, end)
    if line_start <= start:
        return None
    if _TABLE_HEAD.search(text[start:line_start]):
        return None
    line = text[line_start:line_end]
    unclosed, stray = unclosed_brackets(text, line_start, line_end)
    if unclosed or stray is not None:
        return None
    return text[:line_start] + " " * len(line) + text[line_end:]


def _too_deep(source: SourceFile, start: int, end: int) -> Diagnostic | None:
    depth = 0
    for found in _MARKS.finditer(source.text, start, end):
        mark = found[0]
        if mark in ("{", "("):
            depth += 1
            if depth > MAX_DEPTH:
                return Diagnostic(
                    "KR111",
                    f"kurung bersarang lebih dari {MAX_DEPTH} tingkat",
                    Span(source, found.start(), found.end()),
                    help="sederhanakan susunannya, atau pecah dengan `misal`",
                )
        elif mark in ("}", ")"):
            depth -= 1
    return None


def comments(source: SourceFile) -> Iterator[Span]:
    """Places of the comments, `#` to the end of the line."""
    for found in _MARKS.finditer(source.text):
        if found[0].startswith("#"):
            yield Span(source, found.start(), found.end())

"""Text -> nodes and diagnostics.

A file is split at its top-level declarations and each is parsed alone, so that every mistake of a file is told in
one run and a declaration can be cached by its text. The quick loop reads it; where that meets a mistake, `mistaken`
reads it again.
"""

import re
from collections.abc import Iterator
from typing import Any

from attrs import frozen

from kinerja_rules.base.diagnostics import Diagnostic, blocks
from kinerja_rules.base.source import SourceFile, Span
from kinerja_rules.syntax import nodes
from kinerja_rules.syntax.builder import MAX_DEPTH
from kinerja_rules.syntax.fused import GivenUpError
from kinerja_rules.syntax.machinery import machinery

MAX_UNCLOSED = 30
"""Open declarations ended at the next one; beyond, the rest of a file is one."""

TOP_LEVEL = (
    "paket renstra satuan jenis_belanja data skala arah ukuran misi tujuan sasaran program kegiatan subkegiatan "
    "indikator dokumen narasi uji target realisasi anggaran belanja pembanding periksa atur kecuali nomenklatur "
    "terbitan tabel laporan"
).split()

_QUOTED = r'"[^"\\\n]*+(?>(?:\\[^\n][^"\\\n]*+)*)"|“[^”\\\n]*+(?>(?:\\[^\n][^”\\\n]*+)*)”'
_INSIDE = rf'(?>(?:[^{{}}"“#]++|{_QUOTED}|#[^\n]*+|["“])*)'
_MARKS = re.compile(
    rf"{_QUOTED}|#[^\n]*|(?P<brace>[{{}}])|[()]"
    rf"|(?m:^)(?P<head>[ \t]*(?:{'|'.join(TOP_LEVEL)})\b)"
)
_TO_BRACE = re.compile(rf"{_INSIDE}(?P<brace>[{{}}])")
"""Inside brackets: up to the next brace that stands in no text and no comment."""
_BRACED = rf"\{{{_INSIDE}\}}"
for _ in range(3):
    _BRACED = rf"\{{{_INSIDE}(?>(?:{_BRACED}{_INSIDE})*)\}}"
_WHOLE = re.compile(rf"""[^{{}}()"“#\n]*+(?>(?:"[^"\\\n]*+"[^{{}}()"“#\n]*+)*){_BRACED}""")
"""A declaration as nearly all are: a heading on one line, and in its braces others within others to some levels."""
_DECLARATION_LINE = re.compile(rf"(?m)^(?:{'|'.join(TOP_LEVEL)})\b(?=[^\n#]*[{{\"])")
OF_RULES = re.compile(r"(?:periksa|atur|kecuali)\b")
"""Rules and what is set for them: read in part, one would say something else than what is written."""
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
            from kinerja_rules.syntax.lost_names import declared_in, declares_nameless  # only where something is lost

            lost.update(declared_in(source.text, start, end))
            nameless = nameless or declares_nameless(source.text, start, end)
        diagnostics.extend(found)
    everything = Span(source, 0, len(source.text))
    return Parsed(nodes.File(tuple(items), span=everything), tuple(diagnostics), frozenset(lost), nameless)


def _declares_nothing(item: nodes.Item | None) -> bool:
    """Whether it is a published report: what could not be read of one are claims, and no name is lost with them."""
    return isinstance(item, nodes.Declaration) and item.keyword == "terbitan"


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
        from kinerja_rules.syntax.mistaken import moved, read_mistaken  # Lark is loaded only where it is needed

        read = SourceFile(source.path, text)
        _, found = read_mistaken(machine, read, read, start, end, "ungkapan")
        return None, tuple(moved(d, source) for d in found[:1])


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


def _end_of_declaration(text: str, start: int) -> tuple[int, bool]:
    """End of the declaration that starts here, and whether its brackets close."""
    whole = _WHOLE.match(text, start)
    if whole is not None:
        return whole.end(), True
    depth, at = 0, start
    while True:
        found = _MARKS.search(text, at) if depth == 0 else _TO_BRACE.match(text, at)
        if found is None:
            return len(text), depth == 0
        at = found.end()
        if depth == 0 and found["head"] is not None:
            if found.start() > start:
                return found.start(), True
        elif found["brace"] == "{":
            depth += 1
        elif found["brace"] == "}":
            depth -= 1
            if depth <= 0:
                return at, True


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
        from kinerja_rules.syntax.mistaken import read_by_members, read_mistaken  # likewise

        item, found = read_mistaken(machine, source, source, start, end, rule)
        whole = False
        if item is None and rule == "start":
            kept = read_by_members(machine, source, start, end)
            item, found = kept if kept is not None else (item, found)
    if found and any(d.code == "KR111" for d in found):  # deeper than the passes that follow may go
        return None, found, False
    return item, found, whole


def _too_deep(source: SourceFile, start: int, end: int) -> Diagnostic | None:
    text = source.text
    if text.count("{", start, end) + text.count("(", start, end) <= MAX_DEPTH:
        return None
    depth = 0
    for found in _MARKS.finditer(text, start, end):
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

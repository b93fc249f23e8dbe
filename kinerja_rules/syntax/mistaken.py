"""Text with mistakes, read by Lark itself: what is wrong with it, and what could be read all the same.

Loaded where a mistake was met. After a mistake the line that holds it is blanked and the declaration is read again:
the next mistake then shows itself.
"""

import re
from functools import partial
from typing import Any

from attrs import evolve
from lark import TextSlice, Token, UnexpectedCharacters, UnexpectedInput, UnexpectedToken
from lark.exceptions import LarkError

from kinerja_rules.base.diagnostics import Diagnostic
from kinerja_rules.base.source import SourceFile, Span
from kinerja_rules.syntax.by_member import read_by_member
from kinerja_rules.syntax.fused import GivenUpError
from kinerja_rules.syntax.machinery import Machinery
from kinerja_rules.syntax.parser import TOP_LEVEL
from kinerja_rules.syntax.syntax_errors import Failure, explain, is_general, is_unfinished, unclosed_brackets

MAX_ERRORS = 20
"""Syntax errors told of one declaration."""
_DECLARATION = re.compile(rf"(?m)^[ \t]*(?!tabel\b)(?:{'|'.join(TOP_LEVEL)})\b(?=[^\n#]*[{{\"])")
_TABLE_HEAD = re.compile(
    r"\b(?:target|realisasi|data|anggaran|belanja|pembanding|tabel(?=\s*[\"“]))\b[^{}\n]*\{(?:\s|#[^\n]*(?:\n|\Z))*\Z"
)
"""Up to the headings of a table: without them its first row would be read as headings.

A table of a report has an id behind `tabel` and fields instead of headings; one of a published report has none.
"""


def read_mistaken(
    machine: Machinery, source: SourceFile, read: SourceFile, start: int, end: int, rule: str
) -> tuple[Any, list[Diagnostic]]:
    """What could be read of a range, and what is wrong with it: by Lark, then again without the line of the mistake.

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


def swallows(text: str, start: int, end: int) -> bool:
    """Whether brackets of the declaration are not closed and other declarations stand behind them, lost with it."""
    opened, _ = unclosed_brackets(text, start, end)
    line_end = text.find("\n", start, end)
    return bool(opened) and line_end >= 0 and _DECLARATION.search(text, line_end, end) is not None


def read_by_members(machine: Machinery, source: SourceFile, start: int, end: int) -> Any:
    """A published report of which nothing could be read as a whole; None where it is none."""
    return read_by_member(source, start, end, _DECLARATION, partial(_read_as, machine, source))


def moved(diagnostic: Diagnostic, source: SourceFile) -> Diagnostic:
    """The same finding about the file as it is written."""
    primary = diagnostic.primary
    if primary is None:
        return diagnostic
    beside = tuple(evolve(label, span=_in(source, label.span)) for label in diagnostic.secondary)
    return evolve(diagnostic, primary=_in(source, primary), secondary=beside)


def _in(source: SourceFile, span: Span) -> Span:
    return Span(source, min(span.start, len(source.text)), min(span.end, len(source.text)))


def _read_as(
    machine: Machinery, source: SourceFile, read: SourceFile, start: int, end: int
) -> tuple[Any, list[Diagnostic]]:
    """A declaration of a file whose text was changed to be readable, with places in the file as it is."""
    machine.builder.begin(source)
    try:
        item = machine.fused.parse(read.text, start, end, "start")
    except GivenUpError:
        item, found = read_mistaken(machine, source, read, start, end, "start")
        return item, [moved(d, source) for d in found]
    return item, list(machine.builder.diagnostics)

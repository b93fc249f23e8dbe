"""The formatter: nodes to canonical text, and a file to its canonical form, which is read back before it is given out."""

from collections.abc import Sequence

from attrs import frozen

from kinerja_rules.base.diagnostics import Diagnostic, blocks
from kinerja_rules.base.source import SourceFile, Span
from kinerja_rules.syntax import nodes
from kinerja_rules.syntax.expression_text import print_expression, print_segments
from kinerja_rules.syntax.layout import file_lines
from kinerja_rules.syntax.parser import comments as find_comments
from kinerja_rules.syntax.parser import parse_file
from kinerja_rules.syntax.remarks import comment_text, gather

__all__ = ["Formatted", "format_source", "print_expression", "print_file", "print_segments"]


@frozen
class Formatted:
    """A file in canonical form, or None with the reasons; a warning may accompany a text."""

    text: str | None
    diagnostics: tuple[Diagnostic, ...]


def print_file(file: nodes.File, comments: Sequence[Span] = (), source: SourceFile | None = None) -> str:
    """Canonical text of a file. With the source it was read from, its comments and blank lines are kept.

    `comments` are the places of the comments in that source, in order. The text ends with one line end, unless it is
    empty.
    """
    lines = file_lines(gather(file, comments, source))
    return "\n".join([*lines, ""]) if lines else ""


def format_source(source: SourceFile) -> Formatted:
    """A file in canonical form. It is refused where it does not parse, or where the result would not mean the same.

    Line ends become `\\n`, a byte-order mark is dropped. The result is the canonical form of itself.
    """
    parsed = parse_file(source)
    if blocks(parsed.diagnostics):
        return Formatted(None, parsed.diagnostics)
    comments = tuple(find_comments(source))
    text = print_file(parsed.file, comments, source)
    unfaithful = _unfaithful(source, parsed.file, comments, text)
    if unfaithful is not None:
        return Formatted(None, (*parsed.diagnostics, unfaithful))
    return Formatted(text, parsed.diagnostics)


def _unfaithful(source: SourceFile, file: nodes.File, comments: Sequence[Span], text: str) -> Diagnostic | None:
    """The program's own fault where its text does not read back as what it was made from."""
    printed = SourceFile(source.path, text)
    again = parse_file(printed)
    if blocks(again.diagnostics) or again.file != file:
        differing = next((old for old, new in zip(file.items, again.file.items, strict=False) if old != new), None)
        return _refusal("susunan berkas berubah setelah dirapikan", differing.span if differing else None, source)
    kept = [comment_text(comment) for comment in find_comments(printed)]
    if kept != [comment_text(comment) for comment in comments]:
        return _refusal("komentar berkas berubah setelah dirapikan", None, source)
    return None


def _refusal(what: str, span: Span | None, source: SourceFile) -> Diagnostic:
    return Diagnostic(
        "KR901",
        what,
        span if span is not None else Span(source, 0, 0),
        help="berkas dibiarkan seperti semula; laporkan kesalahan program ini",
    )

"""Expressions inside a quoted text: `"target {i.nama} mundur"`. Each is parsed where it stands, so errors point there."""

import re

from kinerja_rules.base.diagnostics import Diagnostic
from kinerja_rules.base.source import Span
from kinerja_rules.syntax import nodes
from kinerja_rules.syntax.parser import parse_within

_ESCAPED = re.compile(r'\\([\\"”])')


def read_inserted(text: nodes.TextLit) -> tuple[list[str | nodes.Expr], list[Diagnostic]]:
    r"""The pieces of a text, and what is wrong with them. `\{` is a brace; quotes inside an expression are `“...”` or `\"`."""
    source, start, end = text.span.source, text.span.start + 1, text.span.end - 1
    raw = source.text[start:end]
    pieces: list[str | nodes.Expr] = []
    found: list[Diagnostic] = []
    said = ""
    at = 0
    while at < len(raw):
        char = raw[at]
        escaped = re.match(r"\\{1,2}([{}])", raw[at:])
        if escaped:
            said += escaped[1]
            at += escaped.end()
        elif char == "\\" and at + 1 < len(raw) and raw[at + 1] in '\\"”':
            said += raw[at + 1]
            at += 2
        elif char == "}":
            found.append(_stray(Span(source, start + at, start + at + 1), "}"))
            at += 1
        elif char == "{":
            close = _closing(raw, at)
            if close is None:
                found.append(_stray(Span(source, start + at, start + at + 1), "{"))
                break
            if said:
                pieces.append(said)
                said = ""
            expression, diagnostics = _expression(text, start + at + 1, start + close)
            found.extend(diagnostics)
            if expression is not None:
                pieces.append(expression)
            at = close + 1
        else:
            said += char
            at += 1
    if said:
        pieces.append(said)
    return pieces, found


def _closing(raw: str, opening: int) -> int | None:
    """The brace that closes an expression; one inside quotes does not."""
    quoted = False
    for at in range(opening + 1, len(raw)):
        if raw[at] in '"“”':
            quoted = not quoted
        elif raw[at] == "}" and not quoted:
            return at
    return None


def _expression(text: nodes.TextLit, start: int, end: int) -> tuple[nodes.Expr | None, tuple[Diagnostic, ...]]:
    source = text.span.source
    if not source.text[start:end].strip():
        here = Span(source, start - 1, end + 1)
        return None, (
            Diagnostic(
                "KR100", "kurung kurawal ini kosong", here, help="tulis ungkapan di dalamnya, misalnya `{i.nama}`"
            ),
        )
    readable = _readable(source.text[start:end])
    return parse_within(source, source.text[:start] + readable + source.text[end:], start, end)


def _readable(written: str) -> str:
    r"""An expression without the escapes, as long as what was written: blanks stand outside the texts, never in them."""
    opened = False

    def plain(mark: re.Match[str]) -> str:
        nonlocal opened
        if mark[1] == "\\":
            return " \\"
        opened = not opened
        return f" {mark[1]}" if opened else f"{mark[1]} "

    return _ESCAPED.sub(plain, written)


def _stray(span: Span, brace: str) -> Diagnostic:
    return Diagnostic(
        "KR103" if brace == "{" else "KR100",
        f"`{brace}` di dalam teks tidak berpasangan",
        span,
        help=f"tulis `\\{brace}` bila yang dimaksud tanda kurungnya, atau `{{ungkapan}}` untuk menyisipkan nilai",
    )

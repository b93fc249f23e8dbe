"""Texts with values inserted: `"Tahun {tahun}"` becomes pieces, text or typed expression, each in its place."""

from collections.abc import Iterator

from attrs import frozen

from kinerja_rules.analysis.type_expressions import Typer
from kinerja_rules.base.source import SourceFile, Span
from kinerja_rules.model.expression import Expr
from kinerja_rules.syntax import nodes
from kinerja_rules.syntax.parser import parse_inserted

_ESCAPED = '"\\”{}'
_OPENING, _CLOSING = "“", "”"


@frozen
class _Hole:
    """Where an expression stands inside a text: after its `{` and before its `}`; `end` None where it is not closed."""

    start: int
    end: int | None


def typed_template(typer: Typer, text: nodes.TextLit) -> tuple[str | Expr, ...] | None:
    """The pieces of a text; None where something in it was wrong and has been said."""
    pieces: list[str | Expr] = []
    failed = False
    for piece in _pieces(text.span):
        if isinstance(piece, str):
            pieces.append(piece)
            continue
        found = _inserted(typer, text, piece)
        failed = failed or found is None
        if found is not None:
            pieces.append(found)
    return None if failed else tuple(pieces)


def _inserted(typer: Typer, text: nodes.TextLit, hole: _Hole) -> Expr | None:
    source, draft = text.span.source, typer.draft
    if hole.end is None:
        brace = Span(source, hole.start - 1, hole.start)
        draft.say(
            "KR103", "kurung `{` di dalam teks belum ditutup", brace, "tambahkan `}`, atau tulis `\\{` untuk tandanya"
        )
        return None
    if not source.text[hole.start : hole.end].strip():
        whole = Span(source, hole.start - 1, hole.end + 1)
        draft.say(
            "KR100",
            "`{}` di dalam teks tidak berisi ungkapan",
            whole,
            "tulis misalnya `{tahun}`, atau `\\{` untuk tandanya",
        )
        return None
    expression, found = parse_inserted(source, hole.start, hole.end)
    draft.diagnostics.extend(found)
    return None if expression is None or found else typer.infer(expression)


def _pieces(span: Span) -> Iterator[str | _Hole]:
    """Text and holes in order, escapes undone."""
    source: SourceFile = span.source
    at, last = span.start + 1, span.end - 1
    plain: list[str] = []
    while at < last:
        char = source.text[at]
        if char == "\\" and at + 1 < last and source.text[at + 1] in _ESCAPED:
            plain.append(source.text[at + 1])
            at += 2
        elif char == "{":
            if plain:
                yield "".join(plain)
                plain = []
            end = _end_of_hole(source.text, at + 1, last)
            yield _Hole(at + 1, end)
            if end is None:
                return
            at = end + 1
        else:
            plain.append(char)
            at += 1
    if plain:
        yield "".join(plain)


def _end_of_hole(text: str, at: int, last: int) -> int | None:
    """The `}` that closes an expression; one inside a quoted text does not."""
    quoted = False
    while at < last:
        if text[at] in _OPENING + _CLOSING:
            quoted = text[at] == _OPENING
        elif text[at] == "}" and not quoted:
            return at
        at += 1
    return None

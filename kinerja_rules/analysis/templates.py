"""Texts with values inserted: `"Tahun {tahun}"` becomes pieces, text or typed expression, each in its place."""

from kinerja_rules.analysis.type_expressions import Typer
from kinerja_rules.model.expression import Expr
from kinerja_rules.syntax import nodes
from kinerja_rules.syntax.inserted import read_inserted


def typed_template(typer: Typer, text: nodes.TextLit) -> tuple[str | Expr, ...] | None:
    """The pieces of a text; None where something in it was wrong and has been said."""
    written, found = read_inserted(text)
    typer.draft.diagnostics.extend(found)
    pieces: list[str | Expr] = []
    failed = bool(found)
    for piece in written:
        typed = piece if isinstance(piece, str) else typer.infer(piece)
        failed = failed or typed is None
        if typed is not None:
            pieces.append(typed)
    return None if failed else tuple(pieces)

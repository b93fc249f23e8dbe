"""What is the same of every step that one expression makes: read once, since formulas are traced for every year.

Expressions are known by identity, and are kept as long as what is known of them.
"""

from attrs import frozen

from kinerja_rules.engine.trace_labels import kind_of, leaves, one_line
from kinerja_rules.model import expression as typed
from kinerja_rules.model.expression import Expr
from kinerja_rules.model.figures import of_value
from kinerja_rules.model.kinerja import Model, Skala
from kinerja_rules.model.units import Unit
from kinerja_rules.model.values import Entity

UNTRACED = frozenset({"entitas", "periode", "acuan", "himpunan"})
"""Kinds of things that only say which figure is meant; they have no figure of their own, and make no step."""

Piece = tuple[str, str, int | None]
"""A piece of a formula: its text where it has no value, where it has one, and the identity of the part of the formula."""


@frozen
class Traits:
    """What the steps of one expression have in common."""

    node: Expr
    label: str
    kind: str
    operation: str
    unit: Unit | None
    scale: Skala | None
    """The scale that a value is classified on: `kategori(90,5 %; skala)`."""


class NodeTraits:
    """Traits of the expressions of one model, and of the questions asked of it."""

    def __init__(self, model: Model) -> None:
        self._model = model
        self._known: dict[int, Traits] = {}
        self._pieces: dict[int, tuple[Expr, tuple[Piece, ...]]] = {}

    def of(self, node: Expr) -> Traits:
        """The traits of an expression."""
        found = self._known.get(id(node))
        if found is None:
            found = self._known[id(node)] = self._read(node)
        return found

    def _read(self, node: Expr) -> Traits:
        kind, operation = kind_of(node)
        return Traits(
            node,
            " ".join(node.span.text.split()),
            kind,
            operation,
            node.type.unit,
            self._scale(node),
        )

    def _scale(self, node: Expr) -> Skala | None:
        if not (isinstance(node, typed.Apply) and node.function == "kategori" and of_value(node)):
            return None
        scale = node.arguments[1]
        if not (isinstance(scale, typed.Const) and isinstance(scale.value, Entity)):
            return None
        return self._model.skala[scale.value.id]

    def pieces(self, node: Expr) -> tuple[Piece, ...]:
        """The text of a formula in pieces."""
        found = self._pieces.get(id(node))
        if found is None:
            found = self._pieces[id(node)] = (node, tuple(_pieces(node)))
        return found[1]


def _pieces(node: Expr) -> list[Piece]:
    source, at = node.span.source, node.span.start
    out: list[Piece] = []

    def piece(text: str, leaf: int | None = None) -> None:
        if text:
            out.append((one_line(text), " ".join(text.split()), leaf))

    for leaf in sorted(leaves(node), key=lambda leaf: leaf.span.start):
        if leaf.span.start < at or leaf.span.source is not source:
            continue
        piece(source.text[at : leaf.span.start])
        piece(leaf.span.text, None if isinstance(leaf, typed.Const) else id(leaf))
        at = leaf.span.end
    piece(source.text[at : node.span.end])
    return out

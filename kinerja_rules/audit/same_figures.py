"""Which expressions name the same figure, however it is asked for, and which figures an expression computes with.

A target is the statement that holds, by whatever it is asked; what is stated nowhere is its formula; a measure is what
its formula is made of. Achievements stay what they are called: of two that are alike one may be another's.
"""

from collections.abc import Iterator

from kinerja_rules.audit.expansion import Expander, is_figure
from kinerja_rules.audit.rewriting import constant_of, key_of, mapped
from kinerja_rules.engine.expressions import Env
from kinerja_rules.engine.scalar import Interpreter
from kinerja_rules.model import expression as typed
from kinerja_rules.model.expression import Expr
from kinerja_rules.model.periods import Period
from kinerja_rules.model.values import Entity, Missing

_STATED = frozenset({"target", "target_akhir", "realisasi", "pagu", "realisasi_anggaran"})
"""Accessors of what one statement says."""
_BY_TARGET = frozenset({"capaian", "capaian_bebas", "kategori"})
"""Accessors held against a target, which may be named or found."""
_DEPTH = 12
"""Measures inside measures that are opened."""


class SameFigures:
    """Figures of one plan by texts that are the same for the same figure."""

    def __init__(self, engine: Interpreter) -> None:
        self._engine = engine
        self._expander = Expander(engine)

    def key(self, node: Expr) -> str:
        """A text that is the same for expressions that name the same figure."""
        return self._key(node, _DEPTH)

    def used(self, node: Expr) -> tuple[str, ...]:
        """The keys of the figures that a computation names, each once; of what only names a figure there are none.

        What the formula of an indicator gives is told of its realisasi too, which may be stated otherwise.
        """
        whole = _without_units(node)
        parts = self._formula_of(whole) if is_figure(whole) else tuple(_named(whole))
        return tuple(dict.fromkeys(map(self.key, parts)))

    def _formula_of(self, node: Expr) -> tuple[Expr, ...]:
        """The realisasi that a `hitungan` is the formula of."""
        if not isinstance(node, typed.Apply) or node.function != "hitungan":
            return ()
        return (typed.Apply("realisasi", node.arguments, node.type, span=node.span),)

    def _key(self, node: Expr, depth: int) -> str:
        if isinstance(node, typed.Conversion):
            return self._key(node.operand, depth)
        opened = self._opened(node) if depth else None
        if opened is not None:
            return self._key(opened, depth - 1)
        if isinstance(node, typed.Apply) and all(isinstance(a, typed.Const) for a in node.arguments):
            return self._of_accessor(node)
        if isinstance(node, typed.Operation):
            return f"({f' {node.operator} '.join(self._key(o, depth) for o in node.operands)})"
        if isinstance(node, typed.Apply) and not any(node.weights):
            return f"{node.function}({'; '.join(self._key(a, depth) for a in node.arguments)})"
        return key_of(mapped(node, _without_units))

    def _opened(self, node: Expr) -> Expr | None:
        """What a figure is made of by its definition; None of what is no more than its own name."""
        match node:
            case typed.MeasureCall() if all(isinstance(a, typed.Const) for a in node.arguments):
                made = self._expander.measure(node)
            case typed.Collect() if not typed.variables(node):
                made = self._expander.members(node)
            case typed.Apply(function="pagu_dinyatakan" | "realisasi_dinyatakan"):
                made = self._expander.expenditure(node)
            case typed.Apply(function="jumlah", arguments=(only,)):
                return only
            case _:
                return None
        return made if made is not None and self._expander.agree(node, made) else None

    def _of_accessor(self, node: typed.Apply) -> str:
        subject, *others = (constant_of(a) for a in node.arguments) if node.arguments else (None,)
        if not isinstance(subject, Entity):
            return key_of(node)
        if node.function == "realisasi" and self._is_its_formula(node, subject):
            return key_of(typed.Apply("hitungan", node.arguments, node.type, span=node.span))
        if node.function in _STATED:
            place = self._engine.place_of(node, Env())
            if place is not None and place.filled:
                return f"{node.function.removesuffix('_akhir')} {place.span.place}"
        if node.function in _BY_TARGET and subject.kind == "indikator" and others and isinstance(others[0], Period):
            document = self._engine.target_document(subject.id, others[0], others[1] if others[1:] else None)
            if len(others) == 1 or (isinstance(others[1], Entity) and others[1].kind == "dokumen"):
                return f"{node.function}({subject.id}; {others[0]}; {document})"
        return key_of(node)

    def _is_its_formula(self, node: typed.Apply, subject: Entity) -> bool:
        period = constant_of(node.arguments[1]) if node.arguments[1:] else None
        indikator = self._engine.model.indikator.get(subject.id)
        if indikator is None or indikator.rumus is None or not isinstance(period, Period):
            return False
        reached = self._engine.realisasi(subject.id, period)
        return not isinstance(reached, Missing) and reached == self._engine.hitungan(subject.id, period)


def _without_units(node: Expr) -> Expr:
    """The same value, in whatever unit it is told."""
    return _without_units(node.operand) if isinstance(node, typed.Conversion) else mapped(node, _without_units)


def _named(node: Expr) -> Iterator[Expr]:
    """Figures named inside an expression, but for those of something that is not yet known there."""
    for child in typed.children(node):
        if is_figure(child):
            if not typed.variables(child):
                yield child
        else:
            yield from _named(child)

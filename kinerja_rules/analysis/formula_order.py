"""Which formulas read which in the same period: circles are said, and the rest put in order.

What a condition (`yang ...`) chooses is known only when figures are computed; a circle through it is found then.
"""

from collections.abc import Iterable, Mapping

from attrs import frozen

from kinerja_rules.analysis.check_structure import MAX_CHAIN, circles
from kinerja_rules.analysis.draft import Draft
from kinerja_rules.model import expression as typed
from kinerja_rules.model.expression import Expr, Formula
from kinerja_rules.model.kinerja import LEVELS
from kinerja_rules.model.values import Entity, Number

_FAR = 10_000
"""Years that no plan reaches: the end of a range whose bounds are not known."""
_READ_NO_FORMULA = frozenset({"target", "pembanding", "nama", "pagu", "realisasi_anggaran"})
"""Accessors of a period that do not stand on an indicator's formula."""

Subjects = frozenset[str]
NOTHING: Subjects = frozenset()


@frozen
class Shift:
    """How many years a period lies from the current one, at least and at most."""

    least: int
    most: int

    @property
    def may_be_now(self) -> bool:
        """Whether it may be the current period."""
        return self.least <= 0 <= self.most


NOW = Shift(0, 0)
EVER = Shift(-_FAR, _FAR)
Meanings = Mapping[str, Shift | Subjects]
"""What variables stand for: a period, or indicators and nodes; those not known are left out."""


def order_formulas(draft: Draft) -> tuple[str, ...]:
    """Ids of indicators with formulas, each after those it reads in the same period; circles and long chains are said."""
    edges = {i.id: Readings(draft).of(i.rumus) for i in draft.indikator.values() if i.rumus is not None}
    found = circles(edges)
    for circle in found:
        at = draft.symbols[circle[0]]
        draft.say(
            "KR401",
            f"rumus melingkar: {' → '.join(circle)}",
            at.span,
            "hitung salah satunya dari data, atau pakai tahun sebelumnya: `nama(tahun - 1)`",
        )
    if found:
        return ()
    depth: dict[str, int] = {}
    order: list[str] = []
    for start in edges:
        stack = [start]
        while stack:
            at_id = stack[-1]
            if at_id in depth:
                stack.pop()
                continue
            waiting = [d for d in edges.get(at_id, ()) if d in edges and d not in depth]
            if waiting:
                stack.extend(waiting)
                continue
            depth[at_id] = 1 + max((depth.get(d, 0) for d in edges.get(at_id, ())), default=0)
            order.append(at_id)
            stack.pop()
            if depth[at_id] == MAX_CHAIN + 1:
                draft.say(
                    "KR506",
                    f"rumus `{at_id}` bergantung pada rantai lebih dari {MAX_CHAIN} rumus",
                    draft.symbols[at_id].span,
                    "hitung langsung dari data",
                )
    return tuple(order)


@frozen
class Readings:
    """Indicators that a formula reads in its own period."""

    draft: Draft

    def of(self, formula: Formula | None) -> tuple[str, ...]:
        """Their ids, in the order of the formula."""
        if formula is None:
            return ()
        return tuple(dict.fromkeys(self._formula(formula, {"tahun": NOW, "periode": NOW}, ())))

    def _formula(self, formula: Formula, meanings: Meanings, measures: tuple[str, ...]) -> Iterable[str]:
        parts: list[Expr] = [*(e for _, e in formula.lets), formula.value]
        for guard in formula.guards:
            parts.append(guard.condition)
            if not isinstance(guard.outcome, str):
                parts.append(guard.outcome)
        for part in parts:
            yield from self._expression(part, meanings, measures)

    def _expression(self, node: Expr, meanings: Meanings, measures: tuple[str, ...]) -> Iterable[str]:
        waiting = [node]
        while waiting:
            at = waiting.pop()
            if isinstance(at, typed.Collect):
                yield from self._collected(at, meanings, measures)
                continue
            if isinstance(at, typed.FactRef):
                if at.kind == "indikator" and self._now(at.period, meanings):
                    yield at.id
            elif isinstance(at, typed.Apply) and len(at.arguments) >= 2 and at.function not in _READ_NO_FORMULA:
                if self._now(at.arguments[1], meanings):
                    yield from self._read_of(self._subjects(at.arguments[0], meanings))
            elif isinstance(at, typed.MeasureCall) and at.measure not in measures:
                yield from self._measured(at, meanings, measures)
            waiting.extend(reversed(typed.children(at)))

    def _collected(self, node: typed.Collect, meanings: Meanings, measures: tuple[str, ...]) -> Iterable[str]:
        inner = dict(meanings)
        for quantifier in node.quantifiers:
            parts = (quantifier.domain, quantifier.upper, quantifier.condition)
            for part in parts:
                if isinstance(part, typed.EXPRESSIONS):
                    yield from self._expression(part, inner, measures)
            if quantifier.kind in ("tahun", "periode"):
                inner[quantifier.name] = self._range(quantifier, inner)
            elif quantifier.condition is None:
                inner[quantifier.name] = self._members(quantifier, inner)
            else:
                inner[quantifier.name] = NOTHING
        yield from self._expression(node.body, inner, measures)

    def _measured(self, node: typed.MeasureCall, meanings: Meanings, measures: tuple[str, ...]) -> Iterable[str]:
        ukuran = self.draft.ukuran.get(node.measure)
        if ukuran is None:
            return
        inner: dict[str, Shift | Subjects] = {}
        for (name, kind), argument in zip(ukuran.parameters, node.arguments, strict=True):
            if kind.kind == "periode":
                inner[name] = inner["tahun"] = self._shift(argument, meanings) or Shift(1, -1)
            else:
                inner[name] = self._subjects(argument, meanings)
        yield from self._formula(ukuran.formula, inner, (*measures, node.measure))

    # ---- periods ------------------------------------------------------------------------------------------------------
    def _now(self, period: Expr, meanings: Meanings) -> bool:
        shift = self._shift(period, meanings)
        return shift is not None and shift.may_be_now

    def _shift(self, period: Expr, meanings: Meanings) -> Shift | None:
        """How far a period is from the current one; None for one that is named."""
        match period:
            case typed.Var():
                found = meanings.get(period.name)
                return found if isinstance(found, Shift) else None
            case typed.Operation(operator="+" | "-", operands=(moved, typed.Const(value=Number() as years))):
                base = self._shift(moved, meanings)
                by = int(years.value) if period.operator == "+" else -int(years.value)
                return None if base is None else Shift(base.least + by, base.most + by)
        return None

    def _range(self, quantifier: typed.Quantifier, meanings: Meanings) -> Shift:
        if not isinstance(quantifier.domain, typed.EXPRESSIONS) or quantifier.upper is None:
            return EVER
        first, last = self._shift(quantifier.domain, meanings), self._shift(quantifier.upper, meanings)
        return Shift(-_FAR if first is None else first.least, _FAR if last is None else last.most)

    # ---- subjects -----------------------------------------------------------------------------------------------------
    def _subjects(self, node: Expr, meanings: Meanings) -> Subjects:
        if isinstance(node, typed.Const) and isinstance(node.value, Entity):
            return frozenset({node.value.id})
        found = meanings.get(node.name) if isinstance(node, typed.Var) else None
        return found if isinstance(found, frozenset) else NOTHING

    def _members(self, quantifier: typed.Quantifier, meanings: Meanings) -> Subjects:
        """What a quantifier without a condition ranges over, as far as the plan's text tells."""
        simpul, domain = self.draft.simpul, quantifier.domain
        if quantifier.kind == "indikator":
            if isinstance(domain, typed.EXPRESSIONS):
                nodes = self._subjects(domain, meanings)
            else:
                nodes = frozenset(s.id for s in simpul.values() if domain is None or s.jenis == domain)
            return frozenset(i for n in nodes if n in simpul for i in simpul[n].indikator)
        if domain is None and quantifier.kind in ("simpul", *LEVELS):
            return frozenset(s.id for s in simpul.values() if quantifier.kind in ("simpul", s.jenis))
        return NOTHING

    def _read_of(self, subjects: Subjects) -> Iterable[str]:
        """Indicators themselves, and those whose achievements a node's is put together of."""
        for ident in sorted(subjects):
            if ident in self.draft.simpul:
                if self._aggregates(ident):
                    yield from self.draft.simpul[ident].indikator
            else:
                yield ident

    def _aggregates(self, simpul: str) -> bool:
        at: str | None = simpul
        while at is not None:
            setting = self.draft.simpul[at].policies.get("agregasi")
            if setting is not None:
                return setting.values != ("tidak",)
            parents = self.draft.simpul[at].induk
            at = parents[0] if parents else None
        inherited = self.draft.policies.get("agregasi")
        return inherited is not None and inherited.values != ("tidak",)

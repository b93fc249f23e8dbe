"""A figure opened step by step: a measure into its formula, an achievement into its direction's, a sum into its parts.

Each level has the same value as the one before it; what does not (a figure that policies shape in ways no expression
says) stays closed.
"""

from collections.abc import Iterable, Mapping
from fractions import Fraction
from functools import cached_property
from types import MappingProxyType

from attrs import evolve

from kinerja_rules.audit.rewriting import constant_of, mapped, with_variables
from kinerja_rules.engine.expressions import Env, as_number
from kinerja_rules.engine.scalar import Interpreter
from kinerja_rules.functions import builtins
from kinerja_rules.model import expression as typed
from kinerja_rules.model import units
from kinerja_rules.model.expression import Expr, Formula, Type
from kinerja_rules.model.figures import WHOLE_MONEY
from kinerja_rules.model.kinerja import Indikator, PolicySetting
from kinerja_rules.model.periods import Period
from kinerja_rules.model.units import Kind, Unit
from kinerja_rules.model.values import Acuan, Entity, Missing, Number, Value

MAX_LEVELS = 7
MAX_MEMBERS = 2_000
"""Members of a collection that are told apart; a larger one stays whole."""

PERIODE = Type("periode")
_OF_SUBJECTS = frozenset(
    {"target", "realisasi", "hitungan", "capaian", "capaian_bebas", "pagu", "realisasi_anggaran", "pembanding"}
)
_BY_KIND = MappingProxyType(
    {
        "belanja": "belanja",
        "realisasi_belanja": "realisasi_belanja",
        "pagu_dinyatakan": "belanja",
        "realisasi_dinyatakan": "realisasi_belanja",
    }
)
"""Money of the whole, and the function that gives it by kind of expenditure."""
FIGURES = _OF_SUBJECTS | _BY_KIND.keys() | WHOLE_MONEY
"""Accessors of numbers that the plan states or that follow from it."""


def is_figure(node: Expr) -> bool:
    """Whether a node names a figure of the plan, rather than an operation on figures."""
    if isinstance(node, (typed.FactRef, typed.MeasureCall)):
        return True
    return isinstance(node, typed.Apply) and node.function in FIGURES


class Expander:
    """Opens figures of one plan."""

    def __init__(self, engine: Interpreter) -> None:
        self.engine = engine
        self.model = engine.model
        self._numbers: dict[tuple[object, ...], Number | None] = {}
        """Figures that were asked for, by what they name."""
        self.quantities: dict[tuple[Entity, Period], list[tuple[Expr, int, Number]]] = {}
        """What else a plan tells of a subject in a period, for those who look for another quantity."""
        self._entities: dict[Entity, typed.Const] = {}
        facts = engine.model.facts
        stated = (*facts.data, *facts.realisasi)
        self.reached_years = {(ident, period.removeprefix("s.d. ")[:4]) for ident, period in stated}
        self.in_parts = {ident for ident, period in stated if "-" in period}
        self.targets_in_parts = {ident for ident, period, _ in facts.target if "-" in period}
        self.target_years = {(ident, period[:4]) for ident, period, _ in facts.target}
        self.stated_years = {int(year) for _, year in self.reached_years}
        """Years of which data and realisasi may be stated."""

    @cached_property
    def measures(self) -> tuple[tuple[str, str], ...]:
        """Declared measures of a subject in a year with a number as outcome, and the kind of their subject."""
        out: list[tuple[str, str]] = []
        for ukuran in self.model.ukuran.values():
            kinds = [t for _, t in ukuran.parameters]
            numeric = ukuran.skala is None and ukuran.formula.type.kind == "angka"
            if numeric and len(kinds) == 2 and kinds[1].kind == "periode":
                out.append((ukuran.id, kinds[0].entity or ""))
        return tuple(out)

    def levels(self, node: Expr) -> tuple[Expr, ...]:
        """The expression as claimed, then opened further and further."""
        out = [node]
        while len(out) < MAX_LEVELS:
            opened = self._open(out[-1])
            if opened is out[-1]:
                break
            out.append(opened)
        return tuple(out)

    def without_limits(self, node: Expr) -> Expr | None:
        """The expression with achievements before limits and roundings; None where there are none of either."""
        free = self._freed(node)
        return None if free is node else free

    def _freed(self, node: Expr) -> Expr:
        if isinstance(node, typed.Apply) and node.function == "capaian":
            subject = constant_of(node.arguments[0])
            limited = isinstance(subject, Entity) and subject.kind == "indikator" and self._is_limited(node, subject.id)
            return evolve(node, function="capaian_bebas") if limited else node
        opened = self._opened(node) if isinstance(node, typed.MeasureCall) else None
        if opened is not None:
            freed = self._freed(opened)
            return node if freed is opened else freed
        return node if is_figure(node) else mapped(node, self._freed)

    def _is_limited(self, node: typed.Apply, ident: str) -> bool:
        period, acuan = constant_of(node.arguments[1]), constant_of(node.arguments[2] if node.arguments[2:] else None)
        if not isinstance(period, Period):
            return False
        document = self.engine.target_document(ident, period, acuan)
        rounding = self.model.policy("pembulatan_capaian", ident, document)
        return (rounding is not None and bool(rounding.numbers)) or self.model.policy(
            "dibatasi", ident, document
        ) is not None

    def _open(self, node: Expr) -> Expr:
        opened = self._opened(node)
        if opened is not None:
            return opened if self.agree(node, opened) else node
        if is_figure(node):
            return node
        inside = mapped(node, self._open)
        if isinstance(node, typed.Apply) and isinstance(inside, typed.Apply) and builtins()[node.function].rounds:
            rounded, unit = inside.arguments[0], node.arguments[0].type.unit
            if unit is not None:  # a ratio is rounded in the unit of the figure that it makes
                return (
                    evolve(inside, arguments=(_as(rounded, unit), *inside.arguments[1:]))
                    if inside is not node
                    else node
                )
        return inside

    def agree(self, one: Expr, other: Expr) -> bool:
        """Whether two expressions have the same number as their value."""
        a, b = self.number(one), self.number(other)
        return a is not None and b is not None and a.value == b.value

    def number(self, node: Expr) -> Number | None:
        """The value of an expression, where it is a number."""
        if not is_figure(node):
            return self._number(node)
        key = name_of(node)
        if key is None:
            return self._number(node)
        if key not in self._numbers:
            self._numbers[key] = self._number(node)
        return self._numbers[key]

    def _number(self, node: Expr) -> Number | None:
        value = self.engine.eval(node, Env())
        found = as_number(value) if not isinstance(value, (str, bool, Missing)) else None
        return found if isinstance(found, Number) else None

    # ---- what a node is made of --------------------------------------------------------------------------------------
    def _opened(self, node: Expr) -> Expr | None:
        match node:
            case typed.MeasureCall():
                return self.measure(node)
            case typed.DirectionCall():
                formula = self.model.arah[node.direction].formula
                return self.instance(formula, {"realisasi": node.realisasi, "target": node.target})
            case typed.Choice():
                taken = self.engine.eval(node.condition, Env())
                return None if not isinstance(taken, bool) else node.then if taken else node.otherwise
            case typed.Collect():
                return self.members(node)
            case typed.Apply():
                return self._apply(node)
            case _:
                return None

    def instance(self, formula: Formula, bound: Mapping[str, Expr]) -> Expr | None:
        """A formula as one expression of what its variables stand for; None where it gives a reason instead."""
        bound = dict(bound)
        for name, body in formula.lets:
            bound[name] = with_variables(body, bound)
        for guard in formula.guards:
            if self.engine.eval(with_variables(guard.condition, bound), Env()) is True:
                return None if isinstance(guard.outcome, str) else with_variables(guard.outcome, bound)
        return with_variables(formula.value, bound)

    def measure(self, node: typed.MeasureCall) -> Expr | None:
        """A measure as its formula of what it is applied to; None where it gives a reason or a category instead."""
        ukuran = self.model.ukuran[node.measure]
        if ukuran.skala is not None:
            return None
        bound: dict[str, Expr] = {}
        for (name, kind), argument in zip(ukuran.parameters, node.arguments, strict=True):
            bound[name] = argument
            if kind.kind == "periode":
                bound["tahun"] = bound["periode"] = argument
        return self.instance(ukuran.formula, bound)

    def members(self, node: typed.Collect) -> Expr | None:
        """A collection as an operation on its members; None where they are no numbers, or too many."""
        if node.body.type.kind not in ("angka", "target"):
            return None
        out: list[Expr] = []
        for inner in self.engine.members(node.quantifiers, Env(), [MAX_MEMBERS]):
            if isinstance(inner, Missing):
                return None
            member = with_variables(node.body, {k: self.constant(v, node) for k, v in inner.values.items()})
            if node.skip_missing and isinstance(self.engine.eval(member, Env()), Missing):
                continue
            out.append(member)
        kept = node.type if node.type.unit is None or node.type.unit.symbolic is None or not out else out[0].type
        return typed.Apply(node.function, tuple(out), kept, span=node.span) if out else None

    def _apply(self, node: typed.Apply) -> Expr | None:
        if node.function in ("selisih", "pertumbuhan"):
            now, then = node.arguments
            less = typed.Operation("-", (now, then), node.type, span=node.span)
            return less if node.function == "selisih" else typed.Operation("/", (less, then), node.type, span=node.span)
        if node.function in _BY_KIND:
            return self.expenditure(node)
        if node.function in WHOLE_MONEY:
            return self._whole_money(node)
        if node.function not in _OF_SUBJECTS or not node.arguments:
            return None
        subject, period = constant_of(node.arguments[0]), constant_of(node.arguments[1])
        if not isinstance(subject, Entity) or not isinstance(period, Period):
            return None
        acuan = node.arguments[2] if len(node.arguments) > 2 else None
        match node.function:
            case "capaian" if subject.kind == "indikator":
                return self._limited(node, self.model.indikator[subject.id], period, acuan)
            case "capaian_bebas":
                return self._achieved(node, self.model.indikator[subject.id], period, acuan)
            case "capaian":
                return self._aggregated(node, subject, period, acuan)
            case "realisasi" | "hitungan":
                return self._reached(node, self.model.indikator[subject.id], period)
            case "pagu" | "realisasi_anggaran":
                return self._money(node, subject, period, acuan)
            case _:
                return None

    # ---- achievements ------------------------------------------------------------------------------------------------
    def _limited(self, node: typed.Apply, indikator: Indikator, period: Period, acuan: Expr | None) -> Expr | None:
        out = self._achieved(node, indikator, period, acuan)
        document = self.engine.target_document(indikator.id, period, constant_of(acuan))
        rounding = self.model.policy("pembulatan_capaian", indikator.id, document)
        limits = self.model.policy("dibatasi", indikator.id, document)
        if out is not None and rounding is not None and rounding.numbers:
            out = self._rounded(_as(out, units.PERSEN), rounding)
        if out is not None and limits is not None:
            for bound, function in zip(limits.numbers, ("tertinggi", "terendah"), strict=True):
                if bound is not None:
                    limit = typed.Const(Number(bound), Type("angka", units.PERSEN), span=node.span)
                    out = typed.Apply(function, (_as(out, units.PERSEN), limit), node.type, span=node.span)
        return out

    @staticmethod
    def _rounded(node: Expr, setting: PolicySetting | None) -> Expr:
        """A figure rounded as a policy says."""
        if setting is None or not setting.numbers:
            return node
        decimals = typed.Const(Number(setting.numbers[0] or Fraction(0)), Type("angka", units.ANGKA), span=node.span)
        return typed.Apply("bulatkan", (node, decimals), node.type, span=node.span)

    def _achieved(self, node: typed.Apply, indikator: Indikator, period: Period, acuan: Expr | None) -> Expr | None:
        if indikator.arah is None:
            return None
        unit = indikator.satuan
        target = typed.Apply("target", node.arguments, Type("target", unit), span=node.span)
        stated = typed.Apply("realisasi", node.arguments[:2], Type("angka", unit), span=node.span)
        document = self.engine.target_document(indikator.id, period, constant_of(acuan))
        realisasi = self._rounded(stated, self.model.policy("pembulatan_realisasi", indikator.id, document))
        arah = self.engine.direction_of(indikator, self.engine.eval(target, Env()), document)
        if arah not in self.model.arah:
            return None
        formula = self.model.arah[arah].formula
        if _chooses(formula.value) or self.model.arah[arah].uses_range:  # other figures may take another branch
            return typed.DirectionCall(arah, realisasi, target, node.type, span=node.span)
        return self.instance(formula, {"realisasi": realisasi, "target": target})

    def _aggregated(self, node: typed.Apply, subject: Entity, period: Period, acuan: Expr | None) -> Expr | None:
        setting = self.model.policy("agregasi", subject.id)
        simpul = self.model.simpul[subject.id]
        if setting is None or setting.values == ("tidak",) or not simpul.indikator:
            return None
        skip = self.model.policy("bila_kosong", subject.id)
        members: list[Expr] = []
        weights: list[Expr | None] = []
        for ident in simpul.indikator:
            member = evolve(node, arguments=(self.entity(Entity("indikator", ident), node), *node.arguments[1:]))
            if skip is not None and skip.values == ("lewati",) and self.number(member) is None:
                continue
            bobot = self.model.indikator[ident].bobot
            members.append(member)
            weights.append(
                None if bobot is None else typed.Const(Number(bobot), Type("angka", units.PERSEN), span=node.span)
            )
        kept = tuple(weights) if setting.values == ("rata_rata_tertimbang",) else ()
        return typed.Apply(setting.values[0], tuple(members), node.type, kept, span=node.span) if members else None

    def _reached(self, node: typed.Apply, indikator: Indikator, period: Period) -> Expr | None:
        stated = self.model.facts.realisasi
        if node.function == "realisasi" and (indikator.id, str(period)) not in stated:
            for parts in period.partitions():
                operation = {"jumlah": "jumlah", "rata_rata": "rata_rata"}.get(indikator.akumulasi or "")
                if operation is not None and all((indikator.id, str(p)) in stated for p in parts):
                    at = tuple(evolve(node, arguments=(node.arguments[0], self.constant(p, node))) for p in parts)
                    return typed.Apply(operation, at, node.type, span=node.span)
        if indikator.rumus is None:
            return None
        if node.function == "realisasi" and self.engine.hitungan(indikator.id, period) != self.engine.realisasi(
            indikator.id, period
        ):
            return None
        now = self.constant(period, node)
        made = self.instance(indikator.rumus, {"tahun": now, "periode": now})
        loose = indikator.satuan.kind in (Kind.PERSEN, Kind.RASIO)  # a ratio stands for these by itself
        return made if made is None or loose else _as(made, indikator.satuan)

    def _money(self, node: typed.Apply, subject: Entity, period: Period, acuan: Expr | None) -> Expr | None:
        """The money of what stands right beneath, as tables print it; where that is another sum, of those that state it."""
        beneath = self.model.simpul[subject.id].anak
        if beneath:
            step = self._money_of(node, beneath)
            if self.agree(node, step):
                return step
        named = constant_of(acuan)
        document = named.id if isinstance(named, Entity) else None
        holders = self.engine.money.holders(node.function, subject.id, period, document)
        if isinstance(holders, Missing) or (len(holders) == 1 and holders[0][0] == subject.id):
            return None
        return self._money_of(node, tuple(h for h, _, _ in holders))

    def _whole_money(self, node: typed.Apply) -> Expr | None:
        """The money of the whole plan as that of its tops, or of all programs; where they share some, of what states it."""
        period = constant_of(node.arguments[0])
        if not isinstance(period, Period):
            return None
        what, _, of = node.function.rpartition("_")
        every = self.model.simpul.values()
        tops = tuple(s.id for s in every if (s.jenis == "program" if of == "program" else not s.induk))
        asked = typed.Apply(what, (node, *node.arguments), node.type, span=node.span)
        step = self._money_of(asked, tops)
        if not tops or self.agree(node, step):
            return step if tops else None
        named = constant_of(node.arguments[1] if node.arguments[1:] else None)
        document = named.id if isinstance(named, Entity) else None
        holders = self.engine.money.holders_of_all(what, tops, period, document)
        return None if isinstance(holders, Missing) else self._money_of(asked, tuple(h for h, _, _ in holders))

    def expenditure(self, node: typed.Apply) -> Expr | None:
        """A kind of expenditure as the sum of its parts, a stated total as that of the kinds that are no part."""
        function = _BY_KIND[node.function]
        about = constant_of(node.arguments[0]) if len(node.arguments) > 1 else None
        whole = about.id if isinstance(about, Entity) else None
        period = node.arguments[-1]
        kinds = (
            self.entity(Entity("jenis_belanja", j), node)
            for j, (_, of) in self.model.jenis_belanja.items()
            if of == whole
        )
        asked = (typed.Apply(function, (kind, period), node.type, span=node.span) for kind in kinds)
        parts = tuple(part for part in asked if self.number(part) is not None)
        return typed.Apply("jumlah", parts, node.type, span=node.span) if len(parts) > 1 else None

    def _money_of(self, node: typed.Apply, simpul: Iterable[str]) -> Expr:
        """The sum of the money of some nodes, asked as that of another is."""
        parts = tuple(
            evolve(node, arguments=(self.entity(Entity(self.model.simpul[s].jenis, s), node), *node.arguments[1:]))
            for s in simpul
        )
        return typed.Apply("jumlah", parts, node.type, span=node.span)

    # ---- constants ---------------------------------------------------------------------------------------------------
    def entity(self, entity: Entity, like: Expr) -> typed.Const:
        """Something declared, as an argument."""
        if entity not in self._entities:
            indikator = self.model.indikator.get(entity.id) if entity.kind == "indikator" else None
            unit = indikator.satuan if indikator is not None else None
            self._entities[entity] = typed.Const(entity, Type("entitas", unit, entity.kind), span=like.span)
        return self._entities[entity]

    def constant(self, value: Value, like: Expr, unit: Unit | None = None) -> typed.Const:
        """A value as an expression."""
        match value:
            case Entity():
                return self.entity(value, like)
            case Period():
                return typed.Const(value, PERIODE, span=like.span)
            case Acuan():
                return typed.Const(value, Type("acuan"), span=like.span)
            case _:
                return typed.Const(value, Type("angka", unit or units.ANGKA), span=like.span)


def name_of(node: Expr) -> tuple[object, ...] | None:
    """What a figure names; None where it has arguments that are no constants."""
    if isinstance(node, typed.Apply):
        name, arguments = node.function, node.arguments
    elif isinstance(node, typed.MeasureCall):
        name, arguments = node.measure, node.arguments
    elif isinstance(node, typed.FactRef):
        period = constant_of(node.period)
        return None if period is None else (node.kind, node.id, period)
    else:
        return None
    out: list[object] = [name]
    for argument in arguments:
        if not isinstance(argument, typed.Const):
            return None
        out.append(argument.value)
    return tuple(out)


def _chooses(node: Expr) -> bool:
    return isinstance(node, typed.Choice) or any(_chooses(child) for child in typed.children(node))


def _as(node: Expr, unit: Unit) -> Expr:
    return node if node.type.unit == unit else typed.Conversion(node, Type("angka", unit), span=node.span)

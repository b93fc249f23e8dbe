"""Evaluating typed expressions: operators, choices, collections, calls. What the plan says comes from a subclass."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Mapping, Sequence
from fractions import Fraction
from types import MappingProxyType
from typing import ClassVar

from attrs import define, evolve, field

from kinerja_rules.engine.compared import as_number as as_number
from kinerja_rules.engine.compared import compare, ordered
from kinerja_rules.engine.member_units import ONLY_COMPARED, collection_of, graded, symbols_within, unlike
from kinerja_rules.functions import builtins
from kinerja_rules.functions.exact_roots import MAX_BITS
from kinerja_rules.functions.interface import Builtin, Call, Context, undefined
from kinerja_rules.model import expression as typed
from kinerja_rules.model.expression import Expr, Formula
from kinerja_rules.model.kinerja import LEVELS, Model
from kinerja_rules.model.periods import Period
from kinerja_rules.model.units import Kind, Unit, UnitError, convert
from kinerja_rules.model.values import Absence, Entity, Grade, Missing, Number, TargetValue, Value

_CASCADE = frozenset({"indikator", "simpul", *LEVELS})
ONE = frozenset({"subjek", "simpul", "indikator", "bernama"})
"""Kinds of parameters that take a set of one for its member."""
_ARITHMETIC = frozenset("+-*/")
MAX_PERIODS = 4_000
MAX_VISITS = 500_000
"""Candidates that one collection may look at."""


class TooManyError(Exception):
    """A rule looks at more than it may; told by the reviewer as a finding."""


@define(eq=False)
class Env:
    """Variables and, when tracing, the steps that made them."""

    values: dict[str, Value] = field(factory=dict)
    steps: dict[str, int] = field(factory=dict)

    def child(self) -> "Env":
        """A scope inside this one."""
        return Env(self.values.copy(), self.steps.copy())


Candidates = Callable[[typed.Quantifier, Env], "tuple[Value, ...] | Missing"]
"""What a variable ranges over, before its condition."""
Fulfils = Callable[[Expr, Env], Value]
"""Whether a member fulfils the condition of its set."""


class Expressions(Context, ABC):
    """Evaluation of expressions over the accessors of a `Context`."""

    def __init__(self, model: Model) -> None:
        self.model = model
        self._builtins = builtins()
        self.visits_left: int | None = None
        self._everything: dict[str, tuple[Entity, ...]] = {}

    # ---- hooks ----------------------------------------------------------------------------------------------------
    def eval(self, node: Expr, env: Env) -> Value:
        """The value of an expression."""
        return self._dispatch[type(node)](self, node, env)

    def part(self, node: Expr, env: Env) -> Value:
        """The value of a part of a formula, which is evaluated for many periods."""
        return self.eval(node, env)

    def holds(self, condition: Expr, env: Env) -> bool:
        """Whether the condition of a guard is known to be fulfilled."""
        return self.part(condition, env) is True

    def answer(self, node: Expr, env: Env) -> Value:
        """The value of what is asked of the plan from outside its figures, of many members."""
        return self.eval(node, env)

    def bind(self, env: Env, name: str, value: Value) -> None:
        """Name a value that was just evaluated."""
        env.values[name] = value

    def absent(self, missing: Missing, label: str) -> Missing:
        """An absence that arises here."""
        return missing

    @abstractmethod
    def data(self, ident: str, period: Period) -> Value:
        """A raw datum."""

    @abstractmethod
    def is_stated(self, node: Expr, env: Env) -> bool:
        """Whether what an expression asks for is written somewhere."""

    @abstractmethod
    def measure(self, ident: str, arguments: list[Value]) -> Value:
        """A declared measure applied to entities and periods."""

    # ---- expressions ------------------------------------------------------------------------------------------------
    def _const(self, node: typed.Const, env: Env) -> Value:
        return node.value

    def _var(self, node: typed.Var, env: Env) -> Value:
        return env.values[node.name]

    def _fact_ref(self, node: typed.FactRef, env: Env) -> Value:
        period = self.eval(node.period, env)
        if not isinstance(period, Period):
            return period
        return self.data(node.id, period) if node.kind == "data" else self.realisasi(node.id, period)

    def _operation(self, node: typed.Operation, env: Env) -> Value:
        operator = node.operator
        if operator in ("dan", "atau"):
            return self._logical(node, env)
        if operator == "dinyatakan":
            return self.is_stated(node.operands[0], env)
        values = [self.eval(operand, env) for operand in node.operands]
        for value in values:
            if isinstance(value, Missing):
                return value
        return self.operate(node, values)

    def operate(self, node: typed.Operation, values: list[Value]) -> Value:
        """An operator applied to values that are there."""
        operator = node.operator
        if operator in _ARITHMETIC and values[0].__class__ is Number and values[-1].__class__ is Number:  # as most are
            return self.arithmetic(operator, values[0], values[-1], node)
        if operator in ("atas", "bawah"):
            return _edge(values[0], operator)
        if operator == "bukan":
            return not values[0]
        if operator[0] == ".":
            return self._attribute_of(values[0], operator[1:])
        if operator == "di":
            return self._belongs(values[0], values[1])
        if isinstance(values[0], Period):
            return _with_period(operator, values, node.operands[0].type.entity == "periode")
        if operator in ("=", "<>", "<", "<=", ">", ">="):
            return compare(operator, values[0], values[1])
        if any(map(graded, values)):
            return ONLY_COMPARED
        numbers = [as_number(v) for v in values]
        for number in numbers:
            if isinstance(number, Missing):
                return number
        if operator == "neg":
            (one,) = numbers
            return Number(-one.value, one.approximate) if isinstance(one, Number) else one
        left, right = numbers
        if not isinstance(left, Number) or not isinstance(right, Number):
            return undefined("bukan bilangan")
        return self.arithmetic(operator, left, right, node)

    def _attribute_of(self, value: Value, name: str) -> Value:
        if isinstance(value, tuple) and len(value) == 1:
            (value,) = value
        if not isinstance(value, Entity):
            return undefined("himpunannya tidak beranggota satu")
        return self.attribute(value, name)

    def arithmetic(self, operator: str, left: Number, right: Number, node: typed.Operation) -> Value:
        """Two numbers added, subtracted, multiplied or divided."""
        if operator == "/" and not right.value:
            divisor = " ".join(node.operands[1].span.text.split())
            return Missing(Absence.TIDAK_DAPAT_DIHITUNG, f"pembagi `{divisor}` bernilai nol", node.operands[1].span)
        # by whole numbers: `Fraction` asks of each operand first what kind of number it is
        (over, under), (more, less) = left.value.as_integer_ratio(), right.value.as_integer_ratio()
        match operator:
            case "+":
                value = Fraction(over * less + more * under, under * less)
            case "-":
                value = Fraction(over * less - more * under, under * less)
            case "*":
                value = Fraction(over * more, under * less)
            case _:
                value = Fraction(over * less, under * more)
        over, under = value.as_integer_ratio()
        if over.bit_length() > MAX_BITS * 10 or under.bit_length() > MAX_BITS * 10:
            return Missing(Absence.TIDAK_DAPAT_DIHITUNG, "hasil hitungannya terlalu besar", node.span)
        return Number(value, left.approximate or right.approximate)

    def _logical(self, node: typed.Operation, env: Env) -> Value:
        decisive = node.operator == "atau"
        unknown: Missing | None = None
        for operand in node.operands:
            value = self.eval(operand, env)
            if isinstance(value, Missing):
                unknown = unknown or value
            elif value is decisive:
                return decisive
        return unknown if unknown is not None else not decisive

    def _choice(self, node: typed.Choice, env: Env) -> Value:
        holds = self.eval(node.condition, env)
        return holds if isinstance(holds, Missing) else self.eval(node.then if holds else node.otherwise, env)

    def _conversion(self, node: typed.Conversion, env: Env) -> Value:
        value = self.eval(node.operand, env)
        return value if isinstance(value, Missing) else self.converted(node, value, env)

    def converted(self, node: typed.Conversion, value: Value, env: Env) -> Value:
        """A value that is there, in the unit that is asked for; the units of indicators are known only here."""
        about = self.bearer(node.operand, env)
        unfit = self.unfit(node, about.id) if isinstance(about, Entity) else None
        return as_number(value) if unfit is None else unfit

    def bearer(self, node: Expr, env: Env) -> Value | None:
        """The indicator whose unit an expression is in, where only its variables or the members of its sets tell."""
        symbol = node.type.unit.symbolic if node.type.unit is not None else None
        if symbol is None:
            return None
        collected = collection_of(node, symbol)
        if collected is None:
            return env.values.get(symbol)
        for inner in self.members(collected.quantifiers, env, [MAX_VISITS]):
            if isinstance(inner, Missing):
                return None
            if not collected.skip_missing or not isinstance(self.quietly(collected.body, inner), Missing):
                return inner.values[symbol]
        return None

    def unfit(self, node: typed.Conversion, indikator: str) -> Missing | None:
        """Why the figures of an indicator cannot be in the unit that is asked for."""
        asked, unit = node.type.unit, self.model.indikator[indikator].satuan
        if asked is None or (unit.kind is not Kind.PREDIKAT and not isinstance(convert(asked, unit), UnitError)):
            return None
        return Missing(Absence.TIDAK_BERLAKU, f"satuan `{indikator}` adalah {unit}, bukan {asked}")

    def _range_of(self, node: typed.RangeOf, env: Env) -> Value:
        lower, upper = as_number(self.eval(node.lower, env)), as_number(self.eval(node.upper, env))
        if isinstance(lower, Number) and isinstance(upper, Number):
            return TargetValue(lower, upper) if lower.value <= upper.value else undefined("rentangnya terbalik")
        return lower if isinstance(lower, Missing) else upper

    def _apply(self, node: typed.Apply, env: Env) -> Value:
        builtin = self._builtins[node.function]
        values = [self.eval(a, env) for a in node.arguments]
        if node.function == "banyak" and isinstance(values[0], Missing):
            return values[0]  # a set that is not known has no number of members
        weights = [None if w is None else self.eval(w, env) for w in node.weights] if node.weights else []
        subject = None if node.subject is None else self._subject(node.subject, env)
        return self.call(builtin.name, values, weights, node.type.unit, subject)

    def _subject(self, node: Expr | None, env: Env) -> Entity | None:
        subject = None if node is None else self.quietly(node, env)
        return subject if isinstance(subject, Entity) else None

    def call(
        self,
        name: str,
        values: list[Value],
        weights: list[Value | None],
        unit: Unit | None,
        subject: Entity | None = None,
    ) -> Value:
        """A builtin applied to values; an absent argument makes the result absent unless the builtin takes it."""
        builtin = self._builtins[name]
        first = values[0] if values else None
        if not builtin.absorbs:
            for value in (*values, *weights) if weights else values:
                if value.__class__ is Missing:
                    return value
            if builtin.of_numbers:
                if any(map(graded, values)):
                    return self._of_grades(builtin, values, unit, subject)
                numbers = [as_number(v) for v in values]
                for number in numbers:
                    if isinstance(number, Missing):
                        return number
                values = list(numbers)
        if isinstance(first, tuple) and builtin.parameters[0].kind in ONE:
            members = first
            if len(members) != 1:
                return undefined("himpunannya tidak beranggota satu")
            values = [members[0], *values[1:]]
        kept = tuple(w if isinstance(w, Number) else None for w in weights) if weights else ()
        return builtin.compute(Call(self, tuple(values), kept, unit, subject))

    def _of_grades(self, builtin: Builtin, values: list[Value], unit: Unit | None, subject: Entity | None) -> Value:
        """Grades are told apart by their rank, and nothing is calculated with them: one of them may be the answer."""
        if not builtin.compares:
            return ONLY_COMPARED
        numbers = [as_number(v) for v in values]
        found = builtin.compute(Call(self, tuple(numbers), (), unit, subject))
        return next((v for v, n in zip(values, numbers, strict=True) if n is found), found)

    def _collect(self, node: typed.Collect, env: Env) -> Value:
        members: list[Value] = []
        names = symbols_within(node)
        bearers: tuple[list[Value], ...] = tuple([] for _ in names)
        for inner in self.members(node.quantifiers, env, [MAX_VISITS]):
            if isinstance(inner, Missing):
                return inner
            members.append(self.eval(node.body, inner))
            for name, of in zip(names, bearers, strict=True):
                of.append(inner.values[name])
        return self.combine(node, members, self._subject(node.subject, env), bearers)

    def combine(
        self,
        node: typed.Collect,
        members: list[Value],
        subject: Entity | None,
        bearers: Sequence[Sequence[Value]] = (),
    ) -> Value:
        """The collected members put together; absent ones are left out only where that is said.

        `bearers` are the indicators in whose units the members are, where only the members tell that.
        """
        for of in bearers:
            differing = unlike(self.model, of, members if node.skip_missing else ())
            if differing is not None:
                return differing
        if node.skip_missing:
            absent = [m for m in members if isinstance(m, Missing)]
            members = [m for m in members if not isinstance(m, Missing)]
            if absent and not members:
                return absent[0]  # nothing is left, for the reason that the members give
        return self.call(node.function, members, [], node.type.unit, subject)

    def members(
        self, quantifiers: tuple[typed.Quantifier, ...], env: Env, budget: list[int]
    ) -> Iterator[Env | Missing]:
        """Scopes with the quantified variables bound, in the plan's order; an absence where a set is not known.

        `budget` holds how many candidates may still be looked at, kept or not.
        """
        return self._scopes(quantifiers, env, budget, self.candidates, self.fulfils)

    def asked_members(
        self, quantifiers: tuple[typed.Quantifier, ...], env: Env, budget: list[int]
    ) -> Iterator[Env | Missing]:
        """As `members`, of sets that are asked for from outside the figures, as the rows of a table are."""
        return self.members(quantifiers, env, budget)

    def _scopes(
        self,
        quantifiers: tuple[typed.Quantifier, ...],
        env: Env,
        budget: list[int],
        candidates: Candidates,
        fulfils: Fulfils,
    ) -> Iterator[Env | Missing]:
        first, rest = quantifiers[0], quantifiers[1:]
        domain = candidates(first, env)
        if isinstance(domain, Missing):
            yield domain
            return
        tried = env.child()  # only members that are kept have a scope of their own
        tried.steps.pop(first.name, None)
        for member in domain:
            self.visit()
            budget[0] -= 1
            if budget[0] < 0:
                yield undefined("himpunannya terlalu besar")
                return
            tried.values[first.name] = member
            if first.condition is not None and fulfils(first.condition, tried) is not True:
                continue
            if rest:
                yield from self._scopes(rest, tried, budget, candidates, fulfils)
            else:
                yield tried.child()

    def visit(self, candidates: int = 1) -> None:
        """Count candidates against what a rule may look at, if there is such a bound.

        Raises:
            TooManyError: the bound is passed.
        """
        if self.visits_left is not None:
            self.visits_left -= candidates
            if self.visits_left < 0:
                raise TooManyError

    def quietly(self, node: Expr, env: Env) -> Value:
        """Evaluate without leaving steps."""
        return self.eval(node, env)

    def candidates(self, quantifier: typed.Quantifier, env: Env) -> "tuple[Value, ...] | Missing":
        """As `domain`, of a set that is gone through for many members of another."""
        return self.domain(quantifier, env)

    def fulfils(self, condition: Expr, env: Env) -> Value:
        """Whether a member fulfils the condition of its set, without leaving steps."""
        return self.quietly(condition, env)

    def domain(self, quantifier: typed.Quantifier, env: Env) -> "tuple[Value, ...] | Missing":
        """The members that a variable ranges over, before its condition."""
        kind, domain = quantifier.kind, quantifier.domain
        if kind in ("tahun", "periode"):
            return self._years(quantifier, env)
        if domain is None:
            return self._all(kind)
        if isinstance(domain, str):
            below = {s.id for s in self.model.simpul.values() if s.jenis == domain}
            if kind == "indikator":
                return tuple(Entity("indikator", i.id) for i in self.model.placed() if i.simpul in below)
            return tuple(e for e in self._all(kind) if any(a.id in below for a in self.related(e, "leluhur")))
        where = self.quietly(domain, env)
        return where if isinstance(where, Missing) else self.within(kind, where)

    def within(self, kind: str, where: Value) -> tuple[Value, ...]:
        """The members of a kind in what stands after `di`."""
        if kind == "kategori":
            return self._categories(where.id if isinstance(where, Entity) else None)
        tops = where if isinstance(where, tuple) else (where,)
        if kind not in _CASCADE:
            return tops
        found: dict[Entity, None] = {}
        for top in tops:
            if not isinstance(top, Entity):
                continue
            if kind == "indikator":
                found.update((e, None) for e in ((top,) if top.kind == kind else self.related(top, "indikator")))
            elif isinstance(where, tuple):
                if kind in ("simpul", top.kind):
                    found[top] = None
            else:
                found.update((e, None) for e in self.related(top, "pendukung") if kind in ("simpul", e.kind))
        return tuple(found)

    def _years(self, quantifier: typed.Quantifier, env: Env) -> "tuple[Value, ...] | Missing":
        if isinstance(quantifier.domain, str) or quantifier.domain is None:
            renstra = self.model.renstra
            if renstra is None:
                return undefined("periode Renstra belum dinyatakan")
            return tuple(Period(y) for y in range(renstra.awal, renstra.akhir + 1))
        first = self.quietly(quantifier.domain, env)
        return periods_between(
            first, first if quantifier.upper is None else self.quietly(quantifier.upper, env), quantifier.kind
        )

    def _all(self, kind: str) -> tuple[Entity, ...]:
        """All of a kind, in the plan's order; kept, since rules ask again and again."""
        if kind not in self._everything:
            self._everything[kind] = self._list(kind)
        return self._everything[kind]

    def _list(self, kind: str) -> tuple[Entity, ...]:
        model = self.model
        if kind == "data":
            return self._data_of_plan()
        if kind in ("pernyataan", "penyebutan"):
            stated = model.facts.declared if kind == "pernyataan" else model.facts.names
            return tuple(Entity(kind, str(at)) for at in range(len(stated)))
        if kind == "indikator":
            return tuple(Entity("indikator", i.id) for i in model.placed())
        if kind == "simpul" or kind in LEVELS:
            return tuple(
                Entity(model.simpul[s].jenis, s) for s in model.walk() if kind in ("simpul", model.simpul[s].jenis)
            )
        if kind == "kategori":
            setting = model.policy("skala")
            return self._categories(setting.values[0] if setting is not None else None)
        tables: dict[str, Mapping[str, object]] = {
            "jenis_belanja": model.jenis_belanja,
            "dokumen": model.dokumen,
            "pembanding": model.pembanding,
            "skala": model.skala,
        }
        return tuple(Entity(kind, ident) for ident in tables[kind])

    def _categories(self, skala: str | None) -> tuple[Entity, ...]:
        """The categories of a scale, the best first."""
        if skala is None:
            return ()
        return tuple(Entity("kategori", f"{skala}:{k.nama}") for k in reversed(self.model.skala[skala].kategori))

    def _data_of_plan(self) -> tuple[Entity, ...]:
        """Data that the plan declares, states, or uses in the formulas of its indicators; not all that libraries offer."""
        model = self.model
        used = {ident for ident, _ in model.facts.data}
        waiting = [
            e for i in model.placed() if i.rumus is not None for e in (i.rumus.value, *(x for _, x in i.rumus.lets))
        ]
        while waiting:
            node = waiting.pop()
            if isinstance(node, typed.FactRef) and node.kind == "data":
                used.add(node.id)
            waiting.extend(typed.children(node))
        return tuple(Entity("data", d) for d in model.data if d in used or "." not in d)

    def _belongs(self, member: Value, whole: Value) -> Value:
        tops = whole if isinstance(whole, tuple) else (whole,)
        if isinstance(member, str) or member in tops:
            return member in tops
        if isinstance(member, Entity) and member.kind not in _CASCADE:
            return False
        if not isinstance(member, Entity):
            return undefined("bukan indikator atau simpul")
        relation = "indikator" if member.kind == "indikator" else "pendukung"
        return any(isinstance(t, Entity) and member in self.related(t, relation) for t in tops)

    def _measure(self, node: typed.MeasureCall, env: Env) -> Value:
        arguments = [self.eval(a, env) for a in node.arguments]
        absent = next((a for a in arguments if isinstance(a, Missing)), None)
        return self.measure(node.measure, arguments) if absent is None else absent

    def _direction(self, node: typed.DirectionCall, env: Env) -> Value:
        inner = env.child()
        realisasi = self.eval(node.realisasi, env)
        self.bind(inner, "realisasi", realisasi)
        target = self.eval(node.target, env)
        self.bind(inner, "target", target)
        return self.achieve(node.direction, realisasi, target, inner)

    def achieve(self, direction: str, realisasi: Value, target: Value, env: Env) -> Value:
        """A direction's formula applied to a realisasi and a target."""
        for value in (target, realisasi):
            if isinstance(value, Missing):
                return value
        env.values["realisasi"] = as_number(realisasi)
        # a direction may reckon with the scores of a scale
        env.values["target"] = (
            evolve(target, grade=None) if isinstance(target, TargetValue) and target.grade else target
        )
        return self.formula(self.model.arah[direction].formula, env)

    def formula(self, formula: Formula, env: Env) -> Value:
        """Intermediate values, guards in order, then the value."""
        for name, body in formula.lets:
            self.bind(env, name, self.part(body, env))
        for guard in formula.guards:
            if self.holds(guard.condition, env):
                if isinstance(guard.outcome, str):
                    return self.absent(
                        Missing(Absence.TIDAK_DAPAT_DIHITUNG, guard.outcome, guard.span), guard.span.text
                    )
                return self.part(guard.outcome, env)
        value = self.part(formula.value, env)
        return value if isinstance(value, (Missing, str, bool, Grade)) else as_number(value)

    _dispatch: ClassVar[Mapping[type, Callable[..., Value]]] = MappingProxyType(
        {
            typed.Const: _const,
            typed.Var: _var,
            typed.FactRef: _fact_ref,
            typed.Operation: _operation,
            typed.Choice: _choice,
            typed.Conversion: _conversion,
            typed.Apply: _apply,
            typed.Collect: _collect,
            typed.MeasureCall: _measure,
            typed.DirectionCall: _direction,
            typed.RangeOf: _range_of,
        }
    )


# ---- values ------------------------------------------------------------------------------------------------------------
def _edge(value: Value, which: str) -> Value:
    if isinstance(value, TargetValue):
        return value.upper if which == "atas" else value.lower
    return as_number(value)


def _with_period(operator: str, values: list[Value], by_grain: bool) -> Value:
    """Periods compared, or moved: by years, or by steps of the period's own grain."""
    left, right = values
    if isinstance(left, Period) and isinstance(right, Period):
        return ordered(operator, left, right)
    if (
        isinstance(left, Period)
        and isinstance(right, Number)
        and right.value.denominator == 1
        and abs(right.value) < 200
    ):
        steps = int(right.value) if operator == "+" else -int(right.value)
        return left.stepped(steps) if by_grain else left.shifted(steps)
    return undefined("periode hanya dapat digeser dengan bilangan bulat tahun")


def periods_between(first: Value, last: Value, kind: str) -> "tuple[Value, ...] | Missing":
    """The years from one to another, or the periods of their grain."""
    if not isinstance(first, Period) or not isinstance(last, Period):
        return first if isinstance(first, Missing) else undefined("batas periodenya tidak diketahui")
    if first.grain != last.grain:
        return undefined(f"`{first}` dan `{last}` berbeda satuan waktunya")
    out: list[Value] = []
    at = first
    while at <= last and len(out) < MAX_PERIODS:
        out.append(at)
        at = at.stepped(1) if kind == "periode" else at.shifted(1)
    return tuple(out)

"""Sets in chains of functions: what a variable ranges over, the members that count, and what is made of them."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator
from fractions import Fraction
from functools import lru_cache

from kinerja_rules.engine.expressions import MAX_VISITS, Env, periods_between
from kinerja_rules.engine.kept import Kept, Run, Values
from kinerja_rules.engine.member_units import symbols_within
from kinerja_rules.engine.settled import settled_part
from kinerja_rules.functions.interface import undefined
from kinerja_rules.model import expression as typed
from kinerja_rules.model.expression import Expr, Quantifier
from kinerja_rules.model.periods import Period
from kinerja_rules.model.values import Entity, Missing, Number, Value

_ABSENT = object()
_OF_NONE = {">": True, "<>": True, "=": False, "<=": False}
"""Whether a count that compares so with zero is of a set that has members, or of one that has none."""
_DECIDES = {"semua": False, "ada_yang": True}
"""The value of one member that decides for all."""
_TOO_LARGE = undefined("himpunannya terlalu besar")

Members = tuple[Value, ...] | Missing
Domain = Callable[[Values], Members]
Instances = Callable[[Values, list[int] | None], Iterator[Missing | None]]
"""Goes through members; the list holds how many candidates may still be looked at, kept or not."""
Chosen = Callable[[tuple[Value, ...]], tuple[Value, ...]]
"""Those of all members of a set that fulfil what is settled."""


class Gathering(ABC):
    """The part of the compiler that gathers members.

    Expressions `inside` a figure ask for other figures anew each time (see `Compiler`). Those of `rules` may look at as
    many candidates as the rule has left; in all others one collection has a bound of its own. `unknown` is told why a
    condition does not hold where that is not known: the member is left out, but not without a trace.
    """

    def __init__(
        self,
        kept: Kept,
        inside: bool = False,
        rules: bool = False,
        unknown: Callable[[Missing], object] | None = None,
    ) -> None:
        self.kept, self.inside, self.rules, self.interpreter = kept, inside, rules, kept.interpreter
        self.unknown = unknown

    @abstractmethod
    def compile(self, node: Expr) -> Run:
        """A function that gives the value of an expression for variables."""

    @abstractmethod
    def _interpreted(self, node: Expr) -> Run:
        """The same by the interpreter."""

    def _collect(self, node: typed.Collect) -> Run:
        if len(node.quantifiers) > 1:
            return self._of_sets(node) if node.subject is None else self._interpreted(node)
        if not self.inside and not node.skip_missing and node.function in _DECIDES:
            return self._decided(node, _DECIDES[node.function])
        return self._counted(node) if _is_count(node) else self._gathered(node)

    def _condition(self, node: Expr) -> Run:
        """What a member must fulfil."""
        holds, tell = self.compile(node), self.unknown
        if tell is None:
            return holds

        def run(values: Values) -> Value:
            value = holds(values)
            if value.__class__ is Missing:
                tell(value)
            return value

        return run

    # ---- one set ------------------------------------------------------------------------------------------------------
    def _gathered(self, node: typed.Collect) -> Run:
        """The values of all members, put together."""
        each, body = self._kept_members(node.quantifiers[0]), self.compile(node.body)
        subject = None if node.subject is None else self.compile(node.subject)
        name, combine = node.quantifiers[0].name, self.interpreter.combine
        of_members = bool(symbols_within(node))

        def run(values: Values) -> Value:
            before = dict.get(values, name, _ABSENT)
            try:
                members = each(values)
                if isinstance(members, Missing):
                    return members
                found: list[Value] = []
                for member in members:
                    values[name] = member
                    found.append(body(values))
            finally:
                _restore(values, name, before)
            about = None if subject is None else subject(values)
            bearers = (members,) if of_members else ()
            return combine(node, found, about if isinstance(about, Entity) else None, bearers)

        return run

    def _counted(self, node: typed.Collect) -> Run:
        """How many members there are."""
        each, name = self._kept_members(node.quantifiers[0]), node.quantifiers[0].name

        def run(values: Values) -> Value:
            before = dict.get(values, name, _ABSENT)
            try:
                members = each(values)
            finally:
                _restore(values, name, before)
            return members if isinstance(members, Missing) else _number(len(members))

        return run

    def _kept_members(self, quantifier: Quantifier) -> Domain:
        """The members that fulfil the condition; the variable is left bound to whatever came last."""
        domain, name, visit = self.domain(quantifier), quantifier.name, self.interpreter.visit
        chosen, condition = self._narrowed(quantifier)
        most = None if self.rules else MAX_VISITS

        def all_of(values: Values) -> Members:
            members = domain(values)
            if isinstance(members, Missing):
                return members
            if most is not None and len(members) > most:
                return _TOO_LARGE
            visit(len(members))
            return members if chosen is None else chosen(members)

        def those_that(values: Values) -> Members:
            members = all_of(values)
            if isinstance(members, Missing):
                return members
            found: list[Value] = []
            for member in members:
                values[name] = member
                if condition(values) is True:  # type: ignore[misc]  # there is one here
                    found.append(member)
            return tuple(found)

        return all_of if condition is None else those_that

    def _narrowed(self, quantifier: Quantifier) -> tuple[Chosen | None, Run | None]:
        """Those of all members that fulfil the conditions that are settled, found once; and the other conditions.

        A rule has its conditions told, and its candidates counted, one by one.
        """
        if quantifier.condition is None:
            return None, None
        settled, others = settled_part(quantifier)
        if self.rules or not settled or not (quantifier.domain is None or isinstance(quantifier.domain, str)):
            return None, self._condition(quantifier.condition)
        name, holds = quantifier.name, [self.compile(part) for part in settled]
        found = self.kept.settled(quantifier.kind, quantifier.domain, name, settled)

        def chosen(members: tuple[Value, ...]) -> tuple[Value, ...]:
            if not found:
                found.append(tuple(m for m in members if all(fulfils({name: m}) is True for fulfils in holds)))
            return found[0]

        return chosen, _all([self.compile(part) for part in others])

    def _exists(self, node: typed.Collect, wanted: bool) -> Run:
        """Whether a set has a member, or has none: it is gone through as far as the first."""
        (quantifier,) = node.quantifiers
        domain, name, visit = self.domain(quantifier), quantifier.name, self.interpreter.visit
        chosen, condition = self._narrowed(quantifier)

        def run(values: Values) -> Value:
            members = domain(values)
            if isinstance(members, Missing):
                return members
            if len(members) > MAX_VISITS:
                return _TOO_LARGE
            visit(len(members))
            among = members if chosen is None else chosen(members)
            if condition is None:
                return bool(among) is wanted
            before = dict.get(values, name, _ABSENT)
            try:
                for member in among:
                    values[name] = member
                    if condition(values) is True:
                        return wanted
            finally:
                _restore(values, name, before)
            return not wanted

        return run

    def _asks_for_any(self, node: typed.Operation) -> Run | None:
        """`banyak(...) > 0` and its like: how many there are need not be known. Formulas ask of all all the same."""
        counted, zero = node.operands
        if self.inside or self.rules or node.operator not in _OF_NONE:
            return None
        if not (isinstance(counted, typed.Collect) and isinstance(zero, typed.Const) and _is_count(counted)):
            return None
        if not isinstance(zero.value, Number) or zero.value.value:
            return None
        return self._exists(counted, _OF_NONE[node.operator])

    def _decided(self, node: typed.Collect, decisive: bool) -> Run:
        """`semua` and `ada_yang`: to the member that decides, if there is one."""
        (quantifier,) = node.quantifiers
        domain, body = self.domain(quantifier), self.compile(node.body)
        condition = None if quantifier.condition is None else self._condition(quantifier.condition)
        name, visit, most = quantifier.name, self.interpreter.visit, None if self.rules else MAX_VISITS

        def run(values: Values) -> Value:
            members = domain(values)
            if isinstance(members, Missing):
                return members
            if most is not None and len(members) > most:
                return _TOO_LARGE
            unknown: Missing | None = None
            before = dict.get(values, name, _ABSENT)
            looked = 0
            try:
                for member in members:
                    looked += 1
                    values[name] = member
                    if condition is not None and condition(values) is not True:
                        continue
                    value = body(values)
                    if value is decisive:
                        break
                    if unknown is None and value.__class__ is Missing:
                        unknown = value
                else:
                    value = unknown if unknown is not None else not decisive
            finally:
                _restore(values, name, before)
            visit(looked)
            return value

        return run

    # ---- sets within sets ---------------------------------------------------------------------------------------------
    def _of_sets(self, node: typed.Collect) -> Run:
        each, body = self.instances(node.quantifiers), self.compile(node.body)
        combine, decisive = self.interpreter.combine, None if self.inside else _DECIDES.get(node.function)
        names, symbols = [q.name for q in node.quantifiers], symbols_within(node)

        def run(values: Values) -> Value:
            before = [dict.get(values, n, _ABSENT) for n in names]  # nothing is made for it
            members: list[Value] = []
            bearers: tuple[list[Value], ...] = tuple([] for _ in symbols)
            try:
                for absent in each(values, None if self.rules else [MAX_VISITS]):
                    if absent is not None:
                        return absent
                    member = body(values)
                    if decisive is not None and member is decisive:
                        return decisive
                    members.append(member)
                    for name, of in zip(symbols, bearers, strict=True):
                        of.append(values[name])
            finally:
                for name, value in zip(names, before, strict=True):
                    _restore(values, name, value)
            return combine(node, members, None, bearers)

        return run

    def instances(self, quantifiers: tuple[Quantifier, ...]) -> Instances:
        """Binds the variables in turn to every member; gives an absence where a set is not known, or too large."""
        if not quantifiers:
            return lambda values, budget: iter((None,))
        first, rest = quantifiers[0], self.instances(quantifiers[1:]) if len(quantifiers) > 1 else None
        domain = self.domain(first)
        chosen, condition = self._narrowed(first)
        name, visit = first.name, self.interpreter.visit

        def each(values: Values, budget: list[int] | None) -> Iterator[Missing | None]:
            members = domain(values)
            if isinstance(members, Missing):
                yield members
                return
            if budget is not None:
                budget[0] -= len(members)
                if budget[0] < 0:
                    yield _TOO_LARGE
                    return
                visit(len(members))
            for member in members if chosen is None else chosen(members):
                if budget is None:
                    visit()
                values[name] = member
                if condition is not None and condition(values) is not True:
                    continue
                if rest is None:
                    yield None
                else:
                    yield from rest(values, budget)

        return each

    # ---- what a variable ranges over ----------------------------------------------------------------------------------
    def domain(self, quantifier: Quantifier) -> Domain:
        """The members of a set, before its condition."""
        domain, upper, kind = quantifier.domain, quantifier.upper, quantifier.kind
        if domain is None or isinstance(domain, str):  # the same whatever is bound
            return self._everything(quantifier, domain)
        if kind in ("tahun", "periode"):
            return self._periods(kind, domain, upper)
        return self._within(kind, domain)

    def _everything(self, quantifier: Quantifier, jenis: str | None) -> Domain:
        kept, kind, make = self.kept, quantifier.kind, self.interpreter.domain
        found: list[Members] = []

        def members(values: Values) -> Members:
            if not found:
                found.append(kept.everything(kind, jenis, lambda: make(quantifier, Env())))
            return found[0]

        return members

    def _periods(self, kind: str, domain: Expr, upper: Expr | None) -> Domain:
        first, last, kept = self.compile(domain), None if upper is None else self.compile(upper), self.kept

        def members(values: Values) -> Members:
            a = first(values)
            b = a if last is None else last(values)
            if isinstance(a, Period) and isinstance(b, Period):
                return kept.between(a, b, kind)
            return periods_between(a, b, kind)

        return members

    def _within(self, kind: str, domain: Expr) -> Domain:
        """Members beneath a thing or a set, which are the same whenever it is."""
        where, within = self.compile(domain), self.interpreter.within
        told: dict[Value, tuple[Value, ...]] = {}

        def members(values: Values) -> Members:
            at = where(values)
            if at.__class__ is Missing:
                return at
            found = told.get(at)
            if found is None:
                found = told[at] = within(kind, at)
            return found

        return members


def _is_count(node: typed.Collect) -> bool:
    """Whether the members of one set are counted as they are."""
    body = node.body
    return (
        node.function == "banyak"
        and len(node.quantifiers) == 1
        and isinstance(body, typed.Var)
        and body.name == node.quantifiers[0].name
    )


def _all(conditions: list[Run]) -> Run | None:
    """Several conditions that must all hold; None where there is none."""
    if len(conditions) < 2:
        return conditions[0] if conditions else None
    return lambda values: all(condition(values) is True for condition in conditions)


def _restore(values: Values, name: str, before: object) -> None:
    """Give a name what it stood for before a set was gone through."""
    if before is _ABSENT:
        values.pop(name, None)
    else:
        values[name] = before  # type: ignore[assignment]  # it was there before


@lru_cache(maxsize=1024)
def _number(count: int) -> Number:
    return Number(Fraction(count))

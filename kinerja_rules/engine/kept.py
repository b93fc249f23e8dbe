"""What has been told of a plan, by what was asked: for all expressions that are asked of it from outside its figures.

Things are known by their ids and periods by their texts, which are found sooner than the things themselves.
"""

from collections.abc import Callable, Sequence
from typing import Any

from kinerja_rules.engine.expressions import periods_between
from kinerja_rules.engine.scalar import Interpreter
from kinerja_rules.model import expression as typed
from kinerja_rules.model.expression import Expr
from kinerja_rules.model.periods import Period
from kinerja_rules.model.values import Entity, Missing, Value

Values = dict[str, Value]
"""Variables as they are bound."""
Run = Callable[[Values], Value]
"""An expression as a function of its variables."""
Ask = Callable[[Sequence[Value]], Value]
"""What is asked of a plan, of values that are there."""


class Kept:
    """What accessors have told: by function, then by what it was asked."""

    def __init__(self, interpreter: Interpreter) -> None:
        self.interpreter = interpreter
        self._told: dict[tuple[object, ...], dict[Any, Value]] = {}
        self._ranges: dict[tuple[str, str, str], tuple[Value, ...] | Missing] = {}
        self._settled: dict[tuple[str, str | None, str, tuple[Expr, ...]], list[tuple[Value, ...]]] = {}
        self._sets: dict[tuple[str, str | None], tuple[Value, ...] | Missing] = {}

    def told(self, *what: object) -> dict[Any, Value]:
        """The answers of one function."""
        return self._told.setdefault(what, {})

    def everything(
        self, kind: str, jenis: str | None, make: Callable[[], "tuple[Value, ...] | Missing"]
    ) -> "tuple[Value, ...] | Missing":
        """All of a kind in the plan, or those of one level of the cascade."""
        key = (kind, jenis)
        if key not in self._sets:
            self._sets[key] = make()
        return self._sets[key]

    def settled(self, kind: str, jenis: str | None, name: str, conditions: tuple[Expr, ...]) -> list[tuple[Value, ...]]:
        """The members of a kind that fulfil settled conditions, where they were found."""
        return self._settled.setdefault((kind, jenis, name, conditions), [])

    def between(self, first: Period, last: Period, kind: str) -> "tuple[Value, ...] | Missing":
        """The periods of a range."""
        key = (first.text, last.text, kind)
        found = self._ranges.get(key)
        if found is None:
            found = self._ranges[key] = periods_between(first, last, kind)
        return found

    def asked_once(
        self, what: object, arguments: Sequence[Expr], parts: Sequence[Run], ask: Ask, absorbs: bool = False
    ) -> Run:
        """What is asked of arguments, once for each of their values; one that is absent is the answer, unless it is told.

        Ids are unique among things of one kind, so that answers are kept apart by the kinds of the arguments.
        """
        live = len(arguments)
        while live and isinstance(arguments[live - 1], typed.Const):
            live -= 1
        constants = tuple(a.value for a in arguments[live:] if isinstance(a, typed.Const))
        kinds = tuple((a.type.kind, a.type.entity) for a in arguments[:live])
        told = self.told(what, kinds, constants)
        of_thing = live > 0 and kinds[0][0] == "entitas" and kinds[0][1] is not None
        general = _of_any(told, parts[:live], constants, ask, absorbs)
        if live == 1 and of_thing:
            return _of_thing(told, parts[0], constants, ask, general)
        if live == 2 and of_thing and kinds[1][0] == "periode":
            return _of_thing_in_period(told, parts[0], parts[1], constants, ask, general)
        return general


def _of_any(told: dict[Any, Value], parts: Sequence[Run], constants: tuple[Value, ...], ask: Ask, absorbs: bool) -> Run:
    def run(values: Values) -> Value:
        given = []
        for part in parts:
            value = part(values)
            if value.__class__ is Missing and not absorbs:
                return value
            given.append(value)
        key = tuple(given)
        found = told.get(key)
        if found is None:
            found = told[key] = ask((*given, *constants))
        return found

    return run


def _of_thing(told: dict[Any, Value], part: Run, constants: tuple[Value, ...], ask: Ask, general: Run) -> Run:
    def run(values: Values) -> Value:
        thing = part(values)
        if thing.__class__ is not Entity:
            return general(values)
        key = thing.id
        found = told.get(key)
        if found is None:
            found = told[key] = ask((thing, *constants))
        return found

    return run


def _of_thing_in_period(
    told: dict[Any, Value], first: Run, second: Run, constants: tuple[Value, ...], ask: Ask, general: Run
) -> Run:
    """As most accessors are asked: of an indicator or node in a period."""

    def run(values: Values) -> Value:
        thing, period = first(values), second(values)
        if thing.__class__ is not Entity or period.__class__ is not Period:
            return general(values)
        key = (thing.id, period.text)
        found = told.get(key)
        if found is None:
            found = told[key] = ask((thing, period, *constants))
        return found

    return run

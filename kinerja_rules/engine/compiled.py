"""Expressions of review rules as chains of functions: the same answers as the interpreter's, for many instances at once.

A rule is tried on thousands of instances, so its expressions are looked through once and become closures over one set
of variables; what accessors tell of the plan is kept for all rules. What has no quick form here is left to the
interpreter, which stays the reference: a test holds both against each other.
"""

from collections.abc import Callable, Iterator
from typing import Any

from kinerja_rules.engine.expressions import Env, as_number
from kinerja_rules.engine.scalar import Interpreter
from kinerja_rules.functions import builtins
from kinerja_rules.model import expression as typed
from kinerja_rules.model.expression import Expr, Quantifier
from kinerja_rules.model.periods import Period
from kinerja_rules.model.values import Entity, Missing, Number, Value

Run = Callable[[], Value]
_ORDER: dict[str, Callable[[Any, Any], bool]] = {
    "=": lambda a, b: bool(a == b),
    "<>": lambda a, b: bool(a != b),
    "<": lambda a, b: bool(a < b),
    "<=": lambda a, b: bool(a <= b),
    ">": lambda a, b: bool(a > b),
    ">=": lambda a, b: bool(a >= b),
}
_PLAIN = (str, Period)
"""What is compared as it stands."""
_TOO_MANY = frozenset({"angka", "target", "logika"})
"""Kinds of arguments for which answers are not kept: numbers seldom come again, and take long to look up."""
_ABSENT = object()


class Kept:
    """What accessors have told, for all rules of a review: by function, then by what it was asked."""

    def __init__(self, interpreter: Interpreter) -> None:
        self.interpreter = interpreter
        self._told: dict[tuple[str, object], dict[tuple[Value, ...], Value]] = {}
        self._ranges: dict[tuple[Period, Period, str], tuple[Value, ...] | Missing] = {}
        self._sets: dict[tuple[str, str | None], tuple[Value, ...] | Missing] = {}

    def told(self, function: str, unit: object) -> dict[tuple[Value, ...], Value]:
        """The answers of one function."""
        return self._told.setdefault((function, unit), {})

    def everything(
        self, kind: str, jenis: str | None, make: Callable[[], "tuple[Value, ...] | Missing"]
    ) -> "tuple[Value, ...] | Missing":
        """All of a kind in the plan, or those of one level of the cascade."""
        key = (kind, jenis)
        if key not in self._sets:
            self._sets[key] = make()
        return self._sets[key]

    def between(self, first: Period, last: Period, kind: str, make: Callable[[], Any]) -> Any:
        """The periods of a range."""
        key = (first, last, kind)
        if key not in self._ranges:
            self._ranges[key] = make()
        return self._ranges[key]


class Compiler:
    """Makes functions of the expressions of one rule, over the variables of one environment."""

    def __init__(self, kept: Kept, env: Env) -> None:
        self.kept, self.env, self.values = kept, env, env.values
        self.interpreter = kept.interpreter

    def compile(self, node: Expr) -> Run:
        """A function that gives the value of an expression for the variables as they are bound then."""
        match node:
            case typed.Const():
                value = node.value
                return lambda: value
            case typed.Var():
                values, name = self.values, node.name
                return lambda: values[name]
            case typed.Operation():
                return self._operation(node)
            case typed.Conversion():
                return self._converted(node)
            case typed.Choice():
                return self._chosen(node)
            case typed.Apply() if node.subject is None and not node.weights:
                return self._apply(node)
            case typed.Collect() if node.subject is None:
                return self._collect(node)
            case _:
                return self._interpreted(node)

    def _interpreted(self, node: Expr) -> Run:
        run, env = self.interpreter.eval, self.env
        return lambda: run(node, env)

    # ---- operators ----------------------------------------------------------------------------------------------------
    def _operation(self, node: typed.Operation) -> Run:
        operator = node.operator
        if operator in ("dan", "atau"):
            return self._logical(operator == "atau", [self.compile(o) for o in node.operands])
        if operator == "bukan":
            return _negated(self.compile(node.operands[0]))
        if operator in _ORDER:
            return self._compared(node)
        if operator[0] == ".":
            return self._attribute(node)
        if operator == "dinyatakan":
            return self._stated(node)
        return self._applied(node)

    def _applied(self, node: typed.Operation) -> Run:
        """Arithmetic and membership: operands by their functions, then as the interpreter does it."""
        parts = [self.compile(o) for o in node.operands]
        operate = self.interpreter.operate
        if node.operands[0].type.kind == "periode":
            return self._moved(node, parts)

        def run() -> Value:
            values: list[Value] = []
            for part in parts:
                value = part()
                if value.__class__ is Missing:
                    return value
                values.append(value)
            return operate(node, values)

        return run

    def _moved(self, node: typed.Operation, parts: list[Run]) -> Run:
        """`t - 1`: a few periods, asked for again and again."""
        period, steps = parts
        told, operate = self.kept.told(node.operator, node.operands[0].type.entity), self.interpreter.operate

        def run() -> Value:
            at, by = period(), steps()
            if not isinstance(at, Period) or not isinstance(by, Number):
                return at if at.__class__ is Missing else by if by.__class__ is Missing else operate(node, [at, by])
            found = told.get((at, by))
            if found is None:
                found = told[(at, by)] = operate(node, [at, by])
            return found

        return run

    def _compared(self, node: typed.Operation) -> Run:
        left, right = (self.compile(o) for o in node.operands)
        order, operate = _ORDER[node.operator], self.interpreter.operate

        def run() -> Value:
            a = left()
            if a.__class__ is Missing:
                return a
            b = right()
            if b.__class__ is Missing:
                return b
            if a.__class__ is Number and b.__class__ is Number:
                return order(a.value, b.value)
            if a.__class__ is b.__class__ and a.__class__ in _PLAIN:
                return order(a, b)
            return operate(node, [a, b])

        return run

    @staticmethod
    def _logical(decisive: bool, parts: list[Run]) -> Run:
        def run() -> Value:
            unknown: Value | None = None
            for part in parts:
                value = part()
                if value is decisive:
                    return decisive
                if unknown is None and value.__class__ is Missing:
                    unknown = value
            return not decisive if unknown is None else unknown

        return run

    def _attribute(self, node: typed.Operation) -> Run:
        base, name = self.compile(node.operands[0]), node.operator[1:]
        told, attribute, operate = (
            self.kept.told(node.operator, None),
            self.interpreter.attribute,
            self.interpreter.operate,
        )

        def run() -> Value:
            of = base()
            if isinstance(of, Entity):
                found = told.get((of,))
                if found is None:
                    found = told[(of,)] = attribute(of, name)
                return found
            return of if isinstance(of, Missing) else operate(node, [of])

        return run

    def _stated(self, node: typed.Operation) -> Run:
        """Whether an accessor's figure is written somewhere; of anything else the interpreter says it."""
        (asked,) = node.operands
        if not isinstance(asked, typed.Apply):
            return self._interpreted(node)
        parts, told = [self.compile(a) for a in asked.arguments], self.kept.told(f"dinyatakan {asked.function}", None)
        states, function = self.interpreter.accessor_is_stated, asked.function

        def run() -> Value:
            key = tuple([part() for part in parts])
            found = told.get(key)
            if found is None:
                found = told[key] = states(function, key)
            return found

        return run

    def _converted(self, node: typed.Conversion) -> Run:
        """A value in another unit; whether the unit of an indicator allows that is found once for each."""
        operand, interpreter, env = self.compile(node.operand), self.interpreter, self.env
        unit, fits = node.operand.type.unit, dict[str, bool]()
        symbol = unit.symbolic if unit is not None else None

        def run() -> Value:
            value = operand()
            if value.__class__ is Missing:
                return value
            about = env.values.get(symbol) if symbol is not None else None
            if isinstance(about, Entity):
                if about.id not in fits:
                    fits[about.id] = interpreter.unfit(node, about.id) is None
                if not fits[about.id]:
                    return interpreter.converted(node, value, env)
            return as_number(value)

        return run

    def _chosen(self, node: typed.Choice) -> Run:
        condition, then, otherwise = (self.compile(n) for n in (node.condition, node.then, node.otherwise))

        def run() -> Value:
            holds = condition()
            if holds.__class__ is Missing:
                return holds
            return then() if holds else otherwise()

        return run

    # ---- calls --------------------------------------------------------------------------------------------------------
    def _apply(self, node: typed.Apply) -> Run:
        parts = [self.compile(a) for a in node.arguments]
        if node.function == "ada":
            (part,) = parts

            def present() -> Value:
                value = part()
                return value.__class__ is not Missing and (value.__class__ is not tuple or bool(value))

            return present
        builtin, call, name, unit = builtins()[node.function], self.interpreter.call, node.function, node.type.unit
        if builtin.absorbs and name != "banyak":
            return lambda: call(name, [p() for p in parts], [], unit)
        if any(a.type.kind in _TOO_MANY for a in node.arguments):
            return lambda: call(name, [p() for p in parts], [], unit)
        told = self.kept.told(name, unit)
        if len(parts) == 2:
            return _of_two(parts[0], parts[1], told, lambda a, b: call(name, [a, b], [], unit))

        def run() -> Value:
            values = []
            for part in parts:
                value = part()
                if value.__class__ is Missing:
                    return value
                values.append(value)
            key = tuple(values)
            found = told.get(key)
            if found is None:
                found = told[key] = call(name, values, [], unit)
            return found

        return run

    # ---- sets ---------------------------------------------------------------------------------------------------------
    def _collect(self, node: typed.Collect) -> Run:
        body = self.compile(node.body)
        each = self.instances(node.quantifiers)
        combine, decisive = self.interpreter.combine, {"semua": False, "ada_yang": True}.get(node.function)
        values, names = self.values, [q.name for q in node.quantifiers]

        def run() -> Value:
            before = [dict.get(values, n, _ABSENT) for n in names]  # nothing is made for it
            members: list[Value] = []
            try:
                for absent in each():
                    if absent is not None:
                        return absent
                    member = body()
                    if decisive is not None and member is decisive:
                        return decisive
                    members.append(member)
            finally:
                for name, value in zip(names, before, strict=True):
                    if value is _ABSENT:
                        values.pop(name, None)
                    else:
                        values[name] = value  # type: ignore[assignment]  # it was there before
            return combine(node, members, None)

        return run

    def instances(self, quantifiers: tuple[Quantifier, ...]) -> Callable[[], Iterator[Missing | None]]:
        """Binds the variables in turn to every member; gives an absence where a set is not known."""
        if not quantifiers:
            return lambda: iter((None,))
        first, rest = quantifiers[0], self.instances(quantifiers[1:]) if len(quantifiers) > 1 else None
        domain = self._domain(first)
        condition = self.compile(first.condition) if first.condition is not None else None
        values, name, visit = self.values, first.name, self.interpreter.visit

        def each() -> Iterator[Missing | None]:
            members = domain()
            if isinstance(members, Missing):
                yield members
                return
            for member in members:
                visit()
                values[name] = member
                if condition is not None and condition() is not True:
                    continue
                if rest is None:
                    yield None
                else:
                    yield from rest()

        return each

    def _domain(self, quantifier: Quantifier) -> Callable[[], "tuple[Value, ...] | Missing"]:
        interpreter, env, kept = self.interpreter, self.env, self.kept
        domain, upper, kind = quantifier.domain, quantifier.upper, quantifier.kind
        if domain is None or isinstance(domain, str):  # the same whatever is bound
            return lambda: kept.everything(kind, domain, lambda: interpreter.domain(quantifier, env))
        if kind not in ("tahun", "periode") or upper is None:
            return lambda: interpreter.domain(quantifier, env)
        first, last = self.compile(domain), self.compile(upper)

        def years() -> "tuple[Value, ...] | Missing":
            a, b = first(), last()
            if isinstance(a, Period) and isinstance(b, Period):
                found: tuple[Value, ...] | Missing = kept.between(
                    a, b, kind, lambda: interpreter.domain(quantifier, env)
                )
                return found
            return interpreter.domain(quantifier, env)

        return years


def _of_two(first: Run, second: Run, told: dict[tuple[Value, ...], Value], ask: Callable[[Value, Value], Value]) -> Run:
    """What is told of two values, as most accessors are asked: of an indicator or node in a period."""

    def run() -> Value:
        a = first()
        if a.__class__ is Missing:
            return a
        b = second()
        if b.__class__ is Missing:
            return b
        found = told.get((a, b))
        if found is None:
            found = told[(a, b)] = ask(a, b)
        return found

    return run


def _negated(part: Run) -> Run:
    def run() -> Value:
        value = part()
        return value if value.__class__ is Missing else not value

    return run

"""Expressions as chains of functions: the same answers as the interpreter's, for many instances at once.

A rule is tried on thousands of instances and a column filled for thousands of rows, so their expressions are looked
through once and become closures over the variables that they are given. What has no quick form here is left to the
interpreter, which stays the reference: a test holds both against each other.
"""

from collections.abc import Sequence
from fractions import Fraction

from kinerja_rules.engine.compared import ORDER, less_or_more
from kinerja_rules.engine.compiled_sets import Gathering
from kinerja_rules.engine.expressions import ONE, Env, as_number
from kinerja_rules.engine.kept import Ask, Run, Values
from kinerja_rules.engine.member_units import collection_of, graded
from kinerja_rules.functions import builtins
from kinerja_rules.functions.interface import Call
from kinerja_rules.model import expression as typed
from kinerja_rules.model.expression import Expr, Formula, Guard
from kinerja_rules.model.periods import Period
from kinerja_rules.model.values import Absence, Entity, Grade, Missing, Number, TargetValue, Value

_PLAIN = (str, Period)
"""What is compared as it stands."""
_ARITHMETIC = frozenset("+-*/")
_TOO_MANY = frozenset({"angka", "target", "logika"})
"""Kinds of arguments for which answers are not kept: numbers seldom come again, and take long to look up."""


class Compiler(Gathering):
    """Makes functions of expressions.

    Those `inside` a figure, as formulas are, ask for other figures anew each time, and for all of them even where the
    first is absent: only the interpreter knows which figures need one another in a circle. Those outside ask once, and no
    more than the answer needs.
    """

    def compile(self, node: Expr) -> Run:
        """A function that gives the value of an expression for variables."""
        match node:
            case typed.Const():
                value = node.value
                return lambda values: value
            case typed.Var():
                return _variable(node.name)
            case typed.FactRef():
                return self._fact(node)
            case typed.Operation():
                return self._operation(node)
            case typed.Choice():
                return self._chosen(node)
            case typed.Conversion():
                return self._converted(node)
            case typed.Apply():
                return self._apply(node)
            case typed.Collect():
                return self._collect(node)
            case typed.MeasureCall():
                return self._measure(node)
            case _:
                return self._interpreted(node)

    def formula(self, formula: Formula) -> Run:
        """A function that gives the value of a formula: its intermediate values, guards in order, then the value."""
        lets = [(name, self.compile(body)) for name, body in formula.lets]
        guards = [(self.compile(guard.condition), self._outcome(guard)) for guard in formula.guards]
        value = self.compile(formula.value)

        def run(values: Values) -> Value:
            for name, body in lets:
                values[name] = body(values)
            for condition, outcome in guards:
                if condition(values) is True:
                    return outcome(values)
            found = value(values)
            if found.__class__ is Number or isinstance(found, (Missing, str, bool, Grade)):
                return found
            return as_number(found)

        return run

    def _outcome(self, guard: Guard) -> Run:
        if not isinstance(guard.outcome, str):
            return self.compile(guard.outcome)
        missing = Missing(Absence.TIDAK_DAPAT_DIHITUNG, guard.outcome, guard.span)
        return lambda values: missing

    def _interpreted(self, node: Expr) -> Run:
        run = self.interpreter.eval
        return lambda values: run(node, Env(values))

    def _fact(self, node: typed.FactRef) -> Run:
        period, ident = self.compile(node.period), node.id
        ask = self.interpreter.data if node.kind == "data" else self.interpreter.realisasi

        def run(values: Values) -> Value:
            at = period(values)
            return ask(ident, at) if isinstance(at, Period) else at

        return run

    # ---- operators ----------------------------------------------------------------------------------------------------
    def _operation(self, node: typed.Operation) -> Run:
        operator = node.operator
        if operator in ("dan", "atau"):
            return _logical(operator == "atau", [self.compile(o) for o in node.operands])
        if operator == "bukan":
            return _negated(self.compile(node.operands[0]))
        if operator in ORDER:
            return self._compared(node)
        if operator[0] == ".":
            return self._attribute(node)
        if operator == "dinyatakan":
            return self._stated(node)
        if node.operands[0].type.kind == "periode":
            return self._moved(node)
        return self._reckoned(node) if operator in _ARITHMETIC else self._applied(node)

    def _reckoned(self, node: typed.Operation) -> Run:
        """Two numbers put together; of targets the interpreter takes their values first."""
        left, right = (self.compile(o) for o in node.operands)
        operator, arithmetic, operate = node.operator, self.interpreter.arithmetic, self.interpreter.operate
        all_of_them = self.inside

        def run(values: Values) -> Value:
            a = left(values)
            if a.__class__ is Missing:
                if all_of_them:
                    right(values)
                return a
            b = right(values)
            one = a if a.__class__ is Number else _operand(a)
            other = b if b.__class__ is Number else _operand(b)
            if one.__class__ is Number and other.__class__ is Number:
                return arithmetic(operator, one, other, node)
            return b if b.__class__ is Missing else operate(node, [a, b])

        return run

    def _applied(self, node: typed.Operation) -> Run:
        """Membership and ends: operands by their functions, then as the interpreter does it."""
        operate, all_of_them = self.interpreter.operate, self.inside
        if len(node.operands) == 2:
            left, right = (self.compile(o) for o in node.operands)

            def of_two(values: Values) -> Value:
                a = left(values)
                if a.__class__ is Missing:
                    if all_of_them:
                        right(values)
                    return a
                b = right(values)
                return b if b.__class__ is Missing else operate(node, [a, b])

            return of_two
        (part,) = (self.compile(o) for o in node.operands)

        def run(values: Values) -> Value:
            value = part(values)
            return value if value.__class__ is Missing else operate(node, [value])

        return run

    def _moved(self, node: typed.Operation) -> Run:
        """`t - 1`: a few periods, asked for again and again."""
        period, operate = self.compile(node.operands[0]), self.interpreter.operate
        known = node.operands[1]
        if not isinstance(known, typed.Const):
            return self._applied(node)
        told, by = self.kept.told(node.operator, node.operands[0].type.entity, known.value), known.value

        def run(values: Values) -> Value:
            at = period(values)
            if at.__class__ is not Period:
                return at if at.__class__ is Missing else operate(node, [at, by])
            found = told.get(at.text)
            if found is None:
                found = told[at.text] = operate(node, [at, by])
            return found

        return run

    def _compared(self, node: typed.Operation) -> Run:
        any_of_them = self._asks_for_any(node)
        if any_of_them is not None:
            return any_of_them
        left, right = (self.compile(o) for o in node.operands)
        order, exactly, operate = ORDER[node.operator], less_or_more(node.operator), self.interpreter.operate
        all_of_them = self.inside

        def run(values: Values) -> Value:
            a = left(values)
            if a.__class__ is Missing:
                if all_of_them:
                    right(values)
                return a
            b = right(values)
            if b.__class__ is Missing:
                return b
            x = a.value if a.__class__ is Number else _only(a)
            if x is not None:
                y = b.value if b.__class__ is Number else _only(b)
                if y is not None:
                    return exactly(x, y)
            if a.__class__ is b.__class__ and a.__class__ in _PLAIN:
                return order(a, b)
            return operate(node, [a, b])

        return run

    def _attribute(self, node: typed.Operation) -> Run:
        (of,) = node.operands
        base, name = self.compile(of), node.operator[1:]
        attribute, operate = self.interpreter.attribute, self.interpreter.operate
        told = self.kept.told(node.operator, of.type.entity)

        def run(values: Values) -> Value:
            thing = base(values)
            if thing.__class__ is Entity:
                found = told.get(thing.id)
                if found is None:
                    found = told[thing.id] = attribute(thing, name)
                return found
            return thing if thing.__class__ is Missing else operate(node, [thing])

        return run

    def _stated(self, node: typed.Operation) -> Run:
        """Whether an accessor's figure is written somewhere; of anything else the interpreter says it."""
        (asked,) = node.operands
        if not isinstance(asked, typed.Apply) or self.inside:
            return self._interpreted(node)
        states, function = self.interpreter.accessor_is_stated, asked.function
        parts = [self.compile(a) for a in asked.arguments]
        return self.kept.asked_once(
            f"dinyatakan {function}", asked.arguments, parts, lambda given: states(function, given), absorbs=True
        )

    def _converted(self, node: typed.Conversion) -> Run:
        """A value in another unit; whether the unit of an indicator allows that is found once for each."""
        operand, interpreter = self.compile(node.operand), self.interpreter
        unit, fits = node.operand.type.unit, self.kept.told("dalam", node.type.unit)
        symbol, operand_node = unit.symbolic if unit is not None else None, node.operand
        collected = symbol is not None and collection_of(operand_node, symbol) is not None
        bearer = interpreter.bearer if collected else None

        def plainly(values: Values) -> Value:
            value = operand(values)
            return value if value.__class__ is Number else _number(value)

        def run(values: Values) -> Value:
            value = operand(values)
            if value.__class__ is Missing:
                return value
            about = values.get(symbol) if bearer is None else bearer(operand_node, Env(values))  # type: ignore[arg-type]  # there is one here
            if about.__class__ is Entity:
                if about.id not in fits:
                    fits[about.id] = interpreter.unfit(node, about.id) is None
                if not fits[about.id]:
                    return interpreter.converted(node, value, Env(values))
            return value if value.__class__ is Number else _number(value)

        return plainly if symbol is None else run

    def _chosen(self, node: typed.Choice) -> Run:
        condition, then, otherwise = (self.compile(n) for n in (node.condition, node.then, node.otherwise))

        def run(values: Values) -> Value:
            holds = condition(values)
            if holds.__class__ is Missing:
                return holds
            return then(values) if holds else otherwise(values)

        return run

    # ---- calls --------------------------------------------------------------------------------------------------------
    def _measure(self, node: typed.MeasureCall) -> Run:
        parts, measure, ident = [self.compile(a) for a in node.arguments], self.interpreter.measure, node.measure

        def run(values: Values) -> Value:
            given = [part(values) for part in parts]
            for value in given:
                if value.__class__ is Missing:
                    return value
            return measure(ident, given)

        return run

    def _apply(self, node: typed.Apply) -> Run:
        parts = [self.compile(a) for a in node.arguments]
        if node.function == "ada":
            return _present(parts[0])
        if node.weights or node.subject is not None:
            return self._weighted(node, parts)
        builtin, ask = builtins()[node.function], self._asking(node)
        if builtin.absorbs and node.function != "banyak":
            return lambda values: ask([part(values) for part in parts])
        if self.inside or any(a.type.kind in _TOO_MANY for a in node.arguments):
            return _asked_anew(parts, ask, self.inside)
        return self.kept.asked_once((node.function, node.type.unit), node.arguments, parts, ask)

    def _asking(self, node: typed.Apply) -> Ask:
        """A builtin applied to values that are there; what is seldom given is left to the interpreter."""
        builtin, context, unit, call = (
            builtins()[node.function],
            self.interpreter,
            node.type.unit,
            self.interpreter.call,
        )
        compute, first = builtin.compute, builtin.parameters[0].kind if builtin.parameters else ""

        def of_anything(given: Sequence[Value]) -> Value:
            return compute(Call(context, tuple(given), (), unit))

        def of_numbers(given: Sequence[Value]) -> Value:
            for value in given:
                if value.__class__ is not Number:
                    return call(node.function, list(given), [], unit)
            return compute(Call(context, tuple(given), (), unit))

        def of_one(given: Sequence[Value]) -> Value:
            if given[0].__class__ is tuple:
                return call(node.function, list(given), [], unit)
            return compute(Call(context, tuple(given), (), unit))

        if builtin.absorbs:
            return of_anything
        return of_numbers if first == "angka" else of_one if first in ONE else of_anything

    def _weighted(self, node: typed.Apply, parts: list[Run]) -> Run:
        """Values with weights, or about an indicator whose direction decides."""
        weights = [None if w is None else self.compile(w) for w in node.weights]
        subject = None if node.subject is None else self.compile(node.subject)
        call, name, unit = self.interpreter.call, node.function, node.type.unit

        def run(values: Values) -> Value:
            given = [part(values) for part in parts]
            weighed = [None if w is None else w(values) for w in weights]
            about = None if subject is None else subject(values)
            return call(name, given, weighed, unit, about if isinstance(about, Entity) else None)

        return run


def _variable(name: str) -> Run:
    return lambda values: values[name]


def _asked_anew(parts: list[Run], ask: Ask, all_of_them: bool) -> Run:
    if len(parts) == 1:
        (part,) = parts

        def of_one(values: Values) -> Value:
            value = part(values)
            return value if value.__class__ is Missing else ask((value,))

        return of_one

    def run(values: Values) -> Value:
        given: list[Value] = []
        for part in parts:
            value = part(values)
            if value.__class__ is Missing:
                for rest in parts[len(given) + 1 :] if all_of_them else ():
                    rest(values)
                return value
            given.append(value)
        return ask(given)

    return run


def _present(part: Run) -> Run:
    def run(values: Values) -> Value:
        value = part(values)
        kind = value.__class__
        return kind is not Missing and (kind is not tuple or bool(value))

    return run


def _logical(decisive: bool, parts: list[Run]) -> Run:
    def run(values: Values) -> Value:
        unknown: Value | None = None
        for part in parts:
            value = part(values)
            if value is decisive:
                return decisive
            if unknown is None and value.__class__ is Missing:
                unknown = value
        return not decisive if unknown is None else unknown

    def of_two(values: Values) -> Value:
        a = first(values)
        if a is decisive:
            return decisive
        b = second(values)
        if b is decisive:
            return decisive
        return a if a.__class__ is Missing else b if b.__class__ is Missing else not decisive

    if len(parts) != 2:
        return run
    first, second = parts
    return of_two


def _negated(part: Run) -> Run:
    def run(values: Values) -> Value:
        value = part(values)
        return value if value.__class__ is Missing else not value

    return run


def _only(value: Value) -> Fraction | None:
    """The number that a target names, where it names only one."""
    if value.__class__ is TargetValue and value.lower is value.upper and value.grade is None:
        return value.lower.value
    return None


def _operand(value: Value) -> Value:
    """As `_number`; a grade stays one, and is no number to calculate with."""
    return value if graded(value) else _number(value)


def _number(value: Value) -> Value:
    """As `as_number`, of targets that are one value at once."""
    if value.__class__ is TargetValue and value.lower is value.upper:
        return value.lower
    return as_number(value)

"""Which realisasi a capaian needs: a direction's formula turned around, exactly, where it is a fraction of lines.

Every direction in `rules/` is of the form (a r + b) / (c r + d) on the branch in force; an agency's own may not be,
and then nothing is said rather than something approximate.
"""

from fractions import Fraction

from kinerja_rules.engine.expressions import Env, as_number
from kinerja_rules.engine.scalar import Interpreter
from kinerja_rules.model import expression as typed
from kinerja_rules.model.expression import Expr, Formula
from kinerja_rules.model.values import Number, Value

Moebius = tuple[Fraction, Fraction, Fraction, Fraction]
"""(a, b, c, d): the value is (a r + b) / (c r + d)."""

_ZERO, _ONE = Fraction(0), Fraction(1)

NEARBY = Fraction(1, 10**9)
"""How far beside a realisasi, as a part of it, is looked for more capaian than it yields."""


def needed_realisasi(
    interpreter: Interpreter, direction: str, realisasi: Value, target: Value, wanted: Fraction
) -> Fraction | None:
    """The realisasi at which the direction's formula yields the wanted capaian, checked by evaluating it there."""
    number = as_number(realisasi)
    if not isinstance(number, Number):
        return None
    formula = interpreter.model.arah[direction].formula
    env = Env({"realisasi": number, "target": target})
    shape = _formula(interpreter, formula, env)
    if shape is None:
        return None
    a, b, c, d = shape
    over, under = _less(_times(wanted, d), b), _less(a, _times(wanted, c))
    if under == 0:
        return None
    solution = over if under is _ONE else over / under
    reached = interpreter.achieve(direction, Number(solution), target, Env())
    return solution if isinstance(reached, Number) and reached.value == wanted else None


def surpassed(interpreter: Interpreter, direction: str, target: Value, at: Fraction, capaian: Fraction) -> int:
    """To which side of a realisasi that yields just this capaian more is yielded: 1 above it, -1 below, 0 on neither.

    Where the formula is at its height (within a range, say) no side yields more.
    """
    step = max(abs(at), _ONE) * NEARBY
    for side in (1, -1):
        reached = interpreter.achieve(direction, Number(at + side * step), target, Env())
        if isinstance(reached, Number) and reached.value > capaian:
            return side
    return 0


def _formula(interpreter: Interpreter, formula: Formula, env: Env) -> Moebius | None:
    shapes: dict[str, Moebius | None] = {"realisasi": (_ONE, _ZERO, _ZERO, _ONE)}
    for name, body in formula.lets:
        shapes[name] = _shape(interpreter, body, env, shapes)
        env.values[name] = interpreter.part(body, env)
    for guard in formula.guards:
        if interpreter.part(guard.condition, env) is True:
            return None if isinstance(guard.outcome, str) else _shape(interpreter, guard.outcome, env, shapes)
    return _shape(interpreter, formula.value, env, shapes)


def _shape(interpreter: Interpreter, node: Expr, env: Env, shapes: dict[str, Moebius | None]) -> Moebius | None:
    match node:
        case typed.Var() if node.name in shapes:
            return shapes[node.name]
        case typed.Choice():
            taken = interpreter.part(node.condition, env)
            return _shape(interpreter, node.then if taken is True else node.otherwise, env, shapes)
        case typed.Conversion():
            return _shape(interpreter, node.operand, env, shapes)
        case typed.Operation() if node.operator in ("+", "-", "*", "/", "neg"):
            parts = [_shape(interpreter, o, env, shapes) for o in node.operands]
            known = [p for p in parts if p is not None]
            return _combine(node.operator, known) if len(known) == len(parts) else None
        case typed.Apply() if node.function == "abs":
            inner = _shape(interpreter, node.arguments[0], env, shapes)
            value = as_number(interpreter.part(node.arguments[0], env))
            if inner is None or not isinstance(value, Number):
                return None
            return inner if value.value >= 0 else _combine("neg", [inner])
        case _:
            if _mentions(node, set(shapes)):
                return None
            constant = as_number(interpreter.part(node, env))
            return (_ZERO, constant.value, _ZERO, _ONE) if isinstance(constant, Number) else None


def _mentions(node: Expr, names: set[str]) -> bool:
    if isinstance(node, typed.Var):
        return node.name in names
    return any(_mentions(child, names) for child in typed.children(node))


def _times(left: Fraction, right: Fraction) -> Fraction:
    """A product; most coefficients are the very one or nothing, of which no product need be made."""
    if left is _ONE or right is _ZERO:
        return right
    return left if right is _ONE or left is _ZERO else left * right


def _less(left: Fraction, right: Fraction) -> Fraction:
    return left if right is _ZERO else left - right


def _constant(shape: Moebius) -> Fraction | None:
    a, b, c, d = shape
    if a is _ZERO and c is _ZERO and d is _ONE:
        return b
    return b / d if a == 0 and c == 0 and d != 0 else None


def _combine(operator: str, parts: list[Moebius]) -> Moebius | None:
    if operator == "neg":
        a, b, c, d = parts[0]
        return (-a, -b, c, d)
    left, right = parts
    k, m = _constant(left), _constant(right)
    (a, b, c, d), (e, f, g, h) = left, right
    sign = -1 if operator == "-" else 1
    if operator in "+-":
        if m is not None:
            return (a + sign * _times(m, c), b + sign * _times(m, d), c, d)
        if k is not None:
            return (_times(k, g) + sign * e, _times(k, h) + sign * f, g, h)
        return (a + sign * e, b + sign * f, c, d) if (c, d) == (g, h) else None
    if operator == "*":
        if m is not None:
            return (_times(a, m), _times(b, m), c, d)
        return (_times(e, k), _times(f, k), g, h) if k is not None else None
    if m is not None:
        return (a, b, _times(c, m), _times(d, m)) if m != 0 else None
    if k is not None:
        return (_times(k, g), _times(k, h), e, f)
    return (a, b, e, f) if (c, d) == (g, h) else None

"""Messages with their values inserted, in a planner's words."""

from kinerja_rules.engine.expressions import Env
from kinerja_rules.engine.scalar import Interpreter
from kinerja_rules.model import units
from kinerja_rules.model.expression import Expr
from kinerja_rules.model.periods import Period
from kinerja_rules.model.review import Message
from kinerja_rules.model.units import Unit
from kinerja_rules.model.values import Acuan, Entity, Grade, Missing, Number, TargetValue, Value

MAX_LISTED = 5
"""Members of a set that are named in a sentence."""


def speak(interpreter: Interpreter, message: Message, env: Env) -> str:
    """A message as one line."""
    said = [p if isinstance(p, str) else _said(interpreter, p, env) for p in message.pieces]
    return " ".join("".join(said).split())


def _said(interpreter: Interpreter, expression: Expr, env: Env) -> str:
    value = interpreter.answer(expression, env)
    return spoken(value, _unit(interpreter, expression, env))


def _unit(interpreter: Interpreter, expression: Expr, env: Env) -> Unit:
    """The unit that a value is shown in; that of a variable is its indicator's."""
    unit = expression.type.unit
    if unit is None:
        return units.ANGKA
    if unit.symbolic is None:
        return unit
    bound = interpreter.bearer(expression, env)
    if isinstance(bound, Entity) and bound.kind == "indikator":
        return interpreter.model.indikator[bound.id].satuan
    return units.ANGKA


def spoken(value: Value, unit: Unit = units.ANGKA) -> str:
    """A value as said in a sentence."""
    match value:
        case Number():
            return units.show(value.value, unit, value.decimals, value.approximate)
        case TargetValue():
            return _target(value, unit)
        case Missing():
            return f"({value.kind.spoken})"
        case bool():
            return "ya" if value else "tidak"
        case Grade():
            return value.name
        case Entity() | Acuan():
            return value.id if isinstance(value, Entity) else value.which
        case Period():
            return str(value)
        case tuple():
            listed = ", ".join(spoken(v) for v in value[:MAX_LISTED])
            more = len(value) - MAX_LISTED
            return f"{listed}, dan {more} lainnya" if more > 0 else listed or "(tidak ada)"
        case _:
            return value


def _target(value: TargetValue, unit: Unit) -> str:
    if value.grade is not None:
        said = value.grade.name
    elif value.is_range:
        return f"{spoken(value.lower, unit)} s.d. {spoken(value.upper, unit)}"
    else:
        said = spoken(value.lower, unit)
    return f"{value.operator} {said}" if value.operator else said

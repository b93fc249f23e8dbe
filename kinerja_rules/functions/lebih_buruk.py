"""`lebih_buruk(i; a; b)`: whether a is worse than b by the direction of an indicator."""

from collections.abc import Sequence

from kinerja_rules.functions.interface import (
    INDIKATOR,
    Builtin,
    Call,
    Parameter,
    is_bare_zero,
    undefined,
    unit_of,
)
from kinerja_rules.model import units
from kinerja_rules.model.expression import Expr, Type
from kinerja_rules.model.units import UnitError
from kinerja_rules.model.values import Absence, Grade, Missing, Number, TargetValue, Value


def magnitude(value: Value) -> object:
    """What two values of one indicator are ordered by; None where they have no order."""
    if isinstance(value, Number):
        return value.value
    if isinstance(value, TargetValue):
        if value.grade is not None:
            return value.grade.rank
        return None if value.is_range else value.lower.value
    return value.rank if isinstance(value, Grade) else None


def _result(arguments: Sequence[Expr]) -> Type | UnitError:
    indikator, *compared = arguments
    for one in compared:
        found = units.add("<", unit_of(indikator), unit_of(one), is_bare_zero(one))
        if isinstance(found, UnitError):
            return found
    return Type("logika")


def _compute(call: Call) -> Value:
    improves = call.context.membaik(call.entity().id)
    a, b = magnitude(call.values[1]), magnitude(call.values[2])
    if improves not in ("naik", "turun"):
        return Missing(Absence.TIDAK_BERLAKU, "arah indikator ini tidak mengurutkan nilai")
    if a is None or b is None:
        return undefined("rentang tidak dapat dibandingkan dengan satu nilai")
    return bool(a < b if improves == "naik" else a > b)  # type: ignore[operator]  # both are Fractions or both are ranks


FUNCTION = Builtin(
    "lebih_buruk",
    (INDIKATOR, Parameter("a", "angka"), Parameter("b", "angka")),
    _result,
    _compute,
    "Benar bila a lebih buruk daripada b menurut arah indikator i.",
)

"""`semester(t; n)`: the n-th half of a year."""

from kinerja_rules.functions.interface import ANGKA, PERIODE, Builtin, Call, undefined, yields
from kinerja_rules.model.periods import Period
from kinerja_rules.model.values import Number, Value

_PER_YEAR = 2


def _compute(call: Call) -> Value:
    at = call.values[1]
    number = at.value if isinstance(at, Number) else None
    if number is None or number.denominator != 1 or not 1 <= number <= _PER_YEAR:
        return undefined("semester bernomor 1 sampai 2")
    return Period(call.period(0).year, f"S{int(number)}")


FUNCTION = Builtin(
    "semester",
    (PERIODE, ANGKA),
    yields("periode"),
    _compute,
    "Semester ke-n tahun t.",
    ("semester(2022; 2) = 2022-S2",),
)

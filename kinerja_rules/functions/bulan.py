"""`bulan(t; n)`: the n-th month of a year."""

from kinerja_rules.functions.interface import ANGKA, PERIODE, Builtin, Call, undefined, yields
from kinerja_rules.model.periods import Period
from kinerja_rules.model.values import Number, Value

_PER_YEAR = 12


def _compute(call: Call) -> Value:
    at = call.values[1]
    number = at.value if isinstance(at, Number) else None
    if number is None or number.denominator != 1 or not 1 <= number <= _PER_YEAR:
        return undefined("bulan bernomor 1 sampai 12")
    return Period(call.period(0).year, f"{int(number):02}")


FUNCTION = Builtin(
    "bulan",
    (PERIODE, ANGKA),
    yields("periode"),
    _compute,
    "Bulan ke-n tahun t.",
    ("bulan(2022; 9) = 2022-09",),
)

"""`triwulan(t; n)`: the n-th quarter of a year."""

from kinerja_rules.functions.interface import ANGKA, PERIODE, Builtin, Call, undefined, yields
from kinerja_rules.model.periods import Period
from kinerja_rules.model.values import Number, Value

_PER_YEAR = 4


def _compute(call: Call) -> Value:
    at = call.values[1]
    number = at.value if isinstance(at, Number) else None
    if number is None or number.denominator != 1 or not 1 <= number <= _PER_YEAR:
        return undefined("triwulan bernomor 1 sampai 4")
    return Period(call.period(0).year, f"TW{int(number)}")


FUNCTION = Builtin(
    "triwulan",
    (PERIODE, ANGKA),
    yields("periode"),
    _compute,
    "Triwulan ke-n tahun t.",
    ("triwulan(2022; 3) = 2022-TW3",),
)

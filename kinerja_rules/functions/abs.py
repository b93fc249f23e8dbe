"""`abs(x)`: the magnitude without its sign."""

from kinerja_rules.functions.interface import ANGKA, Builtin, Call, same_unit
from kinerja_rules.model.values import Number, Value


def _compute(call: Call) -> Value:
    (number,) = call.numbers()
    return Number(abs(number.value), number.approximate)


FUNCTION = Builtin("abs", (ANGKA,), same_unit, _compute, "Nilai mutlak.", ("abs(-3) = 3",))

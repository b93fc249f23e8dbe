"""`tertinggi(a; b; ...)`: the greatest member."""

from kinerja_rules.functions.interface import ANGKA, NO_MEMBERS, Builtin, Call, same_unit
from kinerja_rules.model.values import Value


def _compute(call: Call) -> Value:
    numbers = call.numbers()
    return max(numbers, key=lambda n: n.value) if numbers else NO_MEMBERS


FUNCTION = Builtin(
    "tertinggi",
    (ANGKA,),
    same_unit,
    _compute,
    "Anggota yang paling besar.",
    ("tertinggi(3; 7; 5) = 7",),
    variadic=True,
    collects=True,
    compares=True,
)

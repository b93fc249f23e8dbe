"""`terendah(a; b; ...)`: the least member."""

from kinerja_rules.functions.interface import ANGKA, NO_MEMBERS, Builtin, Call, same_unit
from kinerja_rules.model.values import Value


def _compute(call: Call) -> Value:
    numbers = call.numbers()
    return min(numbers, key=lambda n: n.value) if numbers else NO_MEMBERS


FUNCTION = Builtin(
    "terendah",
    (ANGKA,),
    same_unit,
    _compute,
    "Anggota yang paling kecil.",
    ("terendah(3; 7; 5) = 3",),
    variadic=True,
    collects=True,
    compares=True,
)

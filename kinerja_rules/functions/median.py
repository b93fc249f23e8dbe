"""`median(a; b; ...)`: the middle member, or the mean of the two middle ones."""

from kinerja_rules.functions.interface import ANGKA, NO_MEMBERS, Builtin, Call, approximates, same_unit
from kinerja_rules.model.values import Number, Value


def _compute(call: Call) -> Value:
    numbers = call.numbers()
    if not numbers:
        return NO_MEMBERS
    ordered = sorted(n.value for n in numbers)
    half = len(ordered) // 2
    middle = ordered[half] if len(ordered) % 2 else (ordered[half - 1] + ordered[half]) / 2
    return Number(middle, approximates(numbers))


FUNCTION = Builtin(
    "median",
    (ANGKA,),
    same_unit,
    _compute,
    "Nilai tengah setelah diurutkan; bila banyaknya genap, rata-rata dua nilai tengah.",
    ("median(3; 1; 2) = 2", "median(1; 2; 3; 4) = 2,5"),
    variadic=True,
    collects=True,
)

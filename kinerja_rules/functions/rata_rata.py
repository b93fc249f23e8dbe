"""`rata_rata(a; b; ...)`: the arithmetic mean, exact."""

from fractions import Fraction

from kinerja_rules.functions.interface import ANGKA, NO_MEMBERS, Builtin, Call, approximates, same_unit, total
from kinerja_rules.model.values import Number, Value


def _compute(call: Call) -> Value:
    numbers = call.numbers()
    if not numbers:
        return NO_MEMBERS
    return Number(total(numbers) / Fraction(len(numbers)), approximates(numbers))


FUNCTION = Builtin(
    "rata_rata",
    (ANGKA,),
    same_unit,
    _compute,
    "Rata-rata hitung. Anggota yang kosong membuat hasilnya kosong, kecuali ditulis `lewati`.",
    ("rata_rata(100 %; 90 %) = 95 %", "rata_rata(1; 2) = 1,5"),
    variadic=True,
    collects=True,
)

"""`rata_rata_tertimbang(a bobot 40 %; b bobot 60 %)`: the weighted mean; weights must total 100 %."""

from fractions import Fraction

from kinerja_rules.functions.interface import ANGKA, NO_MEMBERS, Builtin, Call, approximates, same_unit, undefined
from kinerja_rules.model.values import Number, Value


def _compute(call: Call) -> Value:
    numbers = call.numbers()
    if not numbers:
        return NO_MEMBERS
    weights = [w for w in call.weights if w is not None]
    if len(weights) != len(numbers):
        return undefined("setiap anggota rata-rata tertimbang memerlukan `bobot`")
    if sum((w.value for w in weights), Fraction(0)) != 1:
        return undefined("bobot rata-rata tertimbang tidak berjumlah 100 %")
    weighted = sum((n.value * w.value for n, w in zip(numbers, weights, strict=True)), Fraction(0))
    return Number(weighted, approximates(numbers))


FUNCTION = Builtin(
    "rata_rata_tertimbang",
    (ANGKA,),
    same_unit,
    _compute,
    "Rata-rata tertimbang: setiap anggota diberi `bobot`, dan semua bobot harus berjumlah 100 %.",
    ("rata_rata_tertimbang(80 % bobot 40 %; 90 % bobot 60 %) = 86 %",),
    variadic=True,
)

"""`rata_rata_geometrik(a; b; ...)`: the n-th root of the product."""

from fractions import Fraction
from math import prod

from kinerja_rules.functions.exact_roots import MAX_BITS, root
from kinerja_rules.functions.interface import ANGKA, NO_MEMBERS, Builtin, Call, approximates, same_unit, undefined
from kinerja_rules.model.values import Number, Value


def _compute(call: Call) -> Value:
    numbers = call.numbers()
    if not numbers:
        return NO_MEMBERS
    if any(n.value < 0 for n in numbers):
        return undefined("rata-rata geometrik memerlukan bilangan yang tidak negatif")
    product = prod((n.value for n in numbers), start=Fraction(1))
    if product.numerator.bit_length() > MAX_BITS * 20:
        return undefined("hasil kali anggotanya terlalu besar")
    value, approximate = root(product, len(numbers))
    return Number(value, approximate or approximates(numbers))


FUNCTION = Builtin(
    "rata_rata_geometrik",
    (ANGKA,),
    same_unit,
    _compute,
    "Rata-rata geometrik: akar pangkat n dari hasil kali n anggota. Dihitung sampai 30 angka penting bila tidak rasional.",
    ("rata_rata_geometrik(4; 9) = 6", "bulatkan(rata_rata_geometrik(100 %; 90 %); 2) = 94,87 %"),
    variadic=True,
    collects=True,
)

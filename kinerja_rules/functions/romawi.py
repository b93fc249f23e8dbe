"""`romawi(x)`: a whole number in Roman numerals."""

from kinerja_rules.functions.interface import ANGKA, Builtin, Call, undefined, yields
from kinerja_rules.model.values import Value

LAST = 3999
"""The largest number that the letters in use can write."""

_LETTERS = (
    (1000, "M"),
    (900, "CM"),
    (500, "D"),
    (400, "CD"),
    (100, "C"),
    (90, "XC"),
    (50, "L"),
    (40, "XL"),
    (10, "X"),
    (9, "IX"),
    (5, "V"),
    (4, "IV"),
    (1, "I"),
)


def _compute(call: Call) -> Value:
    (number,) = call.numbers()
    if number.value.denominator != 1 or not 1 <= number.value <= LAST:
        return undefined("angka romawi hanya untuk bilangan bulat 1 s.d. 3.999")
    left, written = int(number.value), ""
    for worth, letters in _LETTERS:
        times, left = divmod(left, worth)
        written += letters * times
    return written


FUNCTION = Builtin(
    "romawi",
    (ANGKA,),
    yields("teks"),
    _compute,
    "Bilangan bulat 1 s.d. 3.999 sebagai angka romawi.",
    ('romawi(4) = "IV"',),
)

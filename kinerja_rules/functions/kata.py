"""`kata(teks; n)`: one word of a text."""

from kinerja_rules.functions.interface import ANGKA, Builtin, Call, Parameter, undefined, yields
from kinerja_rules.functions.words import words_of
from kinerja_rules.model.values import Number, Value


def _compute(call: Call) -> Value:
    words = words_of(str(call.values[0]))
    at = call.values[1]
    if not isinstance(at, Number) or at.value.denominator != 1 or not 1 <= at.value <= len(words):
        return undefined("teksnya tidak punya kata sebanyak itu")
    return words[int(at.value) - 1]


FUNCTION = Builtin(
    "kata",
    (Parameter("teks", "teks"), ANGKA),
    yields("teks"),
    _compute,
    "Kata ke-n suatu teks, dalam huruf kecil.",
    ('kata("Meningkatnya Kesempatan Kerja"; 1) = "meningkatnya"',),
)

"""`banyak_kata(teks)`: how many words a text has."""

from fractions import Fraction

from kinerja_rules.functions.interface import Builtin, Call, Parameter, yields
from kinerja_rules.functions.words import words_of
from kinerja_rules.model import units
from kinerja_rules.model.values import Number, Value


def _compute(call: Call) -> Value:
    return Number(Fraction(len(words_of(str(call.values[0])))))


FUNCTION = Builtin(
    "banyak_kata",
    (Parameter("teks", "teks"),),
    yields("angka", units.ANGKA),
    _compute,
    "Banyaknya kata suatu teks.",
    ('banyak_kata("Meningkatnya Kesempatan Kerja") = 3',),
)

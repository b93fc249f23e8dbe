"""`banyak_ruas(kode)`: how many segments a code has."""

from fractions import Fraction

from kinerja_rules.functions.interface import Builtin, Call, Parameter, yields
from kinerja_rules.model import units
from kinerja_rules.model.values import Number, Value


def _compute(call: Call) -> Value:
    return Number(Fraction(len(str(call.values[0]).split("."))))


FUNCTION = Builtin(
    "banyak_ruas",
    (Parameter("kode", "teks"),),
    yields("angka", units.ANGKA),
    _compute,
    "Banyaknya ruas suatu kode.",
    ('banyak_ruas("2.07.03") = 3',),
)

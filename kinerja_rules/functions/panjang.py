"""`panjang(teks)`: how many characters a text has."""

from fractions import Fraction

from kinerja_rules.functions.interface import Builtin, Call, Parameter, yields
from kinerja_rules.model import units
from kinerja_rules.model.values import Number, Value


def _compute(call: Call) -> Value:
    return Number(Fraction(len(str(call.values[0]))))


FUNCTION = Builtin(
    "panjang",
    (Parameter("teks", "teks"),),
    yields("angka", units.ANGKA),
    _compute,
    "Banyaknya huruf, angka, tanda, dan spasi dalam teks.",
    ('panjang("TKK") = 3',),
)

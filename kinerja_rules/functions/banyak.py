"""`banyak(program p di s)`: how many members a set has."""

from fractions import Fraction

from kinerja_rules.functions.interface import Builtin, Call, Parameter, yields
from kinerja_rules.model import units
from kinerja_rules.model.values import Number, Value


def _compute(call: Call) -> Value:
    members = call.values
    if len(members) == 1 and isinstance(members[0], tuple):
        members = members[0]
    return Number(Fraction(len(members)))


FUNCTION = Builtin(
    "banyak",
    (Parameter("himpunan", "himpunan"),),
    yields("angka", units.ANGKA),
    _compute,
    "Banyaknya anggota suatu himpunan, misalnya `banyak(indikator i di sasaran yang iku(i))`.",
    collects=True,
    absorbs=True,
)

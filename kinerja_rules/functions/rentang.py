"""`rentang(k)`: the values of a category of a scale, in words."""

from kinerja_rules.functions.interface import Builtin, Call, Parameter, yields
from kinerja_rules.model.values import Value


def _compute(call: Call) -> Value:
    return call.context.particular(call.entity(), "rentang")


FUNCTION = Builtin(
    "rentang",
    (Parameter("k", "kategori"),),
    yields("teks"),
    _compute,
    "Rentang nilai sebuah kategori skala, misalnya `76 % s.d. 90 %`.",
)

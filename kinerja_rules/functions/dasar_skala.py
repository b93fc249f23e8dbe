"""`dasar_skala(k)`: the regulations that the scale of a category is of."""

from kinerja_rules.functions.interface import Builtin, Call, Parameter, yields
from kinerja_rules.model.values import Value


def _compute(call: Call) -> Value:
    return call.context.particular(call.entity(), "dasar")


FUNCTION = Builtin(
    "dasar_skala",
    (Parameter("k", "kategori"),),
    yields("teks"),
    _compute,
    "Peraturan yang menjadi dasar skala sebuah kategori.",
)

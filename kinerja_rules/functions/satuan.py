"""`satuan(...)`: the unit of an indicator as a text."""

from kinerja_rules.functions.interface import INDIKATOR, Builtin, Call, yields
from kinerja_rules.model.values import Value


def _compute(call: Call) -> Value:
    return call.context.particular(call.entity(), "satuan")


FUNCTION = Builtin(
    "satuan",
    (INDIKATOR,),
    yields("teks"),
    _compute,
    "Satuan indikator, sebagai teks.",
)

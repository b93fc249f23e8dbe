"""`sumber(...)`: where an indicator's data come from."""

from kinerja_rules.functions.interface import INDIKATOR, Builtin, Call, yields
from kinerja_rules.model.values import Value


def _compute(call: Call) -> Value:
    return call.context.particular(call.entity(), "sumber")


FUNCTION = Builtin(
    "sumber",
    (INDIKATOR,),
    yields("teks"),
    _compute,
    "Sumber data indikator.",
)

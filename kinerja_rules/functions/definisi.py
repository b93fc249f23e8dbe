"""`definisi(...)`: the definition of an indicator."""

from kinerja_rules.functions.interface import INDIKATOR, Builtin, Call, yields
from kinerja_rules.model.values import Value


def _compute(call: Call) -> Value:
    return call.context.particular(call.entity(), "definisi")


FUNCTION = Builtin(
    "definisi",
    (INDIKATOR,),
    yields("teks"),
    _compute,
    "Definisi operasional indikator.",
)

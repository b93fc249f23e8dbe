"""`iku(...)`: whether an indicator is an IKU."""

from kinerja_rules.functions.interface import INDIKATOR, Builtin, Call, yields
from kinerja_rules.model.values import Value


def _compute(call: Call) -> Value:
    return call.context.iku(call.entity().id)


FUNCTION = Builtin(
    "iku",
    (INDIKATOR,),
    yields("logika"),
    _compute,
    "Benar bila indikator adalah indikator kinerja utama.",
)

"""`setara(i; u; t)`: the realisasi of a period on the scale that is in force in another, where `ubah_skala` is declared."""

from kinerja_rules.functions.interface import INDIKATOR, Builtin, Call, Parameter, unit_of_indicator
from kinerja_rules.model.values import Value


def _compute(call: Call) -> Value:
    ident, then, now = call.entity().id, call.period(1), call.period(2)
    value = call.context.realisasi(ident, then)
    return call.context.rescaled(value, ident, then, now)


FUNCTION = Builtin(
    "setara",
    (INDIKATOR, Parameter("u", "periode"), Parameter("t", "periode")),
    unit_of_indicator,
    _compute,
    "Realisasi periode u dinyatakan pada skala yang berlaku di periode t, menurut `ubah_skala` indikator.",
)

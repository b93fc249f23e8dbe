"""`pembanding(...)`: the value of a benchmark."""

from kinerja_rules.functions.interface import INDIKATOR, PERIODE, Builtin, Call, Parameter, unit_of_indicator
from kinerja_rules.model.values import Value


def _compute(call: Call) -> Value:
    return call.context.pembanding(call.entity().id, call.period(), call.entity(2).id)


FUNCTION = Builtin(
    "pembanding",
    (INDIKATOR, PERIODE, Parameter("pembanding", "pembanding")),
    unit_of_indicator,
    _compute,
    "Nilai pembanding (misalnya nasional) bagi indikator i pada periode t.",
)

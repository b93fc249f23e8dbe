"""`hitungan(...)`: the value of the formula, whatever is stated."""

from kinerja_rules.functions.interface import INDIKATOR, PERIODE, Builtin, Call, unit_of_indicator
from kinerja_rules.model.values import Value


def _compute(call: Call) -> Value:
    return call.context.hitungan(call.entity().id, call.period())


FUNCTION = Builtin(
    "hitungan",
    (INDIKATOR, PERIODE),
    unit_of_indicator,
    _compute,
    "Nilai rumus indikator i pada periode t, apa pun yang dinyatakan.",
)

"""`realisasi(...)`: the realisasi that holds, stated or computed by policy."""

from kinerja_rules.functions.interface import INDIKATOR, PERIODE, Builtin, Call, unit_of_indicator
from kinerja_rules.model.values import Value


def _compute(call: Call) -> Value:
    return call.context.realisasi(call.entity().id, call.period())


FUNCTION = Builtin(
    "realisasi",
    (INDIKATOR, PERIODE),
    unit_of_indicator,
    _compute,
    "Realisasi indikator i pada periode t: yang dinyatakan, atau hitungan rumus bila tidak dinyatakan.",
)

"""`realisasi_tertulis(i; t)`: a realisasi as it is written."""

from kinerja_rules.functions.interface import INDIKATOR, PERIODE, Builtin, Call, unit_of_indicator
from kinerja_rules.model.values import Value


def _compute(call: Call) -> Value:
    return call.context.stated_realisasi(call.entity().id, call.period())


FUNCTION = Builtin(
    "realisasi_tertulis",
    (INDIKATOR, PERIODE),
    unit_of_indicator,
    _compute,
    "Realisasi indikator sebagaimana ditulis, bukan hasil rumusnya.",
)

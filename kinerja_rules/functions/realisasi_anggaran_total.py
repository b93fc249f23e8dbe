"""`realisasi_anggaran_total(t)`: the spending of the whole plan."""

from kinerja_rules.functions.interface import PERIODE, Builtin, Call, yields
from kinerja_rules.model import units
from kinerja_rules.model.values import Value


def _compute(call: Call) -> Value:
    return call.context.agency_money("realisasi", call.period(0), None)


FUNCTION = Builtin(
    "realisasi_anggaran_total",
    (PERIODE,),
    yields("angka", units.RUPIAH),
    _compute,
    "Realisasi anggaran seluruh rencana pada tahun t.",
)

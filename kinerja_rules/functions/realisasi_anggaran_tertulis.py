"""`realisasi_anggaran_tertulis(s; t)`: a node's spending as it is written, not rolled up."""

from kinerja_rules.functions.interface import PERIODE, SIMPUL, Builtin, Call, yields
from kinerja_rules.model import units
from kinerja_rules.model.values import Value


def _compute(call: Call) -> Value:
    return call.context.stated_money("realisasi_anggaran", call.entity().id, call.period(), None)


FUNCTION = Builtin(
    "realisasi_anggaran_tertulis",
    (SIMPUL, PERIODE),
    yields("angka", units.RUPIAH),
    _compute,
    "Realisasi anggaran simpul sebagaimana ditulis, bukan jumlah rinciannya.",
)

"""`sumber_realisasi_anggaran(s; t)`: the sources that the tables of a node's spending name."""

from kinerja_rules.functions.interface import PERIODE, SIMPUL, Builtin, Call, yields
from kinerja_rules.model.values import Value


def _compute(call: Call) -> Value:
    return call.context.spending_source(call.entity().id, call.period())


FUNCTION = Builtin(
    "sumber_realisasi_anggaran",
    (SIMPUL, PERIODE),
    yields("teks"),
    _compute,
    "Sumber yang disebut tabel `anggaran` bagi realisasi simpul pada tahun t; sumber rinciannya bila dijumlahkan.",
)

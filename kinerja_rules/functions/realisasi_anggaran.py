"""`realisasi_anggaran(...)`: the money spent at a node."""

from kinerja_rules.functions.interface import PERIODE, SIMPUL, Builtin, Call, yields
from kinerja_rules.model import units
from kinerja_rules.model.values import Value


def _compute(call: Call) -> Value:
    return call.context.realisasi_anggaran(call.entity().id, call.period())


FUNCTION = Builtin(
    "realisasi_anggaran",
    (SIMPUL, PERIODE),
    yields("angka", units.RUPIAH),
    _compute,
    "Realisasi anggaran simpul pada tahun t.",
)

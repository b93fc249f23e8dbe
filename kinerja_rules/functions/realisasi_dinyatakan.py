"""`realisasi_dinyatakan(t)`: a total of a year as a text of the plan declares it."""

from kinerja_rules.functions.interface import PERIODE, Builtin, Call, yields
from kinerja_rules.model import units
from kinerja_rules.model.values import Value


def _compute(call: Call) -> Value:
    return call.context.declared_total("realisasi_dinyatakan", call.period(0))


FUNCTION = Builtin(
    "realisasi_dinyatakan",
    (PERIODE,),
    yields("angka", units.RUPIAH),
    _compute,
    "Realisasi anggaran seluruh instansi pada tahun t menurut `menyatakan realisasi`; dokumen terakhir didahulukan.",
)

"""`pagu_dinyatakan(t)`: a total of a year as a text of the plan declares it."""

from kinerja_rules.functions.interface import PERIODE, Builtin, Call, yields
from kinerja_rules.model import units
from kinerja_rules.model.values import Value


def _compute(call: Call) -> Value:
    return call.context.declared_total("pagu_dinyatakan", call.period(0))


FUNCTION = Builtin(
    "pagu_dinyatakan",
    (PERIODE,),
    yields("angka", units.RUPIAH),
    _compute,
    "Pagu seluruh instansi pada tahun t menurut `menyatakan pagu`; dokumen terakhir didahulukan.",
)

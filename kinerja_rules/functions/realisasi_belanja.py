"""`realisasi_belanja(...)`: the money spent of a kind of expenditure, stated or summed over its parts."""

from kinerja_rules.functions.interface import PERIODE, Builtin, Call, Parameter, yields
from kinerja_rules.model import units
from kinerja_rules.model.values import Value


def _compute(call: Call) -> Value:
    return call.context.expenditure("realisasi_belanja", call.entity().id, call.period())


FUNCTION = Builtin(
    "realisasi_belanja",
    (Parameter("j", "jenis_belanja"), PERIODE),
    yields("angka", units.RUPIAH),
    _compute,
    "Realisasi menurut jenis belanja pada tahun t: yang dinyatakan, atau jumlah rinciannya.",
)

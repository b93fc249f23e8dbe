"""`nilai_terhitung(p)`: what a declared total should be."""

from kinerja_rules.functions.interface import Builtin, Call, Parameter, yields
from kinerja_rules.model import units
from kinerja_rules.model.values import Value


def _compute(call: Call) -> Value:
    return call.context.summed(call.entity().id)


FUNCTION = Builtin(
    "nilai_terhitung",
    (Parameter("p", "pernyataan"),),
    yields("angka", units.RUPIAH),
    _compute,
    "Jumlah menurut rencana untuk pernyataan `menyatakan pagu|realisasi|sisa ...`.",
)

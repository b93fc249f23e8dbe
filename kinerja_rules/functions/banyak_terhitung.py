"""`banyak_terhitung(p)`: what a declared count should be."""

from kinerja_rules.functions.interface import Builtin, Call, Parameter, yields
from kinerja_rules.model import units
from kinerja_rules.model.values import Value


def _compute(call: Call) -> Value:
    return call.context.counted(call.entity().id)


FUNCTION = Builtin(
    "banyak_terhitung",
    (Parameter("p", "pernyataan"),),
    yields("angka", units.ANGKA),
    _compute,
    "Banyaknya menurut rencana untuk pernyataan `menyatakan banyak ...`.",
)

"""`urutan(x)`: where a thing stands among indicators, or nodes of all levels, to look at each pair once."""

from kinerja_rules.functions.interface import Builtin, Call, Parameter, yields
from kinerja_rules.model import units
from kinerja_rules.model.values import Value


def _compute(call: Call) -> Value:
    return call.context.order(call.entity())


FUNCTION = Builtin(
    "urutan",
    (Parameter("x", "entitas"),),
    yields("angka", units.ANGKA),
    _compute,
    "Urutan di dalam rencana, mulai dari 1: indikator di antara indikator, simpul di antara simpul semua jenjang. "
    "`urutan(a) < urutan(b)` memeriksa setiap pasangan sekali.",
)

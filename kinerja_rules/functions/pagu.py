"""`pagu(...)`: the budget of a node, its leaves counted once."""

from kinerja_rules.functions.interface import PERIODE, SIMPUL, Builtin, Call, Parameter, yields
from kinerja_rules.model import units
from kinerja_rules.model.values import Value


def _compute(call: Call) -> Value:
    return call.context.pagu(call.entity().id, call.period(), call.optional(2))


FUNCTION = Builtin(
    "pagu",
    (SIMPUL, PERIODE, Parameter("acuan", "naskah", optional=True)),
    yields("angka", units.RUPIAH),
    _compute,
    "Pagu simpul pada tahun t; setiap rincian dihitung satu kali.",
)

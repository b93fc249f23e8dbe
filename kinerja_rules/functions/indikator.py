"""`indikator(s)`: the indicators of a node itself."""

from kinerja_rules.functions.interface import SIMPUL, Builtin, Call, yields
from kinerja_rules.model.values import Value


def _compute(call: Call) -> Value:
    return call.context.related(call.entity(), "indikator")


FUNCTION = Builtin(
    "indikator",
    (SIMPUL,),
    yields("himpunan", entity="indikator"),
    _compute,
    "Indikator simpul itu sendiri.",
)

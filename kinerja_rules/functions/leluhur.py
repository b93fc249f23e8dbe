"""`leluhur(s)`: all nodes above."""

from kinerja_rules.functions.interface import SUBJEK, Builtin, Call, yields
from kinerja_rules.model.values import Value


def _compute(call: Call) -> Value:
    return call.context.related(call.entity(), "leluhur")


FUNCTION = Builtin(
    "leluhur", (SUBJEK,), yields("himpunan", entity="simpul"), _compute, "Semua simpul di atasnya sampai misi."
)

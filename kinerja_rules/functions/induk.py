"""`induk(s)`: the nodes directly above."""

from kinerja_rules.functions.interface import SUBJEK, Builtin, Call, yields
from kinerja_rules.model.values import Value


def _compute(call: Call) -> Value:
    return call.context.related(call.entity(), "induk")


FUNCTION = Builtin("induk", (SUBJEK,), yields("himpunan", entity="simpul"), _compute, "Simpul tepat di atasnya.")

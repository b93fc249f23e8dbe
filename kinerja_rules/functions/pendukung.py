"""`pendukung(s)`: all nodes below."""

from kinerja_rules.functions.interface import SUBJEK, Builtin, Call, yields
from kinerja_rules.model.values import Value


def _compute(call: Call) -> Value:
    return call.context.related(call.entity(), "pendukung")


FUNCTION = Builtin(
    "pendukung",
    (SUBJEK,),
    yields("himpunan", entity="simpul"),
    _compute,
    "Semua simpul di bawahnya, langsung maupun tidak.",
)

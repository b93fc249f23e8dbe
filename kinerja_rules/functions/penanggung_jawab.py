"""`penanggung_jawab(...)`: who answers for an indicator or a node."""

from kinerja_rules.functions.interface import SUBJEK, Builtin, Call, yields
from kinerja_rules.model.values import Value


def _compute(call: Call) -> Value:
    return call.context.particular(call.entity(), "penanggung_jawab")


FUNCTION = Builtin(
    "penanggung_jawab",
    (SUBJEK,),
    yields("teks"),
    _compute,
    "Penanggung jawab indikator atau simpul.",
)

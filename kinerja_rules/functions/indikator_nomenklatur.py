"""`indikator_nomenklatur(s)`: the official indicator of a node's code."""

from kinerja_rules.functions.interface import SIMPUL, Builtin, Call, yields
from kinerja_rules.model.values import Value


def _compute(call: Call) -> Value:
    return call.context.official(call.entity().id, "indikator")


FUNCTION = Builtin(
    "indikator_nomenklatur",
    (SIMPUL,),
    yields("teks"),
    _compute,
    "Indikator menurut nomenklatur bagi kode simpul; kosong bila nomenklatur tidak menyebutnya.",
)

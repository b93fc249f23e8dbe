"""`nama_nomenklatur(s)`: the official name of a node's code."""

from kinerja_rules.functions.interface import SIMPUL, Builtin, Call, yields
from kinerja_rules.model.values import Value


def _compute(call: Call) -> Value:
    return call.context.official(call.entity().id, "nama")


FUNCTION = Builtin(
    "nama_nomenklatur",
    (SIMPUL,),
    yields("teks"),
    _compute,
    "Nama resmi menurut nomenklatur bagi kode simpul.",
)

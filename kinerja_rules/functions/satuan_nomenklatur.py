"""`satuan_nomenklatur(s)`: the official unit of a node's indicator."""

from kinerja_rules.functions.interface import SIMPUL, Builtin, Call, yields
from kinerja_rules.model.values import Value


def _compute(call: Call) -> Value:
    return call.context.official(call.entity().id, "satuan")


FUNCTION = Builtin(
    "satuan_nomenklatur",
    (SIMPUL,),
    yields("teks"),
    _compute,
    "Satuan indikator menurut nomenklatur bagi kode simpul; kosong bila nomenklatur tidak menyebutnya.",
)

"""`kode(...)`: the code of a node."""

from kinerja_rules.functions.interface import SIMPUL, Builtin, Call, yields
from kinerja_rules.model.values import Value


def _compute(call: Call) -> Value:
    return call.context.kode(call.entity())


FUNCTION = Builtin(
    "kode",
    (SIMPUL,),
    yields("teks"),
    _compute,
    "Kode nomenklatur simpul.",
)

"""`jenis(...)`: the level of a node."""

from kinerja_rules.functions.interface import Builtin, Call, Parameter, yields
from kinerja_rules.model.values import Value


def _compute(call: Call) -> Value:
    return call.context.particular(call.entity(), "jenis")


FUNCTION = Builtin(
    "jenis",
    (Parameter("s", "bernama"),),
    yields("teks"),
    _compute,
    "Jenis simpul, misalnya `sasaran` atau `program`; bagi dokumen jenis dokumennya; bagi yang lain kata kuncinya.",
)

"""`rumus(...)`: the formula of an indicator in words."""

from kinerja_rules.functions.interface import INDIKATOR, Builtin, Call, yields
from kinerja_rules.model.values import Value


def _compute(call: Call) -> Value:
    return call.context.particular(call.entity(), "rumus")


FUNCTION = Builtin(
    "rumus",
    (INDIKATOR,),
    yields("teks"),
    _compute,
    "Rumus indikator dalam kata-kata: nama data menggantikan pengenalnya.",
)

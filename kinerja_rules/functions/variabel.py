"""`variabel(i)`: the data in an indicator's formula."""

from kinerja_rules.functions.interface import INDIKATOR, Builtin, Call, yields
from kinerja_rules.model.values import Value


def _compute(call: Call) -> Value:
    return call.context.variables(call.entity().id)


FUNCTION = Builtin(
    "variabel",
    (INDIKATOR,),
    yields("himpunan", entity="data"),
    _compute,
    "Data yang dipakai rumus indikator; tidak berlaku bila indikator tidak punya rumus.",
)

"""`target_setara(i; u; t)`: the target of a period on the scale that is in force in another (`ubah_skala`)."""

from kinerja_rules.functions.interface import INDIKATOR, Builtin, Call, Parameter, target_of_indicator
from kinerja_rules.model.values import Value


def _compute(call: Call) -> Value:
    ident, then, now = call.entity().id, call.period(1), call.period(2)
    return call.context.rescaled(call.context.target(ident, then, call.optional(3)), ident, then, now)


FUNCTION = Builtin(
    "target_setara",
    (
        INDIKATOR,
        Parameter("u", "periode"),
        Parameter("t", "periode"),
        Parameter("acuan", "acuan", optional=True),
    ),
    target_of_indicator,
    _compute,
    "Target periode u dinyatakan pada skala yang berlaku di periode t, menurut `ubah_skala` indikator.",
)

"""`target(...)`: the target that holds, or the one a document, `awal` or `akhir` states."""

from kinerja_rules.functions.interface import INDIKATOR, PERIODE, Builtin, Call, Parameter, target_of_indicator
from kinerja_rules.model.values import Value


def _compute(call: Call) -> Value:
    return call.context.target(call.entity().id, call.period(), call.optional(2))


FUNCTION = Builtin(
    "target",
    (INDIKATOR, PERIODE, Parameter("acuan", "acuan", optional=True)),
    target_of_indicator,
    _compute,
    "Target indikator i pada periode t; acuan memilih dokumen, `awal`, atau `akhir`.",
)

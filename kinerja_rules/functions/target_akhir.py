"""`target_akhir(i)`, `target_akhir(i; d)`: the end target, of the plan or as a document states it."""

from kinerja_rules.functions.interface import INDIKATOR, Builtin, Call, Parameter, target_of_indicator
from kinerja_rules.model.values import Entity, Value


def _compute(call: Call) -> Value:
    document = call.optional(1)
    return call.context.end_target(call.entity().id, document.id if isinstance(document, Entity) else None)


FUNCTION = Builtin(
    "target_akhir",
    (INDIKATOR, Parameter("dokumen", "dokumen", optional=True)),
    target_of_indicator,
    _compute,
    "Target akhir Renstra, atau target akhir yang ditulis suatu dokumen.",
)

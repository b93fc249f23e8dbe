"""`nama(...)`: the name, or the one a document states."""

from kinerja_rules.functions.interface import Builtin, Call, Parameter, yields
from kinerja_rules.model.values import Entity, Value


def _compute(call: Call) -> Value:
    document = call.optional(1)
    return call.context.told_name(call.entity(), document.id if isinstance(document, Entity) else None)


FUNCTION = Builtin(
    "nama",
    (Parameter("s", "bernama"), Parameter("dokumen", "dokumen", optional=True)),
    yields("teks"),
    _compute,
    "Nama indikator, simpul, atau hal lain yang bernama, atau nama yang ditulis suatu dokumen.",
)

"""`menyebut(d; s)`: whether a document states something about a subject."""

from kinerja_rules.functions.interface import SUBJEK, Builtin, Call, Parameter, yields
from kinerja_rules.model.values import Value


def _compute(call: Call) -> Value:
    return call.entity() in call.context.documents_about(call.entity(1))


FUNCTION = Builtin(
    "menyebut",
    (Parameter("d", "dokumen"), SUBJEK),
    yields("logika"),
    _compute,
    "Benar bila dokumen menyebut nama, target, atau pagu indikator atau simpul itu.",
)

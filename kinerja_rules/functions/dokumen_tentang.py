"""`dokumen_tentang(s)`: the documents that state something about a subject."""

from kinerja_rules.functions.interface import SUBJEK, Builtin, Call, yields
from kinerja_rules.model.values import Value


def _compute(call: Call) -> Value:
    return call.context.documents_about(call.entity())


FUNCTION = Builtin(
    "dokumen_tentang",
    (SUBJEK,),
    yields("himpunan", entity="dokumen"),
    _compute,
    "Dokumen yang menyebut nama, target, atau pagu indikator atau simpul itu.",
)

"""`diubah(d)`: the document that a document changes."""

from kinerja_rules.functions.interface import Builtin, Call, Parameter, yields
from kinerja_rules.model.values import Value


def _compute(call: Call) -> Value:
    return call.context.changed(call.entity().id)


FUNCTION = Builtin(
    "diubah",
    (Parameter("d", "dokumen"),),
    yields("entitas", entity="dokumen"),
    _compute,
    "Dokumen yang diubah oleh dokumen perubahan: yang sejenis dan terakhir sebelum tanggalnya; tidak berlaku bila tidak ada.",
)

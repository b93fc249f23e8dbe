"""`nama_berlaku(s; t)`: the name in the document whose target holds in a period."""

from kinerja_rules.functions.interface import PERIODE, SUBJEK, Builtin, Call, yields
from kinerja_rules.model.values import Value


def _compute(call: Call) -> Value:
    return call.context.name_in_force(call.entity(), call.period())


FUNCTION = Builtin(
    "nama_berlaku",
    (SUBJEK, PERIODE),
    yields("teks"),
    _compute,
    "Nama menurut dokumen yang targetnya berlaku pada periode t, bagi simpul dokumen indikatornya; nama rencana bila dokumen itu tidak menyebutnya.",
)

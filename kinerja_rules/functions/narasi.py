"""`narasi(s; t; "penyebab")`: what is written about an indicator or node in a year."""

from kinerja_rules.functions.interface import PERIODE, SUBJEK, Builtin, Call, Parameter, yields
from kinerja_rules.model.values import Value


def _compute(call: Call) -> Value:
    key = call.values[2]
    return call.context.narrative(call.entity(), call.period(), key if isinstance(key, str) else "")


FUNCTION = Builtin(
    "narasi",
    (SUBJEK, PERIODE, Parameter("kunci", "teks")),
    yields("teks"),
    _compute,
    "Teks `narasi` tentang indikator atau simpul pada tahun t, menurut kuncinya, misalnya `penyebab`.",
)

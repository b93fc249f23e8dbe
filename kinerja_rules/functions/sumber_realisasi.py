"""`sumber_realisasi(i; t)`: the sources that the tables of a realisasi name."""

from kinerja_rules.functions.interface import INDIKATOR, PERIODE, Builtin, Call, yields
from kinerja_rules.model.values import Value


def _compute(call: Call) -> Value:
    return call.context.realisasi_source(call.entity().id, call.period())


FUNCTION = Builtin(
    "sumber_realisasi",
    (INDIKATOR, PERIODE),
    yields("teks"),
    _compute,
    "Sumber yang disebut tabel `realisasi` bagi indikator i pada periode t; sumber datanya bila dihitung dengan rumus.",
)

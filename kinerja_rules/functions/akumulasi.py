"""`akumulasi(...)`: how parts make the year."""

from kinerja_rules.functions.interface import INDIKATOR, Builtin, Call, yields
from kinerja_rules.model.values import Value


def _compute(call: Call) -> Value:
    return call.context.akumulasi(call.entity().id)


FUNCTION = Builtin(
    "akumulasi",
    (INDIKATOR,),
    yields("teks"),
    _compute,
    "Cara bagian-bagian tahun menjadi setahun: `jumlah`, `akhir`, `rata_rata`, atau `tertinggi`.",
)

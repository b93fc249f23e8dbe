"""`tahun_akhir`: the last year of the Renstra."""

from kinerja_rules.functions.interface import Builtin, Call, yields
from kinerja_rules.model.values import Value


def _compute(call: Call) -> Value:
    return call.context.renstra_year("akhir")


FUNCTION = Builtin(
    "tahun_akhir",
    (),
    yields("periode"),
    _compute,
    "Tahun terakhir Renstra; ditulis tanpa kurung.",
)

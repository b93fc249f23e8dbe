"""`tahun_awal`: the first year of the Renstra."""

from kinerja_rules.functions.interface import Builtin, Call, yields
from kinerja_rules.model.values import Value


def _compute(call: Call) -> Value:
    return call.context.renstra_year("awal")


FUNCTION = Builtin(
    "tahun_awal",
    (),
    yields("periode"),
    _compute,
    "Tahun pertama Renstra; ditulis tanpa kurung, misalnya `tahun_awal + 1`.",
)

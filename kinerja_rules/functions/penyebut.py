"""`penyebut(...)`: the denominator of the quotient that a formula is."""

from kinerja_rules.functions.interface import ANGKA_OF_FORMULA, INDIKATOR, PERIODE, Builtin, Call
from kinerja_rules.model.values import Value


def _compute(call: Call) -> Value:
    return call.context.quotient_part(call.entity().id, call.period(), "penyebut")


FUNCTION = Builtin(
    "penyebut",
    (INDIKATOR, PERIODE),
    ANGKA_OF_FORMULA,
    _compute,
    "Penyebut pembagian terluar rumus indikator i pada periode t, dalam satuannya sendiri.",
)

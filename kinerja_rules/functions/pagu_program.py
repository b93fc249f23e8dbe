"""`pagu_program(t)`: the budget of all programs."""

from kinerja_rules.functions.interface import PERIODE, Builtin, Call, yields
from kinerja_rules.model import units
from kinerja_rules.model.values import Value


def _compute(call: Call) -> Value:
    return call.context.programs_money("pagu", call.period(0))


FUNCTION = Builtin(
    "pagu_program",
    (PERIODE,),
    yields("angka", units.RUPIAH),
    _compute,
    "Pagu semua program pada tahun t; kegiatan yang dimiliki bersama dihitung sekali.",
)

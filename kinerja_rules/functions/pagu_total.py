"""`pagu_total(t)`: the budget of the whole plan."""

from kinerja_rules.functions.interface import PERIODE, Builtin, Call, Parameter, yields
from kinerja_rules.model import units
from kinerja_rules.model.values import Value


def _compute(call: Call) -> Value:
    return call.context.agency_money("pagu", call.period(0), call.optional(1))


FUNCTION = Builtin(
    "pagu_total",
    (PERIODE, Parameter("acuan", "naskah", optional=True)),
    yields("angka", units.RUPIAH),
    _compute,
    "Pagu seluruh rencana pada tahun t; simpul yang dimiliki bersama dihitung sekali.",
)

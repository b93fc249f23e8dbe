"""`jenis_utama(j)`: whether a kind of expenditure is part of no other."""

from kinerja_rules.functions.interface import Builtin, Call, Parameter, yields
from kinerja_rules.model.values import Value


def _compute(call: Call) -> Value:
    return call.context.is_main_kind(call.entity().id)


FUNCTION = Builtin(
    "jenis_utama",
    (Parameter("j", "jenis_belanja"),),
    yields("logika"),
    _compute,
    "Benar bila jenis belanja bukan bagian dari jenis lain.",
)

"""`jarak_kategori(...)`: points up to the next better category."""

from kinerja_rules.functions.interface import PERIODE, SUBJEK, Builtin, Call, yields
from kinerja_rules.model import units
from kinerja_rules.model.values import Value


def _compute(call: Call) -> Value:
    return call.context.jarak_kategori(call.entity(), call.period())


FUNCTION = Builtin(
    "jarak_kategori",
    (SUBJEK, PERIODE),
    yields("angka", units.POIN),
    _compute,
    "Selisih poin ke kategori berikutnya yang lebih baik.",
)

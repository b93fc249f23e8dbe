"""`memuat_tahun(d; t)`: whether a document states targets or budgets of a year."""

from kinerja_rules.functions.interface import PERIODE, Builtin, Call, Parameter, yields
from kinerja_rules.model.values import Value


def _compute(call: Call) -> Value:
    return call.context.covers_year(call.entity().id, call.period())


FUNCTION = Builtin(
    "memuat_tahun",
    (Parameter("d", "dokumen"), PERIODE),
    yields("logika"),
    _compute,
    "Benar bila dokumen menyatakan target atau pagu tahun itu.",
)

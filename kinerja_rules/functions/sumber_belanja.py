"""`sumber_belanja(j; t)`: the source that the budget of a kind of expenditure names."""

from kinerja_rules.functions.interface import PERIODE, Builtin, Call, Parameter, yields
from kinerja_rules.model.values import Value


def _compute(call: Call) -> Value:
    return call.context.expenditure_source(call.entity().id, call.period())


FUNCTION = Builtin(
    "sumber_belanja",
    (Parameter("j", "jenis_belanja"), PERIODE),
    yields("teks"),
    _compute,
    "Sumber yang disebut tabel `belanja` bagi jenis belanja j pada tahun t; sumber rinciannya bila dijumlahkan.",
)

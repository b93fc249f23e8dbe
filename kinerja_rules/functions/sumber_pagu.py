"""`sumber_pagu(s; t)`: the sources that the tables of a node's budget name."""

from kinerja_rules.functions.interface import PERIODE, SIMPUL, Builtin, Call, Parameter, yields
from kinerja_rules.model.values import Value


def _compute(call: Call) -> Value:
    return call.context.budget_source(call.entity().id, call.period(), call.optional(2))


FUNCTION = Builtin(
    "sumber_pagu",
    (SIMPUL, PERIODE, Parameter("acuan", "naskah", optional=True)),
    yields("teks"),
    _compute,
    "Sumber yang disebut tabel `anggaran` bagi pagu simpul pada tahun t; sumber rinciannya bila pagunya dijumlahkan.",
)

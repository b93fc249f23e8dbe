"""`pagu_tertulis(s; t)`: a node's budget as it is written, not rolled up."""

from kinerja_rules.functions.interface import PERIODE, SIMPUL, Builtin, Call, Parameter, yields
from kinerja_rules.model import units
from kinerja_rules.model.values import Value


def _compute(call: Call) -> Value:
    return call.context.stated_money("pagu", call.entity().id, call.period(), call.optional(2))


FUNCTION = Builtin(
    "pagu_tertulis",
    (SIMPUL, PERIODE, Parameter("acuan", "naskah", optional=True)),
    yields("angka", units.RUPIAH),
    _compute,
    "Pagu simpul sebagaimana ditulis, bukan jumlah rinciannya; acuan memilih dokumen, bila tidak disebut rencana sendiri.",
)

"""`capaian(...)`: the achievement of an indicator or node."""

from kinerja_rules.functions.interface import PERIODE, SUBJEK, Builtin, Call, Parameter, yields
from kinerja_rules.model import units
from kinerja_rules.model.values import Value


def _compute(call: Call) -> Value:
    return call.context.capaian(call.entity(), call.period(), call.optional(2))


FUNCTION = Builtin(
    "capaian",
    (SUBJEK, PERIODE, Parameter("acuan", "acuan", optional=True)),
    yields("angka", units.PERSEN),
    _compute,
    "Capaian indikator atau simpul pada periode t, menurut arahnya; acuan memilih dokumen, `akhir`, atau pembanding.",
)

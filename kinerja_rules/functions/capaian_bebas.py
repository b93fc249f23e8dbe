"""`capaian_bebas(i; t)`: the achievement before the limits and roundings that policies set."""

from kinerja_rules.functions.interface import INDIKATOR, PERIODE, Builtin, Call, Parameter, yields
from kinerja_rules.model import units
from kinerja_rules.model.values import Value


def _compute(call: Call) -> Value:
    return call.context.capaian_bebas(call.entity().id, call.period(), call.optional(2))


FUNCTION = Builtin(
    "capaian_bebas",
    (INDIKATOR, PERIODE, Parameter("acuan", "acuan", optional=True)),
    yields("angka", units.PERSEN),
    _compute,
    "Capaian indikator sebelum `dibatasi` dan dibulatkan oleh kebijakan.",
)

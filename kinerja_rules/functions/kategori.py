"""`kategori(i; t)`, `kategori(i; t; skala)`, `kategori(x; skala)`: the category of an achievement or of a value."""

from kinerja_rules.functions.interface import Builtin, Call, Parameter, undefined, yields
from kinerja_rules.model.periods import Period
from kinerja_rules.model.values import Entity, Missing, Value


def _compute(call: Call) -> Value:
    first, second = call.values[0], call.values[1]
    if isinstance(first, Entity) and isinstance(second, Period):
        return call.context.kategori(first, second, call.optional(2))
    if isinstance(first, Missing):
        return first
    if isinstance(second, Entity):
        return call.context.kategori_nilai(first, second.id)
    return undefined("argumen `kategori` tidak dikenali")


FUNCTION = Builtin(
    "kategori",
    (
        Parameter("x", "subjek_atau_angka"),
        Parameter("t", "periode_atau_skala"),
        Parameter("skala", "skala", optional=True),
    ),
    yields("teks"),
    _compute,
    "Kategori capaian menurut skala yang berlaku, atau kategori suatu nilai menurut skala yang disebut.",
)

"""`kategori(i; t)`, `kategori(i; t; skala)`, `kategori(x; skala)`: the category of an achievement or of a value."""

from collections.abc import Sequence

from kinerja_rules.functions.interface import Builtin, Call, Parameter, undefined
from kinerja_rules.model.expression import Expr, Type
from kinerja_rules.model.periods import Period
from kinerja_rules.model.units import UnitError
from kinerja_rules.model.values import Entity, Missing, Value


def _result(arguments: Sequence[Expr]) -> Type | UnitError:
    of_subject, at_period = arguments[0].type.kind == "entitas", arguments[1].type.kind == "periode"
    if of_subject and not at_period:
        return UnitError(
            "KR209",
            "kategori indikator atau simpul memerlukan tahun",
            "tulis `kategori(i; t)` atau `kategori(i; t; skala)`",
        )
    if not of_subject and (at_period or len(arguments) > 2):
        return UnitError("KR209", "kategori suatu nilai memerlukan skala saja", "tulis `kategori(x; skala)`")
    return Type("teks")


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
    _result,
    _compute,
    "Kategori capaian menurut skala yang berlaku, atau kategori suatu nilai menurut skala yang disebut.",
)

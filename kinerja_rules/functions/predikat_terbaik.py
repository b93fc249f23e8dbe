"""`predikat_terbaik(x)`: whether a value is the best grade of its scale; a number has none above it that is known."""

from kinerja_rules.functions.interface import Builtin, Call, Parameter, yields
from kinerja_rules.model.values import Grade, TargetValue, Value


def _compute(call: Call) -> Value:
    value = call.values[0]
    grade = value.grade if isinstance(value, TargetValue) else value
    return isinstance(grade, Grade) and grade.rank == call.context.best_rank(grade.scale)


FUNCTION = Builtin(
    "predikat_terbaik",
    (Parameter("x", "apa_saja"),),
    yields("logika"),
    _compute,
    "Benar bila suatu predikat yang terbaik dalam skalanya; salah bagi predikat lain dan bagi bilangan.",
    ("bukan predikat_terbaik(5)",),
)

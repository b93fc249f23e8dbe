"""`semirip(s; batas)`: others of the kind whose names look alike."""

from fractions import Fraction

from kinerja_rules.functions.interface import ANGKA, SUBJEK, Builtin, Call
from kinerja_rules.functions.similar_sets import set_like
from kinerja_rules.model.values import Number, Value


def _compute(call: Call) -> Value:
    least = call.values[1]
    if not isinstance(least, Number):
        return ()
    return call.context.alike_name(call.entity(), min(max(least.value, Fraction(1, 2)), Fraction(1)))


FUNCTION = Builtin(
    "semirip",
    (SUBJEK, ANGKA),
    set_like,
    _compute,
    "Indikator atau simpul sejenis lain yang namanya mirip, tetapi tidak sama; batas dari 50 % sampai 100 %, seperti `mirip`. Nama dengan angka yang berbeda tidak dianggap mirip.",
)

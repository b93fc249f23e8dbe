"""`sama_kata(a; b)`: whether two texts are the same words."""

from kinerja_rules.functions.interface import Builtin, Call, Parameter, yields
from kinerja_rules.functions.words import words_of
from kinerja_rules.model.values import Value


def _compute(call: Call) -> Value:
    one, other = (words_of(str(v)) for v in call.values)
    return one == other


FUNCTION = Builtin(
    "sama_kata",
    (Parameter("a", "teks"), Parameter("b", "teks")),
    yields("logika"),
    _compute,
    "Benar bila kedua teks sama kata demi kata; huruf besar, spasi, dan tanda baca tidak dibedakan.",
    (
        'sama_kata("Pelatihan Kerja"; "pelatihan  kerja.")',
        'bukan sama_kata("Pelatihan Kerja"; "Pelatihan")',
    ),
)

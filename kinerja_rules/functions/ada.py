"""`ada(x)`: whether a value is present; always true or false."""

from kinerja_rules.functions.interface import Builtin, Call, Parameter, yields
from kinerja_rules.model.values import Missing, Value


def _compute(call: Call) -> Value:
    value = call.values[0]
    return not isinstance(value, Missing) and value != ()


FUNCTION = Builtin(
    "ada",
    (Parameter("x", "apa_saja"),),
    yields("logika"),
    _compute,
    "Benar bila nilainya ada, salah bila kosong karena sebab apa pun; himpunan ada bila beranggota.",
    ("ada(5)", "bukan ada(1 / 0)"),
    absorbs=True,
)

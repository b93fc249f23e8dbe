"""`ada_yang(syarat untuk ...)`: whether a condition holds for at least one member."""

from kinerja_rules.functions.interface import Builtin, Call, Parameter, yields
from kinerja_rules.model.values import Missing, Value


def _compute(call: Call) -> Value:
    unknown: Missing | None = None
    for value in call.values:
        if value is True:
            return True
        if isinstance(value, Missing):
            unknown = unknown or value
    return False if unknown is None else unknown


FUNCTION = Builtin(
    "ada_yang",
    (Parameter("syarat", "logika"),),
    yields("logika"),
    _compute,
    "Benar bila syarat terpenuhi untuk sedikitnya satu anggota; tidak diketahui bila tidak satu pun benar dan ada yang kosong.",
    ("ada_yang(1 > 2; 2 < 3)",),
    variadic=True,
    collects=True,
    absorbs=True,
)

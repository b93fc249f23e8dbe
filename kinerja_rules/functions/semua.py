"""`semua(syarat untuk ...)`: whether a condition holds for every member."""

from kinerja_rules.functions.interface import Builtin, Call, Parameter, yields
from kinerja_rules.model.values import Missing, Value


def _compute(call: Call) -> Value:
    unknown: Missing | None = None
    for value in call.values:
        if value is False:
            return False
        if isinstance(value, Missing):
            unknown = unknown or value
    return True if unknown is None else unknown


FUNCTION = Builtin(
    "semua",
    (Parameter("syarat", "logika"),),
    yields("logika"),
    _compute,
    "Benar bila syarat terpenuhi untuk setiap anggota; tidak diketahui bila ada anggota yang kosong dan tidak satu pun salah.",
    ("semua(1 < 2; 2 < 3)",),
    variadic=True,
    collects=True,
    absorbs=True,
)

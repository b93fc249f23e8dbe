"""`ruas_kode(kode; n)`: one segment of a code."""

from kinerja_rules.functions.interface import ANGKA, Builtin, Call, Parameter, undefined, yields
from kinerja_rules.model.values import Number, Value


def _compute(call: Call) -> Value:
    segments = str(call.values[0]).split(".")
    at = call.values[1]
    if not isinstance(at, Number) or at.value.denominator != 1 or not 1 <= at.value <= len(segments):
        return undefined(f"kode `{call.values[0]}` tidak punya ruas itu")
    return segments[int(at.value) - 1]


FUNCTION = Builtin(
    "ruas_kode",
    (Parameter("kode", "teks"), ANGKA),
    yields("teks"),
    _compute,
    "Ruas ke-n suatu kode.",
    ('ruas_kode("2.07.03.2.01"; 4) = "2"',),
)

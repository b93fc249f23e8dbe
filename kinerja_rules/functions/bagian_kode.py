"""`bagian_kode(kode; n)`: the first segments of a code."""

from kinerja_rules.functions.interface import ANGKA, Builtin, Call, Parameter, undefined, yields
from kinerja_rules.model.values import Number, Value


def _compute(call: Call) -> Value:
    segments = str(call.values[0]).split(".")
    count = call.values[1]
    if not isinstance(count, Number) or count.value.denominator != 1 or not 1 <= count.value <= len(segments):
        return undefined(f"kode `{call.values[0]}` tidak punya ruas sebanyak itu")
    return ".".join(segments[: int(count.value)])


FUNCTION = Builtin(
    "bagian_kode",
    (Parameter("kode", "teks"), ANGKA),
    yields("teks"),
    _compute,
    "Sekian ruas pertama suatu kode.",
    ('bagian_kode("2.07.03.2.01"; 3) = "2.07.03"',),
)

"""`dinyatakan(x)`: whether a figure, name or field is written, and not made of others; the engine looks at its place."""

from kinerja_rules.functions.interface import Builtin, Call, Parameter, yields
from kinerja_rules.model.values import Missing, Value


def _compute(call: Call) -> Value:
    return not isinstance(call.values[0], Missing)


FUNCTION = Builtin(
    "dinyatakan",
    (Parameter("x", "apa_saja"),),
    yields("logika"),
    _compute,
    "Benar bila angka, nama, atau isian itu sendiri tertulis di rencana atau dokumen, bukan hasil bagian atau rumus, misalnya `dinyatakan(target(i; t; renstra))`.",
    ("bukan dinyatakan(1 + 1)",),
    absorbs=True,
)

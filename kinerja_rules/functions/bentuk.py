"""`bentuk(x)`: of which form a target is."""

from kinerja_rules.functions.interface import Builtin, Call, Parameter, yields
from kinerja_rules.model.values import Grade, TargetValue, Value


def _compute(call: Call) -> Value:
    value = call.values[0]
    if isinstance(value, TargetValue) and value.is_range:
        return "rentang"
    if isinstance(value, Grade) or (isinstance(value, TargetValue) and value.grade is not None):
        return "predikat"
    return "batas" if isinstance(value, TargetValue) and value.operator else "nilai"


FUNCTION = Builtin(
    "bentuk",
    (Parameter("x", "apa_saja"),),
    yields("teks"),
    _compute,
    "Bentuk suatu target: `nilai`, `batas`, `rentang`, atau `predikat`.",
    ('bentuk(5) = "nilai"',),
)

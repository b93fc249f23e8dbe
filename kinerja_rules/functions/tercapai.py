"""`tercapai(i; t)`: whether the realisasi meets the target, bounds and ranges honoured."""

from kinerja_rules.functions.interface import INDIKATOR, PERIODE, Builtin, Call, Parameter, undefined, yields
from kinerja_rules.functions.lebih_buruk import magnitude
from kinerja_rules.model.values import Missing, Number, TargetValue, Value


def _compute(call: Call) -> Value:
    ident, period = call.entity().id, call.period()
    target = call.context.target(ident, period, call.optional(2))
    realisasi = call.context.realisasi(ident, period)
    if isinstance(target, Missing):
        return target
    if isinstance(realisasi, Missing):
        return realisasi
    if not isinstance(target, TargetValue):
        return undefined("targetnya tidak dapat dibandingkan")
    if isinstance(realisasi, Number) and (target.operator or target.is_range):
        value = realisasi.value
        match target.operator:
            case "maksimal":
                return value <= target.upper.value
            case "minimal":
                return value >= target.lower.value
            case "kurang dari":
                return value < target.upper.value
            case "lebih dari":
                return value > target.lower.value
            case _:
                return target.lower.value <= value <= target.upper.value
    reached, wanted = magnitude(realisasi), magnitude(target)
    improves = call.context.membaik(ident)
    if reached is None or wanted is None:
        return undefined("realisasi dan target tidak sejenis")
    if improves == "turun":
        return bool(reached <= wanted)  # type: ignore[operator]  # both are Fractions or both are ranks
    if improves == "naik":
        return bool(reached >= wanted)  # type: ignore[operator]
    return reached == wanted


FUNCTION = Builtin(
    "tercapai",
    (INDIKATOR, PERIODE, Parameter("acuan", "acuan", optional=True)),
    yields("logika"),
    _compute,
    "Benar bila realisasi memenuhi target menurut arahnya; batas dan rentang diperhatikan.",
)

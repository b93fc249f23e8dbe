"""A derivation computed again from its own steps: leaves are taken as stated, every other step from its inputs alone."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal, localcontext
from fractions import Fraction
from math import prod

from kinerja_rules.model.derivation import Derivation, Step
from kinerja_rules.model.values import Absence, Grade, Missing, Number, TargetValue, Value
from tests.oracle_values import half_up, root

COMPARISONS: dict[str, Callable[[Fraction, Fraction], bool]] = {
    "=": lambda a, b: a == b,
    "<>": lambda a, b: a != b,
    "<": lambda a, b: a < b,
    "<=": lambda a, b: a <= b,
    ">": lambda a, b: a > b,
    ">=": lambda a, b: a >= b,
}
UNSEEN = frozenset({"banyak", "di", "iku", "akumulasi", "dinyatakan", ".membaik", *COMPARISONS})
"""Operations on the plan's own things and on periods (how many programs there are): their operands have no step."""


class ReplayError(AssertionError):
    """A step does not follow from its inputs."""


def replay(derivation: Derivation) -> Value:
    """The root's value, computed again; raises where a recorded step disagrees with what its inputs give."""
    values: list[Value] = []
    for at, step in enumerate(derivation.steps):
        if step.id != at or any(i >= at for i in step.inputs):
            raise ReplayError(f"step {at} stands before its inputs")
        value = step.value if not step.inputs and _is_leaf(step) else _step(step, [values[i] for i in step.inputs])
        if not _agree(value, step.value):
            given = [values[i] for i in step.inputs]
            raise ReplayError(f"step {at} `{step.label}` {step.operation}: {step.value} but {value} from {given}")
        values.append(value)
    return values[-1]


def _is_leaf(step: Step) -> bool:
    return step.kind in ("literal", "fakta", "kosong") or step.operation in UNSEEN or not step.operation


def _agree(one: Value, other: Value) -> bool:
    if isinstance(one, Missing) and isinstance(other, Missing):
        return one.kind is other.kind and (one.reason == other.reason or one.reason == "")
    return one == other


def undefined() -> Missing:
    """An absence that arises in a step; the sentence is the engine's own."""
    return Missing(Absence.TIDAK_DAPAT_DIHITUNG, "")


def _number(value: Value) -> Number | Missing:
    if isinstance(value, TargetValue):
        return undefined() if value.lower.value != value.upper.value else value.lower
    if isinstance(value, Grade):
        return Number(value.score if value.score is not None else Fraction(value.rank))
    if isinstance(value, (Number, Missing)):
        return value
    raise ReplayError(f"no number: {value}")


def _step(step: Step, inputs: Sequence[Value]) -> Value:
    operation = step.operation
    if operation == "sama":
        return _same(step, inputs)
    if operation == "ada":
        return not isinstance(inputs[-1], Missing)
    if operation in ("dan", "atau", "ada_yang"):
        decisive = operation != "dan"
        if any(i is decisive for i in inputs):
            return decisive
        return next((i for i in inputs if isinstance(i, Missing)), not decisive)
    absent = next((i for i in inputs if isinstance(i, Missing)), None)
    if operation == "jika":
        return inputs[-1] if absent is None or not isinstance(inputs[0], Missing) else inputs[0]
    if absent is not None:
        return absent
    if operation == "bukan":
        return not inputs[0]
    if operation in ("atas", "bawah"):
        return _edge(inputs[0], operation)
    if operation == "kategori":
        return _category(step, inputs)
    if operation == "target_setara":
        return inputs[-1]
    if operation == "ubah_skala":
        return _on_other_scale(*inputs)
    if operation == "tercapai":
        return _reached(step, inputs)
    if operation in COMPARISONS:
        return _compare(operation, inputs)
    numbers = [_number(i) for i in inputs]
    absent = next((n for n in numbers if isinstance(n, Missing)), None)
    if absent is not None:
        return absent
    return _compute(step, [n for n in numbers if isinstance(n, Number)])


def _same(step: Step, inputs: Sequence[Value]) -> Value:
    """What is passed on: the last input, or the absence that kept it from being computed."""
    recorded = step.value
    if isinstance(recorded, Missing):
        passed = [i for i in inputs if isinstance(i, Missing)]
        same = [i for i in passed if _agree(i, recorded)]
        return same[0] if same else _number(inputs[-1])
    last = inputs[-1]
    if isinstance(recorded, TargetValue) and isinstance(last, Number):  # a benchmark stands as a target
        return TargetValue(last, last)
    if isinstance(recorded, Number):
        return _number(last)
    return last


def _on_other_scale(value: Value, factor: Value) -> Value:
    assert isinstance(factor, Number)
    if isinstance(value, TargetValue):
        lower, upper = (Number(e.value * factor.value, e.approximate) for e in (value.lower, value.upper))
        return TargetValue(lower, upper, value.operator)
    assert isinstance(value, Number)
    return Number(value.value * factor.value, value.approximate)


def _edge(value: Value, which: str) -> Value:
    if isinstance(value, TargetValue):
        return value.upper if which == "atas" else value.lower
    return _number(value)


def _compare(operation: str, inputs: Sequence[Value]) -> Value:
    left, right = inputs
    if isinstance(left, str) or isinstance(right, str):
        return (left == right) is (operation == "=")
    if isinstance(left, TargetValue) and isinstance(right, TargetValue) and left.grade and right.grade:
        return COMPARISONS[operation](Fraction(left.grade.rank), Fraction(right.grade.rank))
    if operation in ("=", "<>") and any(isinstance(v, TargetValue) and v.lower.value != v.upper.value for v in inputs):
        ends = [(v.lower.value, v.upper.value) if isinstance(v, TargetValue) else v for v in inputs]
        return (ends[0] == ends[1]) is (operation == "=")
    a, b = _number(left), _number(right)
    if isinstance(a, Missing) or isinstance(b, Missing):
        return undefined()
    return COMPARISONS[operation](a.value, b.value)


def _category(step: Step, inputs: Sequence[Value]) -> Value:
    """The row that holds the value; beyond the rows what the scale says of gaps and ends, which must be one of its rows."""
    value = _number(inputs[-1])
    if not step.scale or not isinstance(value, Number):
        return step.value if isinstance(step.value, (str, Missing)) else value
    for row in step.scale:
        above = row.lower is None or value.value > row.lower or (value.value == row.lower and row.lower_included)
        below = row.upper is None or value.value < row.upper or (value.value == row.upper and row.upper_included)
        if above and below and not any("bulatkan" in x.text for x in step.details):
            return row.kategori
    if isinstance(step.value, Missing):
        return undefined()
    marked = [row.kategori for row in step.scale if row.hit]
    if len(marked) != 1:
        raise ReplayError(f"{len(marked)} rows of the scale are marked")
    return marked[0]


def _reached(step: Step, inputs: Sequence[Value]) -> Value:
    """Bounds and ranges decide alone; a plain target by the direction, which one of three comparisons must be."""
    target, realisasi = inputs
    if not isinstance(target, TargetValue):
        raise ReplayError("no target")
    if isinstance(realisasi, Number):
        r, low, high = realisasi.value, target.lower.value, target.upper.value
        bounds = {
            "maksimal": r <= high,
            "minimal": r >= low,
            "kurang dari": r < high,
            "lebih dari": r > low,
        }
        if target.operator or low != high:
            return bounds.get(target.operator, low <= r <= high)
        possible = {r <= low, r >= low, r == low}
    else:
        one, other = realisasi.grade, target.grade  # type: ignore[union-attr]
        possible = {one.rank <= other.rank, one.rank >= other.rank, one.rank == other.rank}
    return step.value if step.value in possible else not step.value


def _logarithm(value: Fraction) -> Number:
    """The natural logarithm to 30 significant digits, as the language says."""
    if value == 1:
        return Number(Fraction(0))
    with localcontext() as context:
        context.prec = 80
        exact = Decimal(value.numerator).ln() - Decimal(value.denominator).ln()
        context.prec = 30
        return Number(Fraction(+exact), True)


def _compute(step: Step, numbers: list[Number]) -> Value:
    values = [n.value for n in numbers]
    rough = any(n.approximate for n in numbers)

    def number(value: Fraction, approximate: bool = False) -> Number:
        return Number(value, rough or approximate)

    scale = step.unit.scale if step.unit is not None else Fraction(1)
    match step.operation:
        case "+":
            return number(values[0] + values[1])
        case "-":
            return number(values[0] - values[1])
        case "*":
            return number(values[0] * values[1])
        case "/":
            return number(values[0] / values[1]) if values[1] else undefined()
        case "neg":
            return number(-values[0])
        case "dalam":
            return number(values[0])
        case "s.d.":
            return TargetValue(*numbers) if values[0] <= values[1] else undefined()
        case "jumlah" | "kumulatif":
            return number(sum(values, Fraction(0)))
        case "rata_rata":
            return number(sum(values, Fraction(0)) / len(values)) if values else undefined()
        case "median":
            ordered, half = sorted(values), len(values) // 2
            if not values:
                return undefined()
            return number(ordered[half] if len(ordered) % 2 else (ordered[half - 1] + ordered[half]) / 2)
        case "tertinggi":
            return max(numbers, key=lambda n: n.value) if numbers else undefined()
        case "terendah":
            return min(numbers, key=lambda n: n.value) if numbers else undefined()
        case "rata_rata_geometrik":
            if not values or min(values) < 0:
                return undefined()
            found = root(prod(values, start=Fraction(1)), len(values))
            return number(found.value, found.rough)
        case "rata_rata_tertimbang":
            half = len(values) // 2
            members, weights = values[:half], values[half:]
            if len(members) != len(weights) or not members or sum(weights) != 1:
                return undefined()
            total = sum((m * w for m, w in zip(members, weights, strict=True)), Fraction(0))
            return Number(total, any(n.approximate for n in numbers[:half]))
        case "abs":
            return number(abs(values[0]))
        case "bulatkan":
            step_size = scale / 10 ** int(values[1])
            return Number(half_up(values[0] / step_size) * step_size, numbers[0].approximate)
        case "potong":
            step_size = scale / 10 ** int(values[1])
            return Number(int(values[0] / step_size) * step_size, numbers[0].approximate)
        case "pertumbuhan":
            return number((values[0] - values[1]) / values[1]) if values[1] else undefined()
        case "jarak_kategori" | "selisih":
            return number(values[0] - values[1])
        case "akar":
            if values[0] < 0:
                return undefined()
            found = root(values[0], 2)
            return number(found.value, found.rough)
        case "setara":
            return number(values[-1])
        case "ln":
            return _logarithm(values[0]) if values[0] > 0 else undefined()
        case "pangkat":
            return number(values[0] ** int(values[1]))
    raise ReplayError(f"unknown operation {step.operation}")

"""Running `uji`: each expectation is a condition that must hold under the test's suppositions."""

from attrs import field, frozen

from kinerja_rules.base.numerals import decimals_needed
from kinerja_rules.base.source import Span
from kinerja_rules.engine.expressions import Env
from kinerja_rules.engine.interface import room_to_recurse
from kinerja_rules.engine.scalar import Interpreter
from kinerja_rules.model import expression as typed
from kinerja_rules.model import units
from kinerja_rules.model.kinerja import Model, Uji
from kinerja_rules.model.values import Missing, Number, Value


@frozen
class ExpectationOutcome:
    """One `harap`: whether it holds, and both sides of a comparison as computed.

    `reason` tells why it fails: why it is not known, or, where that is `known`, what is the case instead.
    """

    text: str
    holds: bool
    left: str | None
    right: str | None
    reason: str | None
    known: bool = field(default=False, kw_only=True)
    span: Span = field(eq=False, repr=False, kw_only=True)


@frozen
class UjiOutcome:
    """One `uji`."""

    nama: str
    expectations: tuple[ExpectationOutcome, ...]
    span: Span = field(eq=False, repr=False, kw_only=True)

    @property
    def holds(self) -> bool:
        """Whether all its expectations hold."""
        return all(e.holds for e in self.expectations)


def run_uji(model: Model) -> tuple[UjiOutcome, ...]:
    """Every test of the root package, each with suppositions of its own."""
    with room_to_recurse():
        return tuple(_run(model, uji) for uji in model.uji)


def _run(model: Model, uji: Uji) -> UjiOutcome:
    supposed = {(s.kind, s.id, s.year): Number(s.value, decimals=s.decimals) for s in uji.suppositions}
    outcomes: list[ExpectationOutcome] = []
    for expectation in uji.expectations:
        interpreter = Interpreter(model, supposed)
        node = expectation.value
        value = interpreter.eval(node, Env())
        left = right = None
        if isinstance(node, typed.Operation) and len(node.operands) == 2:
            left, right = (_shown(interpreter.eval(o, Env()), o) for o in node.operands)
        reason = value.reason if isinstance(value, Missing) else None
        text = " ".join(node.span.text.split())
        outcomes.append(ExpectationOutcome(text, value is True, left, right, reason, span=expectation.span))
    return UjiOutcome(uji.nama, tuple(outcomes), span=uji.span)


def _shown(value: Value, node: typed.Expr) -> str:
    if isinstance(value, Number):
        unit = node.type.unit or units.ANGKA
        places = value.decimals if value.decimals is not None else 6
        needed = decimals_needed(value.value / unit.scale, max(places, 6))
        return units.show(value.value, unit, needed, value.approximate)
    if isinstance(value, Missing):
        return f"{value.kind.spoken}: {value.reason}"
    if isinstance(value, bool):
        return "benar" if value else "salah"
    return str(value)

"""The steps of a trace, and those that stand for what is done to a figure that was just made.

A policy rounds or limits it, a share divides it, a change of scale multiplies it: each is a step from the last one and
from numbers that the plan gives, so that the trace can be computed again from itself.
"""

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from attrs import frozen

from kinerja_rules.base.citation import Citation
from kinerja_rules.base.source import Span
from kinerja_rules.engine.scalar import Interpreter
from kinerja_rules.engine.scales import NextCategory
from kinerja_rules.engine.series import NONE, Suppositions
from kinerja_rules.model import units
from kinerja_rules.model.derivation import Detail, ScaleRow, Step
from kinerja_rules.model.kinerja import Indikator, Model, PolicySetting, Skala
from kinerja_rules.model.periods import Period
from kinerja_rules.model.units import Unit
from kinerja_rules.model.values import Entity, Number, TargetValue, Value


@frozen
class Given:
    """A number that the plan gives to a step."""

    label: str
    value: Number
    unit: Unit
    place: Span | None


class Steps(Interpreter):
    """An interpreter with steps; a frame collects the inputs of the step being made."""

    def __init__(self, model: Model, suppositions: Suppositions = NONE) -> None:
        super().__init__(model, suppositions)
        self.steps: list[Step] = []
        self._frames: list[list[int]] = [[]]
        self._details: list[list[Detail]] = [[]]

    def _add(
        self,
        kind: str,
        label: str,
        operation: str,
        value: Value,
        unit: Unit | None,
        inputs: tuple[int, ...] = (),
        span: Span | None = None,
        details: tuple[Detail, ...] = (),
        rule: Span | None = None,
        citations: tuple[Citation, ...] = (),
        scale: tuple[ScaleRow, ...] = (),
        used: bool = True,
        decimals: int | None = None,
    ) -> int:
        at = len(self.steps)
        self.steps.append(
            Step(at, kind, label, operation, value, unit, inputs, span, rule, citations, details, scale, used, decimals)
        )
        self._frames[-1].append(at)
        return at

    def _append(self, step: Step) -> int:
        """Keep a step, which is an input of the one being made."""
        at = step.id
        self.steps.append(step)
        self._frames[-1].append(at)
        return at

    def _amend(self, at: int, **changes: Any) -> None:
        """Say more of a step, in place: it is nobody else's yet, and most figures are amended once or twice."""
        step = self.steps[at]
        for name, value in changes.items():
            setattr(step, name, value)

    def _tell(self, kind: str, text: str, place: Span | None = None) -> None:
        self._details[-1].append(Detail(kind, text, place))

    def _derive(
        self,
        operation: str,
        label: str,
        value: Value,
        unit: Unit | None,
        given: Sequence[Given],
        details: tuple[Detail, ...] = (),
        kind: str = "operasi",
    ) -> None:
        """A step from the last one, which it takes up, and given numbers."""
        before = self._frames[-1].pop()
        place = given[0].place if given else self.steps[before].span
        inputs = [before, *(self._given(g) for g in given)]
        self._add(
            kind=kind,
            label=label,
            operation=operation,
            value=value,
            unit=unit,
            inputs=tuple(inputs),
            span=place,
            details=details,
            decimals=value.decimals if isinstance(value, Number) else None,
        )

    def _given(self, given: Given) -> int:
        """A step for a given number, which is no input of the figure being made."""
        self._frames.append([])
        made = self._add(
            kind="literal",
            label=given.label,
            operation="",
            value=given.value,
            unit=given.unit,
            inputs=(),
            span=given.place,
        )
        self._frames.pop()
        return made

    # ---- what policies do ---------------------------------------------------------------------------------------------
    def rounded(self, value: Value, setting: PolicySetting, unit: Unit) -> Value:
        """A rounding that a policy asks for, as a step of its own."""
        rounded = super().rounded(value, setting, unit)
        if isinstance(rounded, Number) and rounded is not value and setting.numbers and self._frames[-1]:
            places = Number(setting.numbers[0] or Fraction(0))
            self._policy_step("pembulatan", "bulatkan", rounded, unit, setting, places)
        return rounded

    def limited(self, value: Value, setting: PolicySetting) -> Value:
        """Limits that a policy sets, as a step where they change the value."""
        limited = super().limited(value, setting)
        if isinstance(limited, Number) and isinstance(value, Number) and limited is not value and self._frames[-1]:
            operation = "terendah" if limited.value < value.value else "tertinggi"
            self._policy_step("operasi", operation, limited, units.PERSEN, setting, limited)
        return limited

    def _policy_step(
        self, kind: str, operation: str, value: Number, unit: Unit, setting: PolicySetting, operand: Number
    ) -> None:
        label = f"{setting.name} {', '.join(setting.values)}"
        policy = Detail("kebijakan", f"{label} (ditetapkan {setting.scope})", setting.span)
        given = Given(setting.name, operand, unit if operand is value else units.ANGKA, setting.span)
        self._derive(operation, label, value, unit, [given], (policy,), kind)

    # ---- what the plan declares ---------------------------------------------------------------------------------------
    def allotted(self, value: Value, share: Fraction, tops: tuple[str, ...], holder: str) -> Value:
        """A part of shared money, and the division that was declared."""
        part = super().allotted(value, share, tops, holder)
        if part is not value:
            dividing = [n for n in self._between(tops, holder) if self.model.simpul[n].alokasi]
            place = self.model.simpul[dividing[0] if dividing else holder].span
            whose, to = (tops[0], f" ke {tops[0]}") if len(tops) == 1 else ("yang dijumlahkan", "")
            given = Given(f"alokasi {' dan '.join(dividing)}{to}", Number(share), units.PERSEN, place)
            self._derive("*", f"bagian {whose} dari {holder}", part, units.RUPIAH, [given])
        return part

    def _between(self, tops: tuple[str, ...], holder: str) -> list[str]:
        """A holder and the nodes between it and nodes above it, those left out."""
        beneath = {e.id for top in tops for e in self.related(Entity("simpul", top), "pendukung")}
        above = [e.id for e in self.related(Entity("simpul", holder), "leluhur")]
        return [n for n in (holder, *above) if n in beneath]

    def reweighted(self, weight: Value | None, total: Fraction, indikator: Indikator) -> Value | None:
        """A weight among those that are left, and what they total."""
        shared = super().reweighted(weight, total, indikator)
        if shared is not weight and isinstance(shared, Number):
            given = Given("jumlah bobot yang tidak dilewati", Number(total), units.PERSEN, indikator.span)
            self._derive("/", f"bobot {indikator.id} di antara yang tidak dilewati", shared, units.PERSEN, [given])
        return shared

    def rescaled(self, value: Value, indikator: str, then: Period, now: Period) -> Value:
        """A value on another scale, and the declared factor."""
        moved = super().rescaled(value, indikator, then, now)
        if moved is not value and isinstance(moved, (Number, TargetValue)):
            factor = self.rescaling(indikator, then, now)
            whose = self.model.indikator[indikator]
            text = f"skala {then} menjadi skala {now}, dikali {units.show(factor, units.ANGKA)}"
            given = Given(f"ubah_skala {indikator}", Number(factor), units.ANGKA, whose.span)
            details = (Detail("penjelasan", text, whose.span),)
            self._derive("ubah_skala", f"{indikator} pada skala {now}", moved, whose.satuan, [given], details)
        return moved

    # ---- scales ---------------------------------------------------------------------------------------------------------
    def by_number(self, value: Value, skala: Skala) -> Value:
        """As the interpreter; that per cent and points were compared is a step of its own."""
        number = super().by_number(value, skala)
        if number is not value and isinstance(number, Number) and isinstance(value, Number):
            shown, read = units.show(value.value, units.PERSEN), units.show(number.value, skala.satuan)
            text = f"capaian {shown} dibaca {read}, karena skala `{skala.nama}` bersatuan {units.spoken(skala.satuan)}"
            given = Given("100", Number(skala.satuan.scale / units.PERSEN.scale), units.ANGKA, skala.span)
            label = "dibaca menurut bilangannya"
            self._derive("*", label, number, skala.satuan, [given], (Detail("penjelasan", text),))
        return number

    def distance_to(self, following: NextCategory, value: Number, skala: Skala) -> Value:
        """The distance to the next category, from its threshold and the value."""
        distance = super().distance_to(following, value, skala)
        threshold = Given(f"batas {following.nama}", Number(following.threshold), skala.satuan, skala.span)
        before = self._frames[-1].pop()
        self._frames[-1] += [self._given(threshold), before]
        return distance

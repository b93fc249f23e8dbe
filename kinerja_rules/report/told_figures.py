"""Steps of a derivation read as figures: what is told of a value, with the unnamed steps beneath it merged in.

Layouts (the tree on a screen, the page of a figure) place what is read here.
"""

from collections.abc import Container, Sequence

from attrs import evolve, field

from kinerja_rules.base.citation import Citation
from kinerja_rules.base.frozen import quick_frozen
from kinerja_rules.model.derivation import Detail, ScaleRow, Step
from kinerja_rules.model.periods import Period
from kinerja_rules.model.values import Acuan, Entity, Missing, Number
from kinerja_rules.report.text import clean
from kinerja_rules.report.values_text import show_step

NAMED = ("rujukan", "fakta", "kosong")
"""Kinds of steps that have a name of their own."""

_PASSING = ("sama", "jumlah")
"""Operations that yield a single input as it is."""
_EDGES = ("atas", "bawah")
_CONDITIONS = ("=", "<>", "<", "<=", ">", ">=", "dan", "atau", "bukan")


@quick_frozen
class ToldFigure:
    """A step as told: the steps merged into it, its conditions, and the steps it was made from."""

    step: Step
    core: Step
    conditions: tuple[Step, ...]
    inputs: tuple[tuple[str, Step], ...]
    roundings: tuple[Step, ...] = field(default=())

    @property
    def combines(self) -> bool:
        """Whether it puts its inputs together without a formula: a sum, a mean."""
        return self.core is self.step and self.step.operation not in ("sama", "", "kategori") and bool(self.inputs)

    @property
    def combined(self) -> int:
        """How many values it puts together; the weights of a weighted mean are none of them."""
        weights = (
            sum(s.label.startswith("bobot ") for _, s in self.inputs) if "tertimbang" in self.step.operation else 0
        )
        return len(self.inputs) - weights

    @property
    def has_formula(self) -> bool:
        """Whether a formula made it, or conditions decided it."""
        return self.core.kind not in NAMED or bool(self.conditions)

    @property
    def stated(self) -> bool:
        """Whether it stands as it is in a file."""
        return self.core.kind == "fakta" or (
            self.core.kind == "kosong" and self.core.span is not None and not self.conditions
        )

    @property
    def details(self) -> tuple[Detail, ...]:
        """What is to be known of it and of the steps merged into it."""
        return (*self.core.details, *(self.step.details if self.step is not self.core else ()))

    @property
    def cited(self) -> tuple[Citation, ...]:
        """The articles that its formula rests on, as a step holds them."""
        of_step = () if self.step.scale else self.step.citations
        own = self.core.citations if self.core is not self.step else of_step
        return own or of_step

    def citations(self) -> list[str]:
        """The articles that its formula rests on, each once."""
        return list(dict.fromkeys(map(str, self.cited)))


class FigureReader:
    """Reads the steps of one derivation; figures in `told` are not looked into again."""

    def __init__(self, steps: Sequence[Step], told: Container[int] = ()) -> None:
        self.steps = steps
        self.told = told
        self._shown: dict[int, str] = {}

    def statement(self, step: Step) -> Step | None:
        """The statement that a figure passes on as it is, as most do; None where it is something else."""
        ids = step.inputs
        if not ids:
            return step if step.kind == "fakta" else None
        if len(ids) == 1 and step.operation in _PASSING:
            only = self.steps[ids[0]]
            if only.kind == "fakta" and not only.inputs:
                return only
        return None

    def figure(self, step: Step) -> ToldFigure:
        """A step with the unnamed steps beneath it merged in."""
        statement = self.statement(step)
        if statement is not None:
            return ToldFigure(step, statement, (), ())
        core = step
        inputs = self._inputs(step)
        if step.operation == "sama" and inputs:
            last = inputs[-1]
            if last.kind in ("fakta", "kosong") or last.kind not in NAMED:
                core = last
        elif len(inputs) == 1 and (
            inputs[0].kind == "kosong" or (step.operation == "jumlah" and inputs[0].kind == "fakta")
        ):
            core = inputs[0]
        if core is not step and len(inputs) == 1 and not core.inputs and not core.parts:
            return ToldFigure(step, core, (), ())
        conditions = tuple([s for s in inputs if s is not core and _is_condition(s)])
        if core is step and step.kind in NAMED:
            found = [("", s) for s in inputs if s not in conditions]
            roundings, reached = list[Step](), set(step.inputs)
        else:
            found, roundings, reached = self._leaves(core)
        found += [("", s) for s in inputs if s is not core and s not in conditions and s.id not in reached]
        if core.kind == "pembulatan":
            roundings = [core, *roundings]
        return ToldFigure(step, core, conditions, tuple(found), tuple(roundings))

    def value(self, step: Step) -> str:
        """The value of a step; kept, since each figure that uses it shows it too."""
        if step.id not in self._shown:
            self._shown[step.id] = show_step(step)
        return self._shown[step.id]

    def shown(self, step: Step) -> str:
        """The value of a step in few words; an end of a range is in the unit of the range."""
        if isinstance(step.value, Missing):
            return step.value.kind.spoken
        if step.unit is None and step.operation in _EDGES and step.inputs:
            return show_step(evolve(step, unit=self.steps[step.inputs[0]].unit))
        return self.value(step)

    def pieces(self, core: Step) -> list[tuple[str, str | None]]:
        """A formula's text in pieces, each with the value that stands under it."""
        return [(clean(text), None if at is None else self.shown(self.steps[at])) for text, at in core.parts]

    def classified(self, step: Step) -> Step:
        """The step whose value was looked up on the scale of a step."""
        return step if isinstance(step.value, Number) or not step.inputs else self.steps[step.inputs[-1]]

    def _inputs(self, step: Step) -> list[Step]:
        """Inputs that are values, each once: what a name or a period refers to is none."""
        ids, steps = step.inputs, self.steps
        if len(ids) > 1:
            ids = tuple(dict.fromkeys(ids))
        return [s for i in ids if not isinstance((s := steps[i]).value, (Entity, Acuan, Period))]

    def _leaves(self, core: Step) -> tuple[list[tuple[str, Step]], list[Step], set[int]]:
        """Named values inside a formula in the order written, its roundings, and all steps that it is made of."""
        found: dict[int, tuple[str, Step]] = {}
        for text, at in core.parts:
            step = self._whole(at)
            if step is not None and step is not core and step.kind != "literal":
                found.setdefault(step.id, (text, step))
        roundings: list[Step] = []
        waiting = list(reversed(self._inputs(core)))
        seen: set[int] = set()
        while waiting:
            step = waiting.pop()
            if step.id in seen:
                continue
            seen.add(step.id)
            if step.kind == "literal":
                continue
            if step.id in found:
                continue
            # a count has nothing beneath it that its value is made of: it stands for itself
            collected = step.kind == "panggilan" and (not core.parts or step.operation == "banyak")
            if step.kind in NAMED or collected or step.id in self.told:
                found[step.id] = ("", step)
                continue
            if step.kind == "pembulatan":
                roundings.append(step)
            waiting.extend(reversed(self._inputs(step)))
        return list(found.values()), roundings, seen | set(found)

    def _whole(self, at: int | None) -> Step | None:
        """The step under a part of a formula; for an end of a range the range."""
        if at is None:
            return None
        step = self.steps[at]
        return self.steps[step.inputs[0]] if step.operation in _EDGES and step.inputs else step


def of_scale(detail: Detail) -> bool:
    """Whether a policy settles the category."""
    return detail.text.split()[:1] in (["skala"], ["celah"])


def position(rows: Sequence[ScaleRow], step: Step) -> str | None:
    """Why a row of a scale holds although the value is not between its bounds."""
    value = step.value
    if not isinstance(value, Number):
        return None
    hit = next((row for row in rows if row.hit), None)
    if hit is None:
        return None
    shown = show_step(step)
    if hit.upper is not None and value.value > hit.upper:
        above = [r for r in rows if r.lower is not None and r.lower > value.value]
        if above:
            return f"{shown} di celah antara {clean(hit.kategori)} dan {clean(above[-1].kategori)}"
        return f"{shown} melampaui batas teratas skala: tetap {clean(hit.kategori)}"
    if hit.lower is not None and value.value < hit.lower:
        below = [r for r in rows if r.upper is not None and r.upper < value.value]
        if below:
            return f"{shown} di celah antara {clean(below[0].kategori)} dan {clean(hit.kategori)}"
        return f"{shown} di bawah batas terendah skala: tetap {clean(hit.kategori)}"
    return None


def _is_condition(step: Step) -> bool:
    return isinstance(step.value, bool) or step.operation in _CONDITIONS

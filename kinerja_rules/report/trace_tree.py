"""How a figure came about, as a tree on a screen: the figure, its formula with the numbers in it, then each input."""

import re
from collections.abc import Sequence

from attrs import evolve, field, frozen

from kinerja_rules.base.source import Span
from kinerja_rules.model.derivation import Ancestor, Derivation, Detail, ScaleRow, Step
from kinerja_rules.model.kinerja import Indikator, Model, Simpul
from kinerja_rules.model.periods import Period
from kinerja_rules.model.values import Acuan, Entity, Missing, Number
from kinerja_rules.report.branches import Branch, Lines, align_bounds, align_parts, draw, note, said
from kinerja_rules.report.screen import Screen
from kinerja_rules.report.text import clean, hanging, left, right, width
from kinerja_rules.report.values_text import exactly, show_step

QUESTION = "pertanyaan"
"""The path of the source that holds the question itself."""

MAX_DEPTH = 12
"""Levels of the tree; what lies deeper is in the JSON."""

MAX_CHILDREN = 30
"""Inputs listed under one figure; the rest is counted."""

WHOLE_SCALE = 5
"""A scale of at most so many rows is shown whole, of a longer one the neighbours of the row that hit."""

_NAMED = ("rujukan", "fakta", "kosong")
_EDGES = ("atas", "bawah")
_SPOKEN = {
    "rata_rata": "rata-rata",
    "rata_rata_tertimbang": "rata-rata tertimbang",
    "rata_rata_geometrik": "rata-rata geometrik",
}


@frozen
class _Figure:
    """A step as told: the steps merged into it, its conditions, and the steps it was made from."""

    step: Step
    core: Step
    conditions: tuple[Step, ...]
    inputs: tuple[tuple[str, Step], ...]
    roundings: tuple[Step, ...] = field(default=())


def render_trace(derivation: Derivation, model: Model, screen: Screen) -> list[str]:
    """The derivation of a figure as lines."""
    writer = _Writer(derivation, model, screen)
    root = derivation.root
    lines = writer.head(derivation, root)
    branches = writer.parts_of(writer.figure(root), 1)
    if root.scale:
        branches.append(writer.scale(root))
    if derivation.ancestry:
        branches.append(writer.ancestry(derivation.ancestry))
    for at, branch in enumerate(branches):
        lines.append(screen.paint("│", "redup"))
        lines += draw(branch, "", at + 1 == len(branches), screen)
    return lines


class _Writer:
    """The steps of one derivation and which of them have been told."""

    def __init__(self, derivation: Derivation, model: Model, screen: Screen) -> None:
        self.steps = derivation.steps
        self.model = model
        self.screen = screen
        self.told: set[int] = set()
        self.said: set[str] = set()

    # ---- the figure asked for -----------------------------------------------------------------------------------
    def head(self, derivation: Derivation, root: Step) -> list[str]:
        """The figure asked for, with its category, its name, and its exact value."""
        shown = show_step(root)
        label = " ".join(clean(derivation.question).split())
        if isinstance(root.value, Missing):
            lines = hanging(f"{label}: {shown}", "", self.screen.columns, 2)
        else:
            category = next((clean(d.text) for d in root.details if d.kind == "kategori"), None)
            more = f" ({category})" if category else ""
            lines = hanging(f"{label} = {shown}{more}", "", self.screen.columns, 2)
        lines = [self.screen.paint(line, "tebal") for line in lines]
        subject = self._subject(f"{root.label} {label}")
        if subject is not None:
            lines += hanging(clean(subject.nama), f"{subject.id}  ", self.screen.columns, 2)
        exact = exactly(root.value, root.unit, shown)
        if exact is not None:
            lines += hanging(exact, "tepatnya ", self.screen.columns)
        return lines

    def _subject(self, text: str) -> Indikator | Simpul | None:
        """The indicator or node that a question names first."""
        for word in re.findall(r"[\w.]+", text):
            found = self.model.indikator.get(word) or self.model.simpul.get(word)
            if found is not None:
                return found
        return None

    # ---- figures ------------------------------------------------------------------------------------------------
    def figure(self, step: Step) -> _Figure:
        """A step with the unnamed steps beneath it merged in."""
        core = step
        inputs = self._inputs(step)
        if step.operation == "sama" and inputs:
            last = inputs[-1]
            if last.kind in ("fakta", "kosong") or last.kind not in _NAMED:
                core = last
        elif len(inputs) == 1 and (
            inputs[0].kind == "kosong" or (step.operation == "jumlah" and inputs[0].kind == "fakta")
        ):
            core = inputs[0]
        conditions = tuple(s for s in inputs if s is not core and self._is_condition(s))
        if core is step and step.kind in _NAMED:
            found = [("", s) for s in inputs if s not in conditions]
            roundings, reached = list[Step](), set(step.inputs)
        else:
            found, roundings, reached = self._leaves(core)
        found += [("", s) for s in inputs if s is not core and s not in conditions and s.id not in reached]
        if core.kind == "pembulatan":
            roundings = [core, *roundings]
        return _Figure(step, core, conditions, tuple(found), tuple(roundings))

    def _inputs(self, step: Step) -> list[Step]:
        """Inputs that are values, each once: what a name or a period refers to is none."""
        ids = dict.fromkeys(step.inputs)
        return [s for s in (self.steps[i] for i in ids) if not isinstance(s.value, (Entity, Acuan, Period))]

    @staticmethod
    def _is_condition(step: Step) -> bool:
        return isinstance(step.value, bool) or step.operation in (
            "=",
            "<>",
            "<",
            "<=",
            ">",
            ">=",
            "dan",
            "atau",
            "bukan",
        )

    def _leaves(self, core: Step) -> tuple[list[tuple[str, Step]], list[Step], set[int]]:
        """Named values inside a formula in the order written, its roundings, and all steps that it is made of."""
        found: dict[int, tuple[str, Step]] = {}
        for text, at in core.parts:
            step = self._whole(at)
            if step is not None and step.kind != "literal":
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
            collected = step.kind == "panggilan" and not core.parts
            if step.kind in _NAMED or collected or step.id in self.told:
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

    def _shown(self, step: Step) -> str:
        """The value of a step; an end of a range is in the unit of the range."""
        if step.unit is None and step.operation in _EDGES and step.inputs:
            step = evolve(step, unit=self.steps[step.inputs[0]].unit)
        return show_step(step)

    # ---- branches -----------------------------------------------------------------------------------------------
    def branch(self, name: str, step: Step, depth: int) -> Branch:
        """An input: its value, where it is from, and what it was made from."""
        name, described = self._name(name, step)
        absent = isinstance(step.value, Missing)
        text = f"{name}: {show_step(step)}" if absent else f"{name} = {show_step(step)}"
        if step.id in self.told and step.inputs:
            return Branch(said(f"{text} (lihat di atas)"))
        self.told.add(step.id)
        if depth > MAX_DEPTH:
            return Branch(said(f"{text} (selebihnya dalam --format json)"))
        figure = self.figure(step)
        notes = self._provenance(figure)
        if described:
            notes.insert(0, self._line("", described, None))
        return Branch(said(text), tuple(notes), tuple(self.parts_of(figure, depth + 1)))

    def _name(self, name: str, step: Step) -> tuple[str, str | None]:
        """What an input is called, and for a datum what it is."""
        found = re.fullmatch(r"data\((.+); (.+)\)", step.label)
        if found and found[1] in self.model.data:
            short = found[1].rpartition(".")[2]
            return f"{short}({found[2]})", clean(self.model.data[found[1]].nama)
        return (clean(step.label) if step.kind in _NAMED or not name else name), None

    def parts_of(self, figure: _Figure, depth: int) -> list[Branch]:
        """The formula of a figure, then its inputs."""
        branches: list[Branch] = []
        if figure.core.kind not in _NAMED or figure.conditions:
            branches.append(self._formula(figure))
        elif self._combines(figure):
            branches.append(self._combination(figure))
            if self._all_stated(figure):
                return branches
        if depth == 1 and figure.core.kind in _NAMED:
            notes = self._provenance(figure)
            if notes:
                branches.append(Branch(said("asal"), tuple(notes)))
        inputs = figure.inputs
        for name, step in inputs[:MAX_CHILDREN]:
            branches.append(self.branch(name, step, depth))
        if len(inputs) > MAX_CHILDREN:
            rest = f"dan {len(inputs) - MAX_CHILDREN} nilai lain (dalam --format json)"
            branches.append(Branch(said(rest)))
        return branches

    @staticmethod
    def _combines(figure: _Figure) -> bool:
        return (
            figure.core is figure.step and figure.step.operation not in ("sama", "", "kategori") and bool(figure.inputs)
        )

    @staticmethod
    def _all_stated(figure: _Figure) -> bool:
        return all(s.kind == "fakta" for _, s in figure.inputs)

    def _provenance(self, figure: _Figure) -> list[Lines]:
        """Where a stated value stands, who says it, and the policies that chose it."""
        notes: list[Lines] = []
        core, step = figure.core, figure.step
        if core.kind == "fakta" or (core.kind == "kosong" and core.span is not None and not figure.conditions):
            other = (
                core is not step
                and step.operation == "jumlah"
                and core.label.split()[1:2] != _arguments(step.label)[:1]
            )
            notes.append(self._line("di", clean(core.label) if other else "", core.span))
        details = [*core.details, *(step.details if step is not core else ())]
        for detail in details:
            if detail.kind in ("dokumen", "sumber", "penjelasan", "cabang"):
                notes.append(
                    self._line(detail.kind if detail.kind in ("dokumen", "sumber") else "", detail.text, detail.place)
                )
        if not step.scale and not self._combines(figure):
            notes += [self._policy(d) for d in details if d.kind == "kebijakan"]
        return notes

    def _policy(self, detail: Detail) -> Lines:
        """A policy, in full where it is met first."""
        if detail.text in self.said:
            return self._line("kebijakan", f"{detail.text.split()[0]} (lihat di atas)", None)
        self.said.add(detail.text)
        return self._line("kebijakan", detail.text, detail.place)

    def _formula(self, figure: _Figure) -> Branch:
        core, step = figure.core, figure.step
        rules = [d for s in dict.fromkeys((core.id, step.id)) for d in self.steps[s].details if d.kind == "rumus"]
        own = core.citations if core is not step else (() if step.scale else step.citations)
        citations = own or (() if step.scale else step.citations)
        cited = list(dict.fromkeys(str(c) for c in citations))
        conditions = [f"{clean(s.label)}: {show_step(s)}" for s in figure.conditions]
        roundings = [f"{clean(s.label)} = {show_step(s)}" for s in figure.roundings if s is not core]
        explained = [d for d in core.details if d.kind in ("penjelasan", "cabang")]

        notes = [
            *(self._line("", d.text, d.place) for d in (*rules, *explained)),
            *(self._line("dasar", text, None) for text in cited),
            *(self._line("syarat", text, None) for text in conditions),
            *(self._line("pembulatan", text, None) for text in roundings),
        ]
        if not rules and core.span is not None and core.span.source.path != QUESTION:
            notes.append(self._line("di", "", core.span))
        if core.kind in _NAMED:
            return Branch(lambda columns: hanging(clean(core.label), "rumus  ", columns), tuple(notes))
        return Branch(lambda columns: self._formula_lines(core, columns), tuple(notes))

    def _formula_lines(self, core: Step, columns: int) -> list[str]:
        """The formula, and beneath each part its value; as a list where that is too wide."""
        lead = "rumus  "
        pieces = [(clean(text), None if at is None else self._short(self.steps[at])) for text, at in core.parts]
        if not pieces:
            return hanging(clean(core.label), lead, columns)
        above, below = align_parts(pieces)
        if width(above) + width(lead) <= columns and width(below) + width(lead) <= columns:
            return [lead + above, " " * width(lead) + below] if below.strip() else [lead + above]
        lines = hanging(clean(core.label), lead, columns)
        for text, value in dict.fromkeys((t, v) for t, v in pieces if v is not None):
            lines += hanging(f"{text} = {value}", " " * width(lead), columns, width(lead) + 2)
        return lines

    def _short(self, step: Step) -> str:
        return step.value.kind.spoken if isinstance(step.value, Missing) else self._shown(step)

    def _combination(self, figure: _Figure) -> Branch:
        """What is summed or averaged, and by which policy; stated members as a table."""
        step = figure.step
        operation = _SPOKEN.get(step.operation, step.operation.replace("_", " "))
        told = f"{operation} dari {len(figure.inputs)} nilai"
        notes = [self._policy(d) for d in step.details if d.kind == "kebijakan" and not _of_scale(d)]
        notes += [self._line("", d.text, d.place) for d in step.details if d.kind == "penjelasan"]
        members = [s for _, s in figure.inputs] if self._all_stated(figure) else []

        if members:
            notes.insert(0, lambda columns: self._members(members, columns))
        return Branch(lambda columns: hanging(told, "rumus  ", columns), tuple(notes))

    def _members(self, members: Sequence[Step], columns: int) -> list[str]:
        """Stated members, their values in a column, each with its place; then who states them."""
        listed = members[:MAX_CHILDREN]
        names = [clean(s.label) for s in listed]
        values = [show_step(s) for s in listed]
        places = [clean(s.span.place) if s.span is not None else "" for s in listed]
        name, value = max(map(width, names)), max(map(width, values))
        lines = []
        for n, v, p in zip(names, values, places, strict=True):
            line = f"{left(n, name)}  {right(v, value)}  {self.screen.paint(p, 'redup')}"
            narrow = name + value + width(p) + 4 > columns
            lines += [f"{left(n, name)}  {right(v, value)}", f"  {self.screen.paint(p, 'redup')}"] if narrow else [line]
        if len(members) > MAX_CHILDREN:
            lines.append(f"dan {len(members) - MAX_CHILDREN} nilai lain (dalam --format json)")
        for kind in ("dokumen", "sumber"):
            for text in dict.fromkeys(d.text for s in members for d in s.details if d.kind == kind):
                lines += self._line(kind, text, None)(columns)
        return lines

    def scale(self, step: Step) -> Branch:
        """The scale's rows around the one that hit, how far the next is, and what settled it."""
        rows = step.scale
        policies = [d for d in step.details if d.kind == "kebijakan" and _of_scale(d)]
        named = next((d for d in step.details if d.kind == "skala"), None)
        classified = step if isinstance(step.value, Number) or not step.inputs else self.steps[step.inputs[-1]]
        position = _position(rows, classified)
        distance = [d for d in step.details if d.kind == "jarak"]
        citations = [str(c) for c in step.citations]

        title = named.text if named is not None else policies[0].text.partition(" (")[0] if policies else "skala"
        notes: list[Lines] = [lambda columns: self._rows(rows)]
        if position is not None:
            notes.append(self._line("", position, None))
        notes += [self._line("", d.text, None) for d in distance]
        notes += [self._line("kebijakan", d.text, d.place) for d in policies]
        notes += [self._line("dasar", text, None) for text in citations]
        return Branch(said(clean(title)), tuple(notes))

    def _rows(self, rows: Sequence[ScaleRow]) -> list[str]:
        hits = [at for at, row in enumerate(rows) if row.hit]
        chosen = list(range(len(rows)))
        if len(rows) > WHOLE_SCALE and hits:
            chosen = [at for at in chosen if abs(at - hits[0]) <= 1]
        name = max(width(clean(rows[at].kategori)) for at in chosen)
        bounds = align_bounds([clean(row.bounds) for row in rows])
        lines: list[str] = []
        if chosen[0] > 0:
            lines.append("  …")
        for at in chosen:
            row = rows[at]
            text = f"{'▶' if row.hit else ' '} {left(clean(row.kategori), name)}  {bounds[at]}"
            lines.append(self.screen.paint(text, "tebal") if row.hit else text)
        if chosen[-1] + 1 < len(rows):
            lines.append("  …")
        return lines

    def ancestry(self, ancestors: Sequence[Ancestor]) -> Branch:
        """The way up to the misi."""

        def upward(columns: int) -> list[str]:
            lines: list[str] = []
            for ancestor in ancestors:
                lead = "  " * ancestor.depth + f"{ancestor.jenis} {ancestor.id}  "
                lines += hanging(clean(ancestor.nama), lead, columns, 2 * ancestor.depth + 2)
            return lines

        return Branch(said("mendukung"), (upward,))

    def _line(self, word: str, text: str, place: Span | None) -> Lines:
        return note(word, text, place, self.screen)


def _arguments(label: str) -> list[str]:
    """The arguments in a figure's label.

    >>> _arguments("pagu(P1; 2022)")
    ['P1', '2022']
    """
    return label.partition("(")[2].rstrip(")").split("; ")


def _of_scale(detail: Detail) -> bool:
    """Whether a policy settles the category."""
    return detail.text.split()[:1] in (["skala"], ["celah"])


def _position(rows: Sequence[ScaleRow], step: Step) -> str | None:
    """Why a row holds although the value is not between its bounds."""
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

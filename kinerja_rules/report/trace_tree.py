"""How a figure came about, as a tree on a screen: the figure, its formula with the numbers in it, then each input."""

import re
from collections.abc import Callable, Sequence

from attrs import field, frozen

from kinerja_rules.base.source import Span
from kinerja_rules.model.derivation import Ancestor, Derivation, Detail, ScaleRow, Step
from kinerja_rules.model.kinerja import Model
from kinerja_rules.model.values import Acuan, Entity, Missing, Number
from kinerja_rules.model.periods import Period
from kinerja_rules.report.screen import Screen
from kinerja_rules.report.text import clean, hanging, left, right, width, wrap
from kinerja_rules.report.values_text import exactly, show_step, show_value

MAX_DEPTH = 12
"""Levels of the tree; what lies deeper is in the JSON."""

MAX_CHILDREN = 30
"""Inputs listed under one figure; the rest is counted."""

WHOLE_SCALE = 5
"""A scale of at most so many rows is shown whole, of a longer one the neighbours of the row that hit."""

_ONLY_OPERATORS = re.compile(r"[\s\d.,+\-*/()=<>%;]*\Z")
_NAMED = ("rujukan", "fakta", "kosong")


@frozen
class _Branch:
    """Lines for a number of columns, and what hangs beneath them."""

    content: Callable[[int], list[str]]
    children: "tuple[_Branch, ...]" = ()


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
    lines = writer.head(root)
    branches = writer.parts_of(writer.figure(root), 1)
    if root.scale:
        branches.append(writer.scale(root))
    if derivation.ancestry:
        branches.append(writer.ancestry(derivation.ancestry))
    for at, branch in enumerate(branches):
        lines.append(screen.paint("│", "redup"))
        lines += writer.draw(branch, "", at + 1 == len(branches))
    return lines


class _Writer:
    """The steps of one derivation and which of them have been told."""

    def __init__(self, derivation: Derivation, model: Model, screen: Screen) -> None:
        self.steps = derivation.steps
        self.model = model
        self.screen = screen
        self.told: set[int] = set()

    # ---- lines --------------------------------------------------------------------------------------------------
    def draw(self, branch: _Branch, lead: str, last: bool) -> list[str]:
        """A branch and what hangs beneath it, joined by lines."""
        columns = self.screen.columns - width(lead) - 3
        content = branch.content(columns)
        below = lead + ("   " if last else "│  ")
        bars = below + ("│  " if branch.children else "   ")
        lines = [self.screen.paint(lead + ("└─ " if last else "├─ "), "redup") + content[0]]
        lines += [(self.screen.paint(bars, "redup") + line).rstrip() for line in content[1:]]
        for at, child in enumerate(branch.children):
            lines += self.draw(child, below, at + 1 == len(branch.children))
        return lines

    def head(self, root: Step) -> list[str]:
        """The figure asked for, with its category, its name, and its exact value."""
        shown = show_step(root)
        label = clean(root.label)
        if isinstance(root.value, Missing):
            lines = hanging(f"{label}: {shown}", "", self.screen.columns, 2)
        else:
            category = next((clean(d.text) for d in root.details if d.kind == "kategori"), None)
            more = f"  →  {category}" if category else ""
            lines = hanging(f"{label} = {shown}{more}", "", self.screen.columns, 2)
        lines = [self.screen.paint(line, "tebal") for line in lines]
        subject = self._subject()
        if subject is not None:
            lines += hanging(subject, "", self.screen.columns)
        exact = exactly(root.value, root.unit, shown)
        if exact is not None:
            lines += hanging(exact, "tepatnya ", self.screen.columns)
        return lines

    def _subject(self) -> str | None:
        """Id and name of what the question is about."""
        for step in self.steps:
            if isinstance(step.value, Entity) and step.kind == "literal":
                ident = step.value.id
                found = self.model.indikator.get(ident) or self.model.simpul.get(ident)
                return f"{ident}  {clean(found.nama)}" if found is not None else None
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
        conditions = tuple(s for s in inputs if s is not core and self._is_condition(s))
        others = [s for s in inputs if s is not core and s not in conditions]
        found, roundings = self._leaves(core) if core is not step else ([("", s) for s in inputs], [])
        if core is step and step.kind not in _NAMED:
            found, roundings = self._leaves(step)
        known = {s.id for _, s in found}
        if isinstance(step.value, Missing):
            found += [("", s) for s in others if s.id not in known]
        if core.kind == "pembulatan":
            roundings = [core, *roundings]
        return _Figure(step, core, conditions, tuple(found), tuple(roundings))

    def _inputs(self, step: Step) -> list[Step]:
        """Inputs that are values, each once: what a name or a period refers to is none."""
        ids = dict.fromkeys(step.inputs)
        return [s for s in (self.steps[i] for i in ids) if not isinstance(s.value, (Entity, Acuan, Period))]

    @staticmethod
    def _is_condition(step: Step) -> bool:
        return isinstance(step.value, bool) or step.operation in ("=", "<>", "<", "<=", ">", ">=", "dan", "atau", "bukan")

    def _leaves(self, core: Step) -> tuple[list[tuple[str, Step]], list[Step]]:
        """Named values inside a formula in the order written, and its roundings."""
        found: dict[int, tuple[str, Step]] = {}
        for text, at in core.parts:
            if at is not None and at not in found and self.steps[at].kind != "literal":
                found[at] = (text, self.steps[at])
        roundings: list[Step] = []
        waiting = list(reversed(self._inputs(core)))
        seen: set[int] = set()
        while waiting:
            step = waiting.pop()
            if step.id in seen or step.kind == "literal":
                continue
            seen.add(step.id)
            if step.id in found:
                continue
            if step.kind in _NAMED or (step.kind == "panggilan" and not core.parts):
                found[step.id] = ("", step)
                continue
            if step.kind == "pembulatan":
                roundings.append(step)
            waiting.extend(reversed(self._inputs(step)))
        return list(found.values()), roundings

    # ---- branches -----------------------------------------------------------------------------------------------
    def branch(self, name: str, step: Step, depth: int) -> _Branch:
        """An input: its value, where it is from, and what it was made from."""
        if step.kind == "rujukan" or not name:
            name = clean(step.label)
        absent = isinstance(step.value, Missing)
        text = f"{name}: {show_step(step)}" if absent else f"{name} = {show_step(step)}"
        if step.id in self.told and step.inputs:
            return _Branch(lambda columns: hanging(f"{text} (lihat di atas)", "", columns, 2))
        self.told.add(step.id)
        if depth > MAX_DEPTH:
            return _Branch(lambda columns: hanging(f"{text} (selebihnya dalam --format json)", "", columns, 2))
        figure = self.figure(step)
        notes = self._provenance(figure)

        def content(columns: int) -> list[str]:
            lines = hanging(text, "", columns, 2)
            return [*lines, *(line for note in notes for line in note(columns - 3))]

        return _Branch(content, tuple(self.parts_of(figure, depth + 1)))

    def parts_of(self, figure: _Figure, depth: int) -> list[_Branch]:
        """The formula of a figure, then its inputs."""
        branches: list[_Branch] = []
        if figure.core.kind not in _NAMED or figure.conditions:
            branches.append(self._formula(figure))
        elif figure.step.operation not in ("sama", "", "kategori") and figure.inputs:
            branches.append(self._combination(figure))
        if depth == 1 and figure.core.kind in _NAMED:
            notes = self._provenance(figure)
            if notes:
                branches.append(self._origin(notes))
        inputs = figure.inputs
        for name, step in inputs[:MAX_CHILDREN]:
            branches.append(self.branch(name, step, depth))
        if len(inputs) > MAX_CHILDREN:
            rest = f"dan {len(inputs) - MAX_CHILDREN} nilai lain (dalam --format json)"
            branches.append(_Branch(lambda columns: [rest]))
        return branches

    def _origin(self, notes: "Sequence[_Note]") -> _Branch:
        return _Branch(lambda columns: ["asal", *(line for note in notes for line in note(columns - 3))])

    def _provenance(self, figure: _Figure) -> "list[_Note]":
        """Where a stated value stands, who says it, and the policies that chose it."""
        notes: list[_Note] = []
        core, step = figure.core, figure.step
        if core.kind == "fakta" or (core.kind == "kosong" and core.span is not None and not figure.conditions):
            notes.append(self._line("di", "", core.span))
        details = [*core.details, *(step.details if step is not core else ())]
        for detail in details:
            if detail.kind in ("dokumen", "sumber", "penjelasan", "cabang"):
                notes.append(self._line(detail.kind if detail.kind in ("dokumen", "sumber") else "", detail.text, detail.place))
        if not step.scale:
            notes += [self._line("kebijakan", d.text, d.place) for d in details if d.kind == "kebijakan"]
        return notes

    def _formula(self, figure: _Figure) -> _Branch:
        core, step = figure.core, figure.step
        rules = [d for s in dict.fromkeys((core.id, step.id)) for d in self.steps[s].details if d.kind == "rumus"]
        own = core.citations if core is not step else (() if step.scale else step.citations)
        citations = own or (() if step.scale else step.citations)
        cited = list(dict.fromkeys(str(c) for c in citations))
        conditions = [f"{clean(s.label)}: {show_step(s)}" for s in figure.conditions]
        roundings = [f"{clean(s.label)} = {show_step(s)}" for s in figure.roundings if s is not core]
        explained = [d for d in core.details if d.kind in ("penjelasan", "cabang")]

        def content(columns: int) -> list[str]:
            inner = columns - 3
            lines = ["rumus"] if core.kind in _NAMED else self._formula_lines(core, columns)
            for note in (
                *(self._line("", d.text, d.place) for d in rules),
                *(self._line("", d.text, d.place) for d in explained),
                *(self._line("dasar", text, None) for text in cited),
                *(self._line("syarat", text, None) for text in conditions),
                *(self._line("pembulatan", text, None) for text in roundings),
                *([] if rules or core.span is None or core.span.source.path == "pertanyaan" else [self._line("di", "", core.span)]),
            ):
                lines += note(inner)
            return lines

        return _Branch(content)

    def _formula_lines(self, core: Step, columns: int) -> list[str]:
        """The formula, and beneath each part its value; as a list where that is too wide."""
        lead = "rumus  "
        pieces = [(clean(text), None if at is None else show_step(self.steps[at])) for text, at in core.parts]
        if not pieces:
            return hanging(clean(core.label), lead, columns)
        above, below = align_parts(pieces)
        if width(above) + width(lead) <= columns and width(below) + width(lead) <= columns:
            return [lead + above, " " * width(lead) + below] if below.strip() else [lead + above]
        lines = hanging(clean(core.label), lead, columns)
        for text, value in dict.fromkeys((t, v) for t, v in pieces if v is not None):
            lines += hanging(f"{text} = {value}", " " * width(lead), columns, width(lead) + 2)
        return lines

    def _combination(self, figure: _Figure) -> _Branch:
        step = figure.step
        said = f"{step.operation.replace('_', ' ')} dari {len(figure.inputs)} nilai"
        notes = [self._line("kebijakan", d.text, d.place) for d in step.details if d.kind == "kebijakan"]
        if step.scale:
            notes = notes[: sum(d.text.split()[0] in ("agregasi", "bila_kosong") for d in step.details if d.kind == "kebijakan")]
        return _Branch(
            lambda columns: [*hanging(said, "rumus  ", columns), *(line for note in notes for line in note(columns - 3))]
        )

    def scale(self, step: Step) -> _Branch:
        """The scale's rows around the one that hit, how far the next is, and what settled it."""
        rows = step.scale
        policies = [d for d in step.details if d.kind == "kebijakan" and d.text.split()[0] in ("skala", "celah")]
        named = next((d for d in step.details if d.kind == "skala"), None)
        classified = step.value if isinstance(step.value, Number) else None
        if classified is None and step.inputs:
            given = self.steps[step.inputs[-1]].value
            classified = given if isinstance(given, Number) else None
        position = _position(rows, classified, self.steps[step.inputs[-1]] if step.inputs else step) if classified else None
        distance = [d for d in step.details if d.kind == "jarak"]
        citations = [str(c) for c in step.citations]

        def content(columns: int) -> list[str]:
            inner = columns - 3
            title = clean(named.text) if named is not None else "skala"
            lines = hanging(title, "", columns, 2)
            lines += self._rows(rows)
            for note in (
                *([] if position is None else [self._line("", position, None)]),
                *(self._line("", d.text, None) for d in distance),
                *(self._line("kebijakan", d.text, d.place) for d in policies),
                *(self._line("dasar", text, None) for text in citations),
            ):
                lines += note(inner)
            return lines

        return _Branch(content)

    def _rows(self, rows: Sequence[ScaleRow]) -> list[str]:
        hits = [at for at, row in enumerate(rows) if row.hit]
        chosen = list(range(len(rows)))
        if len(rows) > WHOLE_SCALE and hits:
            chosen = [at for at in chosen if abs(at - hits[0]) <= 1]
        name = max(width(clean(rows[at].kategori)) for at in chosen)
        lines: list[str] = []
        if chosen[0] > 0:
            lines.append("  …")
        for at in chosen:
            row = rows[at]
            text = f"{'▶' if row.hit else ' '} {left(clean(row.kategori), name)}  {row.bounds}"
            lines.append(self.screen.paint(text, "tebal") if row.hit else text)
        if chosen[-1] + 1 < len(rows):
            lines.append("  …")
        return lines

    def ancestry(self, ancestors: Sequence[Ancestor]) -> _Branch:
        """The way up to the misi."""

        def content(columns: int) -> list[str]:
            lines = ["mendukung"]
            for ancestor in ancestors:
                lead = "  " * ancestor.depth + f"{ancestor.jenis} {ancestor.id}  "
                lines += hanging(clean(ancestor.nama), lead, columns - 3, 2 * ancestor.depth + 2)
            return lines

        return _Branch(content)

    def _line(self, word: str, text: str, place: Span | None) -> "_Note":
        """A detail, its place after it where that fits, else beneath."""
        where = clean(place.place) if place is not None else ""
        lead = f"{word} " if word else ""

        def lines(columns: int) -> list[str]:
            if not text:
                return [self.screen.paint(lead, "redup") + where]
            said = hanging(clean(text), lead, columns)
            if word:
                said[0] = self.screen.paint(lead, "redup") + said[0][len(lead) :]
            if where and width(clean(text)) + width(lead) + 2 + width(where) <= columns:
                return [f"{said[0]}  {self.screen.paint(where, 'redup')}"]
            return [*said, *(" " * width(lead) + self.screen.paint(w, "redup") for w in wrap(where, columns - width(lead)) if w)]

        return lines


_Note = Callable[[int], list[str]]


def align_parts(pieces: Sequence[tuple[str, str | None]]) -> tuple[str, str]:
    """A formula and its values, each value under its part; operators are repeated where there is nothing else.

    >>> for line in align_parts((("realisasi", "93,821 %"), (" / ", None), ("target", "93,80 %"))):
    ...     print(line)
    realisasi / target
     93,821 % / 93,80 %
    """
    repeat = all(value is not None or _ONLY_OPERATORS.match(text) for text, value in pieces)
    above: list[str] = []
    below: list[str] = []
    for text, value in pieces:
        shown = value if value is not None else (text if repeat else "")
        columns = max(width(text), width(shown))
        above.append(left(text, columns))
        below.append(right(shown, columns) if value is not None and width(text) > width(shown) else left(shown, columns))
    return "".join(above).rstrip(), "".join(below).rstrip()


def _position(rows: Sequence[ScaleRow], value: Number, step: Step) -> str | None:
    """Why a row holds although the value is not between its bounds."""
    hit = next((row for row in rows if row.hit), None)
    if hit is None:
        return None
    shown = show_value(value, step.unit, 2)
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


__all__ = ["Detail", "align_parts", "render_trace"]

"""How a figure came about, as a tree on a screen: the figure, its formula with the numbers in it, then each input."""

import re
from collections.abc import Sequence

from kinerja_rules.base.source import QUESTION, Span
from kinerja_rules.model.derivation import Ancestor, Derivation, Detail, ScaleRow, Step
from kinerja_rules.model.kinerja import Indikator, Model, Simpul
from kinerja_rules.model.values import Missing
from kinerja_rules.report.branches import Branch, Lines, align_bounds, align_parts, draw, note, said
from kinerja_rules.report.screen import Screen
from kinerja_rules.report.text import clean, hanging, left, right, width
from kinerja_rules.report.told_figures import NAMED, FigureReader, ToldFigure, of_scale, position
from kinerja_rules.report.values_text import exactly, show_step

"""The path of the source that holds the question itself."""

MAX_DEPTH = 12
"""Levels of the tree; what lies deeper is in the JSON."""

MAX_CHILDREN = 30
"""Inputs listed under one figure; the rest is counted."""

WHOLE_SCALE = 5
"""A scale of at most so many rows is shown whole, of a longer one the neighbours of the row that hit."""

_SPOKEN = {
    "rata_rata": "rata-rata",
    "rata_rata_tertimbang": "rata-rata tertimbang",
    "rata_rata_geometrik": "rata-rata geometrik",
}


def render_trace(derivation: Derivation, model: Model, screen: Screen) -> list[str]:
    """The derivation of a figure as lines."""
    writer = _Writer(derivation, model, screen)
    root = derivation.root
    lines = writer.head(derivation, root)
    branches = writer.parts_of(writer.reader.figure(root), 1)
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
        self.reader = FigureReader(self.steps, self.told)
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
        figure = self.reader.figure(step)
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
        return (clean(step.label) if step.kind in NAMED or not name else name), None

    def parts_of(self, figure: ToldFigure, depth: int) -> list[Branch]:
        """The formula of a figure, then its inputs."""
        branches: list[Branch] = []
        if figure.has_formula:
            branches.append(self._formula(figure))
        elif figure.combines:
            branches.append(self._combination(figure))
            if self._all_stated(figure):
                return branches
        if depth == 1 and figure.core.kind in NAMED:
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
    def _all_stated(figure: ToldFigure) -> bool:
        return all(s.kind == "fakta" for _, s in figure.inputs)

    def _provenance(self, figure: ToldFigure) -> list[Lines]:
        """Where a stated value stands, who says it, and the policies that chose it."""
        notes: list[Lines] = []
        core, step = figure.core, figure.step
        if figure.stated:
            other = (
                core is not step
                and step.operation == "jumlah"
                and core.label.split()[1:2] != _arguments(step.label)[:1]
            )
            notes.append(self._line("di", clean(core.label) if other else "", core.span))
        details = figure.details
        for detail in details:
            if detail.kind in ("dokumen", "sumber", "penjelasan", "cabang"):
                notes.append(
                    self._line(detail.kind if detail.kind in ("dokumen", "sumber") else "", detail.text, detail.place)
                )
        if not step.scale and not figure.combines:
            notes += [self._policy(d) for d in details if d.kind == "kebijakan"]
        return notes

    def _policy(self, detail: Detail) -> Lines:
        """A policy, in full where it is met first."""
        if detail.text in self.said:
            return self._line("kebijakan", f"{detail.text.split()[0]} (lihat di atas)", None)
        self.said.add(detail.text)
        return self._line("kebijakan", detail.text, detail.place)

    def _formula(self, figure: ToldFigure) -> Branch:
        core, step = figure.core, figure.step
        rules = [d for s in dict.fromkeys((core.id, step.id)) for d in self.steps[s].details if d.kind == "rumus"]
        conditions = [f"{clean(s.label)}: {show_step(s)}" for s in figure.conditions]
        roundings = [f"{clean(s.label)} = {show_step(s)}" for s in figure.roundings if s is not core]
        explained = [d for d in core.details if d.kind in ("penjelasan", "cabang")]

        notes = [
            *(self._line("", d.text, d.place) for d in (*rules, *explained)),
            *(self._line("dasar", text, None) for text in figure.citations()),
            *(self._line("syarat", text, None) for text in conditions),
            *(self._line("pembulatan", text, None) for text in roundings),
        ]
        if not rules and core.span is not None and core.span.source.path != QUESTION:
            notes.append(self._line("di", "", core.span))
        if core.kind in NAMED:
            return Branch(lambda columns: hanging(clean(core.label), "rumus  ", columns), tuple(notes))
        return Branch(lambda columns: self._formula_lines(core, columns), tuple(notes))

    def _formula_lines(self, core: Step, columns: int) -> list[str]:
        """The formula, and beneath each part its value; as a list where that is too wide."""
        lead = "rumus  "
        pieces = self.reader.pieces(core)
        if not pieces:
            return hanging(clean(core.label), lead, columns)
        above, below = align_parts(pieces)
        if width(above) + width(lead) <= columns and width(below) + width(lead) <= columns:
            return [lead + above, " " * width(lead) + below] if below.strip() else [lead + above]
        lines = hanging(clean(core.label), lead, columns)
        for text, value in dict.fromkeys((t, v) for t, v in pieces if v is not None):
            lines += hanging(f"{text} = {value}", " " * width(lead), columns, width(lead) + 2)
        return lines

    def _combination(self, figure: ToldFigure) -> Branch:
        """What is summed or averaged, and by which policy; stated members as a table."""
        step = figure.step
        operation = _SPOKEN.get(step.operation, step.operation.replace("_", " "))
        told = f"{operation} dari {figure.combined} nilai"
        notes = [self._policy(d) for d in step.details if d.kind == "kebijakan" and not of_scale(d)]
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
        policies = [d for d in step.details if d.kind == "kebijakan" and of_scale(d)]
        named = next((d for d in step.details if d.kind == "skala"), None)
        why = position(rows, self.reader.classified(step))
        distance = [d for d in step.details if d.kind == "jarak"]
        citations = [str(c) for c in step.citations]

        title = named.text if named is not None else policies[0].text.partition(" (")[0] if policies else "skala"
        notes: list[Lines] = [lambda columns: self._rows(rows)]
        if why is not None:
            notes.append(self._line("", why, None))
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

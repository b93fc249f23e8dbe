"""Figures as the page knows them: each told once, referring to others, texts, remarks and scales by number."""

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from kinerja_rules.base.source import QUESTION, Span
from kinerja_rules.engine.trace_many import Derivations
from kinerja_rules.model.derivation import Detail, Step
from kinerja_rules.model.kinerja import Model
from kinerja_rules.model.values import Missing
from kinerja_rules.report.text import clean
from kinerja_rules.report.told_figures import FigureReader, ToldFigure, of_scale, position
from kinerja_rules.report.values_text import exactly

_TOLD = frozenset(("rumus", "dokumen", "sumber", "penjelasan", "cabang", "kebijakan", "jarak"))
"""Kinds of remarks that the page tells."""
_DATUM = re.compile(r"data\((.+); (.+)\)")

NOWHERE: Mapping[str, int] = MappingProxyType({})

Json = Any
"""What `json` writes; never a float."""


class Texts(dict[str, int]):
    """The numbers of texts that recur, each kept once: `texts[text]`, by the text as it came, not yet cleaned."""

    def __init__(self) -> None:
        super().__init__()
        self.known: dict[str, int] = {}
        """The texts that the page holds, in order of their numbers."""
        self._places: dict[tuple[int, int], int] = {}

    def __missing__(self, text: str) -> int:
        found = self[text] = self.known.setdefault(clean(text), len(self.known))
        return found

    def place(self, span: Span | None) -> int:
        """The number of a place; -1 where there is none."""
        if span is None or span.source.path == QUESTION:
            return -1
        key = (id(span.source), span.start)  # the plan holds its sources
        found = self._places.get(key)
        if found is None:
            found = self._places[key] = self[span.place]
        return found


class Figures:
    """Figures reached from those asked for, numbered as they are met."""

    def __init__(
        self, derivations: Derivations, texts: Texts, model: Model, elsewhere: Mapping[str, int] = NOWHERE
    ) -> None:
        """`elsewhere` are questions that other parts of the page answer, by their numbers."""
        self.reader = FigureReader(derivations.steps)
        self.texts = texts
        self.model = model
        self.notes: list[Json] = []
        """Remarks that figures share: what kind, the text, the place."""
        self.scales: list[Json] = []
        """Scales as figures stand on them: the name, the rows with the one that hit, policies, citations."""
        self._notes: dict[tuple[str, int, int], int] = {}
        self._note_of: dict[int, int] = {}
        """Numbers of remarks by identity: steps hold them, and many share one. -1: of a kind that the page does not tell."""
        self._cited: dict[int, list[int]] = {}
        self._scales: dict[tuple[object, ...], int] = {}
        self.referred: set[int] = set()
        """Numbers of questions whose figures in other parts are referred to."""
        self._elsewhere = elsewhere
        self._numbers: dict[int, int] = {}
        self._count = 0
        self._waiting: list[Step] = []

    def number(self, step: Step) -> int:
        """The number of a figure, which will be told; below zero that of the question that it answers in another part."""
        found = self._numbers.get(step.id)
        if found is None:
            question = self._elsewhere.get(step.label, -1) if step.kind == "rujukan" else -1
            if question >= 0:
                self.referred.add(question)
                found = self._numbers[step.id] = -1 - question
            else:
                found = self._numbers[step.id] = self._count
                self._count += 1
                self._waiting.append(step)
        return found

    def told(self) -> list[Json]:
        """All figures, those met on the way too."""
        out: dict[int, Json] = {}
        while self._waiting:
            step = self._waiting.pop()
            out[self._numbers[step.id]] = self._tell(self.reader.figure(step))
        return [out[at] for at in range(len(out))]

    def _tell(self, figure: ToldFigure) -> Json:
        step, core, texts, reader = figure.step, figure.core, self.texts, self.reader
        shown = reader.value(step)
        told: dict[str, Json] = {"n": texts[self._name(step)], "v": texts[shown]}
        if isinstance(step.value, Missing):
            told["k"] = 1
        else:
            exact = exactly(step.value, step.unit, shown)
            if exact is not None:
                told["e"] = clean(exact)
        if figure.has_formula:
            told["f"] = [
                texts[text] if value is None else [texts[text], texts[value]]
                for text, value in reader.pieces(core) or [(core.label, None)]
            ]
        elif figure.combines:
            told["o"] = texts[step.operation.replace("_", " ")]
            if figure.combined != len(figure.inputs):
                told["a"] = figure.combined
        if figure.stated:
            told["t"] = texts.place(core.span)
        notes = self._remarks(figure)
        if notes:
            told["c"] = notes
        cited = self._citations(figure)
        if cited:
            told["d"] = cited
        if figure.conditions:
            told["s"] = [[texts[s.label], texts[reader.value(s)]] for s in figure.conditions]
        if figure.roundings:
            roundings = [[texts[s.label], texts[reader.value(s)]] for s in figure.roundings if s is not core]
            if roundings:
                told["b"] = roundings
        if figure.inputs:
            told["m"] = [self.number(s) for _, s in figure.inputs]
        if step.scale:
            told["g"] = self._scale(step)
        return told

    def _name(self, step: Step) -> str:
        found = _DATUM.fullmatch(step.label) if step.label.startswith("data(") else None
        if found and found[1] in self.model.data:
            return f"{self.model.data[found[1]].nama} ({found[2]})"
        return step.label

    def _remarks(self, figure: ToldFigure) -> list[int]:
        """The numbers of what is to be known of a figure, each once."""
        known, out = self._note_of, list[int]()
        step, core = figure.step, figure.core
        for details in (core.details,) if core is step else (core.details, step.details):
            for detail in details:
                at = known.get(id(detail))
                if at is None:
                    at = known[id(detail)] = self._note(detail) if detail.kind in _TOLD else -1
                if at < 0 or at in out or (step.scale and detail.kind == "kebijakan" and of_scale(detail)):
                    continue
                out.append(at)
        return out

    def _note(self, detail: Detail) -> int:
        """The number of a remark."""
        note = (detail.kind, self.texts[detail.text], self.texts.place(detail.place))
        if note not in self._notes:
            self._notes[note] = len(self.notes)
            self.notes.append(note)
        return self._notes[note]

    def _citations(self, figure: ToldFigure) -> list[int]:
        """The numbers of the articles that a figure rests on; steps hold theirs, and many share them."""
        held = figure.cited
        if not held:
            return []
        found = self._cited.get(id(held))
        if found is None:
            found = self._cited[id(held)] = [self.texts[text] for text in figure.citations()]
        return found

    def _scale(self, step: Step) -> Json:
        """The number of a scale, and why a row holds although the value is not between its bounds."""
        texts = self.texts
        named = next((d for d in step.details if d.kind == "skala"), None)
        policies = [d for d in step.details if d.kind == "kebijakan" and of_scale(d)]
        key = (id(step.scale), named and named.text, *(d.text for d in policies), *step.citations)
        if key not in self._scales:
            self._scales[key] = len(self.scales)
            self.scales.append(
                {
                    "n": texts[named.text] if named is not None else -1,
                    "r": [[texts[row.kategori], texts[row.bounds], int(row.hit)] for row in step.scale],
                    "p": [[texts[d.text], texts.place(d.place)] for d in policies],
                    "d": [texts[str(c)] for c in step.citations],
                }
            )
        why = position(step.scale, self.reader.classified(step))
        return [self._scales[key], -1 if why is None else texts[why]]

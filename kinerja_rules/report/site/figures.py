"""Figures as the page knows them: each told once, referring to others, texts, remarks and scales by number."""

import json
import re
from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Any

from kinerja_rules.base.citation import Citation
from kinerja_rules.base.source import QUESTION, Span
from kinerja_rules.engine.trace_many import Derivations
from kinerja_rules.model.derivation import Detail, Step
from kinerja_rules.model.kinerja import Model
from kinerja_rules.model.values import Missing, Number
from kinerja_rules.report.text import clean
from kinerja_rules.report.told_figures import FigureReader, ToldFigure, of_scale, position
from kinerja_rules.report.values_text import exactly

_TOLD = frozenset(("rumus", "dokumen", "sumber", "penjelasan", "cabang", "kebijakan", "jarak"))
"""Kinds of remarks that the page tells."""
_DATUM = re.compile(r"data\((.+); (.+)\)")

_quoted = json.JSONEncoder(ensure_ascii=False).encode
NOWHERE: Mapping[str, int] = MappingProxyType({})

Json = Any
"""What `json` writes; never a float."""


class Texts(dict[str, int]):
    """The numbers of texts that recur, each kept once: `texts[text]`, by the text as it came, not yet cleaned."""

    def __init__(self) -> None:
        super().__init__()
        self.known: list[str] = []
        """The texts that the page holds, in order of their numbers."""
        self._places: dict[tuple[int, int], int] = {}

    def __missing__(self, text: str) -> int:
        shown = clean(text)
        if shown != text:  # what is clean already is its own key
            found = self[shown]
        else:
            found = len(self.known)
            self.known.append(text)
        self[text] = found
        return found

    def place(self, span: Span | None) -> int:
        """The number of a place; -1 where there is none."""
        if span is None:
            return -1
        key = (id(span.source), span.start)  # whoever asks holds the sources meanwhile
        found = self._places.get(key)
        if found is None:
            found = self._places[key] = -1 if span.source.path == QUESTION else self[span.place]
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
        """Numbers of remarks by identity: steps hold them, and many share one."""
        self._remarked: dict[tuple[int, ...], str] = {}
        self._cited: dict[int, str] = {}
        self._values: dict[int, int] = {}
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

    def told(self) -> list[str]:
        """All figures as JSON, those met on the way too."""
        out: dict[int, str] = {}
        numbers, waiting, reader = self._numbers, self._waiting, self.reader
        while waiting:
            step = waiting.pop()
            stated = reader.statement(step)
            if stated is None or step.scale or step.citations or stated.citations:
                out[numbers[step.id]] = self._tell(reader.figure(step))
            else:
                out[numbers[step.id]] = self._tell_stated(step, stated)
        return [out[at] for at in range(len(out))]

    def _tell_stated(self, step: Step, stated: Step) -> str:
        """A figure as `_tell` tells it, where it stands as it is in a file and rests on no article."""
        return f'{self._shown(step)},"t":{self.texts.place(stated.span)}{self._remarks(step, stated)}}}'

    def _shown(self, step: Step) -> str:
        """The name and the value of a figure, not yet closed."""
        value = step.value
        told = f'{{"n":{self.texts[self._name(step)]},"v":{self._value(step)}'
        if isinstance(value, Number):
            exact = exactly(value, step.unit, self.reader.value(step))
            return told if exact is None else f'{told},"e":{_quoted(clean(exact))}'
        return f'{told},"k":1' if isinstance(value, Missing) else told

    def _tell(self, figure: ToldFigure) -> str:
        """A figure as JSON. It is put together as text: of what there are a hundred thousand none is made twice."""
        step, core, texts = figure.step, figure.core, self.texts
        told = self._shown(step)
        inputs = figure.inputs
        if figure.has_formula:
            told += f',"f":[{",".join(self._pieces(core))}]'
        elif inputs and figure.combines:
            told += f',"o":{texts[step.operation.replace("_", " ")]}'
            if figure.combined != len(inputs):
                told += f',"a":{figure.combined}'
        if figure.stated:
            told += f',"t":{texts.place(core.span)}'
        told += self._remarks(step, core)
        cited = figure.cited
        if cited:
            told += f',"d":{self._citations(figure, cited)}'
        if figure.conditions:
            told += f',"s":[{self._answers(figure.conditions)}]'
        if figure.roundings:
            roundings = [s for s in figure.roundings if s is not core]
            if roundings:
                told += f',"b":[{self._answers(roundings)}]'
        if inputs:
            told += f',"m":[{",".join([str(self.number(s)) for _, s in inputs])}]'
        if step.scale:
            told += f',"g":{self._scale(step)}'
        return told + "}"

    def _value(self, step: Step) -> int:
        """The number of the text of a value."""
        found = self._values.get(step.id)
        if found is None:
            found = self._values[step.id] = self.texts[self.reader.value(step)]
        return found

    def _pieces(self, core: Step) -> list[str]:
        """A formula's text in pieces, each with the value that stands under it."""
        texts = self.texts
        if not core.parts:
            return [str(texts[core.label])]
        return [
            str(texts[text]) if value is None else f"[{texts[text]},{texts[value]}]"
            for text, value in self.reader.pieces(core)
        ]

    def _answers(self, steps: Iterable[Step]) -> str:
        return ",".join([f"[{self.texts[s.label]},{self._value(s)}]" for s in steps])

    def _name(self, step: Step) -> str:
        found = _DATUM.fullmatch(step.label) if step.label.startswith("data(") else None
        if found and found[1] in self.model.data:
            return f"{self.model.data[found[1]].nama} ({found[2]})"
        return step.label

    def _remarks(self, step: Step, core: Step) -> str:
        """The numbers of what is to be known of a figure, each once; many have the same to be known."""
        details = core.details if core is step else (*core.details, *step.details)
        if not details:
            return ""
        key = (bool(step.scale), *map(id, details))  # steps hold them
        found = self._remarked.get(key)
        if found is None:
            told = [
                d for d in details if d.kind in _TOLD and not (step.scale and d.kind == "kebijakan" and of_scale(d))
            ]
            notes = dict.fromkeys(map(self._note, told))
            found = self._remarked[key] = f',"c":[{",".join(map(str, notes))}]' if notes else ""
        return found

    def _note(self, detail: Detail) -> int:
        """The number of a remark."""
        found = self._note_of.get(id(detail))
        if found is None:
            note = (detail.kind, self.texts[detail.text], self.texts.place(detail.place))
            if note not in self._notes:
                self._notes[note] = len(self.notes)
                self.notes.append(note)
            found = self._note_of[id(detail)] = self._notes[note]
        return found

    def _citations(self, figure: ToldFigure, held: tuple[Citation, ...]) -> str:
        """The numbers of the articles that a figure rests on; steps hold theirs, and many share them."""
        found = self._cited.get(id(held))
        if found is None:
            found = self._cited[id(held)] = f"[{','.join([str(self.texts[text]) for text in figure.citations()])}]"
        return found

    def _scale(self, step: Step) -> str:
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
        return f"[{self._scales[key]},{-1 if why is None else texts[why]}]"

"""The figures of a page in parts, each traced and told by itself, so that no more than one part is in memory at a time.

Where one part ends depends on the plan alone, never on the machine. A part counts its figures, texts, remarks and scales
from zero; the page knows how many stand before it, and its script adds them when a figure is read.
"""

import json
import re
from collections.abc import Callable, Mapping, Sequence
from functools import partial

from attrs import frozen

from kinerja_rules.engine.trace_many import Derivations
from kinerja_rules.model.kinerja import Model
from kinerja_rules.report.site.beside import each
from kinerja_rules.report.site.figures import Figures, Json, Texts

ON_A_LINE = 64
"""Figures that stand on a line of their JSON; the script of the page counts on it."""
IN_A_PART = 2_500
"""Questions that a part answers, at most."""

Derive = Callable[[Sequence[str]], Derivations]
_NAMES = re.compile(r"[^\W\d][\w.]*")


@frozen
class Part:
    """Figures as lines of JSON, and what they refer to; `roots` are the figures that answer its questions."""

    lines: tuple[str, ...]
    count: int
    roots: Mapping[str, int]
    texts: tuple[str, ...]
    notes: tuple[Json, ...]
    scales: tuple[Json, ...]


@frozen
class ToldFigures:
    """All parts of a page."""

    parts: tuple[Part, ...]
    questions: tuple[str, ...]
    """The questions that have an answer."""
    roots: tuple[int, ...]
    """The number of the figure that answers each."""
    starts: tuple[tuple[int, int, int, int, int], ...]
    """Figures, texts, remarks, scales and lines that stand before each part."""

    @property
    def texts(self) -> list[str]:
        """The texts of all parts."""
        return [text for part in self.parts for text in part.texts]


def tell_figures(questions: Sequence[str], derive: Derive, model: Model) -> ToldFigures:
    """The figures that answer questions."""
    parts = tuple(each(_divided(questions, model, IN_A_PART), partial(_tell, derive, model)))
    starts, at = list[tuple[int, int, int, int, int]](), (0, 0, 0, 0, 0)
    roots: dict[str, int] = {}
    for part in parts:
        starts.append(at)
        roots |= {question: number + at[0] for question, number in part.roots.items()}
        more = (part.count, len(part.texts), len(part.notes), len(part.scales), len(part.lines))
        at = (at[0] + more[0], at[1] + more[1], at[2] + more[2], at[3] + more[3], at[4] + more[4])
    answered = tuple(question for question in questions if question in roots)
    return ToldFigures(parts, answered, tuple(roots[question] for question in answered), tuple(starts))


def _divided(questions: Sequence[str], model: Model, size: int) -> list[list[str]]:
    """Questions about what stands together in the cascade go together: they share most of their figures."""
    if len(questions) <= size:
        return [list(questions)]
    place: dict[str, int] = {}
    for ident in model.walk():
        place[ident] = len(place)
        for indikator in model.simpul[ident].indikator:
            place[indikator] = len(place)

    def of(question: str) -> int:
        return next((place[name] for name in _NAMES.findall(question) if name in place), -1)

    ordered = sorted(questions, key=of)
    return [ordered[at : at + size] for at in range(0, len(ordered), size)]


def _tell(derive: Derive, model: Model, questions: Sequence[str]) -> Part:
    derivations = derive(questions)
    texts = Texts()
    figures = Figures(derivations, texts, model)
    roots = {question: figures.number(derivations.steps[at]) for question, at in derivations.roots.items()}
    told = figures.told()
    lines = tuple(written(told[at : at + ON_A_LINE]) for at in range(0, len(told), ON_A_LINE))
    return Part(lines, len(told), roots, tuple(texts.known), tuple(figures.notes), tuple(figures.scales))


def written(known: object) -> str:
    """JSON on one line."""
    return json.dumps(known, ensure_ascii=False, separators=(",", ":"))

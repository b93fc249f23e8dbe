"""The figures of a page in parts, each traced and told by itself, so that no more than one part is in memory at a time.

Where one part ends depends on the plan alone, never on the machine. A part counts its figures, texts, remarks and scales
from zero; the page knows how many stand before it, and its script adds them when a figure is read.
"""

import json
import re
from collections.abc import Callable, Container, Mapping, Sequence
from functools import cached_property, partial

from attrs import frozen

from kinerja_rules.engine.trace_many import Derivations
from kinerja_rules.model.figures import FIGURES
from kinerja_rules.model.kinerja import Model
from kinerja_rules.report.site.beside import begin
from kinerja_rules.report.site.figures import Figures, Json, Texts

ON_A_LINE = 64
"""Figures that stand on a line of their JSON; the script of the page counts on it."""
IN_A_PART = 2_500
"""Questions that a part answers, at most."""

Derive = Callable[[Sequence[str], Container[str]], Derivations]
"""How the figures that answer questions came about; of figures that answer a question among the others only their values."""
_REFERRED = FIGURES - {"kategori"}
"""What names one figure only, by whatever it is asked; a category is told by the scale too, a measure by its package."""
_NAMES = re.compile(r"[^\W\d][\w.]*")


@frozen
class Part:
    """Figures as they stand in the page, and what they refer to; `roots` are the figures that answer its questions."""

    figures: bytes
    """Lines of JSON, a comma behind each but the last."""
    texts: bytes
    """Texts as members of a list in JSON."""
    count: int
    texts_count: int
    roots: Mapping[str, int]
    notes: tuple[Json, ...]
    scales: tuple[Json, ...]
    referred: frozenset[int]
    """The numbers of questions whose figures in other parts are referred to."""


@frozen
class ToldFigures:
    """All parts of a page."""

    parts: tuple[Part, ...]
    roots: tuple[int, ...]
    """The number of the figure that answers each question; -1 where none does."""
    starts: tuple[tuple[int, int, int, int, int], ...]
    """Figures, texts, remarks, scales and lines that stand before each part."""


class Telling:
    """The figures of a page on their way: those of its subjects are begun at once, those that its tables ask for later.

    A figure that answers a question of a subject is told in one part; others refer to it by the number of its question.
    """

    def __init__(self, questions: Sequence[str], derive: Derive, model: Model) -> None:
        self._model = model
        self._questions: Sequence[str] = questions
        self._numbers = {q: at for at, q in enumerate(questions) if q.partition("(")[0] in _REFERRED}
        self._tell = partial(_tell, derive, model, self._numbers)
        self._asked: Sequence[list[str]] = _divided(questions, model, IN_A_PART)
        self._begun = [begin(self._asked, self._tell)]

    def ask(self, questions: Sequence[str]) -> None:
        """Further questions, of which none was asked before."""
        parts = _divided(questions, self._model, IN_A_PART)
        self._questions = [*self._questions, *questions]
        self._asked = [*self._asked, *parts]
        self._begun.append(begin(parts, self._tell))

    @cached_property
    def told(self) -> ToldFigures:
        """The figures that answer the questions, waited for."""
        for begun in self._begun:
            begun.help()  # with all of them, before it waits for one
        parts = [part for begun in self._begun for part in begun.outcomes()]
        answered = set[str]().union(*(part.roots for part in parts))
        if not all(self._questions[at] in answered for part in parts for at in part.referred):
            self._numbers.clear()  # a question cannot be asked as the figure is named: each part tells its own
            parts = [self._tell(asked) for asked in self._asked]
        return _joined(parts, self._questions)


def _joined(parts: Sequence[Part], questions: Sequence[str]) -> ToldFigures:
    starts, at = list[tuple[int, int, int, int, int]](), (0, 0, 0, 0, 0)
    roots: dict[str, int] = {}
    for part in parts:
        starts.append(at)
        roots |= {question: number + at[0] for question, number in part.roots.items()}
        lines = -(-part.count // ON_A_LINE)
        more = (part.count, part.texts_count, len(part.notes), len(part.scales), lines)
        at = (at[0] + more[0], at[1] + more[1], at[2] + more[2], at[3] + more[3], at[4] + more[4])
    return ToldFigures(tuple(parts), tuple([roots.get(question, -1) for question in questions]), tuple(starts))


def _divided(questions: Sequence[str], model: Model, size: int) -> list[list[str]]:
    """Questions about what stands together in the cascade go together: they share most of their figures."""
    if len(questions) <= size:
        return [list(questions)] if questions else []
    place: dict[str, int] = {}
    for ident in model.walk():
        place[ident] = len(place)
        for indikator in model.simpul[ident].indikator:
            place[indikator] = len(place)

    def of(question: str) -> int:
        first = question.partition("(")[2].partition(";")[0]  # of most questions the name of what they ask of
        at = place.get(first)
        return at if at is not None else next((place[n] for n in _NAMES.findall(question) if n in place), -1)

    ordered = sorted(questions, key=of)
    return [ordered[at : at + size] for at in range(0, len(ordered), size)]


def _tell(derive: Derive, model: Model, numbers: Mapping[str, int], questions: Sequence[str]) -> Part:
    here = set(questions)
    elsewhere = {question: at for question, at in numbers.items() if question not in here}
    derivations = derive(questions, elsewhere)
    texts = Texts()
    figures = Figures(derivations, texts, model, elsewhere)
    roots = {question: figures.number(derivations.steps[at]) for question, at in derivations.roots.items()}
    told = figures.told()
    lines = [f"[{','.join(told[at : at + ON_A_LINE])}]" for at in range(0, len(told), ON_A_LINE)]
    return Part(
        inside_script(",\n".join(lines)),
        inside_script(written(texts.known)[1:-1]),
        len(told),
        len(texts.known),
        roots,
        tuple(figures.notes),
        tuple(figures.scales),
        frozenset(figures.referred),
    )


def written(known: object) -> str:
    """JSON on one line."""
    return json.dumps(known, ensure_ascii=False, separators=(",", ":"))


def inside_script(data: str) -> bytes:
    """JSON that cannot end the element it stands in, nor begin a comment or another element.

    >>> inside_script('{"a": "</script><!--"}')
    b'{"a": "\\\\u003c/script>\\\\u003c!--"}'
    """
    data = data.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
    return data.encode("utf-8", "replace")

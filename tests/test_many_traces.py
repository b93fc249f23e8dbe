"""A figure that is traced among many, whoever else tells some of them, comes about as it does when it is asked alone."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

import pytest
from hypothesis import given, settings

from kinerja_rules import api
from kinerja_rules.analysis.build import CheckResult
from kinerja_rules.analysis.questions import Questions
from kinerja_rules.base.source import QUESTION, Span
from kinerja_rules.engine.quick import Quick
from kinerja_rules.engine.trace import trace_expression
from kinerja_rules.engine.trace_many import trace_many
from kinerja_rules.model.derivation import Step
from kinerja_rules.model.expression import Expr
from kinerja_rules.model.periods import Period
from kinerja_rules.report.site.questions import page_questions
from tests import drawn as d
from tests.render import Renderer, render
from tests.strategies import plans
from tests.workbench import EXAMPLE, rules_read_once, written


@pytest.fixture(autouse=True, scope="module")
def _rules() -> Iterator[None]:
    with rules_read_once():
        yield


def place(span: Span | None) -> str:
    """Where something stands; places within a question are those of the first of its form."""
    return "" if span is None or span.source.path == QUESTION else f"{span.place} {span.text}"


class Unfolded:
    """Steps without their numbers: two derivations that say the same are equal, however their steps are shared.

    A step is known by the number of the first that says the same, which is cheaper than comparing trees.
    """

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}

    def number(self, steps: Sequence[Step], root: int, elsewhere: Collection[str] = ()) -> int:
        """The number of what a root says; of figures `elsewhere` only their values are looked at."""
        found: dict[int, int] = {}
        for step in steps[: root + 1]:
            made: tuple[object, ...] = (
                step.kind,
                step.label,
                step.value,
                str(step.unit),
                step.decimals,
                place(step.span),
            )
            here = step.kind != "rujukan" or step.label not in elsewhere or step.id == root
            if here:
                made += (
                    step.operation,
                    [found[at] for at in step.inputs],
                    [(text, None if at is None else (steps[at].label, steps[at].value)) for text, at in step.parts],
                    (place(step.rule), step.used),
                )
            if step.id == root or (
                here and not step.label.startswith("capaian(")
            ):  # which is classified where it is asked
                made += (
                    [(detail.kind, detail.text, place(detail.place)) for detail in step.details],
                    [(row.kategori, row.bounds, row.hit) for row in step.scale],
                    [str(citation) for citation in step.citations],
                )
            found[step.id] = self._numbers.setdefault(repr(made), len(self._numbers))
        return found[root]


def compare(checked: CheckResult, questions: Sequence[str]) -> int:
    """Trace questions together and one by one; how many there are."""
    assert checked.model is not None
    model, typer = checked.model, checked.typer()
    typed = Questions(typer, model)
    read: list[tuple[str, Expr]] = []
    for question in dict.fromkeys(questions):
        found = typed.typed(question)
        if not isinstance(found, tuple):
            read.append((question, found))
    quiet = Quick(model)
    together = trace_many(model, read, quiet)
    here, elsewhere = (
        [read[0::2], read[1::2]],
        [frozenset(q for q, _ in read[1::2]), frozenset(q for q, _ in read[0::2])],
    )
    parts = [trace_many(model, asked, quiet, others) for asked, others in zip(here, elsewhere, strict=True)]
    unfolded = Unfolded()
    for at, (question, node) in enumerate(read):
        alone = trace_expression(model, node, question).steps
        root = len(alone) - 1
        many = together.steps, together.roots[question]
        if alone[root].operation == "sama" and alone[root].inputs and many[0][many[1]].label == alone[root].label:
            before = alone[root].inputs[-1]
            if alone[before].label == alone[root].label and alone[root].kind == "rujukan" and root > before + 1:
                root = before  # the question names a figure that was made before others of its own trace
        assert unfolded.number(alone, root) == unfolded.number(*many), question
        part, others = parts[at % 2], elsewhere[at % 2]
        answer = part.roots[question]
        if part.steps[answer].label in others:  # asked in other words: the figure is another question's
            assert part.steps[answer].value == alone[root].value, question
        else:
            assert unfolded.number(alone, root, others) == unfolded.number(part.steps, answer, others), question
    return len(read)


def asked(checked: CheckResult, year: int) -> list[str]:
    """All that the page of a report asks, and figures that it does not ask."""
    assert checked.model is not None
    model = checked.model
    more = [f"{name}({i.id}; {year})" for i in model.placed() for name in ("hitungan", "capaian_bebas", "kategori")]
    more += [
        f"capaian({i.id}; {year}; {against})" for i in model.placed() for against in ("awal", "akhir", *model.dokumen)
    ]
    nodes = [f"{name}({node}; {year})" for node in model.walk() for name in ("kategori", "nilai_efisiensi")]
    return [*page_questions(model, Period(year)).all(), *more, *nodes]


@settings(max_examples=40)
@given(plan=plans())
def test_many_figures_of_drawn_plans_come_about_as_each_alone(plan: d.Plan) -> None:
    with written(render(plan), plan.root) as folder:
        checked = api.check(folder)
    writer = Renderer(plan)
    own = [writer.formula(question, plan.root) for question in plan.questions]
    assert compare(checked, [*own, *asked(checked, plan.awal + 1)]) > 0


@pytest.mark.parametrize("year", [2021, 2022])
def test_many_figures_of_the_example_come_about_as_each_alone(year: int) -> None:
    checked = api.check(EXAMPLE)
    assert compare(checked, asked(checked, year)) > 100

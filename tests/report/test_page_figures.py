"""The page of a report says of each figure what the trace of that figure alone says."""

import json
from typing import Any

import pytest

from kinerja_rules import api
from kinerja_rules.analysis.build import CheckResult
from kinerja_rules.engine.trace_many import Derivations
from kinerja_rules.model.derivation import Derivation
from kinerja_rules.model.kinerja import Model
from kinerja_rules.report.site.figures import Figures, Texts
from kinerja_rules.report.whole import render
from tests.report.page_reader import Page

CLASSIFIED = "cdg"
"""What is said of a figure that was asked for itself too: its category, and what that rests on."""


@pytest.fixture(scope="module", params=[("pasuruan", 2022), ("rich", 2025)], ids=["pasuruan", "rich"])
def case(request: pytest.FixtureRequest) -> tuple[CheckResult, Page]:
    name, year = request.param
    checked: CheckResult = request.getfixturevalue(name)
    assert checked.model is not None
    return checked, Page.written(render(api.report(checked, checked.model, year), "html").decode())


def test_no_figure_unfolds_to_itself(case: tuple[CheckResult, Page]) -> None:
    _, page = case
    done: set[int] = set()

    def open_all(number: int, above: tuple[int, ...]) -> None:
        assert number not in above, page.told(number)["n"]
        if number not in done:
            for member in page.members(number):
                open_all(member, (*above, number))
        done.add(number)

    for root in page.questions().values():
        open_all(root, ())
    assert len(done) > len(page.questions()) / 2


def test_each_figure_is_told_as_if_alone(case: tuple[CheckResult, Page]) -> None:
    checked, page = case
    assert checked.model is not None
    kept: dict[int, Any] = {}
    for question, root in page.questions().items():
        derivation = api.trace(checked, question)
        assert isinstance(derivation, Derivation), question
        alone, at = _alone(derivation, checked.model)
        assert page.told(root) == alone.told(at), question
        assert _unfolded(page, root, kept) == _unfolded(alone, at, {}), question


def _alone(derivation: Derivation, model: Model) -> tuple[Page, int]:
    """A page of one figure, and its number."""
    root = derivation.root
    if root.operation == "sama" and len(root.inputs) == 1 and derivation.steps[root.inputs[0]].label == root.label:
        root = derivation.steps[root.inputs[0]]  # asked for by the name of a figure that had its step before
    texts = Texts()
    figures = Figures(Derivations(derivation.steps, {derivation.question: root.id}), texts, model)
    number = figures.number(root)
    told = [json.loads(figure) for figure in figures.told()]
    return Page({"teks": texts.known, "catatan": figures.notes, "skala": figures.scales}, told), number


def _unfolded(page: Page, number: int, kept: dict[int, Any]) -> Any:
    """A figure and all that it unfolds to."""
    if number not in kept:
        said = {key: value for key, value in page.told(number).items() if key not in CLASSIFIED}
        said["m"] = [_unfolded(page, at, kept) for at in page.members(number)]
        kept[number] = said
    return kept[number]

"""Formulas as chains of functions compute every figure that the tree of the formula does, the same ones, in circles too."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given, settings

from kinerja_rules import api
from kinerja_rules.engine.evaluate import evaluate_model
from kinerja_rules.engine.quick import Quick
from kinerja_rules.engine.scalar import Interpreter
from kinerja_rules.model.periods import Period
from tests import drawn as d
from tests.render import render
from tests.strategies import plans
from tests.test_invariants import SEEN_BY_EVALUATION, circular
from tests.workbench import Packages, rules_read_once, written


@pytest.fixture(scope="module", autouse=True)
def _rules() -> Iterator[None]:
    with rules_read_once():
        yield


def both_ways(packages: Packages, root: str, years: range) -> int:
    """Compare all figures of a plan, those asked by the way among them; how many there are."""
    with written(packages, root) as folder:
        model = api.check(folder).model
    assert model is not None
    walked, quick = Interpreter(model), Quick(model)
    for year in years:
        assert evaluate_model(model, Period(year), by=quick) == evaluate_model(model, Period(year), by=walked)
    assert quick._figures == walked._figures
    return len(walked._figures)


@settings(max_examples=60)
@given(plans())
def test_both_ways_compute_the_same_figures(plan: d.Plan) -> None:
    assert both_ways(render(plan), plan.root, range(plan.awal - 1, plan.akhir + 1)) > 0


BESIDE_WHAT_IS_ABSENT = {
    "a sum": ("orang", "d(tahun - 9) + b(tahun + 1)", "a(tahun - 1)"),
    "a comparison": (
        "orang",
        "jika d(tahun - 9) < b(tahun + 1) maka 1 orang selain itu 2 orang",
        "a(tahun - 1)",
    ),
    "a list": ("orang", "tertinggi(d(tahun - 9); b(tahun + 1); d)", "a(tahun - 1)"),
    "a condition": (
        "orang",
        "jika d > 0 orang atau b(tahun + 1) > d maka 1 orang selain itu 2 orang",
        "a(tahun - 1)",
    ),
    "a condition of all years": (
        "orang",
        "jika semua(b(t) > 100 orang untuk tahun t di tahun - 1 s.d. tahun + 1) maka 1 orang selain itu 2 orang",
        "a(tahun - 1)",
    ),
}


@pytest.mark.parametrize("formulas", [*SEEN_BY_EVALUATION.values(), *BESIDE_WHAT_IS_ABSENT.values()])
def test_a_circle_is_seen_whatever_stands_beside_it(formulas: tuple[str, str, str]) -> None:
    assert both_ways({"rencana": {"paket.kinerja": circular(*formulas)}}, "rencana", range(2021, 2024)) > 10

"""Rules, formulas and tables as chains of functions answer as the interpreter does, on the plans and rules that ship."""

from pathlib import Path

import pytest
from attrs import evolve

from kinerja_rules import api
from kinerja_rules.analysis.build import check
from kinerja_rules.analysis.questions import Questions
from kinerja_rules.engine.compiled import Compiler
from kinerja_rules.engine.evaluate import evaluate_model
from kinerja_rules.engine.expressions import Env
from kinerja_rules.engine.quick import Quick
from kinerja_rules.engine.scalar import Interpreter
from kinerja_rules.engine.trace_labels import figure_label
from kinerja_rules.model.kinerja import Model
from kinerja_rules.model.periods import Period
from kinerja_rules.model.values import Entity
from kinerja_rules.project.loader import load
from kinerja_rules.project.packages import Use, shipped_packages
from kinerja_rules.report.grids import make_grids
from kinerja_rules.review.run import run

EXAMPLES = sorted(p.parent for p in Path(__file__).parents[2].glob("examples/*/paket.kinerja"))


def with_all_rules(plan: Path) -> Model:
    """A plan that uses every package that ships, whatever it uses itself."""
    sources = load(plan)
    root = sources.packages[sources.root]
    packages = dict(sources.packages)
    for name in shipped_packages():
        for ident, package in load(Path(__file__).parents[2] / "rules" / name).packages.items():
            packages.setdefault(ident, package)
    used = {u.paket for u in root.uses}
    uses = (*root.uses, *(Use(name, None, None) for name in shipped_packages() if name not in used and "reviu" in name))
    packages[root.id] = evolve(root, uses=uses)
    checked = check(evolve(sources, packages=packages))
    assert checked.model is not None
    return checked.model


@pytest.mark.parametrize("plan", EXAMPLES, ids=lambda p: p.name)
def test_both_ways_find_the_same(plan: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    model = with_all_rules(plan)
    assert len(model.periksa) > 20
    quick = run(model)
    monkeypatch.setattr(Compiler, "compile", Compiler._interpreted)
    slow = run(model)
    assert quick.findings == slow.findings
    assert quick.runs == slow.runs


@pytest.mark.parametrize("plan", EXAMPLES, ids=lambda p: p.name)
def test_both_ways_compute_the_same(plan: Path) -> None:
    checked = api.check(plan)
    model = checked.model
    assert model is not None
    questions = Questions(checked.typer(), model)
    for year in api.years(model):
        period = Period(year)
        walked, quick = Interpreter(model), Quick(model)
        assert evaluate_model(model, period, by=quick) == evaluate_model(model, period, by=walked)
        assert quick._figures == walked._figures
        one, other = make_grids(model, period, quick), make_grids(model, period, walked)
        assert one == other
        assert [grid.formulas() for grid in one] == [grid.formulas() for grid in other]
        for key in walked._figures.keys() - quick._figures.keys():  # a count stops at the member that decides
            asked = questions.typed(figure_label(key))
            assert not isinstance(asked, tuple)
            quick.answer(asked, Env())
        assert quick._figures == walked._figures
        for document in model.dokumen:
            one, other = (make(model).by_document(document) for make in (Quick, Interpreter))
            assert all(
                one.capaian(Entity("indikator", i.id), period) == other.capaian(Entity("indikator", i.id), period)
                for i in model.placed()
            )


def test_a_review_depends_on_nothing_but_the_plan() -> None:
    model = with_all_rules(EXAMPLES[0])
    assert run(model) == run(model)
    turned = evolve(model, periksa=tuple(reversed(model.periksa)))
    assert run(turned).findings == run(model).findings
    assert api.review_outcome(api.check(EXAMPLES[0])).findings == api.review(api.check(EXAMPLES[0]))

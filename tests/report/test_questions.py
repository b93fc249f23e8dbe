"""Questions of one form are typed alike, whether the form is read once or each question on its own."""

import pytest

from kinerja_rules import api
from kinerja_rules.analysis.build import CheckResult
from kinerja_rules.analysis.questions import Questions, read_question
from kinerja_rules.base.diagnostics import Diagnostic
from kinerja_rules.model import expression as typed
from kinerja_rules.model.expression import Expr
from kinerja_rules.model.figures import names_figure
from kinerja_rules.model.periods import Period
from kinerja_rules.report.site.questions import cell_questions, page_questions


def _places(node: Expr) -> list[tuple[int, int, str]]:
    """Where an expression and all its parts stand."""
    below = [place for child in typed.children(node) for place in _places(child)]
    return [(node.span.start, node.span.end, node.span.text), *below]


def _told(read: Expr | tuple[Diagnostic, ...]) -> list[object]:
    assert isinstance(read, tuple)
    return [(d.code, d.message, d.help, d.primary and d.primary.place) for d in read]


def test_all_questions_of_a_page_are_typed_as_if_alone(pasuruan: CheckResult) -> None:
    model = pasuruan.model
    assert model is not None
    first = page_questions(model, Period(2022)).all()
    asked = (*first, *cell_questions(api.tables(model, 2022), first))
    questions, typer = Questions(pasuruan.typer(), model), pasuruan.typer()
    for question in asked:
        alone, among = read_question(typer, question), questions.typed(question)
        assert among == alone, question
        assert not isinstance(alone, tuple)
        assert not isinstance(among, tuple)
        if not names_figure(among):
            assert _places(among) == _places(alone), question
    assert len(asked) - len(questions._forms) > 100


@pytest.mark.parametrize(
    "question",
    [
        "capaian(TIDAK_ADA; 2022)",
        "pagu(TKK; 2022)",
        "capaian(TKK; tidak_ada)",
        "capaian(TKK)",
        "hitungan(P1; 2022)",
        "realisasi(S1; 2022)",
        "target(TKK; 2022; tidak_ada)",
    ],
)
def test_what_is_wrong_with_a_question_is_told_after_a_right_one_too(pasuruan: CheckResult, question: str) -> None:
    model = pasuruan.model
    assert model is not None
    questions = Questions(pasuruan.typer(), model)
    for right in ("capaian(TPAK; 2022)", "pagu(P2; 2022)", "hitungan(TKK; 2022)", "target(TPAK; 2022; pk_2022)"):
        questions.typed(right)
    assert _told(questions.typed(question)) == _told(read_question(pasuruan.typer(), question))

"""On the page of a report a total beneath a table unfolds to what it totals, as any other figure does."""

import pytest

from kinerja_rules import api
from kinerja_rules.analysis.build import CheckResult
from kinerja_rules.report.whole import render
from tests.report.page_reader import Page
from tests.shown_reports import EXAMPLES, ROOT


@pytest.fixture(scope="module", params=["dinaker_pasuruan_2022", "dinkes_contoh"])
def case(request: pytest.FixtureRequest) -> tuple[CheckResult, int, Page]:
    name, year = request.param, EXAMPLES[request.param]
    checked = api.check(ROOT / "examples" / name)
    assert checked.model is not None
    return checked, year, Page.written(render(api.report(checked, checked.model, year), "html").decode())


def test_a_total_unfolds_to_what_it_totals(case: tuple[CheckResult, int, Page]) -> None:
    checked, year, page = case
    assert checked.model is not None
    numbers = page.questions()
    tables = api.tables(checked.model, year)
    asked = [(g.number, cell) for g in tables for row in g.totals for cell in row if cell.question is not None]
    assert {number for number, _ in asked} >= {"2.5", "3.9", "4.1"}
    for number, cell in asked:
        root = numbers[cell.question or ""]
        assert page.members(root) or cell.absent, (number, cell.question)


def test_a_total_of_counts_unfolds_to_those_of_the_rows(case: tuple[CheckResult, int, Page]) -> None:
    checked, year, page = case
    assert checked.model is not None
    numbers = page.questions()
    (table,) = (g for g in api.tables(checked.model, year) if g.number == "4.1")
    rows = [row for row in table.rows if len(row) > 1]
    [totals] = table.totals
    counted = [at for at, column in enumerate(table.columns) if column.heading in ("Jumlah Indikator Sasaran", "Jml")]
    assert len(counted) > 3
    for at in counted:
        root = numbers[totals[at].question or ""]
        told = [page.told(member) for member in page.members(root)]
        # each is called as the question of its row, which has a page of its own
        assert [(t["n"], t["v"]) for t in told] == [(row[at].question, row[at].text) for row in rows]
        assert all(t["n"] in numbers for t in told)

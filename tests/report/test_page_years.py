"""Targets of coming years lead to their own figures, as those of past years do, where a plan is not too large for it."""

import pytest

from kinerja_rules import api
from kinerja_rules.analysis.build import CheckResult
from kinerja_rules.report.site import questions
from kinerja_rules.report.whole import render
from tests.report.page_reader import Page


def page_of(checked: CheckResult) -> Page:
    assert checked.model is not None
    return Page.written(render(api.report(checked, checked.model, 2022), "html").decode())


def test_targets_of_coming_years_lead_to_their_figures(pasuruan: CheckResult) -> None:
    page = page_of(pasuruan)
    coming = {ident: known["o"] for ident, known in page.known["indikator"].items()}
    assert [year for year, *_ in coming["TKK"]] == ["2023", "2024", "2025", "2026"]
    for ident, years in coming.items():
        for year, shown, _, at in years:
            assert page.known["tanya"][at] == f"target({ident}; {year})"
            told = page.told(page.known["akar"][at])
            assert told["v"] == shown
            assert told["t"].startswith("renstra.kinerja:"), (ident, year)


def test_figures_of_other_years_are_left_out_of_a_large_page(
    pasuruan: CheckResult, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(questions, "MANY", 3)
    page = page_of(pasuruan)
    assert {row[-1] for known in page.known["indikator"].values() for row in known["o"]} == {-1}
    assert not [q for q in page.known["tanya"] if q == "target(TKK; 2024)"]

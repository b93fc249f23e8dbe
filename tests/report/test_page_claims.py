"""What was found about a figure stands on its page, by whatever question it is asked for."""

from typing import Any

import pytest

from kinerja_rules import api
from kinerja_rules.analysis.build import CheckResult
from kinerja_rules.analysis.questions import read_question
from kinerja_rules.audit.same_figures import SameFigures
from kinerja_rules.engine.scalar import Interpreter
from kinerja_rules.report.whole import render
from tests.report.page_reader import Page


@pytest.fixture(scope="module")
def page(pasuruan: CheckResult) -> Page:
    assert pasuruan.model is not None
    return Page.written(render(api.report(pasuruan, pasuruan.model, 2022, page=True), "html").decode())


def told(page: Page, question: str, which: int = 10) -> set[tuple[str, str]]:
    """Where the claims of a question's page are printed, and what is printed; those that compute with it by `which` 11."""
    at = page.known["tanya"].index(question)
    return {(claim[1], claim[2]) for claim in page.known["audit"] if at in claim[which]}


def test_a_target_is_the_same_by_whatever_it_is_asked(page: Page) -> None:
    assert told(page, "target(TKK; 2022; akhir)") == {
        ("Tabel 3.4, TKK, target_akhir_renstra", "93,80 %"),
        ("3.1.4", "93,80 %"),
    }
    asked = {claim[9] for claim in page.known["audit"] if claim[2] == "93,80 %" and claim[1] == "3.1.4"}
    assert asked == {"target(TKK; 2026; akhir)"}, "the report asks for it otherwise"


def test_a_measure_is_what_its_formula_is_made_of(page: Page) -> None:
    assert told(page, "serapan_instansi(2022)") == {("1.2.2", "96 %"), ("3.2", "96,69%")}
    assert {("1.2.2", "96 %"), ("3.2", "96,69%")} <= told(page, "anggaran_instansi(2022)", 11)
    assert ("1.2.2", "96 %") not in told(page, "anggaran_instansi(2022)"), "it is no print of the budget itself"


def test_what_a_formula_gives_is_told_of_the_realisasi(page: Page) -> None:
    assert ("Ikhtisar Eksekutif", "93,76 %") in told(page, "realisasi(TKK; 2021)", 11)
    assert ("Tabel 3.4, TKK, realisasi", "93,821 %") in told(page, "realisasi(TKK; 2022)")


def test_each_claim_leads_to_a_page_that_tells_of_it(page: Page) -> None:
    for claim in page.known["audit"]:
        assert claim[7] < 0 or claim[7] in claim[10], claim
        assert not set(claim[10]) & set(claim[11])


def test_a_finding_stands_at_the_statement_that_it_is_about(page: Page) -> None:
    [finding] = [f for f in page.known["temuan"] if f[1] == "KR503"]
    number = page.questions()["realisasi(TKK; 2021)"]
    assert page.told(number)["t"] == page.text(finding[3])


def keys(checked: CheckResult, *questions: str) -> list[str]:
    assert checked.model is not None
    figures = SameFigures(Interpreter(checked.model))
    found: list[Any] = [read_question(checked.typer(), question) for question in questions]
    return [figures.key(node) for node in found]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("target(TKK; 2022; akhir)", "target(TKK; 2026; akhir)"),
        ("target(TKK; 2022; akhir)", "target_akhir(TKK)"),
        ("target(TKK; 2022; 2023)", "target(TKK; 2023)"),
        ("target(TKK; 2022)", "target(TKK; 2022; pk_2022)"),
        ("capaian(TKK; 2022)", "capaian(TKK; 2022; pk_2022)"),
        ("realisasi(TPAK; 2022)", "realisasi(TPAK; 2022) dalam %"),
        ("kemajuan(TKK; 2022)", "sakip_umum.kemajuan(TKK; 2022)"),
    ],
)
def test_same_figures(pasuruan: CheckResult, one: str, other: str) -> None:
    first, second = keys(pasuruan, one, other)
    assert first == second


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("target(TKK; 2022)", "target(TKK; 2022; renstra)"),
        ("target(TKK; 2022)", "target(TKK; 2023)"),
        ("target(TKK; 2022)", "target(PPHI; 2022)"),
        ("realisasi(TKK; 2021)", "hitungan(TKK; 2021)"),
        ("capaian(TKK; 2022)", "capaian(S1; 2022)"),
        ("capaian(TKK; 2022)", "kategori(TKK; 2022)"),
        ("pagu(P1; 2022)", "realisasi_anggaran(P1; 2022)"),
        ("capaian(TKK; 2022)", "capaian(TKK; 2022; nasional)"),
        ("nama(TKK)", "nama(PPHI)"),
    ],
)
def test_other_figures(pasuruan: CheckResult, one: str, other: str) -> None:
    first, second = keys(pasuruan, one, other)
    assert first != second

"""What was found about a figure, on its page; and finding one's way back to where one came from."""

from pathlib import Path
from typing import Any
from urllib.parse import quote

from tests.browser.measures import WALK
from tests.browser.report_page import page_of
from tests.browser.visit import Visit

EXAMPLE = "dinaker_pasuruan_2022"


def tells_what_was_found(browser: Any, folder: Path, _: Path | None) -> None:
    """a figure's page tells the findings about it and what the published report prints of it, however it is asked for"""
    visit = Visit(browser, page_of(folder, EXAMPLE))

    def said(question: str) -> str:
        visit.page.evaluate(WALK, [f"#/a/{quote(question)}"])
        return " ".join(visit.page.locator("main").inner_text().split())

    assert "Tercetak 93,80 %, dihitung 94,49 %" in said("target(TKK; 2022; akhir)")
    assert "KR503" in said("realisasi(TKK; 2021)")
    assert "KR503" not in said("realisasi(TKK; 2022)"), "it is about another year"
    assert "Tercetak 96 %, dihitung 96,7 %" in said("serapan_instansi(2022)")
    budget = said("anggaran_instansi(2022)")
    own, computed = budget.split("Hitungan dengan angka ini di laporan yang terbit")
    assert "Tercetak 96 %" in computed
    assert "Tercetak 96 %" not in own
    visit.close()


CHECKS = (tells_what_was_found,)

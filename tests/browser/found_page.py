"""What was found about a figure, on its page; and finding one's way back to where one came from."""

from pathlib import Path
from typing import Any
from urllib.parse import quote

from tests.browser.measures import WALK
from tests.browser.report_page import page_of, page_of_plan
from tests.browser.visit import Visit

EXAMPLE = "dinaker_pasuruan_2022"


def tells_what_was_found(browser: Any, folder: Path, _: Path | None) -> None:
    """a figure's page tells the findings about it and what the published report prints of it, however it is asked for"""
    visit = Visit(browser, page_of(folder, EXAMPLE))

    def said(question: str) -> str:
        visit.page.evaluate(WALK, [f"#/a/{quote(question)}"])
        return " ".join(visit.page.locator("main").inner_text().split())

    end = said("target(TKK; 2022; akhir)")
    assert end.startswith("Target akhir Renstra Tingkat Kesempatan Kerja "), "it is of no year"
    assert "Tercetak 93,80 %, dihitung 94,49 %" in end
    assert "KR503" in said("realisasi(TKK; 2021)")
    assert "KR503" not in said("realisasi(TKK; 2022)"), "it is about another year"
    assert "Tercetak 96 %, dihitung 96,7 %" in said("serapan_instansi(2022)")
    budget = said("anggaran_instansi(2022)")
    own, computed = budget.split("Hitungan dengan angka ini di laporan yang terbit")
    assert "Tercetak 96 %" in computed
    assert "Tercetak 96 %" not in own
    visit.close()


def leads_back(browser: Any, folder: Path, _: Path | None) -> None:
    """Back returns to the place and the link one came from; Escape in the search's results returns to its words"""
    visit = Visit(browser, page_of(folder, EXAMPLE), width=390, height=700, route="#/indikator")
    link = visit.page.locator("main tbody a").nth(40)
    link.scroll_into_view_if_needed()
    href, top = link.get_attribute("href"), visit.page.evaluate("scrollY")
    assert top > 500
    link.click()
    visit.page.wait_for_function("scrollY === 0")
    visit.page.go_back()
    visit.page.wait_for_function("scrollY > 500")
    assert visit.page.evaluate("scrollY") == top
    assert visit.page.evaluate("document.activeElement.getAttribute('href')") == href
    visit.page.keyboard.press("/")
    visit.page.keyboard.type("kerja")
    visit.page.keyboard.press("Tab")
    if visit.page.evaluate("document.activeElement.id") != "kata":
        visit.page.locator("#hasil a").first.focus()
    visit.page.keyboard.press("Escape")
    assert visit.page.evaluate("document.activeElement.id") == "kata"
    visit.close()


def arrows_reach_indicators(browser: Any, folder: Path, _: Path | None) -> None:
    """the arrows go through the cascade to indicators too"""
    visit = Visit(browser, page_of(folder, EXAMPLE), route="#/jenjang")
    visit.page.locator(".tree summary").first.focus()
    met = set()
    for _step in range(6):
        visit.page.keyboard.press("ArrowDown")
        met.add(
            visit.page.evaluate("document.activeElement.tagName + (document.activeElement.getAttribute('href') || '')")
        )
    assert any(where.startswith("A#/i/") for where in met), met
    assert "SUMMARY" in met
    visit.close()


RANGES = """
paket badan "Badan" { versi "1.0"  pakai sakip_umum, permendagri_86_2017 }
renstra 2021 s.d. 2026 { skala peringkat_kinerja }
sasaran S1 "Sasaran" { indikator a "Pemakaian" { satuan %  arah rentang } }
target {
      2024              2025
  a   60 % s.d. 80 %    60 % s.d. 80 %
}
realisasi {
      2024    2025
  a   70 %    75 %
}
"""


def names_what_is_drawn(browser: Any, folder: Path, _: Path | None) -> None:
    """the legend of a chart of ranges speaks of the boxes that it draws"""
    visit = Visit(browser, page_of_plan(folder / "rentang", RANGES, 2025), route="#/i/a")
    assert visit.page.locator("figure rect.aim").count() == 2
    legend = visit.page.locator("figcaption").inner_text()
    assert "Kotak: rentang target" in legend
    assert "Garis melintang" not in legend
    visit.close()


CHECKS = (tells_what_was_found, leads_back, arrows_reach_indicators, names_what_is_drawn)

"""What a reader sees first of a report: how the year went, what things are called, charts that can be read."""

from fractions import Fraction
from pathlib import Path
from random import Random
from typing import Any
from urllib.parse import quote

from tests.browser.measures import CROSSED, UNFOLD, WALK
from tests.browser.report_page import data_of, page_of, page_of_plan
from tests.browser.visit import Visit
from tests.shown_reports import EXAMPLES

AGREED = """
paket badan "Badan Perencanaan" { versi "1.0"  pakai sakip_umum, permendagri_86_2017 }
renstra 2021 s.d. 2026 { skala peringkat_kinerja }
misi M1 "Misi satu" { tujuan T1 "Meningkatnya satu" { sasaran S1 "Meningkatnya hal satu" {
  indikator turun_baik "Angka sakit" { satuan %  arah turun  iku }
  indikator naik_baik "Angka sehat" { satuan %  arah naik  iku }
  indikator tetap_saja "Angka tetap" { satuan %  arah naik  iku }
  indikator lain_nilai "Indeks mutu" { satuan indeks  arah naik  iku  ubah_skala 2025 kali 25 }
  indikator belum_ada "Angka belum ada" { satuan %  arah naik  iku }
  indikator kurang "Angka kurang" { satuan %  arah naik }
} } }
misi M2 "Misi dua" { }
target {
               2025   2026
  turun_baik   5 %    4 %
  naik_baik    50 %   60 %
  tetap_saja   80 %   80 %
  lain_nilai   75     80
  belum_ada    50 %   50 %
  kurang       50 %   50 %
}
realisasi {
               2024   2025
  turun_baik   3 %    4 %
  naik_baik    55 %   60 %
  tetap_saja   80 %   80 %
  lain_nilai   3,2    79
  kurang       10 %   20 %
}
dokumen pk_2025 "Perjanjian Kinerja 2025" jenis perjanjian_kinerja {
  nama naik_baik "Persentase warga yang sehat"
  nama S1 "Hal satu yang meningkat"
  target {
                 2025
    naik_baik    50 %
  }
}
"""


def calls_things_as_its_tables_do(browser: Any, folder: Path, _: Path | None) -> None:
    """every page calls a thing by the name that holds in its year, and tells and finds the plan's name where that differs"""
    page_file = page_of_plan(folder / "sepakat", AGREED, 2025)
    renamed = {"i/naik_baik": ("Persentase warga yang sehat", "Angka sehat"), "s/S1": ("Hal satu yang meningkat", "Meningkatnya hal satu")}  # fmt: skip
    visit = Visit(browser, page_file)
    page = visit.page
    measure, node = (holds for holds, _ in renamed.values())
    for route, named in (
        ("#/", [measure]),
        ("#/jenjang", [measure, node]),
        ("#/indikator", [measure]),
        ("#/a/" + quote("capaian(naik_baik; 2025)"), [measure]),
        ("#/s/T1", [node]),
        ("#/i/kurang", [measure, node]),
    ):
        page.evaluate(WALK, [route])
        page.evaluate(UNFOLD)
        said = page.locator("main").inner_text()
        assert not any(planned in said for _, planned in renamed.values()), route
        assert all(holds in said for holds in named), route
    for route, (holds, planned) in renamed.items():
        page.evaluate(WALK, [f"#/{route}"])
        assert page.locator("h1").inner_text() == holds
        assert f"Nama menurut Perjanjian Kinerja 2025; dalam Renstra: {planned}." in page.locator("main").inner_text()
        if route.startswith("i/"):
            assert holds in page.locator("figure svg").get_attribute("aria-label")
        for words in (holds, planned):
            page.locator("#kata").fill(words)
            found = page.locator("#hasil a")
            assert found.count() == 1, words
            assert found.get_attribute("href") == f"#/{route}"
            assert found.inner_text().startswith(holds)
            assert planned in found.inner_text()
        page.keyboard.press("Escape")
    page.evaluate(WALK, ["#/jenjang"])
    assert "Misi dua (tidak ada tujuan di bawahnya)" in page.locator(".tree > li").nth(1).inner_text()
    page.evaluate(WALK, ["#/i/kurang"])
    assert "Nama menurut" not in page.locator("main").inner_text(), "one name is told once"
    visit.close()


def tells_how_the_year_went(browser: Any, folder: Path, _: Path | None) -> None:
    """the first lines count of what can be assessed, name what cannot and what became worse than the year before"""
    visit = Visit(browser, page_of_plan(folder / "sepakat", AGREED, 2025))
    page = visit.page
    assert page.locator(".lead").inner_text() == (
        "Semua 4 indikator kinerja utama yang dapat dinilai mencapai target. Memburuk dari tahun 2024:"
        " Angka sakit (3 % menjadi 4 %); Indeks mutu (80 menjadi 79). Belum dapat dinilai: Angka belum ada."
    )
    card = page.locator(".card").first
    assert card.locator("b").inner_text() == "4 dari 5"
    for words in ("indikator yang dapat dinilai mencapai target", "1 belum mencapai", "1 belum dapat dinilai", "dari 6 indikator seluruhnya"):  # fmt: skip
        assert words in card.inner_text()
    rows = page.locator("[aria-label='Indikator kinerja utama'] tbody tr")
    trends = ["memburuk", "membaik", "tetap", "memburuk", ""]
    assert [" ".join(row.locator(".trend").all_inner_texts()) for row in rows.all()] == trends
    fallen = page.locator("h3:text-is('Mencapai target, tetapi memburuk dari tahun 2024') + ul a")
    assert fallen.all_inner_texts() == ["Angka sakit", "Indeks mutu"]
    for ident, words in (("turun_baik", "Memburuk dari tahun 2024 (3 %)."), ("naik_baik", "Membaik dari tahun 2024 (55 %)."), ("tetap_saja", "Sama dengan tahun 2024."), ("lain_nilai", "Memburuk dari tahun 2024 (80).")):  # fmt: skip
        page.evaluate(WALK, [f"#/i/{ident}"])
        assert words in page.locator(".lead").inner_text()
    visit.close()
    visit = Visit(browser, page_of(folder, "dinaker_pasuruan_2022"))
    assert "Memburuk dari tahun 2021: Tingkat Partisipasi Angkatan Kerja (71,66 % menjadi 68,05 %)" in visit.page.locator(".lead").inner_text()  # fmt: skip
    assert visit.page.locator(".card b").first.inner_text() == "12 dari 14"
    visit.close()


def charts_can_be_read(browser: Any, folder: Path, _: Path | None) -> None:
    """nothing is drawn through a figure on a chart, whatever the values are"""
    dice, years = Random(7), range(2019, 2027)
    kinds = [lambda: Fraction(dice.randint(1, 9999), 100), lambda: 80 + Fraction(dice.randint(-9, 9), 10), lambda: Fraction(dice.choice((0, 100))), lambda: Fraction(dice.randint(0, 10**9))]  # fmt: skip
    names = [f"i{n}" for n in range(60)]

    def told(value: Fraction) -> str:
        return f"{float(value):.2f}".replace(".", ",") if value < 1000 else f"{int(value):,}".replace(",", ".")

    def rows(*of: int, ranges: bool = False) -> str:
        out = ["".join(f"  {year}" for year in of)]
        for at, name in enumerate(names):
            values = [kinds[at % len(kinds)]() for _ in of]
            cells = [f"{told(v)} s.d. {told(v + 5)}" if ranges and at % 5 == 0 else told(v) for v in values]
            out.append(f"  {name}  " + "  ".join(cells))
        return "\n".join(out)

    measures = "\n".join(f'indikator {n} "Indeks {n}" {{ satuan indeks  arah {"rentang" if at % 5 == 0 else "naik"} }}' for at, n in enumerate(names))  # fmt: skip
    plan = f"""
paket acak "Badan Acak" {{ versi "1.0"  pakai sakip_umum, permendagri_86_2017 }}
renstra 2019 s.d. 2026 {{ skala peringkat_kinerja }}
tujuan T1 "Meningkatnya satu" {{ sasaran S1 "Meningkatnya hal satu" {{
{measures}
}} }}
target {{
{rows(*years, ranges=True)}
}}
realisasi {{
{rows(*years[:6])}
}}
"""
    for page, idents in [(page_of_plan(folder / "acak", plan, 2024), names), *((page_of(folder, name), list(data_of(page_of(folder, name))["indikator"])) for name in EXAMPLES)]:  # fmt: skip
        visit = Visit(browser, page)
        seen = 0
        for ident in idents:
            visit.page.evaluate(WALK, [f"#/i/{quote(ident)}"])
            seen += visit.page.locator("figure svg").count()
            assert visit.page.evaluate(CROSSED) == [], (page.name, ident)
        assert seen > 2, page
        visit.close()


CHECKS = (calls_things_as_its_tables_do, tells_how_the_year_went, charts_can_be_read)

"""The report as a page, for every example: each figure opens and unfolds to its sources, on paper and on a phone too."""

import json
import re
import subprocess
import sys
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any
from unittest.mock import patch
from urllib.parse import quote

from kinerja_rules import api
from kinerja_rules.model.kinerja import Model
from kinerja_rules.report.site import parts
from kinerja_rules.report.text import clean
from kinerja_rules.report.whole import render
from tests.browser.measures import BRIGHTNESS, CONTRAST, FAINT, HEADINGS, NAMELESS, UNFOLD, WALK
from tests.browser.visit import Visit
from tests.hostile_plan import MARKS, write_plan
from tests.shown_reports import EXAMPLES, ROOT, SECONDS, report_file, report_json

KEY = {"dinaker_pasuruan_2022": "TKK", "dinkes_contoh": "AKI", "renstra_bersih": "IKLH"}
"""An indicator of each example that is looked at closely."""


def page_of(folder: Path, name: str) -> Path:
    """The page of an example, written once."""
    return report_file(folder, name, "html")


def data_of(page: Path) -> Any:
    """What the page was made from."""
    found = re.search(r'id="data">(.*?)</script>', page.read_text(encoding="utf-8"), re.DOTALL)
    assert found is not None
    return json.loads(found[1])


def name_of(page: Path, indikator: str) -> str:
    """What an indicator is called in its report."""
    named: str = data_of(page)["indikator"][indikator]["n"]
    return named


def routes_of(data: Any) -> list[str]:
    """Every page that the report has."""
    from urllib.parse import quote

    def each(kind: str, ids: Any) -> list[str]:
        return [f"#/{kind}/{quote(ident, safe='')}" for ident in ids]

    tables = [grid["id"] for _, grids in data["bab"] for grid in grids]
    return [
        *("#/", "#/jenjang", "#/indikator", *each("indikator", ("tercapai", "belum", "kosong")), "#/temuan", *(["#/tabel"] if tables else [])),
        *each("i", data["indikator"]), *each("s", data["simpul"]), *each("a", data["tanya"]), *each("tabel", tables),
    ]  # fmt: skip


@cache
def model_of(name: str) -> Model:
    """The plan of an example."""
    model = api.check(ROOT / "examples" / name).model
    assert model is not None
    return model


def every_page_opens(browser: Any, folder: Path, _: Path | None) -> None:
    """every figure, node, indicator and table of the examples opens from a link of its own"""
    for name in EXAMPLES:
        page = page_of(folder, name)
        routes = routes_of(data_of(page))
        visit = Visit(browser, page)
        for route, heading, length, _broad in visit.page.evaluate(WALK, routes):
            assert heading not in ("", "Tidak ditemukan"), (name, route)
            assert length > len(heading) + 5, (name, route, "says nothing")
        absent = visit.page.evaluate(WALK, ["#/i/tidak_ada", "#/a/%E0%A4%A", "#/constructor", "#/tabel/__proto__"])
        assert {heading for _, heading, _, _ in absent} == {"Tidak ditemukan"}
        assert len(routes) == len(set(routes))
        visit.close()
        direct = Visit(browser, page, route=f"#/i/{KEY[name]}")
        assert direct.page.locator("h1").inner_text() == name_of(page_of(folder, name), KEY[name])
        direct.close()


def figures_lead_to_their_sources(browser: Any, folder: Path, _: Path | None) -> None:
    """a figure unfolds in place to every place, citation and policy that its trace names"""
    for name, year in EXAMPLES.items():
        checked = api.check(ROOT / "examples" / name)
        visit = Visit(browser, page_of(folder, name))
        for ident in list(data_of(visit.file)["indikator"])[:12]:
            question = f"capaian({ident}; {year})"
            visit.page.evaluate(WALK, [f"#/a/{question}"])
            visit.page.evaluate(UNFOLD)
            said = " ".join(visit.page.locator("main").inner_text().split())
            derivation = api.trace(checked, question)
            for step in derivation.steps:
                if (
                    step.kind == "fakta"
                    and step.used
                    and step.span is not None
                    and step.span.source.path != "pertanyaan"
                ):
                    assert spoken(step.span.place) in said, (question, step.label, step.span.place)
                for citation in step.citations if step.used and step.id == derivation.root.id else ():
                    assert str(citation) in said, (question, str(citation))
                for detail in step.details if step.used else ():
                    if detail.kind in ("kebijakan", "jarak", "rumus"):
                        assert " ".join(detail.text.split()) in said, (question, detail.text)
        visit.close()


def totals_open_to_their_rows(browser: Any, folder: Path, _: Path | None) -> None:
    """a total of counts opens to the count of each row, called by its row, with the node and the indicators it counts among"""
    for name in ("dinaker_pasuruan_2022", "dinkes_contoh"):
        data = data_of(page_of(folder, name))
        [table] = [grid for _, grids in data["bab"] for grid in grids if grid["no"] == "4.1"]
        column = next(at for at, (heading, group, _) in enumerate(table["k"]) if heading == "Jml" and group)
        rows = [row for row in table["b"][:-1] if len(row) > 1]
        visit = Visit(browser, page_of(folder, name))
        visit.page.evaluate(WALK, [f"#/a/{quote(data['tanya'][table['b'][-1][column][1]])}"])
        lines = visit.page.locator(".how > .inputs > li > details > summary")
        assert lines.count() == len(rows), name
        for at, row in enumerate(rows):
            assert row[1] in lines.nth(at).inner_text()
            lines.nth(at).click()
            opened = visit.page.locator(".how > .inputs > li > details").nth(at)
            opened.locator("tbody tr").first.wait_for()
            assert opened.locator("a", has_text=row[1]).count() >= 2, (name, row[1])  # its node, and its own page
            assert opened.locator("tbody tr").count() == int(row[2][0]), (name, row[1])
        visit.close()


def spoken(place: str) -> str:
    """A place as the page tells it."""
    cell = re.fullmatch(r"(.*):(?:(.+)!)?([A-Z]+\d+)", place)
    if cell:
        return f"{cell[1]} lembar {cell[2]} sel {cell[3]}" if cell[2] else f"{cell[1]} sel {cell[3]}"
    file, line, column = place.rsplit(":", 2)
    return f"{file} baris {line} kolom {column}"


def works_by_click_and_keyboard(browser: Any, folder: Path, _: Path | None) -> None:
    """a figure is reached and unfolded by mouse and by keyboard alone, found by search, and left by going back"""
    for name in EXAMPLES:
        visit = Visit(browser, page_of(folder, name))
        page, wanted = visit.page, name_of(page_of(folder, name), KEY[name])
        page.locator("#nav a", has_text="Indikator").click()
        page.locator("h1", has_text="Semua indikator").wait_for()
        page.locator("main a", has_text=wanted).first.click()
        page.locator("h1", has_text=wanted).wait_for()
        inputs = page.locator("main details > summary")
        before = page.locator("main details[open]").count()
        inputs.first.click()
        assert page.locator("main details[open]").count() == before + 1
        page.go_back()
        assert page.locator("h1").inner_text() == "Semua indikator"
        page.locator("h1").focus()
        page.keyboard.press("Tab")
        for _press in range(120):
            if page.evaluate("document.activeElement.textContent") == wanted:
                break
            page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        page.locator("h1", has_text=wanted).wait_for()
        assert page.evaluate("document.activeElement.tagName") == "H1", "the heading is read out after a move"
        for _press in range(40):
            page.keyboard.press("Tab")
            if page.evaluate("document.activeElement.tagName") == "SUMMARY":
                break
        page.keyboard.press("Enter")
        page.locator("main details[open]:has(> summary:focus):has(> :nth-child(2))").wait_for()
        page.keyboard.press("Space")
        assert not page.evaluate("document.activeElement.parentElement.open")
        page.locator("h1").focus()
        page.keyboard.press("/")
        page.keyboard.type(KEY[name].lower())
        page.keyboard.press("Enter")
        assert page.locator("h1").inner_text() == wanted
        page.keyboard.press("Escape")
        assert not page.locator("#hasil").is_visible()
        visit.close()


def says_how_it_came_about(browser: Any, folder: Path, _: Path | None) -> None:
    """an indicator shows its figure and category large, the next category, its history with targets, and what is around it"""
    for name, year in EXAMPLES.items():
        data = data_of(page_of(folder, name))
        visit = Visit(browser, page_of(folder, name), route=f"#/i/{KEY[name]}")
        page, known = visit.page, data["indikator"][KEY[name]]
        big = page.locator(".big")
        assert big.locator("b").inner_text() == known["c"]
        assert known["g"][0] in big.inner_text()
        assert float(page.evaluate("parseFloat(getComputedStyle(document.querySelector('.big b')).fontSize)")) >= 35
        text = page.locator("main").inner_text()
        for words in (
            "Bagaimana capaian ini dihitung",
            "Kategori berikutnya",
            "Target dan realisasi",
            "Di sekitarnya",
            "Dasar",
            "Kebijakan",
        ):
            assert words in text, (name, words)
        drawn = page.locator("figure svg").get_attribute("aria-label")
        assert str(year) in drawn
        assert known["r"] in drawn
        for ahead, target, _mark, at in known["o"]:
            assert f"{ahead} target {target}" in drawn
            row = page.locator(
                "section:has(> h2:text-is('Target dan realisasi')) tr", has=page.locator(f"td:text-is('{ahead}')")
            )
            link = row.locator("a", has_text=target)
            assert link.get_attribute("href") == "#/a/" + quote(data["tanya"][at], safe="!'()*"), (name, ahead)
        assert (page.locator("h2", has_text="Temuan pemeriksaan").count() == 1) == any(
            f[6] == KEY[name] for f in data["temuan"]
        )
        assert (page.locator("h2", has_text="Di laporan yang terbit").count() == 1) == any(
            c[0] == KEY[name] for c in data["audit"]
        )
        visit.close()


def the_tree_opens(browser: Any, folder: Path, _: Path | None) -> None:
    """the cascade opens and closes by keyboard, tells a screen reader so, and its categories are told by words and steps"""
    for name in EXAMPLES:
        visit = Visit(browser, page_of(folder, name), route="#/jenjang")
        page = visit.page
        first = page.locator(".tree summary").first
        first.focus()
        session = page.context.new_cdp_session(page)

        def expanded(wanted: bool, session: Any = session) -> bool:
            nodes = session.send("Accessibility.getFullAXTree")["nodes"]
            focused = [
                n for n in nodes if any(p["name"] == "focused" and p["value"]["value"] for p in n.get("properties", ()))
            ]
            states = [p["value"]["value"] for n in focused for p in n["properties"] if p["name"] == "expanded"]
            return states == [wanted]

        assert expanded(True)
        page.keyboard.press("ArrowLeft")
        assert expanded(False)
        page.keyboard.press("Enter")
        assert expanded(True)
        page.keyboard.press("ArrowDown")
        assert page.evaluate("document.activeElement === document.querySelectorAll('.tree summary')[1]")
        page.keyboard.press("ArrowUp")
        page.get_by_role("button", name="Tutup semua").click()
        assert page.locator(".tree details[open]").count() == 0
        page.get_by_role("button", name="Buka semua").focus()
        page.keyboard.press("Enter")
        assert page.locator(".tree details:not([open])").count() == 0
        linked = set(page.evaluate("[...document.querySelectorAll('.tree a')].map((a) => decodeURIComponent(a.hash))"))
        data = data_of(visit.file)
        assert linked == {f"#/s/{i}" for i in data["simpul"]} | {f"#/i/{i}" for i in data["indikator"]}
        for grade in page.locator(".tree .grade").all()[:20]:
            assert grade.inner_text().strip("▰▱\n ") != "", "a category has a name beside its colour"
        visit.close()


def tables_show_the_figures_of_the_json(browser: Any, folder: Path, _: Path | None) -> None:
    """tables drawn by the page show what the JSON of the report says, cell by cell"""
    for name in EXAMPLES:
        visit = Visit(browser, page_of(folder, name))
        written = report_json(folder, name)
        for grid in written["tabel"]:
            visit.page.evaluate(WALK, [f"#/tabel/{grid['id']}"])
            drawn = visit.page.evaluate(
                "[...document.querySelectorAll('table.grid tbody tr')].map((tr) => [...tr.children].map((td) =>"
                " [...td.childNodes].filter((n) => n.nodeName !== 'SUP').map((n) => n.textContent).join('')))"
            )
            wanted = [
                [cell["tampil"] for cell in row if cell.get("baris_digabung", 1)]
                for row in (*grid["baris"], *grid["jumlah"])
            ]
            assert drawn == wanted, (name, grid["id"])
        indicators = {i["id"]: i for i in written["indikator"]}
        for ident, known in data_of(visit.file)["indikator"].items():
            for key, field in (("t", "target"), ("r", "realisasi"), ("c", "capaian")):
                shown, told = known[key], indicators[ident][field]
                if not isinstance(shown, list) and "tampil" in told:
                    assert shown == told["tampil"], (name, ident, field)
        visit.close()


def fits_everywhere(browser: Any, folder: Path, pictures: Path | None) -> None:
    """no page of the report scrolls sideways at 360, 820 or 1440 pixels"""
    for name in EXAMPLES:
        page = page_of(folder, name)
        data = data_of(page)
        for width, height in ((360, 740), (820, 1100), (1440, 900)):
            visit = Visit(browser, page, width, height)
            routes = [r for r in routes_of(data) if not r.startswith("#/a/")] + routes_of(data)[-400::20]
            for route, _heading, _length, broad in visit.page.evaluate(WALK, routes):
                assert broad <= width, (name, route, width, broad)
            for route in ("#/jenjang", f"#/i/{KEY[name]}"):
                visit.page.evaluate(WALK, [route])
                visit.page.evaluate(UNFOLD)
                assert visit.page.evaluate("document.documentElement.scrollWidth") <= width, (
                    name,
                    route,
                    width,
                    "unfolded",
                )
            visit.close()
        if pictures is not None:
            _pictures(browser, page, data, pictures / name)


def _pictures(browser: Any, page: Path, data: Any, folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    tables = [grid["id"] for _, grids in data["bab"] for grid in grids]
    shown = {"ringkasan": "", "indikator": f"i/{KEY[folder.name]}", "jenjang": "jenjang", "temuan": "temuan"}
    shown |= {f"tabel_{at}": f"tabel/{ident}" for at, ident in enumerate(tables)}
    for device, width, height, scheme in (
        ("layar", 1280, 900, "light"),
        ("gelap", 1280, 900, "dark"),
        ("ponsel", 360, 740, "light"),
    ):
        visit = Visit(browser, page, width, height)
        visit.page.emulate_media(color_scheme=scheme)
        for name, route in shown.items():
            visit.page.evaluate(WALK, [f"#/{route}"])
            visit.page.screenshot(path=str(folder / f"{device}_{name}.png"), full_page=True)
        visit.close()


def prints(browser: Any, folder: Path, pictures: Path | None) -> None:
    """on paper the controls are gone, all that unfolds is unfolded, and it is folded again afterwards"""
    for name in EXAMPLES:
        visit = Visit(browser, page_of(folder, name), 1000, 900, route=f"#/i/{KEY[name]}")
        page = visit.page
        page.emulate_media(media="print")
        for gone in ("#nav", "#cari"):
            assert not page.locator(gone).is_visible()
        before = page.locator("main details[open]").count()
        page.evaluate("dispatchEvent(new Event('beforeprint'))")
        assert page.locator("main details:not([open])").count() == 0
        assert page.locator("main details").count() > 0
        assert page.evaluate("document.documentElement.scrollWidth") <= 1000
        page.evaluate("dispatchEvent(new Event('afterprint'))")
        assert page.locator("main details[open]").count() == before
        target = (pictures or folder) / f"{name}.pdf"
        target.parent.mkdir(parents=True, exist_ok=True)
        page.pdf(path=str(target), prefer_css_page_size=True)
        assert target.read_bytes().startswith(b"%PDF")
        visit.close()


def fits_on_paper(browser: Any, folder: Path, _: Path | None) -> None:
    """no page is broader than an A4 sheet, wide tables lie across it, and headings of tables come again on every sheet"""
    for name in EXAMPLES:
        visit = Visit(browser, page_of(folder, name), 703, 1000)
        visit.page.emulate_media(media="print")
        data = data_of(visit.file)
        for route, _heading, _length, broad in visit.page.evaluate(
            WALK, [r for r in routes_of(data) if not r.startswith("#/a/")]
        ):
            assert broad <= 1035 if route.startswith("#/tabel/") else broad <= 703, (name, route, broad)
        for grid in [grid for _, grids in data["bab"] for grid in grids]:
            visit.page.evaluate(WALK, [f"#/tabel/{grid['id']}"])
            assert (
                visit.page.evaluate("getComputedStyle(document.querySelector('thead')).display") == "table-header-group"
            )
            lying = visit.page.evaluate("getComputedStyle(document.body).page")
            assert (lying == "lebar") == (len(grid["k"]) > 7), (name, grid["id"], lying)
        visit.close()


def says_the_same_in_parts(browser: Any, folder: Path, _: Path | None) -> None:
    """a page whose figures come in many parts says what it says in few: categories of inputs too"""
    name = "dinkes_contoh"
    checked, said = api.check(ROOT / "examples" / name), list[dict[str, str]]()
    for size in (100_000, 25):
        with patch.object(parts, "IN_A_PART", size):
            page = folder / f"bagian_{size}.html"
            page.write_bytes(render(api.report(checked, model_of(name), EXAMPLES[name]), "html"))
        visit, told = Visit(browser, page), dict[str, str]()
        divided = visit.page.evaluate("JSON.parse(document.getElementById('rujukan').textContent).bagian.length")
        assert divided == 2 if size > 1000 else divided > 10, divided
        for route in routes_of(data_of(page))[::7]:
            visit.page.evaluate(WALK, [route])
            visit.page.evaluate(UNFOLD)
            told[route] = visit.page.locator("main").inner_text()
        said.append(told)
        visit.close()
    assert said[0] == said[1], [route for route in said[0] if said[0][route] != said[1].get(route)]


SEVERAL = """
paket badan "Badan Perencanaan" { versi "1.0"  pakai sakip_umum, permendagri_86_2017 }
renstra 2025 s.d. 2026 { skala peringkat_kinerja }
misi M1 "Misi satu" { tujuan T1 "Meningkatnya satu" { sasaran S1 "Meningkatnya hal satu" {
  indikator tinggi "Persentase tinggi" { satuan %  arah naik }
  indikator rendah "Persentase rendah" { satuan %  arah naik }
  indikator utama "Persentase utama" { satuan %  arah naik  iku }
  indikator kosong "Persentase kosong" { satuan %  arah naik }
} } }
misi M2 "Misi dua" { tujuan T2 "Meningkatnya dua" { sasaran S2 "Meningkatnya hal dua" { } } }
program P1 "Program satu" mendukung S1 { }
program P2 "Program dua" mendukung S1, S2 { }
target {
            2025
  tinggi    50 %
  rendah    50 %
  utama     50 %
  kosong    50 %
}
realisasi {
            2025
  tinggi    60 %
  rendah    10 %
  utama     40 %
}
anggaran 2025 {
              pagu       realisasi
  P1   Rp 1.000.000      Rp 900.000
  P2   Rp 2.000.000    Rp 1.500.000
}
"""


def page_of_plan(folder: Path, plan: str, year: int) -> Path:
    """The page of a plan of one file."""
    page = folder / "laporan.html"
    if not page.exists():
        folder.mkdir(exist_ok=True)
        (folder / "paket.kinerja").write_text(plan, encoding="utf-8")
        checked = api.check(folder)
        assert checked.model is not None, [d.message for d in checked.diagnostics]
        page.write_bytes(render(api.report(checked, checked.model, year), "html"))
    return page


def tells_the_whole_agency(browser: Any, folder: Path, _: Path | None) -> None:
    """the first page tells the agency's money beside that of each misi, what needs attention first, and what lacks"""
    page = page_of_plan(folder / "beberapa_misi", SEVERAL, 2025)
    for width in (360, 1280):
        visit = Visit(browser, page, width)
        card = visit.page.locator(".card", has_text="anggaran instansi terserap")
        assert "80,00 %" in card.inner_text()
        assert "Rp 2.400.000 dari Rp 3.000.000" in " ".join(card.inner_text().split())
        rows = [row.inner_text() for row in visit.page.locator("[aria-label=Anggaran] tbody tr").all()]
        for amount, row in zip(("80,00 %", "80,00 %", "75,00 %"), rows, strict=True):
            assert amount in row
        assert [row.split("\n")[0].split("\t")[0].strip() for row in rows] == [
            "Seluruh instansi",
            "Misi satu",
            "Misi dua",
        ]
        assert "sekali di seluruh instansi" in visit.page.locator("main").inner_text()
        named = visit.page.locator(".attention a").all_inner_texts()
        assert named == ["Persentase utama", "Persentase rendah"], "those the agency answers for come first"
        card.locator("a").click()
        visit.page.locator(".how", has_text="dihitung dengan rumus").first.wait_for()
        visit.page.go_back()
        visit.page.locator("main a", has_text="1 indikator belum dapat dinilai").click()
        visit.page.locator("h1", has_text="Indikator yang belum dapat dinilai").wait_for()
        told = visit.page.locator("main tbody").inner_text()
        assert "Persentase kosong" in told
        assert "belum ada data" in told
        assert "Persentase utama" not in told
        visit.close()


def says_what_a_figure_is(browser: Any, folder: Path, _: Path | None) -> None:
    """a figure is titled in words, by its name or by its place in a table, and shows the digits of the cell that leads there"""
    from urllib.parse import quote

    name = "dinaker_pasuruan_2022"
    visit = Visit(browser, page_of(folder, name))
    page, model = visit.page, model_of(name)
    link = page.locator(".card", has_text="anggaran instansi terserap").locator("a")
    digits = link.inner_text()
    link.click()
    measure = next(u.nama for ident, u in model.ukuran.items() if ident.endswith(".serapan_instansi"))
    page.locator("h1", has_text=f"{measure} tahun 2022").wait_for()
    assert page.locator(".big b").inner_text() == digits
    assert "Tepatnya" in page.locator("main").inner_text()
    assert not page.get_by_text("jenis_utama(j)").first.is_visible(), "conditions are folded"
    page.locator("summary", has_text="syarat yang diperiksa").click()
    page.get_by_text("jenis_utama(j)").first.wait_for()
    data = data_of(visit.file)
    for grid in (grid for _, grids in data["bab"] for grid in grids if grid["no"] in ("3.10", "4.1")):
        asked = {cell[1]: cell[0] for row in grid["b"] for cell in row if isinstance(cell, list) and cell[1] >= 0}
        for at, text in asked.items():
            question = data["tanya"][at]
            visit.page.evaluate(WALK, [f"#/a/{quote(question, safe='')}"])
            assert not re.search(r"[();]", page.locator("h1").inner_text()), question
            assert page.locator(".big b").inner_text() in (text, f"{text} %"), question
            for node in set(re.findall(r"indikator i di (\w+)", question)) & set(model.simpul):
                linked = set(page.evaluate("[...document.querySelectorAll('main a')].map((a) => a.hash)"))
                assert {f"#/s/{node}", *(f"#/i/{i}" for i in model.simpul[node].indikator)} <= linked
    for heading, question in (("Target dan realisasi", "realisasi"), ("Target dan realisasi", "target")):
        visit.page.evaluate(WALK, [f"#/i/{KEY[name]}"])
        section = page.locator("section", has=page.locator("h2", has_text=heading))
        assert section.locator(f"a[href*='{question}(TKK%3B%202021)']").count() == 1
    visit.page.evaluate(WALK, ["#/"])
    assert page.locator("main a[href*='realisasi(TKK%3B%202021)']").count() == 1
    visit.page.evaluate(WALK, ["#/s/S1"])
    supporting = page.locator("[aria-label='Yang mendukungnya']")
    for child in model.simpul["S1"].anak:
        for figure in ("pagu", "serapan"):
            assert supporting.locator(f"a[href*='/{figure}({child}%3B%202022)']").count() == 1
    visit.page.evaluate(WALK, ["#/temuan"])
    claims = page.locator(".finding", has_text="Ikhtisar Eksekutif").all_inner_texts()
    told = [text for text in claims if re.match(r"[\w ]+: Ikhtisar Eksekutif", text)]
    assert told
    assert all(re.search(r"Ikhtisar Eksekutif: \S", text) for text in told), told
    visit.close()


def says_that_there_is_more(browser: Any, folder: Path, _: Path | None) -> None:
    """a table broader than a phone says that it scrolls; the same on a wide screen does not"""
    name = "dinaker_pasuruan_2022"
    data = data_of(page_of(folder, name))
    table = next(grid["id"] for _, grids in data["bab"] for grid in grids if grid["no"] == "4.1")
    for width, wanted in ((360, True), (1440, False)):
        visit = Visit(browser, page_of(folder, name), width, route=f"#/tabel/{table}")
        box = visit.page.locator(".scroll").first
        visit.page.wait_for_function(
            "(wanted) => document.querySelector('.scroll').classList.contains('geser') === wanted", arg=wanted
        )
        assert ("geser" in box.evaluate("(e) => getComputedStyle(e, '::before').content")) == wanted
        visit.close()


def shows_where_one_is(browser: Any, folder: Path, _: Path | None) -> None:
    """the first key leads past the head of the page, and what the keyboard is on is outlined, in light and in dark"""
    name = "dinaker_pasuruan_2022"
    for scheme in ("light", "dark"):
        visit = Visit(browser, page_of(folder, name))
        page = visit.page
        page.emulate_media(color_scheme=scheme)
        page.keyboard.press("Tab")
        skip = page.locator(".loncat")
        assert page.evaluate("document.activeElement.className") == "loncat"
        assert skip.bounding_box()["x"] >= 0
        page.keyboard.press("Enter")
        assert page.evaluate("document.activeElement.tagName") == "H1"
        seen = set[str]()
        for route in ("#/", "#/jenjang", f"#/i/{KEY[name]}"):
            page.evaluate(WALK, [route])
            page.locator("#kata").focus()
            for _press in range(12):
                page.keyboard.press("Tab")
                on, style, width = page.evaluate(
                    "[document.activeElement.tagName, getComputedStyle(document.activeElement).outlineStyle,"
                    " parseFloat(getComputedStyle(document.activeElement).outlineWidth)]"
                )
                assert on == "BODY" or (style == "solid" and width >= 2), (scheme, route, on, style, width)
                seen.add(on)
        assert seen >= {"A", "BUTTON", "SUMMARY"}, seen
        visit.close()


def can_be_read(browser: Any, folder: Path, _: Path | None) -> None:
    """every text and mark of a chart has the contrast of WCAG AA in light and in dark; paper is white whatever is preferred"""
    for name in EXAMPLES:
        visit = Visit(browser, page_of(folder, name))
        tables = [grid["id"] for _, grids in data_of(visit.file)["bab"] for grid in grids][:3]
        for scheme, media in (("light", "screen"), ("dark", "screen"), ("light", "print"), ("dark", "print")):
            visit.page.emulate_media(color_scheme=scheme, media=media)
            assert (visit.page.evaluate(BRIGHTNESS) < 0.1) == ((scheme, media) == ("dark", "screen")), (scheme, media)
            for route in (
                "#/",
                "#/jenjang",
                "#/indikator",
                "#/temuan",
                f"#/i/{KEY[name]}",
                *(f"#/tabel/{t}" for t in tables),
            ):
                visit.page.evaluate(WALK, [route])
                visit.page.evaluate(UNFOLD)
                found = visit.page.evaluate(CONTRAST)
                assert found["seen"] > 5, (name, route, scheme)
                assert found["poor"] == [], (name, route, scheme, media, found["poor"][:5])
                assert visit.page.evaluate(FAINT) == [], (name, route, scheme, media)
        visit.close()


def is_named_and_ordered(browser: Any, folder: Path, _: Path | None) -> None:
    """every control has a name, headings go down one level at a time, ids are there once, the language is Indonesian"""
    for name in EXAMPLES:
        visit = Visit(browser, page_of(folder, name))
        page = visit.page
        assert page.evaluate("document.documentElement.lang") == "id"
        routes = [r for r in routes_of(data_of(visit.file)) if not r.startswith("#/a/")]
        for route in routes[:40] + routes_of(data_of(visit.file))[-200::40]:
            page.evaluate(WALK, [route])
            page.evaluate(UNFOLD)
            assert page.evaluate(NAMELESS) == [], (name, route)
            levels = page.evaluate(HEADINGS)
            assert levels[0] == 1, (name, route)
            assert levels.count(1) == 1, (name, route)
            assert all(b <= a + 1 for a, b in pairwise(levels)), (name, route, levels)
            ids = page.evaluate("[...document.querySelectorAll('[id]')].map((e) => e.id)")
            assert len(ids) == len(set(ids)), (name, route)
            assert page.title().endswith(data_of(visit.file)["nama"])
            assert page.locator("main").count() == page.locator("#nav").count() == 1
        visit.close()


def texts_stay_texts(browser: Any, folder: Path, _: Path | None) -> None:
    """texts of a plan that try to be markup, scripts or links are shown as they stand, at any width"""
    plan = write_plan(folder / "jahat")
    command = ["lapor", str(plan), "--tahun", "2025", "--format", "html", "-o", str(plan), "--diam"]
    subprocess.run(
        [sys.executable, "-m", "kinerja_rules", *command], check=False, timeout=SECONDS, stdout=subprocess.DEVNULL
    )
    visit = Visit(browser, plan / "laporan.html", 360, 740)
    data = data_of(visit.file)
    for route, _heading, _length, broad in visit.page.evaluate(WALK, routes_of(data)):
        assert broad <= 360, (route, broad)
    for at, mark in enumerate(MARKS):
        visit.page.evaluate(WALK, [f"#/i/i{at}"])
        visit.page.evaluate(UNFOLD)
        assert visit.page.locator("h1").text_content() == clean(mark)
    for route in routes_of(data):
        visit.page.evaluate(WALK, [route])
        for link in visit.page.evaluate("[...document.querySelectorAll('a')].map((a) => a.getAttribute('href'))"):
            assert link.startswith("#"), link
    assert visit.page.evaluate("document.querySelectorAll('script:not([type=\"application/json\"])').length") == 1
    assert visit.page.locator("img, iframe, object, embed, style ~ style").count() == 0
    visit.close()


CHECKS = (
    every_page_opens,
    figures_lead_to_their_sources,
    totals_open_to_their_rows,
    works_by_click_and_keyboard,
    says_how_it_came_about,
    the_tree_opens,
    tables_show_the_figures_of_the_json,
    fits_everywhere,
    prints,
    fits_on_paper,
    says_the_same_in_parts,
    tells_the_whole_agency,
    says_what_a_figure_is,
    says_that_there_is_more,
    shows_where_one_is,
    can_be_read,
    is_named_and_ordered,
    texts_stay_texts,
)

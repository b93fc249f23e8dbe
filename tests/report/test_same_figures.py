"""Every figure of the examples' reports is shown with the same digits by every form: screen, Markdown, JSON, page, Word, Excel."""

import json
import re
from collections.abc import Iterator
from fractions import Fraction
from io import BytesIO
from pathlib import Path
from typing import Any
from xml.etree import ElementTree
from zipfile import ZipFile

import pytest

from kinerja_rules import api
from kinerja_rules.base.numerals import write_numeral
from kinerja_rules.model.periods import Period
from kinerja_rules.report.book import note_mark
from kinerja_rules.report.grid import Grid, GridCell, said_of_no_rows
from kinerja_rules.report.grids_text import render_grid
from kinerja_rules.report.screen import Screen
from kinerja_rules.report.to_terminal import render_report
from kinerja_rules.report.whole import WholeReport, render

EXAMPLES = (
    ("examples/dinaker_pasuruan_2022", "2022"),
    ("examples/dinkes_contoh", "2024"),
    ("examples/dinkes_contoh", "2024-TW2"),
    ("examples/renstra_bersih", "2025"),
    ("tests/report/rencana_satuan", "2025"),
)
ROOT = Path(__file__).parent.parent.parent
WIDE = Screen(4000, False)
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


@pytest.fixture(scope="module", params=EXAMPLES, ids=[f"{name.rpartition('/')[2]} {when}" for name, when in EXAMPLES])
def report(request: pytest.FixtureRequest) -> WholeReport:
    name, when = request.param
    checked = api.check(ROOT / name)
    period = Period.read(when)
    assert checked.model is not None
    assert period is not None
    return api.report(checked, checked.model, period)


def rows(grid: Grid) -> Iterator[tuple[GridCell, ...]]:
    yield from grid.rows
    yield from grid.totals


def squeezed(text: str) -> str:
    return " ".join(text.split())


def test_the_screen(report: WholeReport) -> None:
    for grid in report.grids:
        lines = [squeezed(line) for line in render_grid(grid, WIDE)]
        for row in rows(grid):
            marks = [" ".join([c.text, *(f"{note_mark(n)})" for n in c.notes)]) for c in row]
            assert squeezed(" ".join(marks)) in lines, (grid.number, marks)


def test_markdown(report: WholeReport) -> None:
    text = render(report, "md").decode()
    for grid in report.grids:
        start = text.index(f"### Tabel {grid.number} ")
        body = re.split(r"\n\n", text[start:], maxsplit=2)[1].splitlines()[2:]
        for line, row in zip(body, rows(grid), strict=True):
            cells = [plain(c) for c in re.split(r"(?<!\\)\|", line)[1:-1]]
            wanted = ["".join([c.text, *(f" {note_mark(n)})" for n in c.notes)]) for c in row]
            assert cells == [squeezed(w) for w in wanted] + [""] * (len(cells) - len(row)), grid.number


def plain(cell: str) -> str:
    shown = re.sub(r"\\(.)", r"\1", cell.strip()).replace("\N{ZERO WIDTH SPACE}", "")
    return squeezed(re.sub(r"^\*\*(.*)\*\*$", r"\1", shown))


def test_json(report: WholeReport) -> None:
    tables = json.loads(render(report, "json"))["tabel"]
    for grid, written in zip(report.grids, tables, strict=True):
        told = [[cell["tampil"] for cell in row] for row in (*written["baris"], *written["jumlah"])]
        assert told == [[cell.text for cell in row] for row in rows(grid)]


def page_data(report: WholeReport) -> Any:
    found = re.search(r'id="data">(.*?)</script>', render(report, "html").decode(), re.DOTALL)
    assert found is not None
    return json.loads(found[1])


def test_the_page(report: WholeReport) -> None:
    tables = [grid for _, grids in page_data(report)["bab"] for grid in grids]
    for grid, drawn in zip(report.grids, tables, strict=True):
        shown = [[c[0] if isinstance(c, list) else c for c in row] for row in drawn["b"]]
        assert shown == [[cell.text for cell in row] for row in rows(grid)], grid.number


def test_word(report: WholeReport) -> None:
    with ZipFile(BytesIO(render(report, "docx"))) as archive:
        body = ElementTree.fromstring(archive.read("word/document.xml"))
    for grid, table in zip(report.grids, body.iter(f"{W}tbl"), strict=True):
        drawn = [tr for tr in table.iter(f"{W}tr") if tr.find(f"{W}trPr/{W}tblHeader") is None]
        told = said_of_no_rows(grid)
        wanted = rows(grid) if told is None else iter([(GridCell(told),)])
        for tr, row in zip(drawn, wanted, strict=True):
            shown = [
                "".join(
                    (t.text or "").replace("\N{NO-BREAK SPACE}", " ")
                    for run in tc.iter(f"{W}r")
                    if run.find(f"{W}rPr/{W}vertAlign") is None
                    for t in run.iter(f"{W}t")
                )
                for tc in tr.iter(f"{W}tc")
            ]
            assert shown == [cell.text for cell in row], grid.number


def test_excel(report: WholeReport) -> None:
    with ZipFile(BytesIO(render(report, "xlsx"))) as archive:
        strings = ["".join(s.itertext()) for s in ElementTree.fromstring(archive.read("xl/sharedStrings.xml"))]
        styles = ElementTree.fromstring(archive.read("xl/styles.xml"))
        sheets = [
            ElementTree.fromstring(archive.read(f"xl/worksheets/sheet{at}.xml"))
            for at in range(2, len(report.grids) + 2)
        ]
    codes = {f.get("numFmtId"): f.get("formatCode", "") for f in styles.iter(f"{S}numFmt")}
    used = styles.find(f"{S}cellXfs")
    assert used is not None
    looks = [codes.get(xf.get("numFmtId"), "General") for xf in used]
    for grid, sheet in zip(report.grids, sheets, strict=True):
        shown: dict[str, str] = {}
        for cell in sheet.iter(f"{S}c"):
            value = cell.find(f"{S}v")
            if value is not None and value.text is not None:
                is_text = cell.get("t") == "s"
                shown[cell.get("r", "")] = (
                    strings[int(value.text)] if is_text else spreadsheet(value.text, looks[int(cell.get("s", "0"))])
                )
        first = 3 + (2 if any(c.group for c in grid.columns) else 1)
        if grid.numbered:
            assert shown[f"A{first}"] == "(1)"
            first += 1
        told = said_of_no_rows(grid)
        if told is not None:
            assert shown[f"A{first}"] == told
        for at, row in enumerate(rows(grid)):
            for column, cell in enumerate(row):
                if cell.span and cell.text:
                    wanted = "".join([cell.text, *(f" {note_mark(n)})" for n in cell.notes)])
                    assert shown.get(f"{chr(65 + column)}{first + at}") == wanted, (grid.number, at, column)


def spreadsheet(value: str, code: str) -> str:
    """What a spreadsheet with Indonesian settings shows of a number."""
    code = code.split(";")[0]
    bare = re.sub(r'"[^"]*"', "", code)
    number = Fraction(value) * (100 if "%" in bare else 1)
    decimals = len(re.search(r"#,##0(?:\.(0+))?", bare)[1] or "")  # type: ignore[index]
    digits = write_numeral(number, decimals)
    return re.sub(r'\\"', "\x00", re.sub(r"#,##0(\.0+)?", digits, code)).replace('"', "").replace("\x00", '"')


def test_indicators_and_nodes_have_the_same_figures_everywhere(report: WholeReport) -> None:
    written = json.loads(render(report, "json"))
    page, markdown = page_data(report), render(report, "md").decode()
    screen = [squeezed(line) for line in render_report(report.view, report.findings, (), WIDE)]
    told = {i["id"]: i for i in written["indikator"]}
    first = markdown.split("## Capaian kinerja")[1].split("## ")[0]
    indicators = [[plain(c) for c in re.split(r"(?<!\\)\|", line)[1:-1]] for line in first.splitlines() if line]
    assert page["indikator"]
    for ident, known in page["indikator"].items():
        figures = [known[key] for key in ("t", "r", "c")]
        for shown, field in zip(figures, ("target", "realisasi", "capaian"), strict=True):
            number = told[ident][field]
            if not isinstance(shown, list) and "tampil" in number:
                assert shown == number["tampil"], (ident, field)
            assert isinstance(shown, list) == ("kosong" in number), (ident, field)
        texts = [shown[0] if isinstance(shown, list) else shown for shown in (*figures, known["g"][0])]
        (row,) = [row for row in indicators if row[2] == ident]
        assert row[4:] == texts, ident
        at = next(n for n, line in enumerate(screen) if re.search(rf"[◆•] {ident} ", line))
        for text in texts:  # a long unit stands beside the name, so that only the number is in the line of figures
            assert text in screen[at + 1] or (
                figure_of(text) in screen[at + 1].split() and text.split()[-1] in screen[at]
            )
    nodes = {s["id"]: s for s in written["simpul"]}
    for ident, known in page["simpul"].items():
        for key, field in (
            ("p", "pagu"),
            ("r", "realisasi_anggaran"),
            ("s", "serapan"),
            ("z", "sisa"),
            ("c", "capaian"),
            ("e", "efisiensi"),
        ):
            if not isinstance(known[key], list):
                assert known[key] == nodes[ident][field]["tampil"], (ident, field)


def figure_of(text: str) -> str:
    return next(iter(re.findall(r"-?\d[\d.,]*", text)), text)

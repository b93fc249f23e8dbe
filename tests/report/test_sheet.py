"""Workbooks: typed numbers that show the report's digits, formulas with their value, headings that stay."""

import re
from decimal import Decimal
from fractions import Fraction
from io import BytesIO
from xml.etree import ElementTree
from zipfile import ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kinerja_rules.base.numerals import write_numeral
from kinerja_rules.report.book import Book, Chapter
from kinerja_rules.report.grid import Grid, GridCell, GridColumn
from kinerja_rules.report.sheet import render_xlsx
from kinerja_rules.report.sheet.numbers import number_format, stored
from kinerja_rules.report.sheet.workbook import sheet_names
from kinerja_rules.report.text import clean
from tests.report.books import ANGGARAN, BOOK, CAPAIAN, HOSTILE, HOSTILE_BOOK

M = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def part(name: str, raw: bytes) -> ElementTree.Element:
    with ZipFile(BytesIO(raw)) as archive:
        return ElementTree.fromstring(archive.read(name))


def cells(sheet: int, raw: bytes) -> dict[str, tuple[str | None, str | None]]:
    """Formula and stored text of each cell."""
    strings = ["".join(s.itertext()) for s in part("xl/sharedStrings.xml", raw)]
    out: dict[str, tuple[str | None, str | None]] = {}
    for cell in part(f"xl/worksheets/sheet{sheet}.xml", raw).iter(f"{M}c"):
        formula, value = cell.find(f"{M}f"), cell.find(f"{M}v")
        text = None if value is None else value.text
        if cell.get("t") == "s" and text is not None:
            text = strings[int(text)]
        out[cell.get("r", "")] = (None if formula is None else formula.text, text)
    return out


def test_numbers_are_numbers_and_a_calculation_is_a_formula_with_its_value() -> None:
    found = cells(2, render_xlsx(BOOK))
    assert found["C6"] == (None, "0.938")
    assert found["D6"] == (None, "0.93821")
    assert found["E6"] == ("D6/C6", "1.00022388059701")
    assert found["C7"] == (None, "1300")
    assert found["D7"] == (None, "- a)")


def test_the_heading_is_frozen_and_repeats_in_print() -> None:
    raw = render_xlsx(BOOK)
    pane = next(part("xl/worksheets/sheet2.xml", raw).iter(f"{M}pane"))
    assert (pane.get("ySplit"), pane.get("state")) == ("4", "frozen")
    names = {n.text for n in part("xl/workbook.xml", raw).iter(f"{M}definedName")}
    assert "'Tabel 3.2'!$3:$4" in names


def test_rows_are_as_high_as_their_lines_and_the_title_is_printed_whole() -> None:
    short, long = GridCell("kata"), GridCell("kata " * 40)
    columns = (GridColumn("No"), GridColumn("Analisis"))
    grid = Grid("p", "1.1", "Judul", columns, ((short, long), (short, short)))
    raw = render_xlsx(Book("t", "a", (), (Chapter("Bab", (grid,)),)))
    rows = list(part("xl/worksheets/sheet2.xml", raw).iter(f"{M}row"))
    heights = [row.get("ht") for row in rows if row.get("r") in ("4", "5")]
    assert float(heights[0] or 0) > 4 * 13
    assert heights[1] is None
    narrow = Grid("q", "1.2", "Judul yang jauh lebih panjang dari tabelnya", (GridColumn("No"),), ((short,),))
    raw = render_xlsx(Book("t", "a", (), (Chapter("Bab", (grid, narrow)),)))
    areas = [
        n.text or "" for n in part("xl/workbook.xml", raw).iter(f"{M}definedName") if "Print_Area" in n.get("name", "")
    ]
    assert areas[0].endswith("$B$6"), "as wide as the table"
    assert re.fullmatch(r".*\$A\$1:\$[D-K]\$\d+", areas[1]), "as wide as the title"


def test_contents_lead_to_each_table() -> None:
    links = [link.get("location") for link in part("xl/worksheets/sheet1.xml", render_xlsx(BOOK)).iter(f"{M}hyperlink")]
    assert links == ["'Tabel 3.2'!A1", "'Tabel 3.9'!A1"]


def test_the_same_report_has_the_same_parts() -> None:
    assert render_xlsx(BOOK) == render_xlsx(BOOK)


def test_texts_from_files_are_text_and_never_a_formula() -> None:
    raw = render_xlsx(HOSTILE_BOOK)
    found = [cell for sheet in range(1, len(HOSTILE) + 2) for cell in cells(sheet, raw).values()]
    assert all(formula is None for formula, _ in found)
    for mark in HOSTILE:
        assert clean(mark) in [text for _, text in found]


def test_sheets_have_names_that_spreadsheets_allow() -> None:
    names = sheet_names([*(g for c in HOSTILE_BOOK.chapters for g in c.grids), CAPAIAN, CAPAIAN, ANGGARAN])
    assert len({n.casefold() for n in names}) == len(names)
    for name in names:
        assert 0 < len(name) <= 31
        assert not set(name) & set("[]:*?/\\'")


@pytest.mark.parametrize("ident", ["isi", "Isi", "ISI", "history", "History"])
def test_no_table_takes_a_name_that_is_reserved(ident: str) -> None:
    table = Grid(ident, "", "Tabel", (GridColumn("A"),), ((GridCell("x"),),))
    names = sheet_names([table, table])
    assert not {n.casefold() for n in names} & {"isi", "history"}
    raw = render_xlsx(Book("t", "a", (), (Chapter("Bab", (table,)),)))
    assert [s.get("name") for s in part("xl/workbook.xml", raw).iter(f"{M}sheet")] == ["Isi", names[0]]


def test_names_of_sheets_are_counted_as_excel_counts() -> None:
    table = Grid("\U0001f600" * 40, "", "Tabel", (GridColumn("A"),), ())
    for name in sheet_names([table] * 12):
        assert len(name.encode("utf-16-le")) // 2 <= 31


@pytest.mark.parametrize("character", ["k", "\U0001f600"])
def test_a_text_too_long_for_a_cell_is_cut_and_says_so(character: str) -> None:
    long = GridCell(character * 40_000, notes=(0,))
    table = Grid("t", "1.1", long.text, (GridColumn(long.text),), ((long,),), footnotes=(long.text,))
    raw = render_xlsx(Book("t", "a", (("x", long.text),), (Chapter(long.text, (table,)),), (long.text,)))
    found = [text for sheet in (1, 2) for _, text in cells(sheet, raw).values() if text and len(text) > 9000]
    assert len(found) == 8
    for shown in found:
        assert 32_765 <= len(shown.encode("utf-16-le")) // 2 <= 32_767
        assert "(dipotong, sebab sel Excel memuat paling banyak 32.767 karakter;" in shown[-130:]
    assert any(shown.endswith(") a)") for shown in found)
    heights = [
        float(r.get("ht") or 0) for s in (1, 2) for r in part(f"xl/worksheets/sheet{s}.xml", raw).iter(f"{M}row")
    ]
    assert 400 < max(heights) <= 409


def test_a_text_that_just_fits_is_whole() -> None:
    whole = GridCell("k" * 32_767)
    table = Grid("t", "1.1", "T", (GridColumn("A"),), ((whole,),))
    found = cells(2, render_xlsx(Book("t", "a", (), (Chapter("Bab", (table,)),))))
    assert whole.text in [text for _, text in found.values()]


def test_an_amount_beyond_fifteen_digits_is_kept_as_text() -> None:
    assert stored(Fraction(10**15 - 1), percent=False) == Decimal(10**15 - 1)
    assert stored(Fraction(10**15), percent=False) is None


@given(st.integers(-(10**9), 10**9), st.integers(1, 10**4), st.integers(0, 4))
def test_a_spreadsheet_shows_the_digits_of_the_report(over: int, under: int, decimals: int) -> None:
    """What a spreadsheet shows is its stored number rounded half away from zero at the format's places."""
    value = Fraction(over, under)
    kept = stored(value, percent=False)
    assert kept is not None
    shown = Fraction(kept)
    scale = 10**decimals
    nearest = abs(value * scale) % 1
    if nearest != Fraction(1, 2) and abs(nearest - Fraction(1, 2)) < Fraction(scale, 10**6):
        return  # nearer to a tie than fifteen digits can tell
    assert write_numeral(shown, decimals) == write_numeral(value, decimals)


@pytest.mark.parametrize(
    ("text", "decimals", "wanted"),
    [
        ("12 %", 0, '#,##0" "%'),
        ("67", 0, "#,##0"),
        ("Rp juta 1,50", 2, '"Rp juta "#,##0.00;"Rp juta "-#,##0.00'),
        ("-5,66 poin", 2, '#,##0.00" poin"'),
        ('3 perusahaan "kecil"', 0, '#,##0" perusahaan "\\""kecil"\\"'),
        ("60 per 100.000 kelahiran hidup", 0, '#,##0" per 100.000 kelahiran hidup"'),
    ],
)
def test_a_format_shows_what_the_report_shows(text: str, decimals: int, wanted: str) -> None:
    assert number_format(text, decimals, percent=text.endswith("%")) == wanted


def test_a_text_keeps_clear_of_the_number_beside_it_and_a_grade_stands_as_numbers_do() -> None:
    columns = (GridColumn("Sasaran"), GridColumn("Realisasi", numeric=True))
    grid = Grid("g", "1.1", "Judul", columns, ((GridCell("Meningkatnya mutu"), GridCell("BB")),))
    raw = render_xlsx(Book("t", "a", (), (Chapter("Bab", (grid,)),)))
    formats = list(next(part("xl/styles.xml", raw).iter(f"{M}cellXfs")))
    row = list(part("xl/worksheets/sheet2.xml", raw).iter(f"{M}row"))[-1]
    name, grade = (formats[int(cell.get("s", "0"))].find(f"{M}alignment") for cell in list(row)[:2])
    assert name is not None
    assert grade is not None
    assert (name.get("horizontal"), name.get("indent")) == ("left", "1")
    assert (grade.get("horizontal"), grade.get("indent")) == ("right", None)

"""Numbers go through files unchanged; nothing that a sheet may hold makes the readers raise."""

import csv
import io
from decimal import Decimal
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st
from workbooks import number, one_sheet

from kinerja_rules.base.numerals import write_numeral
from kinerja_rules.project.sheets import (
    AbsentNumber,
    Cell,
    CellKind,
    Grid,
    Origin,
    ReadNumber,
    RecognisedTable,
    SheetProblem,
    Wanted,
    find_table,
    read_cell_number,
    read_grid,
)
from kinerja_rules.project.sheets.formats import read_format
from kinerja_rules.project.sheets.grid import cell_name, column_letters, column_number, key_of, read_reference
from kinerja_rules.project.sheets.stored import read_stored

ORIGIN = Origin("a.xlsx", "S")
DECIMALS = st.builds(
    lambda digits, exponent: Decimal(digits).scaleb(exponent),
    st.integers(-(10**15) + 1, 10**15 - 1),
    st.integers(-18, 3),
)
"""What a spreadsheet can hold: up to fifteen significant digits."""
TEXTS = st.text(alphabet="0123456789.,-–%/ Rpjutawsdbelmiank()ITWV2'\"\u00a0", max_size=20)
CODES = st.text(alphabet='0#?.,%;[]"\\_-*@dmyhsRp$E+ General()<>=', max_size=30)


@given(DECIMALS)
def test_the_noise_of_the_binary_form_is_taken_off(value: Decimal) -> None:
    """Programs write the 17 digits of the nearest binary number, or the shortest text that gives it back."""
    binary = float(value)
    for text in (repr(binary), f"{binary:.17g}", f"{binary:.16e}", str(value)):
        stored = read_stored(text)
        assert stored is not None
        assert stored.value == Fraction(value)
        assert (stored.value * 10**stored.decimals).denominator == 1
        assert stored.decimals == 0 or (stored.value * 10 ** (stored.decimals - 1)).denominator != 1


@given(st.lists(DECIMALS, min_size=1, max_size=8))
def test_numbers_go_through_a_workbook_unchanged(values: list[Decimal]) -> None:
    data = one_sheet(*(number(f"B{i}", f"{float(v):.17g}") for i, v in enumerate(values, 1)))
    grid = read_grid(data, "a.xlsx", None)
    assert isinstance(grid, Grid)
    assert [grid.cell(i, 2).number for i in range(1, len(values) + 1)] == [Fraction(v) for v in values]


@given(DECIMALS)
def test_a_percentage_is_a_hundred_times_its_fraction(value: Decimal) -> None:
    cell = Cell(ORIGIN, key_of(1, 1), CellKind.BILANGAN, f"{float(value):.17g}", read_format("0.00%"))
    read = read_cell_number(cell, "persen")
    assert isinstance(read, ReadNumber)
    assert (read.value, read.unit) == (Fraction(value) * 100, "%")
    assert (read.value * 10**read.decimals).denominator == 1


@given(st.integers(-(10**12), 10**12), st.integers(0, 4), st.booleans())
def test_written_numerals_are_read_back(units: int, decimals: int, money: bool) -> None:
    value = Fraction(units, 10**decimals)
    text = write_numeral(value, decimals)
    read = read_cell_number(Cell(ORIGIN, key_of(1, 1), CellKind.TEKS, f"Rp {text}" if money else text), "uang")
    assert isinstance(read, ReadNumber)
    assert (read.value, read.decimals, read.unit) == (value, decimals, "Rp" if money else None)


@given(st.lists(st.lists(TEXTS, min_size=3, max_size=3), min_size=1, max_size=6))
def test_csv_gives_back_what_was_written(rows: list[list[str]]) -> None:
    out = io.StringIO()
    out.write("sep=;\r\n")
    csv.writer(out, delimiter=";").writerows(rows)
    grid = read_grid(out.getvalue().encode(), "a.csv", None)
    assert isinstance(grid, Grid)
    for r, row in enumerate(rows, 1):
        for c, text in enumerate(row, 1):
            assert grid.cell(r, c).text == (text if text.strip() else "")


@given(st.binary(max_size=200))
def test_any_bytes_are_a_csv_file_or_a_problem(data: bytes) -> None:
    answer = read_grid(data, "a.csv", None)
    assert isinstance(answer, Grid) or all(isinstance(p, SheetProblem) for p in answer)


@given(st.text(alphabet='a1;,\t"\n\r .%', max_size=60))
def test_any_text_is_a_csv_file_or_a_problem(text: str) -> None:
    answer = read_grid(text.encode(), "a.csv", None)
    assert isinstance(answer, Grid) or all(isinstance(p, SheetProblem) for p in answer)


@given(st.sampled_from(CellKind), TEXTS, CODES, st.sampled_from(["persen", "uang", "hitungan", "lain"]), st.booleans())
def test_any_cell_is_a_number_an_absence_or_a_problem(kind, text, code, hint, formula) -> None:  # type: ignore[no-untyped-def]
    for origin in (ORIGIN, Origin("a.csv", csv=True, indonesian=False)):
        read = read_cell_number(Cell(origin, key_of(3, 2), kind, text, read_format(code), formula), hint)
        assert isinstance(read, (ReadNumber, AbsentNumber, SheetProblem))
        if isinstance(read, SheetProblem):
            assert read.reference is not None
            assert read.reference in read.message
            assert "\n" not in read.message


HEADINGS = st.sampled_from(
    [
        "Indikator",
        "Kode",
        "Satuan",
        "2022",
        "Tahun 2022",
        "TW I",
        "s.d. TW II",
        "Target",
        "Realisasi",
        "(1)",
        "x",
        "93,80",
        "",
    ]
)


@given(st.lists(st.lists(HEADINGS | TEXTS, min_size=4, max_size=4), max_size=6), st.booleans())
def test_any_sheet_has_a_table_or_a_problem(rows: list[list[str]], plain: bool) -> None:
    origin = Origin("a.csv", csv=True) if plain else ORIGIN
    cells = {
        key_of(r, c): Cell(origin, key_of(r, c), CellKind.TEKS, text)
        for r, row in enumerate(rows, 1)
        for c, text in enumerate(row, 1)
        if text.strip()
    }
    table = find_table(
        Grid(origin, cells, len(rows), 4), Wanted(frozenset({"realisasi", "target"}), default="realisasi")
    )
    if isinstance(table, RecognisedTable):
        assert table.columns
        assert all(row.number > table.last_heading_row for row in table.rows)
        assert len({(c.measure, c.period, c.cumulative) for c in table.columns}) == len(table.columns)
    else:
        assert table
        assert all(isinstance(p, SheetProblem) and p.blocking for p in table)


@given(st.integers(1, 1_048_576), st.integers(1, 16_384))
def test_references_are_read_back(row: int, column: int) -> None:
    assert column_number(column_letters(column)) == column
    assert read_reference(cell_name(row, column)) == (row, column)

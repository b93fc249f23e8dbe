"""What a sheet keeps of figures that are more than a spreadsheet's numbers hold, and the formulas over them."""

from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest

from kinerja_rules import api
from kinerja_rules.base.numerals import write_numeral
from kinerja_rules.report.grid import Formulas, Grid, GridCell, GridColumn
from kinerja_rules.report.sheet.kept import kept_figures
from kinerja_rules.report.sheet.reckoning import NotReckonedError, reckoned
from tests.report.grid_plans import checked

ROOT = Path(__file__).parent.parent.parent


def percent(shown: str, value: str, decimals: int = 2) -> GridCell:
    return GridCell(shown, Fraction(value), "%", decimals, numeric=True)


def rupiah(value: int | Fraction) -> GridCell:
    return GridCell(f"Rp {write_numeral(Fraction(value), 0)}", Fraction(value), "Rp", 0, numeric=True)


def grid(
    rows: tuple[tuple[GridCell, ...], ...], formulas: Formulas, totals: tuple[tuple[GridCell, ...], ...] = ()
) -> Grid:
    columns = tuple(GridColumn(f"K{at}", numeric=True) for at in range(len(rows[0])))
    return Grid("t", "1.1", "T", columns, rows, totals, formulas=lambda: formulas)


def test_no_formula_refers_to_a_figure_that_is_a_text() -> None:
    large, small = 2_500_000_000_000_000, 1_500_000_000_000
    rows = ((rupiah(large), rupiah(small)), (rupiah(small), rupiah(small)), (rupiah(1), rupiah(2)))
    mean = rupiah(Fraction(large + small + 1, 3))
    kept = kept_figures(
        grid(
            rows,
            {(1, 1): "[0]", (3, 0): "AVERAGE([0@0:2])", (3, 1): "SUM([1@0:2])", (0, 1): "[0]-[0@2]"},
            ((mean, rupiah(2 * small + 2)),),
        )
    )
    assert (0, 0) not in kept.numbers
    assert (3, 0) in kept.numbers, "the mean itself is no more than a spreadsheet holds"
    assert kept.formulas == {(1, 1): "[0]", (3, 1): "SUM([1@0:2])"}


def test_the_workbook_of_a_plan_with_large_amounts_reckons_only_with_numbers(tmp_path: Path) -> None:
    found = checked(
        tmp_path,
        """
        anggaran 2023 {
               pagu                      realisasi
          K1   Rp 2.500.000.000.000.000  Rp 2.000.000.000.000.000
          K2   Rp 1.500.000.000.000      Rp 1.400.000.000.000
          P2   Rp 1                      Rp 1
        }
        tabel t "T" {
          nomor "9.1"
          untuk program p
          kolom "P" p.nama
          kolom "Pagu" pagu(p; 2023)
          kolom "Real" realisasi_anggaran(p; 2023)
          kolom "Sisa" pagu(p; 2023) - realisasi_anggaran(p; 2023)
          jumlah "J"
          rata_rata "R"
        }
        """,
    )
    assert found.model is not None
    (table,) = api.tables(found.model, 2022)
    assert {(0, 3), (2, 1), (2, 2), (2, 3), (3, 1)} <= set(table.formulas())
    kept = kept_figures(table)
    assert set(kept.formulas) == {(1, 3), (2, 3), (3, 3)}, "those over differences, which are numbers"


def test_a_figure_that_fifteen_digits_show_otherwise_is_kept_as_it_is_shown() -> None:
    cell = percent("79,99 %", "79.994999999999999999")
    kept = kept_figures(
        grid(((cell, percent("100 %", "100", 0), percent("79,99 %", "79.994999999999999999")),), {(0, 2): "[0]/[1]"})
    )
    assert kept.numbers[(0, 0)].number == Decimal("0.7999")
    assert kept.numbers[(0, 2)].number == Decimal("0.7999")
    assert kept.formulas == {}


def test_a_formula_over_a_figure_kept_as_it_is_shown_is_left_out() -> None:
    rows = ((percent("79,99 %", "79.994999999999999999"), percent("159,99 %", "159.989999999999999998")),)
    assert kept_figures(grid(rows, {(0, 1): "[0]*2"})).formulas == {}


def test_a_figure_with_more_digits_than_a_number_has_is_a_text() -> None:
    cell = GridCell("123.456.789.012.345,67", Fraction("123456789012345.67"), None, 2, numeric=True)
    assert kept_figures(grid(((cell,),), {})).numbers == {}


def test_what_is_lost_between_large_numbers_is_not_reckoned_again() -> None:
    wide = [
        GridCell(t, Fraction(v), None, 0, numeric=True)
        for t, v in (("123.456.789.012.346", "123456789012345.6"), ("123.456.789.012.345", "123456789012345.2"))
    ]
    less = GridCell("0,40", Fraction("0.4"), None, 2, numeric=True)
    kept = kept_figures(grid(((*wide, less),), {(0, 2): "[0]-[1]"}))
    assert len(kept.numbers) == 3
    assert kept.formulas == {}


def test_a_minus_that_is_rounded_away_is_not_shown() -> None:
    cell = GridCell("0,00", Fraction("-0.004"), None, 2, numeric=True)
    assert kept_figures(grid(((cell,),), {})).numbers[(0, 0)].number == 0


def test_a_unit_too_long_for_a_format_leaves_the_figure_a_text_with_its_unit() -> None:
    for unit, is_number in (("k" * 240, True), ("k" * 250, False), ('"' * 130, False), ("\U0001f600" * 130, False)):
        cell = GridCell(f"12 {unit}", Fraction(12), unit, 0, numeric=True)
        twice = GridCell("24", Fraction(24), None, 0, numeric=True)
        kept = kept_figures(grid(((cell, twice),), {(0, 1): "[0]*2"}))
        assert ((0, 0) in kept.numbers) == is_number
        assert (kept.formulas == {(0, 1): "[0]*2"}) == is_number


def test_a_reference_to_a_covered_cell_is_no_number() -> None:
    over, covered = GridCell("5", Fraction(5), span=2), GridCell("", numeric=True, span=0)
    ten = GridCell("10", Fraction(10), numeric=True)
    kept = kept_figures(grid(((over, ten), (covered, ten)), {(0, 1): "[0]*2", (1, 1): "[0]*2"}))
    assert kept.formulas == {(0, 1): "[0]*2"}


@pytest.mark.parametrize(
    ("formula", "wanted"),
    [
        ("1-2-3", "-4"),
        ("8/2/2", "2"),
        ("2+3*4", "14"),
        ("(2+3)*(-4)", "-20"),
        ("SUM([0@0:2])/AVERAGE([0@0],4)", "1.5"),
        ("[1]/[0]*100", "200"),
    ],
)
def test_a_formula_is_reckoned_as_a_spreadsheet_does(formula: str, wanted: str) -> None:
    assert reckoned(formula, 1, lambda place: Decimal(sum(place))) == Decimal(wanted)


@pytest.mark.parametrize("formula", ["1/0", "0/0", "(" * 61 + "1" + ")" * 61, "1+" * 4100 + "1"])
def test_what_a_spreadsheet_cannot_reckon_is_no_formula(formula: str) -> None:
    with pytest.raises(NotReckonedError):
        reckoned(formula, 0, lambda _: Decimal(0))


@pytest.mark.parametrize(("name", "year"), [("dinaker_pasuruan_2022", 2022), ("dinkes_contoh", 2024)])
def test_ordinary_figures_keep_all_their_formulas(name: str, year: int) -> None:
    model = api.check(ROOT / "examples" / name).model
    assert model is not None
    formulas = 0
    for table in api.tables(model, year):
        kept = kept_figures(table)
        assert kept.formulas == table.formulas()
        assert all(number.faithful for number in kept.numbers.values())
        formulas += len(kept.formulas)
    assert formulas > 20

"""A cell that several tables show is made once, yet each table is as it would be if it stood alone."""

from pathlib import Path

import pytest
from attrs import evolve

from kinerja_rules import api
from kinerja_rules.model.periods import Period
from kinerja_rules.report.grids import make_grids
from tests.report.grid_plans import checked

EXAMPLES = sorted(p.parent for p in (Path(__file__).parents[2] / "examples").glob("*/paket.kinerja"))
TABLES = """
tabel kasar "Kasar" {
  nomor "1.1"
  untuk simpul s, indikator i di s
  kolom "Nama"      s.nama gabung
  kolom "Realisasi" realisasi(i; tahun)
  kolom "Capaian"   capaian(i; tahun) desimal 0
}
tabel halus "Halus" {
  nomor "1.2"
  untuk indikator i
  kolom "Realisasi" realisasi(i; tahun) tanpa_satuan
  kolom "Capaian"   capaian(i; tahun)
}
tabel lagi "Lagi" {
  nomor "1.3"
  untuk indikator i
  kolom "Realisasi" realisasi(i; tahun)
  kolom "Capaian"   capaian(i; tahun)
}
"""


@pytest.mark.parametrize("plan", EXAMPLES, ids=lambda p: p.name)
def test_each_table_is_as_if_it_stood_alone(plan: Path) -> None:
    model = api.check(plan).model
    assert model is not None
    for year in api.years(model):
        together = make_grids(model, Period(year))
        alone = [grid for table in model.tabel for grid in make_grids(evolve(model, tabel=(table,)), Period(year))]
        assert list(together) == alone


def test_cells_recur_only_where_they_look_the_same_and_footnotes_are_each_table_s(tmp_path: Path) -> None:
    found = checked(tmp_path, TABLES)
    assert found.model is not None
    rough, fine, again = make_grids(found.model, Period(2022))
    a = next(row for row in rough.rows if row[1].question == "realisasi(a; 2022)")
    b, c = (next(row for row in g.rows if row[0].question == "realisasi(a; 2022)") for g in (fine, again))
    assert (a[1].text, b[0].text, c[0].text) == ("93,821 %", "93,821", "93,821 %")
    assert (a[2].text, b[1].text, c[1].text) == ("117 %", "117,28 %", "117,28 %")
    assert c[0] is a[1]
    assert c[1] is b[1]
    lacking = make_grids(found.model, Period(2023))
    assert all(grid.footnotes and any(cell.notes for row in grid.rows for cell in row) for grid in lacking)


def test_a_footnote_to_which_only_covered_cells_lead_is_not_printed(tmp_path: Path) -> None:
    """What is joined is told in each row's own words, of which those of the first are read."""
    mean = "rata_rata(realisasi(x; tahun) / realisasi(x; tahun) untuk indikator x di s)"
    columns = f'kolom "Rata-rata" {mean} gabung\n  kolom "Indikator" i.nama'
    joined = f'tabel g "G" {{\n  nomor "1.1"\n  untuk sasaran s, indikator i di s\n  {columns}\n}}\n'
    found = checked(tmp_path, joined)
    assert found.model is not None
    (grid,) = make_grids(found.model, Period(2021))
    covered = [row[0] for row in grid.rows if not row[0].span]
    assert covered, "absent cells that follow one another are joined"
    led = {note for row in grid.rows for cell in row if cell.span for note in cell.notes}
    assert led == set(range(len(grid.footnotes)))

"""Cells that are sums or differences of others in their row: remarked on where what is shown gives another figure."""

from pathlib import Path

from kinerja_rules.report.grid import Grid
from kinerja_rules.report.grid_across import DIFFERENCE_REMARK, SUM_REMARK
from tests.report.grid_plans import grids, texts

DATA = """
realisasi { 2023
  a 95 %
  b 2 orang }
"""


def marks(grid: Grid) -> list[list[tuple[str, ...]]]:
    """What is said of each cell, of the rows and of the totals."""
    return [[tuple(grid.footnotes[n] for n in c.notes) for c in row] for row in (*grid.rows, *grid.totals)]


def test_a_difference_that_the_digits_shown_do_not_give_is_remarked_on(tmp_path: Path) -> None:
    tables = (
        DATA
        + """
        ukuran bergerak "Naik atau turun" {
          untuk indikator i, tahun t
          nilai capaian(i; t) - capaian(i; t - 1)
          satuan poin
        }
        tabel t "T" {
          untuk indikator i yang i.id = "a" atau i.id = "b"
          kolom "N" i.nama
          kelompok "Capaian" tiap tahun u di tahun - 1 s.d. tahun { kolom "{u}" capaian(i; u) desimal 0 }
          kolom "Beda"      capaian(i; tahun) - capaian(i; tahun - 1) desimal 0
          kolom "Beda lain" bergerak(i; tahun) desimal 0
          kolom "Selisih"   selisih(capaian(i; tahun); capaian(i; tahun - 1)) desimal 0
          kolom "Jika"      jika ada(i.nama) maka capaian(i; tahun) - capaian(i; tahun - 1) selain itu 0 poin desimal 0
          kolom "Halus"     capaian(i; tahun) - capaian(i; tahun - 1)
          kolom "Jauh"      capaian(i; tahun) - capaian(i; tahun - 1) - 0,4 poin desimal 0
        }
        """
    )
    (grid,) = grids(tmp_path, tables, year=2023)
    assert texts(grid) == [
        ["Indikator a", "117 %", "106 %", *["-12 poin"] * 4, "-11,72 poin", "-12 poin"],
        ["Indikator b", "67 %", "100 %", *["33 poin"] * 4, "33,33 poin", "33 poin"],
    ]
    off = (DIFFERENCE_REMARK,)
    # 106 less 117 is -11; beneath "Jauh" the column "Beda" less 0,4 is right
    assert marks(grid) == [[(), (), (), off, off, off, off, off, ()], [(), (), (), (), (), (), (), off, ()]]
    assert grid.footnotes == (DIFFERENCE_REMARK,)


def test_a_sum_across_columns_is_remarked_on_and_so_is_its_total(tmp_path: Path) -> None:
    tables = """
        anggaran 2024 {
                    pagu     realisasi
          K1  Rp 1.400.000  Rp 1.400.000
          K2  Rp 1.400.000    Rp 900.000
          P2  Rp 1.300.000  Rp 1.300.000
        }
        tabel t "T" {
          untuk simpul s yang s.id = "K1" atau s.id = "K2" atau s.id = "P2"
          kolom "N"         s.nama
          kolom "Pagu"      pagu(s; 2024) dalam "Rp juta" desimal 0
          kolom "Realisasi" realisasi_anggaran(s; 2024) dalam "Rp juta" desimal 0
          kolom "Keduanya"  jumlah(pagu(s; 2024); realisasi_anggaran(s; 2024)) dalam "Rp juta" desimal 0
          kolom "Sisa"      pagu(s; 2024) - realisasi_anggaran(s; 2024) dalam "Rp juta" desimal 0
          jumlah "Jumlah"
        }
        """
    (grid,) = grids(tmp_path, tables)
    shown = [[cell.text for cell in row[1:]] for row in (*grid.rows, *grid.totals)]
    plain = [[text.removeprefix("Rp ").removesuffix(" juta") for text in row] for row in shown]
    assert plain == [["1", "1", "3", "0"], ["1", "1", "2", "1"], ["1", "1", "3", "0"], ["4", "4", "8", "1"]]
    across, beneath = marks(grid)[:3], marks(grid)[3]
    assert [[SUM_REMARK in said for said in row] for row in across] == [
        [False, False, False, True, False],
        [False, False, False, False, False],
        [False, False, False, True, False],
    ]
    assert [[DIFFERENCE_REMARK in said for said in row] for row in across] == [
        [False] * 5,
        [False, False, False, False, True],
        [False] * 5,
    ]
    assert [SUM_REMARK in said for said in beneath] == [False] * 5
    assert [DIFFERENCE_REMARK in said for said in beneath] == [False, False, False, False, True]


def test_a_sum_over_a_set_is_held_to_the_columns_of_its_members(tmp_path: Path) -> None:
    tables = (
        DATA
        + """
        tabel t "T" {
          untuk indikator i yang i.id = "a" atau i.id = "b"
          kelompok "Capaian" tiap tahun u di tahun - 1 s.d. tahun { kolom "{u}" capaian(i; u) desimal 1 }
          kolom "Bersama" jumlah(capaian(i; u) untuk tahun u di tahun - 1 s.d. tahun) desimal 1
          kolom "Lebih"   jumlah(capaian(i; u) untuk tahun u di tahun - 2 s.d. tahun lewati) desimal 1
        }
        """
    )
    (grid,) = grids(tmp_path, tables, year=2023)
    assert texts(grid)[0][:3] == ["117,3 %", "105,6 %", "222,8 %"]
    assert [said[2] for said in marks(grid)] == [(SUM_REMARK,), ()]
    assert not any(said[3] for said in marks(grid))  # a member of the set has no column


def test_what_is_no_sum_of_what_is_shown_is_not_remarked_on(tmp_path: Path) -> None:
    tables = (
        DATA
        + """
        tabel t "T" {
          untuk indikator i yang i.id = "a" atau i.id = "b"
          kolom "N"        i.nama
          kolom "Capaian"  capaian(i; tahun) desimal 0
          kolom "Sebelum"  capaian(i; tahun - 1) - 3 poin desimal 0
          kolom "Beda"     capaian(i; tahun) - capaian(i; tahun - 1) desimal 0
          kolom "Dua kali" 2 * capaian(i; tahun) desimal 0
          kolom "Lagi"     capaian(i; tahun) dalam poin desimal 1
        }
        """
    )
    (grid,) = grids(tmp_path, tables, year=2023)
    assert not grid.footnotes


def test_the_efficiency_of_the_lkjip_is_held_to_its_achievement_and_absorption(tmp_path: Path) -> None:
    """An achievement of a node with one indicator stands in the table as that of the indicator."""
    tables = """
        anggaran 2023 {
                pagu   realisasi
          K1   Rp 300    Rp 100
        }
        tabel t "T" {
          untuk simpul s yang s.id = "K1", indikator i di s
          kolom "Capaian"   capaian(i; tahun) desimal 0
          kolom "Serapan"   ukuran_serapan(s; setahun) desimal 0 gabung
          kolom "Efisiensi" ukuran_efisiensi(s; tahun) desimal 0 gabung
        }
        target    { 2023
          k  7 orang }
        realisasi { 2023
          k  2 orang }
        """
    (grid,) = grids(tmp_path, tables, year=2023)
    assert texts(grid) == [["29 %", "33 %", "-5 poin"]]
    assert marks(grid) == [[(), (), (DIFFERENCE_REMARK,)]]

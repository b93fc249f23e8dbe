"""Tables of reports: rows, columns, groups, totals, footnotes; each figure can be asked for, and each formula holds."""

import re
from fractions import Fraction
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import docx
import pytest

from kinerja_rules import api
from kinerja_rules.analysis.build import CheckResult
from kinerja_rules.functions import builtins
from kinerja_rules.model.derivation import Derivation
from kinerja_rules.model.periods import Period
from kinerja_rules.model.values import Missing, Number, TargetValue
from kinerja_rules.report import grids_json
from kinerja_rules.report.book import Book, Chapter
from kinerja_rules.report.grid import NO_ROWS, Grid, GridCell, said_of_no_rows
from kinerja_rules.report.grids import chapters, report_title
from kinerja_rules.report.grids_text import render_grid
from kinerja_rules.report.screen import Screen
from kinerja_rules.report.sheet import render_xlsx
from kinerja_rules.report.word import render_docx
from tests.report.grid_plans import checked, grids, held, reckoned, texts

ROOT = Path(__file__).parent.parent.parent
EXAMPLES = {"dinaker_pasuruan_2022": (2021, 2022, 2023), "dinkes_contoh": (2023, 2024)}


@pytest.fixture(scope="module")
def examples() -> dict[str, CheckResult]:
    return {name: api.check(ROOT / "examples" / name) for name in EXAMPLES}


def cells_of(grid: Grid) -> list[tuple[tuple[GridCell, ...], GridCell]]:
    return [(row, cell) for row in (*grid.rows, *grid.totals) for cell in row]


# ---- every figure --------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("name", EXAMPLES)
def test_every_figure_can_be_asked_for_and_is_what_is_answered(name: str, examples: dict[str, CheckResult]) -> None:
    found = examples[name]
    assert found.model is not None
    asked: dict[str, GridCell] = {}
    for year in EXAMPLES[name]:
        for grid in api.tables(found.model, year):
            for _, cell in cells_of(grid):
                if cell.numeric and (cell.value is not None or cell.absent) and cell.question is None:
                    assert grid.columns[0].numeric, (grid.id, cell)  # only the number of a row is of no question
                if cell.question is not None:
                    asked[cell.question] = cell
    assert len(asked) > 100
    for question, cell in asked.items():
        answer = api.trace(found, question)
        assert isinstance(answer, Derivation), (question, [d.message for d in answer])
        value = answer.root.value
        match value:
            case Missing():
                assert cell.absent, question
            case Number():
                if cell.text.startswith("1 : "):  # one to so many: no number that a cell could hold
                    continue
                assert cell.value is not None, question
                assert cell.value * cell.scale == value.value, question
            case TargetValue():
                assert cell.value is None or cell.value * cell.scale == value.lower.value, question
            case _:
                assert cell.text == str(value), question


@pytest.mark.parametrize("name", EXAMPLES)
def test_every_formula_comes_to_its_cell(name: str, examples: dict[str, CheckResult]) -> None:
    model = examples[name].model
    assert model is not None
    proved = 0
    for grid in api.tables(model, EXAMPLES[name][1]):
        rows = (*grid.rows, *grid.totals)
        for (at, column), formula in grid.formulas().items():
            cell = rows[at][column]
            assert reckoned(grid, rows[at], formula) == held(cell), (grid.id, cell)
            proved += 1
    assert proved > 20


def test_no_table_of_the_shipped_package_is_left_out(examples: dict[str, CheckResult]) -> None:
    model = examples["dinaker_pasuruan_2022"].model
    assert model is not None
    numbers = [g.number for g in api.tables(model, 2022)]
    assert numbers == ("1.1 2.1 2.2 2.3 2.4 2.4.1 2.5 3.1 3.2 3.2.1 3.2.2 3.3 3.4 3.5 3.6 3.7 3.8 3.9 3.10 4.1".split())
    assert [c.heading for c in chapters(model, api.tables(model, 2022))] == [
        "Bab I Pendahuluan",
        "Bab II Perencanaan Kinerja",
        "Bab III Akuntabilitas Kinerja",
        "Bab IV Penutup",
    ]
    assert report_title(model, Period(2022)) == "Laporan Kinerja Instansi Pemerintah Tahun 2022"


# ---- rows and columns ----------------------------------------------------------------------------------------------------
def test_rows_over_nested_sets_are_numbered_grouped_and_merged(tmp_path: Path) -> None:
    (grid,) = grids(
        tmp_path,
        """
        tabel satu "Indikator {tahun}" {
          nomor "1"
          untuk sasaran s, indikator i di s
          walau_kosong
          kelompokkan "Sasaran: {s.nama}"
          kolom nomor "NO"
          kolom "Sasaran" s.nama gabung
          kolom "Indikator" i.nama
          kolom "Realisasi" realisasi(i; tahun)
          sumber "Dinas, {tahun}"
          catatan "Catatan" "dua bagian."
        }
        """,
    )
    assert (grid.caption, grid.number, grid.source) == ("Indikator 2022", "1", "Dinas, 2022")
    assert [c.heading for c in grid.columns] == ["NO", "Sasaran", "Indikator", "Realisasi"]
    assert texts(grid) == [
        ["Sasaran: Sasaran satu"],
        ["1", "Sasaran satu", "Indikator a", "93,821 %"],
        ["2", "", "Indikator b", "4 orang"],
        ["Sasaran: Sasaran dua"],
        ["3", "Sasaran dua", "", ""],
    ]
    assert [grid.rows[1][1].span, grid.rows[2][1].span, grid.rows[4][1].span] == [2, 0, 1]
    assert grid.footnotes == ()
    assert grid.remarks == ("Catatan dua bagian.",)
    assert not any(c.absent for c in grid.rows[4])


def test_columns_are_numbered_where_the_outline_of_the_report_says_so(tmp_path: Path) -> None:
    table = 'tabel t "T" { untuk sasaran s  kolom "S" s.nama }'
    for field, numbered in (("nomor_kolom", True), ("", False)):
        (grid,) = grids(tmp_path, f'laporan l "L" {{ bab "1" "Satu" {field} }}\n{table}')
        assert grid.numbered is numbered


def test_a_row_without_members_is_left_out_unless_it_is_to_be_kept(tmp_path: Path) -> None:
    (grid,) = grids(tmp_path, 'tabel t "T" { untuk sasaran s, indikator i di s  kolom "S" s.nama  kolom "I" i.nama }')
    assert [row[0] for row in texts(grid)] == ["Sasaran satu", "Sasaran satu"]


def test_columns_repeat_over_years_and_groups_over_members(tmp_path: Path) -> None:
    (grid,) = grids(
        tmp_path,
        """
        tabel t "T" {
          untuk indikator i di S1
          kolom "Tahun {u}" realisasi(i; u) tiap tahun u di tahun - 1 s.d. tahun tanpa_satuan
          kelompok "{k.nama}" tiap kategori k {
            kolom "Kena" jika kategori(i; tahun) = k.nama maka "ya" selain itu ""
          }
        }
        """,
    )
    assert [(c.group, c.heading) for c in grid.columns[:3]] == [
        (None, "Tahun 2021"),
        (None, "Tahun 2022"),
        ("Sangat Tinggi", "Kena"),
    ]
    assert len(grid.columns) == 7
    assert texts(grid)[0][:4] == ["70", "93,821", "ya", ""]
    assert grid.rows[0][1].unit is None
    assert grid.rows[0][1].value == Fraction(93821, 1000)


def test_one_table_for_each_member(tmp_path: Path) -> None:
    made = grids(
        tmp_path,
        'tabel t "Kinerja {s.nama}" tiap sasaran s { nomor "3.2"  untuk indikator i di s  kolom "I" i.nama }',
    )
    assert [(g.id, g.number, g.caption, len(g.rows)) for g in made] == [
        ("t.S1", "3.2.1", "Kinerja Sasaran satu", 2),
        ("t.S2", "3.2.2", "Kinerja Sasaran dua", 0),
    ]


def test_rows_are_sorted_and_those_without_a_value_come_last(tmp_path: Path) -> None:
    tables = """
        tabel naik "Naik" { nomor "1"  untuk indikator i  urut target(i; 2023)  kolom "I" i.nama }
        tabel turun "Turun" { nomor "2"  untuk indikator i  urut capaian(i; tahun) menurun  kolom "I" i.nama }
        """
    naik, turun = grids(tmp_path, tables)
    assert [row[0] for row in texts(naik)] == ["Pertumbuhan", "Indikator a", "Indikator b", "Keluaran"]
    assert [row[0] for row in texts(turun)] == ["Indikator a", "Pertumbuhan", "Keluaran", "Indikator b"]


def test_tables_stand_in_order_of_their_numbers(tmp_path: Path) -> None:
    tables = " ".join(
        f'tabel t{at} "T" {{ {number} untuk sasaran s  kolom "S" s.nama }}'
        for at, number in enumerate(('nomor "3.10"', "", 'nomor "3.9"', 'nomor "1.1"'))
    )
    assert [g.number for g in grids(tmp_path, tables)] == ["1.1", "3.9", "3.10", ""]


# ---- what a cell shows ---------------------------------------------------------------------------------------------------
def test_figures_look_as_they_do_elsewhere(tmp_path: Path) -> None:
    (grid,) = grids(
        tmp_path,
        """
        tabel t "T" {
          untuk indikator i di S1
          kolom "R" realisasi(i; tahun)
          kolom "C" capaian(i; tahun)
          kolom "C1" capaian(i; tahun) desimal 1
          kolom "T" target(i; tahun)
          kolom "K" kategori(i; tahun)
          kolom "P" pagu(P1; tahun)
          kolom "Iku" iku(i)
          kolom "Di atas" leluhur(i)
        }
        """,
    )
    assert texts(grid)[0] == [
        "93,821 %", "117,28 %", "117,3 %", "80 %", "Sangat Tinggi", "Rp 1.600", "ya", "Sasaran satu; Tujuan",
    ]  # fmt: skip
    assert grid.rows[0][1].question == "capaian(a; 2022)"
    assert grid.formulas()[0, 1] == "[0]/[3]"
    assert grid.formulas()[1, 1] == "(2*[3]-[0])/[3]"


def test_absent_values_say_why_once_and_prose_leaves_a_visible_gap(tmp_path: Path) -> None:
    (grid,) = grids(
        tmp_path,
        """
        tabel t "T" {
          untuk indikator i di S1
          kolom "2021" realisasi(i; tahun - 1)
          kolom "2020" realisasi(i; tahun - 2)
          kolom "Sebab" narasi(i; tahun; "penyebab")
        }
        """,
    )
    assert texts(grid) == [
        ["70 %", "–", "Sebabnya ada."],
        ["–", "–", "[belum diisi: penyebab b 2022]"],
    ]
    assert grid.columns[2].narrative
    assert grid.rows[1][2].absent
    assert not grid.rows[1][2].notes
    assert len(grid.footnotes) == 2  # one for what is marked as absent, one for what nobody states, of both rows
    assert grid.rows[0][1].notes == grid.rows[1][1].notes


def test_limits_and_roundings_of_policies_are_said(tmp_path: Path) -> None:
    (grid,) = grids(
        tmp_path,
        'tabel t "T" { untuk indikator i di S1  kolom "C" capaian(i; tahun)  kolom "K" kategori(i; tahun) }',
        "dibatasi 0 % s.d. 110 %  pembulatan_capaian 1  nilai_kategori ditampilkan",
    )
    assert texts(grid)[0] == ["110,00 %", "Sangat Tinggi"]
    said = [grid.footnotes[n] for n in grid.rows[0][0].notes]
    assert said == [
        "capaian dibulatkan ke 1 desimal (ditetapkan paket dinas)",
        "capaian dibatasi 0 % s.d. 110 % (ditetapkan paket dinas); sebelum dibatasi 117,28 %",
    ]
    assert [grid.footnotes[n] for n in grid.rows[1][0].notes] == said[:1]
    assert any(note.startswith("kategori menurut capaian yang ditampilkan") for note in grid.footnotes)


# ---- totals --------------------------------------------------------------------------------------------------------------
def test_sums_are_exact_and_count_each_member_once(tmp_path: Path) -> None:
    (grid,) = grids(
        tmp_path,
        """
        tabel t "T" {
          untuk program p, kegiatan k di p
          walau_kosong
          kolom "Program" p.nama
          kolom "Pagu program" pagu(p; tahun)
          kolom "Serapan" ukuran_serapan(k; tahun)
          kolom "Pagu" pagu(k; tahun) total jumlah(pagu(x; tahun) untuk kegiatan x)
          jumlah "Jumlah"
          rata_rata "Rata-rata" yang ada(pagu(k; tahun))
        }
        """,
    )
    total, mean = grid.totals
    assert [c.text for c in total] == ["Jumlah", "Rp 1.900", "", "Rp 1.600"]
    assert total[1].question == "jumlah(pagu(p; 2022) untuk program p)"
    formulas = grid.formulas()
    assert formulas[len(grid.rows), 1] == "SUM([1@0],[1@2])"
    assert [c.text for c in mean][2:] == ["58,28 %", "Rp 800"]
    assert formulas[len(grid.rows) + 1, 2] == "AVERAGE([2@0:1])"


ALL_TOTALLED = """
tabel t "T" {
  untuk program p
  KOLOM
  kolom "Pagu" pagu(p; tahun)
  kolom "Dua kali" pagu(p; tahun) * 2
  jumlah "Jumlah"
  rata_rata "Rerata"
}
"""


def test_where_all_columns_are_totalled_the_label_stands_over_the_table_and_no_sum_is_lost(tmp_path: Path) -> None:
    (grid,) = grids(tmp_path, ALL_TOTALLED.replace("KOLOM", ""))
    wanted = [["Jumlah"], ["Rp 1.900", "Rp 3.800"], ["Rerata"], ["Rp 950", "Rp 1.900"]]
    assert [[c.text for c in row] for row in grid.totals] == wanted
    assert grid.formulas()[3, 0] == "SUM([0@0:1])"
    assert grid.formulas()[5, 1] == "AVERAGE([1@0:1])"
    book = Book("Judul", "Dinas", (), (Chapter("Bab", (grid,)),))
    screen = render_grid(grid, Screen(80, False))
    assert next(line.strip() for line in screen if "Rp 1.900" in line or "Jumlah" in line) == "Jumlah"
    assert any(line.split() == ["Rp", "1.900", "Rp", "3.800"] for line in screen)
    table = docx.Document(BytesIO(render_docx(book))).tables[0]
    assert [[c.text.replace("\N{NO-BREAK SPACE}", " ") for c in row.cells] for row in table.rows][3:5] == [
        ["Jumlah"] * 2,
        ["Rp 1.900", "Rp 3.800"],
    ]
    sheet = totals_of_sheet(render_xlsx(book))
    assert sheet == ["SUM(A4:A5)", "SUM(B4:B5)", "AVERAGE(A4:A5)", "AVERAGE(B4:B5)"]


def totals_of_sheet(raw: bytes) -> list[str]:
    with ZipFile(BytesIO(raw)) as archive:
        text = archive.read("xl/worksheets/sheet2.xml").decode()
    return re.findall(r"<f>((?:SUM|AVERAGE)[^<]*)</f>", text)


def test_where_only_the_row_numbers_are_free_the_label_stands_there(tmp_path: Path) -> None:
    (grid,) = grids(tmp_path, ALL_TOTALLED.replace("KOLOM", 'kolom "Tiga kali" pagu(p; tahun) * 3 kolom nomor "No"'))
    assert [c.text for c in grid.totals[0]] == ["Rp 5.700", "Jumlah", "Rp 1.900", "Rp 3.800"]


def test_an_absent_member_makes_the_sum_absent(tmp_path: Path) -> None:
    (grid,) = grids(
        tmp_path,
        """
        tabel t "T" {
          untuk program p
          kolom "Program" p.nama
          kolom "Realisasi" realisasi_anggaran(p; tahun)
          jumlah "Jumlah"
        }
        """,
    )
    assert grid.totals[0][1].absent
    assert "realisasi anggaran" in grid.footnotes[grid.totals[0][1].notes[0]]


@pytest.mark.parametrize(
    ("divisor", "shown", "total", "sum_shown"), [(400, ["3", "2"], "4", "5"), (300, ["3", "2"], "5", None)]
)
def test_parts_that_do_not_add_up_after_rounding_are_said(
    divisor: int, shown: list[str], total: str, sum_shown: str | None, tmp_path: Path
) -> None:
    (grid,) = grids(
        tmp_path,
        f"""
        tabel t "T" {{
          untuk kegiatan k
          kolom "Kegiatan" k.nama
          kolom "Bagian" pagu(k; tahun) / {divisor}
          jumlah "Jumlah"
        }}
        """,
    )
    assert [row[1] for row in texts(grid)] == [f"Rp {text}" for text in shown]
    assert grid.totals[0][1].text == f"Rp {total}"
    notes = [grid.footnotes[n] for n in grid.totals[0][1].notes]
    assert len(notes) == (sum_shown is not None)
    assert all(note.startswith(f"angka yang ditampilkan berjumlah {sum_shown};") for note in notes)


# ---- what is wrong -------------------------------------------------------------------------------------------------------
def test_a_wrong_column_leaves_out_its_table_and_nothing_else(tmp_path: Path) -> None:
    tables = """
tabel salah "Salah" {
  untuk indikator i
  kolom "Nama" i.nma
  kolom "Capaian" capain(i; tahun)
}
tabel benar "Benar" { untuk indikator i  kolom "Nama" i.nama }
"""
    found = checked(tmp_path, tables)
    assert [(d.code, d.primary.line if d.primary else 0) for d in found.diagnostics] == [("KR201", 4), ("KR201", 5)]
    assert found.model is not None
    assert [g.id for g in api.tables(found.model, 2022)] == ["benar"]


def test_a_table_that_cannot_be_read_leaves_out_itself_only(tmp_path: Path) -> None:
    tables = """
tabel salah "Salah" {
  untuk indikator i
  kolom "Nama" i.nama +
}
tabel benar "Benar" { untuk indikator i  kolom "Nama" i.nama }
"""
    found = checked(tmp_path, tables)
    assert [d.code for d in found.diagnostics] == ["KR100"]
    assert found.model is not None
    assert [g.id for g in api.tables(found.model, 2022)] == ["benar"]


def test_a_mistake_outside_tables_still_blocks(tmp_path: Path) -> None:
    found = checked(tmp_path, 'sasaran S9 "S" { indikator x "X" { satuan % arah nak } }')
    assert found.model is None


def test_a_column_set_does_not_depend_on_the_row(tmp_path: Path) -> None:
    found = checked(
        tmp_path, 'tabel t "T" { untuk sasaran s  kolom "{i.nama}" capaian(i; tahun) tiap indikator i di s }'
    )
    assert {d.code for d in found.diagnostics} == {"KR201"}


# ---- whose table holds ---------------------------------------------------------------------------------------------------
def test_the_plan_s_own_table_takes_the_place_of_a_package_s(tmp_path: Path) -> None:
    used = "pakai lkjip_permenpanrb_53_2014"
    before = [g.id for g in grids(tmp_path, "", used)]
    own = """
    tabel capaian_pk "Capaian dinas" { nomor "3.2"  untuk sasaran s  kolom "S" s.nama }
    tabel skala_capaian tidak_dipakai
    """
    after = grids(tmp_path, own, used)
    assert [g.id for g in after] == [i for i in before if i != "skala_capaian"]
    assert next(g for g in after if g.id == "capaian_pk").caption == "Capaian dinas"


def test_what_no_package_has_cannot_be_dropped(tmp_path: Path) -> None:
    assert [d.code for d in checked(tmp_path, "tabel x tidak_dipakai").diagnostics] == ["KR201"]


# ---- nothing a table says ends in a traceback ----------------------------------------------------------------------------
SETS = (
    "indikator", "simpul", "misi", "tujuan", "sasaran", "program", "kegiatan", "subkegiatan", "dokumen", "pembanding",
    "data", "skala", "jenis_belanja", "kategori", "tahun", "periode",
)  # fmt: skip


@pytest.mark.parametrize("kind", SETS)
def test_every_function_of_every_kind_of_row_makes_a_table_or_says_why_not(kind: str, tmp_path: Path) -> None:
    shapes = ("{f}(x)", "{f}(x; tahun)", '{f}(x; tahun; "penyebab")', "{f}(x; tahun; x)", "x.{f}")
    tables = "".join(
        f'tabel t{at} "T" {{ untuk sasaran s, {kind} x  walau_kosong  urut {value}  kolom "A" {value}  kolom "B" x gabung }}\n'
        for at, value in enumerate(shape.format(f=name) for name in builtins() for shape in shapes)
    )
    found = checked(
        tmp_path,
        tables + 'pembanding nasional "Nasional" {\n      2022\n  a   50 %\n}\ndata mentah "Mentah" { satuan orang }\n',
    )
    assert found.model is not None
    made = api.tables(found.model, 2022)
    assert made, [d.message for d in found.diagnostics][:5]
    for grid in made:
        assert all(len(row) == 2 for row in grid.rows)


def test_a_table_whose_columns_repeat_over_nothing_is_shown_empty(tmp_path: Path) -> None:
    (grid,) = grids(tmp_path, 'tabel t "T" { untuk sasaran s  kolom "{p.nama}" p.kode tiap misi p }')
    assert grid.columns == ()
    assert render_grid(grid, Screen(80, False))


def test_a_part_of_a_year_has_tables_too(examples: dict[str, CheckResult]) -> None:
    model = examples["dinkes_contoh"].model
    assert model is not None
    by_id = {g.id: g for g in api.tables(model, Period(2024, "TW2"))}
    assert by_id["capaian_pk"].caption == "Capaian Kinerja Dinas Kesehatan Triwulan II Tahun 2024"
    assert by_id["capaian_pk"].source == "Dinas Kesehatan, LKjIP Triwulan II Tahun 2024"
    # what is planned and what money there is stands in the documents of the year
    whole = {g.id: g for g in api.tables(model, 2024)}
    for same in (
        "anggaran_dua_tahun",
        "perjanjian_kinerja",
        "program_kegiatan",
        "anggaran_program",
        "belanja_menurut_jenis",
    ):
        assert by_id[same] == whole[same], same
        assert by_id[same].rows
    beside = by_id["efisiensi_sumber_daya"]
    assert [c.text for c in beside.rows[0][6:9]] == [c.text for c in whole["efisiensi_sumber_daya"].rows[0][6:9]]
    assert beside.remarks == ("Anggaran dinyatakan per tahun: yang tercantum pagu dan realisasi sepanjang tahun.",)
    assert whole["efisiensi_sumber_daya"].remarks == ()


def test_a_title_names_a_part_of_a_year_in_words(tmp_path: Path) -> None:
    tables = """
        tabel t "Kinerja Tahun {tahun}, uang Tahun {setahun}" {
          untuk tahun u di tahun - 1 s.d. tahun
          kelompok "Capaian {tahun}" { kolom "tahun {tahun}" u }
          sumber "Laporan {tahun}"
        }
        """
    model = checked(tmp_path, tables).model
    assert model is not None
    shown = {}
    for period in (Period(2022), Period(2022, "TW2"), Period(2022, "S1"), Period(2022, "10")):
        (grid,) = api.tables(model, period)
        shown[str(period)] = (
            grid.caption,
            grid.columns[0].group,
            grid.columns[0].heading,
            grid.rows[-1][0].text,
            grid.source,
        )
    assert shown == {
        "2022": ("Kinerja Tahun 2022, uang Tahun 2022", "Capaian 2022", "tahun 2022", "2022", "Laporan 2022"),
        "2022-TW2": (
            "Kinerja Triwulan II Tahun 2022, uang Tahun 2022",
            "Capaian Triwulan II Tahun 2022",
            "Triwulan II Tahun 2022",
            "Triwulan II Tahun 2022",
            "Laporan Triwulan II Tahun 2022",
        ),
        "2022-S1": (
            "Kinerja Semester I Tahun 2022, uang Tahun 2022",
            "Capaian Semester I Tahun 2022",
            "Semester I Tahun 2022",
            "Semester I Tahun 2022",
            "Laporan Semester I Tahun 2022",
        ),
        "2022-10": (
            "Kinerja Bulan Oktober Tahun 2022, uang Tahun 2022",
            "Capaian Bulan Oktober Tahun 2022",
            "Bulan Oktober Tahun 2022",
            "Bulan Oktober Tahun 2022",
            "Laporan Bulan Oktober Tahun 2022",
        ),
    }


def test_a_row_is_kept_where_any_later_set_is_empty(tmp_path: Path) -> None:
    (grid,) = grids(
        tmp_path,
        """
        tabel t "T" {
          untuk sasaran s, program p di s yang p.id <> "P2", indikator i di p
          walau_kosong
          kolom "S" s.nama gabung
          kolom "P" p.nama gabung
          kolom "I" i.nama
          kolom "R" realisasi(i; tahun)
        }
        """,
    )
    assert texts(grid) == [["Sasaran satu", "Program satu", "", ""], ["Sasaran dua", "", "", ""]]
    assert [row[1].span for row in grid.rows] == [1, 1]
    assert grid.footnotes == ()


def test_what_is_said_of_a_table_as_a_whole_bears_no_letter(tmp_path: Path) -> None:
    (grid,) = grids(
        tmp_path,
        """
        tabel t "Kategori {target(tumbuh; 2030)}" {
          untuk indikator i di S1
          kolom "I" i.nama
          kolom "R" realisasi(i; 2021)
          catatan "Angka sementara."
          catatan "{jika tahun = 2022 maka “” selain itu “Lain.”}"
          catatan "Dikutip dari {target(tumbuh; 2031)}."
        }
        """,
    )
    assert grid.footnotes == ("belum ada data: realisasi tahun 2021 dinyatakan belum ada",)
    assert [cell.notes for row in grid.rows for cell in row] == [(), (), (), (0,)]
    assert grid.remarks == ("Angka sementara.", "Dikutip dari –.")
    assert render_grid(grid, Screen(80, False))[-4:] == [
        "Catatan: Angka sementara.",
        "Catatan: Dikutip dari –.",
        "",
        "a) belum ada data: realisasi tahun 2021 dinyatakan belum ada",
    ]


def test_parts_that_do_not_add_up_as_shown_are_remarked_on(tmp_path: Path) -> None:
    """Beneath a declared total, and at the figure of a program above its activities."""
    money = """
        anggaran 2023 {
                      pagu   realisasi
          K1   Rp 1.333.333    Rp 1
          K2   Rp 1.333.333    Rp 1
          P2   Rp 1.333.334    Rp 1
        }
        tabel bagian "Bagian" {
          untuk simpul s yang jenis(s) = "program" atau jenis(s) = "kegiatan"
          kolom "N" s.nama
          kolom "Juta" pagu(s; 2023) dalam "Rp juta" desimal 1
          kolom "%" pagu(s; 2023) / pagu_total(2023) dalam % desimal 0
                    total jumlah(pagu(p; 2023) / pagu_total(2023) dalam % untuk program p)
          kolom "Lain" pagu(s; 2023) / pagu_total(2023) dalam % desimal 0 total 5 %
          jumlah "Jumlah" yang jenis(s) = "program"
        }
        """
    (grid,) = grids(tmp_path, money)
    (total,) = grid.totals
    assert [[cell.text for cell in row] for row in (*grid.rows, total)] == [
        ["Program satu", "Rp 2,7 juta", "67 %", "67 %"],
        ["Kegiatan satu", "Rp 1,3 juta", "33 %", "33 %"],
        ["Kegiatan dua", "Rp 1,3 juta", "33 %", "33 %"],
        ["Program dua", "Rp 1,3 juta", "33 %", "33 %"],
        ["Jumlah", "Rp 4,0 juta", "100 %", "5 %"],
    ]
    told = "angka yang ditampilkan berjumlah {}; jumlahnya dihitung dari nilai eksak, selisihnya karena pembulatan"
    assert grid.footnotes == (told.format("2,6"), told.format("66"))
    assert [[cell.notes for cell in row] for row in (*grid.rows, total)] == [
        [(), (0,), (1,), (1,)],
        [(), (), (), ()],
        [(), (), (), ()],
        [(), (), (), ()],
        [(), (), (), ()],
    ]


def test_a_declared_total_of_thirds_is_remarked_on(tmp_path: Path) -> None:
    tables = """
        anggaran 2024 {
                pagu   realisasi
          K1   Rp 10    Rp 1
          K2   Rp 10    Rp 1
          P2   Rp 10    Rp 1
        }
        tabel t "T" {
          untuk simpul s yang s.id = "K1" atau s.id = "K2" atau s.id = "P2"
          kolom "N" s.nama
          kolom "%" pagu(s; 2024) / pagu_total(2024) dalam % desimal 0 total pagu_total(2024) / pagu_total(2024) dalam %
          jumlah "Jumlah"
        }
        """
    (grid,) = grids(tmp_path, tables)
    assert [row[1].text for row in (*grid.rows, *grid.totals)] == ["33 %", "33 %", "33 %", "100 %"]
    assert grid.totals[0][1].notes == (0,)
    assert grid.footnotes[0].startswith("angka yang ditampilkan berjumlah 99;")


def test_no_sum_is_taken_of_no_rows(tmp_path: Path) -> None:
    tables = (
        'tabel t "T" { untuk program p yang p.id = "P9"  kolom "P" p.nama  kolom "Rp" pagu(p; tahun)  jumlah "Jumlah" }'
    )
    (grid,) = grids(tmp_path, tables)
    assert (grid.rows, grid.totals) == ((), ())


def test_a_table_says_why_it_has_no_rows(tmp_path: Path) -> None:
    row = 'untuk indikator i yang banyak(program p) > 9  kolom "A" i.nama'
    made = grids(
        tmp_path,
        f"""
        tabel a "A" {{ nomor "1"  {row}  kosong "Tidak ada yang besar" "tahun {{tahun}}." }}
        tabel b "B" {{ nomor "2"  {row} }}
        tabel c "C" {{ nomor "3"  {row}  kosong "{{“”}}" }}
        tabel d "D" {{ nomor "4"  untuk indikator i  kolom "A" i.nama  kosong "Tidak ada." }}
        """,
    )
    assert all(not grid.remedies for grid in made)
    said = [said_of_no_rows(grid) for grid in made]
    assert said == ["Tidak ada yang besar tahun 2022.", NO_ROWS, NO_ROWS, None]
    assert render_grid(made[0], Screen(80, False))[-1] == said[0]


def test_formulas_reckon_in_the_units_of_the_cells(tmp_path: Path) -> None:
    """Days by days are days by days; what is of another unit is brought to the first's."""
    (grid,) = grids(
        tmp_path,
        """
        satuan regu "regu" hitungan
        satuan kelompok_besar "kelompok besar" = 24 regu
        data rawat    "Rawat"    { satuan "kelompok besar" }
        data tersedia "Tersedia" { satuan "kelompok besar" }
        data jaga     "Jaga"     { satuan regu }
        data keluar   "Keluar"   { satuan orang }
        data {
                                  2022
          rawat     30 "kelompok besar"
          tersedia  40 "kelompok besar"
          jaga      12 regu
          keluar     4 orang
        }
        tabel t "T" {
          untuk indikator i yang i.id = "a"
          kolom "Rawat"    rawat(tahun)
          kolom "Tersedia" tersedia(tahun)
          kolom "Jaga"     jaga(tahun)
          kolom "Keluar"   keluar(tahun)
          kolom "BOR"      rawat(tahun) / tersedia(tahun) dalam %
          kolom "LOS"      rawat(tahun) / keluar(tahun)
          kolom "Bersama"  rawat(tahun) + jaga(tahun)
          kolom "Kurang"   rawat(tahun) - 12 regu
          kolom "Bagian"   jaga(tahun) / rawat(tahun) dalam %
        }
        """,
    )
    assert texts(grid)[0][4:9] == [
        "75,00 %",
        "7,5 kelompok besar/orang",
        "30,5 kelompok besar",
        "29,5 kelompok besar",
        "1,67 %",
    ]
    formulas = grid.formulas()
    assert {column: formula for (_, column), formula in formulas.items()} == {
        4: "[0]/[1]",
        5: "[0]/[3]",
        6: "[0]+[2]/24",
        7: "[0]-12/24",
        8: "[2]/[0]/24",
    }
    for (row, column), formula in formulas.items():
        assert reckoned(grid, grid.rows[row], formula) == held(grid.rows[row][column])


def test_what_to_write_is_told_beside_what_is_so(tmp_path: Path) -> None:
    nothing = 'kosong "Tidak ada tahun {tahun}." saran "tulis `a {tahun}`" "atau `b`"'
    made = grids(
        tmp_path,
        f"""
        tabel a "A" {{ nomor "1"  untuk indikator i yang banyak(program p) > 9  kolom "A" i.nama  {nothing} }}
        tabel b "B" {{ nomor "2"  untuk indikator i  kolom "A" i.nama  {nothing}
                      catatan "Begitulah." saran "tulis `c`"  catatan "{{“”}}" saran "tulis `d`" }}
        """,
    )
    empty, filled = made
    assert (said_of_no_rows(empty), empty.remedies) == ("Tidak ada tahun 2022.", ("tulis `a 2022` atau `b`",))
    assert (filled.remarks, filled.remedies) == (("Begitulah.",), ("tulis `c`",))
    assert render_grid(empty, Screen(80, False))[-1] == "Saran: tulis `a 2022` atau `b`"
    assert grids_json.grid(empty)["saran"] == ["tulis `a 2022` atau `b`"]


def test_progress_is_that_of_a_year_in_tables_as_elsewhere(examples: dict[str, CheckResult]) -> None:
    model = examples["dinkes_contoh"].model
    assert model is not None
    period = Period(2024, "TW2")
    table = next(g for g in api.tables(model, period) if g.id == "kemajuan_renstra")
    whole = next(g for g in api.tables(model, Period(2024)) if g.id == "kemajuan_renstra")
    assert all(row[-1].absent for row in table.rows)
    assert {table.footnotes[n] for row in table.rows for n in row[-1].notes} == {
        "tidak berlaku: kemajuan dihitung setahun"
    }
    assert any(row[-1].value is not None for row in whole.rows)
    figures = api.evaluate(model, period).indikator.values()
    assert {str(f.kemajuan.reason) for f in figures if isinstance(f.kemajuan, Missing)} == {"kemajuan dihitung setahun"}


def test_rows_of_nodes_are_numbered_beneath_those_of_nodes_above(tmp_path: Path) -> None:
    whole, skipping = grids(
        tmp_path,
        """
        kegiatan K3 "Kegiatan tiga" mendukung P2 { subkegiatan B1 "Sub satu" { }  subkegiatan B2 "Sub dua" { } }
        tabel t "T" {
          nomor "1"
          untuk simpul s yang jenis(s) <> "misi" dan jenis(s) <> "tujuan", tahun u di 2021 s.d. 2022
          kolom nomor bertingkat
          kolom "S" s.nama gabung
        }
        tabel u "U" {
          nomor "2"
          untuk simpul s yang jenis(s) = "program" atau jenis(s) = "subkegiatan"
          kolom nomor "Nomor" bertingkat
          kolom "S" s.nama
        }
        """,
    )
    shown = {row[1].text: row[0].text for row in whole.rows if row[0].span}
    assert shown == {
        "Sasaran satu": "1",
        "Program satu": "1.1",
        "Kegiatan satu": "1.1.1",
        "Kegiatan dua": "1.1.2",
        "Sasaran dua": "2",
        "Program dua": "2.1",
        "Kegiatan tiga": "2.1.1",
        "Sub satu": "2.1.1.1",
        "Sub dua": "2.1.1.2",
    }
    assert list(shown.values()) == sorted(shown.values()), "a node of two is numbered where it stands"
    assert {row[0].span for row in whole.rows} == {0, 2}
    assert not whole.columns[0].numeric
    assert texts(skipping) == [["1", "Program satu"], ["2", "Program dua"], ["2.1", "Sub satu"], ["2.2", "Sub dua"]]


def test_levels_number_the_rows_of_nodes_whatever_they_stand_under(tmp_path: Path) -> None:
    (grid,) = grids(
        tmp_path,
        """
        tabel t "T" {
          untuk tahun u di 2021 s.d. 2022, simpul s yang jenis(s) = "tujuan" atau jenis(s) = "sasaran", indikator i di s
          kelompokkan "{u}"
          kolom nomor bertingkat
          kolom "I" i.nama
        }
        """,
    )
    assert [row[0].text for row in grid.rows if len(row) > 1] == ["1", "1.1", "", "1", "1.1", ""]


def test_what_is_not_yet_due_has_no_gap_of_prose(tmp_path: Path) -> None:
    (grid,) = grids(
        tmp_path,
        """
        sasaran S3 "Sasaran tiga" mendukung T1 {
          indikator kelak "Indikator kelak" { satuan %  arah naik  mulai 2023 }
          indikator lain "Indikator lain" { satuan %  arah naik }
        }
        tabel t "T" {
          untuk indikator i di S3
          kolom "Capaian" capaian(i; tahun)
          kolom "Sebab" narasi(i; tahun; "penyebab")
        }
        """,
    )
    early, due = grid.rows
    assert [cell.text for cell in early] == ["–", "–"]
    assert early[1].notes == early[0].notes
    assert [grid.footnotes[n] for n in early[1].notes] == ["belum waktunya: indikator diukur mulai tahun 2023"]
    assert due[1].text == "[belum diisi: penyebab lain 2022]"


def test_programs_without_indicators_are_rows_that_say_so(tmp_path: Path) -> None:
    (table,) = (
        g
        for g in grids(tmp_path, "", "pakai lkjip_permenpanrb_53_2014")
        if g.id.rpartition(".")[2] == "program_menunjang"
    )
    said = "Indikator tidak dinyatakan dalam rencana"
    rows = [[cell.text for cell in row[4:]] for row in table.rows if row[4].text]
    assert ["Program dua", said, "", "", ""] in rows
    assert ["Kegiatan dua", said, "", "", ""] in rows
    assert ["Kegiatan satu", "Keluaran", "90,00 %", "Menunjang", "[belum diisi: analisis k 2022]"] in rows
    assert all(cell.text != said for row in table.rows for cell in row[6:])
    note = next(text for text in table.remarks if text.startswith("Tanpa indikator"))
    assert (
        note == "Tanpa indikator, jadi tidak dinilai menunjang atau tidak: Program satu, Kegiatan dua, dan Program dua"
    )


def test_a_note_on_many_programs_without_indicators_names_the_first(tmp_path: Path) -> None:
    many = "".join(f'program Q{at} "Program ke-{at}" mendukung S1 {{ }}\n' for at in range(40))
    tables = grids(tmp_path, many, "pakai lkjip_permenpanrb_53_2014")
    table = next(g for g in tables if g.id.rpartition(".")[2] == "program_menunjang")
    note = next(text for text in table.remarks if text.startswith("Tanpa indikator"))
    assert note.endswith("Kegiatan dua, Program ke-0, Program ke-1, Program ke-2, dan 38 lainnya")
    assert {f"Program ke-{at}" for at in range(40)} <= {row[4].text for row in table.rows}


def test_one_cause_is_one_footnote_and_speaks_in_names(tmp_path: Path) -> None:
    (grid,) = grids(
        tmp_path,
        """
        tabel t "T" {
          untuk program p
          kolom "P" p.nama
          kolom "Anggaran" realisasi_anggaran(p; tahun)
          kolom "Lain" target(k; 2023)
          jumlah "Jumlah"
        }
        """,
    )
    assert [cell.notes for cell in grid.rows[1]] == [(), (1,), (0,)]
    assert grid.totals[0][1].notes == (1,)
    assert grid.footnotes == (
        "belum ada data: target `Keluaran` tahun 2023 dinyatakan belum ada",
        "belum ada data: realisasi anggaran tahun 2022 belum dinyatakan",
    )


def test_a_total_that_no_column_fills_is_no_row(tmp_path: Path) -> None:
    found = checked(
        tmp_path,
        """
        tabel t "T" {
          untuk indikator i
          kolom "I" i.nama
          kolom "Realisasi" realisasi(i; tahun)
          kolom "Capaian" capaian(i; tahun)
          jumlah    "Jumlah"
          rata_rata "Rata-rata" yang ada(capaian(i; tahun))
        }
        """,
    )
    assert [d.code for d in found.diagnostics] == ["KR420"]
    assert found.model is not None
    (grid,) = api.tables(found.model, 2022)
    assert [row[0].text for row in grid.totals] == ["Rata-rata"]

"""`kinerja templat` and `kinerja serap`: what is filled in comes back, and nothing is overwritten silently."""

import io
import re
import zipfile
from fractions import Fraction
from pathlib import Path

import pytest
from cli_runner import EXAMPLE, Kinerja

from kinerja_rules import api
from kinerja_rules.analysis.entries import entries, read_entries
from kinerja_rules.model.kinerja import Model
from kinerja_rules.model.values import Number
from kinerja_rules.project.sheets import Grid, read_grid

PLAN = """paket rencana "Dinas" {
  pakai permendagri_86_2017, sakip_umum
}
satuan perusahaan_kecil "perusahaan kecil" hitungan
renstra 2025 s.d. 2026 { skala peringkat_kinerja }
data pembilang "Pembilang" { satuan orang }
data penyebut "Penyebut" { satuan orang }
misi M1 "Misi" {
  tujuan T1 "Tujuan" {
    indikator hitung "Dihitung" { satuan % arah naik rumus pembilang / penyebut }
    indikator persen "Persen" { satuan % arah naik }
    indikator kecil "Perusahaan" { satuan perusahaan_kecil arah naik akumulasi jumlah }
    indikator indeks "=Indeks" { satuan indeks arah naik }
  }
}
realisasi {
              2025
  persen   93,80 %
}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "paket"
    folder.mkdir()
    (folder / "paket.kinerja").write_text(PLAN, encoding="utf-8")
    return folder


def filled(path: Path, cells: dict[tuple[str, str], str]) -> None:
    """Fill in a workbook as a spreadsheet program does: the stored value of (sheet, cell), given as its XML."""
    data = path.read_bytes()
    names = {"Realisasi": "xl/worksheets/sheet1.xml", "Data": "xl/worksheets/sheet2.xml"}
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for info in old.infolist():
            text = old.read(info)
            for (sheet, place), value in cells.items():
                if info.filename == names[sheet]:
                    text = _put(text.decode(), place, value).encode()
            new.writestr(info.filename, text)
    path.write_bytes(out.getvalue())


def _put(xml: str, place: str, value: str) -> str:
    cell = re.search(rf'<c r="{place}"( s="\d+")?[^>]*?(?:/>|>.*?</c>)', xml)
    assert cell is not None, place
    style = cell[1] or ""
    written = (
        f'<c r="{place}"{style}><v>{value}</v></c>'
        if re.fullmatch(r"[\d.]+", value)
        else f'<c r="{place}"{style} t="inlineStr"><is><t>{value}</t></is></c>'
    )
    return xml[: cell.start()] + written + xml[cell.end() :]


def sheet(path: Path, name: str) -> Grid:
    grid = read_grid(path.read_bytes(), path.name, name)
    assert isinstance(grid, Grid), grid
    return grid


def test_a_row_for_each_stated_indicator_and_each_datum(kinerja: Kinerja, folder: Path) -> None:
    ran = kinerja("templat", str(folder), "--tahun", "2025", "-o", "isian.xlsx")
    assert (ran.status, ran.out) == (0, "isian.xlsx\n")
    assert "3 indikator dan 2 data" in ran.err
    grid = sheet(Path("isian.xlsx"), "Realisasi")
    assert [c.words for c in grid.filled(4)] == ["Pengenal", "Nama", "Satuan", "Pada", "2025"]
    assert [grid.cell(r, 1).words for r in range(5, 8)] == ["persen", "kecil", "indeks"]
    assert grid.cell(5, 5).words == "93.8"  # what the plan states stands in it
    assert (grid.cell(7, 2).words, grid.cell(7, 2).formula) == ("=Indeks", False)
    assert [sheet(Path("isian.xlsx"), "Data").cell(r, 1).words for r in (5, 6)] == ["pembilang", "penyebut"]


def test_columns_of_quarters_and_the_same_bytes(kinerja: Kinerja, folder: Path) -> None:
    for name in ("a.xlsx", "b.xlsx"):
        assert kinerja("templat", str(folder), "--tahun", "2026", "--per", "triwulan", "-o", name).status == 0
    assert Path("a.xlsx").read_bytes() == Path("b.xlsx").read_bytes()
    heads = [c.words for c in sheet(Path("a.xlsx"), "Realisasi").filled(4)]
    assert heads[4:] == ["2026-TW1", "2026-TW2", "2026-TW3", "2026-TW4"]


def test_what_is_filled_in_comes_into_the_package(kinerja: Kinerja, folder: Path) -> None:
    kinerja("templat", str(folder), "--tahun", "2026", "-o", "isian_2026.xlsx")
    values = {
        ("Realisasi", "E5"): "94.25",
        ("Realisasi", "E6"): "25 perusahaan kecil",
        ("Realisasi", "E7"): "n/a",
        ("Data", "E5"): "80",
        ("Data", "E6"): "100",
    }
    filled(Path("isian_2026.xlsx"), values)
    ran = kinerja("serap", str(folder), "isian_2026.xlsx")
    assert ran.status == 0, ran.err
    assert "baru     realisasi persen 2026: 94,25 %" in ran.out
    text = (folder / "isian_2026.kinerja").read_text(encoding="utf-8")
    assert '25 "perusahaan kecil"' in text
    checked = api.check(folder)
    assert checked.model is not None
    value = checked.model.facts.realisasi["persen", "2026"].value
    assert isinstance(value, Number)
    assert value.value == Fraction("0.9425")
    assert kinerja("format", str(folder), "--cek").out.count("isian_2026") == 0  # canonical
    again = kinerja("serap", str(folder), "isian_2026.xlsx")
    assert again.status == 0
    assert "tidak ada yang ditulis" in again.err


def test_a_file_absorbed_before_is_replaced_only_when_asked(kinerja: Kinerja, folder: Path) -> None:
    kinerja("templat", str(folder), "--tahun", "2026", "-o", "isian.xlsx")
    filled(Path("isian.xlsx"), {("Realisasi", "E5"): "94.25"})
    kinerja("serap", str(folder), "isian.xlsx")
    before = (folder / "isian.kinerja").read_bytes()
    filled(Path("isian.xlsx"), {("Realisasi", "E5"): "95"})
    ran = kinerja("serap", str(folder), "isian.xlsx")
    assert ran.status == 2
    assert "berubah  realisasi persen 2026: 94,25 % menjadi 95 % (isian.kinerja:" in ran.out
    assert "--ganti" in ran.err
    assert (folder / "isian.kinerja").read_bytes() == before
    assert kinerja("serap", str(folder), "isian.xlsx", "--ganti").status == 0
    assert "95 %" in (folder / "isian.kinerja").read_text(encoding="utf-8")


def test_what_another_file_states_is_shown_and_left(kinerja: Kinerja, folder: Path) -> None:
    kinerja("templat", str(folder), "--tahun", "2025", "-o", "isian.xlsx")
    filled(Path("isian.xlsx"), {("Realisasi", "E5"): "90", ("Realisasi", "E6"): "7"})
    ran = kinerja("serap", str(folder), "isian.xlsx")
    assert ran.status == 1
    assert "berubah  realisasi persen 2025: 93,80 % menjadi 90 % (paket.kinerja:" in ran.out
    assert "ubah di tempatnya" in ran.err
    written = (folder / "isian.kinerja").read_text(encoding="utf-8")
    assert "kecil" in written
    assert "persen " not in written


def test_a_trial_writes_nothing(kinerja: Kinerja, folder: Path) -> None:
    kinerja("templat", str(folder), "--tahun", "2026", "-o", "isian.xlsx")
    filled(Path("isian.xlsx"), {("Realisasi", "E5"): "94.25"})
    assert kinerja("serap", str(folder), "isian.xlsx", "--coba").status == 0
    assert not (folder / "isian.kinerja").exists()


@pytest.mark.parametrize(
    ("value", "words"),
    [("0.938", "tanpa tanda persen"), ("baik", "bukan bilangan"), ("80 orang", "bersatuan `orang`, padahal `persen`")],
)
def test_a_cell_that_cannot_be_read_stops_all(kinerja: Kinerja, folder: Path, value: str, words: str) -> None:
    kinerja("templat", str(folder), "--tahun", "2026", "-o", "isian.xlsx")
    filled(Path("isian.xlsx"), {("Realisasi", "E5"): value, ("Realisasi", "E6"): "7"})
    ran = kinerja("serap", str(folder), "isian.xlsx")
    assert ran.status == 1
    assert "Realisasi!E5" in ran.err
    assert words in ran.err
    assert not (folder / "isian.kinerja").exists()


def test_a_row_that_the_plan_does_not_fill_in(kinerja: Kinerja, folder: Path) -> None:
    kinerja("templat", str(folder), "--tahun", "2026", "-o", "isian.xlsx")
    filled(Path("isian.xlsx"), {("Realisasi", "A5"): "lain", ("Realisasi", "E5"): "7"})
    ran = kinerja("serap", str(folder), "isian.xlsx")
    assert ran.status == 1
    assert "pengenal `lain`" in ran.err


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("templat", "PAKET", "--tahun", "2026", "-o", "isian.ods"), "tidak berakhiran .xlsx"),
        (("templat", "PAKET"), "`--tahun` belum disebut"),
        (("templat", "PAKET", "--tahun", "2026", "-o", "ada.xlsx"), "sudah ada"),
        (("serap", "PAKET", "tidak_ada.xlsx"), "tidak ada"),
        (("serap", "PAKET", "isian.xlsx", "-o", "di_luar.kinerja"), "bukan berkas .kinerja di dalam paket"),
    ],
)
def test_wrong_use(kinerja: Kinerja, folder: Path, arguments: tuple[str, ...], words: str) -> None:
    Path("ada.xlsx").write_bytes(b"")
    kinerja("templat", str(folder), "--tahun", "2026", "-o", "isian.xlsx")
    ran = kinerja(*(str(folder) if a == "PAKET" else a for a in arguments))
    assert ran.status == 2
    assert words in ran.err


def test_a_file_that_is_no_workbook(kinerja: Kinerja, folder: Path) -> None:
    Path("bukan.xlsx").write_bytes(b"bukan")
    ran = kinerja("serap", str(folder), "bukan.xlsx")
    assert ran.status == 1
    assert "bukan buku kerja" in ran.err


def test_every_figure_of_a_plan_comes_back_as_it_is_stated(kinerja: Kinerja) -> None:
    assert kinerja("templat", str(EXAMPLE), "--tahun", "2022", "-o", "isian.xlsx").status == 0
    model = api.check(EXAMPLE).model
    assert model is not None
    read = read_entries(model, Path("isian.xlsx").read_bytes(), "isian.xlsx")
    assert read.problems == ()
    stated = {(e.id, e.keyword) for e in entries(model) if _is_stated(model, e.keyword, e.id)}
    assert {(f.entry.id, f.entry.keyword) for f in read.filled} == stated
    ran = kinerja("serap", str(EXAMPLE), "isian.xlsx", "--coba")
    assert ran.out == f"0 angka baru atau berubah, {len(stated)} sama\n"


def _is_stated(model: Model, keyword: str, ident: str) -> bool:
    table = model.facts.realisasi if keyword == "realisasi" else model.facts.data
    return (ident, "2022") in table


def test_grades_of_a_scale(kinerja: Kinerja, folder: Path) -> None:
    (folder / "sakip.kinerja").write_text(
        'tujuan T2 "Tujuan dua" mendukung M1 {\n  indikator opini "Opini" { satuan opini_bpk arah tercapai }\n}\n'
        "realisasi {\n         2025\n  opini   WDP\n}\n",
        encoding="utf-8",
    )
    kinerja("templat", str(folder), "--tahun", "2025", "-o", "isian.xlsx")
    assert kinerja("serap", str(folder), "isian.xlsx", "--coba").out == "0 angka baru atau berubah, 2 sama\n"
    grid = sheet(Path("isian.xlsx"), "Realisasi")
    row = next(r for r in range(5, 9) if grid.cell(r, 1).words == "opini")
    assert grid.cell(row, 5).text == "WDP"
    filled(Path("isian.xlsx"), {("Realisasi", f"E{row}"): "WTP"})
    ran = kinerja("serap", str(folder), "isian.xlsx")
    assert "berubah  realisasi opini 2025: WDP menjadi" in ran.out


def test_a_sheet_of_another_plan_is_told_once(kinerja: Kinerja, folder: Path, tmp_path: Path) -> None:
    """Many rows of which none is known are one mistake; a single one is told by its own name."""
    book = tmp_path / "isian.xlsx"
    assert kinerja("templat", str(EXAMPLE), "--tahun", "2022", "-o", str(book)).status == 0
    ran = kinerja("serap", str(folder), str(book))
    assert ran.status == 1
    assert ran.err.count("tidak satu pun pengenal di lembar `Data`") == 1
    assert ran.err.count("sel Data!") == 1


# ---- nothing is lost unsaid -----------------------------------------------------------------------------------------
def book(path: Path, sheets: dict[str, list[list[object]]]) -> None:
    """A workbook as people make one."""
    import xlsxwriter

    with xlsxwriter.Workbook(path) as made:
        for name, rows in sheets.items():
            sheet = made.add_worksheet(name)
            for at, row in enumerate(rows):
                sheet.write_row(at, 0, row)


def test_a_sheet_of_what_the_plan_has_not_is_told(kinerja: Kinerja, folder: Path, tmp_path: Path) -> None:
    plan = PLAN.replace("rumus pembilang / penyebut", "")
    (folder / "paket.kinerja").write_text(plan, encoding="utf-8")
    rows: list[list[object]] = [["Pengenal", "2026"], ["kecil", 7]]
    book(tmp_path / "isi.xlsx", {"Realisasi": rows, "Data": [["Pengenal", "2025"], ["pembilang", 12]]})
    ran = kinerja("serap", str(folder), str(tmp_path / "isi.xlsx"))
    assert ran.status == 1
    assert "tidak satu pun pengenal di lembar `Data` diisi dalam rencana ini; yang pertama sel Data!A2" in ran.err
    assert not (folder / "isi.kinerja").exists()
    book(tmp_path / "isi.xlsx", {"Realisasi": rows, "Data": []})
    tried = kinerja("serap", str(folder), str(tmp_path / "isi.xlsx"), "--coba")
    assert (tried.status, "Data" in tried.err) == (0, False)


def test_columns_that_cannot_be_absorbed_are_told(kinerja: Kinerja, folder: Path, tmp_path: Path) -> None:
    heads: list[object] = ["Pengenal", "s.d. 2026-TW3"]
    book(tmp_path / "isi.xlsx", {"Realisasi": [heads, ["kecil", 7]]})
    ran = kinerja("serap", str(folder), str(tmp_path / "isi.xlsx"))
    assert ran.status == 1
    assert "kolom `s.d. 2026-TW3` di atas sel Realisasi!B2 berisi angka sampai dengan sebuah periode" in ran.err
    assert not (folder / "isi.kinerja").exists()


def test_sheets_that_are_not_read_are_named(kinerja: Kinerja, folder: Path, tmp_path: Path) -> None:
    rows: list[list[object]] = [["Pengenal", "2026"], ["kecil", 7]]
    book(tmp_path / "isi.xlsx", {"Realisasi": rows, "Realisasi (2)": rows, "Kosong": []})
    ran = kinerja("serap", str(folder), str(tmp_path / "isi.xlsx"), "--diam")
    assert ran.status == 0
    assert "lembar yang tidak dibaca: `Realisasi (2)`; yang dibaca: Realisasi, Data" in ran.err

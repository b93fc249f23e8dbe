"""CSV as planners have it: separators told apart from decimal commas, encodings, quotes, titles, limits."""

import pytest

from kinerja_rules.project.sheets import (
    CellKind,
    Grid,
    ProblemKind,
    ReadNumber,
    SheetProblem,
    list_sheets,
    read_cell_number,
    read_grid,
)
from kinerja_rules.project.sheets import csv_file as csv_module

NAME = "data/realisasi.csv"


def grid(text: str | bytes) -> Grid:
    read = read_grid(text.encode() if isinstance(text, str) else text, NAME, None)
    assert isinstance(read, Grid), read
    return read


def rows(text: str | bytes) -> list[list[str]]:
    read = grid(text)
    return [[read.cell(r, c).text for c in range(1, read.columns + 1)] for r in range(1, read.rows + 1)]


def refused(text: str | bytes, sheet: str | None = None) -> SheetProblem:
    read = read_grid(text.encode() if isinstance(text, str) else text, NAME, sheet)
    assert isinstance(read, tuple), read
    (problem,) = read
    assert problem.blocking
    assert problem.file == NAME
    return problem


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Indikator;2022\nTKK;93,80\n", [["Indikator", "2022"], ["TKK", "93,80"]]),
        ("\ufeffIndikator;2022\r\nTKK;93,80\r\n", [["Indikator", "2022"], ["TKK", "93,80"]]),
        ('Indikator,2022\nTKK,"93,80"\n', [["Indikator", "2022"], ["TKK", "93,80"]]),
        ("Indikator\t2022\nTKK\t93,80\n", [["Indikator", "2022"], ["TKK", "93,80"]]),
        ("sep=,\nIndikator,2022\nTKK,5\n", [["Indikator", "2022"], ["TKK", "5"]]),
        ("sep=;\r\na,b;c\r\n1,5;2\r\n", [["a,b", "c"], ["1,5", "2"]]),
        ('"TKK ""kota""";"1\n2"\nb;c\n', [['TKK "kota"', "1\n2"], ["b", "c"]]),
        # a semicolon in a quoted text of a comma-separated file
        ('Nama,2022\n"a; b",5\n', [["Nama", "2022"], ["a; b", "5"]]),
        # a semicolon in an unquoted text: only the comma fits all records
        ("Nama,2022\na; b,5\nc,6\n", [["Nama", "2022"], ["a; b", "5"], ["c", "6"]]),
        # a title and a source of other widths, commas between digits only
        (
            "LAPORAN\nNama;2022\nTKK;93,80\nSumber BPS\n",
            [["LAPORAN", ""], ["Nama", "2022"], ["TKK", "93,80"], ["Sumber BPS", ""]],
        ),
        # a title with a comma, padded by Excel
        ("LAPORAN, KOTA;\nNama;2022\nTKK;93,80\n", [["LAPORAN, KOTA", ""], ["Nama", "2022"], ["TKK", "93,80"]]),
        ("Nama;2022\r\n\r\nTKK;5\r\n", [["Nama", "2022"], ["", ""], ["TKK", "5"]]),
        ("satu kolom\nsaja\n", [["satu kolom"], ["saja"]]),
    ],
)
def test_cells(text: str, expected: list[list[str]]) -> None:
    assert rows(text) == expected


def test_every_cell_is_a_text_with_its_place() -> None:
    cell = grid("Indikator;2022\nTKK;93,80\n").cell(2, 2)
    assert (cell.kind, cell.reference, cell.place) == (CellKind.TEKS, "B2", f"{NAME} B2")
    read = read_cell_number(cell, "persen")
    assert isinstance(read, ReadNumber)
    assert read.decimals == 2


@pytest.mark.parametrize(
    ("text", "indonesian"),
    [
        ("a;b\n1;2\n", True),
        ("a,b\n1,2\n", False),
        ("a\tb\n93.821\t2\n", False),
        ('a,b\n1,"93,80"\n', True),
        ("a\tb\nRp1.429.098.490\t2\n", True),
        ('a,b\n1,"1,234"\n', False),
        ("a,b\n2.07.03,1.1\n", False),
    ],
)
def test_decimal_commas_must_be_proven(text: str, indonesian: bool) -> None:
    assert grid(text).origin.indonesian == indonesian


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("Indikator,2021,2022\nTKK,93,76,93,80\n", "baris 2 berisi 5 sel, bukan 3"),
        ("Indikator,2021,2022\nTKK,93,76,93,80\nTPAK,67,9,68,1\n", "baris 1 berisi 3 sel, bukan 5"),
        ("Indikator,2021,2022\nTPAK,71,72\nLPKS,3,4\nTKK,93,76,94\n", "baris 4 berisi 4 sel, bukan 3"),
    ],
)
def test_an_unquoted_decimal_comma_is_noticed(text: str, what: str) -> None:
    problem = refused(text)
    assert problem.kind is ProblemKind.PEMISAH_KOLOM
    assert what in problem.message
    assert "tanda kutip" in problem.remedy


@pytest.mark.parametrize(
    "text",
    [
        "LAPORAN, KOTA\nNama;2022\nTKK;93,80\n",  # ragged, and both marks separate something
        "a;b,c\n1;2,3\n",  # both fit
        "a\tb;c\n1\t2;3\n",
    ],
)
def test_an_unsure_separator_is_asked_about(text: str) -> None:
    problem = refused(text)
    assert problem.kind is ProblemKind.PEMISAH_KOLOM
    assert "sep=;" in problem.remedy


@pytest.mark.parametrize(
    ("data", "kind", "what"),
    [
        ("Indikator;2022\nTingkat é;1\n".encode("cp1252"), ProblemKind.PENYANDIAN, "baris 2"),
        ("Indikator;2022\n".encode("utf-16"), ProblemKind.PENYANDIAN, "UTF-16"),
        (b"a;b\0c\n", ProblemKind.PENYANDIAN, "bukan berkas teks"),
        (b"PK\x03\x04abc", ProblemKind.BENTUK_BERKAS, "buku kerja Excel"),
        (b"", ProblemKind.BERKAS_RUSAK, "kosong"),
        (b"\n \n", ProblemKind.BERKAS_RUSAK, "kosong"),
        (b'a;"b\n1;2\n', ProblemKind.BERKAS_RUSAK, "tanda kutip"),
        (b'a;"b"c\n1;2\n', ProblemKind.BERKAS_RUSAK, "sel B1"),
        (b"a;" + b"b" * 200_000, ProblemKind.BERKAS_RUSAK, "terlalu panjang"),
        (b"a;b\n1;" + b"b" * 40_000, ProblemKind.BERKAS_RUSAK, "sel B2"),
        (b";" * 20_000, ProblemKind.BERKAS_TERLALU_BESAR, "kolom"),
    ],
)
def test_what_is_refused(data: bytes, kind: ProblemKind, what: str) -> None:
    problem = refused(data)
    assert problem.kind is kind
    assert what in problem.message
    assert problem.remedy


def test_limits_of_size(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(csv_module, "MAX_CELLS", 100)
    assert refused("a;b\n" * 60).kind is ProblemKind.BERKAS_TERLALU_BESAR
    assert refused("a\n" * 60 + ";;b\n").kind is ProblemKind.BERKAS_TERLALU_BESAR  # few cells, a large rectangle
    monkeypatch.setattr(csv_module, "MAX_RECORD", 1_000)
    for record in ("1;" * 600, '"\n";' * 300):  # a long line, and a record over many lines
        assert "satu baris" in refused(record).message
    monkeypatch.setattr(csv_module, "MAX_FILE", 10)
    assert "MB" in refused("a;b\n" * 60).message


def test_a_csv_file_has_no_sheets() -> None:
    assert list_sheets(b"a;b\n", NAME) == ()
    problem = refused("a;b\n1;2\n", "Realisasi")
    assert problem.kind is ProblemKind.LEMBAR
    assert problem.remedy == 'hapus `lembar "Realisasi"`'

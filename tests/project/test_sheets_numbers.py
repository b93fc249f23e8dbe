"""What one cell says: a number, an absence, or a problem that names the cell and a remedy."""

from fractions import Fraction

import pytest

from kinerja_rules.model.values import Absence
from kinerja_rules.project.sheets import (
    AbsentNumber,
    Cell,
    CellKind,
    Origin,
    ProblemKind,
    ReadNumber,
    SheetProblem,
    UnitHint,
    read_cell_number,
)
from kinerja_rules.project.sheets.formats import read_format
from kinerja_rules.project.sheets.grid import key_of

WORKBOOK = Origin("data/realisasi.xlsx", "Realisasi")
COMMA_FILE = Origin("data/realisasi.csv", csv=True, indonesian=False)


def cell(kind: CellKind, text: str, code: str = "General", formula: bool = False, origin: Origin = WORKBOOK) -> Cell:
    return Cell(origin, key_of(5, 3), kind, text, read_format(code), formula)


def stored(text: str, code: str = "General") -> Cell:
    return cell(CellKind.BILANGAN, text, code)


def written(text: str, origin: Origin = WORKBOOK) -> Cell:
    return cell(CellKind.TEKS, text, origin=origin)


@pytest.mark.parametrize(
    ("text", "hint", "value", "decimals", "unit"),
    [
        ("93,80", "persen", "93.8", 2, "%"),
        ("93,80%", "persen", "93.8", 2, "%"),
        ("93,80 %", "lain", "93.8", 2, "%"),
        (" 93,80\u00a0%\n", "persen", "93.8", 2, "%"),
        ("0,938 %", "persen", "0.938", 3, "%"),
        ("Rp. 65.040.000,-", "uang", "65040000", 0, "Rp"),
        ("Rp1.429.098.490,00", "uang", "1429098490", 2, "Rp"),
        ("Rp 30,77 juta", "uang", "30.77", 2, "Rp juta"),
        ("65.040.000", "uang", "65040000", 0, None),
        ("1.300 orang", "hitungan", "1300", 0, "orang"),
        ("25 perusahaan kecil", "hitungan", "25", 0, '"perusahaan kecil"'),
        ("12,5 per 1.000 kelahiran", "lain", "12.5", 1, "per 1.000 kelahiran"),
        ("-3,5", "lain", "-3.5", 1, None),
        ("− 3,5", "lain", "-3.5", 1, None),
        ("100.520", "hitungan", "100520", 0, None),
    ],
)
def test_text_is_an_indonesian_numeral(text: str, hint: UnitHint, value: str, decimals: int, unit: str | None) -> None:
    read = read_cell_number(written(text), hint)
    assert isinstance(read, ReadNumber)
    assert (read.value, read.decimals, read.unit) == (Fraction(value), decimals, unit)
    assert read.notes == ()


@pytest.mark.parametrize(
    ("text", "code", "hint", "value", "decimals", "unit"),
    [
        ("93.8", "General", "persen", "93.8", 1, "%"),
        ("0.938", "0.00%", "persen", "93.8", 1, "%"),
        ("0.93821168489826395", "0.00%", "persen", "93.821168489826395", 13, "%"),
        ("93.799999999999997", "General", "persen", "93.8", 1, "%"),
        ("93.8", '0.00"%"', "persen", "93.8", 1, "%"),
        ("0.938", "0.00%", "hitungan", "93.8", 1, "%"),
        ("65040000", '"Rp"#,##0', "uang", "65040000", 0, "Rp"),
        ("65040000", "[$Rp-421]#,##0.00;[Red]\\-[$Rp-421]#,##0.00", "uang", "65040000", 0, "Rp"),
        ("1300", '#,##0" orang"', "hitungan", "1300", 0, "orang"),
        ("5383675088", '#,##0.0,,," miliar"', "uang", "5383675088", 0, None),
        ("1.4290984900000001E9", "General", "uang", "1429098490.00000", 0, None),
        ("0", "General", "persen", "0", 0, "%"),
        ("100", "General", "persen", "100", 0, "%"),
    ],
)
def test_a_stored_number_is_told_by_its_format(
    text: str, code: str, hint: UnitHint, value: str, decimals: int, unit: str | None
) -> None:
    read = read_cell_number(stored(text, code), hint)
    assert isinstance(read, ReadNumber)
    digits = Fraction(value)
    if text.startswith("0.93821"):
        digits = Fraction("93.8211684898264")
    assert (read.value, read.decimals, read.unit) == (digits, decimals, unit)


def test_decimals_shown_are_told_apart_from_decimals_stored() -> None:
    read = read_cell_number(stored("93.821", "0.00"), "persen")
    assert isinstance(read, ReadNumber)
    assert (read.decimals, read.shown) == (3, 2)


@pytest.mark.parametrize(
    ("text", "kind", "reason"),
    [
        ("-", Absence.BELUM_ADA_DATA, "belum ada data"),
        (" – ", Absence.BELUM_ADA_DATA, "belum ada data"),
        ("--", Absence.BELUM_ADA_DATA, "belum ada data"),
        ("Belum  Rilis", Absence.BELUM_ADA_DATA, "belum rilis"),
        ("belum_rilis", Absence.BELUM_ADA_DATA, "belum rilis"),
        ("N/A", Absence.TIDAK_BERLAKU, "tidak berlaku"),
        ("0 / 0", Absence.TIDAK_DAPAT_DIHITUNG, "dinyatakan 0/0"),
    ],
)
def test_absent_texts_keep_their_kind(text: str, kind: Absence, reason: str) -> None:
    read = read_cell_number(written(text), "persen")
    assert isinstance(read, AbsentNumber)
    assert (read.kind, read.reason) == (kind, reason)


def test_an_empty_cell_is_absent_and_no_zero() -> None:
    read = read_cell_number(cell(CellKind.KOSONG, ""), "persen")
    assert isinstance(read, AbsentNumber)
    assert (read.kind, read.reason, read.written) == (Absence.BELUM_ADA_DATA, "sel kosong", "")


@pytest.mark.parametrize(
    ("what", "hint", "kind", "in_message", "in_remedy"),
    [
        (stored("0.938"), "persen", ProblemKind.PERSEN_GANDA, "93,8 % atau 0,938 %", "0,938 %"),
        (stored("1"), "persen", ProblemKind.PERSEN_GANDA, "100 % atau 1 %", "1 %"),
        (written("0,938"), "persen", ProblemKind.PERSEN_GANDA, "93,8 % atau 0,938 %", "0,938 %"),
        (written("93.80"), "persen", ProblemKind.PENULISAN_BILANGAN, "`93.80`", "`93,80`"),
        (written("1,234,567"), "hitungan", ProblemKind.PENULISAN_BILANGAN, "`1,234,567`", "1.234.567"),
        (written("sekitar 90"), "persen", ProblemKind.BUKAN_BILANGAN, "`sekitar 90`", "`n/a`"),
        (written("80 % s.d. 90 %"), "persen", ProblemKind.BUKAN_BILANGAN, "s.d.", "`-`"),
        (written("31-12-2022"), "lain", ProblemKind.BUKAN_BILANGAN, "31-12-2022", "bilangan"),
        (written("9" * 200), "lain", ProblemKind.BUKAN_BILANGAN, "999…", "bilangan"),
        (written("Rp -"), "uang", ProblemKind.BUKAN_BILANGAN, "`Rp -`", "`-`"),
        (cell(CellKind.TANGGAL, "44846", "dd/mm/yyyy"), "lain", ProblemKind.TANGGAL, "2022-10-12", "Umum"),
        (cell(CellKind.TANGGAL, "0.50694444444444442", "h.mm"), "lain", ProblemKind.TANGGAL, "pukul 12.10", "Umum"),
        (cell(CellKind.GALAT, "#DIV/0!"), "lain", ProblemKind.RUMUS_GALAT, "#DIV/0!", "`0/0`"),
        (cell(CellKind.GALAT, "#REF!"), "lain", ProblemKind.RUMUS_GALAT, "dihapus", "perbaiki"),
        (cell(CellKind.LOGIKA, "1"), "lain", ProblemKind.LOGIKA, "BENAR", "bilangan"),
        (cell(CellKind.KOSONG, "", formula=True), "lain", ProblemKind.RUMUS_TANPA_NILAI, "rumus", "simpan"),
        (stored("1E+300"), "lain", ProblemKind.JANGKAUAN, "1E+300", "periksa"),
        (stored("100", "$#,##0"), "uang", ProblemKind.MATA_UANG, "`$`", "Rp"),
        (stored("30.77", '"Rp"0.00" juta"'), "uang", ProblemKind.BILANGAN_GANDA, "`juta`", "nilai penuh"),
    ],
)
def test_what_cannot_be_read_names_cell_and_remedy(
    what: Cell, hint: UnitHint, kind: ProblemKind, in_message: str, in_remedy: str
) -> None:
    read = read_cell_number(what, hint)
    assert isinstance(read, SheetProblem)
    assert (read.kind, read.file, read.reference) == (kind, "data/realisasi.xlsx", "Realisasi!C5")
    assert read.blocking
    assert "Realisasi!C5" in read.message
    assert in_message in read.message
    assert in_remedy in read.remedy


@pytest.mark.parametrize(
    ("what", "hint", "alternatives"),
    [
        (stored("12.34"), "hitungan", ["12340"]),  # a typed 12.340
        (stored("12"), "hitungan", ["12000"]),  # a typed 12.000
        (stored("12.3456"), "hitungan", []),
        (stored("1234.5"), "hitungan", []),
        (stored("0"), "hitungan", []),
        (cell(CellKind.BILANGAN, "12.34", formula=True), "hitungan", []),
        (stored("93.8"), "persen", []),
        (stored("1.25"), "persen", ["125"]),  # a fraction without a format
        (stored("93.8", "0.00%"), "persen", ["93.8"]),  # 9.380 %
        (written("93.821 %"), "persen", ["93.821"]),
        (written("3.821"), "lain", ["3.821"]),
        (written("12.340"), "hitungan", []),
    ],
)
def test_other_readings_are_kept_for_comparison(what: Cell, hint: UnitHint, alternatives: list[str]) -> None:
    read = read_cell_number(what, hint)
    assert isinstance(read, ReadNumber)
    assert [a.value for a in read.alternatives] == [Fraction(a) for a in alternatives]


def test_a_grouped_percentage_is_read_as_written_and_said() -> None:
    read = read_cell_number(written("93.821"), "persen")
    assert isinstance(read, ReadNumber)
    assert read.value == 93821
    assert [(n.kind, n.blocking, n.remedy) for n in read.notes] == [
        (ProblemKind.SALAH_BACA, False, "bila yang dimaksud pecahan desimal, tulis `93,821`")
    ]


def test_a_zero_shown_as_a_dash_stays_zero_and_is_said() -> None:
    code = '_-"Rp"* #,##0_-;-"Rp"* #,##0_-;_-"Rp"* "-"_-;_-@_-'
    read = read_cell_number(stored("0", code), "uang")
    assert isinstance(read, ReadNumber)
    assert (read.value, read.unit) == (0, "Rp")
    assert [n.kind for n in read.notes] == [ProblemKind.NOL_TAMPIL_LAIN]
    other = read_cell_number(stored("5", code), "uang")
    assert isinstance(other, ReadNumber)
    assert other.notes == ()


def test_more_digits_than_a_spreadsheet_keeps_are_said() -> None:
    read = read_cell_number(stored("1234567890123456"), "hitungan")
    assert isinstance(read, ReadNumber)
    assert read.value == 1234567890123460
    assert [n.kind for n in read.notes] == [ProblemKind.KETELITIAN]


def test_zero_of_a_formula_never_computed_is_no_zero() -> None:
    origin = Origin("a.xlsx", "S", unsaved=True)
    read = read_cell_number(cell(CellKind.BILANGAN, "0", formula=True, origin=origin), "lain")
    assert isinstance(read, SheetProblem)
    assert read.kind is ProblemKind.RUMUS_TANPA_NILAI
    assert isinstance(read_cell_number(cell(CellKind.BILANGAN, "7", formula=True, origin=origin), "lain"), ReadNumber)


@pytest.mark.parametrize(
    ("text", "hint", "asked"),
    [
        ("93.821", "persen", True),
        ("93.821", "lain", True),
        ("104.977", "hitungan", False),
        ("1,234", "hitungan", True),
        ("1,234,567", "uang", True),
        ("1.429.098", "lain", False),
        ("93,8", "persen", False),
    ],
)
def test_a_comma_separated_file_without_proof_is_asked_about(text: str, hint: UnitHint, asked: bool) -> None:
    read = read_cell_number(written(text, COMMA_FILE), hint)
    assert isinstance(read, SheetProblem) == asked
    if isinstance(read, SheetProblem):
        assert read.kind is ProblemKind.BILANGAN_GANDA
        assert read.reference == "C5"


def test_no_message_repeats_what_could_harm() -> None:
    read = read_cell_number(written("`x`\x1b[31m\u202e" + "y" * 100), "lain")
    assert isinstance(read, SheetProblem)
    assert "\x1b" not in read.message
    assert "\u202e" not in read.message
    assert "\n" not in read.message
    assert read.message.count("`") == 2

"""Printed tables kept in CSV and XLSX: the same claims either way, an empty cell is printed empty, `_` claims nothing."""

from collections.abc import Callable
from pathlib import Path

import pytest
import xlsxwriter

from kinerja_rules import api
from kinerja_rules.analysis.build import CheckResult
from tests.audit.kinds import PLAN

ROWS: tuple[tuple[str, ...], ...] = (
    ("No", "Indikator", "Target", "Realisasi", "Capaian"),
    ("(1)", "(2)", "(3)", "(4)", "(5)"),
    ("1", "Persentase A", "72,00 %", "73,46 %", "102,03 %"),
    ("2", "Persentase B", "18,00 %", "", "_"),
    ("3", "Persentase C", "71 %", "75.2%", "-"),
    ("4", "Persentase E", "40,00 %", "", ""),
    ("5", "Persentase Q", "1 %", "2 %", "3 %"),
)


def as_csv(folder: Path) -> str:
    (folder / "t.csv").write_text("\n".join(";".join(row) for row in ROWS), encoding="utf-8")
    return "t.csv"


def as_xlsx(folder: Path) -> str:
    book = xlsxwriter.Workbook(folder / "t.xlsx")
    sheet = book.add_worksheet("Tabel")
    for at, row in enumerate(ROWS):
        for across, text in enumerate(row):
            if text:
                sheet.write_string(at, across, text)
    book.close()
    return "t.xlsx"


def typed(folder: Path) -> str:
    """Numbers as a workbook keeps them: what a cell shows is what it prints."""
    book = xlsxwriter.Workbook(folder / "angka.xlsx")
    sheet = book.add_worksheet("Tabel")
    two, one = book.add_format({"num_format": "0.00%"}), book.add_format({"num_format": "0.0%"})
    sheet.write_row(0, 0, ROWS[0])
    sheet.write_row(1, 0, [1, "Persentase A"])
    for across, (value, shown) in enumerate(((0.72, two), (0.7346, two), (1.0202777, one)), 2):
        sheet.write_number(1, across, value, shown)
    book.close()
    return "angka.xlsx"


def checked(folder: Path, name: str, head: str = "2022") -> CheckResult:
    (folder / "paket.kinerja").write_text(PLAN, encoding="utf-8")
    text = f'terbitan a "A" {{\n  tabel "T" {head} dari "{name}"\n  klaim "1" banyak(program) tercetak 1\n}}\n'
    (folder / "terbitan.kinerja").write_text(text, encoding="utf-8")
    return api.check(folder)


def audited(found: CheckResult) -> list[str]:
    assert found.model is not None
    return [
        f"{c.claim.question} {c.claim.printed.text or '(kosong)'} {c.verdict.value}"
        for c in api.audit(found.model).claims
    ]


@pytest.mark.parametrize("make", [as_csv, as_xlsx])
def test_the_same_claims_from_either_file(tmp_path: Path, make: Callable[[Path], str]) -> None:
    found = checked(tmp_path, make(tmp_path))
    assert [(d.code, d.message) for d in found.diagnostics] == [("KR201", "nama `Persentase Q` tidak dikenal")]
    assert audited(found) == [
        "target(A; 2022) 72,00 % cocok",
        "realisasi(A; 2022) 73,46 % cocok",
        "capaian(A; 2022) 102,03 % cocok",
        "target(B; 2022) 18,00 % beda",
        "realisasi(B; 2022) (kosong) beda",
        "target(C; 2022) 71 % cocok",
        "realisasi(C; 2022) 75.2% cocok",
        "capaian(C; 2022) - beda",
        "target(E; 2022) 40,00 % cocok",
        "realisasi(E; 2022) (kosong) cocok",
        "capaian(E; 2022) (kosong) cocok",
        "banyak(program) 1 cocok",
    ]


def test_numbers_of_a_workbook_claim_what_they_show(tmp_path: Path) -> None:
    found = checked(tmp_path, typed(tmp_path))
    assert audited(found)[:3] == [
        "target(A; 2022) 72,00 % cocok",
        "realisasi(A; 2022) 73,46 % cocok",
        "capaian(A; 2022) 102,0 % cocok",
    ]


def test_a_file_that_is_not_there_leaves_the_other_claims(tmp_path: Path) -> None:
    found = checked(tmp_path, "tidak_ada.csv")
    assert len(found.diagnostics) == 1
    assert audited(found) == ["banyak(program) 1 cocok"]


def test_a_sheet_of_a_year_that_cannot_be_read_is_told_once(tmp_path: Path) -> None:
    found = checked(tmp_path, as_csv(tmp_path), "s.d. 2022-TW9")
    assert [d.code for d in found.diagnostics] == ["KR112"]
    assert audited(found) == ["banyak(program) 1 cocok"]


TORN = (
    "Indikator;Target;Realisasi;Capaian\n"
    'Persentase A;72,00 %;"73,46 %;102,03 %\n'
    "Persentase C;71 %;75,2\xa0%;105,92 %\n"
    'Persentase E;"40,00 %";;\n'
)


def test_a_cell_that_cannot_be_read_loses_itself_alone(tmp_path: Path) -> None:
    """A quotation mark that is not closed, and a byte that is no UTF-8, are told at their cells; all others are audited."""
    (tmp_path / "t.csv").write_bytes(TORN.encode("latin-1"))
    found = checked(tmp_path, "t.csv")
    assert [(d.code, d.primary.place if d.primary else "") for d in found.diagnostics] == [
        ("KR512", "t.csv:C2"),
        ("KR512", "t.csv:C3"),
    ]
    assert audited(found) == [
        "target(A; 2022) 72,00 % cocok",
        "capaian(A; 2022) 102,03 % cocok",
        "target(C; 2022) 71 % cocok",
        "capaian(C; 2022) 105,92 % cocok",
        "target(E; 2022) 40,00 % cocok",
        "realisasi(E; 2022) (kosong) cocok",
        "capaian(E; 2022) (kosong) cocok",
        "banyak(program) 1 cocok",
    ]


def test_a_file_in_another_encoding_is_told_once(tmp_path: Path) -> None:
    rows = ["Indikator;Target", *(f"Persentase A \x96 {at};1 %" for at in range(40))]
    (tmp_path / "t.csv").write_bytes("\n".join(rows).encode("latin-1"))
    found = checked(tmp_path, "t.csv")
    assert [d.code for d in found.diagnostics] == ["KR510"]
    assert audited(found) == ["banyak(program) 1 cocok"]


def test_a_quotation_mark_in_a_file_of_the_plan_is_told_at_its_cell(tmp_path: Path) -> None:
    """A plan's own figures are read whole or not at all, but the mark is found where it stands."""
    (tmp_path / "paket.kinerja").write_text(PLAN + 'realisasi dari "r.csv"\n', encoding="utf-8")
    (tmp_path / "r.csv").write_text('Indikator;2021\nPersentase G;"70 %\nPersentase E;41 %\n', encoding="utf-8")
    (found,) = api.check(tmp_path).diagnostics
    assert (found.code, "pembuka sel B2 tidak ditutup" in found.message) == ("KR510", True)


MISFITS = (
    ("Indikator", "Target", "Realisasi", "Capaian"),
    ("Persentase A", "72,00 %", "71x92", "63,70 orang"),
    ("Persentase B", "18,00 paket", '"831 orang"', "98,63 %"),
)


def misfits_csv(folder: Path) -> str:
    quoted = [[c.replace('"', '""') for c in row] for row in MISFITS]
    text = "\n".join(";".join(f'"{c}"' for c in row) for row in quoted)
    (folder / "t.csv").write_text(text, encoding="utf-8")
    return "t.csv"


def misfits_xlsx(folder: Path) -> str:
    book = xlsxwriter.Workbook(folder / "t.xlsx")
    sheet = book.add_worksheet("Tabel")
    for at, row in enumerate(MISFITS):
        for across, text in enumerate(row):
            sheet.write_string(at, across, text)
    book.close()
    return "t.xlsx"


@pytest.mark.parametrize("make", [misfits_csv, misfits_xlsx])
def test_what_does_not_fit_a_column_is_told_at_its_cell(tmp_path: Path, make: Callable[[Path], str]) -> None:
    """As in a table of claims; what the report does print so stands in quotation marks."""
    found = checked(tmp_path, make(tmp_path))
    assert [(d.code, d.primary.place[-2:] if d.primary else "") for d in found.diagnostics] == [
        ("KR522", "C2"),
        ("KR523", "D2"),
        ("KR523", "B3"),
    ]
    assert audited(found) == [
        "target(A; 2022) 72,00 % cocok",
        "realisasi(B; 2022) 831 orang beda",
        "capaian(B; 2022) 98,63 % cocok",
        "banyak(program) 1 cocok",
    ]

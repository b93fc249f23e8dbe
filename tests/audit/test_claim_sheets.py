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

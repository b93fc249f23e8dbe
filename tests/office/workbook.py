"""The workbook recomputed by LibreOffice: every number as it shows it, against the text that the report prints."""

import csv
import re
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

from kinerja_rules.report.book import note_mark
from tests.office.program import convert
from tests.shown_reports import EXAMPLES, report_file, report_json

AS_SHOWN = "csv:Text - txt - csv (StarCalc):44,34,76,1,,1033,false,true,true,false,false,-1"
"""Each sheet as a CSV of what its cells show."""
WRONG = "424242"
"""What is put in the place of the values that formulas carry, so that one that is not recomputed is noticed."""


def recomputed_figures_are_those_of_the_report(program: str, folder: Path) -> str:
    """every figure of the workbooks, recomputed by LibreOffice, is shown with the digits of the JSON"""
    figures = formulas = 0
    for name in EXAMPLES:
        spoiled = folder / f"{name}.xlsx"
        formulas += spoil(report_file(folder, name, "xlsx"), spoiled)
        into = folder / f"{name}.sheets"
        convert(program, folder / "profil", into, AS_SHOWN, spoiled)
        grids = report_json(folder, name)["tabel"]
        for grid, file in zip(grids, sheets(into, spoiled), strict=True):
            figures += compare(grid, file)
    assert figures > 700
    assert formulas > 120
    return f"{figures} figures, {formulas} formulas"


def spoil(book: Path, into: Path) -> int:
    """A copy in which every formula carries a wrong value; how many there are."""
    spoiled = 0
    with ZipFile(book) as read, ZipFile(into, "w", ZIP_DEFLATED) as written:
        for name in read.namelist():
            part = read.read(name)
            if name.startswith("xl/worksheets/sheet"):
                part, number = re.subn(rb"(</f><v>)[^<]*(</v>)", rb"\g<1>" + WRONG.encode() + rb"\2", part)
                spoiled += number
            written.writestr(name, part)
    return spoiled


def sheets(folder: Path, book: Path) -> list[Path]:
    """The files of the tables' sheets, in the order of the workbook; the first sheet is its contents."""
    with ZipFile(book) as archive:
        names = re.findall(r'<sheet name="([^"]+)"', archive.read("xl/workbook.xml").decode())
    return [folder / f"{book.stem}-{name}.csv" for name in names[1:]]


def compare(grid: Any, file: Path) -> int:
    """Every cell of a table against the sheet; how many numbers were compared."""
    with file.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.reader(stream))
    first = 2 + (2 if any(c["kelompok"] for c in grid["kolom"]) else 1)
    assert rows[0][0] == f"Tabel {grid['nomor']} {grid['judul']}".strip()
    numbered = [f"({at})" for at in range(1, len(grid["kolom"]) + 1)]
    first += first < len(rows) and [cell.strip() for cell in rows[first][: len(numbered)]] == numbered
    figures = 0
    for at, cells in enumerate((*grid["baris"], *grid["jumlah"])):
        for column, cell in enumerate(cells):
            if cell.get("baris_digabung", 1) == 0:
                continue
            shown = rows[first + at][column] if column < len(rows[first + at]) else ""
            number = "pecahan" in cell
            for note in cell.get("catatan", ()):
                assert f" {note_mark(note)})" in shown, (file.name, at, column, shown)
                shown = shown.replace(f" {note_mark(note)})", "", 1)
            assert as_written(shown, number) == as_written(cell["tampil"]), (
                file.name,
                at,
                column,
                shown,
                cell["tampil"],
            )
            figures += number
    return figures


def as_written(text: str, english: bool = False) -> str:
    """A text without the space that a spreadsheet does not have before `%`; comma and dot of its number as here."""
    plain = re.sub(r"\s+%", "%", " ".join(text.split()))
    if not english:
        return plain
    return re.sub(r"\d[\d.,]*", lambda found: found[0].translate(str.maketrans(".,", ",.")), plain, count=1)

"""Sheets of workbooks as a document shows them, made into files.

A line is a row, `|` stands between its cells. `93,80 %`, `1.250` and `Rp 4.000` are numbers under a format that shows
them so, `"93,80"` is a text, `<` belongs to the merged cell at its left; anything else is a text.

    Indikator            | Realisasi 2025 | <
                         | TW I           | TW II
    Jumlah pengaduan     | 12             | -
"""

import re

from tests.project.workbooks import Book, Sheet, number, text

_NUMBER = re.compile(
    r"(?P<money>Rp )?(?P<sign>-?)(?P<whole>\d+|\d{1,3}(?:\.\d{3})+)(?:,(?P<part>\d+))?(?P<percent> ?%)?\Z"
)


def packed(name: str, shown: str) -> bytes:
    """A workbook with one sheet."""
    cells: list[tuple[str, str, str]] = []
    merges: list[str] = []
    for row, line in enumerate(shown.splitlines(), start=1):
        start = 0
        written = [cell.strip() for cell in line.split("|")]
        for column, cell in enumerate(written):
            place = f"{_letter(column)}{row}"
            if cell == "<":
                if column + 1 == len(written) or written[column + 1] != "<":
                    merges.append(f"{_letter(start)}{row}:{place}")
                continue
            start = column
            if cell:
                cells.append(_cell(place, cell))
    return Book((Sheet(name, tuple(cells), merges=tuple(merges)),)).packed()


def _letter(column: int) -> str:
    return "ABCDEFGHIJKLMNOPQRSTUVWXYZ"[column]


def _cell(place: str, shown: str) -> tuple[str, str, str]:
    found = _NUMBER.match(shown)
    if found is None:
        return text(place, shown.strip('"'))
    part = found["part"] or ""
    digits = found["whole"].replace(".", "") + part
    places = len(part) + (2 if found["percent"] else 0)
    digits = digits.zfill(places + 1)
    stored = f"{digits[:-places]}.{digits[-places:]}" if places else digits
    form = ("#,##0" if "." in found["whole"] else "0") + ("." + "0" * len(part) if part else "")
    form = form + "%" if found["percent"] else f'"Rp" {form}' if found["money"] else form
    return number(place, found["sign"] + stored, form)

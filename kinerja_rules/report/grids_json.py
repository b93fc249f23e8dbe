"""Tables of a report as JSON: cells with their exact numbers, the text shown, and the question behind each."""

from typing import Any

from kinerja_rules.base.numerals import decimal_text, fraction_text
from kinerja_rules.report.grid import Grid, GridCell, said_of_no_rows

Json = Any
"""A value that `json` writes; never a float."""


def grid(table: Grid) -> Json:
    """One table; `kelompok` and `judul` of a column are its headings, a row of one cell is the heading of a group.

    Cells refer to the notes in `catatan` by their place; `keterangan` is said of the table as a whole,
    `tanpa_baris` where it has no rows, `saran` what to write so that it says more.
    """
    return {
        "id": table.id,
        "nomor": table.number,
        "judul": table.caption,
        "kolom": [{"judul": c.heading, "kelompok": c.group, "angka": c.numeric} for c in table.columns],
        "baris": [[_cell(cell) for cell in row] for row in table.rows],
        "jumlah": [[_cell(cell) for cell in row] for row in table.totals],
        "catatan": list(table.footnotes),
        "sumber": table.source,
        "keterangan": list(table.remarks),
        "tanpa_baris": said_of_no_rows(table),
        "saran": list(table.remedies),
    }


def _cell(cell: GridCell) -> Json:
    """A cell; what it does not have is left out."""
    out: dict[str, Json] = {"tampil": cell.text}
    if cell.value is not None:
        out |= {"pecahan": fraction_text(cell.value), "desimal": decimal_text(cell.value), "satuan": cell.unit or ""}
    if cell.absent:
        out["kosong"] = True
    if cell.question is not None:
        out["jejak"] = cell.question
    if cell.notes:
        out["catatan"] = list(cell.notes)
    if cell.span != 1:
        out["baris_digabung"] = cell.span
    return out

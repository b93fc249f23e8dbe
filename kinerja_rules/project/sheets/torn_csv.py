"""CSV read as far as it can be: a quotation mark that is not closed, or a byte that is no UTF-8, loses its own cell only.

For tables of which one cell may be missing (claims of a printed table). A plan's own figures are read whole or not at all.
"""

import re

from attrs import evolve, frozen

from kinerja_rules.project.sheets.csv_file import decode, read_text
from kinerja_rules.project.sheets.grid import Grid, cell_name, key_of
from kinerja_rules.project.sheets.limits import MAX_CELLS
from kinerja_rules.project.sheets.problems import ProblemKind, RefusedError, SheetProblem, shown

_REPLACED = "\ufffd"
MOST_TOLD = 20
"""Cells with broken letters that are told one by one; more say that the whole file is in another encoding."""


@frozen
class Records:
    """Rows of fields, and the places (row and column from 1) of fields whose quotation mark is never closed."""

    rows: list[list[str]]
    torn: list[tuple[int, int]]


def read_csv_in_part(data: bytes, file: str) -> Grid:
    """The grid of a CSV file, with what could not be read of it as notes at their cells.

    Raises:
        RefusedError: nothing of it can be read.
    """
    text, replaced = _decoded(data, file)
    torn: list[tuple[int, int]] = []

    def salvaged(text: str, delimiter: str) -> list[list[str]]:
        found = records_of(text, delimiter)
        torn[:] = found.torn
        return found.rows

    grid = read_text(text, file, salvaged)
    notes = [_unclosed(grid, row, column, file) for row, column in torn]
    broken = {key_of(row, column) for row, column in torn}
    if replaced:
        cells = [cell for cell in grid.cells.values() if _REPLACED in cell.text]
        broken.update(cell.key for cell in cells)
        if len(cells) > MOST_TOLD:
            raise RefusedError(_encoding(file, cells[0].reference))
        notes += [_no_letters(file, cell.reference, cell.text) for cell in cells]
    return evolve(grid, notes=(*grid.notes, *notes), broken=frozenset(broken))


def _decoded(data: bytes, file: str) -> tuple[str, bool]:
    """The text, and whether bytes of it are no text."""
    try:
        return decode(data, file), False
    except RefusedError as refused:
        whole = refused.problem.kind is not ProblemKind.PENYANDIAN
        if whole or data[:2] in (b"\xff\xfe", b"\xfe\xff") or b"\0" in data:
            raise
        # a replacement that the file itself holds would be taken for a broken byte
        return data.decode("utf-8-sig", "replace"), True


def records_of(text: str, delimiter: str) -> Records:
    """Records, where a quotation mark opens a field only if one closes it before a separator or the end of a line.

    >>> records_of('a;"b;c\\nd;"e;f"\\n', ";")
    Records(rows=[['a', 'b', 'c'], ['d', 'e;f']], torn=[(1, 2)])
    >>> records_of('a;"b\\nc";d', ";").rows
    [['a', 'b\\nc', 'd']]
    """
    quoted = re.compile(rf'"((?>(?:[^"]|"")*))"(?={re.escape(delimiter)}|\r|\n|\Z)')
    plain = re.compile(rf"[^{re.escape(delimiter)}\r\n]*+")
    rows: list[list[str]] = []
    torn: list[tuple[int, int]] = []
    at = 0
    row: list[str] = []
    count = 0
    while at < len(text) or row:
        found = quoted.match(text, at) if text.startswith('"', at) else None
        if found is not None:
            row.append(found[1].replace('""', '"'))
        else:
            found = plain.match(text, at)
            field = found[0] if found is not None else ""
            if field.startswith('"'):
                torn.append((len(rows) + 1, len(row) + 1))
                field = field[1:]
            row.append(field)
        count += 1
        if count > MAX_CELLS:
            break  # told by whoever counts the cells of a grid
        at = found.end() if found is not None else at
        if text.startswith(delimiter, at):
            at += 1
            if at == len(text):
                row.append("")
            else:
                continue
        rows.append(row)
        row = []
        at += 2 if text.startswith("\r\n", at) else 1
    return Records(rows, torn)


def _unclosed(grid: Grid, row: int, column: int, file: str) -> SheetProblem:
    return SheetProblem(
        ProblemKind.TANDA_KUTIP,
        f"tanda kutip pembuka sel {cell_name(row, column)} tidak ditutup di akhir selnya: `{shown(grid.cell(row, column).text)}`",
        file,
        cell_name(row, column),
        "hapus tanda kutip itu, atau tutup di akhir sel yang sama",
    )


def _no_letters(file: str, reference: str, text: str) -> SheetProblem:
    return SheetProblem(
        ProblemKind.HURUF_RUSAK,
        f"sel {reference} memuat huruf yang bukan UTF-8: `{shown(text.replace(_REPLACED, '?'))}`",
        file,
        reference,
        "simpan ulang dari Excel sebagai `CSV UTF-8 (dipisahkan koma)` atau .xlsx, atau ketik ulang huruf itu",
    )


def _encoding(file: str, reference: str) -> SheetProblem:
    return SheetProblem(
        ProblemKind.PENYANDIAN,
        f"berkas `{file}` bukan teks UTF-8 (pertama kali di sel {reference})",
        file,
        None,
        "di Excel pilih Simpan Sebagai, lalu jenis `CSV UTF-8 (dipisahkan koma)`, atau simpan sebagai .xlsx",
    )

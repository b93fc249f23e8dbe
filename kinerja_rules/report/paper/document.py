"""A report as the bytes of a PDF: the book as data, laid out by `laporan.typ`; the same bytes on every machine.

Texts reach the layout as strings, so that nothing in them is ever markup. Only the fonts that ship with the typesetter
are used, and nothing is fetched.
"""

import json
from collections.abc import Sequence
from importlib.resources import files
from importlib.util import find_spec
from itertools import groupby
from typing import Any

from attrs import frozen

from kinerja_rules.report.book import Book, note_mark
from kinerja_rules.report.column_widths import column_widths, stands_wide
from kinerja_rules.report.grid import Grid, GridCell, column_number, notes_beneath, said_of_no_rows
from kinerja_rules.report.text import clean, unbroken, width

_ROOM = {False: 9_400, True: 14_300}
"""Between the margins of a page upright and on its side, in the measure in which widths are shared out."""


class LackingExtraError(Exception):
    """A form needs a library that is not installed; `extra` is the name under which it is installed."""

    def __init__(self, extra: str) -> None:
        super().__init__(extra)
        self.extra = extra


@frozen
class _Look:
    """How a column's cells stand, and its share of the width."""

    numeric: bool
    share: int


def has_typesetter() -> bool:
    """Whether PDF can be written here."""
    return find_spec("typst") is not None


def render_pdf(book: Book) -> bytes:
    """The report as a PDF.

    Raises:
        LackingExtraError: the typesetter is not installed.
    """
    if not has_typesetter():
        raise LackingExtraError("pdf")
    import typst

    layout = files("kinerja_rules.report.paper").joinpath("laporan.typ").read_bytes()
    data = json.dumps(_book(book), ensure_ascii=False, separators=(",", ":"))
    made: bytes = typst.compile(
        layout, format="pdf", sys_inputs={"buku": data}, ignore_system_fonts=True, pdf_standards=["1.7"], timestamp=0
    )
    return made


def _book(book: Book) -> Any:
    return {
        "judul": clean(book.title),
        "instansi": clean(book.agency),
        "fakta": [[clean(label), clean(text)] for label, text in book.facts],
        "pesan": [clean(remark) for remark in book.remarks],
        "bab": [{"judul": clean(c.heading), "lembar": _sheets(c.grids)} for c in book.chapters],
    }


def _sheets(grids: Sequence[Grid]) -> list[Any]:
    """Tables that follow one another on pages that stand alike; a chapter without tables has one empty sheet."""
    runs = [(wide, list(some)) for wide, some in groupby(grids, lambda grid: stands_wide(grid, _ROOM[False]))]
    return [{"lebar": wide, "tabel": [_grid(grid, wide) for grid in some]} for wide, some in runs or [(False, [])]]


def _grid(grid: Grid, wide: bool) -> Any:
    looks = [_Look(c.numeric, w) for c, w in zip(grid.columns, column_widths(grid, _ROOM[wide]), strict=True)]
    nothing = said_of_no_rows(grid)
    spanning = [[[_broken(clean(nothing)), "", "kiri", False, len(looks), 1]]] if nothing is not None else []
    return {
        "nomor": clean(grid.number),
        "judul": clean(grid.caption),
        "kolom": [look.share for look in looks],
        "kepala": _headings(grid),
        "baris": spanning
        + [_row(row, looks, total=False) for row in grid.rows]
        + [_row(row, looks, total=True) for row in grid.totals],
        "keterangan": [f"{label}: {clean(note)}" for label, note in notes_beneath(grid)],
        "catatan": [[note_mark(at), clean(note)] for at, note in enumerate(grid.footnotes)],
    }


def _headings(grid: Grid) -> list[Any]:
    """Heading cells in reading order: text, columns and rows they span."""
    columns = grid.columns
    grouped = any(c.group for c in columns)
    upper: list[Any] = []
    lower: list[Any] = []
    at = 0
    while at < len(columns):
        group, upto = columns[at].group, at + 1
        while group and upto < len(columns) and columns[upto].group == group:
            upto += 1
        if group:
            upper.append([clean(group), upto - at, 1])
            lower += [[clean(c.heading), 1, 1] for c in columns[at:upto]]
        else:
            upper.append([clean(columns[at].heading), 1, 2 if grouped else 1])
        at = upto
    numbers = [[column_number(at), 1, 1] for at in range(len(columns))] if grid.numbered else []
    return [*upper, *lower, *numbers]


def _row(row: tuple[GridCell, ...], looks: list[_Look], total: bool) -> list[Any]:
    """Cells that are not covered: text, marks of notes, side, weight, columns and rows they span."""
    if len(row) == 1 and len(looks) > 1:
        return [[_broken(clean(row[0].text)), "", "kiri", True, len(looks), 1]]
    return [
        [
            _broken(unbroken(clean(cell.text))),
            " ".join(note_mark(n) for n in cell.notes),
            "kanan" if look.numeric or cell.numeric else "kiri",
            total or cell.emphasis,
            1,
            cell.span,
        ]
        for cell, look in zip(row, looks, strict=True)
        if cell.span
    ]


def _broken(text: str) -> str:
    """A text whose very long words may be broken, so that none leaves its cell."""
    return " ".join(
        word
        if width(word) <= _LONGEST
        else "\u200b".join(word[at : at + _LONGEST] for at in range(0, len(word), _LONGEST))
        for word in text.split(" ")
    )


_LONGEST = 24

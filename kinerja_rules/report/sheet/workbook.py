"""The workbook: a sheet of contents, then a sheet for each table, its headings frozen and repeated in print."""

import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from io import BytesIO
from typing import Any

from kinerja_rules.report.book import Book, note_mark
from kinerja_rules.report.file_properties import property_text
from kinerja_rules.report.grid import (
    Grid,
    GridCell,
    GridLink,
    column_number,
    grid_title,
    notes_beneath,
    said_of_no_rows,
)
from kinerja_rules.report.sheet.kept import KeptFigures, KeptNumber, kept_figures, note_marks
from kinerja_rules.report.sheet.texts import fitting, within
from kinerja_rules.report.text import clean, width, wrap

CREATED = datetime(1980, 1, 1)
"""The time the file bears: results depend on nothing but the plan."""

_FIRST_HEADING = 2
"""The row of a sheet, counted from 0, where headings begin."""
_LINK = "#1D4E89"
_MOST_LINKS = 60_000
"""A sheet of XLSX takes little more."""
_CONTENTS = 90
"""Characters of the column that names the tables."""
_TITLE, _NARROW, _UNSET = 12, 9, 8
"""The size of a title; sizes at which a title's characters are as wide as a column counts them; a column without a width."""
_LINE = 13.2
"""Points of a line of text."""
_TALLEST = 409
"""Points of the tallest row that a spreadsheet takes."""
_REFERENCE = re.compile(r"\[(\d+)(?:@(\d+)(?::(\d+))?)?\]")
"""`[3]`, `[3@0]`, `[3@0:4]`: a column of the same row, of one of the table's rows, of several."""
_CONTENTS_SHEET = "Isi"
_RESERVED = (_CONTENTS_SHEET, "History")
"""Names that no table's sheet may have: that of the contents, and one that Excel keeps for itself."""
_MOST_NAME = 31
"""Characters of the name of a sheet."""
_FORBIDDEN = re.compile(r"[\[\]:*?/\\']")


def render_xlsx(book: Book) -> bytes:
    """The report as a workbook."""
    import xlsxwriter

    raw = BytesIO()
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    with xlsxwriter.Workbook(raw, options) as workbook:
        workbook.set_properties(
            {"title": property_text(book.title), "author": property_text(book.agency), "created": CREATED}
        )
        writer = _Writer(workbook)
        names = sheet_names(book.grids())
        writer.contents(book, names)
        sheets = {grid.id: name for grid, name in zip(book.grids(), names, strict=True)}
        for grid, name in zip(book.grids(), names, strict=True):
            writer.grid(grid, name, sheets)
    return raw.getvalue()


def sheet_names(grids: Sequence[Grid]) -> tuple[str, ...]:
    """A name for each table's sheet: its number; of at most 31 characters, none twice, none of those reserved."""
    taken = {name.casefold() for name in _RESERVED}
    out: list[str] = []
    for grid in grids:
        wanted = clean(f"Tabel {grid.number}" if grid.number else grid.id)
        plain = within(_FORBIDDEN.sub(" ", wanted).strip(), _MOST_NAME).strip() or "Tabel"
        name, more = plain, 2
        while name.casefold() in taken:
            ending = f" {more}"
            name, more = within(plain, _MOST_NAME - len(ending)) + ending, more + 1
        taken.add(name.casefold())
        out.append(name)
    return tuple(out)


class _Writer:
    """Writes sheets; formats are made once each."""

    def __init__(self, workbook: Any) -> None:
        self.workbook = workbook
        self._formats: dict[tuple[tuple[str, Any], ...], Any] = {}

    def format(self, **properties: Any) -> Any:
        """A format with the face of the report."""
        key = tuple(sorted(properties.items()))
        if key not in self._formats:
            self._formats[key] = self.workbook.add_format(
                {"font_name": "Calibri", "font_size": 10, "valign": "top", **properties}
            )
        return self._formats[key]

    def contents(self, book: Book, names: Sequence[str]) -> None:
        """Title, what the report is about, and links to the tables."""
        sheet = self.workbook.add_worksheet(_CONTENTS_SHEET)
        sheet.hide_gridlines(2)
        sheet.set_column(0, 0, 18)
        sheet.set_column(1, 1, _CONTENTS)
        sheet.write_string(0, 0, fitting(clean(book.title)), self.format(bold=True, font_size=16))
        sheet.write_string(1, 0, fitting(clean(book.agency)), self.format(font_size=12))
        row = 3
        for label, text in (*book.facts, *(("Catatan", remark) for remark in book.remarks)):
            sheet.write_string(row, 0, fitting(clean(label)), self.format(bold=True))
            sheet.write_string(row, 1, fitting(clean(text)), self.format(text_wrap=True))
            _tall(sheet, row, len(wrap(clean(text), _CONTENTS - 2)))
            row += 1
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        at = iter(names)
        for chapter in book.chapters:
            row += 1
            sheet.write_string(row, 0, fitting(clean(chapter.heading)), self.format(bold=True, font_size=12))
            row += 1
            for grid in chapter.grids:
                name = next(at)
                link = self.format(font_color=_LINK, underline=1)
                sheet.write_url(row, 0, f"internal:'{name}'!A1", link, name)
                sheet.write_string(row, 1, fitting(clean(grid.caption)), self.format(text_wrap=True))
                row += 1

    def grid(self, grid: Grid, name: str, sheets: Mapping[str, str]) -> None:
        """One table on a sheet of its own; `sheets` are the names of all tables' sheets."""
        sheet = self.workbook.add_worksheet(name)
        last = max(len(grid.columns) - 1, 0)
        title = clean(grid_title(grid))
        sheet.write_string(0, 0, fitting(title), self.format(bold=True, font_size=_TITLE))
        first = self._headings(sheet, grid, _FIRST_HEADING)
        headed = first - 1
        if grid.numbered:
            small = self.format(border=1, align="center", bg_color="#E8ECF1", font_size=9)
            for at in range(len(grid.columns)):
                sheet.write_string(first, at, column_number(at), small)
            first += 1
        row = first
        widths = _widths(grid)
        # a heading that stands over both heading rows has the upper one too
        grouped = headed > _FIRST_HEADING
        heads = zip(grid.columns, widths, strict=True)
        lines = (len(wrap(clean(c.heading), w)) - (grouped and c.group is None) for c, w in heads)
        _tall(sheet, headed, max(lines, default=1))
        kept = kept_figures(grid)
        nothing = said_of_no_rows(grid)
        if nothing is not None:
            told = (GridCell(clean(nothing)),)
            self._across(sheet, row, told[0].text, len(grid.columns), self.format(border=1, text_wrap=True))
            _tall(sheet, row, _lines(told, [sum(widths)]))
            row += 1
        for at, cells in enumerate((*grid.rows, *grid.totals)):
            self._row(sheet, row, cells, grid, first, kept, bold=at >= len(grid.rows))
            _tall(sheet, row, _lines(cells, widths))
            row += 1
        for link in grid.links[:_MOST_LINKS]:
            self._link(sheet, first, grid, link, sheets[link.grid])
        row += 1
        notes = [f"{label}: {note}" for label, note in notes_beneath(grid)]
        notes += [f"{note_mark(at)}) {note}" for at, note in enumerate(grid.footnotes)]
        for note in notes:
            sheet.write_string(row, 0, fitting(clean(note)), self.format(italic=True, font_size=9))
            row += 1
        for at, column_width in enumerate(widths):
            sheet.set_column(at, at, column_width)
        sheet.freeze_panes(first, 0)
        sheet.repeat_rows(_FIRST_HEADING, first - 1)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        beside = max(0, width(title) * _TITLE // _NARROW - sum(widths)) // _UNSET
        sheet.print_area(0, 0, max(row - 1, first), last + beside)

    def _headings(self, sheet: Any, grid: Grid, row: int) -> int:
        style = self.format(bold=True, border=1, bg_color="#E8ECF1", text_wrap=True, align="center", valign="vcenter")
        columns = grid.columns
        if not any(c.group for c in columns):
            for at, column in enumerate(columns):
                sheet.write_string(row, at, fitting(clean(column.heading)), style)
            return row + 1
        at = 0
        while at < len(columns):
            group, upto = columns[at].group, at + 1
            while group is not None and upto < len(columns) and columns[upto].group == group:
                upto += 1
            if group is None:
                sheet.merge_range(row, at, row + 1, at, fitting(clean(columns[at].heading)), style)
            else:
                if upto - at > 1:
                    sheet.merge_range(row, at, row, upto - 1, fitting(clean(group)), style)
                else:
                    sheet.write_string(row, at, fitting(clean(group)), style)
                for under in range(at, upto):
                    sheet.write_string(row + 1, under, fitting(clean(columns[under].heading)), style)
            at = upto
        return row + 2

    def _row(
        self,
        sheet: Any,
        row: int,
        cells: Sequence[GridCell],
        grid: Grid,
        first: int,
        kept: KeptFigures,
        bold: bool = False,
    ) -> None:
        if len(cells) == 1 and len(grid.columns) > 1:
            style = self.format(bold=True, border=1, bg_color="#E8ECF1", text_wrap=True)
            self._across(sheet, row, clean(cells[0].text), len(grid.columns), style)
            return
        for at, cell in enumerate(cells):
            if cell.span == 0:
                continue
            if cell.span > 1:
                sheet.merge_range(row, at, row + cell.span - 1, at, "", self.format(border=1))
            place, numeric = (row - first, at), grid.columns[at].numeric
            formula = kept.formulas.get(place)
            if formula is not None:
                formula = _REFERENCE.sub(lambda found: _reference(found, row, first), formula)
            self._cell(sheet, row, at, cell, kept.numbers.get(place), formula, cell.emphasis or bold, numeric)

    def _across(self, sheet: Any, row: int, text: str, columns: int, style: Any) -> None:
        """A text over all columns."""
        if columns > 1:
            sheet.merge_range(row, 0, row, columns - 1, "", style)
        sheet.write_string(row, 0, fitting(text), style)

    def _link(self, sheet: Any, first: int, grid: Grid, link: GridLink, name: str) -> None:
        """A cell that leads to a row of another sheet; that table has one row of headings."""
        shown = fitting(clean(grid.rows[link.row][link.column].text))
        look = self.format(text_wrap=True, align="left", border=1, font_color=_LINK, underline=1)
        place = f"internal:'{name}'!A{_FIRST_HEADING + 2 + link.target}"
        sheet.write_url(first + link.row, link.column, place, look, shown)

    def _cell(
        self,
        sheet: Any,
        row: int,
        at: int,
        cell: GridCell,
        kept: KeptNumber | None,
        formula: str | None,
        bold: bool,
        numeric: bool,
    ) -> None:
        """One cell; in a column of numbers (`numeric`) all stand as numbers do, a grade and what is absent too."""
        look: dict[str, Any] = {"border": 1, **({"bold": True} if bold else {})}
        if kept is None:
            # a text keeps clear of a number that ends at the same line
            side = {"align": "right"} if cell.numeric or numeric else {"align": "left", "indent": 1}
            style = self.format(text_wrap=True, **side, **look)
            sheet.write_string(row, at, fitting(clean(cell.text), note_marks(cell)), style)
            return
        style = self.format(num_format=kept.format, align="right", **look)
        if formula is None:
            sheet.write_number(row, at, kept.number, style)
        else:
            sheet.write_formula(row, at, f"={formula}", style, kept.number)


def _reference(found: re.Match[str], row: int, first: int) -> str:
    """A reference of a grid's formula as the sheet's: `first` is where the table's rows begin."""
    from xlsxwriter.utility import xl_rowcol_to_cell

    column, start, end = int(found[1]), found[2], found[3]
    if start is None:
        return str(xl_rowcol_to_cell(row, column))
    cell = xl_rowcol_to_cell(first + int(start), column)
    return str(cell) if end is None else f"{cell}:{xl_rowcol_to_cell(first + int(end), column)}"


def _lines(cells: Sequence[GridCell], widths: Sequence[int]) -> int:
    """Lines of the tallest text of a row; one that reaches down over other rows has their lines too."""
    rooms = widths if len(cells) == len(widths) else [sum(widths)]
    tallest = 1
    for cell, room in zip(cells, rooms, strict=True):
        text = clean(cell.text) + note_marks(cell)
        if cell.span and width(text) > room:
            tallest = max(tallest, -(-len(wrap(text, room)) // cell.span))
    return tallest


def _tall(sheet: Any, row: int, lines: int) -> None:
    """A row as high as its lines: not every program finds that out for itself."""
    if lines > 1:
        sheet.set_row(row, min(lines * _LINE + 2, _TALLEST))


def _widths(grid: Grid) -> list[int]:
    """Columns as wide as their content, prose at most 50, texts among numbers and what is filled in by hand 24.

    What stands alone has the page.
    """
    out: list[int] = []
    most = 50 if len(grid.columns) > 1 else 110
    for at, column in enumerate(grid.columns):
        cells = [row[at] for row in grid.rows if len(row) == len(grid.columns)]
        among = 24 if column.numeric else most  # a number is never cut
        sizes = [(width(clean(cell.text) + note_marks(cell)), cell.value is not None) for cell in cells]
        longest = max((size if is_number else min(size, among) for size, is_number in sizes), default=0)
        heading = max((width(word) for word in clean(column.heading).split()), default=0)
        to_fill_in = 24 if column.narrative and longest == 0 else 0
        out.append(min(max(longest, heading, to_fill_in, 4) + 2, most))
    return out

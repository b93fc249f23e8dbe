"""A table of a report before any format: typed cells, headings over several columns, footnotes.

`tabel` declarations end here and the writers (DOCX, XLSX, HTML, Markdown, JSON, terminal) begin here, so that every
format shows the same digits: a cell carries its exact value and the one text in which it is shown.
"""

from collections.abc import Callable, Mapping
from fractions import Fraction
from types import MappingProxyType

from attrs import field, frozen

from kinerja_rules.base.frozen import quick_frozen

Formulas = Mapping[tuple[int, int], str]
"""How cells follow from others, for a spreadsheet: by row (those of `rows`, then of `totals`) and column, from 0.

`[3]` is the cell of column 3 in the same row, `[3@0]` that in row 0, `[3@0:4]` those of rows 0 to 4. They reckon with
numbers as a spreadsheet holds them: percentages with their sign as fractions, all others as `value`.
"""


@quick_frozen
class GridCell:
    """One cell. `text` is what is shown, everywhere.

    `value` is the exact number in the unit shown (93,80 % is 93,8), None for texts and absences; `decimals` are those
    shown; `unit` is the unit's sign, None where it is not shown in the cell; `scale` is the magnitude of one unit
    (1/100 for a percentage). `question` is the expression whose trace explains the cell. `absent` marks an
    absence (its reason is in a footnote). `notes` are indices into the grid's footnotes. `span` is how many rows the
    cell reaches down; a cell of span 0 is covered by the one above it.
    """

    text: str
    value: Fraction | None = None
    unit: str | None = None
    decimals: int = 0
    numeric: bool = False
    absent: bool = False
    emphasis: bool = False
    question: str | None = None
    notes: tuple[int, ...] = ()
    span: int = 1
    scale: Fraction = Fraction(1)


@frozen
class GridColumn:
    """A column: its heading, the heading of the group it stands under, if any, and how its cells stand."""

    heading: str
    group: str | None = None
    numeric: bool = False
    narrative: bool = False


@frozen
class GridLink:
    """A cell, by its row and column, that leads to a row of another table of the book."""

    row: int
    column: int
    grid: str
    target: int


def _no_formulas() -> Formulas:
    return MappingProxyType({})


@frozen
class Grid:
    """A table: id, number and caption, columns, rows (a row of one cell spans the table: a group's heading), footnotes.

    `footnotes` are those that cells refer to, `remarks` are said of the table as a whole.
    `totals` are rows beneath the others: sums or means, and labels over the table where all columns have one. `numbered`: on paper and in a workbook its columns are numbered
    beneath their headings, as printed reports do; the page and the screen leave that row out. `links` are cells that lead elsewhere, in a
    form where one can follow them.
    """

    id: str
    number: str
    caption: str
    columns: tuple[GridColumn, ...]
    rows: tuple[tuple[GridCell, ...], ...]
    totals: tuple[tuple[GridCell, ...], ...] = ()
    footnotes: tuple[str, ...] = ()
    source: str | None = field(default=None)
    numbered: bool = False
    links: tuple["GridLink", ...] = ()
    remarks: tuple[str, ...] = ()
    nothing: str | None = None
    """Why it has no rows, where it has none and the table says why."""
    remedies: tuple[str, ...] = ()
    """What to write so that the table says more: for who makes the report, not for who reads it, so never printed."""
    formulas: Callable[[], Formulas] = field(default=_no_formulas, eq=False, repr=False)
    """Looked for when they are asked: of all forms only a workbook has them."""


def column_number(at: int) -> str:
    """What stands beneath a column's heading where columns are numbered; `at` counts from 0.

    >>> column_number(0)
    '(1)'
    """
    return f"({at + 1})"


def notes_beneath(grid: Grid) -> tuple[tuple[str, str], ...]:
    """What stands beneath a table in every form, in order: its source, its remarks; each with what it begins with."""
    source = (("Sumber", grid.source),) if grid.source else ()
    return (*source, *(("Catatan", remark) for remark in grid.remarks))


NO_ROWS = "Tidak ada barisnya."


def said_of_no_rows(grid: Grid) -> str | None:
    """What stands in the place of rows in every form where there are none; None where there are."""
    return None if grid.rows else grid.nothing or NO_ROWS


def grid_title(grid: Grid) -> str:
    """`Tabel 3.2 Capaian Kinerja`."""
    return f"Tabel {grid.number} {grid.caption}" if grid.number else grid.caption

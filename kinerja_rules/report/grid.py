"""A table of a report before any format: typed cells, headings over several columns, footnotes.

`tabel` declarations end here and the writers (DOCX, XLSX, HTML, Markdown, JSON, terminal) begin here, so that every
format shows the same digits: a cell carries its exact value and the one text in which it is shown.
"""

from fractions import Fraction

from attrs import field, frozen


@frozen
class GridCell:
    """One cell. `text` is what is shown, everywhere.

    `value` is the exact number in the unit shown (93,80 % is 93,8), None for texts and absences; `decimals` are those
    shown; `unit` is the unit's sign. `question` is the expression whose trace explains the cell. `absent` marks an
    absence (its reason is in a footnote). `notes` are indices into the grid's footnotes.
    """

    text: str
    value: Fraction | None = None
    unit: str | None = None
    decimals: int = 0
    numeric: bool = False
    absent: bool = False
    emphasis: bool = False
    question: str | None = None
    formula: str | None = None
    notes: tuple[int, ...] = ()


@frozen
class GridColumn:
    """A column: its heading, the heading of the group it stands under, if any, and how its cells stand."""

    heading: str
    group: str | None = None
    numeric: bool = False
    narrative: bool = False


@frozen
class Grid:
    """A table: id, number and caption, columns, rows (a row of one cell spans the table: a group's heading), footnotes."""

    id: str
    number: str
    caption: str
    columns: tuple[GridColumn, ...]
    rows: tuple[tuple[GridCell, ...], ...]
    total: tuple[GridCell, ...] | None = None
    footnotes: tuple[str, ...] = ()
    source: str | None = field(default=None)

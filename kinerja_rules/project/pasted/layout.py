"""The layout of a printed table: which rows are headings, what each column says, which rows carry figures.

Columns are taken in groups: label columns and the figures behind them, since a report often sets two tables side by side.
"""

import re
from collections.abc import Mapping
from types import MappingProxyType

from attrs import evolve, field, frozen

from kinerja_rules.base.numerals import write_numeral
from kinerja_rules.model.periods import Period
from kinerja_rules.project.pasted.prints import Dash, Doubtful, Figure, Print, Reading, Wording, one_line, read_print
from kinerja_rules.project.pasted.sources import SourceTable, title_in
from kinerja_rules.project.pasted.vocabulary import Heading, read_headings, speaks
from kinerja_rules.project.sheets.grid import Cell, CellKind, Grid
from kinerja_rules.project.sheets.headings import PeriodHeading, normal
from kinerja_rules.project.sheets.numbers import ReadNumber, read_cell_number
from kinerja_rules.project.sheets.problems import ProblemKind, SheetProblem, spoken_list
from kinerja_rules.project.sheets.tables import is_numbering, own_cells

MEASURES = frozenset(
    "target realisasi capaian kategori kemajuan efisiensi menunjang pagu realisasi_anggaran capaian_anggaran sisa"
    " pembanding awal akhir banyak_indikator jumlah periode".split()
)
"""Roles of columns that hold figures to claim."""

_YEAR = re.compile(r"(?<!\d)((?:19|20|21)\d\d)(?!\d)")
_FOOT = re.compile(r"\W*(?:sumber(?: data)?|keterangan|catatan|ket)\s*[:.]", re.IGNORECASE)
_NUMBERED = re.compile(r"\(?(?:\d{1,3}(?:\.\d{1,3})*|[ivx]{1,5}|[a-z])[.)]?\Z", re.IGNORECASE)
_MAX_HEADINGS = 6
_SEARCHED = 60
"""Rows in which headings are looked for."""


@frozen(eq=False)
class PastedColumn:
    """A column with its heading; `width` counts the columns without headings of their own that belong to it."""

    index: int
    heading: str
    meaning: Heading
    width: int = 1

    @property
    def role(self) -> str:
        """`label`, a measure, `lain` ..."""
        return self.meaning.role


@frozen(eq=False)
class Group:
    """Label columns and the figures that follow them."""

    labels: tuple[PastedColumn, ...]
    values: tuple[PastedColumn, ...]


@frozen(eq=False)
class PastedRow:
    """A row below the headings: its texts by column; in `merged` those of cells that began in a row above."""

    number: int
    texts: Mapping[int, str]
    merged: Mapping[int, str]
    prints: Mapping[int, Print] = field(repr=False)


@frozen(eq=False)
class PastedTable:
    """A table as recognised. `year` is what the title says, None where it names none or several."""

    title: str
    number: str
    place: str
    year: int | None
    groups: tuple[Group, ...]
    columns: tuple[PastedColumn, ...]
    rows: tuple[PastedRow, ...]

    def first(self, role: str) -> PastedColumn | None:
        """The first column of a role."""
        return next((c for c in self.columns if c.role == role), None)

    @property
    def left_out(self) -> tuple[PastedColumn, ...]:
        """Columns that are not understood."""
        return tuple(c for c in self.columns if c.role == "lain")


def recognise(source: SourceTable) -> PastedTable | SheetProblem:
    """The layout of a table, or why it has none that is known."""
    grid = source.grid
    found = _headings(grid)
    if found is None:
        return _unknown(source)
    top, bottom = found
    columns = _columns(grid, top, bottom)
    groups = _groups(columns)
    if not groups:
        return _unknown(source)
    title, number = source.title, source.number
    above = tuple(one_line(cells[0].text) for r in range(1, top) if (cells := own_cells(grid, r)))
    if not title:
        title, inside = title_in(above)
        title, number = title or " ".join(above[-2:]), number or inside
    years = set(_YEAR.findall(title))
    rows = _rows(grid, top, bottom, columns)
    year = int(years.pop()) if len(years) == 1 else None
    return PastedTable(title, number, source.place, year, groups, columns, rows)


def _unknown(source: SourceTable) -> SheetProblem:
    grid = source.grid
    first = next((cells for r in range(1, grid.rows + 1) if len(cells := own_cells(grid, r)) > 1), [])
    seen = tuple(one_line(c.text) for c in first)
    what = f"judul kolom tabel {source.number or 'di ' + source.place} tidak dikenali"
    return SheetProblem(
        ProblemKind.JUDUL_TIDAK_DITEMUKAN,
        what + (f"; yang ada: {spoken_list(seen)}" if seen else ""),
        grid.origin.file,
        None,
        "sertakan baris judulnya, misalnya `Indikator Kinerja`, `Target`, `Realisasi`, `Capaian`",
    )


# ---- headings -------------------------------------------------------------------------------------------------------
def _headings(grid: Grid) -> tuple[int, int] | None:
    """The first and last row of the headings."""
    top = next((r for r in range(1, min(grid.rows, _SEARCHED) + 1) if _heads(grid, r)), None)
    if top is None:
        return None
    bottom = max(
        (c.merged.bottom for c in own_cells(grid, top) if c.merged is not None and c.merged.top == top), default=top
    )
    bottom = min(bottom, top + _MAX_HEADINGS - 1)
    while bottom < min(grid.rows, top + _MAX_HEADINGS - 1) and _goes_on(grid, top, bottom + 1):
        bottom += 1
    return top, bottom


def _heads(grid: Grid, row: int) -> bool:
    """Whether a row is one of headings: two cells that speak as headings do, and no figure."""
    cells = own_cells(grid, row)
    return (
        sum(speaks(one_line(c.text)) for c in cells) >= 2
        and not is_numbering(cells)
        and not any(_is_figure(c) for c in cells)
    )


def _goes_on(grid: Grid, top: int, row: int) -> bool:
    """Whether a row goes on with the headings: nothing under a label column, no figure, no numbering."""
    cells = own_cells(grid, row)
    if not cells or is_numbering(cells) or any(_is_figure(c) for c in cells):
        return False
    for cell in cells:
        head = next((h for r in range(row - 1, top - 1, -1) if not (h := grid.cell(r, cell.column)).is_empty), None)
        if head is None or (cell.merged is not None and cell.merged.top < row):
            continue
        spoken = read_headings((one_line(head.text),))
        single = head.merged is None or head.merged.left == head.merged.right
        right = grid.cell(row - 1, cell.column + 1)
        alone = single and not (right.is_empty and not grid.cell(row, cell.column + 1).is_empty)
        if alone and spoken.role in ("label", "nomor", "kode", "satuan") and not speaks(one_line(cell.text)):
            return False
    return any(speaks(one_line(c.text)) for c in cells) or (len(cells) > 1 and _is_between(grid, row))


def _is_between(grid: Grid, row: int) -> bool:
    """Words between rows of headings, such as categories over `Jml` and `%`: the row below speaks, and has no figure."""
    below = own_cells(grid, row + 1) if row < grid.rows else []
    return sum(speaks(one_line(c.text)) for c in below) >= 2 and not any(_is_figure(c) for c in below)


def _is_figure(cell: Cell) -> bool:
    if cell.kind is CellKind.BILANGAN:
        return not speaks(one_line(cell.text))
    text = one_line(cell.text)
    return not speaks(text) and isinstance(read_print(text), Figure | Doubtful)


def _columns(grid: Grid, top: int, bottom: int) -> tuple[PastedColumn, ...]:
    out: list[PastedColumn] = []
    last: tuple[Cell, ...] = ()
    for index in range(1, grid.columns + 1):
        stack = _stack(grid, index, top, bottom)
        same = bool(stack and last and stack[-1].merged is not None and stack[-1].merged is last[-1].merged)
        if out and (not stack or same):
            out[-1] = evolve(out[-1], width=out[-1].width + 1)
            continue
        texts = tuple(one_line(cell.text) for cell in stack)
        out.append(PastedColumn(index, " / ".join(texts), read_headings(texts)))
        last = tuple(stack)
    return tuple(out)


def _stack(grid: Grid, index: int, top: int, bottom: int) -> list[Cell]:
    """The heading cells of a column, from above; where a heading stands once over several columns, for each of them."""
    stack: list[Cell] = []
    lowest = max((r for r in range(top, bottom + 1) if not grid.cell(r, index).is_empty), default=None)
    if lowest is None:
        return []
    for row in range(top, lowest + 1):
        cell = grid.cell(row, index)
        if cell.is_empty:
            left = (grid.cell(row, c) for c in range(index - 1, 0, -1))
            found = next((c for c in left if not c.is_empty), None)
            if found is None or (
                grid.cell(bottom, found.column).is_empty and lowest > row and not _is_over(grid, found, row, bottom)
            ):
                continue
            cell = found
        if not (stack and cell.merged is not None and cell.merged is stack[-1].merged):
            stack.append(cell)
    return stack


def _is_over(grid: Grid, cell: Cell, row: int, bottom: int) -> bool:
    """Whether a heading has another beneath it."""
    return any(not grid.cell(r, cell.column).is_empty for r in range(row + 1, bottom + 1))


def _groups(columns: tuple[PastedColumn, ...]) -> tuple[Group, ...]:
    """Label columns with the figures behind them. Without a label column, whatever says what a row is about is one."""
    columns = tuple(columns)
    if not any(c.role == "label" for c in columns):
        stand_in = next((c for c in columns if c.role in ("kategori", "sumber", "kode", "tahun", "lain")), None)
        if stand_in is None:
            return ()
        values = tuple(c for c in columns if c.role in MEASURES and c is not stand_in)
        return (Group((stand_in,), values),) if values else ()
    groups: list[tuple[list[PastedColumn], list[PastedColumn]]] = []
    for column in columns:
        if column.role == "label":
            if not groups or groups[-1][1]:
                groups.append(([], []))
            groups[-1][0].append(column)
        elif column.role in MEASURES and groups:
            groups[-1][1].append(column)
    found = tuple(Group(tuple(labels), tuple(values)) for labels, values in groups)
    with_values = tuple(g for g in found if g.values)
    return with_values or found[:1]


# ---- rows -----------------------------------------------------------------------------------------------------------
def _rows(grid: Grid, top: int, bottom: int, columns: tuple[PastedColumn, ...]) -> tuple[PastedRow, ...]:
    """The rows below the headings, without numberings, repeated headings and feet; wrapped lines put together."""
    repeated = {_words(grid, r) for r in range(top, bottom + 1)}
    out: list[PastedRow] = []
    for number in range(bottom + 1, grid.rows + 1):
        cells = own_cells(grid, number)
        if not cells or is_numbering(cells) or _words(grid, number) in repeated:
            continue
        if _FOOT.match(cells[0].text.strip()) and len(cells) <= 2:
            continue
        row = _row(grid, number, columns)
        if out and _is_wrapped(row, out[-1], columns):
            out[-1] = _with_rest(out[-1], row)
        elif row.texts:
            out.append(row)
    return tuple(out)


def _words(grid: Grid, row: int) -> tuple[str, ...]:
    return tuple(normal(c.text) for c in own_cells(grid, row))


def _row(grid: Grid, number: int, columns: tuple[PastedColumn, ...]) -> PastedRow:
    texts: dict[int, str] = {}
    merged: dict[int, str] = {}
    prints: dict[int, Print] = {}
    for column in columns:
        cells: list[Cell] = []
        for index in range(column.index, column.index + column.width):
            cell = grid.cell(number, index)
            if cell.is_empty or (cells and cell.merged is not None and cell.merged is cells[-1].merged):
                continue
            cells.append(cell)
        if column.role == "label" and len(cells) > 1:  # numbers such as 1.1 before the name
            cells = [c for c in cells if not _NUMBERED.match(c.text.strip())] or cells[-1:]
        if not cells:
            continue
        text = " ".join(one_line(c.words) for c in cells)
        first = cells[0]
        if first.merged is not None and (first.merged.top < number or first.merged.left < column.index):
            merged[column.index] = text
            continue
        texts[column.index] = text
        prints[column.index] = cell_print(first) if len(cells) == 1 else read_print(text)
    _name_before_its_column(columns, texts, merged, prints)
    return PastedRow(number, MappingProxyType(texts), MappingProxyType(merged), MappingProxyType(prints))


def _name_before_its_column(
    columns: tuple[PastedColumn, ...], texts: dict[int, str], merged: dict[int, str], prints: dict[int, Print]
) -> None:
    """`Jumlah` or `Rata-rata` printed under `No`, or over it and the names: the name of its row."""
    labels = [c.index for c in columns if c.role == "label"]
    if not labels or any(index in texts for index in labels):
        return
    for column in columns:
        at = column.index
        if column.role == "nomor" and at < labels[0] and at in texts and not _NUMBERED.match(texts[at].strip()):
            if isinstance(prints.get(at), Wording) and any(index in texts for index in prints if index > at):
                texts[labels[0]], prints[labels[0]] = texts.pop(at), prints.pop(at)
                merged.pop(labels[0], None)
            return


def cell_print(cell: Cell) -> Print:
    """What a cell shows: a stored number as its format prints it, with the digits that it displays."""
    if cell.kind is not CellKind.BILANGAN:
        return read_print(cell.text)
    read = read_cell_number(cell, "lain")
    if not isinstance(read, ReadNumber):
        return Wording(one_line(cell.text))
    decimals = read.decimals if read.shown is None else read.shown
    numeral = write_numeral(read.value, decimals, grouped=read.grouped)
    shown = f"Rp {numeral}" if read.unit == "Rp" else f"{numeral} {read.unit}" if read.unit else numeral
    again = read_print(numeral)
    value = again.reading.value if isinstance(again, Figure) else read.value
    return Figure(shown, Reading(value, decimals), read.unit)


def _is_wrapped(row: PastedRow, above: PastedRow, columns: tuple[PastedColumn, ...]) -> bool:
    """Whether a row only holds the rest of texts that began in the row above."""
    if not row.texts:
        return False
    by_index = {c.index: c for c in columns}
    for index, text in row.texts.items():
        role = by_index[index].role
        if not isinstance(row.prints.get(index), Wording):
            return False
        if role == "label" and not (text[:1].islower() and index in above.texts):
            return False
        if role in MEASURES or role in ("nomor", "kode"):
            return False
    return True


def _with_rest(row: PastedRow, rest: PastedRow) -> PastedRow:
    texts = dict(row.texts)
    prints = dict(row.prints)
    for index, text in rest.texts.items():
        texts[index] = f"{texts[index]} {text}" if index in texts else text
        prints[index] = read_print(texts[index])
    return evolve(row, texts=MappingProxyType(texts), prints=MappingProxyType(prints))


def year_of(heading: PeriodHeading | None, otherwise: int | None) -> Period | None:
    """The period of a column, completed by the year of the table."""
    if heading is None:
        return None if otherwise is None else Period(otherwise)
    year = heading.year or otherwise
    return None if year is None else Period(year, heading.part)


__all__ = [
    "MEASURES",
    "Dash",
    "Group",
    "PastedColumn",
    "PastedRow",
    "PastedTable",
    "cell_print",
    "recognise",
    "year_of",
]

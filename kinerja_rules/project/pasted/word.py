"""The tables of a Word document (.docx), each with the paragraphs that stand before it; nothing else is read.

The file is measured and its XML streamed as a workbook's is: nothing may be declared, and nothing outside the file is
ever asked for. What tracked changes delete is left out, what they insert is read.
"""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from attrs import define, field, frozen

from kinerja_rules.project.sheets.archive import DOCUMENT, Handler, damaged, open_archive, too_large
from kinerja_rules.project.sheets.grid import Area, Cell, CellKind, Grid, Origin, key_of
from kinerja_rules.project.sheets.limits import MAX_CELLS, MAX_COLUMNS, MAX_EXPANDED, MAX_ROWS, MAX_TEXT
from kinerja_rules.project.sheets.raised import raised

MAX_TABLES = 2_000
"""Tables of one document."""
_REMEMBERED = 12
"""Paragraphs before a table that may be its title."""


@frozen(eq=False)
class WordTable:
    """A table of a document and the paragraphs before it, the nearest last."""

    before: tuple[str, ...]
    grid: Grid


def read_word(data: bytes, file: str) -> tuple[WordTable, ...]:
    """The tables of a document in order; a table inside a cell is one of its own, after the one that holds it.

    Raises:
        RefusedError: it is no such document, is damaged, protected, or beyond the limits.
    """
    reader = _Reader(file)
    open_archive(data, file, DOCUMENT).parse(DOCUMENT.main, reader, MAX_EXPANDED)
    return tuple(WordTable(table.before, table.grid(file)) for table in reader.tables)


@define(eq=False)
class _Cell:
    row: int
    column: int
    span: int = 1
    continues: bool = False
    pieces: list[str] = field(factory=list)
    length: int = 0


@define(eq=False)
class _Table:
    before: tuple[str, ...]
    cells: list[_Cell] = field(factory=list)
    row: int = 0
    column: int = 1

    def grid(self, file: str) -> Grid:
        """The table as a grid: each cell of a merged range has the range's text."""
        origin = Origin(file, indonesian=False)
        columns = max((cell.column + cell.span - 1 for cell in self.cells), default=0)
        if self.row * columns > MAX_CELLS or columns > MAX_COLUMNS or self.row > MAX_ROWS:
            raise too_large(file, f"satu tabelnya berisi {self.row} baris dan {columns} kolom")
        open_runs: dict[int, list[_Cell]] = {}
        runs: list[list[_Cell]] = []
        for cell in self.cells:
            above = open_runs.get(cell.column)
            if cell.continues and above is not None and above[-1].row == cell.row - 1 and above[0].span == cell.span:
                above.append(cell)
            else:
                open_runs[cell.column] = [cell]
                runs.append(open_runs[cell.column])
        placed: dict[int, Cell] = {}
        merges: list[Area] = []
        for run in runs:
            first = run[0]
            text = "\n".join(t for c in run if (t := "".join(c.pieces).strip()))
            area = None
            if first.span > 1 or len(run) > 1:
                area = Area(first.row, first.column, run[-1].row, first.column + first.span - 1)
                merges.append(area)
            if not text:
                continue
            for part in run:
                for column in range(part.column, part.column + part.span):
                    key = key_of(part.row, column)
                    placed[key] = Cell(origin, key, CellKind.TEKS, text, merged=area)
        cells = MappingProxyType(dict(sorted(placed.items())))
        return Grid(origin, cells, self.row, columns, tuple(merges))


class _Reader(Handler):
    """Collects tables as their elements pass by."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.tables: list[_Table] = []
        self.open: list[tuple[_Table, _Cell | None]] = []
        self.paragraph: list[str] = []
        self.recent: list[str] = []
        self.reading = self.raised = False
        self.left_out = 0
        self.cells = 0

    def starts(self) -> Mapping[str, Callable[[dict[str, str]], None]]:
        return {
            "tbl": self._table_begins,
            "tr": self._row_begins,
            "tc": self._cell_begins,
            "gridSpan": self._span,
            "vMerge": self._vertical,
            "gridBefore": self._skipped,
            "t": self._text_begins,
            "r": self._run_begins,
            "vertAlign": self._aligned,
            "tab": self._tab,
            "br": self._break,
            "noBreakHyphen": self._hyphen,
            "Fallback": self._left_out_begins,
            "del": self._left_out_begins,
            "moveFrom": self._left_out_begins,
        }

    def ends(self) -> Mapping[str, Callable[[], None]]:
        return {
            "tbl": self._table_ends,
            "tc": self._cell_ends,
            "t": self._text_ends,
            "p": self._paragraph_ends,
            "Fallback": self._left_out_ends,
            "del": self._left_out_ends,
            "moveFrom": self._left_out_ends,
        }

    def text(self, data: str) -> None:
        """A piece of an open text."""
        if self.reading and not self.left_out:
            cell = self._cell()
            self._write(raised(data, "".join(cell.pieces)) if self.raised and cell is not None else data)

    # ---- tables -------------------------------------------------------------------------------------------------
    def _table_begins(self, _: dict[str, str]) -> None:
        table = _Table(tuple(self.recent[-_REMEMBERED:]))
        self.tables.append(table)
        self.open.append((table, None))
        if len(self.tables) > MAX_TABLES:
            raise too_large(self.file, f"memuat lebih dari {MAX_TABLES} tabel")

    def _table_ends(self) -> None:
        if self.open:
            self.open.pop()
        if not self.open:
            self.recent = []

    def _row_begins(self, _: dict[str, str]) -> None:
        if self.open:
            table = self.open[-1][0]
            table.row += 1
            table.column = 1

    def _cell_begins(self, _: dict[str, str]) -> None:
        if not self.open or not self.open[-1][0].row:
            raise damaged(self.file, "sel tabelnya tidak pada tempatnya")
        table = self.open[-1][0]
        cell = _Cell(table.row, table.column)
        table.cells.append(cell)
        self.open[-1] = (table, cell)
        self.cells += 1
        if self.cells > MAX_CELLS:
            raise too_large(self.file, f"memuat lebih dari {MAX_CELLS} sel")

    def _cell_ends(self) -> None:
        if self.open and self.open[-1][1] is not None:
            table, cell = self.open[-1]
            assert cell is not None
            table.column = cell.column + cell.span
            self.open[-1] = (table, None)

    def _span(self, attributes: dict[str, str]) -> None:
        cell = self._cell()
        if cell is not None:
            cell.span = self._count(attributes)

    def _vertical(self, attributes: dict[str, str]) -> None:
        cell = self._cell()
        if cell is not None:
            cell.continues = _value(attributes) != "restart"

    def _skipped(self, attributes: dict[str, str]) -> None:
        if self.open:
            self.open[-1][0].column += self._count(attributes)

    def _count(self, attributes: dict[str, str]) -> int:
        text = _value(attributes)
        if not (text.isascii() and text.isdigit() and len(text) <= 4 and 1 <= int(text) <= MAX_COLUMNS):
            raise damaged(self.file, "lebar sel tabelnya tidak sah")
        return int(text)

    # ---- text ---------------------------------------------------------------------------------------------------
    def _cell(self) -> _Cell | None:
        return self.open[-1][1] if self.open else None

    def _write(self, data: str) -> None:
        cell = self._cell()
        if cell is None:
            self.paragraph.append(data)
            return
        cell.pieces.append(data)
        cell.length += len(data)
        if cell.length > MAX_TEXT:
            raise damaged(self.file, f"satu sel memuat lebih dari {MAX_TEXT} huruf")

    def _run_begins(self, _: dict[str, str]) -> None:
        self.raised = False

    def _aligned(self, attributes: dict[str, str]) -> None:
        self.raised = _value(attributes) == "superscript"

    def _text_begins(self, _: dict[str, str]) -> None:
        self.reading = True

    def _text_ends(self) -> None:
        self.reading = False

    def _tab(self, _: dict[str, str]) -> None:
        if not self.left_out:
            self._write(" ")

    def _break(self, _: dict[str, str]) -> None:
        if not self.left_out:
            self._write("\n")

    def _hyphen(self, _: dict[str, str]) -> None:
        if not self.left_out:
            self._write("-")

    def _paragraph_ends(self) -> None:
        if self._cell() is not None:
            self._write("\n")
            return
        text = " ".join("".join(self.paragraph)[:MAX_TEXT].split())
        self.paragraph.clear()
        if text:
            self.recent = [*self.recent[-_REMEMBERED:], text]

    def _left_out_begins(self, _: dict[str, str]) -> None:
        self.left_out += 1

    def _left_out_ends(self) -> None:
        self.left_out = max(0, self.left_out - 1)


def _value(attributes: dict[str, str]) -> str:
    return next((value for name, value in attributes.items() if name.rpartition(":")[2] == "val"), "")

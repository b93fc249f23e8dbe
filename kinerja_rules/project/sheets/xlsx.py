"""One sheet of an XLSX workbook as a grid, streamed, keeping the text of every number."""

from types import MappingProxyType

from attrs import evolve

from kinerja_rules.project.sheets.archive import Handler, damaged, open_archive, too_large
from kinerja_rules.project.sheets.formats import GENERAL, Format
from kinerja_rules.project.sheets.grid import (
    Area,
    Cell,
    CellKind,
    Grid,
    Origin,
    cell_name,
    column_letters,
    key_of,
    read_area,
    read_reference,
)
from kinerja_rules.project.sheets.limits import MAX_CELLS, MAX_COLUMNS, MAX_MERGES, MAX_ROWS
from kinerja_rules.project.sheets.problems import ProblemKind, SheetProblem
from kinerja_rules.project.sheets.workbook import (
    TextParts,
    Workbook,
    is_true,
    open_workbook,
    read_strings,
    read_styles,
)

_KINDS = {
    "n": CellKind.BILANGAN,
    "s": CellKind.TEKS,
    "str": CellKind.TEKS,
    "inlineStr": CellKind.TEKS,
    "b": CellKind.LOGIKA,
    "e": CellKind.GALAT,
    "d": CellKind.TANGGAL,
}


def open_xlsx(data: bytes, file: str) -> Workbook:
    """The frame of a workbook.

    Raises:
        RefusedError: the file is refused (see `open_archive`, `open_workbook`).
    """
    return open_workbook(open_archive(data, file))


def read_sheet(book: Workbook, index: int) -> Grid:
    """The grid of the sheet at a 0-based index.

    Raises:
        RefusedError: the sheet is damaged or beyond the limits.
    """
    origin = Origin(book.archive.file, book.sheets[index].name, from_1904=book.from_1904, unsaved=book.unsaved)
    reader = _SheetReader(origin, read_strings(book), read_styles(book))
    book.archive.parse(book.paths[index], reader)
    return reader.grid()


class _SheetReader(Handler):
    """Collects the cells of a sheet as its elements pass by."""

    def __init__(self, origin: Origin, strings: list[str], styles: list[Format]) -> None:
        self.origin = origin
        self.strings = strings
        self.styles = styles
        self.cells: dict[int, Cell] = {}
        self.merges: list[Area] = []
        self.hidden_rows: set[int] = set()
        self.hidden_columns: list[tuple[int, int]] = []
        self.row = self.column = 0
        self.last_row = self.last_column = 0
        self.attributes: dict[str, str] = {}
        self.formula = self.open = False
        self.aid = False
        self.parts = TextParts(origin.file)
        self.in_data = False

    # ---- elements -----------------------------------------------------------------------------------------------
    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "c":
            self.attributes = attributes
            self.formula = False
        elif name == "v":
            self.open = self.in_data
        elif name == "t":
            self.open = self.in_data and not self.aid
        elif name == "row":
            self._begin_row(attributes)
        elif name == "f":
            self.formula = True
        elif name == "rPh":
            self.aid = True
        elif name == "sheetData":
            self.in_data = True
        elif name == "col":
            if is_true(attributes.get("hidden")):
                self.hidden_columns.append((int(attributes.get("min", "0")), int(attributes.get("max", "0"))))
        elif name == "mergeCell":
            self._merge(attributes.get("ref", ""))

    def end(self, name: str) -> None:
        if name in ("v", "t"):
            self.open = False
        elif name == "c":
            if self.in_data:
                self._end_cell()
        elif name == "rPh":
            self.aid = False
        elif name == "sheetData":
            self.in_data = False

    def text(self, data: str) -> None:
        if self.open:
            self.parts.add(data)

    # ---- rows and cells -----------------------------------------------------------------------------------------
    def _begin_row(self, attributes: dict[str, str]) -> None:
        self.row = int(attributes.get("r", self.row + 1))
        self.column = 0
        if not 1 <= self.row <= MAX_ROWS:
            raise damaged(self.origin.file, f"baris {self.row} di luar lembar")
        if is_true(attributes.get("hidden")):
            self.hidden_rows.add(self.row)

    def _end_cell(self) -> None:
        text = self.parts.take()
        attributes = self.attributes
        reference = attributes.get("r")
        if reference is None:
            self.column += 1
            if self.column > MAX_COLUMNS or not self.row:
                raise damaged(self.origin.file, "sel di luar lembar")
        else:
            place = read_reference(reference)
            if place is None or place[0] != self.row:
                raise damaged(self.origin.file, f"sel `{reference[:12]}` tidak pada tempatnya")
            self.column = place[1]
        kind = _KINDS.get(attributes.get("t", "n"))
        if kind is None:
            raise damaged(self.origin.file, f"jenis sel {cell_name(self.row, self.column)} tidak dikenal")
        if attributes.get("t") == "s" and text:
            number = int(text)
            if not 0 <= number < len(self.strings):
                raise damaged(self.origin.file, f"teks sel {cell_name(self.row, self.column)} tidak ada")
            text = self.strings[number]
        if not text.strip():
            kind, text = CellKind.KOSONG, ""
            if not self.formula:
                return
        style = int(attributes.get("s", "0"))
        form = self.styles[style] if 0 <= style < len(self.styles) else GENERAL
        if kind is CellKind.BILANGAN and form.date:
            kind = CellKind.TANGGAL
        self._store(Cell(self.origin, key_of(self.row, self.column), kind, text, form, self.formula))

    def _store(self, cell: Cell) -> None:
        if cell.key in self.cells:
            raise damaged(self.origin.file, f"sel {cell.name} ada dua kali")
        self.cells[cell.key] = cell
        self.last_row = max(self.last_row, self.row)
        self.last_column = max(self.last_column, self.column)
        self._check_size(len(self.cells))

    def _check_size(self, cells: int) -> None:
        """Refuse as soon as the cells, or the rectangle they span, are too many."""
        if cells > MAX_CELLS or self.last_row * self.last_column > MAX_CELLS:
            corner = cell_name(self.last_row, self.last_column)
            raise too_large(
                self.origin.file,
                f"lembar `{self.origin.sheet}` terisi sampai {corner}, lebih dari batas {MAX_CELLS} sel",
                self.origin.reference(f"A1:{corner}"),
            )

    def _merge(self, text: str) -> None:
        area = read_area(text)
        if area is None:
            raise damaged(self.origin.file, f"sel gabungan `{text[:24]}` tidak sah")
        self.merges.append(area)
        if len(self.merges) > MAX_MERGES:
            raise too_large(self.origin.file, f"memuat lebih dari {MAX_MERGES} sel gabungan")

    # ---- the finished grid --------------------------------------------------------------------------------------
    def grid(self) -> Grid:
        """Merged values repeated, hidden rows and columns within the used range, notes."""
        notes = self._repeat_merged()
        rows, columns = self.last_row, self.last_column
        hidden_columns = frozenset(
            c for first, last in self.hidden_columns for c in range(max(first, 1), min(last, columns) + 1)
        )
        hidden_rows = frozenset(r for r in self.hidden_rows if r <= rows)
        notes += self._hidden_notes(hidden_rows, hidden_columns)
        return Grid(
            self.origin,
            MappingProxyType(self.cells),
            rows,
            columns,
            tuple(self.merges),
            hidden_rows,
            hidden_columns,
            tuple(notes),
        )

    def _repeat_merged(self) -> list[SheetProblem]:
        """Put the first value of each merged range into its other cells, within the used rectangle."""
        covered: list[str] = []
        repeated = 0
        taken: set[int] = set()
        for area in self.merges:
            bottom, right = min(area.bottom, self.last_row), min(area.right, self.last_column)
            first = self.cells.get(key_of(area.top, area.left))
            if bottom < area.top or right < area.left:
                continue
            repeated += (bottom - area.top + 1) * (right - area.left + 1)
            if repeated > MAX_CELLS:
                raise damaged(self.origin.file, "sel gabungannya bertumpuk")
            for row in range(area.top, bottom + 1):
                for key in range(key_of(row, area.left), key_of(row, right) + 1):
                    if key in taken:
                        raise damaged(self.origin.file, f"sel gabungan `{area.text}` bertumpuk dengan yang lain")
                    taken.add(key)
                    beneath = self.cells.pop(key, None)
                    if beneath is not None and beneath is not first and not beneath.is_empty:
                        covered.append(beneath.name)
                    if first is not None:
                        self.cells[key] = evolve(first, key=key, merged=area)
        if not covered:
            return []
        return [
            SheetProblem(
                ProblemKind.ISI_TERTUTUP,
                f"isi sel {', '.join(covered[:5])} tertutup sel gabungan dan tidak dibaca",
                self.origin.file,
                self.origin.reference(covered[0]),
                "pisahkan sel gabungan itu bila isinya diperlukan",
                blocking=False,
            )
        ]

    def _hidden_notes(self, rows: frozenset[int], columns: frozenset[int]) -> list[SheetProblem]:
        notes = []
        for what, names in (
            ("baris", ranges([(r, str(r)) for r in sorted(rows)])),
            ("kolom", ranges([(c, column_letters(c)) for c in sorted(columns)])),
        ):
            if names:
                notes.append(
                    SheetProblem(
                        ProblemKind.TERSEMBUNYI,
                        f"{what} {names} tersembunyi, tetapi tetap dibaca",
                        self.origin.file,
                        None,
                        f"tampilkan {what} itu dan periksa isinya, atau hapus bila tidak dipakai",
                        blocking=False,
                    )
                )
        return notes


def ranges(numbered: list[tuple[int, str]], most: int = 6) -> str:
    """Consecutive rows or columns as `3, 7-9`.

    >>> ranges([(3, "C"), (7, "G"), (8, "H")])
    'C, G-H'
    """
    runs: list[list[tuple[int, str]]] = []
    for entry in numbered:
        if runs and runs[-1][-1][0] == entry[0] - 1:
            runs[-1].append(entry)
        else:
            runs.append([entry])
    names = [run[0][1] if len(run) == 1 else f"{run[0][1]}-{run[-1][1]}" for run in runs]
    return ", ".join(names[:most]) + (", ..." if len(names) > most else "")

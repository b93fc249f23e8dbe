"""One sheet of an XLSX workbook as a grid, streamed, keeping the text of every number."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from attrs import evolve

from kinerja_rules.project.sheets.archive import damaged, open_archive, too_large
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
from kinerja_rules.project.sheets.limits import MAX_CELLS, MAX_COLUMNS, MAX_EXPANDED, MAX_MERGES, MAX_ROWS
from kinerja_rules.project.sheets.problems import ProblemKind, SheetProblem, shown, spoken_ranges
from kinerja_rules.project.sheets.workbook import (
    Shared,
    TextReader,
    Workbook,
    is_true,
    open_workbook,
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


def read_sheet(book: Workbook, index: int, shared: Shared) -> Grid:
    """The grid of the sheet at a 0-based index.

    Raises:
        RefusedError: the sheet is damaged or beyond the limits.
    """
    origin = Origin(book.archive.file, book.sheets[index].name, from_1904=book.from_1904, unsaved=book.unsaved)
    reader = _SheetReader(origin, shared)
    book.archive.parse(book.paths[index], reader, MAX_EXPANDED)
    return reader.grid()


class _SheetReader(TextReader):
    """Collects the cells of a sheet as its elements pass by."""

    def __init__(self, origin: Origin, shared: Shared) -> None:
        super().__init__(origin.file)
        self.origin = origin
        self.strings = shared.strings
        self.styles: dict[str | None, Format] = {str(i): style for i, style in enumerate(shared.styles)}
        self.default = shared.styles[0] if shared.styles else GENERAL
        self.cells: dict[int, Cell] = {}
        self.merges: list[Area] = []
        self.hidden_rows: set[int] = set()
        self.hidden_columns: list[tuple[int, int]] = []
        self.columns: dict[str, int] = {}
        self.row = self.column = self.last_row = self.last_column = 0
        self.row_text = ""
        self.attributes: dict[str, str] = {}
        self.formula = self.in_data = False

    def starts(self) -> Mapping[str, Callable[[dict[str, str]], None]]:
        return {
            **super().starts(),
            "c": self._cell_begins,
            "v": self._value_begins,
            "f": self._formula,
            "row": self._row_begins,
            "sheetData": self._data_begins,
            "col": self._columns,
            "mergeCell": self._merge,
        }

    def ends(self) -> Mapping[str, Callable[[], None]]:
        return {**super().ends(), "v": self.closed, "c": self._cell_ends, "sheetData": self._data_ends}

    # ---- elements -----------------------------------------------------------------------------------------------
    def _data_begins(self, _: dict[str, str]) -> None:
        self.in_data = True

    def _data_ends(self) -> None:
        self.in_data = False

    def _cell_begins(self, attributes: dict[str, str]) -> None:
        self.attributes = attributes
        self.formula = False
        self.pieces.clear()

    def _value_begins(self, _: dict[str, str]) -> None:
        self.open = True

    def _formula(self, _: dict[str, str]) -> None:
        self.formula = True

    def _columns(self, attributes: dict[str, str]) -> None:
        if is_true(attributes.get("hidden")):
            self.hidden_columns.append((int(attributes.get("min", "0")), int(attributes.get("max", "0"))))

    def _row_begins(self, attributes: dict[str, str]) -> None:
        self.row = int(attributes.get("r", self.row + 1))
        self.row_text = str(self.row)
        self.column = 0
        if not 1 <= self.row <= MAX_ROWS:
            raise damaged(self.file, f"baris {self.row} di luar lembar")
        if is_true(attributes.get("hidden")):
            self.hidden_rows.add(self.row)

    def _cell_ends(self) -> None:
        if not self.in_data:
            return
        attributes, pieces = self.attributes, self.pieces
        self._place(attributes.get("r"))
        text = (pieces[0] if len(pieces) == 1 and "_x" not in pieces[0] else self.take()) if pieces else ""
        written = attributes.get("t", "n")
        kind = _KINDS.get(written)
        if kind is None:
            raise damaged(self.file, f"jenis sel {cell_name(self.row, self.column)} tidak dikenal")
        if written == "s" and text:
            number = int(text)
            if not 0 <= number < len(self.strings):
                raise damaged(self.file, f"teks sel {cell_name(self.row, self.column)} tidak ada")
            text = self.strings[number]
        if not text or text.isspace():
            if not self.formula:
                return
            kind, text = CellKind.KOSONG, ""
        form = self.styles.get(attributes.get("s"), self.default)
        if kind is CellKind.BILANGAN and form.date:
            kind = CellKind.TANGGAL
        key = key_of(self.row, self.column)
        if key in self.cells:
            raise damaged(self.file, f"sel {cell_name(self.row, self.column)} ada dua kali")
        self.cells[key] = Cell(self.origin, key, kind, text, form, self.formula)
        if self.row > self.last_row or self.column > self.last_column:
            self.last_row = max(self.last_row, self.row)
            self.last_column = max(self.last_column, self.column)
            self._check_size()

    def _place(self, reference: str | None) -> None:
        """Set the column of a cell from its reference, else to the next one."""
        if reference is None:
            self.column += 1
            if self.column > MAX_COLUMNS or not self.row:
                raise damaged(self.file, "sel di luar lembar")
            return
        letters = reference.removesuffix(self.row_text)
        column = self.columns.get(letters)
        if column is None:
            place = read_reference(reference)
            if place is None or place[0] != self.row:
                raise damaged(self.file, f"sel `{shown(reference[:12])}` tidak pada tempatnya")
            self.columns[letters] = column = place[1]
        self.column = column

    def _check_size(self) -> None:
        """Refuse as soon as the rectangle that the cells span, and so perhaps their number, is too large."""
        if self.last_row * self.last_column > MAX_CELLS:
            corner = cell_name(self.last_row, self.last_column)
            raise too_large(
                self.file,
                f"lembar `{self.origin.sheet}` terisi sampai {corner}, lebih dari batas {MAX_CELLS} sel",
                self.origin.reference(f"A1:{corner}"),
            )

    def _merge(self, attributes: dict[str, str]) -> None:
        text = attributes.get("ref", "")
        area = read_area(text)
        if area is None:
            raise damaged(self.file, f"sel gabungan `{shown(text[:24])}` tidak sah")
        self.merges.append(area)
        if len(self.merges) > MAX_MERGES:
            raise too_large(self.file, f"memuat lebih dari {MAX_MERGES} sel gabungan")

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
        """Put the first value of each merged range into its other cells, within the used rectangle.

        No two ranges may share a cell, so the work is bounded by that rectangle.
        """
        covered: list[str] = []
        taken: set[int] = set()
        for area in self.merges:
            bottom, right = min(area.bottom, self.last_row), min(area.right, self.last_column)
            first = self.cells.get(key_of(area.top, area.left))
            if bottom < area.top or right < area.left:
                continue
            for row in range(area.top, bottom + 1):
                for key in range(key_of(row, area.left), key_of(row, right) + 1):
                    if key in taken:
                        raise damaged(self.file, f"sel gabungan `{area.text}` bertumpuk dengan yang lain")
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
                self.file,
                self.origin.reference(covered[0]),
                "pisahkan sel gabungan itu bila isinya diperlukan",
                blocking=False,
            )
        ]

    def _hidden_notes(self, rows: frozenset[int], columns: frozenset[int]) -> list[SheetProblem]:
        notes = []
        for what, names in (
            ("baris", spoken_ranges([(r, str(r)) for r in sorted(rows)])),
            ("kolom", spoken_ranges([(c, column_letters(c)) for c in sorted(columns)])),
        ):
            if names:
                notes.append(
                    SheetProblem(
                        ProblemKind.TERSEMBUNYI,
                        f"{what} {names} tersembunyi, tetapi tetap dibaca",
                        self.file,
                        None,
                        f"tampilkan {what} itu dan periksa isinya, atau hapus bila tidak dipakai",
                        blocking=False,
                    )
                )
        return notes

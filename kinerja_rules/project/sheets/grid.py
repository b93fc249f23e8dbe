"""A sheet as it is stored: cells with their kind, text and format, and where each stands."""

import re
from collections.abc import Mapping
from enum import Enum
from fractions import Fraction

from attrs import field, frozen

from kinerja_rules.base.numerals import plain
from kinerja_rules.project.sheets.formats import GENERAL, Format
from kinerja_rules.project.sheets.limits import MAX_COLUMNS, MAX_ROWS
from kinerja_rules.project.sheets.problems import SheetProblem
from kinerja_rules.project.sheets.stored import read_stored

_REFERENCE = re.compile(r"\$?([A-Z]{1,3})\$?([1-9]\d{0,6})\Z")
_PLAIN_SHEET = re.compile(r"[^\W\d]\w*\Z")


class CellKind(Enum):
    """What a cell holds."""

    KOSONG = "kosong"
    BILANGAN = "bilangan"
    TEKS = "teks"
    TANGGAL = "tanggal"
    LOGIKA = "logika"
    GALAT = "galat"


@frozen
class Origin:
    """The sheet that cells come from; one object shared by all of them.

    `indonesian` says that written numerals have a decimal comma beyond doubt; where it is False (a comma-separated
    file without any proof) `12.340` has two readings. `unsaved` marks a workbook that no spreadsheet program has
    computed yet: the values of its formulas may be stand-ins.
    """

    file: str
    sheet: str = ""
    csv: bool = False
    indonesian: bool = True
    from_1904: bool = False
    unsaved: bool = False

    def reference(self, inside: str) -> str:
        """`Realisasi!C5` or `'TW I'!C5:C7`; without a sheet for CSV.

        >>> Origin("a.xlsx", "TW I").reference("C5"), Origin("a.csv").reference("C5")
        ("'TW I'!C5", 'C5')
        """
        if not self.sheet:
            return inside
        if _PLAIN_SHEET.match(self.sheet) and not _REFERENCE.match(self.sheet.upper()):
            return f"{self.sheet}!{inside}"
        quoted = self.sheet.replace("'", "''")
        return f"'{quoted}'!{inside}"


@frozen(eq=False)
class Area:
    """A rectangle of cells, both ends included, 1-based."""

    top: int
    left: int
    bottom: int
    right: int

    @property
    def text(self) -> str:
        """`C5:C7`."""
        return f"{cell_name(self.top, self.left)}:{cell_name(self.bottom, self.right)}"


@frozen(eq=False, weakref_slot=False)
class Cell:
    """One cell. `text` is the stored text, never a displayed one; `key` is its place (see `key_of`).

    For a formula it is the value kept with it; a formula without one is `KOSONG`. In a merged range each cell carries
    the value of the first, and `merged` says which range that is.
    """

    origin: Origin = field(repr=False)
    key: int
    kind: CellKind
    text: str
    format: Format = field(default=GENERAL, repr=False)
    formula: bool = False
    merged: Area | None = None

    @property
    def row(self) -> int:
        """1-based row."""
        return self.key >> 14

    @property
    def column(self) -> int:
        """1-based column."""
        return (self.key & 0x3FFF) + 1

    @property
    def name(self) -> str:
        """`C5`."""
        return cell_name(self.row, self.column)

    @property
    def reference(self) -> str:
        """`Realisasi!C5`."""
        return self.origin.reference(self.name)

    @property
    def place(self) -> str:
        """`data/realisasi.xlsx Realisasi!C5`, for traces; the merged range, where it is in one."""
        inside = self.name if self.merged is None else f"{self.name} (gabungan {self.merged.text})"
        return f"{self.origin.file} {self.origin.reference(inside)}"

    @property
    def number(self) -> Fraction | None:
        """The exact value of a `BILANGAN` to 15 significant digits, as stored (0.938 under a `%` format)."""
        stored = read_stored(self.text) if self.kind is CellKind.BILANGAN else None
        return None if stored is None else stored.value

    @property
    def words(self) -> str:
        """The text on one line without spaces around it; a number as its digits (`2.07` for a stored 2.0699999999999998)."""
        if self.kind is CellKind.BILANGAN:
            stored = read_stored(self.text)
            if stored is not None:
                return plain(stored.value, stored.decimals)
        return " ".join(self.text.split())

    @property
    def is_empty(self) -> bool:
        """Whether there is neither value nor formula."""
        return self.kind is CellKind.KOSONG and not self.formula


@frozen(eq=False)
class Grid:
    """A sheet: filled cells by `key_of(row, column)`, the used rows and columns, and what is worth knowing of it."""

    origin: Origin
    cells: Mapping[int, Cell] = field(repr=False)
    rows: int
    columns: int
    merges: tuple[Area, ...] = field(default=(), repr=False)
    hidden_rows: frozenset[int] = field(default=frozenset(), repr=False)
    hidden_columns: frozenset[int] = field(default=frozenset(), repr=False)
    notes: tuple[SheetProblem, ...] = ()
    widths: tuple[int, ...] = field(default=(), repr=False)
    """Cells that each record of a CSV file has, empty ones too."""
    broken: frozenset[int] = field(default=frozenset(), repr=False)
    """Keys of cells that could not be read rightly, of which a note tells."""

    def cell(self, row: int, column: int) -> Cell:
        """The cell at a 1-based place; an empty one where nothing is stored."""
        key = key_of(row, column)
        found = self.cells.get(key)
        return found if found is not None else Cell(self.origin, key, CellKind.KOSONG, "")

    def filled(self, row: int) -> list[Cell]:
        """The filled cells of a row, left to right."""
        get, start = self.cells.get, key_of(row, 1)
        return [cell for key in range(start, start + self.columns) if (cell := get(key)) is not None]


def key_of(row: int, column: int) -> int:
    """One number for a 1-based place, ascending by row, then by column.

    >>> key_of(1, 1), key_of(1, 16384) < key_of(2, 1)
    (16384, True)
    """
    return row << 14 | column - 1


def cell_name(row: int, column: int) -> str:
    """`C5`.

    >>> cell_name(5, 3), cell_name(1, 16384)
    ('C5', 'XFD1')
    """
    return f"{column_letters(column)}{row}"


def column_letters(column: int) -> str:
    """The letters of a 1-based column.

    >>> column_letters(26), column_letters(27), column_letters(703)
    ('Z', 'AA', 'AAA')
    """
    letters = ""
    while column > 0:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def column_number(letters: str) -> int:
    """The 1-based column of capital letters.

    >>> column_number("XFD")
    16384
    """
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


def read_reference(text: str) -> tuple[int, int] | None:
    """Row and column of `C5`; None for anything else and beyond the last row or column.

    >>> read_reference("C5"), read_reference("XFE1"), read_reference("A1048577"), read_reference("5C")
    ((5, 3), None, None, None)
    """
    found = _REFERENCE.match(text)
    if found is None:
        return None
    row, column = int(found[2]), column_number(found[1])
    return (row, column) if row <= MAX_ROWS and column <= MAX_COLUMNS else None


def read_area(text: str) -> Area | None:
    """The rectangle of `C5:D7` or of `C5`; None where it is neither."""
    first, _, last = text.partition(":")
    start, end = read_reference(first), read_reference(last or first)
    if start is None or end is None or start[0] > end[0] or start[1] > end[1]:
        return None
    return Area(start[0], start[1], end[0], end[1])

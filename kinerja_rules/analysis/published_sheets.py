"""Printed tables kept in spreadsheet and CSV files: headings and rows find their figures, cells are claims as they stand."""

import re
from fractions import Fraction

from kinerja_rules.analysis.bind_sheets import cell_number_hint
from kinerja_rules.analysis.define_published import UNCLAIMED, ClaimReader, sheet_of
from kinerja_rules.analysis.draft import text_of
from kinerja_rules.analysis.printed_columns import Headings, PrintedColumn, PrintedRow
from kinerja_rules.base.diagnostics import Label, Severity
from kinerja_rules.base.numerals import round_half_up
from kinerja_rules.base.prints import is_nothing
from kinerja_rules.model import units
from kinerja_rules.model.expression import Type
from kinerja_rules.project.file_tables import file_field
from kinerja_rules.project.sheet_files import SheetTable, problem_code
from kinerja_rules.project.sheets import (
    AbsentNumber,
    Cell,
    CellKind,
    RecognisedColumn,
    RecognisedRow,
    SheetProblem,
    read_cell_number,
)
from kinerja_rules.project.sheets.grid import read_reference
from kinerja_rules.project.sheets.headings import normal
from kinerja_rules.syntax import nodes

_TOTALS = frozenset({"jumlah", "total", "jumlah total", "total anggaran", "jumlah anggaran", "jumlah seluruhnya"})
"""Labels of closing rows, which are about no one thing."""

_NO_CLAIM = frozenset({"nomor", "satuan", "sumber"})
"""What a column says that is no figure of its row."""

_OPENING, _CLOSING = '"“', '"”'
_ID = re.compile(r"[^\W\d]\w*(?:\.\w+)*")


def claim_sheet(reader: ClaimReader, item: nodes.Declaration) -> None:
    """The claims of a printed table kept in a file; none where it could not be read, which has been said."""
    sheet, placed = sheet_of(reader.draft, item), file_field(item)
    if sheet is None or placed is None:
        return
    headings = reader.headings(item.head, ())
    if headings.lost:
        return
    named = _named(item)
    columns = [
        (column, found)
        for column in sheet.read.table.columns
        if (found := _column(headings, sheet, column, named.get(column.measure or ""))) is not None
    ]
    _tell_unclaimed(reader, sheet, placed)
    place = item.nama.value if item.nama is not None else text_of(placed) or ""
    for row in sheet.read.table.rows:
        subject = _row(reader, sheet, row, placed)
        if subject is None:
            continue
        for column, asked in columns:
            cell = sheet.read.table.cell(row, column)
            if cell.text.strip() == UNCLAIMED or cell.key in sheet.read.grid.broken:
                continue
            span = sheet.span(cell)
            figure = headings.question(asked, subject, span, cell.is_empty or is_nothing(cell.text))
            if figure is not None:
                printed = _Print(reader, sheet, cell, placed)
                reader.claim(place, figure, printed, subject.label, asked.heading, span)


def _tell_unclaimed(reader: ClaimReader, sheet: SheetTable, placed: nodes.Field) -> None:
    """Columns with figures or texts of which nothing is claimed, since their headings say no figure."""
    table = sheet.read.table
    for column in table.other_columns:
        filled = any(not table.cell(row, column).is_empty for row in table.rows)
        where = read_reference(column.cells[-1])
        if not filled or where is None or column.measure in _NO_CLAIM:
            continue
        reader.draft.say(
            "KR520",
            f"kolom `{column.heading}` tidak diklaim: judulnya tidak menyebut angka yang dikenal",
            sheet.span(sheet.read.grid.cell(*where)),
            f'sebut angkanya, misalnya `{{ kolom capaian "{column.heading}" }}`',
            severity=Severity.CATATAN,
            secondary=(Label(placed.span, "tabelnya dibaca di sini"),),
        )


def _named(item: nodes.Declaration) -> dict[str, nodes.Word]:
    """The words by which a plan names columns, where it does."""
    fields = [m for m in item.body or () if isinstance(m, nodes.Field) and m.keyword == "kolom"]
    return {w.text: w for f in fields if isinstance(w := f.arguments[0], nodes.Word)}


def _column(
    headings: Headings, sheet: SheetTable, column: RecognisedColumn, named: nodes.Word | None
) -> PrintedColumn | None:
    """What a column asks, by the measure and period that its heading states, or by the word that the plan gives it."""
    measure = column.measure or ""
    asked = f"target_{measure}" if measure in ("awal", "akhir") else measure
    if column.period is not None and measure not in ("awal", "akhir"):
        asked = f"{asked}_{column.period}"
    where = read_reference(column.cells[-1]) or (1, 1)
    span = named.span if named is not None else sheet.span(sheet.read.grid.cell(*where))
    return headings.column(nodes.Word(asked, span=span))


def _row(reader: ClaimReader, sheet: SheetTable, row: RecognisedRow, placed: nodes.Field) -> PrintedRow | None:
    """What a row is about, by any of its label columns; a closing row is passed over, which is said."""
    table = sheet.read.table
    labels = [c for column in table.labels if not (c := table.cell(row, column)).is_empty]
    labels = [c for c in labels if c.key not in sheet.read.grid.broken]
    if any(normal(cell.text) in _TOTALS for cell in labels):
        reader.draft.say(
            "KR520",
            f"baris `{row.name}` tidak diklaim",
            sheet.span(row.label),
            "tulis jumlahnya sebagai `klaim`",
            severity=Severity.CATATAN,
            secondary=(Label(placed.span, "tabelnya dibaca di sini"),),
        )
        return None
    said = len(reader.draft.diagnostics)
    for cell in labels:
        text, span = cell.text.strip(), sheet.span(cell)
        found = reader.row(nodes.Word(text, span=span) if _ID.fullmatch(text) else nodes.TextLit(text, span=span))
        if found is not None:
            del reader.draft.diagnostics[said:]
            return found
    # of several label columns that name nothing known the preferred one is told
    del reader.draft.diagnostics[said + 1 :]
    return None


class _Print:
    """A cell as it would be written in a table of claims, once the kind of figure is known.

    `foreign` says whether the cell stands in quotation marks of its own (`"831 orang"`): then it is what the report
    prints, whatever its unit; without them its unit is the writer's, as in a table of claims.
    """

    def __init__(self, reader: ClaimReader, sheet: SheetTable, cell: Cell, placed: nodes.Field) -> None:
        self.reader = reader
        self.sheet = sheet
        self.cell = cell
        self.placed = placed
        text = cell.text.strip()
        self.foreign = len(text) > 2 and text[0] in _OPENING and text[-1] in _CLOSING
        self.text = text[1:-1].strip() if self.foreign else text

    def __call__(self, claimed: Type) -> nodes.Cell | None:
        span, text = self.sheet.span(self.cell), self.text
        if self.cell.is_empty:  # printed empty, as a dash is
            return nodes.Absent("-", span=span)
        if self.cell.kind is CellKind.TEKS:
            return nodes.Absent("-", span=span) if is_nothing(text) else nodes.TextLit(text, span=span)
        if claimed.kind == "teks":
            return nodes.TextLit(text, span=span)
        read = read_cell_number(self.cell, cell_number_hint(claimed.unit or units.ANGKA))
        if isinstance(read, SheetProblem):
            self.reader.draft.say(
                problem_code(read),
                read.message,
                span,
                read.remedy,
                secondary=(Label(self.placed.span, "tabelnya dibaca di sini"),),
            )
            return None
        if isinstance(read, AbsentNumber):
            return nodes.Absent("-", span=span)
        decimals = read.decimals if read.shown is None else read.shown
        unit = None if read.unit is None else nodes.UnitRef(read.unit, span=span)
        value: Fraction = round_half_up(read.value, decimals)  # what the cell shows is what it prints
        return nodes.NumberLit(value, decimals, unit, grouped=read.grouped, span=span)

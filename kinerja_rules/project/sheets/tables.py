"""The table in a sheet: where its headings stand, what each column says, which rows carry data.

Headings are recognised by their words alone, over several rows and merged cells. Where two readings are possible, or
none, that is said with what was found.
"""

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise
from types import MappingProxyType

from attrs import field, frozen

from kinerja_rules.base.numerals import Numeral, read_numeral
from kinerja_rules.model.periods import Period
from kinerja_rules.project.sheets.grid import Area, Cell, CellKind, Grid, column_letters
from kinerja_rules.project.sheets.headings import (
    LABELS,
    STRAY,
    ColumnHeading,
    HeadingPart,
    column_of,
    combine,
    completed,
    normal,
    read_part,
)
from kinerja_rules.project.sheets.limits import MAX_HEADING, MAX_HEADING_ROWS, MAX_NUMERAL, MAX_PROBLEMS
from kinerja_rules.project.sheets.misplaced import misplaced
from kinerja_rules.project.sheets.problems import ProblemKind, SheetProblem, shown, spoken_list

_NUMBERING = re.compile(r"\(?(\d{1,2})[a-z]?\)?(?: ?= ?.{1,20})?\Z")
_FILLED_UNDER = frozenset({"target", "realisasi", "realisasi_anggaran", "capaian", "pagu"})
_TEXTS = frozenset({"satuan", "sumber"})


@frozen
class Wanted:
    """The columns a caller knows.

    `measures` are those it takes: target, realisasi, realisasi_anggaran, capaian, pagu, awal, akhir, satuan, sumber.
    `labels` are headings of the label column, the preferred first, in small letters. `default` is the measure of a
    column that states a period only. `required` must be found. `year` completes headings such as `TW I`. `periods`, if
    given, are the only ones taken. `named` maps `label` or a measure to a heading as the plan names it
    (`"Realisasi Kinerja"`), or to a column (`kolom F`).
    """

    measures: frozenset[str]
    labels: tuple[str, ...] = LABELS
    default: str | None = None
    required: frozenset[str] = frozenset()
    year: int | None = None
    periods: frozenset[Period] | None = None
    named: Mapping[str, str] = field(factory=lambda: MappingProxyType({}))


@frozen(eq=False)
class RecognisedColumn:
    """A column with its heading, from above, joined by ` / `.

    `period` is None where no heading states one. `inferred` is set where a CSV heading was continued to the right
    over empty cells, which is all that a merged heading leaves there.
    """

    index: int
    heading: str
    cells: tuple[str, ...]
    measure: str | None = None
    period: Period | None = None
    cumulative: bool = False
    unit: str | None = None
    hidden: bool = False
    inferred: bool = False

    @property
    def letters(self) -> str:
        """`F`."""
        return column_letters(self.index)


@frozen(eq=False)
class RecognisedRow:
    """A row of data: its number and the cell that says what it is about."""

    number: int
    label: Cell
    hidden: bool

    @property
    def name(self) -> str:
        """What it is about, as text."""
        return self.label.words


@frozen(eq=False)
class RecognisedTable:
    """A table: the label column, the columns taken, the rows with values in them.

    `labels` holds every label column, the preferred first; `texts` the columns satuan and sumber, if wanted.
    `other_rows` have a label but no value (titles of groups,
    sources, rows not filled in yet); `other_columns` were not wanted or not known.
    """

    grid: Grid = field(repr=False)
    label: RecognisedColumn
    labels: tuple[RecognisedColumn, ...] = field(repr=False)
    columns: tuple[RecognisedColumn, ...]
    texts: tuple[RecognisedColumn, ...]
    first_heading_row: int
    last_heading_row: int
    rows: tuple[RecognisedRow, ...] = field(repr=False)
    other_rows: tuple[RecognisedRow, ...] = field(repr=False)
    other_columns: tuple[RecognisedColumn, ...] = field(repr=False)
    notes: tuple[SheetProblem, ...] = ()

    def cell(self, row: RecognisedRow, column: RecognisedColumn) -> Cell:
        """The cell of a row in a column."""
        return self.grid.cell(row.number, column.index)

    @property
    def all_columns(self) -> tuple[RecognisedColumn, ...]:
        """Every column that has a heading, as they stand."""
        return tuple(sorted((*self.labels, *self.columns, *self.texts, *self.other_columns), key=lambda c: c.index))

    def has(self, heading: str) -> bool:
        """Whether a column is headed so, by one cell of its heading or by all of them; `kolom F` where there is one."""
        at = column_of(heading)
        if at is not None:
            return 1 <= at <= self.grid.columns
        rows, wanted = range(self.first_heading_row, self.last_heading_row + 1), normal(heading)
        return any(
            wanted == normal(c.heading) or any(wanted == normal(self.grid.cell(row, c.index).text) for row in rows)
            for c in self.all_columns
        )

    def column(self, measure: str, period: Period | None = None, cumulative: bool = False) -> RecognisedColumn | None:
        """The column of a measure and period, if there is one."""
        for column in (*self.columns, *self.texts):
            if (column.measure, column.period, column.cumulative) == (measure, period, cumulative):
                return column
        return None


def find_table(grid: Grid, wanted: Wanted) -> RecognisedTable | tuple[SheetProblem, ...]:
    """Recognise the one table of a sheet that has a wanted label column and a wanted column of values."""
    return _Finder(grid, wanted).find()


@frozen(eq=False)
class _Block:
    """Rows of headings, both ends included, with what was made of them."""

    top: int
    bottom: int
    labels: tuple[RecognisedColumn, ...]
    taken: tuple[RecognisedColumn, ...]
    texts: tuple[RecognisedColumn, ...]
    other: tuple[RecognisedColumn, ...]
    problems: tuple[SheetProblem, ...]
    notes: tuple[SheetProblem, ...]
    words: tuple[tuple[str, ...], ...]


class _Finder:
    """One search in one sheet."""

    def __init__(self, grid: Grid, wanted: Wanted) -> None:
        self.grid = grid
        self.wanted = wanted
        named = wanted.named.get("label")
        self.rank = {normal(text): i for i, text in enumerate((named,) if named else wanted.labels)}
        self.heads = {text[:2] for text in self.rank}
        self.heading_rows: dict[int, bool] = {}
        self.left_of: dict[int, list[Cell | None]] = {}

    # ---- the whole ----------------------------------------------------------------------------------------------
    def find(self) -> RecognisedTable | tuple[SheetProblem, ...]:
        """The table, or why there is none."""
        ranges = self._heading_ranges()
        blocks = [b for top, bottom in ranges if (b := self._block(top, bottom)).labels]
        usable = [b for b in blocks if b.taken or b.problems]
        if not usable:
            return (self._nothing_found(blocks),)
        block = usable[0]
        others = [b for b in usable[1:] if b.words != block.words]
        if others:
            names = tuple(self._ref(b.labels[0].cells[-1]) for b in (block, *others))
            return (
                self._problem(
                    ProblemKind.TABEL_GANDA,
                    f"lembar ini memuat {len(others) + 1} tabel yang cocok, dengan judul di {spoken_list(names)}",
                    "taruh tiap tabel di lembarnya sendiri",
                    names[1],
                ),
            )
        missing = sorted(self.wanted.required - {c.measure for c in (*block.taken, *block.texts)})
        problems = list(block.problems)
        if missing and not problems:
            problems.append(self._missing_columns(block, tuple(missing)))
        if problems:
            return tuple(problems[:MAX_PROBLEMS])
        repeated = {r for b in usable[1:] for r in range(b.top, b.bottom + 1)}
        return self._table(block, repeated)

    def _nothing_found(self, blocks: list[_Block]) -> SheetProblem:
        if blocks:
            wanted = self.wanted.required or self.wanted.measures - _TEXTS
            return self._missing_columns(blocks[0], tuple(sorted(wanted)))
        seen = self._first_texts()
        looked = spoken_list(tuple(self.wanted.named.get(k, "") for k in ("label",) if k in self.wanted.named))
        return self._problem(
            ProblemKind.JUDUL_TIDAK_DITEMUKAN,
            f"judul kolom {looked or spoken_list(self.wanted.labels, 4)} tidak ditemukan"
            + (f"; yang ada: {spoken_list(seen)}" if seen else "; lembar ini kosong"),
            "beri kolom nama baris judul `Indikator Kinerja` (atau `Kode`), atau sebut judulnya",
        )

    def _first_texts(self) -> tuple[str, ...]:
        """Texts of the first rows that have at least two, to show where headings were looked for."""
        for row in range(1, min(self.grid.rows, 200) + 1):
            texts = tuple(c.text for c in self._own(row) if c.kind is CellKind.TEKS and len(c.text) <= MAX_HEADING)
            if len(texts) >= 2:
                return texts
        return tuple(c.text for row in range(1, min(self.grid.rows, 3) + 1) for c in self._own(row))

    def _missing_columns(self, block: _Block, missing: tuple[str, ...]) -> SheetProblem:
        found = tuple(c.heading for c in (*block.taken, *block.texts, *block.other))
        what = " atau ".join(m.replace("_", " ") for m in missing)
        return self._problem(
            ProblemKind.KOLOM_TIDAK_DITEMUKAN,
            f"kolom {what} tidak ditemukan di baris judul {block.top}"
            + ("" if block.top == block.bottom else f"-{block.bottom}")
            + (f"; yang ada: {spoken_list(found)}" if found else ""),
            "tulis judul seperti `2022`, `Realisasi 2022`, atau `TW I 2022`, atau sebut judulnya",
            self._ref(block.labels[0].cells[-1]),
        )

    # ---- where headings stand -----------------------------------------------------------------------------------
    def _heading_ranges(self) -> list[tuple[int, int]]:
        """Row ranges around each cell that may head the label column, overlapping ones joined.

        A cell alone is no heading but the title of a group of rows, as `Sasaran` or `Program` often is.
        """
        named = self._named_column("label")
        spans: list[tuple[int, int]] = []
        seen: set[int] = set()
        for cell in self.grid.cells.values():
            if cell.kind is not CellKind.TEKS or len(cell.text) > MAX_HEADING:
                continue
            if (cell.column != named) if named else not self._is_label(cell.text):
                continue
            top = cell.row if cell.merged is None else cell.merged.top
            if top in seen or self._holds_other_number(top) or (named and not self._looks_like_heading(top)):
                continue
            seen.add(top)
            spans.append(self._grow(cell, top))
        spans.sort()
        joined: list[tuple[int, int]] = []
        for span in spans:
            if joined and span[0] <= joined[-1][1]:
                joined[-1] = (joined[-1][0], max(joined[-1][1], span[1]))
            else:
                joined.append(span)
        return [span for span in joined if sum(len(self._own(row)) for row in range(span[0], span[1] + 1)) > 1]

    def _is_label(self, text: str) -> bool:
        quick = text.lstrip(STRAY)
        return (not quick.isascii() or quick[:2].lower() in self.heads) and normal(text) in self.rank

    def _named_column(self, role: str) -> int | None:
        return column_of(self.wanted.named.get(role, ""))

    def _grow(self, cell: Cell, top: int) -> tuple[int, int]:
        """Heading rows around a label cell: down while nothing but headings stands beneath it, up while rows are some."""
        bottom = top if cell.merged is None else cell.merged.bottom
        first, last = top, bottom
        wide = cell.merged is not None and cell.merged.left < cell.merged.right
        while (
            bottom < min(self.grid.rows, last + MAX_HEADING_ROWS)
            and ((below := self.grid.cell(bottom + 1, cell.column)).is_empty or (wide and _states(self._part(below))))
            and self._looks_like_heading(bottom + 1)
        ):
            bottom += 1
        while top > max(1, first - MAX_HEADING_ROWS) and self._looks_like_heading(top - 1):
            top -= 1
        return top, bottom

    def _looks_like_heading(self, row: int) -> bool:
        """Whether a row has a cell that states a period or measure and none that holds another number."""
        known = self.heading_rows.get(row)
        if known is None:
            speaks = any(_states(self._part(cell)) for cell in self._own(row))
            known = self.heading_rows[row] = speaks and not self._holds_other_number(row)
        return known

    def _holds_other_number(self, row: int) -> bool:
        """Whether a row holds a number that is no year."""
        return any(_holds_number(cell) and not _states(self._part(cell)) for cell in self._own(row))

    def _part(self, cell: Cell) -> HeadingPart:
        if cell.kind in (CellKind.TEKS, CellKind.BILANGAN):
            return read_part(cell.text)
        return HeadingPart(normal(cell.text[:MAX_HEADING]))

    def _own(self, row: int) -> list[Cell]:
        return own_cells(self.grid, row)

    # ---- what the columns say -----------------------------------------------------------------------------------
    def _block(self, top: int, bottom: int) -> _Block:
        stacks = [(index, *self._stack(index, top, bottom)) for index in range(1, self.grid.columns + 1)]
        labels, problems = self._label_columns(stacks)
        heads = {column.index for column in labels}
        across = labels[0].index if labels else 0
        taken: list[RecognisedColumn] = []
        other: list[RecognisedColumn] = []
        notes: list[SheetProblem] = []
        for index, stack, inferred in stacks:
            own = [c for c in stack if c.merged is None or not c.merged.left <= across <= c.merged.right]
            if index in heads or not own:
                continue
            titles = [c for c in stack if c.merged is not None and c.merged.left <= across <= c.merged.right]
            read = combine(tuple(self._part(c) for c in own))
            read = completed(read, combine(tuple(self._part(c) for c in titles)))
            column = self._column(index, stack, read, inferred)
            self._note_dates(own, notes)
            taken_column = self._take(column, read, problems)
            if taken_column is None:
                other.append(column)
            else:
                taken.append(taken_column)
        problems += self._twice(taken)
        words = tuple(tuple(c.text for c in self._own(row)) for row in range(top, bottom + 1))
        texts = tuple(c for c in taken if c.measure in _TEXTS)
        values = tuple(c for c in taken if c.measure not in _TEXTS)
        return _Block(top, bottom, labels, values, texts, tuple(other), tuple(problems), tuple(notes), words)

    def _label_columns(
        self, stacks: list[tuple[int, list[Cell], bool]]
    ) -> tuple[tuple[RecognisedColumn, ...], list[SheetProblem]]:
        """Columns whose lowest heading is a label, the preferred first; a problem where two are equally preferred."""
        named = self._named_column("label")
        found: list[tuple[int, RecognisedColumn]] = []
        for index, stack, inferred in stacks:
            rank = self.rank.get(self._part(stack[-1]).normal) if stack else None
            if index == named or (rank is not None and named is None):
                found.append((rank or 0, self._column(index, stack[-1:], combine(()), inferred)))
        found.sort(key=lambda pair: pair[0])
        equal = [column for rank, column in found if rank == found[0][0]]
        problems = []
        if len(equal) > 1:
            names = tuple(self._ref(column.cells[-1]) for column in equal)
            problems.append(
                self._problem(
                    ProblemKind.JUDUL_GANDA,
                    f"judul `{equal[0].heading}` ada di {len(names)} kolom: {spoken_list(names)}",
                    "ubah salah satu judul, atau sebut kolomnya, misalnya `kolom C`",
                    names[0],
                )
            )
        return tuple(column for _, column in found), problems

    def _stack(self, index: int, top: int, bottom: int) -> tuple[list[Cell], bool]:
        """Heading cells of a column from above, a merged range once; and whether one was continued from the left."""
        stack: list[Cell] = []
        inferred = False
        for row in range(top, bottom + 1):
            cell = self.grid.cell(row, index)
            if cell.is_empty and self.grid.origin.csv and row < bottom:
                left = self._from_the_left(row, index, bottom)
                if left is not None:
                    cell, inferred = left, True
            if not cell.is_empty and not (stack and cell.merged is not None and cell.merged is stack[-1].merged):
                stack.append(cell)
        return stack, inferred

    def _from_the_left(self, row: int, index: int, bottom: int) -> Cell | None:
        """The heading that a CSV file wrote once for several columns, for a column whose lower heading asks for it."""
        below = next((c for r in range(bottom, row, -1) if not (c := self.grid.cell(r, index)).is_empty), None)
        if below is None:
            return None
        lower = self._part(below)
        if lower.period is None and lower.measure not in _FILLED_UNDER:
            return None
        if row not in self.left_of:
            filled: list[Cell | None] = [None]
            for column in range(1, self.grid.columns + 1):
                cell = self.grid.cell(row, column)
                filled.append(filled[-1] if cell.is_empty else cell)
            self.left_of[row] = filled
        nearest = self.left_of[row][index]
        if nearest is None:
            return None
        part = self._part(nearest)
        return nearest if part.period is not None or part.measure in _FILLED_UNDER else None

    def _column(self, index: int, stack: list[Cell], read: ColumnHeading, inferred: bool) -> RecognisedColumn:
        return RecognisedColumn(
            index,
            " / ".join(shown(c.text) for c in stack),
            tuple(c.name for c in stack),
            read.measure,
            unit=read.unit,
            hidden=index in self.grid.hidden_columns,
            inferred=inferred,
        )

    def _take(
        self, column: RecognisedColumn, read: ColumnHeading, problems: list[SheetProblem]
    ) -> RecognisedColumn | None:
        """The column with measure and period, if it is wanted."""
        measure = self._named_measure(column, read)
        if measure is None:
            measure = read.measure if read.measure or read.period is None else self.wanted.default
            if not read.known:
                return None
        if measure not in self.wanted.measures:
            return None
        period, cumulative = None, False
        if read.period is not None:
            year = read.period.year or self.wanted.year
            if year is None:
                problems.append(
                    self._problem(
                        ProblemKind.PERIODE_TIDAK_LENGKAP,
                        f"judul kolom {column.letters} `{column.heading}` tidak menyebut tahun",
                        "tulis tahunnya di judul itu, misalnya `TW I 2022`, atau di atasnya dalam sel gabungan",
                        self._ref(column.cells[-1]),
                    )
                )
                return None
            period, cumulative = Period(year, read.period.part), read.period.cumulative
            if self.wanted.periods is not None and period not in self.wanted.periods:
                return None
        return RecognisedColumn(
            column.index,
            column.heading,
            column.cells,
            measure,
            period,
            cumulative,
            column.unit,
            column.hidden,
            column.inferred,
        )

    def _named_measure(self, column: RecognisedColumn, read: ColumnHeading) -> str | None:
        """The measure whose heading the plan names, where this column has it."""
        own = {p.normal for p in read.parts} | {normal(column.heading)}
        for measure, text in self.wanted.named.items():
            if measure != "label" and (normal(text) in own or self._named_column(measure) == column.index):
                return measure
        return None

    def _note_dates(self, stack: list[Cell], notes: list[SheetProblem]) -> None:
        for cell in stack:
            if cell.kind is CellKind.TANGGAL:
                notes.append(
                    self._problem(
                        ProblemKind.JUDUL_TANGGAL,
                        f"judul kolom {cell.name} tersimpan sebagai tanggal, bukan teks",
                        "ketik ulang dengan awalan petik tunggal, misalnya `'2022-10`",
                        cell.reference,
                        blocking=False,
                    )
                )

    def _twice(self, taken: list[RecognisedColumn]) -> list[SheetProblem]:
        """Columns that say the same."""
        first: dict[tuple[str | None, Period | None, bool], RecognisedColumn] = {}
        problems = []
        for column in taken:
            before = first.setdefault((column.measure, column.period, column.cumulative), column)
            if before is not column:
                problems.append(
                    self._problem(
                        ProblemKind.JUDUL_GANDA,
                        f"kolom {before.letters} `{before.heading}` dan kolom {column.letters} `{column.heading}`"
                        " berarti sama",
                        "ubah atau hapus salah satu, atau sebut judul yang dipakai",
                        self._ref(column.cells[-1]),
                    )
                )
        return problems

    # ---- rows ---------------------------------------------------------------------------------------------------
    def _table(self, block: _Block, repeated: set[int]) -> RecognisedTable | tuple[SheetProblem, ...]:
        grid, label = self.grid, block.labels[0]
        rows: list[RecognisedRow] = []
        others: list[RecognisedRow] = []
        unlabelled: list[int] = []
        start = block.bottom + 1
        while start <= grid.rows and self._is_numbering(start):
            start += 1
        for number in range(start, grid.rows + 1):
            if number in repeated or (number - 1 in repeated and self._is_numbering(number)):
                continue
            cell = grid.cell(number, label.index)
            values = [v for c in block.taken if not (v := grid.cell(number, c.index)).is_empty]
            values = [v for v in values if v.merged is None or v.merged is not cell.merged]
            if not cell.is_empty:
                row = RecognisedRow(number, cell, number in grid.hidden_rows)
                (rows if values else others).append(row)
            elif any(_holds_number(v) for v in values):
                unlabelled.append(number)
        last = max((row.number for row in rows), default=start - 1)
        problems = []
        for number in unlabelled:  # numbers below the table, after an empty row, are not of the table
            if number <= last + 1:
                last = max(last, number)
                problems.append(self._unlabelled(number, block))
        blocking = [p for p in problems if p.blocking]
        if blocking:
            return tuple(blocking[:MAX_PROBLEMS])
        problems += self._misplaced(block, rows)
        return RecognisedTable(
            grid,
            label,
            block.labels,
            block.taken,
            block.texts,
            block.top,
            block.bottom,
            tuple(rows),
            tuple(others),
            block.other,
            (*grid.notes, *block.notes, *problems[:MAX_PROBLEMS]),
        )

    def _misplaced(self, block: _Block, rows: list[RecognisedRow]) -> list[SheetProblem]:
        headed = frozenset(c.index for c in (*block.labels, *block.taken, *block.texts, *block.other))
        last = max(c.index for c in block.taken)
        named = [(row.number, row.label) for row in rows]
        return misplaced(self.grid, headed, last, range(block.top, block.bottom + 1), named, _holds_number)

    def _is_numbering(self, row: int) -> bool:
        """Whether a row only counts the columns: (1), (2), (3) ..."""
        return is_numbering(self._own(row))

    def _unlabelled(self, number: int, block: _Block) -> SheetProblem:
        """A row with numbers but no label; one with another text, such as a total, is only passed over."""
        label = block.labels[0]
        cell = next(c for t in block.taken if _holds_number(c := self.grid.cell(number, t.index)))
        text = next((c for c in self._own(number) if c.kind is CellKind.TEKS and not _holds_number(c)), None)
        named = f" (`{shown(text.text)}`)" if text is not None else ""
        return self._problem(
            ProblemKind.BARIS_TANPA_LABEL,
            f"baris {number}{named} berisi bilangan di {cell.name}, tetapi kolom {label.letters}"
            f" `{label.heading}` kosong" + (", jadi tidak dibaca" if named else ""),
            "isi kolom itu, atau hapus bilangannya",
            cell.reference,
            blocking=not named,
        )

    # ---- saying it ----------------------------------------------------------------------------------------------
    def _ref(self, name: str) -> str:
        return self.grid.origin.reference(name)

    def _problem(
        self, kind: ProblemKind, message: str, remedy: str, reference: str | None = None, blocking: bool = True
    ) -> SheetProblem:
        return SheetProblem(kind, message, self.grid.origin.file, reference, remedy, blocking)


def own_cells(grid: Grid, row: int) -> list[Cell]:
    """Filled cells of a row, a merged range once."""
    out: list[Cell] = []
    last: Area | None = None
    for cell in grid.filled(row):
        if cell.merged is None or cell.merged is not last:
            out.append(cell)
        last = cell.merged
    return out


def is_numbering(cells: Sequence[Cell]) -> bool:
    """Whether the cells of a row only count the columns: (1), (2), (3) ..."""
    numbers = []
    for cell in cells:
        found = _NUMBERING.match(cell.text.strip()) if len(cell.text) <= MAX_HEADING else None
        if found is None:
            return False
        numbers.append(int(found[1]))
    return len(numbers) > 1 and numbers[0] == 1 and all(a < b for a, b in pairwise(numbers))


def _holds_number(cell: Cell) -> bool:
    """Whether a cell holds a number, stored or written, an amount of money among them (`Rp 65.040.000,-`)."""
    if cell.kind is CellKind.BILANGAN:
        return True
    text = cell.text.strip().removesuffix("%").rstrip()
    if text[:2].casefold() == "rp":
        text = text[2:].lstrip(". \u00a0").rstrip("-").removesuffix(",")
    if cell.kind is not CellKind.TEKS or len(text) > MAX_NUMERAL or not text[-1:].isdigit():
        return False
    return isinstance(read_numeral(text), Numeral)


def _states(part: HeadingPart) -> bool:
    """Whether a heading cell states a period or measure."""
    return part.period is not None or part.measure is not None

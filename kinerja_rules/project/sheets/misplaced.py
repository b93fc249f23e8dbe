"""Cells of a table beneath no heading, and rows with fewer cells than headings: what a lost or an added separator leaves."""

from collections.abc import Callable, Sequence

from kinerja_rules.project.sheets.grid import Cell, CellKind, Grid, column_letters
from kinerja_rules.project.sheets.problems import ProblemKind, SheetProblem, shown, spoken_ranges


def misplaced(
    grid: Grid,
    headed: frozenset[int],
    last_column: int,
    heading_rows: range,
    rows: Sequence[tuple[int, Cell]],
    holds_number: Callable[[Cell], bool],
) -> list[SheetProblem]:
    """What is to be said of the rows of a table, each given by its number and the cell that names it.

    `headed` are the columns with a heading, `last_column` is the last one that is read.
    """
    return [*_short(grid, last_column, rows), *_unheaded(grid, headed, heading_rows, rows, holds_number)]


def _short(grid: Grid, last_column: int, rows: Sequence[tuple[int, Cell]]) -> list[SheetProblem]:
    """Records of a CSV file that end before the last column that is read: one finding for all of them."""
    short = [(number, label) for number, label in rows if grid.widths and grid.widths[number - 1] < last_column]
    if not short:
        return []
    number, label = short[0]
    which = f"baris {spoken_ranges([(n, str(n)) for n, _ in short])}"
    return [
        SheetProblem(
            ProblemKind.SEL_KURANG,
            f"{which} berisi {grid.widths[number - 1]} sel, padahal judulnya sampai kolom {column_letters(last_column)};"
            " yang tidak ada dibaca kosong",
            grid.origin.file,
            label.reference,
            "tulis pemisah kolomnya, dan `-` pada sel yang belum ada datanya",
            blocking=False,
        )
    ]


def _unheaded(
    grid: Grid,
    headed: frozenset[int],
    heading_rows: range,
    rows: Sequence[tuple[int, Cell]],
    holds_number: Callable[[Cell], bool],
) -> list[SheetProblem]:
    """Filled cells to the right of the rows' names in columns that no heading names: one finding for each column."""
    width = max((grid.widths[row - 1] for row in heading_rows), default=0) if grid.widths else grid.columns
    spare = [column for column in range(1, grid.columns + 1) if column not in headed]
    found: dict[int, list[Cell]] = {}
    for number, label in rows if spare else ():
        for column in spare:
            cell = grid.cell(number, column)
            own = cell.merged is None or cell.merged is not label.merged
            if own and column > label.column and not cell.is_empty:
                found.setdefault(column, []).append(cell)
    return [_beneath_none(cells, cells[0].column > width, holds_number) for _, cells in sorted(found.items())]


def _beneath_none(cells: Sequence[Cell], surplus: bool, holds_number: Callable[[Cell], bool]) -> SheetProblem:
    cell = next((c for c in cells if holds_number(c)), cells[0])
    more = f" dan di {len(cells) - 1} baris lain" if len(cells) > 1 else ""
    what = f"`{shown(cell.text)}`" if cell.kind is not CellKind.TANGGAL else "tanggal"
    if surplus:
        message = f"sel {cell.reference} berisi {what}{more}, padahal baris judulnya tidak sampai kolom itu"
        remedy = "periksa apakah isi baris itu bergeser, misalnya karena pemisah kolom di dalam nama; beri tanda kutip"
    else:
        message = f"sel {cell.reference} berisi {what}{more}, tetapi kolomnya tidak berjudul, jadi tidak dibaca"
        remedy = "beri judul kolom itu, atau hapus isinya bila tidak dipakai"
    kind = ProblemKind.SEL_LEBIH if surplus else ProblemKind.KOLOM_TANPA_JUDUL
    if kind is ProblemKind.KOLOM_TANPA_JUDUL and holds_number(cell):
        kind = ProblemKind.BILANGAN_TANPA_JUDUL
    return SheetProblem(kind, message, cell.origin.file, cell.reference, remedy, blocking=surplus)

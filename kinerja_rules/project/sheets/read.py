"""From the bytes of a file to a grid or a table. Whatever a file holds, the answer is a value: nothing is raised."""

from collections.abc import Callable
from difflib import get_close_matches
from typing import TypeVar

from attrs import field, frozen

from kinerja_rules.project.sheets.csv_file import read_csv
from kinerja_rules.project.sheets.grid import Grid
from kinerja_rules.project.sheets.limits import MAX_CELLS
from kinerja_rules.project.sheets.problems import ProblemKind, RefusedError, SheetProblem, spoken_list
from kinerja_rules.project.sheets.tables import RecognisedTable, Wanted, find_table
from kinerja_rules.project.sheets.workbook import SheetInfo, Visibility, Workbook, read_shared
from kinerja_rules.project.sheets.xlsx import open_xlsx, read_sheet

Answer = TypeVar("Answer")
_SAVE_AS = "simpan sebagai Buku Kerja Excel (.xlsx) atau CSV UTF-8 (.csv)"


@frozen(eq=False)
class ReadTable:
    """A table with the sheet it stands in."""

    grid: Grid = field(repr=False)
    table: RecognisedTable


def read_grid(data: bytes, name: str, sheet: str | None) -> Grid | tuple[SheetProblem, ...]:
    """The cells of a sheet of a workbook, or of a CSV file.

    `name` is the file's package-relative path; its suffix (`.xlsx`, `.csv`) says what it must be. `sheet` may be left
    out for CSV and for a workbook with a single visible sheet.
    """
    return guarded(name, lambda: _grid(data, name, sheet))


def list_sheets(data: bytes, name: str) -> tuple[SheetInfo, ...] | tuple[SheetProblem, ...]:
    """The sheets of a workbook in order; none for CSV."""

    def sheets() -> tuple[SheetInfo, ...]:
        return () if _is_csv(name) else open_xlsx(data, name).sheets

    return guarded(name, sheets)


def read_table(
    data: bytes, name: str, sheet: str | None, wanted: Wanted, in_part: bool = False
) -> ReadTable | tuple[SheetProblem, ...]:
    """The table wanted. Without a named sheet, the one visible sheet that holds such a table.

    With `in_part` a cell of a CSV file that cannot be read leaves the others: its grid tells of it.
    """

    def table() -> ReadTable | tuple[SheetProblem, ...]:
        if in_part and sheet is None and _is_csv(name):
            from kinerja_rules.project.sheets.torn_csv import read_csv_in_part  # only for claims kept in files

            return _found(read_csv_in_part(data, name), wanted)
        if sheet is not None or _is_csv(name):
            return _found(_grid(data, name, sheet), wanted)
        return _search(open_xlsx(data, name), name, wanted)

    return guarded(name, table)


def _search(book: Workbook, name: str, wanted: Wanted) -> ReadTable | tuple[SheetProblem, ...]:
    """The one visible sheet with such a table, or why it is not known."""
    visible = [i for i, s in enumerate(book.sheets) if s.visibility is Visibility.TAMPAK]
    shared = read_shared(book)
    fitting: list[ReadTable] = []
    problems: tuple[SheetProblem, ...] = ()
    cells = 0
    for index in visible:
        grid = read_sheet(book, index, shared)
        cells += len(grid.cells)
        if cells > MAX_CELLS:
            names = tuple(book.sheets[i].name for i in visible)
            return (_name_the_sheet(name, f"berkas `{name}` terlalu besar untuk dicari di semua lembarnya", names),)
        answer = _found(grid, wanted)
        if isinstance(answer, ReadTable):
            fitting.append(answer)
        else:
            problems = answer
    if len(fitting) == 1:
        return fitting[0]
    if len(visible) == 1:
        return problems
    names = tuple(a.grid.origin.sheet for a in fitting) or tuple(book.sheets[i].name for i in visible)
    what = f"tabel yang dicari ada di {len(fitting)} lembar" if fitting else "tabel yang dicari tidak ditemukan"
    return (_name_the_sheet(name, f"{what}: {spoken_list(names)}", names),)


def _found(grid: Grid, wanted: Wanted) -> ReadTable | tuple[SheetProblem, ...]:
    table = find_table(grid, wanted)
    return table if isinstance(table, tuple) else ReadTable(grid, table)


def _grid(data: bytes, name: str, sheet: str | None) -> Grid:
    if _is_csv(name):
        if sheet is not None:
            raise RefusedError(
                SheetProblem(
                    ProblemKind.LEMBAR,
                    f"berkas CSV `{name}` tidak punya lembar",
                    name,
                    None,
                    f'hapus `lembar "{sheet}"`',
                )
            )
        return read_csv(data, name)
    book = open_xlsx(data, name)
    return read_sheet(book, _index(book, name, sheet), read_shared(book))


def _index(book: Workbook, name: str, sheet: str | None) -> int:
    """The place of a sheet by its name, which does not depend on capitals; or of the only one people see."""
    names = tuple(s.name for s in book.sheets)
    if sheet is None:
        visible = [i for i, s in enumerate(book.sheets) if s.visibility is Visibility.TAMPAK]
        if len(visible) == 1:
            return visible[0]
        shown_names = tuple(names[i] for i in visible) or names
        message = f"berkas `{name}` berisi {len(shown_names)} lembar: {spoken_list(shown_names)}"
        raise RefusedError(_name_the_sheet(name, message, shown_names))
    wanted = sheet.strip().casefold()
    found = [i for i, n in enumerate(names) if n.strip().casefold() == wanted]
    if len(found) == 1:
        return found[0]
    near = get_close_matches(sheet, names, n=1)
    raise RefusedError(
        SheetProblem(
            ProblemKind.LEMBAR,
            f"lembar `{sheet}` tidak ada di berkas `{name}`; yang ada: {spoken_list(names)}",
            name,
            None,
            f"mungkin maksud Anda `{near[0]}`?" if near else "sebut salah satu lembar itu",
        )
    )


def _name_the_sheet(file: str, message: str, names: tuple[str, ...]) -> SheetProblem:
    return SheetProblem(
        ProblemKind.LEMBAR, message, file, None, f'sebut lembarnya, misalnya `lembar "{names[0]}"`' if names else ""
    )


def _is_csv(name: str) -> bool:
    """Whether a name ends like a CSV file.

    Raises:
        RefusedError: it ends like nothing that is read.
    """
    suffix = name.rpartition(".")[2].lower()
    if suffix in ("csv", "xlsx"):
        return suffix == "csv"
    if suffix in ("xlsm", "xltm", "xlam"):
        problem = SheetProblem(
            ProblemKind.MAKRO,
            f"berkas `{name}` adalah buku kerja bermakro, yang tidak dibaca",
            name,
            None,
            "buka di Excel, lalu simpan sebagai Buku Kerja Excel (.xlsx) tanpa makro",
        )
    else:
        problem = SheetProblem(
            ProblemKind.BENTUK_BERKAS, f"berkas `{name}` bukan .xlsx atau .csv", name, None, _SAVE_AS
        )
    raise RefusedError(problem)


def guarded(name: str, work: Callable[[], Answer]) -> Answer | tuple[SheetProblem, ...]:
    """The answer of a reader, or its refusal; a reader that fails in an unforeseen way fails alone."""
    try:
        return work()
    except RefusedError as refused:
        return (refused.problem,)
    except Exception as error:
        # A hostile file must not stop the program: what no check foresaw is a damaged file, named by its error.
        return (
            SheetProblem(
                ProblemKind.BERKAS_RUSAK,
                f"berkas `{name}` rusak dan tidak dapat dibaca ({type(error).__name__})",
                name,
                None,
                "buka di Excel atau LibreOffice, periksa isinya, lalu simpan ulang",
            ),
        )

"""A nomenclature kept in a CSV file or workbook: rows of code, name, and perhaps indicator and unit, with their places."""

from collections.abc import Mapping
from pathlib import Path

from attrs import field, frozen

from kinerja_rules.base.diagnostics import Diagnostic, Severity
from kinerja_rules.base.source import SheetText, Span
from kinerja_rules.project.sheet_files import cell_text, problem_at_file, problem_code, read_bytes, sheet_text
from kinerja_rules.project.sheets import Cell, CellKind, Grid, list_sheets, read_grid, unlike_code
from kinerja_rules.project.sheets.workbook import Visibility
from kinerja_rules.syntax import nodes

COLUMNS: Mapping[str, tuple[str, ...]] = {
    "kode": ("kode",),
    "nama": ("nama", "nomenklatur", "uraian"),
    "indikator": ("indikator",),
    "satuan": ("satuan",),
}
"""Words that a heading of a column begins with or holds."""
MAX_HEADING_ROWS = 30


@frozen
class NomenclatureRow:
    """One row; `nama` may be empty where the cell is."""

    kode: str
    nama: str
    indikator: str | None
    satuan: str | None
    span: Span = field(eq=False)


@frozen(eq=False)
class NomenclatureTable:
    """All rows of a file, and its text, which belongs to the package's digest."""

    rows: tuple[NomenclatureRow, ...]
    text: SheetText


def read_nomenclature(
    item: nodes.Declaration, placed: nodes.Field, folder: Path
) -> tuple[NomenclatureTable | None, list[Diagnostic]]:
    """The table that a `nomenklatur ... dari "berkas"` names, and what is wrong with it."""
    name = placed.arguments[0]
    if not isinstance(name, nodes.TextLit):
        return None, []
    refused, data = read_bytes(folder, name)
    if refused is not None:
        return None, [refused]
    options = {a.keyword: a.arguments[0] for a in placed.arguments if isinstance(a, nodes.Field)}
    sheet = options.get("lembar")
    wanted = sheet.value if isinstance(sheet, nodes.TextLit) else _only_sheet(data, name.value)
    grid = read_grid(data, name.value, wanted)
    if isinstance(grid, tuple):
        return None, [problem_at_file(p, placed.span) for p in grid]
    heading = _heading(grid, _named(item))
    if heading is None:
        return None, [
            Diagnostic(
                "KR511",
                f"tabel nomenklatur tidak dikenali dalam `{name.value}`: tidak ada baris judul dengan kolom kode dan nama",
                placed.span,
                help='beri judul kolom `Kode` dan `Nama`, atau sebut judulnya: `{ kolom kode "..."  kolom nama "..." }`',
            )
        ]
    text, starts = sheet_text(grid, name.value)
    row, columns = heading
    rows: list[NomenclatureRow] = []
    changed: list[Cell] = []
    for at in range(row + 1, grid.rows + 1):
        cells = {what: grid.cell(at, column) for what, column in columns.items()}
        kode = _text(cells["kode"]).replace(" ", "")
        if not kode:
            continue
        if _is_changed(cells["kode"]):
            changed.append(cells["kode"])
            continue
        start = starts.get(cells["kode"].key, 0)
        rows.append(
            NomenclatureRow(
                kode,
                _text(cells["nama"]),
                _text(cells["indikator"]) or None if "indikator" in cells else None,
                _text(cells["satuan"]) or None if "satuan" in cells else None,
                Span(text, start, start + len(cell_text(cells["kode"]))),
            )
        )
    return NomenclatureTable(tuple(rows), text), _changed(changed, text, starts)


def _is_changed(cell: Cell) -> bool:
    """Whether a spreadsheet made something else of a code: a date, or a number that lost its last zero (`2.1` for `2.10`).

    The second part of a code has two digits, so that a number with two decimals is what was typed.
    """
    if cell.kind is CellKind.BILANGAN:
        part = cell.words.partition(".")[2]
        return len(part) not in (0, 2) or not cell.words[0].isdigit()
    return cell.kind is CellKind.TANGGAL


def _changed(cells: list[Cell], text: SheetText, starts: Mapping[int, int]) -> list[Diagnostic]:
    """One finding for all codes that are not as they were typed, at the first."""
    problem = unlike_code(cells[0]) if cells else None
    if problem is None:
        return []
    start = starts.get(cells[0].key, 0)
    more = f", juga {len(cells) - 1} sel lain" if len(cells) > 1 else ""
    return [
        Diagnostic(
            problem_code(problem),
            f"{problem.message}{more}; barisnya tidak dibaca",
            Span(text, start, start + len(cell_text(cells[0]))),
            Severity.PERINGATAN,
            help=problem.remedy,
        )
    ]


def _only_sheet(data: bytes, name: str) -> str | None:
    """The first visible sheet of a workbook; a nomenclature is rarely kept beside others."""
    for sheet in list_sheets(data, name):
        if getattr(sheet, "visibility", None) is Visibility.TAMPAK:
            return str(getattr(sheet, "name", "")) or None
    return None


def _named(item: nodes.Declaration) -> dict[str, str]:
    out: dict[str, str] = {}
    for member in item.body or ():
        if isinstance(member, nodes.Field) and member.keyword == "kolom":
            what, heading = member.arguments
            if isinstance(what, nodes.Word) and isinstance(heading, nodes.TextLit):
                out[what.text] = heading.value.casefold().strip()
    return out


def _heading(grid: Grid, named: Mapping[str, str]) -> tuple[int, dict[str, int]] | None:
    """The first row that names a code and a name, and where its columns stand."""
    for row in range(1, min(grid.rows, MAX_HEADING_ROWS) + 1):
        columns: dict[str, int] = {}
        for cell in grid.filled(row):
            said = _text(cell).casefold()
            for what, words in COLUMNS.items():
                fits = (
                    said == named[what]
                    if what in named
                    else any(w in said.split() or said.startswith(w) for w in words)
                )
                if fits and what not in columns:
                    columns[what] = cell.column
                    break
        if "kode" in columns and "nama" in columns:
            return row, columns
    return None


def _text(cell: Cell) -> str:
    return cell.words

"""Tables that a plan keeps in spreadsheet and CSV files: found inside the package, read, and given places of their own.

A sheet becomes a text with a line for each row, so that a finding in a cell is shown as one in a rule file is.
"""

from pathlib import Path, PurePosixPath

from attrs import field, frozen

from kinerja_rules.base.diagnostics import Diagnostic, Severity
from kinerja_rules.base.source import SheetText, Span
from kinerja_rules.project.file_tables import file_field
from kinerja_rules.project.sheets import ProblemKind, ReadTable, SheetProblem, Wanted, read_table
from kinerja_rules.project.sheets.grid import Cell, Grid, key_of, read_reference
from kinerja_rules.project.sheets.limits import MAX_FILE
from kinerja_rules.project.sheets.problems import shown, spoken_list
from kinerja_rules.syntax import nodes

SUFFIXES = (".xlsx", ".csv")
_MEASURES = {
    "target": frozenset({"target", "awal", "akhir", "satuan"}),
    "realisasi": frozenset({"realisasi", "satuan"}),
    "data": frozenset({"realisasi", "satuan"}),
    "pembanding": frozenset({"realisasi", "satuan"}),
    "anggaran": frozenset({"pagu", "realisasi_anggaran", "realisasi"}),
    "belanja": frozenset({"pagu", "realisasi_anggaran", "realisasi"}),
    "tabel": frozenset({"target", "realisasi", "capaian", "pagu", "realisasi_anggaran", "awal", "akhir"}),
}
_FILE_PROBLEMS = frozenset(
    {
        ProblemKind.BENTUK_BERKAS,
        ProblemKind.BERKAS_RUSAK,
        ProblemKind.BERKAS_TERLALU_BESAR,
        ProblemKind.BERKAS_BERSANDI,
        ProblemKind.MAKRO,
        ProblemKind.XML_TERLARANG,
        ProblemKind.PENYANDIAN,
        ProblemKind.PEMISAH_KOLOM,
        ProblemKind.LEMBAR,
    }
)
_CELL_PROBLEMS = frozenset(
    {
        ProblemKind.BUKAN_BILANGAN,
        ProblemKind.PENULISAN_BILANGAN,
        ProblemKind.BILANGAN_GANDA,
        ProblemKind.PERSEN_GANDA,
        ProblemKind.JANGKAUAN,
        ProblemKind.TANGGAL,
        ProblemKind.LOGIKA,
        ProblemKind.RUMUS_GALAT,
        ProblemKind.RUMUS_TANPA_NILAI,
        ProblemKind.MATA_UANG,
        ProblemKind.KODE_BERUBAH,
        ProblemKind.TANDA_KUTIP,
        ProblemKind.HURUF_RUSAK,
    }
)
_COUNT_PROBLEMS = frozenset({ProblemKind.SEL_LEBIH, ProblemKind.SEL_KURANG})
_WARNED = frozenset({ProblemKind.SEL_KURANG, ProblemKind.BILANGAN_TANPA_JUDUL})
"""A value may have been lost or taken for another column's."""


@frozen(eq=False)
class SheetTable:
    """A table read from a file: what was recognised, and the sheet as text with the places of its cells."""

    read: ReadTable = field(repr=False)
    text: SheetText
    starts: dict[int, int] = field(repr=False)

    def span(self, cell: Cell) -> Span:
        """The place of a cell; of its row's end where the cell is empty."""
        start = self.starts.get(cell.key)
        if start is None:
            row = min(cell.row, len(self.text.line_starts))
            start = self.text.line_starts[row - 1]
            return Span(self.text, start, start)
        return Span(self.text, start, start + len(cell_text(cell)))


def read_sheet_table(item: nodes.Declaration, folder: Path) -> tuple[SheetTable | None, list[Diagnostic]]:
    """The table that a declaration keeps in a file of the package at `folder`, and what is wrong with it."""
    placed = file_field(item)
    name = placed.arguments[0] if placed is not None else None
    if placed is None or not isinstance(name, nodes.TextLit):
        return None, []
    refused, data = read_bytes(folder, name)
    if refused is not None:
        return None, [refused]
    misnamed = _misnamed(item)
    if misnamed:
        return None, misnamed
    options = {a.keyword: a.arguments[0] for a in placed.arguments if isinstance(a, nodes.Field)}
    sheet = options.get("lembar")
    found = read_table(
        data,
        name.value,
        sheet.value if isinstance(sheet, nodes.TextLit) else None,
        _wanted(item, options),
        in_part=item.keyword == "tabel",
    )
    if isinstance(found, tuple):
        return None, [problem_at_file(p, placed.span) for p in found]
    text, starts = sheet_text(found.grid, name.value)
    table = SheetTable(found, text, starts)
    notes = [*found.grid.notes, *found.table.notes]
    return table, [*_unfound(item, found, name.value), *(problem_diagnostic(p, table, placed.span) for p in notes)]


def _wanted(item: nodes.Declaration, options: dict[str, nodes.FieldArgument]) -> Wanted:
    year = options.get("tahun")
    if year is None:
        words = (a for f in item.head if f.keyword == "" for a in f.arguments)
        year = next((w for w in words if isinstance(w, nodes.Word) and w.text.isdigit()), None)
    named: dict[str, str] = {}
    for member in item.body or ():
        if isinstance(member, nodes.Field) and member.keyword == "kolom":
            measure, heading = member.arguments
            if isinstance(measure, nodes.Word) and isinstance(heading, nodes.TextLit):
                named[measure.text] = heading.value
    money = item.keyword in ("anggaran", "belanja", "tabel")
    more = frozenset(named) - {"label"} if item.keyword == "tabel" else frozenset()  # any figure that a row may have
    return Wanted(
        _MEASURES[item.keyword] | more,
        default=None if money else ("target" if item.keyword == "target" else "realisasi"),
        year=int(year.text) if isinstance(year, nodes.Word) and year.text.isdigit() else None,
        named=named,
    )


def _misnamed(item: nodes.Declaration) -> list[Diagnostic]:
    """Columns named by a plan that such a table does not have; those of a printed table may be any figure."""
    if item.keyword == "tabel":
        return []
    known = ("label", *sorted(_MEASURES[item.keyword] - {"realisasi_anggaran"}))
    words = [m.arguments[0] for m in item.body or () if isinstance(m, nodes.Field) and m.keyword == "kolom"]
    return [
        Diagnostic(
            "KR116",
            f"kolom `{word.text}` tidak dikenal pada tabel {item.keyword}",
            word.span,
            help="pilih: " + ", ".join(f"`{k}`" for k in known),
        )
        for word in words
        if isinstance(word, nodes.Word) and word.text not in known
    ]


def _unfound(item: nodes.Declaration, found: ReadTable, file: str) -> list[Diagnostic]:
    """Headings that the plan names and the table does not have: a column would be missed without a word."""
    headings = [m.arguments[1] for m in item.body or () if isinstance(m, nodes.Field) and m.keyword == "kolom"]
    return [
        Diagnostic(
            "KR511",
            f"judul kolom `{shown(heading.value)}` tidak ada dalam `{file}`",
            heading.span,
            help=f"yang ada: {spoken_list(tuple(c.heading for c in found.table.all_columns))}",
        )
        for heading in headings
        if isinstance(heading, nodes.TextLit) and not found.table.has(heading.value)
    ]


def read_bytes(folder: Path, name: nodes.TextLit) -> tuple[Diagnostic | None, bytes]:
    """The bytes of a file inside the package, after symlinks; its size is looked at before it is read."""
    written = name.value
    pure = PurePosixPath(written)
    if pure.is_absolute() or ".." in pure.parts or "\\" in written or ":" in written:
        return _refuse(
            "KR206",
            "rujukan berkas keluar dari folder paket",
            name,
            "simpan berkas di dalam folder paket, dan tulis misalnya `data/realisasi.xlsx`",
        ), b""
    if pure.suffix.lower() not in SUFFIXES:
        return _refuse(
            "KR510",
            f"berkas `{written}` bukan .xlsx atau .csv",
            name,
            "simpan sebagai Buku Kerja Excel (.xlsx) atau CSV UTF-8 (.csv)",
        ), b""
    path = folder / written
    try:
        if not path.resolve().is_relative_to(folder.resolve()):
            return _refuse(
                "KR206", "rujukan berkas keluar dari folder paket", name, "salin berkas itu ke dalam folder paket"
            ), b""
        if not path.is_file():
            return _refuse(
                "KR510", f"berkas `{written}` tidak ada di dalam paket", name, "periksa nama folder dan berkasnya"
            ), b""
        size = path.stat().st_size
        if size > MAX_FILE:
            return _refuse(
                "KR510",
                f"berkas `{written}` berukuran {size // 1_000_000} MB, lebih dari batas {MAX_FILE // 1_000_000} MB",
                name,
                "bagi menjadi beberapa berkas",
            ), b""
        return None, path.read_bytes()
    except OSError as error:
        return _refuse(
            "KR510",
            f"berkas `{written}` tidak dapat dibaca: {error.strerror}",
            name,
            "periksa hak akses berkas, dan tutup bila sedang dibuka",
        ), b""


def _refuse(code: str, message: str, name: nodes.TextLit, help_text: str) -> Diagnostic:
    return Diagnostic(code, message, name.span, help=help_text)


# ---- problems --------------------------------------------------------------------------------------------------------
def problem_code(problem: SheetProblem) -> str:
    """The code of a problem: of the file, of a cell, of the table, or worth knowing."""
    if problem.kind in _COUNT_PROBLEMS:
        return "KR107"
    if problem.kind in _FILE_PROBLEMS:
        return "KR510"
    if problem.kind in _CELL_PROBLEMS:
        return "KR512"
    return "KR511" if problem.blocking else "KR513"


def problem_at_file(problem: SheetProblem, span: Span) -> Diagnostic:
    """A problem told where the file is named."""
    warned = problem.kind in _WARNED
    severity = Severity.GALAT if problem.blocking else Severity.PERINGATAN if warned else Severity.CATATAN
    return Diagnostic(problem_code(problem), problem.message, span, severity, help=problem.remedy)


def problem_diagnostic(problem: SheetProblem, table: SheetTable, otherwise: Span) -> Diagnostic:
    """A problem at its cell, or where the file is named."""
    place = read_reference((problem.reference or "").rpartition("!")[2])
    return problem_at_file(problem, otherwise if place is None else table.span(table.read.grid.cell(*place)))


# ---- a sheet as text -------------------------------------------------------------------------------------------------
def sheet_text(grid: Grid, path: str) -> tuple[SheetText, dict[int, int]]:
    """A sheet as text, a line for each row, and the offsets at which its cells begin, by their keys."""
    lines: list[str] = []
    cells: list[tuple[int, str]] = []
    starts: dict[int, int] = {}
    at = 0
    for row in range(1, grid.rows + 1):
        pieces: list[str] = []
        column_at = at
        for cell in grid.filled(row):
            if pieces:
                column_at += len(_BETWEEN)
            shown = cell_text(cell)
            starts[key_of(row, cell.column)] = column_at
            cells.append((column_at, cell.reference))
            pieces.append(shown)
            column_at += len(shown)
        line = _BETWEEN.join(pieces)
        lines.append(line)
        at += len(line) + 1
    return SheetText(path, "\n".join(lines), cells=tuple(cells)), starts


_BETWEEN = " | "


def cell_text(cell: Cell) -> str:
    """A cell as it stands in the text of its sheet."""
    return " ".join(cell.text.split()) or "∅"

"""A review sheet read back: answers of planners, decisions of reviewers, and what is wrong with the sheet.

Columns are known by their headings, wherever they stand. What cannot be read is told at its cell, and everything else
is read all the same. Nothing is raised, whatever the file holds.
"""

from collections.abc import Collection, Mapping
from difflib import get_close_matches

from kinerja_rules.base.diagnostics import Diagnostic, Label, Severity
from kinerja_rules.base.source import SheetText, SourceFile, Span
from kinerja_rules.project.sheet_files import cell_text, sheet_text
from kinerja_rules.project.sheets import Cell, CellKind, Grid, SheetProblem, Visibility, list_sheets, read_grid
from kinerja_rules.project.sheets.problems import shown
from kinerja_rules.review.finding_ids import is_finding_id
from kinerja_rules.review.worksheet import (
    COLUMNS,
    READ,
    SHEET,
    Decision,
    DecisionSheet,
    Keputusan,
    named,
    unguarded,
)

UNREADABLE, ENTRY, IDENTITY = "KR425", "KR426", "KR427"

_SEARCHED = 50
"""Rows in which the headings are looked for."""

_YEARS = range(1900, 2200)
_ABOUT = (("kode", "perihal"), ("tempat",))
"""Columns by which a reader knows a finding again."""

_SAVE = "pakai kertas kerja yang dibuat `kinerja periksa --format xlsx`, dan isi hanya empat kolom yang disediakan"
_DOWNLOAD = "buka halamannya, unduh isiannya dengan tombol di atasnya, lalu sebut berkas .csv yang terunduh itu"


def read_decisions(data: bytes, name: str) -> DecisionSheet:
    """Read a sheet; `name` is the file's name, its suffix says what it must be."""
    grid = _find_grid(data, name)
    if not isinstance(grid, Grid):
        whole = SourceFile(name, "")
        return DecisionSheet(name, {}, tuple(_file_problem(problem, whole) for problem in grid))
    return _Reading(grid, name).result()


def _file_problem(problem: SheetProblem, whole: SourceFile) -> Diagnostic:
    remedy = _DOWNLOAD if whole.path.lower().endswith((".html", ".htm")) else problem.remedy
    return Diagnostic(UNREADABLE, problem.message, Span(whole, 0, 0), help=remedy)


def _find_grid(data: bytes, name: str) -> Grid | tuple[SheetProblem, ...]:
    """The sheet of the usual name, or the first visible one that has its headings, or the only one."""
    sheets = list_sheets(data, name)
    if not all(not isinstance(s, SheetProblem) for s in sheets):
        return tuple(s for s in sheets if isinstance(s, SheetProblem))
    names = [s.name for s in sheets if not isinstance(s, SheetProblem) and s.visibility is Visibility.TAMPAK]
    if len(names) < 2:
        return read_grid(data, name, names[0] if names else None)
    usual = [n for n in names if n.strip().casefold() == SHEET.casefold()]
    if usual:
        return read_grid(data, name, usual[0])
    grids = [read_grid(data, name, n) for n in names]
    fitting = [g for g in grids if isinstance(g, Grid) and _heading_row(g) is not None]
    return fitting[0] if fitting else grids[0]


def _heading_row(grid: Grid, wanted: Collection[str] = ("pengenal",)) -> int | None:
    """The first row that has the headings of these columns, by default of the ids, and one more."""
    for row in range(1, min(grid.rows, _SEARCHED) + 1):
        found = {_COLUMN_OF[h] for cell in grid.filled(row) if (h := _heading(cell)) in _COLUMN_OF}
        if found.issuperset(wanted) and len(found) > len(wanted):
            return row
    return None


def _heading(cell: Cell) -> str:
    return cell.words.casefold().rstrip(":")


_COLUMN_OF = {column.heading.casefold(): name for name, column in COLUMNS.items()}


class _Reading:
    """One sheet being read: its cells have places in a text of it."""

    def __init__(self, grid: Grid, name: str) -> None:
        self.grid = grid
        self.name = name
        self.csv = grid.origin.csv
        self.text: SheetText
        self.text, self.starts = sheet_text(grid, name)
        self.columns: dict[str, int] = {}
        self.decisions: dict[str, Decision] = {}
        self.doubtful: set[str] = set()
        self.diagnostics: list[Diagnostic] = []

    def result(self) -> DecisionSheet:
        """The whole sheet."""
        heading = _heading_row(self.grid)
        if heading is None:
            self._say_no_ids(_heading_row(self.grid, ("jawaban", "keputusan")))
        else:
            self._read_headings(heading)
            for row in range(heading + 1, self.grid.rows + 1):
                self._read_row(row)
        kept = {ident: d for ident, d in self.decisions.items() if ident not in self.doubtful}
        return DecisionSheet(self.name, kept, tuple(self.diagnostics))

    def _say_no_ids(self, row: int | None) -> None:
        """Without ids nothing can be read; `row` has the other headings of a review sheet."""
        if row is None:
            message = f"berkas `{shown(self.name)}` bukan kertas kerja reviu: judul kolom `Pengenal` tidak ditemukan"
            self._say(UNREADABLE, message, Span(self.text, 0, 0), _SAVE)
            return
        message = "kolom `Pengenal` tidak ada di kertas kerja ini, jadi isiannya tidak dapat dikenali"
        help_text = f"kembalikan judul `Pengenal` di baris {row}, dan salin kolomnya dari kertas kerja semula"
        self._say(UNREADABLE, message, self._span(self.grid.filled(row)[-1]), help_text)

    def _read_headings(self, row: int) -> None:
        first: dict[str, Cell] = {}
        for cell in self.grid.filled(row):
            name = _COLUMN_OF.get(_heading(cell))
            if name is None:
                continue
            if name not in first:
                first[name] = cell
                self.columns[name] = cell.column
            elif name in READ:
                message = f"judul `{shown(cell.words)}` ada dua kali, di {first[name].name} dan {cell.name}"
                help_text = f"hapus salah satunya; yang dibaca kolom {first[name].name}"
                self._say(UNREADABLE, message, self._span(cell), help_text)
        for name in READ:
            if name not in self.columns:
                message = f"kolom `{COLUMNS[name].heading}` tidak ada di kertas kerja ini"
                if name == "alasan":
                    message += ", jadi tidak ada yang dikecualikan"
                help_text = f"kembalikan judul `{COLUMNS[name].heading}` di baris {row}, lalu isi kolomnya"
                self._say(UNREADABLE, message, self._span(first["pengenal"]), help_text)

    def _read_row(self, row: int) -> None:
        cells = {name: self.grid.cell(row, column) for name, column in self.columns.items()}
        filled = [name for name in READ if name in cells and not cells[name].is_empty]
        if not filled:
            return
        ident, place = self._words(cells["pengenal"]), cells["pengenal"]
        if not ident:
            at = cells[filled[0]]
            message = f"baris {row} berisi {COLUMNS[filled[0]].heading.lower()}, tetapi `Pengenal` kosong"
            self._say(IDENTITY, message, self._span(at), "salin pengenal temuannya dari kertas kerja semula")
            return
        if not is_finding_id(ident):
            message = f"`{shown(ident)}` bukan pengenal temuan"
            self._say(IDENTITY, message, self._span(place), "salin pengenalnya dari kertas kerja semula")
            return
        decision = self._decision(ident, cells)
        before = self.decisions.get(ident)
        if before is None or before.blank:
            self.decisions[ident] = decision
        elif before != decision and not decision.blank:
            self.doubtful.add(ident)
            message = f"temuan {named(ident, decision.about)} ada di dua baris dengan isian yang berbeda; keduanya tidak dipakai"
            self._say(IDENTITY, message, self._span(place), "hapus salah satu barisnya", before.span, "baris yang lain")

    def _decision(self, ident: str, cells: Mapping[str, Cell]) -> Decision:
        before = len(self.diagnostics)
        jawaban, alasan = (self._lines(cells.get(name)) for name in ("jawaban", "alasan"))
        keputusan = self._keputusan(cells.get("keputusan"))
        about = self._about(cells)
        sampai = self._sampai(cells.get("sampai"))
        place = cells["pengenal"]
        if keputusan is not None:
            place = cells["keputusan"]
            if keputusan is Keputusan.DIKECUALIKAN and not alasan:
                keputusan = None
            if keputusan is None and "alasan" in self.columns:
                message = f"temuan {named(ident, about)} dikecualikan tanpa alasan, jadi tetap dihitung"
                self._say(ENTRY, message, self._span(place), "isi kolom `Alasan`")
        elif "keputusan" in cells and cells["keputusan"].is_empty:
            self._say_undecided(ident, about, cells)
        if sampai is _WRONG and keputusan is Keputusan.DIKECUALIKAN:
            keputusan = None
        return Decision(
            ident,
            jawaban,
            keputusan,
            alasan,
            sampai if isinstance(sampai, int) else None,
            kode=self._words(cells.get("kode")),
            about=about,
            wrong=len(self.diagnostics) > before,
            span=self._span(place),
        )

    def _say_undecided(self, ident: str, about: str, cells: Mapping[str, Cell]) -> None:
        """A reason or a year without a decision has no effect, and someone may think it has."""
        at = next((cells[n] for n in ("alasan", "sampai") if n in cells and not cells[n].is_empty), None)
        if at is None:
            return
        what = COLUMNS["alasan" if at is cells.get("alasan") else "sampai"].heading
        message = f"`{what}` temuan {named(ident, about)} terisi, tetapi keputusannya belum ada"
        help_text = "isi kolom `Keputusan`, atau pindahkan isinya ke `Jawaban perencana`"
        self.diagnostics.append(Diagnostic(ENTRY, message, self._span(at), Severity.PERINGATAN, help=help_text))

    def _about(self, cells: Mapping[str, Cell]) -> str:
        """Code, subject and place of a row's finding, where the sheet still has those columns."""
        what, where = (" ".join(filter(None, map(self._words, map(cells.get, names)))) for names in _ABOUT)
        return ", ".join(shown(part) for part in (what, where) if part)

    def _keputusan(self, cell: Cell | None) -> Keputusan | None:
        if cell is None or cell.is_empty:
            return None
        written = self._words(cell)
        words = [k.value for k in Keputusan]
        if written.casefold() in words:
            return Keputusan(written.casefold())
        near = get_close_matches(written.casefold(), words, n=1)
        what = f"keputusan `{shown(written)}` tidak dikenal" if written else "keputusan ini tidak punya nilai tersimpan"
        help_text = f"mungkin maksud Anda `{near[0]}`?" if near else f"pilih: {', '.join(words)}"
        self._say(ENTRY, what, self._span(cell), help_text)
        return None

    def _sampai(self, cell: Cell | None) -> "int | _Wrong | None":
        if cell is None or cell.is_empty:
            return None
        written = self._words(cell)
        if written.isascii() and written.isdigit() and len(written) == 4 and int(written) in _YEARS:
            return int(written)
        message = f"`{shown(written or cell.text)}` bukan tahun"
        self._say(ENTRY, message, self._span(cell), "tulis empat angka, misalnya 2026, atau kosongkan")
        return _WRONG

    def _words(self, cell: Cell | None) -> str:
        if cell is None or cell.kind is CellKind.KOSONG:
            return ""
        return unguarded(cell.words) if self.csv else cell.words

    def _lines(self, cell: Cell | None) -> str:
        """What people wrote, its paragraphs kept."""
        if cell is None or cell.kind is not CellKind.TEKS:
            return self._words(cell)
        text = "\n".join(" ".join(line.split()) for line in cell.text.splitlines()).strip()
        return unguarded(text) if self.csv else text

    def _span(self, cell: Cell) -> Span:
        start = self.starts.get(cell.key)
        if start is None:
            start = self.text.line_starts[min(cell.row, len(self.text.line_starts)) - 1]
            return Span(self.text, start, start)
        return Span(self.text, start, start + len(cell_text(cell)))

    def _say(
        self, code: str, message: str, span: Span, help_text: str, other: Span | None = None, label: str = ""
    ) -> None:
        secondary = () if other is None else (Label(other, label),)
        self.diagnostics.append(Diagnostic(code, message, span, Severity.GALAT, secondary, help=help_text))


class _Wrong:
    """A year that cannot be read, told already."""


_WRONG = _Wrong()

"""From the bytes of a file, or of what was pasted, to the tables in it. Whatever they hold, the answer is a value."""

import re

from attrs import field, frozen

from kinerja_rules.project.pasted.text_tables import TITLE, tables_in_text
from kinerja_rules.project.pasted.word import read_word
from kinerja_rules.project.sheets import list_sheets, read_grid
from kinerja_rules.project.sheets.csv_file import decode, read_csv
from kinerja_rules.project.sheets.grid import Grid
from kinerja_rules.project.sheets.limits import MAX_FILE
from kinerja_rules.project.sheets.problems import ProblemKind, RefusedError, SheetProblem
from kinerja_rules.project.sheets.read import guarded
from kinerja_rules.project.sheets.workbook import Visibility

_PASTE = "salin tabelnya dan tempel dari papan klip, misalnya: kinerja salin - , atau simpan sebagai .xlsx, .docx, .csv, atau .txt"
_TEXTS = ("txt", "tsv", "tab", "md", "markdown", "csv", "")
_MARKS = re.compile(r"[*_`#]+")
_FOOT = re.compile(r"\W*sumber\b", re.IGNORECASE)
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
_BINARY = 20
"""One control character in so many is no text any more."""
MAX_TITLE = 240


@frozen(eq=False)
class SourceTable:
    """A table as it was found: its title (`Tabel 3.2 Capaian Kinerja`), empty where it has none; its number (`Tabel 3.2`);
    where it stands (`baris 401`, `lembar Realisasi`)."""

    title: str
    number: str
    place: str
    grid: Grid = field(repr=False)


def read_tables(data: bytes, name: str, sheet: str | None = None) -> tuple[SourceTable, ...] | tuple[SheetProblem, ...]:
    """The tables of a file; `name` is what messages call it, its suffix says what it must be (none: a pasted text)."""
    return guarded(name, lambda: _tables(data, name, sheet))


def _tables(data: bytes, name: str, sheet: str | None) -> tuple[SourceTable, ...] | tuple[SheetProblem, ...]:
    suffix = name.rpartition(".")[2].lower() if "." in name else ""
    kind = _kind(data, suffix, name)
    if sheet is not None and kind != "xlsx":
        problem = SheetProblem(
            ProblemKind.LEMBAR, f"berkas `{name}` tidak punya lembar", name, None, "hapus pilihan lembarnya"
        )
        raise RefusedError(problem)
    if kind == "xlsx":
        return _workbook(data, name, sheet)
    if kind == "docx":
        found = read_word(data, name)
        if not found:
            raise _no_table(name)
        return _titled([(t.before, f"tabel ke-{i}", t.grid) for i, t in enumerate(found, 1)])
    text = _text(data, name)
    tables = tables_in_text(text, name) if suffix != "csv" or not _is_plain_csv(text) else None
    if tables is not None:
        if not tables:
            raise _no_table(name)
        return _titled([(t.before, f"baris {t.line}", t.grid) for t in tables])
    if suffix != "csv" and not re.search(r"[;,]", text):
        raise _no_table(name)
    grid = read_csv(data, name)
    if grid.columns < 2:
        raise _no_table(name)
    return (SourceTable("", "", "baris 1", grid),)


def _kind(data: bytes, suffix: str, name: str) -> str:
    """`xlsx`, `docx` or `text`: what the bytes are, which must be what the name says.

    Raises:
        RefusedError: they are something else.
    """
    if len(data) > MAX_FILE:
        raise _refused(
            ProblemKind.BERKAS_TERLALU_BESAR,
            f"berkas `{name}` lebih dari {MAX_FILE // 1_000_000} MB",
            name,
            "salin tabel yang diperlukan ke berkas baru",
        )
    if suffix in ("xlsx", "docx"):
        return suffix
    if suffix in ("xlsm", "xltm", "xlam"):
        return "xlsx"  # the reader of workbooks refuses it in its own words
    if data.startswith(b"%PDF"):
        raise _refused(
            ProblemKind.BENTUK_BERKAS, f"berkas `{name}` adalah PDF, yang tabelnya tidak dibaca", name, _PASTE
        )
    if data.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        inside = data[:MAX_FILE]
        kind = "docx" if b"word/" in inside else "xlsx" if b"xl/" in inside else ""
        if not suffix and kind:
            return kind
        what = {"docx": "dokumen Word", "xlsx": "buku kerja Excel"}.get(kind, "berkas biner")
        remedy = f"ganti akhiran namanya menjadi .{kind}" if kind else _PASTE
        raise _refused(ProblemKind.BENTUK_BERKAS, f"berkas `{name}` sebenarnya {what}", name, remedy)
    if suffix not in _TEXTS:
        raise _refused(
            ProblemKind.BENTUK_BERKAS, f"berkas `{name}` bukan .xlsx, .docx, .csv, .tsv, .txt, atau .md", name, _PASTE
        )
    return "text"


def _text(data: bytes, name: str) -> str:
    """The text of a pasted table; what Excel calls Unicode Text is UTF-16."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        try:
            return data.decode("utf-16")
        except UnicodeDecodeError as error:
            raise _refused(
                ProblemKind.PENYANDIAN,
                f"berkas `{name}` bukan teks UTF-16 yang utuh",
                name,
                "simpan ulang sebagai UTF-8",
            ) from error
    text = decode(data, name)
    head = text[:4096]
    if len(_CONTROLS.findall(head)) > len(head) // _BINARY:
        raise _refused(ProblemKind.BENTUK_BERKAS, f"berkas `{name}` bukan berkas teks", name, _PASTE)
    return _CONTROLS.sub(" ", text)


def _is_plain_csv(text: str) -> bool:
    first = next((line for line in text.splitlines() if line.strip()), "")
    return "\t" not in first and "|" not in first


def _workbook(data: bytes, name: str, sheet: str | None) -> tuple[SourceTable, ...] | tuple[SheetProblem, ...]:
    if sheet is None:
        listed = list_sheets(data, name)
        names = [s.name for s in listed if not isinstance(s, SheetProblem) and s.visibility is Visibility.TAMPAK]
        if len(names) > 1:
            return _sheets(data, name, names)
    grid = read_grid(data, name, sheet)
    return grid if isinstance(grid, tuple) else (_sheet_table(grid),)


def _sheets(data: bytes, name: str, names: list[str]) -> tuple[SourceTable, ...] | tuple[SheetProblem, ...]:
    """Each visible sheet with something in it is a table."""
    out: list[SourceTable] = []
    for sheet in names:
        grid = read_grid(data, name, sheet)
        if isinstance(grid, tuple):
            return grid
        if grid.cells:
            out.append(_sheet_table(grid))
    if not out:
        raise _no_table(name)
    return tuple(out)


def _sheet_table(grid: Grid) -> SourceTable:
    return SourceTable("", "", f"lembar {grid.origin.sheet}", grid)


def _titled(found: list[tuple[tuple[str, ...], str, Grid]]) -> tuple[SourceTable, ...]:
    """Tables with their titles; one without, close behind another, is a further part of that one's."""
    out: list[SourceTable] = []
    for before, place, grid in found:
        title, number = title_in(before)
        if not title and out and out[-1].number and len(before) <= 2 and any(_FOOT.match(line) for line in before):
            base, _, part = out[-1].number.partition(", bagian ")
            title, number = out[-1].title, f"{base}, bagian {int(part or 1) + 1}"
        out.append(SourceTable(title, number, place, grid))
    return tuple(out)


def title_in(lines: tuple[str, ...]) -> tuple[str, str]:
    """The title among the lines before a table, and the number in it; both empty where no line begins one.

    >>> title_in(("Rincian berikut", "**Tabel 4.1.", "Tabel Tingkat Keberhasilan**"))
    ('Tabel 4.1. Tabel Tingkat Keberhasilan', 'Tabel 4.1')
    """
    for start in range(len(lines) - 1, max(-1, len(lines) - 6), -1):
        if _FOOT.match(lines[start]):
            break
        found = TITLE.match(lines[start])
        if found is not None:
            words = _MARKS.sub("", " ".join(lines[start:])).split()
            number = " ".join(_MARKS.sub("", found["number"]).split())
            return " ".join(words)[:MAX_TITLE], number[:1].upper() + number[1:]
    return "", ""


def _no_table(name: str) -> RefusedError:
    return _refused(
        ProblemKind.JUDUL_TIDAK_DITEMUKAN,
        f"`{name}` tidak memuat tabel",
        name,
        "salin tabelnya dari Excel atau Word supaya kolomnya dipisahkan tab, atau pakai .xlsx, .docx, .csv, atau tabel Markdown",
    )


def _refused(kind: ProblemKind, message: str, file: str, remedy: str) -> RefusedError:
    return RefusedError(SheetProblem(kind, message, file, None, remedy))

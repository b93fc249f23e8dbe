"""CSV as a grid. The separator is recognised only where it cannot be taken for a decimal comma."""

import csv
import re
from collections import Counter
from collections.abc import Callable, Iterator
from types import MappingProxyType

from kinerja_rules.project.sheets.grid import Cell, CellKind, Grid, Origin, cell_name, key_of
from kinerja_rules.project.sheets.limits import MAX_CELLS, MAX_COLUMNS, MAX_FILE, MAX_NUMERAL, MAX_RECORD, MAX_TEXT
from kinerja_rules.project.sheets.problems import ProblemKind, RefusedError, SheetProblem, shown

SEPARATORS = {";": "titik koma", "\t": "tab", ",": "koma"}
"""What may stand between columns, with its name."""

_LINE = re.compile(r"[^\r\n]*+(?:\r\n|\r|\n)|[^\r\n]++\Z")
_PROBED = 1_000
_HINT = re.compile(r"sep=(.)\r?\n", re.IGNORECASE)
_COMMA = re.compile(
    r"(?:Rp\.?\s*)?[-–−]?(?:\d+,(?:\d{1,2}|\d{4,})|\d{1,3}(?:\.\d{3}){2,}|\d{1,3}(?:\.\d{3})+,\d+)\s*%?\Z"
)
_SEPARATOR_HELP = "simpan ulang dari Excel sebagai .xlsx, atau tulis `sep=;` di baris pertama dan pakai titik koma"


def read_csv(data: bytes, file: str) -> Grid:
    """The grid of a CSV file: every cell a text, the n-th record row n, as a spreadsheet shows it (without a `sep=;`).

    Raises:
        RefusedError: it is too large, no UTF-8 text, or its columns cannot be told apart safely.
    """
    return read_text(decode(data, file), file)


def read_text(text: str, file: str, cut: Callable[[str, str], list[list[str]]] | None = None) -> Grid:
    """The grid of a CSV text; `cut` makes records of a text and a separator in another way than strictly.

    Raises:
        RefusedError: it is too large, or its columns cannot be told apart safely.
    """
    hint = _HINT.match(text)
    given = hint is not None and hint[1] in SEPARATORS
    delimiter = hint[1] if hint is not None and given else _recognise(text, file, cut)
    body = text[hint.end() :] if hint is not None and given else text
    records = cut(body, delimiter) if cut is not None else _records(body, delimiter, file, skipped=int(given))
    if delimiter == ",":
        _check_commas(records, file)
    return grid_of_records(records, delimiter, file)


def decode(data: bytes, file: str) -> str:
    """The text of a file in UTF-8.

    Raises:
        RefusedError: it is too large, empty, or in another encoding.
    """
    if len(data) > MAX_FILE:
        raise _refused(
            ProblemKind.BERKAS_TERLALU_BESAR,
            f"berkas `{file}` lebih dari {MAX_FILE // 1_000_000} MB",
            file,
            "bagi menjadi beberapa berkas",
        )
    if not data.strip():
        raise _refused(ProblemKind.BERKAS_RUSAK, f"berkas `{file}` kosong", file, "isi berkas ini atau hapus")
    save = "di Excel pilih Simpan Sebagai, lalu jenis `CSV UTF-8 (dipisahkan koma)`, atau simpan sebagai .xlsx"
    if data.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        raise _refused(
            ProblemKind.BENTUK_BERKAS,
            f"berkas `{file}` sebenarnya buku kerja Excel, bukan CSV",
            file,
            "ganti akhiran namanya menjadi .xlsx, atau simpan ulang sebagai CSV UTF-8",
        )
    if data[:2] in (b"\xff\xfe", b"\xfe\xff") or b"\0" in data:
        what = "memakai penyandian UTF-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "bukan berkas teks"
        raise _refused(ProblemKind.PENYANDIAN, f"berkas `{file}` {what}", file, save)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise _refused(
            ProblemKind.PENYANDIAN, f"berkas `{file}` bukan teks UTF-8 (baris {line})", file, save
        ) from error


def _records(text: str, delimiter: str, file: str, most: int | None = None, skipped: int = 0) -> list[list[str]]:
    """Records as lists of fields, bounded in number and length; at most so many."""
    spent = [0]
    reader = csv.reader(_lines(text, spent, file), delimiter=delimiter, strict=True)
    records: list[list[str]] = []
    cells = 0
    try:
        for record in reader:
            records.append(record)
            cells += len(record)
            spent[0] = 0
            if most is not None and len(records) >= most:
                break
            if max(cells, len(records)) > MAX_CELLS or len(record) > MAX_COLUMNS:
                raise _too_many(file)
    except csv.Error as error:
        raise _not_cut(text, delimiter, file, reader.line_num + skipped, skipped) from error
    return records


def _not_cut(text: str, delimiter: str, file: str, line: int, skipped: int) -> RefusedError:
    """Why records cannot be made: at the quotation mark that is not closed, which a reader notices only lines later."""
    from kinerja_rules.project.sheets.torn_csv import records_of  # only where a file is torn

    torn = records_of(text, delimiter).torn
    if torn:
        reference = cell_name(torn[0][0] + skipped, torn[0][1])
        return _refused(
            ProblemKind.BERKAS_RUSAK,
            f"berkas `{file}` tidak terbaca: tanda kutip pembuka sel {reference} tidak ditutup di akhir selnya",
            file,
            "hapus tanda kutip itu, atau tutup di akhir sel yang sama",
            reference,
        )
    return _refused(
        ProblemKind.BERKAS_RUSAK,
        f"berkas `{file}` tidak terbaca pada baris {line}: isi sel terlalu panjang",
        file,
        "periksa tanda kutip ganda pada baris itu dan baris sebelumnya",
    )


def _lines(text: str, spent: list[int], file: str) -> Iterator[str]:
    """Lines with their ends; `spent` counts the characters handed out, and its reader sets it back at each record."""
    for found in _LINE.finditer(text):
        spent[0] += found.end() - found.start()
        if spent[0] > MAX_RECORD:
            raise _refused(
                ProblemKind.BERKAS_TERLALU_BESAR,
                f"satu baris berkas `{file}` memuat lebih dari {MAX_RECORD // 1_000_000} juta huruf",
                file,
                "periksa tanda kutip ganda yang belum ditutup",
            )
        yield found[0]


# ---- which separator --------------------------------------------------------------------------------------------
def _recognise(text: str, file: str, cut: Callable[[str, str], list[list[str]]] | None = None) -> str:
    """The separator of a text: the only one that fits all records, or the only one that can be one.

    A comma between digits may be a decimal comma, so it never counts as a sign of separation by itself.
    """
    bare = re.sub(r'"[^"]*+"', '"', text)  # what stands between quotes separates nothing
    present = [mark for mark in SEPARATORS if mark in bare]
    if not present:
        return ";"
    if present == [","]:
        return ","
    fitting = [mark for mark in present if _fits(text, mark, file, cut)]
    if len(fitting) == 1:
        return fitting[0]
    certain = [mark for mark in present if mark != "," or re.search(r"(?<!\d),|,(?![\d-])", bare)]
    if len(certain) == 1:
        return certain[0]
    if "\t" in certain and set(certain) <= {"\t", ","} and all("\t" in line for line in bare.splitlines() if line):
        return "\t"
    names = " atau ".join(SEPARATORS[mark] for mark in (fitting or certain))
    raise _refused(
        ProblemKind.PEMISAH_KOLOM,
        f"pemisah kolom berkas `{file}` tidak pasti: {names}",
        file,
        _SEPARATOR_HELP,
    )


def _fits(text: str, mark: str, file: str, cut: Callable[[str, str], list[list[str]]] | None) -> bool:
    """Whether a mark cuts the first records into equally many fields, at least two."""
    try:
        records = _records(text, mark, file, _PROBED) if cut is None else cut(text, mark)[:_PROBED]
        widths = {len(record) for record in records if any(f.strip() for f in record)}
    except RefusedError:
        return False
    return len(widths) == 1 and widths.pop() > 1


def _check_commas(records: list[list[str]], file: str) -> None:
    """Refuse a comma-separated file whose records differ in width: an unquoted decimal comma does that."""
    widths = Counter(len(record) for record in records if len(record) > 1)
    if len(widths) < 2:
        return
    usual = widths.most_common(1)[0][0]
    row = next(i for i, record in enumerate(records, 1) if len(record) > 1 and len(record) != usual)
    raise _refused(
        ProblemKind.PEMISAH_KOLOM,
        f"berkas `{file}` dipisahkan koma, tetapi baris {row} berisi {len(records[row - 1])} sel, bukan {usual}",
        file,
        f"bilangan dengan koma desimal harus berada di antara tanda kutip; {_SEPARATOR_HELP}",
        f"A{row}",
    )


# ---- cells ------------------------------------------------------------------------------------------------------
def grid_of_records(records: list[list[str]], delimiter: str, file: str) -> Grid:
    """Records as a grid of texts, the n-th record row n.

    Raises:
        RefusedError: a cell is too long, or there are too many.
    """
    indonesian = delimiter == ";" or _writes_decimal_comma(records)
    origin = Origin(file, csv=True, indonesian=indonesian)
    cells: dict[int, Cell] = {}
    last_row = last_column = 0
    for row, record in enumerate(records, 1):
        for column, field in enumerate(record, 1):
            if not field.strip():
                continue
            if len(field) > MAX_TEXT:
                raise _refused(
                    ProblemKind.BERKAS_RUSAK,
                    f"sel {cell_name(row, column)} memuat lebih dari {MAX_TEXT} huruf: `{shown(field)}`",
                    file,
                    "periksa tanda kutip ganda di sekitar baris itu",
                    cell_name(row, column),
                )
            key = key_of(row, column)
            cells[key] = Cell(origin, key, CellKind.TEKS, field)
            last_row, last_column = row, max(last_column, column)
    if last_row * last_column > MAX_CELLS:
        raise _too_many(file)
    widths = tuple(len(record) for record in records)
    return Grid(origin, MappingProxyType(cells), last_row, last_column, widths=widths)


def _writes_decimal_comma(records: list[list[str]]) -> bool:
    """Whether some cell can only be an Indonesian numeral: `93,80`, `1.429.098.490`.

    A semicolon between columns says as much: programs write it where the comma is the decimal mark.
    """
    return any(
        len(field) <= MAX_NUMERAL and _COMMA.match(field.strip()) is not None
        for record in records
        for field in record
        if field and ("," in field or "." in field)
    )


def _too_many(file: str) -> RefusedError:
    return _refused(
        ProblemKind.BERKAS_TERLALU_BESAR,
        f"berkas `{file}` memuat lebih dari {MAX_CELLS} sel atau {MAX_COLUMNS} kolom",
        file,
        "bagi menjadi beberapa berkas",
    )


def _refused(kind: ProblemKind, message: str, file: str, remedy: str, reference: str | None = None) -> RefusedError:
    return RefusedError(SheetProblem(kind, message, file, reference, remedy))

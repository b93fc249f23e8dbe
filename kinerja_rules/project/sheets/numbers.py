"""The number in a cell, with the decimals it states and the unit it carries; or its absence; or why neither.

What is stored as a number has one meaning, its format says how it is shown. What is stored as text is an Indonesian
numeral. Where a second reading is possible it is not chosen: it is an `alternative` that the caller compares with the
target and with other years, or a problem that asks.
"""

import re
from collections.abc import Mapping
from fractions import Fraction
from types import MappingProxyType
from typing import Literal

from attrs import frozen

from kinerja_rules.base.numerals import Numeral, is_misread_decimal, read_numeral, write_numeral
from kinerja_rules.model.units import MULTIPLIERS
from kinerja_rules.model.values import Absence
from kinerja_rules.project.sheets.grid import Cell, CellKind
from kinerja_rules.project.sheets.limits import MAX_NUMERAL
from kinerja_rules.project.sheets.problems import ProblemKind, SheetProblem, shown
from kinerja_rules.project.sheets.stored import SIGNIFICANT, calendar_text, read_stored

UnitHint = Literal["persen", "uang", "hitungan", "lain"]
"""The kind of unit that the row or column asks for."""

ABSENT: Mapping[str, tuple[Absence, str]] = MappingProxyType(
    {
        "": (Absence.BELUM_ADA_DATA, "sel kosong"),
        "-": (Absence.BELUM_ADA_DATA, "belum ada data"),
        "belum rilis": (Absence.BELUM_ADA_DATA, "belum rilis"),
        "n/a": (Absence.TIDAK_BERLAKU, "tidak berlaku"),
        "0/0": (Absence.TIDAK_DAPAT_DIHITUNG, "dinyatakan 0/0"),
    }
)
"""Texts that say there is nothing, in small letters with plain dashes, and what each means."""

_WRITTEN = re.compile(
    r"(?P<rp>Rp\.? ?)?(?P<number>[-–−]? ?\d(?:[\d.,]*\d)?)(?P<tail>,-{1,2})? ?"
    r"(?P<unit>%|per [\d.]+ [^\W\d]\w*|[^\W\d]\w*(?:[ /-][^\W\d]\w*){0,5})?\Z",
    re.IGNORECASE,
)
_ONE_TO = re.compile(r"1 ?: ?(\d(?:[\d.,]*\d)?)\Z")
_ENGLISH_GROUPS = re.compile(r"[-–−]?\d{1,3}(?:,\d{3})+\Z")
_ONE_GROUP = re.compile(r"[-–−]?\d{1,3}\.\d{3}\Z")
_SPACES = re.compile(r"[\s\u200b\ufeff]+")
_FULL = 10**SIGNIFICANT
_ERRORS: Mapping[str, str] = MappingProxyType(
    {
        "#DIV/0!": "pembagi rumusnya nol atau kosong",
        "#REF!": "rumusnya menunjuk sel yang sudah dihapus",
        "#NAME?": "rumusnya memakai nama yang tidak dikenal",
        "#VALUE!": "rumusnya menghitung dengan teks",
        "#N/A": "rumusnya tidak menemukan nilai",
        "#NUM!": "hasil rumusnya di luar jangkauan",
        "#NULL!": "rentang rumusnya tidak beririsan",
    }
)


@frozen
class Alternative:
    """Another number that the writer may have meant, and how it came about."""

    value: Fraction
    why: str


@frozen
class ReadNumber:
    """A number as stated: `value` counts `unit` (93,8 of `%`; 30,77 of `Rp juta`), None where the cell names none.

    `decimals` are those needed for the exact value, or written; `shown` those that the cell's format displays, None
    where it does not fix them. `notes` never block.
    """

    value: Fraction
    decimals: int
    unit: str | None
    cell: Cell
    grouped: bool = False
    shown: int | None = None
    alternatives: tuple[Alternative, ...] = ()
    notes: tuple[SheetProblem, ...] = ()


@frozen
class AbsentNumber:
    """A cell that says there is nothing, and which kind of nothing; `written` as in the language (`n/a`)."""

    kind: Absence
    reason: str
    written: str
    cell: Cell


def read_cell_number(cell: Cell, unit_hint: UnitHint) -> ReadNumber | AbsentNumber | SheetProblem:
    """Read a cell of a column of values.

    The hint only settles what a bare number means: in a `persen` row 93,8 is 93,8 %, and 0,938 is asked about. A unit
    that the cell itself states (a `%` or `Rp` format, `25 orang`) is returned as it is, for the caller to compare.
    """
    if cell.kind is CellKind.KOSONG:
        return _uncomputed(cell) if cell.formula else _absent(cell, "")
    if cell.kind is CellKind.TEKS:
        return _read_text(cell, unit_hint)
    if cell.kind is CellKind.BILANGAN:
        return _read_number(cell, unit_hint)
    if cell.kind is CellKind.TANGGAL:
        return _dated(cell)
    if cell.kind is CellKind.LOGIKA:
        word = "BENAR" if cell.text.strip() in ("1", "true") else "SALAH"
        return _problem(
            ProblemKind.LOGIKA,
            cell,
            f"sel {cell.reference} berisi nilai logika {word}, bukan bilangan",
            "isi dengan bilangan, atau `-` bila belum ada data",
        )
    return _failed(cell)


# ---- what is no number ------------------------------------------------------------------------------------------
def _absent(cell: Cell, written: str) -> AbsentNumber:
    kind, reason = ABSENT[written]
    return AbsentNumber(kind, reason, written, cell)


def _uncomputed(cell: Cell) -> SheetProblem:
    return _problem(
        ProblemKind.RUMUS_TANPA_NILAI,
        cell,
        f"sel {cell.reference} berisi rumus yang nilainya belum tersimpan",
        "buka berkas ini di Excel atau LibreOffice, lalu simpan, supaya rumusnya terhitung",
    )


def _failed(cell: Cell) -> SheetProblem:
    error = shown(cell.text).upper()
    reason = _ERRORS.get(error)
    return _problem(
        ProblemKind.RUMUS_GALAT,
        cell,
        f"sel {cell.reference} berisi galat `{error}`" + (f": {reason}" if reason else ""),
        "perbaiki rumusnya, atau isi `-` bila belum ada data dan `0/0` bila memang tidak dapat dihitung",
    )


def _dated(cell: Cell) -> SheetProblem:
    meant = calendar_text(cell.text, cell.origin.from_1904)
    return _problem(
        ProblemKind.TANGGAL,
        cell,
        f"sel {cell.reference} berisi tanggal ({shown(meant)}), bukan bilangan",
        "ubah format sel menjadi Umum, lalu ketik ulang bilangannya: Excel menjadikan `1-2` atau `12.10` tanggal atau jam",
    )


def _problem(kind: ProblemKind, cell: Cell, message: str, remedy: str, blocking: bool = True) -> SheetProblem:
    return SheetProblem(kind, message, cell.origin.file, cell.reference, remedy, blocking)


def unlike_code(cell: Cell) -> SheetProblem | None:
    """What is wrong with a code that is kept as a number, whose zeros are gone, or as a date."""
    if cell.kind is CellKind.TANGGAL:
        meant = calendar_text(cell.text, cell.origin.from_1904)
        what = f"tersimpan sebagai tanggal ({shown(meant)}), bukan teks"
    elif cell.kind is CellKind.BILANGAN:
        what = f"tersimpan sebagai bilangan {cell.words}, sehingga nol di depan atau di belakangnya hilang"
    else:
        return None
    return _problem(
        ProblemKind.KODE_BERUBAH,
        cell,
        f"kode di sel {cell.reference} {what}",
        "ubah format kolom itu menjadi Teks, lalu ketik ulang kodenya",
    )


# ---- numbers stored as numbers ----------------------------------------------------------------------------------
def _read_number(cell: Cell, hint: UnitHint) -> ReadNumber | SheetProblem:
    stored = read_stored(cell.text)
    if stored is None:
        return _problem(
            ProblemKind.JANGKAUAN,
            cell,
            f"sel {cell.reference} berisi `{shown(cell.text)}`, di luar jangkauan bilangan yang dibaca",
            "periksa isi sel itu",
        )
    if cell.formula and cell.origin.unsaved and not stored.value:
        return _uncomputed(cell)
    form = cell.format
    if form.currency is not None and form.currency not in ("Rp", "setempat"):
        return _problem(
            ProblemKind.MATA_UANG,
            cell,
            f"sel {cell.reference} berformat mata uang `{shown(form.currency)}`, bukan rupiah",
            "ubah format sel menjadi Rp atau Angka",
        )
    value, decimals = stored.value, stored.decimals
    unit: str | None = None
    alternatives: tuple[Alternative, ...] = ()
    if form.percent:
        value, decimals, unit = _percentage(value), max(0, decimals - 2), "%"
        if not -1000 <= value.numerator // value.denominator <= 1000:
            alternatives = (Alternative(stored.value, "format persen dipasang sesudah bilangannya diketik"),)
    elif form.suffix:
        suffix = _suffix_unit(cell, value, decimals)
        if isinstance(suffix, SheetProblem):
            return suffix
        unit = suffix
    if form.currency is not None and unit is None:
        unit = "Rp"
    if unit is None and hint == "persen":
        problem, alternatives = _bare_percentage(cell, value, decimals)
        if problem is not None:
            return problem
        unit = "%"
    elif unit != "%":
        alternatives = _thousandfold(cell, value)
    return ReadNumber(
        value, decimals, unit, cell, form.grouped, form.decimals, alternatives, _format_notes(cell, value)
    )


def _percentage(value: Fraction) -> Fraction:
    """A fraction as a percentage."""
    return Fraction(value.numerator * 100, value.denominator)


def _suffix_unit(cell: Cell, value: Fraction, decimals: int) -> str | SheetProblem | None:
    """The words that a format writes behind the number are its unit: a literal `%`, `orang`, `juta`."""
    words = cell.format.suffix.split()
    magnitude = MULTIPLIERS.get(words[0].lower())
    if magnitude is not None:
        if 1000**cell.format.thousands != magnitude:
            return _problem(
                ProblemKind.BILANGAN_GANDA,
                cell,
                f"sel {cell.reference} tampil dengan kata `{words[0]}`, tetapi tersimpan {write_numeral(value, decimals)}",
                "tulis nilai penuhnya dengan format Angka atau Rp",
            )
        words = words[1:]
    elif cell.format.thousands:
        return None  # `jt` under two dividing commas speaks of the display
    return quoted_unit(" ".join(words)) if re.match(r"(?:%|[^\W\d])[^()\d]*\Z", " ".join(words)) else None


def _format_notes(cell: Cell, value: Fraction) -> tuple[SheetProblem, ...]:
    """What the format hides: a zero shown as a dash; digits beyond the fifteenth."""
    if not value and cell.format.zero is not None:
        looks = f"`{shown(cell.format.zero)}`" if cell.format.zero else "kosong"
        return (
            _problem(
                ProblemKind.NOL_TAMPIL_LAIN,
                cell,
                f"sel {cell.reference} tampil {looks}, tetapi tersimpan 0 dan dibaca 0",
                "hapus isinya bila maksudnya belum ada data",
                blocking=False,
            ),
        )
    if value.numerator >= _FULL or value.numerator <= -_FULL:
        if abs(value) < _FULL:
            return ()
        return (
            _problem(
                ProblemKind.KETELITIAN,
                cell,
                f"sel {cell.reference} berisi bilangan lebih dari {SIGNIFICANT} angka; lembar kerja menyimpan"
                f" {SIGNIFICANT} angka pertamanya saja",
                "tulis sebagai teks bila semua angkanya diperlukan",
                blocking=False,
            ),
        )
    return ()


def _thousandfold(cell: Cell, value: Fraction) -> tuple[Alternative, ...]:
    """A typed 12.340 is kept as 12,34 where the program reads the dot as a decimal point."""
    size = abs(value.numerator)
    if cell.formula or not size or size >= 1000 * value.denominator or 1000 % value.denominator:
        return ()
    thousands = Fraction(value.numerator * (1000 // value.denominator))
    return (Alternative(thousands, "titik ribuan terbaca sebagai titik desimal ketika diketik"),)


def _bare_percentage(cell: Cell, value: Fraction, decimals: int) -> tuple[SheetProblem | None, tuple[Alternative, ...]]:
    """A number without `%` in a row of percentages: 93,8 is 93,8 %; 0,938 may be 93,8 % and is asked about."""
    size = abs(value.numerator)
    if size >= 10 * value.denominator or not size:
        return None, ()
    whole = _percentage(value)
    if size > value.denominator:
        return None, (Alternative(whole, "pecahan tanpa format persen"),) if decimals else ()
    small, large = write_numeral(value, decimals), write_numeral(whole, max(0, decimals - 2))
    problem = _problem(
        ProblemKind.PERSEN_GANDA,
        cell,
        f"sel {cell.reference} berisi {small} tanpa tanda persen: dapat berarti {large} % atau {small} %",
        f"beri format persen bila maksudnya {large} %, atau tulis teks `{small} %`",
    )
    return problem, ()


# ---- numbers written as text ------------------------------------------------------------------------------------
def _read_text(cell: Cell, hint: UnitHint) -> ReadNumber | AbsentNumber | SheetProblem:
    if len(cell.text) > MAX_NUMERAL:
        return _no_numeral(cell)
    text = _SPACES.sub(" ", cell.text).strip()
    plain = re.sub(r"\A[-–—−]{1,3}\Z", "-", text.casefold()).replace("belum_rilis", "belum rilis")
    plain = plain.replace(" / ", "/")
    if plain in ABSENT:
        return _absent(cell, plain)
    ratio = _ONE_TO.match(text)
    if ratio is not None:
        return _one_to(cell, ratio[1])
    found = _WRITTEN.match(text)
    if found is None:
        return _no_numeral(cell)
    numeral_text = found["number"].replace(" ", "")
    unsure = _unsure_numeral(cell, numeral_text, hint)
    if unsure is not None:
        return unsure
    numeral = read_numeral(numeral_text)
    if not isinstance(numeral, Numeral):
        return _problem(
            ProblemKind.PENULISAN_BILANGAN,
            cell,
            f"sel {cell.reference} berisi teks `{shown(cell.text)}`, bukan penulisan bilangan Indonesia",
            f"tulis `{numeral.suggestion}`, atau ketik sebagai bilangan"
            if numeral.suggestion
            else "tulis koma untuk desimal dan titik setiap tiga angka, misalnya `1.429.098,50`",
        )
    unit = quoted_unit(found["unit"] or "")
    if found["rp"]:
        unit = "Rp" if unit is None else f"Rp {unit}"
    value, decimals = numeral.value, numeral.decimals
    alternatives: tuple[Alternative, ...] = ()
    notes: tuple[SheetProblem, ...] = ()
    bare = unit is None and hint == "persen"
    if bare:
        problem, alternatives = _bare_percentage(cell, value, decimals)
        if problem is not None:
            return problem
    if is_misread_decimal(numeral_text) and (unit is None or unit == "%") and (hint in ("persen", "lain") or unit):
        alternatives = (Alternative(value / 1000, "titik desimal terbaca sebagai titik ribuan"),)
        notes = (_maybe_decimal(cell, numeral_text, value),)
    return ReadNumber(value, decimals, "%" if bare else unit, cell, numeral.grouped, decimals, alternatives, notes)


def _one_to(cell: Cell, second: str) -> ReadNumber | SheetProblem:
    """`1 : 17,9`: one to so many, with the decimals of the second number."""
    numeral = read_numeral(second)
    if not isinstance(numeral, Numeral) or not numeral.value:
        return _problem(
            ProblemKind.PENULISAN_BILANGAN,
            cell,
            f"sel {cell.reference} berisi teks `{shown(cell.text)}`, bukan perbandingan",
            "tulis misalnya `1:17,9`",
        )
    return ReadNumber(1 / numeral.value, numeral.decimals, "1:n", cell, numeral.grouped, numeral.decimals)


def _no_numeral(cell: Cell) -> SheetProblem:
    return _problem(
        ProblemKind.BUKAN_BILANGAN,
        cell,
        f"sel {cell.reference} berisi teks `{shown(cell.text)}`, bukan bilangan",
        "tulis bilangannya saja, atau `-` (belum ada data), `belum rilis`, `n/a` (tidak berlaku), `0/0`",
    )


def _unsure_numeral(cell: Cell, text: str, hint: UnitHint) -> SheetProblem | None:
    """`1,234` and `93.821` in a file that may come from an English program."""
    if cell.origin.indonesian:
        return None
    english = _ENGLISH_GROUPS.match(text) is not None
    if not english and not (_ONE_GROUP.match(text) and hint in ("persen", "lain")):
        return None
    other = text.replace(",", "." if english else ",").replace(".", "," if not english else ".")
    return _problem(
        ProblemKind.BILANGAN_GANDA,
        cell,
        f"sel {cell.reference} berisi `{shown(text)}`, yang dapat berarti ribuan atau desimal: kolom berkas ini dipisahkan"
        " koma atau tab, dan tidak ada bilangan lain yang memastikannya",
        f"simpan sebagai .xlsx atau dengan pemisah titik koma; bila yang lain yang dimaksud, tulis `{other}`",
    )


def _maybe_decimal(cell: Cell, text: str, value: Fraction) -> SheetProblem:
    """`93.821` is ninety-three thousand; it is read so, and said."""
    return _problem(
        ProblemKind.SALAH_BACA,
        cell,
        f"sel {cell.reference} berisi teks `{shown(cell.text)}`, dibaca {write_numeral(value, 0, grouped=False)}",
        f"bila yang dimaksud pecahan desimal, tulis `{text.replace('.', ',')}`",
        blocking=False,
    )


def quoted_unit(text: str) -> str | None:
    """A unit as the language writes it: several words in quotes."""
    words = text.split()
    if not words:
        return None
    joined = " ".join(words)
    if words[0] == "per" or len(words) == 1 or words[0].lower() in MULTIPLIERS:
        return joined
    return f'"{joined}"'

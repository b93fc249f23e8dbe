"""One printed figure in the habits of reports: `Rp. 1.429.098.490,00`, `100.34%`, `17,1%`, `25 perusahaan kecil`, `-`.

A print has one reading, two (`1.234` may be 1234 or 1,234), or none. Which of two is meant is not decided here.
"""

import re
import unicodedata
from fractions import Fraction

from attrs import frozen

from kinerja_rules.base.numerals import MAX_DIGITS, Numeral, read_numeral, write_numeral
from kinerja_rules.model.units import MULTIPLIERS
from kinerja_rules.project.sheets.limits import MAX_NUMERAL
from kinerja_rules.project.sheets.numbers import ABSENT, quoted_unit

_PRINTED = re.compile(
    r"(?P<open>\()?(?P<rp>(?:Rp|IDR)(?![^\W\d])\.? ?:? ?)?(?P<number>[-–−]? ?[\d](?:[\d.,]*\d)?)(?P<tail>[.,]?[-–−]{1,2}|[.,])? ?(?P<close>\))? ?"
    r"(?P<unit>%|persen\b|per [\d.]+ [^\W\d]\w*|[^\W\d]\w*(?:[ /-]\(?[^\W\d]\w*\)?){0,5}\.?)? ?(?P<note>\*{1,3}\)?)?\Z",
    re.IGNORECASE,
)
_SPACES = re.compile(r"[\s\u200b\ufeff]+")
_DASHES = re.compile(r"[-–—−_.]{1,5}\Z")
_MARKS = re.compile(r"\A(\*{1,2}|_{1,2}|`)(.+)\1\Z")
_NOTHING = ("", "n.a", "n.a.", "na", "nihil data", "tidak ada data", "belum ada data", "...", "…", "(belum rilis)")


@frozen
class Reading:
    """What a print may mean: a value in its printed unit and the decimals that it states."""

    value: Fraction
    decimals: int

    @property
    def numeral(self) -> str:
        """The Indonesian numeral."""
        return write_numeral(self.value, self.decimals)


@frozen
class Figure:
    """A print with one reading. `foreign` where the language itself would not read these very digits so."""

    print: str
    reading: Reading
    unit: str | None
    foreign: bool = False


@frozen
class Doubtful:
    """A print with two readings, the one of the language first."""

    print: str
    readings: tuple[Reading, Reading]
    unit: str | None


@frozen
class Dash:
    """A print that says there is nothing; `written` as the language writes it."""

    print: str
    written: str = "-"


@frozen
class Wording:
    """A print that is no number: a category, a text, or something unreadable."""

    print: str


Print = Figure | Doubtful | Dash | Wording


def read_print(text: str) -> Print:
    """Read one printed cell.

    >>> read_print("Rp. 65.040.000,-")
    Figure(print='Rp. 65.040.000,-', reading=Reading(value=Fraction(65040000, 1), decimals=0), unit='Rp', foreign=False)
    >>> figure = read_print("100.34%")
    >>> figure.reading.value, figure.unit, figure.foreign
    (Fraction(5017, 50), '%', True)
    >>> [r.numeral for r in read_print("1.234").readings], read_print("25 perusahaan kecil").unit
    (['1.234', '1,234'], '"perusahaan kecil"')
    >>> read_print("–"), read_print("Sangat Tinggi")
    (Dash(print='–', written='-'), Wording(print='Sangat Tinggi'))
    """
    shown = one_line(text)
    plain = shown
    while (marked := _MARKS.match(plain)) is not None:
        plain = marked[2].strip()
    small = plain.casefold().strip("()")
    if _DASHES.match(plain) or small in _NOTHING:
        return Dash(shown)
    if small.replace(" / ", "/") in ABSENT:
        return Dash(shown, small.replace(" / ", "/"))
    found = _PRINTED.match(plain) if len(plain) <= MAX_NUMERAL else None
    if found is None or (
        (found["open"] is None) != (found["close"] is None) and not (found["unit"] or "").endswith(")")
    ):
        return Wording(shown)
    digits = found["number"].replace(" ", "").replace("–", "-").replace("−", "-")
    if found["open"] and not digits.startswith("-"):
        digits = f"-{digits}"
    readings = _readings(digits)
    if not readings:
        return Wording(shown)
    unit = _unit(found)
    if len(readings) > 1:
        return Doubtful(shown, (readings[0], readings[1]), unit)
    return Figure(shown, readings[0], unit, foreign=not _is_read(digits, readings[0]))


def one_line(text: str) -> str:
    """A cell's text on one line, its spaces single."""
    return _SPACES.sub(" ", unicodedata.normalize("NFC", text)).strip()


def _unit(found: re.Match[str]) -> str | None:
    word = (found["unit"] or "").strip(" .")
    if word.casefold() in ("persen", "percent"):
        word = "%"
    if not found["rp"]:
        return quoted_unit(word)
    return f"Rp {word.casefold()}" if word.casefold() in MULTIPLIERS else "Rp"


def _is_read(digits: str, reading: Reading) -> bool:
    """Whether the language reads these digits, and so."""
    read = read_numeral(digits)
    return isinstance(read, Numeral) and (read.value, read.decimals) == (reading.value, reading.decimals)


def _readings(digits: str) -> tuple[Reading, ...]:
    """The possible meanings of digits with dots and commas."""
    sign = -1 if digits.startswith("-") else 1
    body = digits.lstrip("-")
    if sum(map(str.isdigit, body)) > MAX_DIGITS or not body.isascii():
        return ()
    dots, commas = body.count("."), body.count(",")
    if not dots and not commas:
        return (_reading(sign, body, ""),)
    if dots and commas:  # the last mark is the decimal one
        mark, group = (",", ".") if body.rfind(",") > body.rfind(".") else (".", ",")
        whole, _, part = body.rpartition(mark)
        if mark in whole or not _is_grouped(whole, group):
            return ()
        return (_reading(sign, whole.replace(group, ""), part),)
    mark = "." if dots else ","
    whole, _, part = body.rpartition(mark)
    if mark in whole:  # several of one kind part thousands
        return (_reading(sign, body.replace(mark, ""), ""),) if _is_grouped(body, mark) else ()
    decimal = _reading(sign, whole, part)
    if len(part) != 3 or not _is_grouped(body, mark) or whole == "0":
        return (decimal,)
    grouped = _reading(sign, whole + part, "")
    return (grouped, decimal) if mark == "." else (decimal, grouped)


def _is_grouped(text: str, mark: str) -> bool:
    first, *others = text.split(mark)
    return 1 <= len(first) <= 3 and all(len(part) == 3 for part in others)


def _reading(sign: int, whole: str, part: str) -> Reading:
    return Reading(sign * Fraction(int(whole + part), 10 ** len(part)), len(part))

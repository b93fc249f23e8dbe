"""One printed figure in the habits of reports: `Rp. 1.429.098.490,00`, `100.34%`, `17,1%`, `25 perusahaan kecil`, `-`.

A print has one reading, two (`1.234` may be 1234 or 1,234), or none. Which of two is meant is not decided here.
"""

import re
import unicodedata
from fractions import Fraction

from attrs import frozen

from kinerja_rules.base import prints
from kinerja_rules.base.numerals import Numeral, read_numeral, write_numeral
from kinerja_rules.model.units import MULTIPLIERS
from kinerja_rules.project.sheets.limits import MAX_NUMERAL
from kinerja_rules.project.sheets.numbers import ABSENT, quoted_unit
from kinerja_rules.project.sheets.raised import RAISED

_SPACES = re.compile(r"[\s\u200b\ufeff]+")
_DASHES = re.compile(r"[-–—−_.]{1,5}\Z")
_MARKS = re.compile(r"\A(\*{1,2}|_{1,2}|`)(.+)\1\Z")
_NOTE = re.compile(
    rf"(?:(?<=[\d%–—-]) ?\*{{1,3}}\)?|(?<=[\d%–—-]) ?[{RAISED}]{{1,2}}\)?|(?<=[\d%–—-]) [a-z]\)|(?<=%)[a-z]\))\Z"
)
_TAIL = re.compile(r"(?<=\d)(?:[.,]?[-–−]{1,2}|[.,])\Z")
_CURRENCY = re.compile(r"\A(\(?)(?:Rp|IDR)(?![^\W\d])\.? ?:? ?", re.IGNORECASE)
_DIGITS = re.compile(r"\d(?:[\d.,]*\d)?")
_SHORT = {
    "milyar": "miliar",
    "mlr": "miliar",
    "mly": "miliar",
    "jt": "juta",
    "jutaan": "juta",
    "rb": "ribu",
    "rupiah": "",
}
"""Multiples as they are shortened where only one can be meant; `M` and `T` may be either of two."""
_UNIT = re.compile(r"%|persen|per [\d.]+ [^\W\d]\w*|[^\W\d]\w*(?:[ /-]\(?[^\W\d]\w*\)?){0,5}\.?\Z", re.IGNORECASE)
_NOTHING = ("", "n.a", "n.a.", "na", "tidak ada data", "belum ada data", "...", "…", "(belum rilis)")


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
    bracketed: bool = False
    """Whether it stands in brackets, which are a minus in accounts and often nothing elsewhere."""


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

    >>> figure = read_print("Rp. 65.040.000,-")
    >>> figure.reading, figure.unit, figure.bracketed
    (Reading(value=Fraction(65040000, 1), decimals=0), 'Rp', False)
    >>> figure = read_print("100.34%")
    >>> figure.reading.value, figure.unit, figure.foreign
    (Fraction(5017, 50), '%', True)
    >>> [r.numeral for r in read_print("1.234").readings], read_print("25 perusahaan kecil").unit
    (['1.234', '1,234'], '"perusahaan kecil"')
    >>> read_print("–"), read_print("Cukup Baik")
    (Dash(print='–', written='-'), Wording(print='Cukup Baik'))
    """
    shown = one_line(text)
    plain = shown
    while (marked := _MARKS.match(plain)) is not None:
        plain = marked[2].strip()
    plain = _NOTE.sub("", plain)
    small = plain.casefold().strip("()")
    if _DASHES.match(plain) or small in _NOTHING:
        return Dash(shown)
    if small.replace(" / ", "/") in ABSENT:
        return Dash(shown, small.replace(" / ", "/"))
    read = _number(plain) if len(plain) <= MAX_NUMERAL else None
    if read is None or not (read.unit == "" or _UNIT.fullmatch(read.unit.removeprefix("Rp").strip() or "Rp")):
        return Wording(shown)
    reading, unit = Reading(read.value, read.decimals), _unit(read.unit)
    if read.other is not None:
        return Doubtful(shown, (reading, Reading(*read.other)), unit)
    return Figure(shown, reading, unit, not _is_read(plain, reading), plain.startswith("("))


def without_note(text: str) -> str:
    """A print without the mark of a footnote behind it.

    >>> without_note("93.80 %**"), without_note("93.80¹"), without_note("m2")
    ('93.80 %', '93.80', 'm2')
    """
    return _NOTE.sub("", text)


def _number(text: str) -> prints.PrintedNumber | None:
    """The figure in a print without the strokes behind an amount."""
    return prints.read_print(_CURRENCY.sub(r"\1Rp ", _TAIL.sub("", text)))


def one_line(text: str) -> str:
    """A cell's text on one line, its spaces single."""
    return _SPACES.sub(" ", unicodedata.normalize("NFC", text)).strip()


def _unit(text: str) -> str | None:
    """The unit of a print as the language writes it."""
    word = text.strip(" .")
    if word.casefold() in ("persen", "percent"):
        return "%"
    if not word.startswith("Rp"):
        return quoted_unit(word)
    behind = word[2:].strip(" .")
    multiple = _SHORT.get(behind.casefold(), behind.casefold())
    return f"Rp {multiple if multiple in MULTIPLIERS else behind}".strip()


def _is_read(text: str, reading: Reading) -> bool:
    """Whether the language reads these very digits, and so."""
    found = _DIGITS.search(text)
    read = read_numeral(found[0]) if found is not None else None
    return isinstance(read, Numeral) and (read.value, read.decimals) == (abs(reading.value), reading.decimals)

"""Figures as others print them: decimal point or comma, units glued on, `Rp.`, `,-` and `,00` behind.

Strict reading is in `numerals`; here a text that somebody else printed is understood, and told apart where it may be two.
"""

import re
from fractions import Fraction

from attrs import frozen

from kinerja_rules.base.numerals import MAX_DIGITS

MAX_PRINT = 200
"""Characters of a printed figure with its unit; beyond, a text is no figure."""

_PRINT = re.compile(
    r"(?P<open>\()?(?P<rp>Rp\.? ?)?(?P<sign>[-–−+] ?)?(?P<rp2>Rp\.? ?)?(?P<number>\d(?:[\d.,]*\d)?)(?P<tail>[,.]?[-–—]{1,2})?"
    r"(?P<close>\))? ?(?P<unit>[^\W\d].*|%)?\Z",
    re.IGNORECASE | re.DOTALL,
)
_DASHES = re.compile(r"[-–—−]{1,5}\Z")
_NOTHING = frozenset({"", "-", "n/a", "na", "belum rilis", "belum_rilis", "0/0", "nihil", "tidak ada", "…", "..."})
_ONES = "nol satu dua tiga empat lima enam tujuh delapan sembilan".split()
_BRACKETED = re.compile(r"(?P<number>\d[\d.]*) ?\((?P<words>[a-z ]{3,60})\)(?P<unit>.*)\Z", re.IGNORECASE)
_NO_UNIT = re.compile(r"[^\W\d]+\d{2,}.*|[^\W\d]+\d[^\W\d].*|[xX*]\d.*")
"""What glued to a number makes it no figure: `71x92` is a slip of the keyboard, `5m2` five square metres."""
_ONE_TO = re.compile(r"1 ?: ?(\d(?:[\d.,]*\d)?)\Z")
_SPACES = re.compile(r"[\s\u200b\ufeff]+")


@frozen
class PrintedNumber:
    """A figure as printed: its value and decimals in the unit that is printed with it (empty where none is).

    `other` is the second reading of `93.821` or `1,234`, with its decimals; None where there is only one.
    """

    value: Fraction
    decimals: int
    unit: str
    other: "tuple[Fraction, int] | None" = None


def is_nothing(text: str) -> bool:
    """Whether a print says that there is nothing: empty, dashes, `n/a`.

    >>> is_nothing(" – "), is_nothing("N/A"), is_nothing("0")
    (True, True, False)
    """
    plain = _SPACES.sub(" ", text).strip().casefold()
    return plain in _NOTHING or _DASHES.match(plain) is not None


def read_print(text: str) -> PrintedNumber | None:
    """The figure that a text prints; None where it prints none.

    >>> read_print("100.34%")
    PrintedNumber(value=Fraction(5017, 50), decimals=2, unit='%', other=None)
    >>> read_print("Rp. 5.383.675.088,00").value, read_print("25 perusahaan kecil").unit
    (Fraction(5383675088, 1), 'perusahaan kecil')
    >>> read_print("93.821 %").other, read_print("1,234.50").value, read_print("1.23.456")
    ((Fraction(93821, 1000), 3), Fraction(2469, 2), None)
    >>> read_print("71x92"), read_print("5m2").unit
    (None, 'm2')
    >>> read_print("dua belas kegiatan").value, read_print("4 (empat)").value
    (Fraction(12, 1), Fraction(4, 1))
    >>> read_print("1 : 4.200")
    PrintedNumber(value=Fraction(1, 4200), decimals=0, unit='1:n', other=None)
    """
    if len(text) > MAX_PRINT:
        return None
    plain = _SPACES.sub(" ", text).strip()
    ratio = _ONE_TO.match(plain)
    if ratio is not None:
        seconds = _readings(ratio[1])
        return PrintedNumber(1 / seconds[0][0], seconds[0][1], "1:n") if seconds and seconds[0][0] else None
    spoken = _in_words(plain)
    if spoken is not None:
        return spoken
    bracketed = _BRACKETED.match(plain)
    if bracketed is not None and (said := _in_words(bracketed["words"])) is not None and not said.unit:
        plain = bracketed["number"] + bracketed["unit"]
    found = _PRINT.match(plain)
    if found is None or bool(found["open"]) != bool(found["close"]):
        return None
    readings = _readings(found["number"])
    if not readings:
        return None
    unit = (found["unit"] or "").strip()
    glued = found["unit"] is not None and found.start("unit") == max(found.end("number"), found.end("close"))
    if glued and _NO_UNIT.fullmatch(unit):
        return None
    if found["rp"] or found["rp2"]:
        unit = f"Rp {unit}".strip()
    if found["tail"] and not unit.startswith("Rp"):
        return None
    negative = bool(found["open"]) or (found["sign"] or "").strip() in ("-", "–", "−")
    signed = [(-value if negative else value, decimals) for value, decimals in readings]
    return PrintedNumber(*signed[0], unit, signed[1] if len(signed) > 1 else None)


def _in_words(text: str) -> PrintedNumber | None:
    """`dua`, `lima belas`, `dua puluh satu`, with the unit that follows; None where no number word begins the text."""
    words = text.casefold().split(" ")
    value, taken = _tens(words)
    if not taken:
        return None
    return PrintedNumber(Fraction(value), 0, " ".join(text.split(" ")[taken:]))


def _tens(words: list[str]) -> tuple[int, int]:
    """The value of the number words that a text begins with, and how many they are."""
    first, second, third = (*words, "", "", "")[:3]
    if first in ("sepuluh", "sebelas"):
        return (10 if first == "sepuluh" else 11), 1
    if first not in _ONES:
        return 0, 0
    one = _ONES.index(first)
    if second == "belas" and one > 1:
        return 10 + one, 2
    if second == "puluh" and one > 1:
        return (10 * one + _ONES.index(third), 3) if third in _ONES[1:] else (10 * one, 2)
    return one, 1


def _readings(number: str) -> list[tuple[Fraction, int]]:
    """What digits with points and commas may be, the Indonesian reading first."""
    if sum(c.isdigit() for c in number) > MAX_DIGITS or not number.isascii():
        return []
    marks = [c for c in number if c in ".,"]
    if not marks:
        return [(Fraction(int(number)), 0)]
    if len(set(marks)) == 2:
        last = marks[-1]
        return [_decimal(number, last)] if marks.count(last) == 1 and _grouped(number.rpartition(last)[0]) else []
    mark = marks[0]
    if len(marks) > 1:
        return [(_whole(number), 0)] if _grouped(number) else []
    decimal = _decimal(number, mark)
    if not _grouped(number) or number.startswith("0"):
        return [decimal]
    whole = (_whole(number), 0)
    return [whole, decimal] if mark == "." else [decimal, whole]


def _grouped(number: str) -> bool:
    """Whether thousands are set apart, by one sign throughout."""
    return re.fullmatch(r"\d{1,3}(?:([.,])\d{3})(?:\1\d{3})*", number) is not None


def _whole(number: str) -> Fraction:
    return Fraction(int(number.replace(".", "").replace(",", "")))


def _decimal(number: str, mark: str) -> tuple[Fraction, int]:
    head, _, tail = number.rpartition(mark)
    return Fraction(int(head.replace(".", "").replace(",", "") + tail), 10 ** len(tail)), len(tail)

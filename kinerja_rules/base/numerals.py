"""Indonesian numerals: the only module that turns digits into values and values into digits.

Values are exact rationals (`fractions.Fraction`); no binary float is made on the way in or out.
"""

import re
from collections.abc import Callable
from decimal import MAX_EMAX, MIN_EMIN, ROUND_HALF_UP, Context, Decimal
from fractions import Fraction
from functools import lru_cache
from math import gcd

from attrs import frozen

MAX_DIGITS = 60
"""Digits a written number may have; a longer literal is refused rather than computed with."""

_UNSIGNED = re.compile(r"(\d{1,3}(?:\.\d{3})+|\d+)(?:,(\d+))?\Z", re.ASCII)
"""Nearly all that are read."""
_MISREAD = re.compile(r"-?\d{1,2}\.\d{3}")
_SPACES = "\u00a0\u202f\u2009 \t"


@frozen
class Numeral:
    """A number as written: its exact value, the decimals it states, whether thousands are grouped."""

    value: Fraction
    decimals: int
    grouped: bool


@frozen
class NumeralError:
    """Why a text is no numeral, and what was probably meant (never applied silently)."""

    message: str
    suggestion: str | None = None


def read_numeral(text: str) -> Numeral | NumeralError:
    """Read `1.429.098,5`, `-3,5`, `100`; the sign may be a hyphen, an en dash or a minus sign.

    >>> read_numeral("93,80").value
    Fraction(469, 5)
    >>> read_numeral("93.80")
    NumeralError(message='`93.80` bukan penulisan bilangan Indonesia', suggestion='93,80')
    >>> read_numeral("1.23.456").suggestion is None
    True
    """
    if len(text) <= MAX_DIGITS and (found := _UNSIGNED.match(text)) is not None:
        return _numeral(found, False)
    body = text.strip(_SPACES)
    negative = body[:1] in "-–−" and body != ""
    if negative:
        body = body[1:].strip(_SPACES)
    if len(body) > MAX_DIGITS and (digits := sum(c.isdigit() for c in body)) > MAX_DIGITS:
        return NumeralError(f"bilangan dengan {digits} angka melebihi batas {MAX_DIGITS} angka")
    found = _UNSIGNED.match(body)
    if found is None:
        return NumeralError(f"`{text}` bukan penulisan bilangan Indonesia", _suggest(body, negative))
    return _numeral(found, negative)


def _numeral(found: re.Match[str], negative: bool) -> Numeral:
    whole, decimals = found.groups()
    grouped = "." in whole
    if grouped:
        whole = whole.replace(".", "")
    if decimals is None:
        return Numeral(Fraction(-int(whole) if negative else int(whole)), 0, grouped)
    over = int(whole + decimals)
    return Numeral(Fraction(-over if negative else over, 10 ** len(decimals)), len(decimals), grouped)


def _suggest(body: str, negative: bool) -> str | None:
    """A likely reading of a malformed numeral; None where several are as likely."""
    sign = "-" if negative else ""
    if not body.isascii():
        return None
    if re.fullmatch(r"\d+\.\d+", body):  # 93.80: a decimal point
        return sign + body.replace(".", ",")
    if re.fullmatch(r"\d{1,3}(,\d{3})+\.\d+", body):  # 1,234.50: English
        return sign + body.replace(",", "\0").replace(".", ",").replace("\0", ".")
    if re.fullmatch(r"\d{1,3}(,\d{3}){2,}", body):  # 1,234,567: English
        return sign + body.replace(",", ".")
    if body.count(",") >= 2 and re.fullmatch(r"\d+(,\d+)+", body):  # 80,90,100: a list
        return sign + body.replace(",", "; ")
    return None


def is_misread_decimal(text: str) -> bool:
    """Whether a grouped numeral such as `93.821` may have been meant as a decimal (one group, small head)."""
    return _MISREAD.fullmatch(text.strip(_SPACES)) is not None


def round_half_up(value: Fraction, decimals: int) -> Fraction:
    """Round to a number of decimals, ties away from zero.

    >>> round_half_up(Fraction("2.665"), 2), round_half_up(Fraction("-2.665"), 2)
    (Fraction(267, 100), Fraction(-267, 100))
    """
    if decimals < 0:
        scale = 10**-decimals
        return Fraction(_rounded(value.numerator, value.denominator * scale) * scale)
    return Fraction(_rounded(value.numerator * 10**decimals, value.denominator), 10**decimals)


def _rounded(numerator: int, denominator: int) -> int:
    """The nearest whole number of a quotient, ties away from zero."""
    whole = (2 * abs(numerator) + denominator) // (2 * denominator)
    return -whole if numerator < 0 else whole


def truncate(value: Fraction, decimals: int) -> Fraction:
    """Cut off after a number of decimals, toward zero.

    >>> truncate(Fraction("-2.669"), 2)
    Fraction(-133, 50)
    """
    scale = Fraction(10) ** decimals
    scaled = abs(value) * scale
    whole = scaled.numerator // scaled.denominator
    return Fraction(-whole if value < 0 else whole) / scale


_PIECE_DIGITS = 4000
_PIECE = 10**_PIECE_DIGITS


def digits_of(number: int) -> str:
    """Decimal digits of an integer of any size, in bounded pieces (the interpreter limits a single conversion)."""
    if number < 0:
        return "-" + digits_of(-number)
    if number < _PIECE:
        return str(number)
    pieces: list[str] = []
    while number >= _PIECE:
        number, rest = divmod(number, _PIECE)
        pieces.append(str(rest).zfill(_PIECE_DIGITS))
    return str(number) + "".join(reversed(pieces))


def fraction_text(value: Fraction) -> str:
    """`13403/134`, or `100` for a whole number.

    >>> fraction_text(Fraction(13403, 134)), fraction_text(Fraction(-100))
    ('13403/134', '-100')
    """
    return quotient_fraction(value.numerator, value.denominator)


def quotient_fraction(numerator: int, denominator: int) -> str:
    """As `fraction_text`, of a quotient that need not be in lowest terms; the denominator is positive.

    >>> quotient_fraction(26806, 268)
    '13403/134'
    """
    common = gcd(numerator, denominator)
    if common == denominator:
        return digits_of(numerator // common)
    return f"{digits_of(numerator // common)}/{digits_of(denominator // common)}"


def decimal_text(value: Fraction, significant: int = 28) -> str:
    """Plain decimal with a point, half-up to a number of significant digits, without trailing zeros.

    >>> decimal_text(Fraction(13403, 134)), decimal_text(Fraction(1, 8)), decimal_text(Fraction(0))
    ('100.0223880597014925373134328', '0.125', '0')
    """
    return quotient_text(value.numerator, value.denominator, significant)


def quotient_text(numerator: int, denominator: int, significant: int) -> str:
    """As `decimal_text`, of a quotient that need not be in lowest terms; the denominator is positive.

    >>> quotient_text(-268060, 2680, 6)
    '-100.022'
    """
    if denominator == 1 and abs(numerator) < 10**significant:
        return str(numerator)
    # one division, rounded once from all its digits
    quotient = _dividing(significant)(numerator, denominator)
    text = str(quotient)
    if "E" in text:
        text = f"{quotient:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


@lru_cache(maxsize=16)
def _dividing(significant: int) -> Callable[[int, int], Decimal]:
    """Division to a number of significant digits, ties away from zero, of numbers of any size."""
    return Context(prec=significant, rounding=ROUND_HALF_UP, Emin=MIN_EMIN, Emax=MAX_EMAX).divide


def plain(value: Fraction, decimals: int) -> str:
    """A value already exact at that many decimals, with a decimal point."""
    scaled = value * 10**decimals
    digits = digits_of(abs(scaled.numerator) // scaled.denominator).rjust(decimals + 1, "0")
    head, tail = digits[: len(digits) - decimals], digits[len(digits) - decimals :]
    sign = "-" if value < 0 else ""
    return f"{sign}{head}.{tail}" if decimals else f"{sign}{head}"


def write_numeral(value: Fraction, decimals: int, grouped: bool = True) -> str:
    """Indonesian numeral rounded half-up: decimal comma, dots every three digits.

    >>> write_numeral(Fraction("1429098490"), 0), write_numeral(Fraction("-0.005"), 2), write_numeral(Fraction("93.821"), 2)
    ('1.429.098.490', '-0,01', '93,82')
    """
    return quotient_numeral(value.numerator, value.denominator, decimals, grouped)


def quotient_numeral(numerator: int, denominator: int, decimals: int, grouped: bool = True) -> str:
    """As `write_numeral`, of a quotient that need not be in lowest terms; the denominator is positive.

    >>> quotient_numeral(938210, 10000, 2)
    '93,82'
    """
    scale = 10**decimals
    if denominator == 1:
        head, tail = abs(numerator), 0
    else:
        head, tail = divmod((2 * abs(numerator) * scale + denominator) // (2 * denominator), scale)
    if head < 1000:
        text = str(head)
    elif head < _PIECE:
        text = f"{head:,}".replace(",", ".") if grouped else str(head)
    else:
        text = digits_of(head)
        first = len(text) % 3 or 3
        text = ".".join([text[:first], *(text[i : i + 3] for i in range(first, len(text), 3))]) if grouped else text
    if decimals:
        text = f"{text},{str(tail) if tail < _PIECE else digits_of(tail):0>{decimals}}"
    return f"-{text}" if numerator < 0 and (head or tail) else text


def decimals_needed(value: Fraction, most: int) -> int:
    """The fewest decimals, at most `most`, that show the value exactly (else `most`).

    >>> decimals_needed(Fraction("93.821"), 4), decimals_needed(Fraction(1, 3), 2)
    (3, 2)
    """
    return quotient_decimals(value.numerator, value.denominator, most)


def quotient_decimals(numerator: int, denominator: int, most: int) -> int:
    """As `decimals_needed`, of a quotient that need not be in lowest terms."""
    if numerator % denominator == 0:
        return 0
    if numerator * 10**most % denominator:  # most that are computed: no number of decimals shows them
        return most
    for decimals in range(1, most):
        numerator *= 10
        if numerator % denominator == 0:
            return decimals
    return most

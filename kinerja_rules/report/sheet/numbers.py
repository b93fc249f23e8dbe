"""Numbers as a spreadsheet keeps them: a text of at most 15 digits, and a format that shows the report's own digits."""

import re
from decimal import ROUND_HALF_UP, Context, Decimal
from fractions import Fraction

from kinerja_rules.report.sheet.texts import characters

_NUMBER = re.compile(r"-?\d[\d.]*(?:,\d+)?")

DIGITS = 15
"""Significant digits of a number in a spreadsheet; one that needs more before the comma is no number there."""

MOST_FORMAT = 255
"""Characters of a format, as a spreadsheet counts them."""

_EXACT = Context(prec=DIGITS, rounding=ROUND_HALF_UP)


def stored(value: Fraction, percent: bool) -> Decimal | None:
    """The number to be stored; None where its whole part alone has more digits than a spreadsheet keeps.

    >>> stored(Fraction(13403, 134), percent=True), stored(Fraction(10**15), percent=False)
    (Decimal('1.00022388059701'), None)
    """
    if abs(value) >= 10**DIGITS:
        return None
    kept = value / 100 if percent else value
    found = _EXACT.divide(Decimal(kept.numerator), Decimal(kept.denominator))
    return found if found else Decimal(0)


def rounded(number: Decimal) -> Decimal:
    """A number at the digits that a spreadsheet keeps."""
    return _EXACT.plus(number)


def number_format(text: str, decimals: int, percent: bool = False, marks: str = "") -> str | None:
    """The format that shows a number as the report's text does; the reader's own settings choose comma and dot.

    None where it is longer than a spreadsheet takes. `marks` are those of footnotes, behind it.
    Of a percentage the bare sign is left outside the literal text: it is what makes a spreadsheet show hundredths.

    >>> number_format("100,02 %", 2, percent=True, marks=" a)")
    '#,##0.00" "%" a)"'
    >>> number_format("Rp 5", 0), number_format("≈ 12 orang", 0)
    ('"Rp "#,##0;"Rp "-#,##0', '"≈ "#,##0" orang";"≈ "-#,##0" orang"')
    """
    numeral = _NUMBER.search(text)
    before, after = (text[: numeral.start()], text[numeral.end() :]) if numeral else ("", "")
    digits = "#,##0" + ("." + "0" * decimals if decimals else "")
    after = f"{_literal(after[: -len('%')])}%" if percent and after.endswith("%") else _literal(after)
    after += _literal(marks)
    found = digits + after
    if before:
        # a minus sign stands beside the digits, where a format of one part would put it before everything
        found = f"{_literal(before)}{digits}{after};{_literal(before)}-{digits}{after}"
    return found if characters(found) <= MOST_FORMAT else None


def _literal(text: str) -> str:
    """A text as it stands, in a format."""
    return '\\"'.join(f'"{piece}"' if piece else "" for piece in text.split('"'))

"""Numbers as a spreadsheet keeps them: a text of at most 15 digits, and a format that shows the report's own digits."""

from decimal import ROUND_HALF_UP, Context, Decimal
from fractions import Fraction

DIGITS = 15
"""Significant digits of a number in a spreadsheet; one that needs more before the comma is no number there."""

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


def number_format(unit: str | None, decimals: int) -> str:
    """The format that shows a number as the report does; the reader's own settings choose comma and dot.

    >>> number_format("%", 2), number_format("Rp", 0), number_format("orang", 0), number_format(None, 1)
    ('0.00%', '"Rp "#,##0', '#,##0" orang"', '#,##0.0')
    """
    places = "." + "0" * decimals if decimals else ""
    if unit == "%":
        return f"0{places}%" if decimals else "0%"
    digits = f"#,##0{places}"
    if unit is None or unit == "":
        return digits
    quoted = unit.replace('"', "”")
    return f'"{quoted} "{digits}' if unit.startswith("Rp") else f'{digits}" {quoted}"'

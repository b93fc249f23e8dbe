"""Numbers as a spreadsheet file stores them (`93.799999999999997`, `9.38E1`): exact rationals of 15 significant digits.

No binary float is made: a spreadsheet keeps 15 digits, and what a file writes beyond them is noise of the binary form.
"""

import re
from datetime import date, timedelta
from fractions import Fraction

from attrs import frozen

SIGNIFICANT = 15
"""Digits a spreadsheet keeps."""

MAX_MAGNITUDE = 60
"""Powers of ten, up and down, beyond which a stored number is refused; the same bound as for written numerals."""

_STORED = re.compile(r"\s*([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d{1,4}))?\s*\Z")
_MAX_TEXT = 400


@frozen
class Stored:
    """An exact value, the decimals it needs, and whether digits beyond the fifteenth were rounded away."""

    value: Fraction
    decimals: int
    rounded: bool


def read_stored(text: str) -> Stored | None:
    """Read the text of a numeric cell; None where it is no number or out of bounds.

    >>> read_stored("93.799999999999997")
    Stored(value=Fraction(469, 5), decimals=1, rounded=True)
    >>> read_stored("9.38E-1").value, read_stored("1E+400"), read_stored("-0").value
    (Fraction(469, 500), None, Fraction(0, 1))
    """
    found = _STORED.match(text) if len(text) <= _MAX_TEXT else None
    if found is None or not (found[2] or found[3]):
        return None
    sign, whole, part, power = found[1], found[2], found[3] or "", int(found[4] or 0)
    digits = (whole + part).lstrip("0")
    exponent = power - len(part)
    rounded = len(digits.rstrip("0")) > SIGNIFICANT
    if len(digits) > SIGNIFICANT:
        exponent += len(digits) - SIGNIFICANT
        kept = int(digits[:SIGNIFICANT]) + (digits[SIGNIFICANT] >= "5")
        digits = str(kept)
    short = digits.rstrip("0")
    if not short:
        return Stored(Fraction(0), 0, False)
    exponent += len(digits) - len(short)
    if not -MAX_MAGNITUDE <= exponent + len(short) - 1 <= MAX_MAGNITUDE:
        return None
    number = int(short)
    value = Fraction(number * 10**exponent) if exponent >= 0 else Fraction(number, 10**-exponent)
    return Stored(-value if sign == "-" else value, max(0, -exponent), rounded)


def calendar_text(serial: str, from_1904: bool) -> str:
    """A stored date as `2022-10-12`, or a time of day as `pukul 12.10`; the stored text where it is neither.

    >>> calendar_text("44846", False), calendar_text("0.50694444444444442", False), calendar_text("43384", True)
    ('2022-10-12', 'pukul 12.10', '2022-10-12')
    """
    stored = read_stored(serial)
    if stored is None or stored.value < 0:
        return serial
    days, rest = divmod(stored.value, 1)
    if days == 0 and not from_1904:
        minutes = round(rest * 24 * 60)
        return f"pukul {minutes // 60:02}.{minutes % 60:02}"
    first = date(1904, 1, 1) if from_1904 else date(1899, 12, 31)
    start = first if from_1904 or days < 60 else first - timedelta(days=1)  # the 1900 system counts a 29 February
    try:
        return (start + timedelta(days=int(days))).isoformat()
    except OverflowError:
        return serial

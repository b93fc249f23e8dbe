"""Roots, logarithms and powers to a stated number of digits; exact where the result is rational.

Decimal arithmetic is decimal, not binary: 120 digits are computed and 30 kept, so the kept digits are right.
"""

from decimal import Context as DecimalContext
from decimal import Decimal, Overflow
from fractions import Fraction
from math import isqrt

DIGITS = 30
"""Significant digits of an approximate result."""

MAX_BITS = 20_000
"""Bits a result may have; a power beyond is refused."""

_WORK = DecimalContext(prec=DIGITS + 90, Emax=999_999, Emin=-999_999)
_KEEP = DecimalContext(prec=DIGITS)


def _decimal(value: Fraction) -> Decimal:
    return _WORK.divide(Decimal(value.numerator), Decimal(value.denominator))


def integer_root(number: int, degree: int) -> int | None:
    """The exact integer root of a non-negative integer, or None."""
    if degree == 2:
        root = isqrt(number)
        return root if root * root == number else None
    if number < 2:
        return number
    guess = 1 << (number.bit_length() // degree + 1)  # above the root; Newton's steps come down to it
    while True:
        lower = ((degree - 1) * guess + number // guess ** (degree - 1)) // degree
        if lower >= guess:
            return guess if guess**degree == number else None
        guess = lower


def root(value: Fraction, degree: int) -> tuple[Fraction, bool]:
    """The root of a non-negative value, and whether it is approximate.

    >>> root(Fraction(9, 4), 2), root(Fraction(2), 2)[1]
    ((Fraction(3, 2), False), True)
    """
    over, under = integer_root(value.numerator, degree), integer_root(value.denominator, degree)
    if over is not None and under is not None:
        return Fraction(over, under), False
    if degree == 2:
        return Fraction(_KEEP.plus(_WORK.sqrt(_decimal(value)))), True
    exponent = _WORK.divide(Decimal(1), Decimal(degree))
    return Fraction(_KEEP.plus(_WORK.power(_decimal(value), exponent))), True


def logarithm(value: Fraction) -> tuple[Fraction, bool]:
    """The natural logarithm of a positive value, and whether it is approximate."""
    if value == 1:
        return Fraction(0), False
    return Fraction(_KEEP.plus(_WORK.ln(_decimal(value)))), True


def power(base: Fraction, exponent: Fraction) -> tuple[Fraction, bool] | None:
    """A power, and whether it is approximate; None where it has no real value or is too large."""
    if exponent.denominator == 1:
        n = exponent.numerator
        if base == 0 and n < 0:
            return None
        bits = max(base.numerator.bit_length(), base.denominator.bit_length()) * abs(n)
        return (base**n, False) if bits <= MAX_BITS else None
    if base < 0 or (base == 0 and exponent < 0):
        return None
    if base == 0:
        return Fraction(0), False
    try:
        raised = _WORK.power(_decimal(base), _decimal(exponent))
    except Overflow:
        return None
    if not raised.is_finite() or abs(raised.adjusted()) > MAX_BITS // 4:
        return None
    return Fraction(_KEEP.plus(raised)), True

"""Exact sums of many numbers."""

from collections.abc import Iterable
from fractions import Fraction
from math import lcm


def exact_sum(values: Iterable[Fraction]) -> Fraction:
    """The sum over the least denominator that all have, which for amounts is one; of no values zero.

    >>> exact_sum([Fraction(1, 2), Fraction(1, 3), Fraction(2)]), exact_sum([])
    (Fraction(17, 6), Fraction(0, 1))
    """
    ratios = [value.as_integer_ratio() for value in values]
    under = lcm(*{bottom for _, bottom in ratios})
    return Fraction(sum(top if bottom == under else top * (under // bottom) for top, bottom in ratios), under)

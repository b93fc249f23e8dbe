"""Exact rationals compared by their whole numbers: what `Fraction` does after asking what kind of number it has."""

import operator
from collections.abc import Callable
from fractions import Fraction
from typing import Any

ORDER: dict[str, Callable[[Any, Any], bool]] = {
    "=": operator.eq,
    "<>": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}
"""Comparisons of the language."""


def less_or_more(sign: str) -> Callable[[Fraction, Fraction], bool]:
    """A comparison of two rationals.

    >>> less_or_more("<")(Fraction(1, 3), Fraction(1, 2)), less_or_more("=")(Fraction(2, 4), Fraction(1, 2))
    (True, True)
    """
    order = ORDER[sign]
    if sign in ("=", "<>"):
        return lambda a, b: order(a.as_integer_ratio(), b.as_integer_ratio())

    def compare(a: Fraction, b: Fraction) -> bool:
        above, below = a.as_integer_ratio()
        over, under = b.as_integer_ratio()
        return order(above * under, over * below)

    return compare

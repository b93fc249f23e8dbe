"""Values compared: exact rationals by their whole numbers, which is what `Fraction` does after asking what kind it has."""

import operator
from collections.abc import Callable
from fractions import Fraction
from typing import Any

from kinerja_rules.functions.interface import undefined
from kinerja_rules.functions.lebih_buruk import magnitude
from kinerja_rules.model.values import Grade, Missing, Number, TargetValue, Value

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


_OF_NUMBERS = {sign: less_or_more(sign) for sign in ORDER}


def as_number(value: Value) -> Number | Missing:
    """A number: of a target its value or bound; a range is none."""
    if value.__class__ is Number or isinstance(value, (Number, Missing)):
        return value
    if isinstance(value, TargetValue):
        return undefined("targetnya berupa rentang") if value.is_range else value.lower
    if isinstance(value, Grade):
        return Number(value.score if value.score is not None else Fraction(value.rank))
    return undefined("bukan bilangan")


def compare(operator: str, left: Value, right: Value) -> Value:
    """Two values that the checker has found to be of one kind, held against each other."""
    if left.__class__ is Number and right.__class__ is Number:  # as most are
        return _OF_NUMBERS[operator](left.value, right.value)
    if isinstance(left, (Number, TargetValue, Grade)) and isinstance(right, (Number, TargetValue, Grade)):
        if operator in ("=", "<>") and (_is_range(left) or _is_range(right)):
            return ordered(operator, _ends(left), _ends(right))
        a, b = magnitude(left), magnitude(right)
        if isinstance(a, (int, Fraction)) and isinstance(b, (int, Fraction)):
            if isinstance(left, Number) != isinstance(right, Number):
                one, other = as_number(left), as_number(right)
                if isinstance(one, Missing) or isinstance(other, Missing):
                    return one if isinstance(one, Missing) else other
                a, b = one.value, other.value
            return ordered(operator, a, b)
        return undefined("rentang tidak dapat dibandingkan dengan satu nilai")
    return ordered(operator, left, right)


def _is_range(value: Value) -> bool:
    return isinstance(value, TargetValue) and value.is_range


def _ends(value: Number | TargetValue | Grade) -> tuple[object, object]:
    """What makes ranges equal: both ends; a single value is a range that no other one equals."""
    if isinstance(value, TargetValue) and value.is_range:
        return value.lower.value, value.upper.value
    return magnitude(value), magnitude(value)


def ordered(operator: str, a: object, b: object) -> bool:
    """Two things of one kind compared."""
    match operator:
        case "=":
            return a == b
        case "<>":
            return a != b
        case "<":
            return bool(a < b)  # type: ignore[operator]  # the checker has let only ordered kinds through
        case "<=":
            return bool(a <= b)  # type: ignore[operator]
        case ">":
            return bool(a > b)  # type: ignore[operator]
        case _:
            return bool(a >= b)  # type: ignore[operator]

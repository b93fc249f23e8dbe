"""A grid's formula reckoned anew from the numbers that a sheet keeps, as a spreadsheet does when it is opened."""

import re
from collections.abc import Callable, Iterator
from decimal import ROUND_HALF_UP, Context, Decimal, DivisionByZero, InvalidOperation

from attrs import define, field

MOST_NESTED = 60
"""Brackets within brackets; a spreadsheet takes 64."""
MOST_CHARACTERS = 8000
"""Characters of a formula; a spreadsheet takes 8.192."""
_TOKEN = re.compile(r"\[(?P<column>\d+)(?:@(?P<start>\d+)(?::(?P<end>\d+))?)?\]|\d+(?:\.\d+)?|SUM|AVERAGE|[-+*/(),]")
_LIKE_A_SHEET = Context(prec=15, rounding=ROUND_HALF_UP)
_REFERENCE_LENGTH = len("XFD1048576:XFD1048576")
_FINE = Context(prec=40, rounding=ROUND_HALF_UP)

Place = tuple[int, int]
"""A cell by its row (those of a table, then of its totals) and column, from 0."""


class NotReckonedError(Exception):
    """A formula refers to what is no number, or is more than a spreadsheet takes."""


def reckoned(formula: str, row: int, number: Callable[[Place], Decimal]) -> Decimal:
    """What a formula in a row comes to; `number` gives the number in a cell.

    Raises:
        NotReckonedError: it cannot be relied on; `number` may raise it too.

    >>> reckoned("([3]-[2])/2+SUM([0@0:1],[1])", 5, lambda place: Decimal(sum(place)))
    Decimal('7.5')
    """
    tokens = list(_TOKEN.finditer(formula))
    if len(formula) + _REFERENCE_LENGTH * formula.count("[") > MOST_CHARACTERS:
        raise NotReckonedError
    if "".join(token[0] for token in tokens) != formula:
        raise ValueError(f"{formula!r} is no formula of a grid")
    try:
        return _Reading(tokens, row, number).all()
    except (DivisionByZero, InvalidOperation) as error:
        raise NotReckonedError from error


@define(eq=False)
class _Reading:
    """Reads a formula from left to right, reckoning as it goes."""

    tokens: list[re.Match[str]]
    row: int
    number: Callable[[Place], Decimal]
    at: int = field(default=0)
    nested: int = field(default=0)

    def all(self) -> Decimal:
        """The whole formula."""
        found = self._sum()
        if self.at != len(self.tokens):
            raise ValueError("something stands behind a formula")
        return found

    def _next(self) -> str:
        return self.tokens[self.at][0] if self.at < len(self.tokens) else ""

    def _took(self, *wanted: str) -> str:
        """The next token, taken, if it is one of those wanted."""
        token = self._next()
        if token not in wanted:
            return ""
        self.at += 1
        return token

    def _sum(self) -> Decimal:
        total = self._product()
        while sign := self._took("+", "-"):
            other = self._product()
            total = _FINE.add(total, other) if sign == "+" else _FINE.subtract(total, other)
        return total

    def _product(self) -> Decimal:
        total = self._one()
        while sign := self._took("*", "/"):
            other = self._one()
            total = _FINE.multiply(total, other) if sign == "*" else _FINE.divide(total, other)
        return total

    def _one(self) -> Decimal:
        if self._took("-"):
            return -self._one()
        if self._took("("):
            self._deeper()
            found = self._sum()
            self._close()
            return found
        if function := self._took("SUM", "AVERAGE"):
            return self._function(function)
        token = self.tokens[self.at]
        self.at += 1
        if token["column"] is None:
            return _LIKE_A_SHEET.create_decimal(token[0])
        (found,) = (self.number(place) for place in self._places(token))
        return found

    def _function(self, function: str) -> Decimal:
        """A sum or mean of single cells and of ranges."""
        if not self._took("("):
            raise ValueError("a function has no brackets")
        self._deeper()
        values: list[Decimal] = []
        while True:
            if self._next().startswith("[") and self.tokens[self.at]["end"] is not None:
                values += [self.number(place) for place in self._places(self.tokens[self.at])]
                self.at += 1
            else:
                values.append(self._sum())
            if not self._took(","):
                break
        self._close()
        total = Decimal(0)
        for value in values:
            total = _FINE.add(total, value)
        return total if function == "SUM" else _FINE.divide(total, Decimal(len(values)))

    def _places(self, token: re.Match[str]) -> Iterator[Place]:
        column, start, end = int(token["column"]), token["start"], token["end"]
        first = self.row if start is None else int(start)
        return ((row, column) for row in range(first, (first if end is None else int(end)) + 1))

    def _deeper(self) -> None:
        self.nested += 1
        if self.nested > MOST_NESTED:
            raise NotReckonedError

    def _close(self) -> None:
        self.nested -= 1
        if not self._took(")"):
            raise ValueError("a bracket is not closed")

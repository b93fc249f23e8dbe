"""Periods: a year, or a part of one. Nothing here knows today's date."""

import re
from functools import total_ordering

from attrs import frozen

_PERIOD = re.compile(r"(\d{4})(?:-(TW[1-4]|S[12]|0[1-9]|1[0-2]))?\Z")


@total_ordering
@frozen(order=False)
class Period:
    """A year (`part` empty) or a part: `TW1`..`TW4`, `S1`, `S2`, `01`..`12`."""

    year: int
    part: str = ""

    @staticmethod
    def read(text: str) -> "Period | None":
        """`2022`, `2022-TW3`; None for anything else, and for years before 1900 or after 2199.

        >>> Period.read("2022-TW3"), Period.read("2022-13")
        (Period(year=2022, part='TW3'), None)
        """
        found = _PERIOD.match(text)
        return Period(int(found[1]), found[2] or "") if found and 1900 <= int(found[1]) <= 2199 else None

    @property
    def is_year(self) -> bool:
        """Whether it is a whole year."""
        return not self.part

    def shifted(self, years: int) -> "Period":
        """The same part of another year."""
        return Period(self.year + years, self.part)

    def __lt__(self, other: "Period") -> bool:
        return (self.year, self.part) < (other.year, other.part)

    def __str__(self) -> str:
        return f"{self.year}-{self.part}" if self.part else str(self.year)

"""Periods: a year, or a part of one. Nothing here knows today's date."""

import re
from functools import lru_cache, total_ordering

from attrs import field, frozen

_PERIOD = re.compile(r"(\d{4})(?:-(TW[1-4]|S[12]|0[1-9]|1[0-2]))?\Z")
_LENGTHS = {"bulan": 1, "triwulan": 3, "semester": 6, "tahun": 12}
"""Grains and their lengths in months."""

CUMULATIVE = "s.d. "
"""How a statement from the start of the year up to a period is keyed: `s.d. 2022-TW3`."""


@total_ordering
@frozen(order=False, cache_hash=True)
class Period:
    """A year (`part` empty) or a part: `TW1`..`TW4`, `S1`, `S2`, `01`..`12`."""

    year: int
    part: str = ""
    text: str = field(init=False, eq=False, repr=False)
    """As it is written; asked for so often that it is made with the period."""

    @text.default
    def _written(self) -> str:
        return f"{self.year}-{self.part}" if self.part else str(self.year)

    @staticmethod
    @lru_cache(maxsize=4096)
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

    @property
    def grain(self) -> str:
        """`tahun`, `semester`, `triwulan` or `bulan`."""
        if not self.part:
            return "tahun"
        return {"T": "triwulan", "S": "semester"}.get(self.part[0], "bulan")

    @property
    def months(self) -> tuple[int, int]:
        """First and last month.

        >>> Period(2022, "TW3").months, Period(2022).months, Period(2022, "10").months
        ((7, 9), (1, 12), (10, 10))
        """
        length = _LENGTHS[self.grain]
        number = 1 if self.is_year else int(self.part.lstrip("TWS"))
        return (number - 1) * length + 1, number * length

    @property
    def whole_year(self) -> "Period":
        """The year it is part of."""
        return Period(self.year)

    def partitions(self) -> "tuple[tuple[Period, ...], ...]":
        """The ways to divide it into equal finer parts, the coarsest first.

        >>> [len(parts) for parts in Period(2022).partitions()], Period(2022, "TW2").partitions()[0][0]
        ([2, 4, 12], Period(year=2022, part='04'))
        """
        first, last = self.months
        out: list[tuple[Period, ...]] = []
        for grain in ("semester", "triwulan", "bulan"):
            length = _LENGTHS[grain]
            if length < _LENGTHS[self.grain]:
                numbers = range((first - 1) // length + 1, last // length + 1)
                out.append(tuple(Period(self.year, _part(grain, n)) for n in numbers))
        return tuple(out)

    def within(self, whole: "Period") -> bool:
        """Whether it is the whole, or a part of it.

        >>> Period(2022, "TW4").within(Period(2022, "S2")), Period(2022, "TW2").within(Period(2022, "S2"))
        (True, False)
        """
        return self.year == whole.year and whole.months[0] <= self.months[0] and self.months[1] <= whole.months[1]

    def shifted(self, years: int) -> "Period":
        """The same part of another year."""
        return Period(self.year + years, self.part)

    def stepped(self, steps: int) -> "Period":
        """So many periods of the same grain later, across years.

        >>> Period(2022, "TW1").stepped(-1), Period(2022).stepped(2)
        (Period(year=2021, part='TW4'), Period(year=2024, part=''))
        """
        if self.is_year:
            return self.shifted(steps)
        per_year = 12 // _LENGTHS[self.grain]
        index = self.year * per_year + int(self.part.lstrip("TWS")) - 1 + steps
        return Period(index // per_year, _part(self.grain, index % per_year + 1))

    def __lt__(self, other: "Period") -> bool:
        """By the end, then the shorter first: TW4 comes before its year."""
        return (self.year, self.months[1], -self.months[0]) < (other.year, other.months[1], -other.months[0])

    def __str__(self) -> str:
        return self.text

    @property
    def spoken(self) -> str:
        """As said in a sentence: `tahun 2022`, `triwulan III 2022`, `semester I 2022`, `bulan 10 2022`."""
        if self.is_year:
            return f"tahun {self.year}"
        number = self.part.lstrip("TWS")
        roman = number if self.grain == "bulan" else ("I", "II", "III", "IV")[int(number) - 1]
        return f"{self.grain} {roman} {self.year}"

    @property
    def titled(self) -> str:
        """As a title names it: `2022`, `Triwulan III Tahun 2022`, `Bulan Oktober Tahun 2022`."""
        if self.is_year:
            return str(self.year)
        if self.grain == "bulan":
            return f"Bulan {_MONTHS[int(self.part) - 1]} Tahun {self.year}"
        grain, number, _ = self.spoken.split()
        return f"{grain.capitalize()} {number} Tahun {self.year}"


_MONTHS = (
    "Januari",
    "Februari",
    "Maret",
    "April",
    "Mei",
    "Juni",
    "Juli",
    "Agustus",
    "September",
    "Oktober",
    "November",
    "Desember",
)


def _part(grain: str, number: int) -> str:
    return {"semester": f"S{number}", "triwulan": f"TW{number}", "bulan": f"{number:02}"}[grain]

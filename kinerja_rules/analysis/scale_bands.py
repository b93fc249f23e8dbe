"""The bands of a scale as intervals: what no band covers, what several cover, the first value there, and bounds that mend it.

Values are in base magnitude; an end of None is open.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from types import MappingProxyType

from attrs import evolve, frozen

from kinerja_rules.base.numerals import decimals_needed, round_half_up
from kinerja_rules.model import units
from kinerja_rules.model.kinerja import Kategori
from kinerja_rules.model.units import Kind, Unit

MOST_DECIMALS = 12
SHOWN_DECIMALS = 2
"""Decimals that a value is shown with where nothing else is said."""


@frozen
class Interval:
    """Values between two ends, each included or not; None is open."""

    lower: Fraction | None
    lower_in: bool
    upper: Fraction | None
    upper_in: bool

    @property
    def empty(self) -> bool:
        """Whether no value lies in it."""
        if self.lower is None or self.upper is None:
            return False
        return self.lower > self.upper or (self.lower == self.upper and not (self.lower_in and self.upper_in))

    def holds(self, value: Fraction) -> bool:
        """Whether a value lies in it."""
        above = self.lower is None or value > self.lower or (value == self.lower and self.lower_in)
        return above and (self.upper is None or value < self.upper or (value == self.upper and self.upper_in))


def band(kategori: Kategori) -> Interval:
    """The interval of a category."""
    return Interval(kategori.lower, kategori.lower_included, kategori.upper, kategori.upper_included)


def meet(one: Interval, other: Interval) -> Interval:
    """Values that lie in both."""
    lower, lower_in = one.lower, one.lower_in
    if other.lower is not None and (lower is None or other.lower >= lower):
        lower_in = other.lower_in and (lower != other.lower or lower_in)
        lower = other.lower
    upper, upper_in = one.upper, one.upper_in
    if other.upper is not None and (upper is None or other.upper <= upper):
        upper_in = other.upper_in and (upper != other.upper or upper_in)
        upper = other.upper
    return Interval(lower, lower_in, upper, upper_in)


def between(below: Interval, above: Interval) -> Interval | None:
    """Values after one band and before another; None where the first does not end or the other does not begin."""
    if below.upper is None or above.lower is None:
        return None
    return Interval(below.upper, not below.upper_in, above.lower, not above.lower_in)


def _reaches_further(one: Interval, other: Interval) -> bool:
    if one.upper is None or other.upper is None:
        return one.upper is None and other.upper is not None
    return one.upper > other.upper or (one.upper == other.upper and one.upper_in and not other.upper_in)


def neighbours(kategori: Sequence[Kategori]) -> Iterator[tuple[Kategori, Kategori]]:
    """Each category with the one below it that reaches furthest; they come from the lowest to the highest."""
    reach: Kategori | None = None
    for one in kategori:
        if one.lower is None and one.upper is None:
            continue
        if reach is not None:
            yield reach, one
        if reach is None or _reaches_further(band(one), band(reach)):
            reach = one


# ---- values that fall somewhere ------------------------------------------------------------------------------------
def decimals_of(value: Fraction, unit: Unit) -> int:
    """Decimals that show a bound exactly."""
    return decimals_needed(value / unit.scale, MOST_DECIMALS)


def first_value(interval: Interval, unit: Unit, decimals: int) -> tuple[Fraction, int] | None:
    """The smallest value of an interval that can be shown with so many decimals, or with the fewest more at which there is one.

    What begins open has no smallest value; then it is the greatest.
    """
    for places in range(decimals, MOST_DECIMALS + 1):
        step = unit.scale / 10**places
        edge = interval.lower if interval.lower is not None else interval.upper
        if edge is None:
            return None
        nearest = edge // step * step
        for offset in (-1, 0, 1):
            value = nearest + offset * step
            if interval.holds(value) and (interval.lower is not None or not interval.holds(value + step)):
                return value, places
    return None


def whole_in(interval: Interval, unit: Unit) -> bool:
    """Whether a whole number, in the unit, lies in it."""
    found = first_value(interval, unit, 0)
    return found is not None and found[1] == 0


def left_by_rounding(gap: Interval, unit: Unit) -> Interval | None:
    """The values of a gap that are still in it once rounded to whole numbers of the unit; None where there are none."""
    first = first_value(gap, unit, 0)
    if first is None or first[1] != 0:
        return None
    half = unit.scale / 2
    left = gap
    if gap.lower is not None:
        edge = max(gap.lower, first[0] - half)
        left = evolve(left, lower=edge, lower_in=_stays(gap, edge, unit))
    if gap.upper is not None:
        last = gap.upper // unit.scale * unit.scale
        edge = min(gap.upper, (last if gap.holds(last) else last - unit.scale) + half)
        left = evolve(left, upper=edge, upper_in=_stays(gap, edge, unit))
    return left


def _stays(gap: Interval, value: Fraction, unit: Unit) -> bool:
    return gap.holds(value) and gap.holds(round_half_up(value / unit.scale, 0) * unit.scale)


def simplest_share(interval: Interval) -> Fraction | None:
    """The fraction of the fewest parts in an interval of shares between 0 and 1: 10/11 lies between 90 % and 91 %."""
    if interval.lower is None or interval.upper is None or interval.lower < 0 or interval.upper > 1 or interval.empty:
        return None
    parts = 1
    while parts <= 100_000:
        count = -(-interval.lower * parts // 1)
        for candidate in (Fraction(count, parts), Fraction(count + 1, parts)):
            if interval.holds(candidate):
                return candidate
        parts += 1
    return None


def starting_decimals(kategori: Sequence[Kategori], unit: Unit) -> int:
    """Decimals at which a planner looks: those that values are shown with, or those of the bounds if they have more."""
    least = 0 if unit.kind is Kind.HITUNGAN else SHOWN_DECIMALS
    bounds = [b for k in kategori for b in (k.lower, k.upper) if b is not None]
    return max([least, *(decimals_of(b, unit) for b in bounds)])


# ---- words ---------------------------------------------------------------------------------------------------------
def show(value: Fraction, unit: Unit, least: int = 0) -> str:
    """A bound with all its decimals."""
    return units.show(value, unit, max(least, decimals_of(value, unit)))


def show_gap(interval: Interval, unit: Unit) -> str:
    """`antara 90 % dan 91 %`, `di atas 100 %`, or the only value there is."""
    lower, upper = interval.lower, interval.upper
    if lower is not None and upper is not None:
        if lower == upper:
            return show(lower, unit)
        return f"antara {show(lower, unit)} dan {show(upper, unit)}"
    if lower is not None:
        return f"di atas {show(lower, unit)}"
    return f"di bawah {show(upper, unit)}" if upper is not None else "mana pun"


def show_bounds(interval: Interval, unit: Unit, words: Mapping[Fraction, str] = MappingProxyType({})) -> str:
    """The bounds as they are written in a scale; `words` holds those that are written already."""
    lower = None if interval.lower is None else words.get(interval.lower) or show(interval.lower, unit)
    upper = None if interval.upper is None else words.get(interval.upper) or show(interval.upper, unit)
    if lower is not None and upper is not None:
        if interval.lower == interval.upper:
            return lower
        return f"{'' if interval.lower_in else '> '}{lower} s.d. {'' if interval.upper_in else '< '}{upper}"
    if lower is not None:
        return f"{'>=' if interval.lower_in else '>'} {lower}"
    return f"{'<=' if interval.upper_in else '<'} {upper}"


def example(interval: Interval, unit: Unit, decimals: int) -> str:
    """The first value in an interval, and for shares a count that yields one: what shows that the gap is no theory."""
    found = first_value(interval, unit, decimals)
    if found is None:
        return ""
    value, places = found
    said = f"nilai pertama {show(value, unit, min(places, SHOWN_DECIMALS))}"
    if unit.kind is Kind.HITUNGAN and not whole_in(interval, unit):
        return f"{said}; yang jatuh di situ bukan bilangan bulat, misalnya suatu rata-rata"
    share = simplest_share(interval) if unit.kind is Kind.PERSEN else None
    if share is None or 0 in (share, share - 1):
        return said
    shown_at = next(
        (p for p in range(SHOWN_DECIMALS, MOST_DECIMALS + 1) if _shows_inside(interval, share, unit, p)), MOST_DECIMALS
    )
    counted = f"{units.show(Fraction(share.numerator), units.ANGKA)} dari {units.show(Fraction(share.denominator), units.ANGKA)}"
    return f"{said}; misalnya {counted} adalah {units.show(share, unit, shown_at)}"


def _shows_inside(interval: Interval, value: Fraction, unit: Unit, decimals: int) -> bool:
    return interval.holds(round_half_up(value / unit.scale, decimals) * unit.scale)


# ---- mended bounds -------------------------------------------------------------------------------------------------
def closed(kategori: Sequence[Kategori], faulty: Sequence[tuple[Kategori, Kategori]]) -> dict[str, Interval] | None:
    """New bounds, by name, after which each pair adjoins: a category holds from its own lower bound until the next one's.

    So no value gets a higher category than the bounds as written gave it. None where that would leave a category without
    values: then someone must say what was meant.
    """
    bands = {k.nama: band(k) for k in kategori}
    for below, above in faulty:
        low, high = bands[below.nama], bands[above.nama]
        if high.lower is None:
            if low.upper is None:
                return None
            bands[above.nama] = evolve(high, lower=low.upper, lower_in=not low.upper_in)
        elif low.upper is not None and high.upper is not None and _reaches_further(low, high):
            return None
        else:
            shortened = evolve(low, upper=high.lower, upper_in=not high.lower_in)
            if not shortened.empty:
                bands[below.nama] = shortened
            elif low.upper is not None:
                bands[above.nama] = evolve(high, lower=low.upper, lower_in=not low.upper_in)
            else:
                return None
        if bands[below.nama].empty or bands[above.nama].empty:
            return None
    return {name: new for name, new in bands.items() if new != band(next(k for k in kategori if k.nama == name))}


def with_bounds(kategori: Sequence[Kategori], bounds: Mapping[str, Interval]) -> tuple[Kategori, ...]:
    """The categories with new bounds, from the lowest to the highest."""
    changed = [
        k
        if k.nama not in bounds
        else evolve(
            k,
            lower=bounds[k.nama].lower,
            lower_included=bounds[k.nama].lower_in,
            upper=bounds[k.nama].upper,
            upper_included=bounds[k.nama].upper_in,
        )
        for k in kategori
    ]
    return from_lowest(changed)


def from_lowest(kategori: Iterable[Kategori]) -> tuple[Kategori, ...]:
    """Categories in the order of their bounds."""

    def key(k: Kategori) -> tuple[bool, Fraction, bool, bool, Fraction]:
        return (
            k.lower is not None,
            k.lower or Fraction(0),
            not k.lower_included,
            k.upper is None,
            k.upper or Fraction(0),
        )

    return tuple(sorted(kategori, key=key))

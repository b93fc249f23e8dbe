"""One quantity printed in several places: whether all that is printed can be right at once, whatever is right.

The places may be of several reports: what is right is the same in all of them.
"""

from collections.abc import Iterable
from fractions import Fraction

from kinerja_rules.audit.verdicts import same_words
from kinerja_rules.model import units
from kinerja_rules.model.expression import Expr
from kinerja_rules.model.published import Claim, Contradiction, Printed
from kinerja_rules.model.units import Unit


def find_contradictions(claims: Iterable[Claim]) -> tuple[Contradiction, ...]:
    """Quantities with prints that exclude one another, in the order in which they are first printed."""
    of_quantity: dict[Expr, list[Claim]] = {}
    for claim in claims:
        of_quantity.setdefault(claim.expression, []).append(claim)
    return tuple(
        Contradiction(printed[0].question, tuple(printed))
        for printed in of_quantity.values()
        if len(printed) > 1 and _differ([c.printed for c in printed])
    )


def _differ(prints: list[Printed]) -> bool:
    """Whether no one value is behind all prints."""
    if len({p.absent for p in prints}) > 1:
        return True
    if prints[0].absent:
        return False
    numbers = [p for p in prints if p.value is not None]
    if len(numbers) < len(prints):
        return any(not same_words(prints[0].text, p.text) for p in prints[1:])
    first = numbers[0].unit or units.ANGKA
    if not all(_alike(first, p.unit or units.ANGKA) for p in numbers):
        return True
    if any(p.operator != prints[0].operator for p in prints):
        return True
    ends = [[_range_of(p, p.value) for p in numbers if p.value is not None]]
    if any(p.upper is not None for p in numbers):
        ends.append([_range_of(p, p.value if p.upper is None else p.upper) for p in numbers if p.value is not None])
    return any(max(low for low, _ in behind) >= min(high for _, high in behind) for behind in ends)


def _alike(one: Unit, other: Unit) -> bool:
    return units.comparable(one, other) or units.comparable(other, one)


def _range_of(printed: Printed, value: Fraction | None) -> tuple[Fraction, Fraction]:
    """The values that would be printed so, rounded half up; of two ranges that only touch no value is in both."""
    unit = printed.unit or units.ANGKA
    value = Fraction(0) if value is None else value
    if unit == units.ONE_TO and value > 0:
        half = Fraction(1, 2 * 10**printed.decimals)
        second = 1 / value
        return 1 / (second + half), 1 / (second - half) if second > half else value
    half = unit.scale / (2 * 10**printed.decimals)
    return value - half, value + half

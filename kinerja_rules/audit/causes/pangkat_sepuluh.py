"""A factor of 10, 100, 1.000: a comma out of place, a unit of thousands or millions overlooked.

Prior: easily made, and hardly ever an accident.
"""

from collections.abc import Iterator
from fractions import Fraction

from kinerja_rules.audit.alternative import Alternative, Candidate
from kinerja_rules.audit.case import Case
from kinerja_rules.base.numerals import round_half_up
from kinerja_rules.model.values import Number

_POWERS = (1, -1, 2, -2, 3, -3, 6, -6)
_NEAR = 2
"""A figure further than this factor from a power of ten times the true one need not be looked at; what is nearer lies
outside the range of chances, so that leaving the others out changes none."""


def _candidates(case: Case) -> Iterator[Candidate]:
    true = case.true
    if true is None or true.value == 0:
        return
    magnitude = true.value / case.unit.scale
    powers = _near(case, true.value)
    if not powers:
        return
    values: dict[Fraction, None] = {magnitude: None}
    for decimals in (2, 1, 0, 3):
        values.setdefault(round_half_up(magnitude, decimals))
    for at, value in enumerate(values):
        for power in powers:
            factor = Fraction(10) ** power

            def explain(power: int = power) -> str:
                times = f"{10 ** abs(power):,}".replace(",", ".")
                way = "terlalu besar" if power > 0 else "terlalu kecil"
                return f"{times} kali {way}: letak koma atau satuannya bergeser, nilainya {case.show(true.value)}"

            made = Number(value * factor * case.unit.scale, true.approximate)
            yield Candidate(made, explain, None, min(at, 1) + (abs(power) > 3))


def _near(case: Case, true: Fraction) -> tuple[int, ...]:
    """Powers of ten near the quotient of the printed and the true figure."""
    ratio = (case.printed.value or Fraction(0)) / true
    n, d = ratio.numerator, ratio.denominator
    scaled = ((power, d * 10**power, n) if power > 0 else (power, d, n * 10**-power) for power in _POWERS)
    return tuple(power for power, ten, one in scaled if one < _NEAR * ten and ten < _NEAR * one)


ALTERNATIVE = Alternative(
    "pangkat_sepuluh",
    "Koma bergeser",
    "terlalu besar atau kecil 10, 100, 1.000 kali",
    "Letak koma bergeser, atau satuannya (persen, ribu, juta) terlewat, sehingga angkanya 10, 100, 1.000, atau sejuta kali "
    "terlalu besar atau terlalu kecil.",
    17,
    _candidates,
)

"""Thousands lost: a group of three digits left out, or read as zeros.

Prior: happens with long amounts of rupiah, where no accident would give the same digits.
"""

from collections.abc import Iterator
from fractions import Fraction

from kinerja_rules.audit.alternative import Alternative, Candidate
from kinerja_rules.audit.case import Case
from kinerja_rules.model.values import Number


def _candidates(case: Case) -> Iterator[Candidate]:
    true = case.true
    if true is None:
        return
    magnitude = true.value / case.unit.scale
    whole = abs(magnitude.numerator) // magnitude.denominator
    sign = -1 if magnitude < 0 else 1
    base = 1
    while base * 1000 <= whole:
        after, group, before = whole % base, whole // base % 1000, whole // (base * 1000)
        yield _candidate(case, sign * (before * base + after), f"ribuan `{group:03}` hilang", 0)
        if group:
            yield _candidate(case, sign * (whole - group * base), f"ribuan `{group:03}` tercetak sebagai nol", 1)
        base *= 1000
    if base > 1:
        yield _candidate(case, sign * (whole % base), f"angka depan `{whole // base}` hilang", 0)


def _candidate(case: Case, magnitude: int, how: str, weight: int) -> Candidate:
    true = case.true.value if case.true is not None else Fraction(0)
    return Candidate(
        Number(Fraction(magnitude) * case.unit.scale), lambda: f"{how}, nilainya {case.show(true)}", None, weight
    )


ALTERNATIVE = Alternative(
    "ribuan",
    "Ribuan hilang",
    "satu kelompok tiga angka hilang atau menjadi nol",
    "Pada bilangan panjang, satu kelompok tiga angka (ribuan, jutaan) hilang atau tercetak sebagai nol, atau angka di depannya "
    "terpotong.",
    24,
    _candidates,
)

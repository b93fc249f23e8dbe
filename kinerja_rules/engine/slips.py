"""Figures that fit what is beside them only when moved by a power of ten, as a typed 12.340 that was kept as 12,34.

A realisasi is held against targets, and where there are none against other times; a datum and a target against their
own other times. Only times of equal length are alike.
"""

from collections.abc import Iterator, Mapping
from fractions import Fraction
from functools import lru_cache

from kinerja_rules.base.diagnostics import Diagnostic, Severity
from kinerja_rules.engine.expressions import as_number
from kinerja_rules.model import units
from kinerja_rules.model.facts import Fact
from kinerja_rules.model.kinerja import Model
from kinerja_rules.model.periods import CUMULATIVE, Period
from kinerja_rules.model.units import Unit
from kinerja_rules.model.values import Number

SLIPS = (1000, 100)
"""Factors by which a number goes wrong when a separator or a per cent sign is lost."""
_NEAR, _FAR = 2, 10
_WITNESSES = 2
_HELP = "periksa titik ribuan, koma desimal, dan tanda % pada sumbernya"

Alike = tuple[str, int]
"""A subject, and how long a time is spoken of."""


def find_slips(model: Model) -> list[Diagnostic]:
    """All such figures, each once, where it is stated."""
    targets: dict[Alike, list[Fraction]] = {}
    for (ident, column, _), fact in model.facts.target.items():
        wanted = as_number(fact.value)
        if isinstance(wanted, Number) and wanted.value.numerator > 0:
            targets.setdefault((ident, _months(model.indikator[ident].akumulasi, column)), []).append(wanted.value)
    out: list[Diagnostic] = []
    for (ident, column), fact in model.facts.realisasi.items():
        if isinstance(fact.value, Number):
            indikator = model.indikator[ident]
            wanted_here = targets.get((ident, _months(indikator.akumulasi, column)))
            if wanted_here is not None and (factor := _slip(fact.value.value, wanted_here)) is not None:
                out.append(_said(f"realisasi `{ident}`", column, fact, fact.value, factor, indikator.satuan, ident))
    with_targets = frozenset(targets)
    for subject, key, fact, factor, unit in _beside_others(model, with_targets):
        number = as_number(fact.value)
        if isinstance(number, Number):
            out.append(_said(subject, key[1], fact, number, factor, unit, key[0]))
    return out


def _beside_others(
    model: Model, with_targets: frozenset[Alike]
) -> Iterator[tuple[str, tuple[str, str], Fact, Fraction, Unit]]:
    """Figures that their own other times contradict: realisasi without targets, data, and targets of one document."""
    units_of = {i.id: i.satuan for i in model.indikator.values()}
    sums = {i.id: i.akumulasi for i in model.indikator.values()}
    realisasi = {
        k: f for k, f in model.facts.realisasi.items() if (k[0], _months(sums[k[0]], k[1])) not in with_targets
    }
    for key, fact, factor in _odd(realisasi, sums):
        yield f"realisasi `{key[0]}`", key, fact, factor, units_of[key[0]]
    for key, fact, factor in _odd(model.facts.data, {d.id: d.akumulasi for d in model.data.values()}):
        yield f"data `{model.data[key[0]].nama}`", key, fact, factor, model.data[key[0]].satuan
    documents: dict[str, dict[tuple[str, str], Fact]] = {}
    for (ident, column, document), fact in model.facts.target.items():
        documents.setdefault(document, {})[ident, column] = fact
    for stated in documents.values():
        for key, fact, factor in _odd(stated, sums):
            yield f"target `{key[0]}`", key, fact, factor, units_of[key[0]]


def _odd(
    facts: Mapping[tuple[str, str], Fact], akumulasi: Mapping[str, str | None]
) -> Iterator[tuple[tuple[str, str], Fact, Fraction]]:
    """Of one kind of statement, those that at least two others of equal length contradict."""
    alike: dict[Alike, list[Fraction]] = {}
    numbers: list[tuple[tuple[str, str], Fact, Fraction, Alike]] = []
    for (ident, column), fact in facts.items():
        number = as_number(fact.value)
        if isinstance(number, Number) and number.value.numerator > 0:
            key = (ident, _months(akumulasi[ident], column))
            alike.setdefault(key, []).append(number.value)
            numbers.append(((ident, column), fact, number.value, key))
    doubtful = {key for key, values in alike.items() if len(values) > _WITNESSES and not _together(values)}
    for subject, fact, value, key in numbers if doubtful else ():
        if key not in doubtful:
            continue
        others = list(alike[key])
        others.remove(value)
        factor = _slip(value, others)
        if factor is not None:
            yield subject, fact, factor


def _said(what: str, column: str, fact: Fact, number: Number, factor: Fraction, unit: Unit, subject: str) -> Diagnostic:
    stated, meant = units.show(number.value, unit, number.decimals), units.show(number.value * factor, unit)
    beside = "target dan tahun lain" if what.startswith("realisasi") else "tahun lain"
    return Diagnostic(
        "KR507",
        f"{what} {column} dinyatakan {stated}, jauh dari {beside}; mungkin {meant}",
        fact.span,
        Severity.PERINGATAN,
        help=_HELP,
        subject=subject,
        year=year_of(column),
    )


def year_of(column: str) -> int | None:
    """The year that a column speaks of."""
    period = Period.read(column.removeprefix(CUMULATIVE))
    return None if period is None else period.year


@lru_cache(maxsize=4096)
def _months(akumulasi: str | None, column: str) -> int:
    """How long a time a statement speaks of; 0 where that says nothing about its size, as for a mean.

    A quarter of what adds up, or grows over the year, is no slip beside the year's target.
    """
    if akumulasi in ("rata_rata", "tertinggi"):
        return 0
    period = Period.read(column.removeprefix(CUMULATIVE))
    if period is None:
        return 12
    first, last = period.months
    return last if column.startswith(CUMULATIVE) else last - first + 1


def _slip(value: Fraction, others: list[Fraction]) -> Fraction | None:
    """The factor that brings a value near all others, which it is far from; None where it is not so."""
    if value <= 0 or not others or any(_near(value, other) for other in others):
        return None
    for factor in (f for size in SLIPS for f in (Fraction(size), Fraction(1, size))):
        moved = value * factor
        if all(moved <= _NEAR * o and o <= _NEAR * moved for o in others):
            return factor
    return None


def _together(values: list[Fraction]) -> bool:
    """Whether no value is far from any other, as most figures of one thing."""
    least = most = values[0].as_integer_ratio()
    for value in values[1:]:
        above, below = ratio = value.as_integer_ratio()
        if above * least[1] < least[0] * below:
            least = ratio
        elif above * most[1] > most[0] * below:
            most = ratio
    return most[0] * least[1] < least[0] * most[1] * _FAR


def _near(value: Fraction, other: Fraction) -> bool:
    """Whether neither is far from the other; in whole numbers, since it is asked of every figure."""
    above, below = value.as_integer_ratio()
    over, under = other.as_integer_ratio()
    one, two = above * under, over * below
    return one * _FAR > two and two * _FAR > one

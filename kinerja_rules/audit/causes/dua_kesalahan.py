"""Two mistakes in one figure: another target or realisasi, and the ratio turned over, a difference in its place, or rounded inputs.

Prior: the last of all, and tried only where no single mistake explains the figure. Each pair multiplies what can be
explained, so only pairs that were met in reports are tried, on one quotient of the claim.
"""

from collections.abc import Iterator, Mapping
from fractions import Fraction
from functools import partial

from attrs import evolve, frozen

from kinerja_rules.audit.alternative import Alternative, Candidate
from kinerja_rules.audit.case import Case
from kinerja_rules.audit.causes.realisasi_lain import other_realisasi
from kinerja_rules.audit.causes.target_lain import other_targets
from kinerja_rules.audit.printed_figure import Grid
from kinerja_rules.audit.printed_tables import Level
from kinerja_rules.audit.rewriting import replaced
from kinerja_rules.model import expression as typed
from kinerja_rules.model.expression import Expr

ROUNDED = (2, 1, 0)
"""Decimals to which inputs are rounded."""


@frozen
class _Exchange:
    """A figure of the formula, and another that was taken for it."""

    key: str
    figure: Expr
    other: Expr
    value: Fraction
    weight: int


def _candidates(case: Case) -> Iterator[Candidate]:
    found = _simple(case)
    if found is None:
        return
    level, quotient = found
    turned = _reshaped(level, quotient, evolve(quotient, operands=quotient.operands[::-1]))
    over, under = quotient.operands
    less = None
    if case.fits(over.type.unit) and case.fits(under.type.unit):
        less = _reshaped(level, quotient, case.operation("-", over, under))
    coarse = [_rounded_values(level, decimals) for decimals in ROUNDED]
    for one in _exchanges(case, level):
        yield from _with(case, turned, one, "pembagiannya terbalik", 0)
        if less is not None:
            yield from _with(case, less, one, "dihitung sebagai selisih, bukan pembagian", 1)
        if isinstance(one.figure, typed.Apply) and one.figure.function == "target":
            yield from _rounded(case, level, one, coarse)
    yield from _rounded(case, turned, None, coarse)


def _simple(case: Case) -> tuple[Level, typed.Operation] | None:
    """The first quotient of two figures."""
    for level, quotient in case.quotients:
        parts = [o.operand if isinstance(o, typed.Conversion) else o for o in quotient.operands]
        if all(any(part == figure for _, figure in level.figures) for part in parts) and level.formula is not None:
            return level, quotient
    return None


def _reshaped(level: Level, quotient: typed.Operation, new: Expr) -> Level:
    return Level(replaced(level.expression, quotient, new), level.expander, level.free)


def _exchanges(case: Case, level: Level) -> Iterator[_Exchange]:
    """Other targets and realisasi for those in the formula, each value once."""
    for key, figure in level.figures:
        if key not in level.values:
            continue
        seen = {level.values[key]}
        others: Iterator[tuple[Expr, int]] = other_realisasi(case, figure)
        if isinstance(figure, typed.Apply) and figure.function == "target":
            others = ((other, weight) for other, weight, _ in other_targets(case, figure))
        for other, weight in others:
            number = case.number(other)
            if number is not None and number.value not in seen:
                seen.add(number.value)
                yield _Exchange(key, figure, other, number.value, weight)


def _with(case: Case, shaped: Level, one: _Exchange, how: str, weight: int) -> Iterator[Candidate]:
    made = shaped.given({one.key: one.value})
    if made is not None:

        def explain() -> str:
            return f"dua kesalahan: memakai {case.told(one.other)}, bukan {case.told(one.figure)}, dan {how}"

        yield Candidate(made, explain, partial(shaped.rewritten, {one.key: one.other}), weight + one.weight)


def _rounded(
    case: Case, shaped: Level, one: _Exchange | None, coarse: list[dict[str, Fraction]]
) -> Iterator[Candidate]:
    """All inputs rounded, one of them another than it should be, or the ratio turned over."""
    for decimals, kept in zip(ROUNDED, coarse, strict=True):
        short = kept
        if one is not None:
            made_short = _coarse(one.figure, one.value, decimals)
            short = {key: value for key, value in kept.items() if key != one.key}
            if made_short is not None:
                short[one.key] = made_short
        if not short:
            continue
        changed = short if one is None else {one.key: one.value, **short}
        made = shaped.given(changed)
        if made is None:
            continue

        def explain(changed: Mapping[str, Fraction] = changed, decimals: int = decimals) -> str:
            first = "pembagiannya terbalik"
            if one is not None:
                first = f"memakai {case.told(one.other)}, bukan {case.told(one.figure)}"
            told = [
                f"{case.speak(f if one is None or k != one.key else one.other)} {case.show(changed[k], f.type.unit)}"
                for k, f in shaped.figures
                if k in changed
            ]
            return f"dua kesalahan: {first}, dan dihitung dari angka yang sudah dibulatkan: {', '.join(told)}"

        weight = 2 - decimals + (0 if one is None else one.weight)
        yield Candidate(made, explain, partial(shaped.with_values, changed), weight)


def _rounded_values(level: Level, decimals: int) -> dict[str, Fraction]:
    """The figures of a formula that rounding changes, rounded."""
    found = (
        (key, _coarse(figure, level.values[key], decimals)) for key, figure in level.figures if key in level.values
    )
    return {key: value for key, value in found if value is not None}


def _coarse(figure: Expr, value: Fraction, decimals: int) -> Fraction | None:
    unit = figure.type.unit
    return None if unit is None or unit.symbolic is not None else Grid(unit, decimals).coarse(value)


ALTERNATIVE = Alternative(
    "dua_kesalahan",
    "Dua kesalahan sekaligus",
    "dua kesalahan dalam satu angka, misalnya target lain dan pembagian terbalik",
    "Dua kesalahan terjadi pada satu angka: target atau realisasi lain yang dipakai, dan sekaligus pembagiannya terbalik, dihitung "
    "sebagai selisih, atau dihitung dari angka yang sudah dibulatkan. Hanya dicari bila satu kesalahan saja tidak cukup.",
    40,
    _candidates,
    last_resort=True,
)

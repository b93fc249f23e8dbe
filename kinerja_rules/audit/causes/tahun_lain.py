"""The whole figure of another year.

Prior: a cell, or a row, left as it was in last year's report; only as many candidates as there are years.
"""

from collections.abc import Iterator

from kinerja_rules.audit.alternative import Alternative, Candidate
from kinerja_rules.audit.case import Case
from kinerja_rules.model.expression import Expr
from kinerja_rules.model.values import Number


def _candidates(case: Case) -> Iterator[Candidate]:
    node = case.claim.expression
    period = case.period
    if period is None:
        return
    for years in (-1, 1, -2, 2, -3):
        year = period.year + years
        if year not in case.expander.stated_years and not _planned(case, year):
            continue
        other = case.shifted(node, years)
        value = case.number(other) if isinstance(case.computed, Number) else case.value(other)
        if isinstance(value, (Number, str)):

            def explain(other: Expr = other, years: int = years) -> str:
                when = case.period.shifted(years) if case.period is not None else ""
                return f"angka {when} yang tercetak: {case.told(other)}"

            yield Candidate(value, explain, other, min(abs(years) - 1, 2))


def _planned(case: Case, year: int) -> bool:
    """Whether the claim is of a target, and targets are stated of a year."""
    renstra = case.model.renstra
    targets = any(key.startswith(("target(", "pagu(")) for level in case.levels[:1] for key, _ in level.figures)
    return targets and renstra is not None and renstra.awal <= year <= renstra.akhir


ALTERNATIVE = Alternative(
    "tahun_lain",
    "Angka tahun lain",
    "angka yang sama dari tahun lain yang tercetak",
    "Angkanya benar untuk tahun lain, biasanya karena sel itu tersalin dari laporan tahun lalu.",
    14,
    _candidates,
)

"""The realisasi, or a datum, of another year or of a part of the year.

Prior: as likely as the target of another year; a table copied from last year's report keeps some of its cells.
"""

from collections.abc import Iterator
from functools import partial

from attrs import evolve

from kinerja_rules.audit.alternative import Alternative, Candidate
from kinerja_rules.audit.case import Case
from kinerja_rules.audit.rewriting import asked_of
from kinerja_rules.model import expression as typed
from kinerja_rules.model.expression import Expr
from kinerja_rules.model.periods import Period


def _candidates(case: Case) -> Iterator[Candidate]:
    for level, key, figure in case.figures:
        now = case.number(figure)
        if now is None:
            continue
        seen = {now.value}
        for other, weight in other_realisasi(case, figure):
            value = case.number(other)
            if value is None or value.value in seen:
                continue
            seen.add(value.value)
            result = level.given({key: value.value})
            if result is None:
                continue

            def explain(other: Expr = other, figure: Expr = figure) -> str:
                return f"memakai {case.told(other)}, bukan {case.told(figure)}"

            yield Candidate(result, explain, partial(level.rewritten, {key: other}), weight)


def other_realisasi(case: Case, figure: Expr) -> Iterator[tuple[Expr, int]]:
    """The same realisasi or datum of other periods, the likely first, each with its weight; of other figures none."""
    at = _period(figure)
    if at is None:
        return
    for period, weight in _others(at, _in_parts(case, figure)):
        if _stated(case, figure, period):
            yield _moved(case, figure, period), weight


def _period(figure: Expr) -> Period | None:
    """The period of a realisasi or datum; None of other figures."""
    if isinstance(figure, typed.FactRef):
        period: Expr = figure.period
    elif isinstance(figure, typed.Apply) and figure.function in ("realisasi", "hitungan"):
        period = figure.arguments[1]
    else:
        return None
    return period.value if isinstance(period, typed.Const) and isinstance(period.value, Period) else None


def _stated(case: Case, figure: Expr, period: Period) -> bool:
    """Whether anything is stated of a year that the figure could come from."""
    if isinstance(figure, typed.FactRef) and figure.kind == "data":
        return (figure.id, str(period.year)) in case.expander.reached_years
    return period.year in case.expander.stated_years


def _in_parts(case: Case, figure: Expr) -> bool:
    """Whether parts of years are stated of what the figure is, or of anything that it may be computed from."""
    if isinstance(figure, typed.Apply):
        subject = figure.arguments[0].value if isinstance(figure.arguments[0], typed.Const) else None
        indikator = case.model.indikator.get(getattr(subject, "id", ""))
        stated = case.expander.in_parts
        return indikator is not None and (indikator.id in stated or (indikator.rumus is not None and bool(stated)))
    return isinstance(figure, typed.FactRef) and figure.id in case.expander.in_parts


def _moved(case: Case, figure: Expr, period: Period) -> Expr:
    if isinstance(figure, typed.FactRef):
        return evolve(figure, period=case.expander.constant(period, figure))
    assert isinstance(figure, typed.Apply)
    return asked_of(figure, figure.arguments[0], case.expander.constant(period, figure))


def _others(at: Period, in_parts: bool) -> Iterator[tuple[Period, int]]:
    """Periods near one, the likely first."""
    for years in (-1, 1, -2, 2, -3, 3):
        yield at.shifted(years), abs(years) - 1
    if at.is_year and in_parts:
        for parts in at.partitions()[:2]:
            yield parts[-1], 2
    elif not at.is_year:
        yield at.stepped(-1), 1
        yield at.stepped(1), 1
        yield at.whole_year, 1


ALTERNATIVE = Alternative(
    "realisasi_lain",
    "Realisasi tahun lain",
    "realisasi atau data tahun atau periode lain yang dipakai",
    "Realisasi atau data mentah yang dipakai berasal dari tahun atau periode lain, sedangkan targetnya benar.",
    13,
    _candidates,
)

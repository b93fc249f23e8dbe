"""The budget of another year or document.

Prior: as the target of another document; budgets change in the course of a year.
"""

from collections.abc import Iterator
from functools import partial

from kinerja_rules.audit.alternative import Alternative, Candidate
from kinerja_rules.audit.case import Case
from kinerja_rules.audit.rewriting import asked_of
from kinerja_rules.model import expression as typed
from kinerja_rules.model.expression import Expr
from kinerja_rules.model.facts import RENSTRA
from kinerja_rules.model.periods import Period
from kinerja_rules.model.values import Entity


def _candidates(case: Case) -> Iterator[Candidate]:
    for level, key, figure in case.figures:
        if not (isinstance(figure, typed.Apply) and figure.function in ("pagu", "realisasi_anggaran")):
            continue
        now = case.number(figure)
        seen = {now.value} if now is not None else set()
        for other, weight in _others(case, figure):
            value = case.number(other)
            if value is None or value.value in seen:
                continue
            seen.add(value.value)
            result = level.given({key: value.value})
            if result is not None:

                def explain(other: Expr = other, figure: Expr = figure) -> str:
                    return f"memakai {case.told(other)}, bukan {case.told(figure)}"

                yield Candidate(result, explain, partial(level.rewritten, {key: other}), weight)


def _others(case: Case, figure: typed.Apply) -> Iterator[tuple[Expr, int]]:
    subject, period = (a.value if isinstance(a, typed.Const) else None for a in figure.arguments[:2])
    if not isinstance(subject, Entity) or not isinstance(period, Period):
        return
    for years in (-1, 1, -2, 2):
        moved = case.expander.constant(period.shifted(years), figure)
        yield asked_of(figure, figure.arguments[0], moved), abs(years) - 1
    if figure.function == "pagu":
        for document in case.model.dokumen:
            yield case.ask("pagu", subject, period, Entity("dokumen", document)), 0
        own = case.model.facts.pagu.get((subject.id, str(period), RENSTRA))
        if own is not None and hasattr(own.value, "value"):
            yield case.constant(own.value.value, case.ask("pagu", subject, period).type.unit or case.unit), 1
    else:
        own = case.model.facts.realisasi_anggaran.get((subject.id, str(period)))
        if own is not None and hasattr(own.value, "value"):
            yield case.constant(own.value.value, figure.type.unit or case.unit), 1


ALTERNATIVE = Alternative(
    "anggaran_lain",
    "Anggaran tahun atau dokumen lain",
    "pagu atau realisasi anggaran tahun atau dokumen lain yang dipakai",
    "Pagu atau realisasi anggaran yang dipakai berasal dari tahun lain, atau dari dokumen lain, misalnya sebelum perubahan.",
    16,
    _candidates,
)

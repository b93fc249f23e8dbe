"""A stated realisasi where the computed one was meant, or the reverse.

Prior: one candidate, and the two differ only by rounding or by a mistake in one of them.
"""

from collections.abc import Iterator
from functools import partial

from attrs import evolve

from kinerja_rules.audit.alternative import Alternative, Candidate
from kinerja_rules.audit.case import Case
from kinerja_rules.engine.expressions import as_number
from kinerja_rules.model import expression as typed
from kinerja_rules.model.expression import Expr
from kinerja_rules.model.periods import Period
from kinerja_rules.model.values import Entity, Missing, Number


def _candidates(case: Case) -> Iterator[Candidate]:
    for level, key, figure in case.figures:
        if not (isinstance(figure, typed.Apply) and figure.function in ("realisasi", "hitungan")):
            continue
        subject, period = (a.value if isinstance(a, typed.Const) else None for a in figure.arguments[:2])
        if not isinstance(subject, Entity) or not isinstance(period, Period):
            continue
        if case.model.indikator[subject.id].rumus is None:
            continue
        fact = case.model.facts.realisasi.get((subject.id, str(period)))
        stated = as_number(fact.value) if fact is not None and not isinstance(fact.value, Missing) else None
        options: list[tuple[Expr, str]] = [(evolve(figure, function="hitungan"), "dihitung dari rumusnya")]
        if isinstance(stated, Number):
            unit = figure.type.unit or case.unit
            options.append((case.constant(stated.value, unit), "yang dinyatakan"))
        now = case.number(figure)
        for other, how in options:
            value = case.number(other)
            if value is None or now is None or value.value == now.value:
                continue
            result = level.given({key: value.value})
            if result is not None:

                def explain(how: str = how, value: Number = value, figure: typed.Apply = figure) -> str:
                    shown = case.show(value.value, figure.type.unit)
                    return f"memakai realisasi {how}, {shown}, bukan {case.told(figure)}"

                yield Candidate(result, explain, partial(level.rewritten, {key: other}))


ALTERNATIVE = Alternative(
    "dinyatakan_dihitung",
    "Dinyatakan atau dihitung",
    "realisasi yang dinyatakan dan yang dihitung tertukar",
    "Laporan memakai realisasi yang dihitung dari rumusnya, sedangkan yang dinyatakan berbeda; atau sebaliknya.",
    11,
    _candidates,
)

"""Another quantity of the same subject: the achievement where the realisasi belongs, absorption for achievement.

Prior: headings of reports are used loosely (a column `Capaian` often holds realisasi).
"""

from collections.abc import Iterator
from types import MappingProxyType

from attrs import evolve

from kinerja_rules.audit.alternative import Alternative, Candidate
from kinerja_rules.audit.case import Case
from kinerja_rules.audit.expansion import name_of
from kinerja_rules.model import expression as typed
from kinerja_rules.model.expression import Expr
from kinerja_rules.model.kinerja import LEVELS
from kinerja_rules.model.periods import Period
from kinerja_rules.model.values import Acuan, Entity, Number

MOST_INDICATORS = 6
_OWN_KINDS = ("target", "capaian")
_TWINS = MappingProxyType(
    {
        "belanja": "realisasi_belanja",
        "realisasi_belanja": "belanja",
        "pagu_dinyatakan": "realisasi_dinyatakan",
        "realisasi_dinyatakan": "pagu_dinyatakan",
    }
)


def _candidates(case: Case) -> Iterator[Candidate]:
    for expression, weight, number in other_quantities(case):
        if case.fits(expression.type.unit):

            def explain(expression: Expr = expression) -> str:
                return f"yang tercetak ialah {case.told(expression)}"

            yield Candidate(number, explain, expression, weight)


def other_quantities(case: Case) -> Iterator[tuple[Expr, int, Number]]:
    """What else the plan tells of the claim's subject in its period, each with its weight and value."""
    yield from _of_expenditure(case)
    subject, period = case.subject, case.period
    if subject is None or period is None:
        return
    kept = case.expander.quantities
    if (subject, period) not in kept:
        asked = _quantities(case, subject, period)
        kept[(subject, period)] = [(e, w, number) for e, w in asked if (number := case.number(e)) is not None]
    own = name_of(case.claim.expression)
    told = {key.partition("(")[0] for level in case.levels[:2] for key, _ in level.figures}
    for expression, weight, number in kept[(subject, period)]:
        name = name_of(expression)
        if name == own or (name is not None and name[0] in _OWN_KINDS and name[0] in told and name[1] == subject):
            continue  # another target of a target or an achievement is a matter of `target_lain`
        yield expression, weight, number


def _of_expenditure(case: Case) -> Iterator[tuple[Expr, int, Number]]:
    """Of a budget by kind of expenditure, or of a stated total, the spending; and the reverse."""
    node = case.claim.expression
    if isinstance(node, typed.Apply) and node.function in _TWINS:
        other = evolve(node, function=_TWINS[node.function])
        number = case.number(other)
        if number is not None:
            yield other, 0, number


def _quantities(case: Case, subject: Entity, period: Period) -> Iterator[tuple[Expr, int]]:
    model = case.model
    if subject.kind == "indikator":
        yield from _of_indicator(case, subject, period, 0)
        simpul = model.indikator[subject.id].simpul
        if simpul is not None:
            node = Entity(model.simpul[simpul].jenis, simpul)
            for measure in _measures(case, node.kind):
                yield case.measured(measure, node, period), 2
        return
    if subject.kind in LEVELS:
        for accessor in ("capaian", "pagu", "realisasi_anggaran"):
            yield case.ask(accessor, subject, period), 0
        for measure in _measures(case, subject.kind):
            yield case.measured(measure, subject, period), 0
        for ident in model.simpul[subject.id].indikator[:MOST_INDICATORS]:
            yield from _of_indicator(case, Entity("indikator", ident), period, 1)


def _of_indicator(case: Case, subject: Entity, period: Period, weight: int) -> Iterator[tuple[Expr, int]]:
    for accessor in ("realisasi", "capaian", "target"):
        yield case.ask(accessor, subject, period), weight
    yield case.ask("capaian", subject, period, Acuan("akhir")), weight + 1
    for benchmark in case.model.pembanding:
        if (benchmark, subject.id, str(period)) in case.model.facts.pembanding:
            other = Entity("pembanding", benchmark)
            yield case.ask("pembanding", subject, period, other), weight + 1
            yield case.ask("capaian", subject, period, other), weight + 1
    for measure in _measures(case, "indikator"):
        yield case.measured(measure, subject, period), weight + 1


def _measures(case: Case, kind: str) -> Iterator[str]:
    """Declared measures of a kind of subject in a year, with numbers as outcomes."""
    for ident, of in case.expander.measures:
        if of == kind or (of == "simpul" and kind in LEVELS):
            yield ident


ALTERNATIVE = Alternative(
    "besaran_lain",
    "Besaran lain",
    "besaran lain dari indikator atau simpul yang sama yang tercetak",
    "Yang tercetak besaran lain dari indikator atau simpul itu: realisasi di tempat capaian atau sebaliknya, serapan anggaran "
    "di tempat capaian, target, atau angka pembanding.",
    19,
    _candidates,
    of_other_units=True,
)

"""The target of another year, document or period, or a benchmark in its place.

Prior: the commonest slip of tables that compare with the end of the plan or with an earlier document; several targets are
stated for most indicators, so it comes after a ratio turned over.
"""

from collections.abc import Iterator
from functools import partial

from kinerja_rules.audit.alternative import Alternative, Candidate
from kinerja_rules.audit.case import Case
from kinerja_rules.audit.printed_tables import Level
from kinerja_rules.audit.rewriting import asked_of, constant_of
from kinerja_rules.engine.expressions import as_number
from kinerja_rules.model import expression as typed
from kinerja_rules.model.expression import Expr
from kinerja_rules.model.facts import RENSTRA
from kinerja_rules.model.periods import Period
from kinerja_rules.model.values import Acuan, Entity, Missing, Number


def _candidates(case: Case) -> Iterator[Candidate]:
    for level, key, figure in case.figures:
        yield from _by_document(case, level, key, figure)
        if not (isinstance(figure, typed.Apply) and figure.function == "target"):
            continue
        now = case.number(figure)
        seen = {now.value} if now is not None else set()
        for other, weight, whose in other_targets(case, figure):
            value = case.number(other)
            if value is None:  # a range of two ends
                made = level.with_part(figure, other)
                result = made[1] if made is not None else None
            elif value.value in seen:
                continue
            else:
                seen.add(value.value)
                result = level.given({key: value.value})
            if result is None:
                continue

            def explain(other: Expr = other, figure: Expr = figure, whose: str = whose) -> str:
                return f"memakai {whose}: {case.told(other)}, bukan {case.told(figure)}"

            yield Candidate(result, explain, partial(level.rewritten, {key: other}), weight)


def _by_document(case: Case, level: Level, key: str, figure: Expr) -> Iterator[Candidate]:
    """The achievement by the target and the policies of a document that sets policies of its own."""
    if not (isinstance(figure, typed.Apply) and figure.function == "capaian"):
        return
    subject, period = constant_of(figure.arguments[0]), constant_of(figure.arguments[1])
    if not isinstance(subject, Entity) or not isinstance(period, Period):
        return
    for document in case.model.facts.target_documents.get(subject.id, ()):
        if document == RENSTRA or not case.model.dokumen[document].policies:
            continue
        other = case.ask("capaian", subject, period, Entity("dokumen", document))
        value = case.number(other)
        made = level.given({key: value.value}) if value is not None else None
        if made is not None:

            def explain(other: Expr = other) -> str:
                return f"memakai target dan kebijakan dokumen lain: {case.told(other)}"

            yield Candidate(made, explain, partial(level.rewritten, {key: other}), 1)


def other_targets(case: Case, figure: typed.Apply) -> Iterator[tuple[Expr, int, str]]:
    """Other targets of the same indicator, the likely first, each with its weight and whose it is."""
    subject, period = figure.arguments[0], figure.arguments[1]
    if not (isinstance(subject, typed.Const) and isinstance(subject.value, Entity)):
        return
    if not (isinstance(period, typed.Const) and isinstance(period.value, Period)):
        return
    ident, at = subject.value.id, period.value
    named = (
        figure.arguments[2].value
        if len(figure.arguments) > 2 and isinstance(figure.arguments[2], typed.Const)
        else None
    )
    if named is not None:
        yield asked_of(figure, subject, period), 0, "target tahun itu"
    if named != Acuan("akhir"):
        yield case.ask("target", subject.value, at, Acuan("akhir")), 0, "target akhir Renstra"
    facts = case.model.facts
    for document in facts.target_documents.get(ident, ()):
        fact = facts.target.get((ident, str(at), document))
        if document != RENSTRA and fact is not None:
            yield case.ask("target", subject.value, at, Entity("dokumen", document)), 0, "target dokumen lain"
        elif fact is not None:
            yield _constant(case, figure, fact.value), 0, "target Renstra"
    for step in (1, 2, 3, 4, 5):
        for years in (-step, step):
            if (ident, str(at.year + years)) not in case.expander.target_years:
                continue
            moved = case.expander.constant(at.shifted(years), period)
            yield asked_of(figure, subject, moved), min(step, 3), "target tahun lain"
    for parts in at.partitions()[:2] if ident in case.expander.targets_in_parts else ():
        for part in parts:
            if any((ident, str(part), d) in facts.target for d in facts.target_documents.get(ident, ())):
                yield (
                    asked_of(figure, subject, case.expander.constant(part, period)),
                    3,
                    "target sebagian tahun",
                )
    if not at.is_year:
        yield asked_of(figure, subject, case.expander.constant(at.whole_year, period)), 1, "target setahun"
    for document in facts.target_documents.get(ident, ()):  # after the years: a report states as its own what it prints
        end = facts.target.get((ident, "akhir", document))
        if end is not None and document != RENSTRA:
            yield _constant(case, figure, end.value), 1, f"target akhir menurut {document}"
    for benchmark in case.model.pembanding:
        if (benchmark, ident, str(at)) in facts.pembanding:
            yield case.ask("target", subject.value, at, Entity("pembanding", benchmark)), 4, "angka pembanding"


def _constant(case: Case, figure: typed.Apply, value: object) -> Expr:
    number = as_number(value) if not isinstance(value, Missing) else None  # type: ignore[arg-type]  # a fact's value is one
    found = number.value if isinstance(number, Number) else None
    return figure if found is None else case.constant(found, figure.type.unit or case.unit)


ALTERNATIVE = Alternative(
    "target_lain",
    "Target lain",
    "target tahun, dokumen, atau periode lain yang dipakai",
    "Target yang dipakai bukan target yang berlaku: target tahun sebelum atau sesudahnya, target akhir Renstra, target menurut "
    "dokumen lain, target triwulan, atau angka pembanding.",
    12,
    _candidates,
)

"""What an audit found about a figure, as the page of that figure tells it."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from attrs import frozen

from kinerja_rules.audit.same_figures import SameFigures
from kinerja_rules.base.source import Span
from kinerja_rules.engine.scalar import Interpreter
from kinerja_rules.engine.trace_labels import subject_of
from kinerja_rules.model.expression import Expr
from kinerja_rules.model.kinerja import Model
from kinerja_rules.model.published import AuditedClaim
from kinerja_rules.report.audit_view import SPOKEN, audit_row
from kinerja_rules.report.text import clean


@frozen
class Answered:
    """The questions whose pages tell of a claim, by their numbers.

    `same` ask for the figure it is a print of, in whatever words; `used` for one that it computes with.
    """

    same: tuple[int, ...]
    used: tuple[int, ...]


def answered(
    claims: Sequence[AuditedClaim], questions: Sequence[str], read: Callable[[str], Expr | None], engine: Interpreter
) -> tuple[Answered, ...]:
    """For each claim the pages that tell of it: a figure may be asked for in several ways, and printed under one."""
    if not claims:
        return ()
    figures = SameFigures(engine)
    asking: dict[str, list[int]] = {}
    for at, question in enumerate(questions):
        node = read(question)
        if node is not None:
            asking.setdefault(figures.key(node), []).append(at)
    told: dict[Expr, Answered] = {}
    for claim in claims:
        node = claim.claim.expression
        if node not in told:
            same = asking.get(figures.key(node), ())
            used = dict.fromkeys(at for key in figures.used(node) for at in asking.get(key, ()) if at not in same)
            told[node] = Answered(tuple(same), tuple(used))
    return tuple([told[claim.claim.expression] for claim in claims])


def audited_row(
    claim: AuditedClaim,
    model: Model,
    roots: Mapping[str, int],
    answers: Answered,
    place: Callable[[Span | None], int],
) -> Any:
    """A claim: whose it is, where it is printed, both figures, the verdict, what is said of it, which pages tell of it."""
    row = audit_row(claim, model)
    subject = subject_of(claim.claim.expression)
    said = [f"Akibat: {text}" for text in row.akibat]
    said += [f"Sebab yang menjelaskan: {text}" for text in row.sebab]
    return [
        subject.id if subject is not None else "",
        clean(row.place),
        clean(row.tercetak),
        clean(row.dihitung),
        SPOKEN[row.verdict],
        row.verdict.value,
        [clean(text) for text in (*said, *row.catatan)],
        roots.get(claim.claim.question, answers.same[0] if answers.same else -1),
        place(claim.claim.span),
        clean(claim.claim.question),
        list(answers.same),
        list(answers.used),
    ]

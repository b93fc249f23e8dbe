"""What an audit found about a figure, as the page of that figure tells it."""

from collections.abc import Callable, Mapping
from typing import Any

from kinerja_rules.base.source import Span
from kinerja_rules.engine.trace_labels import subject_of
from kinerja_rules.model.kinerja import Model
from kinerja_rules.model.published import AuditedClaim
from kinerja_rules.report.audit_view import SPOKEN, audit_row
from kinerja_rules.report.text import clean


def audited_row(
    claim: AuditedClaim, model: Model, roots: Mapping[str, int], place: Callable[[Span | None], int]
) -> Any:
    """A claim: whose it is, where it is printed, both figures, the verdict, and what is said of it."""
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
        roots.get(claim.claim.question, -1),
        place(claim.claim.span),
        clean(claim.claim.question),
    ]

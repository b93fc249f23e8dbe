"""One root cause, reported once: which findings only follow from another one.

Nothing here knows a rule. A figure that is wrong is told once, at its cell: what else is said of that very cell, or of
another figure that was compared with it, follows. A finding is never taken away; it is told beneath its cause.
"""

import re
from collections.abc import Mapping, Sequence

from kinerja_rules.base.diagnostics import Diagnostic, Severity
from kinerja_rules.base.source import Span

RANK: Mapping[Severity, int] = {Severity.GALAT: 0, Severity.PERINGATAN: 1, Severity.CATATAN: 2}
"""The gravest first."""

_FIGURE = re.compile(r'(?:(?:maksimal|minimal|kurang dari|lebih dari|Rp|[<>≤≥+\-−])\s*)*\d[^"{}]*\Z', re.IGNORECASE)

_Key = tuple[str, int, int]


def causes(findings: Sequence[Diagnostic]) -> tuple[int | None, ...]:
    """For each finding the index of the one it follows from, never one that follows itself; None for a root cause.

    A finding follows from another, of another code, where that one is graver, or is the program's own and as grave, and

    * both underline the same cell; or the same text, where the other is the program's own; or
    * the other underlines a cell to which this one points as a further place: it was compared with a wrong figure.
    """
    at_place: dict[_Key, list[int]] = {}
    for at, finding in enumerate(findings):
        if finding.primary is not None and finding.primary.end > finding.primary.start:
            at_place.setdefault(_key(finding.primary), []).append(at)
    direct = [_direct(findings, at, at_place) for at in range(len(findings))]
    return tuple(_root(direct, at) for at in range(len(findings)))


def _direct(findings: Sequence[Diagnostic], at: int, at_place: Mapping[_Key, list[int]]) -> int | None:
    """The gravest finding that this one follows from, the first of those."""
    finding = findings[at]
    own = [] if finding.primary is None else [finding.primary]
    found: list[int] = []
    for span in (*own, *(label.span for label in finding.secondary)):
        same = span is finding.primary
        for other in at_place.get(_key(span), ()):
            basis = findings[other]
            if not _more_basic(basis, finding):
                continue
            if is_cell(span) or (same and basis.package is None and finding.package is not None):
                found.append(other)
    return min(found, key=lambda other: (RANK[findings[other].severity], other), default=None)


def _more_basic(basis: Diagnostic, finding: Diagnostic) -> bool:
    if basis.code == finding.code:
        return False
    ours, theirs = RANK[basis.severity], RANK[finding.severity]
    if basis.package is None and finding.package is not None:
        return ours <= theirs
    return ours < theirs and not (finding.package is None and basis.package is not None)


def _root(direct: Sequence[int | None], at: int) -> int | None:
    """The end of a chain; each step is more basic than the one before, so that there is an end."""
    found = direct[at]
    while found is not None and direct[found] is not None:
        found = direct[found]
    return found


def is_cell(span: Span) -> bool:
    """Whether a place is a figure in a table: one line that begins with a number, after a bound or a currency, or is `-`."""
    text = span.text.strip()
    return text == "-" or ("\n" not in text and _FIGURE.match(text) is not None)


def _key(span: Span) -> _Key:
    return span.source.path, span.start, span.end

"""One root cause, reported once: which findings are about a mistake that another one tells.

Nothing here knows a rule. A figure that is wrong is told once, at its cell: what a lesser finding says of that very
cell, or of another figure that was compared with it, follows. What else belongs together the rules say themselves, with
`karena`. A finding is never taken away; it is told beneath its cause, and the gravest of them bears the others, so that
nothing weighs less for being told together.
"""

import re
from collections.abc import Iterator, Mapping, Sequence

from kinerja_rules.base.diagnostics import Diagnostic, Severity
from kinerja_rules.base.source import Span

RANK: Mapping[Severity, int] = {Severity.GALAT: 0, Severity.PERINGATAN: 1, Severity.CATATAN: 2}
"""The gravest first."""

_FIGURE = re.compile(r'(?:(?:maksimal|minimal|kurang dari|lebih dari|Rp|[<>≤≥+\-−])\s*)*\d[^"{}]*\Z', re.IGNORECASE)

_Key = tuple[str, int, int]


def causes(findings: Sequence[Diagnostic]) -> tuple[int | None, ...]:
    """For each finding the index of the one beneath which it is told, never one that is told beneath another itself.

    A finding follows from another, of another code, where that one is graver, or is the program's own and as grave, and

    * both underline the same cell; or the same text, where the other is the program's own; or
    * the other underlines a cell to which this one points as a further place: it was compared with a wrong figure.

    It also follows from one of a code that its rule names with `karena`, as grave or graver, where

    * both underline or point to one place; or
    * the other is about the same subject as a whole: no figure of it, and no year; or
    * this one is about the plan as a whole.

    Where the one that is named so is lesser, it is told beneath the graver one. What one rule says of several years of
    a subject at one place, a formula for example, is told beneath the first of them.
    """
    return _roots(_Links(findings).direct())


class _Links:
    """Findings by place, by subject and by code."""

    def __init__(self, findings: Sequence[Diagnostic]) -> None:
        self.findings = findings
        self.at_place: dict[_Key, dict[tuple[str, str | None, Severity], int]] = {}
        self.touching: dict[tuple[_Key, str], int] = {}
        self.alike: dict[tuple[str, str | None, str, _Key], int] = {}
        self.whole: dict[tuple[str, str], int] = {}
        self.first: dict[str, int] = {}
        for at, finding in enumerate(findings):
            self.first.setdefault(finding.code, at)
            place = finding.primary
            if place is not None and place.end > place.start:
                kind = (finding.code, finding.package, finding.severity)
                self.at_place.setdefault(_key(place), {}).setdefault(kind, at)
            for span in _places(finding):
                if span.end > span.start:
                    self.touching.setdefault((_key(span), finding.code), at)
            if finding.subject is not None and finding.year is None and (place is None or not is_cell(place)):
                self.whole.setdefault((finding.code, finding.subject), at)

    def direct(self) -> list[int | None]:
        """For each finding the gravest one that it follows from, the first of those."""
        found: list[set[int]] = [set() for _ in self.findings]
        for at, finding in enumerate(self.findings):
            found[at].update(self._plainly(finding))
            found[at].update(self._repeated(at, finding))
            for other in self._declared(finding):
                if RANK[self.findings[other].severity] <= RANK[finding.severity]:
                    found[at].add(other)
                elif not finding.overall:
                    found[other].add(at)
        return [min(f, key=lambda other: (RANK[self.findings[other].severity], other), default=None) for f in found]

    def _plainly(self, finding: Diagnostic) -> Iterator[int]:
        for span in _places(finding):
            cell, same = is_cell(span), span is finding.primary
            for other in self.at_place.get(_key(span), {}).values():
                basis = self.findings[other]
                own = same and basis.package is None and finding.package is not None
                if (cell or own) and _more_basic(basis, finding):
                    yield other

    def _repeated(self, at: int, finding: Diagnostic) -> Iterator[int]:
        if finding.package is None or finding.subject is None or finding.primary is None:
            return
        first = self.alike.setdefault((finding.code, finding.package, finding.subject, _key(finding.primary)), at)
        if first != at and finding.year not in (None, self.findings[first].year):
            yield first

    def _declared(self, finding: Diagnostic) -> Iterator[int]:
        for code in finding.because:
            if code == finding.code:
                continue
            for span in _places(finding):
                if (_key(span), code) in self.touching:
                    yield self.touching[_key(span), code]
            if finding.subject is not None and (code, finding.subject) in self.whole:
                yield self.whole[code, finding.subject]
            if finding.overall and code in self.first:
                yield self.first[code]


def _more_basic(basis: Diagnostic, finding: Diagnostic) -> bool:
    if basis.code == finding.code:
        return False
    ours, theirs = RANK[basis.severity], RANK[finding.severity]
    if basis.package is None and finding.package is not None:
        return ours <= theirs
    return ours < theirs and not (finding.package is None and basis.package is not None)


def _roots(direct: Sequence[int | None]) -> tuple[int | None, ...]:
    """The end of each chain. Findings that name one another in a ring are told beneath the first of them."""
    roots: list[int | None] = [None] * len(direct)
    known: set[int] = set()
    for start in range(len(direct)):
        path: dict[int, None] = {}
        at: int | None = start
        while at is not None and at not in known and at not in path:
            path[at] = None
            at = direct[at]
        if at is not None and at in path:
            steps = list(path)
            end = min(steps[steps.index(at) :])
        elif at is not None:
            found = roots[at]
            end = at if found is None else found
        else:
            end = next(reversed(path)) if path else start
        for step in path:
            roots[step] = None if step == end else end
        known.update(path)
    return tuple(roots)


def _places(finding: Diagnostic) -> Iterator[Span]:
    """What a finding underlines, then what it points to."""
    if finding.primary is not None:
        yield finding.primary
    yield from (label.span for label in finding.secondary)


def is_cell(span: Span) -> bool:
    """Whether a place is a figure in a table: one line that begins with a number, after a bound or a currency, or is `-`."""
    text = span.text.strip()
    return text == "-" or ("\n" not in text and _FIGURE.match(text) is not None)


def _key(span: Span) -> _Key:
    return span.source.path, span.start, span.end

"""What is said about a user's files: plain values without colour, width or order of printing."""

from collections.abc import Iterable
from enum import Enum

from attrs import evolve, field, frozen

from kinerja_rules.base.citation import Citation
from kinerja_rules.base.source import Span


class Severity(Enum):
    """How much a finding weighs; only `GALAT` blocks."""

    GALAT = "galat"
    PERINGATAN = "peringatan"
    CATATAN = "catatan"


@frozen
class Label:
    """A further place that belongs to a finding, with what is to be seen there."""

    span: Span
    text: str


@frozen
class Edit:
    """Replace the characters of a span."""

    span: Span
    replacement: str


@frozen
class Fix:
    """A remedy that a program can apply."""

    message: str
    edits: tuple[Edit, ...]


@frozen
class Diagnostic:
    """One finding. The message is one line, lower-case start, no full stop, user text in backticks.

    A finding of a review rule also names the rule's package, the id of what it is about, and the year it is about;
    `because` are codes of findings from which it follows where they are about the same thing, `overall` says that it
    is about the plan as a whole.
    """

    code: str
    message: str
    primary: Span | None = None
    severity: Severity = Severity.GALAT
    secondary: tuple[Label, ...] = ()
    notes: tuple[str, ...] = ()
    help: str | None = None
    fix: Fix | None = field(default=None)
    citation: Citation | None = None
    package: str | None = None
    subject: str | None = None
    year: int | None = None
    because: tuple[str, ...] = ()
    overall: bool = False

    def noted(self, note: str) -> "Diagnostic":
        """The same finding with one more note."""
        return evolve(self, notes=(*self.notes, note))


def ordered(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Diagnostics by file, place, severity and code, without exact repetitions: the order does not depend on the passes."""
    rank = {Severity.GALAT: 0, Severity.PERINGATAN: 1, Severity.CATATAN: 2}

    def key(d: Diagnostic) -> tuple[str, int, int, str, str]:
        where = ("", 0) if d.primary is None else (d.primary.source.path, d.primary.start)
        return (*where, rank[d.severity], d.code, d.message)

    seen: dict[tuple[str, int, int, str, str], Diagnostic] = {}
    for diagnostic in diagnostics:
        seen.setdefault(key(diagnostic), diagnostic)
    return tuple(seen[k] for k in sorted(seen))


def blocks(diagnostics: Iterable[Diagnostic]) -> bool:
    """Whether any of them is a `galat`."""
    return any(d.severity is Severity.GALAT for d in diagnostics)

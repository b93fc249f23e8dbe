"""What a review says: findings, what it could not check and why, and findings that are excepted on record."""

from attrs import frozen

from kinerja_rules.base.diagnostics import Diagnostic
from kinerja_rules.base.source import Span
from kinerja_rules.model.review import Kecuali


@frozen
class Lack:
    """What was lacking: a reason, how often it stood in the way, and a place that says so, if any."""

    reason: str
    count: int
    span: Span | None


@frozen
class RuleRun:
    """One rule run over the plan: to how much it was applied, how often it spoke, and what it could not check."""

    kode: str
    id: str
    nama: str
    paket: str
    instances: int
    fired: int
    unchecked: int
    lacking: tuple[Lack, ...]
    complete: bool


@frozen
class Found:
    """A finding and all that it is about, by which exceptions know it."""

    diagnostic: Diagnostic
    subjects: tuple[str, ...]


@frozen
class Excepted:
    """A finding and the exception that covers it."""

    finding: Diagnostic
    exception: Kecuali


@frozen
class ReviewOutcome:
    """A whole review. `findings` are in order, those of the check among them."""

    findings: tuple[Diagnostic, ...]
    runs: tuple[RuleRun, ...]
    excepted: tuple[Excepted, ...]

    @property
    def unchecked(self) -> tuple[RuleRun, ...]:
        """The rules that could not be applied everywhere, for want of something in the plan."""
        return tuple(r for r in self.runs if r.unchecked)

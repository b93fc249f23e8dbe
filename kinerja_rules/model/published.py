"""The meant form of published reports: what they print, and which figure of the plan each printed cell claims to be."""

from enum import Enum
from fractions import Fraction

from attrs import field, frozen

from kinerja_rules.base.source import SourceFile, Span
from kinerja_rules.model.expression import Expr
from kinerja_rules.model.units import Unit
from kinerja_rules.model.values import Value


def _span() -> Span:
    placed: Span = field(eq=False, repr=False, kw_only=True)
    return placed


@frozen
class Printed:
    """What stands on paper.

    `text` is the print itself. A number has its `value` in base magnitude, the `unit` it is printed in and the
    `decimals` that are printed; `value` is None for texts, names, categories and dashes. `absent` marks a dash, an
    empty cell and the like. A range has its `upper` end, a bound its `operator`, as targets do. `notes` say how a
    print was read that may be read in two ways.
    """

    text: str
    value: Fraction | None = None
    unit: Unit | None = None
    decimals: int = 0
    absent: bool = False
    upper: Fraction | None = None
    operator: str = ""
    notes: tuple[str, ...] = ()


@frozen
class Claim:
    """One printed figure and the expression it claims to be.

    `row` and `column` place it in a printed table (None for a single claim): claims of one table share `place`.
    """

    published: str
    place: str
    expression: Expr
    question: str
    printed: Printed
    row: str | None = None
    column: str | None = None
    span: Span = _span()


@frozen
class Published:
    """A `terbitan`: a report as it was published, restated claim by claim."""

    id: str
    nama: str
    claims: tuple[Claim, ...]
    sheets: tuple[SourceFile, ...] = field(default=(), eq=False, repr=False)
    """The sheets in which some of its tables are kept."""
    span: Span = _span()

    def holds(self, place: Span) -> bool:
        """Whether a place is in the report as restated, in the declaration or in one of its sheets."""
        if place.source is self.span.source:
            return self.span.start <= place.start < self.span.end
        return any(place.source is sheet for sheet in self.sheets)


class Verdict(Enum):
    """What a printed figure is, held against the computed one."""

    COCOK = "cocok"
    DIPOTONG = "dipotong"
    BEDA = "beda"
    TIDAK_DAPAT_DIHITUNG = "tidak_dapat_dihitung"


LIKELY_CHANCE = Fraction(1, 20)
"""The chance above which an explanation may be coincidence."""


@frozen
class Cause:
    """A derivation that does give the printed figure: `kode` is stable, `explanation` a sentence, `question` traceable.

    `chance` is the chance that a random figure at that printed precision would have been explained by the search so
    far; above 5 % the cause may be coincidence. `rank` orders plausibility, 0 first.
    """

    kode: str
    explanation: str
    question: str | None
    chance: Fraction
    rank: int = 0

    @property
    def coincidence(self) -> bool:
        """Whether it may be coincidence (*mungkin kebetulan*)."""
        return self.chance > LIKELY_CHANCE


@frozen
class AuditedClaim:
    """A claim with its verdict; `causes` only for `beda`, the plausible first; `notes` say what a reader must know.

    `effects` are what a difference turns: a category, "reached" into "not reached". `deviation` is how far the print is
    from the computed figure, as a part of it; None where they are no numbers.
    """

    claim: Claim
    computed: Value
    unit: Unit | None
    verdict: Verdict
    causes: tuple[Cause, ...] = ()
    notes: tuple[str, ...] = ()
    effects: tuple[str, ...] = ()
    deviation: Fraction | None = None


@frozen
class Contradiction:
    """One quantity that is printed in several places with values that cannot both be right."""

    question: str
    claims: tuple[Claim, ...]


@frozen
class Audit:
    """Everything that an audit found: each claim in the order in which it is restated, and contradictions."""

    claims: tuple[AuditedClaim, ...]
    contradictions: tuple[Contradiction, ...]

    def count(self, verdict: Verdict) -> int:
        """How many claims have a verdict."""
        return sum(c.verdict is verdict for c in self.claims)

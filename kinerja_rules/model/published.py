"""The meant form of published reports: what they print, and which figure of the plan each printed cell claims to be."""

from enum import Enum
from fractions import Fraction

from attrs import field, frozen

from kinerja_rules.base.source import Span
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
    empty cell and the like.
    """

    text: str
    value: Fraction | None = None
    unit: Unit | None = None
    decimals: int = 0
    absent: bool = False


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
    span: Span = _span()


class Verdict(Enum):
    """What a printed figure is, held against the computed one."""

    COCOK = "cocok"
    DIPOTONG = "dipotong"
    BEDA = "beda"
    TIDAK_DAPAT_DIHITUNG = "tidak_dapat_dihitung"


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


@frozen
class AuditedClaim:
    """A claim with its verdict; `causes` only for `beda`, the plausible first; `notes` say what a reader must know."""

    claim: Claim
    computed: Value
    unit: Unit | None
    verdict: Verdict
    causes: tuple[Cause, ...] = ()
    notes: tuple[str, ...] = ()

"""What a kind of mistake is: a stable code, its description for readers, and the figures it would have led to."""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from attrs import frozen

from kinerja_rules.model.expression import Expr
from kinerja_rules.model.values import Number

if TYPE_CHECKING:
    from kinerja_rules.audit.case import Case


@frozen
class Candidate:
    """A figure that a mistake would have led to.

    `explain` says how, with values, in a sentence; it is asked only where the figure is the printed one. `expression`
    can be asked of the plan and gives the figure (it may be made when it is asked for). `weight` grows with how far-fetched it is within its kind.
    """

    value: Number | str
    explain: Callable[[], str]
    expression: Expr | Callable[[], Expr | None] | None = None
    weight: int = 0


@frozen
class Alternative:
    """A kind of mistake.

    `prior` orders kinds by plausibility, the least first; a candidate's weight is added to it. `summary` is for the table
    of kinds, `description` for those who ask what a code means; both are Indonesian.
    """

    kode: str
    nama: str
    summary: str
    description: str
    prior: int
    candidates: Callable[["Case"], Iterator[Candidate]]
    of_other_units: bool = False
    """Whether it also serves a figure printed in a unit that is not the claim's: its candidates are in the printed one."""
    last_resort: bool = False
    """Whether it is tried only where no other kind explains the figure."""

"""What only the page of a report needs: its questions, the figures that answer them, what an audit found."""

from collections.abc import Sequence

from attrs import evolve, field, frozen

from kinerja_rules.model.published import AuditedClaim
from kinerja_rules.model.result import Result
from kinerja_rules.report.grid import Grid
from kinerja_rules.report.site.parts import Derive, Telling
from kinerja_rules.report.site.questions import PageQuestions, cell_questions, page_questions


@frozen
class Explained:
    """`asked` of indicators and nodes, `others` of cells of tables alone; the figures that answer both are on their way."""

    asked: PageQuestions
    telling: Telling = field(eq=False, repr=False)
    others: tuple[str, ...] = ()
    claims: tuple[AuditedClaim, ...] = ()

    def about(self, grids: Sequence[Grid], claims: tuple[AuditedClaim, ...]) -> "Explained":
        """The same with the tables of the report, which were made meanwhile, and what an audit found."""
        others = cell_questions(grids, frozenset(self.asked.all()))
        self.telling.ask(others)
        return evolve(self, others=others, claims=claims)


def begin_explaining(result: Result, derive: Derive) -> Explained:
    """Begin to tell the figures of a report's indicators and nodes; its tables need not be there."""
    asked = page_questions(result)
    return Explained(asked, Telling(asked.all(), derive, result.model))

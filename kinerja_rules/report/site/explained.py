"""What only the page of a report needs: its questions, the figures that answer them, what an audit found."""

from collections.abc import Callable, Sequence

from attrs import evolve, field, frozen

from kinerja_rules.engine.scalar import Interpreter
from kinerja_rules.model.expression import Expr
from kinerja_rules.model.kinerja import Model
from kinerja_rules.model.periods import Period
from kinerja_rules.model.published import AuditedClaim
from kinerja_rules.model.result import Result
from kinerja_rules.report.grid import Grid
from kinerja_rules.report.site.audited import Answered, answered
from kinerja_rules.report.site.parts import Derive, Telling
from kinerja_rules.report.site.questions import PageQuestions, cell_questions, page_questions


@frozen
class Explained:
    """Figures on their way: `asked` of indicators, nodes and the agency; `questions` are all, those of tables too."""

    asked: PageQuestions
    questions: tuple[str, ...]
    telling: Telling = field(eq=False, repr=False)
    claims: tuple[AuditedClaim, ...] = ()
    answers: tuple[Answered, ...] = ()
    """The questions whose pages tell of each claim."""

    def about(
        self,
        result: Result,
        grids: Sequence[Grid],
        claims: tuple[AuditedClaim, ...],
        read: Callable[[str], Expr | None],
        engine: Interpreter,
    ) -> "Explained":
        """The same with the figures and tables of the report, which were made meanwhile, and what an audit found.

        `read` gives a question as an expression, if it is one.
        """
        others = cell_questions(grids, frozenset(self.questions))
        self.telling.ask(others)
        questions = (*self.questions, *others)
        told = answered(claims, questions, read, engine)
        return evolve(self, asked=self.asked.shown(result), questions=questions, claims=claims, answers=told)


def begin_explaining(model: Model, period: Period, dokumen: str | None, derive: Derive) -> Explained:
    """Begin to tell the figures of a report's indicators and nodes; neither its figures nor its tables need be there."""
    asked = page_questions(model, period, dokumen)
    questions = asked.all()
    return Explained(asked, questions, Telling(questions, derive, model))

"""Printed figures restated for tests: a question, what is printed, and where, as audited claims without causes."""

import re
from collections.abc import Iterable
from fractions import Fraction

from attrs import frozen

from kinerja_rules.analysis.build import CheckResult
from kinerja_rules.analysis.type_expressions import Typer
from kinerja_rules.base.numerals import Numeral, read_numeral
from kinerja_rules.base.source import SourceFile
from kinerja_rules.engine.expressions import Env, as_number
from kinerja_rules.engine.scalar import Interpreter
from kinerja_rules.model import units
from kinerja_rules.model.expression import Expr
from kinerja_rules.model.published import AuditedClaim, Claim, Printed, Verdict
from kinerja_rules.model.units import Unit
from kinerja_rules.model.values import Missing, Number
from kinerja_rules.syntax.parser import parse_expression

_NUMBER = re.compile(r"(?:Rp\s*)?([-−]?[\d.]+(?:,\d+)?)\s*(.*)\Z")


@frozen
class Restated:
    """One printed figure."""

    question: str
    printed: str
    row: str | None = None
    column: str | None = None
    place: str = "Tabel"


class Restater:
    """Types questions of one plan and passes verdicts, in the plain way of the definition."""

    def __init__(self, checked: CheckResult) -> None:
        assert checked.model is not None
        self.model = checked.model
        self.engine = Interpreter(checked.model)
        self.typer: Typer = checked.typer()
        self._typed: dict[str, Expr] = {}

    def expression(self, question: str) -> Expr:
        """The typed form of a question."""
        if question not in self._typed:
            written, found = parse_expression(SourceFile("klaim", question))
            assert written is not None, (question, found)
            before = len(self.typer.draft.diagnostics)
            typed = self.typer.infer(written)
            assert typed is not None, (question, self.typer.draft.diagnostics[before:])
            self._typed[question] = typed
        return self._typed[question]

    def number(self, question: str) -> Fraction | None:
        """The value of a question, where it is a number."""
        value = self.engine.eval(self.expression(question), Env())
        found = value if isinstance(value, (str, Missing)) else as_number(value)
        return found.value if isinstance(found, Number) else None

    def unit(self, question: str) -> Unit:
        """The unit of a question."""
        unit = self.expression(question).type.unit or units.ANGKA
        return units.PERSEN if unit.kind is units.Kind.RASIO and not unit.label else unit

    def audited(self, restated: Iterable[Restated]) -> tuple[AuditedClaim, ...]:
        """Claims with their verdicts."""
        return tuple(self._one(r) for r in restated)

    def _one(self, restated: Restated) -> AuditedClaim:
        expression = self.expression(restated.question)
        unit = self.unit(restated.question)
        value = self.engine.eval(expression, Env())
        computed = value if isinstance(value, (str, Missing)) else as_number(value)
        printed = printed_as(restated.printed, unit, isinstance(computed, str))
        claim = Claim(
            "laporan",
            restated.place,
            expression,
            restated.question,
            printed,
            restated.row,
            restated.column,
            span=expression.span,
        )
        return AuditedClaim(claim, computed, unit, verdict(computed, printed, unit))


def printed_as(text: str, unit: Unit, words: bool = False) -> Printed:
    """A print read in a unit."""
    found = None if words else _NUMBER.match(text)
    if found is None:
        return Printed(text)
    numeral = read_numeral(found[1])
    assert isinstance(numeral, Numeral), text
    return Printed(text, numeral.value * unit.scale, unit, numeral.decimals)


def verdict(computed: object, printed: Printed, unit: Unit) -> Verdict:
    """The verdict on a print, by its definition."""
    if isinstance(computed, str):
        return Verdict.COCOK if computed == printed.text else Verdict.BEDA
    if not isinstance(computed, Number):
        return Verdict.TIDAK_DAPAT_DIHITUNG
    if printed.value is None:
        return Verdict.BEDA
    exact = abs(computed.value / unit.scale) * 10**printed.decimals
    shown = abs(printed.value / unit.scale) * 10**printed.decimals
    same_sign = computed.value * printed.value >= 0
    if same_sign and shown == (2 * exact.numerator + exact.denominator) // (2 * exact.denominator):
        return Verdict.COCOK
    return Verdict.DIPOTONG if same_sign and shown == exact.numerator // exact.denominator else Verdict.BEDA

"""Numbers that place a mark on the chart of an indicator, and the targets that its Renstra still has to come."""

from fractions import Fraction
from typing import Any

from kinerja_rules.base.numerals import quotient_text
from kinerja_rules.engine.evaluate import as_figure
from kinerja_rules.engine.scalar import Interpreter
from kinerja_rules.model.periods import Period
from kinerja_rules.model.result import Figure, Result
from kinerja_rules.model.values import Missing, Number, TargetValue
from kinerja_rules.report.view import show_figure

DIGITS = 6
"""Decimals of a number that only places a mark."""


def mark(figure: Figure, scale: Fraction) -> Any:
    """Where a figure stands, as text of a few digits; a range has its two ends, what is no number None."""
    match figure:
        case Number():
            over, under = figure.value.as_integer_ratio()
            up, down = scale.as_integer_ratio()
            return quotient_text(over * down, under * up, DIGITS)
        case TargetValue() if figure.grade is None:
            if figure.is_range:
                return [mark(figure.lower, scale), mark(figure.upper, scale)]
            return mark(figure.lower, scale)
        case _:
            return None


class Outlook:
    """Targets of the years after the reported one, to the end of the Renstra."""

    def __init__(self, result: Result) -> None:
        self.result = result
        self._interpreter = Interpreter(result.model)
        period, renstra = Period.read(result.period), result.model.renstra
        ahead = period is not None and period.is_year and renstra is not None
        self.years = range(period.year + 1, renstra.akhir + 1) if ahead and period and renstra else range(0)

    def of(self, ident: str) -> list[Any]:
        """Year, target as shown and its mark, for each year that has one."""
        indikator = self.result.model.indikator[ident]
        out: list[Any] = []
        for year in self.years:
            target = as_figure(self._interpreter.target(ident, Period(year), None))
            if not isinstance(target, Missing):
                shown = show_figure(target, indikator.satuan, indikator.desimal)
                out.append([str(year), shown, mark(target, indikator.satuan.scale)])
        return out

"""Numbers that place a mark on the chart of an indicator, and the targets that its Renstra still has to come."""

from collections.abc import Iterator
from fractions import Fraction
from typing import Any

from kinerja_rules.base.numerals import quotient_text
from kinerja_rules.engine.evaluate import as_figure
from kinerja_rules.engine.scalar import Interpreter
from kinerja_rules.model.kinerja import Model
from kinerja_rules.model.periods import Period
from kinerja_rules.model.result import Figure
from kinerja_rules.model.values import Missing, Number, TargetValue

COMING = "target_kelak"
"""What the target of a coming year is called among the questions of its indicator, before a point and the year."""
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


class Ahead:
    """Targets of the years after a reported one, to the end of the Renstra."""

    def __init__(self, model: Model, period: Period | None) -> None:
        self._interpreter = Interpreter(model)
        renstra = model.renstra
        self._years = (
            range(period.year + 1, renstra.akhir + 1)
            if period is not None and period.is_year and renstra is not None
            else range(0)
        )

    def of(self, ident: str) -> Iterator[tuple[Period, Figure]]:
        """Each year that has a target, with it."""
        for year in map(Period, self._years):
            target = as_figure(self._interpreter.target(ident, year, None))
            if not isinstance(target, Missing):
                yield year, target

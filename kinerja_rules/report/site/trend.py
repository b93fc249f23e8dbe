"""How an indicator stands to the year before: better, worse or the same, by the direction it improves in."""

from collections.abc import Mapping
from fractions import Fraction

from kinerja_rules.engine.evaluate import as_figure
from kinerja_rules.engine.scalar import Interpreter
from kinerja_rules.model.periods import Period
from kinerja_rules.model.result import Figure, Result
from kinerja_rules.model.values import Grade, Missing, Number, TargetValue
from kinerja_rules.report.view import show_figure

WORSE, SAME, BETTER = -1, 0, 1

CERTAIN = 20
"""Decimals of an approximate figure that its further roundings cannot have changed."""


class Trend:
    """The realisasi of a period beside that of the same period a year earlier, on the scale that is in force now."""

    def __init__(self, result: Result) -> None:
        self._result = result
        self._interpreter = Interpreter(result.model)
        self._now = Period.read(result.period)
        self._then = None if self._now is None else Period(self._now.year - 1, self._now.part)

    def of(self, ident: str) -> Mapping[str, object]:
        """`v`: `WORSE`, `SAME` or `BETTER`; `vb`: the earlier figure where it is not shown as it was stated. Empty where
        the direction orders no values or one of the figures is not there."""
        improves = self._interpreter.membaik(ident)
        if improves not in ("naik", "turun") or self._now is None or self._then is None:
            return {}
        figures = self._result.indikator[ident]
        stated = next((row.realisasi for row in figures.history if row.period == self._then.text), None)
        if stated is None or isinstance(stated, Missing) or isinstance(figures.realisasi, Missing):
            return {}
        moved = as_figure(self._interpreter.rescaled(stated, ident, self._then, self._now))
        before, now = _certain(moved), _certain(figures.realisasi)
        if before is None or now is None:
            return {}
        found = SAME if now == before else BETTER if (now > before) == (improves == "naik") else WORSE
        if moved is stated:
            return {"v": found}
        indikator = self._result.model.indikator[ident]
        return {"v": found, "vb": show_figure(moved, indikator.satuan, indikator.desimal)}


def _certain(figure: Figure) -> Fraction | None:
    """What a realisasi is ordered by; of an approximate one the decimals that are certain."""
    if isinstance(figure, Number):
        return round(figure.value, CERTAIN) if figure.approximate else figure.value
    grade = figure.grade if isinstance(figure, TargetValue) else figure
    return Fraction(grade.rank) if isinstance(grade, Grade) else None

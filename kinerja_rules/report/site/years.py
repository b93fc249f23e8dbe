"""The years of an indicator as the page shows them: those behind it, the reported one, and the targets still to come."""

from collections.abc import Mapping
from functools import cache
from typing import Any

from kinerja_rules.model.kinerja import Indikator
from kinerja_rules.model.periods import Period
from kinerja_rules.model.result import Figure, HistoryRow, Result
from kinerja_rules.model.values import Number, TargetValue
from kinerja_rules.report.site.chart import COMING, Ahead, mark
from kinerja_rules.report.site.questions import HISTORY
from kinerja_rules.report.view import show_figure, show_percent

Json = Any

_Shown = tuple[str, Json]
"""A figure as text, and the mark that places it."""


class Years:
    """The years of the indicators of one report; a target that many have alike is put in words once."""

    def __init__(self, result: Result) -> None:
        self.result = result
        self._ahead = Ahead(result.model, Period.read(result.period))
        self._targets: dict[tuple[object, ...], _Shown] = {}

    def past(self, row: HistoryRow, indikator: Indikator, asked: Mapping[str, int]) -> list[Json]:
        """A year, its target and its realisasi with their marks, its achievement, and the numbers of their questions."""
        return [
            row.period,
            *self._shown(row.target, indikator),
            *self._shown(row.realisasi, indikator),
            show_percent(row.capaian),
            *[asked.get(key, -1) for key in _asked_as(row.period, row.period == self.result.period)],
        ]

    def coming(self, indikator: Indikator, asked: Mapping[str, int]) -> list[Json]:
        """Year, target, its mark and the number of its question, for each year that has one."""
        return [
            [year.text, *self._shown(target, indikator), asked.get(f"{COMING}.{year.text}", -1)]
            for year, target in self._ahead.of(indikator.id)
        ]

    def _shown(self, figure: Figure, indikator: Indikator) -> _Shown:
        number = _only(figure)
        if number is None:
            return _show(figure, indikator)
        # units are known by identity: the model keeps them
        key = (*number.value.as_integer_ratio(), number.decimals, indikator.desimal, id(indikator.satuan))
        found = self._targets.get(key)
        if found is None:
            found = self._targets[key] = _show(figure, indikator)
        return found


def _show(figure: Figure, indikator: Indikator) -> _Shown:
    return show_figure(figure, indikator.satuan, indikator.desimal), mark(figure, indikator.satuan.scale)


def _only(figure: Figure) -> Number | None:
    """The exact number that a target is, where it is no more than that."""
    if figure.__class__ is not TargetValue or figure.lower is not figure.upper:
        return None
    return figure.lower if not figure.operator and figure.grade is None and not figure.lower.approximate else None


@cache
def _asked_as(period: str, present: bool) -> tuple[str, ...]:
    """What the figures of a year are called among the questions of their indicator."""
    return tuple(key if present else f"{of}.{period}" for key, of in HISTORY.items())

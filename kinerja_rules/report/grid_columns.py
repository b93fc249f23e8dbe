"""Columns of the tables of a report: what all rows have in common is prepared once, a cell that recurs is made once.

Reports show the target, the realisasi and the achievement of an indicator in one table after the other, always alike.
"""

from collections import Counter
from collections.abc import Callable, Iterable
from typing import Protocol

from kinerja_rules.engine.expressions import Env
from kinerja_rules.model.expression import Expr, variables
from kinerja_rules.model.periods import Period
from kinerja_rules.model.report_table import ReportTable, TableColumn
from kinerja_rules.model.values import Entity, Value
from kinerja_rules.report.grid import GridCell
from kinerja_rules.report.grid_cells import CellMaker

Numbers = tuple[str, str]
"""The number of a row, and its number beneath the rows of nodes above."""
Filled = Callable[[Env, Numbers], GridCell]
"""The cell of a row."""
_Known = dict[tuple[str | None, ...], GridCell]


class Bound(Protocol):
    """A column as it stands in one table."""

    @property
    def column(self) -> TableColumn:
        """What is declared."""

    @property
    def bound(self) -> tuple[tuple[str, Value], ...]:
        """Members that a repeated column is bound to."""

    def env(self, row: Env) -> Env:
        """A row's variables with those of the column."""


class Columns:
    """Prepares the columns of the tables of one report."""

    def __init__(self, tables: Iterable[ReportTable]) -> None:
        standing = Counter(
            _told_by(column)
            for table in tables
            for group in table.groups
            for column in group.columns
            for _ in range(2 if column.merged or table.each is not None else 1)
        )
        self._recurring = {told for told, times in standing.items() if times > 1}
        self._known: dict[object, _Known] = {}

    def filled(self, maker: CellMaker, spread: Bound) -> Filled:
        """How a column of one table is filled."""
        column = spread.column
        if column.value is None:
            if column.tiered:
                return lambda row, numbers: GridCell(numbers[1])
            return lambda row, numbers: GridCell(numbers[0], numeric=True)
        make = maker.making(column.value, column)
        if _told_by(column) in self._recurring:
            make = self._once(make, column.value, self._known.setdefault(_told_by(column), {}))
        if not spread.bound:
            return lambda row, numbers: make(row)
        return lambda row, numbers: make(spread.env(row))

    def _once(self, make: Callable[[Env], GridCell], value: Expr, known: _Known) -> Callable[[Env], GridCell]:
        """A cell is known by what its variables stand for; footnotes are each table's own, so a cell with one is too."""
        unit = value.type.unit
        about = variables(value) | ({unit.symbolic} if unit is not None and unit.symbolic is not None else set())
        names = tuple(sorted(about))

        def cell(env: Env) -> GridCell:
            values = env.values
            key = tuple([_ident(values.get(name)) for name in names])
            if None in key:
                return make(env)
            found = known.get(key)
            if found is None:
                found = make(env)
                if not found.notes:
                    known[key] = found
            return found

        return cell


def _told_by(column: TableColumn) -> tuple[Expr | None, int | None, bool]:
    """All that decides what the cells of a column say, but for what its variables stand for."""
    return column.value, column.decimals, column.without_unit


def _ident(value: Value | None) -> str | None:
    """What a variable's value is known by among those of its kind; None where that is not known."""
    if value.__class__ is Entity:
        return value.id
    return value.text if value.__class__ is Period else None

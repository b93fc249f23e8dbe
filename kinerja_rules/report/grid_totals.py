"""Rows beneath a table: sums and means over exact values, and a remark where the figures shown do not add up."""

from collections.abc import Sequence

from attrs import evolve

from kinerja_rules.base.numerals import round_half_up
from kinerja_rules.base.sums import exact_sum
from kinerja_rules.engine.expressions import Env
from kinerja_rules.functions import builtins
from kinerja_rules.model import expression as typed
from kinerja_rules.model.expression import Expr, Quantifier, variables
from kinerja_rules.model.report_table import ReportTable, TableTotal, adds_up
from kinerja_rules.model.units import UnitError
from kinerja_rules.report.grid import GridCell
from kinerja_rules.report.grid_cells import CellMaker
from kinerja_rules.report.grid_formulas import HasCells, HasColumn, MeantRow
from kinerja_rules.report.grid_parts import rounding_remark, shown_sum

MAX_TERMS = 40
"""Cells that a formula adds one by one; of more it adds a range or nothing."""


def total_rows(
    maker: CellMaker,
    table: ReportTable,
    total: TableTotal,
    spreads: Sequence[HasColumn],
    lines: Sequence[HasCells],
    places: Sequence[int],
    outer: Env,
) -> tuple[MeantRow, ...]:
    """A total; its label stands in the first column that is not totalled, rather not among row numbers.

    Where all columns are totalled the label stands over the table in a row before it, so that no total gives way to it.
    """
    if not spreads:
        return ()
    meant: list[tuple[Expr | None, Env]] = []
    cells: list[GridCell] = []
    added: dict[int, str] = {}
    for at, spread in enumerate(spreads):
        node = _meaning(table, total, spread)
        env = spread.env(outer)
        meant.append((node, env))
        if node is None:
            cells.append(GridCell("", emphasis=True))
            continue
        made = evolve(maker.making(node, spread.column)(env), emphasis=True)
        if isinstance(node, typed.Collect) and spread.column.total is None:
            made, formula = _beside(maker, made, at, node, lines, places, total)
            if formula is not None:
                added[at] = formula
        elif spread.column.total is not None and spread.column.value is not None:
            made, formula = _declared(maker, made, at, table, lines, places, total)
            if formula is not None and adds_up("jumlah", spread.column.value):
                added[at] = formula
        cells.append(made)
    said = maker.text(total.label, outer)
    free = [at for at, (node, _) in enumerate(meant) if node is None]
    if not free:
        heading = MeantRow((GridCell(said, emphasis=True),), lambda: [(None, outer)])
        return (heading, MeantRow(tuple(cells), lambda: meant, added))
    label = next((at for at in free if spreads[at].column.value is not None), free[0])
    cells[label] = evolve(cells[label], text=said)
    return (MeantRow(tuple(cells), lambda: meant, added),)


def _meaning(table: ReportTable, total: TableTotal, spread: HasColumn) -> Expr | None:
    """What a column's total is: what the column declares, else its values put together where that makes sense."""
    column = spread.column
    if column.total is not None and total.function == "jumlah":
        return column.total
    if column.value is None or not adds_up(total.function, column.value):
        return None
    quantifiers = _needed(table.quantifiers, column.value, total.condition)
    if not quantifiers:
        return None
    if total.condition is not None:
        last = quantifiers[-1]
        joined = total.condition
        if last.condition is not None:
            joined = typed.Operation("dan", (last.condition, joined), joined.type, span=joined.span)
        quantifiers = (*quantifiers[:-1], evolve(last, condition=joined))
    result = builtins()[total.function].result((column.value,))
    if isinstance(result, UnitError):
        return None
    return typed.Collect(total.function, column.value, quantifiers, False, result, span=column.value.span)


def _needed(quantifiers: tuple[Quantifier, ...], value: Expr, condition: Expr | None) -> tuple[Quantifier, ...]:
    """The sets up to the last that a value depends on: a member that stands in several rows counts once."""
    used = variables(value) | (variables(condition) if condition is not None else frozenset())
    upto = max((at for at, q in enumerate(quantifiers, 1) if q.name in used), default=0)
    return quantifiers[:upto]


def _beside(
    maker: CellMaker,
    made: GridCell,
    at: int,
    node: typed.Collect,
    lines: Sequence[HasCells],
    places: Sequence[int],
    total: TableTotal,
) -> tuple[GridCell, str | None]:
    """A total and the formula that reaches it from the rows, and a remark where what is shown comes to another sum."""
    counted = _counted(maker, node.quantifiers, lines, total)
    values = [(places[k], v * lines[k].cells[at].scale) for k in counted if (v := lines[k].cells[at].value) is not None]
    if made.value is None or len(values) != len(counted) or not values:
        return made, None
    base = made.value * made.scale
    whole = exact_sum(v for _, v in values)
    if (whole if total.function == "jumlah" else whole / len(values)) != base:
        return made, None
    formula = _formula(total.function, at, [place for place, _ in values])
    if total.function != "jumlah":
        return made, formula
    return _remarked(maker, made, [lines[k].cells[at] for k in counted]), formula


def _formula(function: str, column: int, rows: Sequence[int]) -> str | None:
    """The formula that puts cells of a column together; None where they are too many to name and no range."""
    spoken = {"jumlah": "SUM", "rata_rata": "AVERAGE"}[function]
    if len(rows) > 1 and list(rows) == list(range(rows[0], rows[0] + len(rows))):
        return f"{spoken}([{column}@{rows[0]}:{rows[-1]}])"
    return f"{spoken}({','.join(f'[{column}@{row}]' for row in rows)})" if len(rows) <= MAX_TERMS else None


def _declared(
    maker: CellMaker,
    made: GridCell,
    at: int,
    table: ReportTable,
    lines: Sequence[HasCells],
    places: Sequence[int],
    total: TableTotal,
) -> tuple[GridCell, str | None]:
    """A total that the column declares; where it is the exact sum of the rows, its formula, and a remark if they show another."""
    counted = _counted(maker, table.quantifiers, lines, total)
    cells = [lines[k].cells[at] for k in counted]
    values = [c.value for c in cells if c.value is not None and c.scale == made.scale]
    if made.value is None or not values or len(values) != len(cells) or exact_sum(values) != made.value:
        return made, None
    return _remarked(maker, made, cells), _formula("jumlah", at, [places[k] for k in counted])


def _remarked(maker: CellMaker, made: GridCell, parts: Sequence[GridCell]) -> GridCell:
    """A sum with a remark where its parts, as they are shown, come to another."""
    shown = shown_sum(parts)
    if made.value is None or shown == round_half_up(made.value, made.decimals):
        return made
    return evolve(made, notes=(*made.notes, maker.notes.at(rounding_remark(shown, made.decimals))))


def _counted(
    maker: CellMaker, quantifiers: Sequence[Quantifier], lines: Sequence[HasCells], total: TableTotal
) -> list[int]:
    """The rows that a total counts: those that fulfil its condition, the first of those about the same members."""
    names = [q.name for q in quantifiers]
    seen: set[tuple[object, ...]] = set()
    out: list[int] = []
    for at, line in enumerate(lines):
        members = tuple(line.env.values.get(name) for name in names)
        if members in seen:
            continue
        seen.add(members)
        if total.condition is None or maker.interpreter.answer(total.condition, line.env) is True:
            out.append(at)
    return out

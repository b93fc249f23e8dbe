"""The tables of a report, made of a plan for a period: from `tabel` declarations to grids of cells."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from attrs import define, evolve, field, frozen

from kinerja_rules.engine.expressions import MAX_VISITS, Env
from kinerja_rules.engine.interface import room_to_recurse
from kinerja_rules.engine.quick import Quick
from kinerja_rules.engine.scalar import Interpreter
from kinerja_rules.model.expression import Expr, Quantifier, variables
from kinerja_rules.model.kinerja import LEVELS, Model
from kinerja_rules.model.periods import Period
from kinerja_rules.model.report_table import WHOLE_YEAR, ReportTable, TableColumn, Template, is_filled
from kinerja_rules.model.values import Entity, Grade, Missing, Number, TargetValue, Value
from kinerja_rules.report.book import Chapter
from kinerja_rules.report.grid import Formulas, Grid, GridCell, GridColumn
from kinerja_rules.report.grid_across import remark_across, remark_across_totals
from kinerja_rules.report.grid_cells import NO_MEMBER, CellMaker, narrative_of
from kinerja_rules.report.grid_columns import Columns
from kinerja_rules.report.grid_formulas import FormulaMaker, MeantRow
from kinerja_rules.report.grid_parts import remark_on_parts
from kinerja_rules.report.grid_totals import total_rows
from kinerja_rules.report.text import clean

_COVERED = {numeric: GridCell("", numeric=numeric, span=0) for numeric in (False, True)}
"""What stands beneath a cell that reaches down over it."""

PERIOD = "tahun"
"""The variable that holds the period of the report."""


@frozen
class Spread:
    """A column as it stands in one table: repeated columns are several, each with its member bound."""

    column: TableColumn
    group: str | None
    bound: tuple[tuple[str, Value], ...]
    heading: str

    def env(self, row: Env) -> Env:
        """A row's variables with those of the column."""
        if not self.bound:
            return row
        return Env({**row.values, **dict(self.bound)}, row.steps.copy())


@define(eq=False)
class Line:
    """A row being made: its variables, the heading it stands under, its cells."""

    env: Env
    heading: str | None
    cells: list[GridCell] = field(factory=list)


def make_grids(model: Model, period: Period, by: Interpreter | None = None) -> tuple[Grid, ...]:
    """All tables of a plan for a period, in order; `by` is an interpreter that may know its figures already."""
    interpreter = by if by is not None else Quick(model)
    columns = Columns(model.tabel)
    with room_to_recurse():
        return tuple(grid for table in model.tabel for grid in _instances(interpreter, columns, table, period))


def _asked(period: Period) -> Env:
    """The variables of every table: the period asked for, and its year."""
    return Env({PERIOD: period, WHOLE_YEAR: period.whole_year})


def report_title(model: Model, period: Period) -> str | None:
    """The title of the report; None where no outline is declared."""
    if model.laporan is None:
        return None
    return CellMaker(Interpreter(model)).text(model.laporan.nama, _asked(period))


def chapters(model: Model, grids: Sequence[Grid]) -> tuple[Chapter, ...]:
    """Tables under the chapters that the outline declares; those of no chapter stand under one of their own, at the end."""
    declared = model.laporan.chapters if model.laporan is not None else ()
    out = [
        Chapter(
            clean(f"Bab {roman(number)} {heading}"), tuple(g for g in grids if g.number.partition(".")[0] == number)
        )
        for number, heading in declared
    ]
    known = {number for number, _ in declared}
    rest = tuple(g for g in grids if g.number.partition(".")[0] not in known)
    return tuple(c for c in (*out, Chapter("Tabel lain" if out else "Tabel", rest)) if c.grids)


def roman(number: str) -> str:
    """The number of a chapter as chapters are numbered; what is no small number stays as it is.

    >>> roman("4"), roman("19"), roman("A")
    ('IV', 'XIX', 'A')
    """
    if not (number.isascii() and number.isdecimal()) or not 0 < int(number) < 40:
        return number
    left, out = int(number), ""
    for value, sign in ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")):
        out += sign * (left // value)
        left %= value
    return out


def _instances(interpreter: Interpreter, columns: Columns, table: ReportTable, period: Period) -> Iterator[Grid]:
    """A table, or one for each member it is declared for."""
    outer = _asked(period)
    number = table.nomor or ""
    if table.each is None:
        yield _grid(interpreter, columns, table, outer, table.id, number)
        return
    for at, env in enumerate(_members(interpreter, (table.each,), outer), 1):
        member = env.values[table.each.name]
        ident = f"{table.id}.{member.id if isinstance(member, Entity) else member}"
        yield _grid(interpreter, columns, table, env, ident, f"{number}.{at}" if number else "")


def _members(interpreter: Interpreter, quantifiers: tuple[Quantifier, ...], env: Env) -> Iterator[Env]:
    """Scopes with members bound; a set that is not known has none."""
    for inner in interpreter.asked_members(quantifiers, env, [MAX_VISITS]):
        if isinstance(inner, Env):
            yield inner


def _grid(interpreter: Interpreter, columns: Columns, table: ReportTable, outer: Env, ident: str, number: str) -> Grid:
    maker = CellMaker(interpreter)
    spreads = _spreads(maker, table, outer)
    lines = [Line(env, _heading(maker, table.heading, env)) for env in _rows(interpreter, table, outer)]
    if table.order is not None:
        lines = _sorted(interpreter, lines, table.order, table.descending)
    subject = table.quantifiers[0].name if table.quantifiers else None
    leveled = _leveled(table)
    tiers = tiered_numbers(interpreter.model, [line.env.values.get(leveled or "") for line in lines])
    filled = [columns.filled(maker, spread) for spread in spreads]
    for at, line in enumerate(lines):
        numbers = (str(at + 1), tiers[at])
        line.cells = [fill(line.env, numbers) for fill in filled]
    meant = [_meant(line, spreads) for line in lines]
    remark_on_parts(maker, lines, subject)
    across = remark_across(maker, lines, spreads)
    _merge(lines, spreads, frozenset() if leveled is None else frozenset({leveled}))
    rows: list[tuple[GridCell, ...]] = []
    before: str | None = None
    places: list[int] = []
    for line in lines:
        if line.heading and line.heading != before:
            rows.append((GridCell(line.heading, emphasis=True),))
        before = line.heading
        places.append(len(rows))
        rows.append(tuple(line.cells))
    # beneath no rows a sum would be a zero that nothing was added up to, and one of no column an empty row
    declared = [column for group in table.groups for column in group.columns]
    closing = [total for total in table.totals if lines and is_filled(total, declared)]
    totals = tuple(row for total in closing for row in total_rows(maker, table, total, spreads, lines, places, outer))
    totals = remark_across_totals(maker, totals, across, len(spreads))
    closed = [row.cells for row in totals]
    footnotes = _noted(tuple(maker.notes.texts), rows, closed)
    made = (*rows, *closed)
    placed = [*zip(places, meant, strict=True), *enumerate(totals, len(rows))]
    told = [(text, note) for note in table.notes if (text := maker.text(note.fact, outer))]
    nothing = table.nothing if not lines else None
    remedies = [note.remedy for note in (nothing, *(note for _, note in told)) if note is not None]
    source = maker.text(table.source, outer) if table.source is not None else ""
    outline = interpreter.model.laporan
    return Grid(
        ident,
        clean(number),
        maker.text(table.nama, outer),
        tuple(
            GridColumn(
                s.heading,
                s.group,
                (s.column.value is None and not s.column.tiered)
                or (s.column.value is not None and s.column.value.type.kind in ("angka", "target")),
                s.column.value is not None and narrative_of(s.column.value) is not None,
            )
            for s in spreads
        ),
        tuple(rows),
        tuple(closed),
        footnotes,
        source or None,
        outline is not None and outline.numbers_columns,
        remarks=tuple(text for text, _ in told),
        nothing=(maker.text(nothing.fact, outer) or None) if nothing is not None else None,
        remedies=tuple(text for r in remedies if r is not None and (text := maker.text(r, outer))),
        formulas=lambda: _formulas(maker.formulas, placed, made),
    )


def _noted(texts: tuple[str, ...], *parts: list[tuple[GridCell, ...]]) -> tuple[str, ...]:
    """The footnotes to which a cell leads that is seen; what only covered cells lead to would stand without a mark."""
    led = {note for rows in parts for row in rows for cell in row if cell.span for note in cell.notes}
    if len(led) == len(texts):
        return texts
    number = {note: at for at, note in enumerate(sorted(led))}
    for rows in parts:
        rows[:] = [
            tuple([evolve(c, notes=tuple([number[n] for n in c.notes if n in led])) if c.notes else c for c in row])
            for row in rows
        ]
    return tuple([texts[note] for note in sorted(led)])


def _leveled(table: ReportTable) -> str | None:
    """The variable whose members' levels number the rows: the first that is a node, else the first."""
    names = [q.name for q in table.quantifiers if q.kind == "simpul" or q.kind in LEVELS]
    return next(iter([*names, *(q.name for q in table.quantifiers)]), None)


def _meant(line: Line, spreads: Sequence[Spread]) -> MeantRow:
    """A row as it is before cells are joined."""
    env = line.env
    return MeantRow(tuple(line.cells), lambda: [(s.column.value, s.env(env)) for s in spreads])


def _formulas(
    maker: FormulaMaker, placed: Sequence[tuple[int, MeantRow]], made: Sequence[Sequence[GridCell]]
) -> Formulas:
    """How the cells of a table follow from others; what is covered by another cell has no formula."""
    with room_to_recurse():
        return {
            (at, column): formula
            for at, row in placed
            for column, formula in maker.of_row(row).items()
            if made[at][column].span
        }


# ---- columns ---------------------------------------------------------------------------------------------------------
def _spreads(maker: CellMaker, table: ReportTable, outer: Env) -> list[Spread]:
    out: list[Spread] = []
    for group in table.groups:
        for env in _repeated(maker.interpreter, group.each, outer):
            heading = maker.text(group.heading, env) if group.heading is not None else None
            for column in group.columns:
                for inner in _repeated(maker.interpreter, column.each, env):
                    bound = tuple((n, v) for n, v in inner.values.items() if n not in outer.values)
                    out.append(Spread(column, heading, bound, maker.text(column.heading, inner)))
    return out


def _repeated(interpreter: Interpreter, each: Quantifier | None, env: Env) -> Iterator[Env]:
    if each is None:
        yield env
    else:
        yield from _members(interpreter, (each,), env)


# ---- rows ------------------------------------------------------------------------------------------------------------
def _rows(interpreter: Interpreter, table: ReportTable, outer: Env) -> Iterator[Env]:
    """The members of a table's rows; where a set after the first is empty the row may be kept."""
    if not table.keep_empty or len(table.quantifiers) < 2:
        yield from _members(interpreter, table.quantifiers, outer)
        return
    first, *rest = table.quantifiers
    for env in _members(interpreter, (first,), outer):
        yield from _kept(interpreter, tuple(rest), env)


def _kept(interpreter: Interpreter, quantifiers: tuple[Quantifier, ...], env: Env) -> Iterator[Env]:
    """The members of further sets; where one is empty, a row without members of it and of those that follow."""
    if not quantifiers:
        yield env
        return
    first, *rest = quantifiers
    found = False
    for inner in _members(interpreter, (first,), env):
        found = True
        yield from _kept(interpreter, tuple(rest), inner)
    if not found:
        kept = env.child()
        kept.values.update((q.name, NO_MEMBER) for q in quantifiers)
        yield kept


def _heading(maker: CellMaker, heading: Template | None, env: Env) -> str | None:
    return None if heading is None else maker.text(heading, env)


def _sorted(interpreter: Interpreter, lines: list[Line], order: Expr, descending: bool) -> list[Line]:
    """Rows by a value, those of equal value in their own order; rows without one come last."""
    keyed = [(_rank(interpreter.answer(order, line.env)), line) for line in lines]
    present = [pair for pair in keyed if pair[0] is not None]
    present.sort(key=lambda pair: pair[0], reverse=descending)  # type: ignore[arg-type, return-value]
    return [line for _, line in present] + [line for rank, line in keyed if rank is None]


def _rank(value: Value) -> object | None:
    """What rows are ordered by; values of one column are of one kind."""
    match value:
        case Number():
            return (0, value.value, "")
        case TargetValue():
            return (0, value.lower.value, "")
        case Grade():
            return (0, value.rank, "")
        case Missing():
            return None
        case _:
            return (1, 0, str(value))


def tiered_numbers(model: Model, members: Sequence[Value | None]) -> list[str]:
    """Numbers of rows of nodes: each counted beneath the nearest node above it that has a row already.

    Rows of one node have one number; what is no node is counted with those that have none above them.
    """
    numbers: dict[str, str] = {}
    counted: dict[str, int] = {}
    out: list[str] = []
    for member in members:
        ident = member.id if isinstance(member, Entity) and member.id in model.simpul else None
        if ident is None or ident not in numbers:
            above = _numbered_above(model, ident, numbers) if ident is not None else ""
            counted[above] = counted.get(above, 0) + 1
            number = f"{above}.{counted[above]}" if above else f"{counted[above]}"
            if ident is not None:
                numbers[ident] = number
        out.append(number if ident is None else numbers[ident])
    return out


def _numbered_above(model: Model, ident: str, numbers: dict[str, str]) -> str:
    """The number of the nearest node above that has one, of several the last, which the row stands behind; else empty."""
    seen, level = {ident}, [ident]
    while level:
        level = [above for below in level for above in model.simpul[below].induk if above not in seen]
        seen.update(level)
        numbered = [above for above in level if above in numbers]
        if numbered:
            last = numbered[0] if len(numbered) == 1 else next(n for n in reversed(numbers) if n in numbered)
            return numbers[last]
    return ""


def _merge(lines: Sequence[Line], spreads: Sequence[Spread], numbered: frozenset[str]) -> None:
    """Join cells of merged columns with those below them that speak of the same members.

    `numbered` is the variable that tiered numbers are given to.
    """
    found: dict[frozenset[str], list[range]] = {}
    for at, spread in enumerate(spreads):
        value = spread.column.value
        if value is None and spread.column.tiered:
            names = numbered
        elif value is None or not spread.column.merged:
            continue
        else:
            names = variables(value)
        if names not in found:
            found[names] = _alike(lines, names)
        for rows in found[names]:
            first = lines[rows.start]
            first.cells[at] = evolve(first.cells[at], span=len(rows))
            for here in rows[1:]:
                lines[here].cells[at] = _COVERED[lines[here].cells[at].numeric]


def _alike(lines: Sequence[Line], names: frozenset[str]) -> list[range]:
    """Rows under one heading, one below the other, in which variables stand for the same members; only of several."""
    told = [_spoken_of(line, names) for line in lines]
    starts = [at for at, now in enumerate(told) if now is None or at == 0 or now != told[at - 1]]
    return [range(start, end) for start, end in pairwise([*starts, len(lines)]) if end - start > 1]


def _spoken_of(line: Line, names: frozenset[str]) -> tuple[object, ...] | None:
    """The heading of a row and the members of some of its variables; None where a set has none."""
    members = [line.env.values.get(name) for name in names]
    return None if any(member is NO_MEMBER for member in members) else (line.heading, *members)

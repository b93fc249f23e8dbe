"""Where each printed figure stands: its row and column, its neighbours, and who else prints or uses the same figure."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from functools import cached_property

from attrs import define, field, frozen

from kinerja_rules.audit.arithmetic import Formula, compiled
from kinerja_rules.audit.expansion import Expander, is_figure
from kinerja_rules.audit.rewriting import key_of, number, replaced
from kinerja_rules.model import expression as typed
from kinerja_rules.model.expression import Expr
from kinerja_rules.model.published import AuditedClaim, Claim
from kinerja_rules.model.values import Number

MAX_LEAVES = 12
"""Figures of one formula that are varied one by one; a longer sum is varied by its parts alone."""


@define(eq=False)
class Level:
    """One way to see what is claimed: an expression, and the figures it is made of, each once, by their keys."""

    expression: Expr
    expander: Expander
    free: bool = False
    """Whether limits and roundings of achievements are left out, as those who do not know them would."""

    @cached_property
    def figures(self) -> tuple[tuple[str, Expr], ...]:
        """The figures, in order."""
        return figures_of(self.expression)

    @cached_property
    def values(self) -> dict[str, Fraction]:
        """The values of the figures that have one."""
        found = ((key, self.expander.number(figure)) for key, figure in self.figures)
        return {key: value.value for key, value in found if value is not None}

    @cached_property
    def formula(self) -> Formula | None:
        """The expression as a function of its figures, where it is plain arithmetic."""
        return compiled(self.expression)

    def with_part(self, part: Expr, new: Expr) -> tuple[Expr, Number] | None:
        """The expression with a part replaced, and its value; None where it then has none."""
        whole = replaced(self.expression, part, new)
        made = compiled(whole, self.expander)
        if made is None:
            value = self.expander.number(whole)
            return None if value is None else (whole, value)
        try:
            return whole, Number(made({}))
        except (KeyError, ZeroDivisionError):
            return None

    def given(self, changes: Mapping[str, Fraction]) -> Number | None:
        """The value of the expression with other values for some of its figures; None where it then has none."""
        if self.formula is not None:
            try:
                return Number(self.formula({**self.values, **changes}))
            except (KeyError, ZeroDivisionError):
                return None
        return self.expander.number(self.with_values(changes))

    def with_values(self, changes: Mapping[str, Fraction]) -> Expr:
        """The expression with numbers in the place of some of its figures."""
        parts = {key: figure for key, figure in self.figures if key in changes}
        return self.rewritten({k: number(Number(changes[k]), f.type.unit, f) for k, f in parts.items()})

    def rewritten(self, changes: Mapping[str, Expr]) -> Expr:
        """The expression with other expressions in the place of some of its figures."""
        whole = self.expression
        for key, figure in self.figures:
            if key in changes:
                whole = replaced(whole, figure, changes[key])
        return whole


@define(eq=False)
class Opened:
    """A claim and what it is made of."""

    audited: AuditedClaim
    expander: Expander

    @property
    def claim(self) -> Claim:
        """What is printed and claimed."""
        return self.audited.claim

    @cached_property
    def key(self) -> str:
        """The same for claims of the same figure."""
        return key_of(self.claim.expression)

    @cached_property
    def levels(self) -> tuple[Level, ...]:
        """The claim as written, then opened further and further; and the same without limits of achievements."""
        kept = [Level(e, self.expander) for e in self.expander.levels(self.claim.expression)]
        free = self.expander.without_limits(kept[0].expression)
        if free is not None:
            kept += [Level(e, self.expander, True) for e in self.expander.levels(free)[1:]]
        return tuple(kept)


def figures_of(node: Expr) -> tuple[tuple[str, Expr], ...]:
    """The figures an expression is made of, each once."""
    found: dict[str, Expr] = {}
    waiting = [node]
    while waiting:
        at = waiting.pop(0)
        if is_figure(at):
            found.setdefault(key_of(at), at)
        elif not isinstance(at, typed.Collect):
            waiting.extend(typed.children(at))
    return tuple(found.items())


@frozen
class Near:
    """A cell near another: where it stands, seen from there, and how far-fetched it is that it was copied."""

    opened: Opened
    beside: str
    """Which way it lies; empty where it lies in another column of another row."""
    weight: int

    @property
    def where(self) -> str:
        """The place in words."""
        return self.beside or f"`{self.opened.claim.column}` baris `{self.opened.claim.row}`"


NEAR_ROWS = 4
"""Rows above and below whose cells of the same column are near."""
MOST_CELLS = 30
"""Cells of a table that are looked at around one; of a longer table those of the rows around it."""


@define(eq=False)
class Table:
    """A printed table: rows and columns in order, a claim at each crossing."""

    rows: dict[str, int] = field(factory=dict)
    columns: dict[str, int] = field(factory=dict)
    cells: dict[tuple[int, int], Opened] = field(factory=dict)
    members: list[Opened] = field(factory=list)
    by_key: dict[str, Opened] = field(factory=dict)
    in_row: dict[int, list[Opened]] = field(factory=dict)
    order: dict[int, int] = field(factory=dict)
    """Places in `members`, by identity."""

    def add(self, opened: Opened) -> None:
        """Place a claim."""
        claim = opened.claim
        self.order[id(opened)] = len(self.members)
        self.members.append(opened)
        self.by_key.setdefault(opened.key, opened)
        if claim.row is not None and claim.column is not None:
            row = self.rows.setdefault(claim.row, len(self.rows))
            column = self.columns.setdefault(claim.column, len(self.columns))
            self.cells.setdefault((row, column), opened)
            self.in_row.setdefault(row, []).append(opened)

    def place_of(self, claim: Claim) -> tuple[int, int] | None:
        """The row and column of a claim."""
        if claim.row is None or claim.column is None:
            return None
        return self.rows[claim.row], self.columns[claim.column]

    def near(self, opened: Opened, reach: int) -> Iterator[tuple[int, Opened]]:
        """Claims before and after, the nearest first, each with how far it is."""
        at = self.order[id(opened)]
        for far in range(1, reach + 1):
            for place in (at - far, at + far):
                if 0 <= place < len(self.members):
                    yield far, self.members[place]

    def around(self, claim: Claim) -> Iterator[Near]:
        """Cells around the one of a claim, the likely first, each once."""
        place = self.place_of(claim)
        if place is None:
            return
        row, column = place
        own = self.cells.get(place)
        sides = (
            ((row, column - 1), "di kirinya"),
            ((row, column + 1), "di kanannya"),
            ((row - 1, column), "di atasnya"),
            ((row + 1, column), "di bawahnya"),
        )
        seen = {id(own)}
        for at, where in sides:
            if at in self.cells:
                seen.add(id(self.cells[at]))
                yield Near(self.cells[at], where, 0)
        for other in self.in_row.get(row, ()):
            if id(other) not in seen:
                seen.add(id(other))
                yield Near(other, f"lain di barisnya (`{other.claim.column}`)", 1)
        for far in range(1, len(self.rows)):
            for there, where in ((row - far, "di atasnya"), (row + far, "di bawahnya")):
                for other in self.in_row.get(there, ()):
                    if len(seen) >= MOST_CELLS:
                        return
                    if id(other) in seen:
                        continue
                    seen.add(id(other))
                    if other.claim.column == claim.column:
                        yield Near(other, f"{far} baris {where}" if far > 1 else where, 2 if far <= NEAR_ROWS else 4)
                    else:
                        yield Near(other, "", 3 if far == 1 else 5)

    @cached_property
    def users(self) -> dict[str, list[Opened]]:
        """Claims of the table that are made of a figure, by the figure's key."""
        return _users(self.members)


def _users(claims: Iterable[Opened]) -> dict[str, list[Opened]]:
    out: dict[str, list[Opened]] = {}
    for opened in claims:
        for key in dict.fromkeys(k for level in opened.levels for k, _ in level.figures):
            if key != opened.key:
                out.setdefault(key, []).append(opened)
    return out


class PrintedTables:
    """All claims of a report, each table by its place."""

    def __init__(self, audited: Sequence[AuditedClaim], expander: Expander) -> None:
        self.opened = [Opened(a, expander) for a in audited]
        self._tables: dict[tuple[str, str], Table] = {}
        self.elsewhere: dict[str, list[Opened]] = {}
        for opened in self.opened:
            self.table_of(opened.claim).add(opened)
            self.elsewhere.setdefault(opened.key, []).append(opened)

    @cached_property
    def users(self) -> dict[str, list[Opened]]:
        """Claims of all tables that are made of a figure, by the figure's key."""
        return _users(self.opened)

    @cached_property
    def by_value(self) -> dict[Fraction, list[Opened]]:
        """Claims by the value that they should have printed."""
        out: dict[Fraction, list[Opened]] = {}
        for opened in self.opened:
            if isinstance(opened.audited.computed, Number):
                out.setdefault(opened.audited.computed.value, []).append(opened)
        return out

    def table_of(self, claim: Claim) -> Table:
        """The table a claim stands in; single claims of one place make one without rows."""
        return self._tables.setdefault((claim.published, claim.place), Table())

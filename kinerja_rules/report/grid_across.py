"""Cells that are sums or differences of others in their row: a remark where the figures shown give another figure.

Readers check a table with what it shows. `99,13` and `99,14` beside a difference of `-0,02` look like a mistake where
only digits were left out, so the cell says that. A cell is taken for a sum or a difference by what its column means,
and remarked on only where it is exactly that of the others.
"""

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction

from attrs import evolve, frozen

from kinerja_rules.base.numerals import round_half_up
from kinerja_rules.base.sums import exact_sum
from kinerja_rules.engine.expressions import MAX_VISITS, Env
from kinerja_rules.model import expression as typed
from kinerja_rules.model.expression import Expr
from kinerja_rules.model.periods import Period
from kinerja_rules.model.values import Acuan, Entity, Number, Value
from kinerja_rules.report.grid import GridCell
from kinerja_rules.report.grid_cells import CellMaker
from kinerja_rules.report.grid_formulas import HasCells, HasColumn, MeantRow

SUM_REMARK = "jumlahnya dihitung dari nilai eksak; jumlah angka yang ditampilkan berbeda karena pembulatan"
DIFFERENCE_REMARK = "selisihnya dihitung dari nilai eksak; selisih angka yang ditampilkan berbeda karena pembulatan"
"""Of all rows alike, so that a column of many has one footnote."""

_MAX_DEPTH = 40
"""Layers of measures and operators that are looked into."""

Key = tuple[object, ...]


@frozen
class Across:
    """A cell as a sum of others in its row: their columns, those taken away, and what is added that needs no column."""

    added: tuple[int, ...]
    taken: tuple[int, ...] = ()
    fixed: Fraction = Fraction(0)

    def reversed(self) -> "Across":
        """The same with the other sign."""
        return Across(self.taken, self.added, -self.fixed)

    def plus(self, other: "Across") -> "Across":
        """Both together."""
        return Across((*self.added, *other.added), (*self.taken, *other.taken), self.fixed + other.fixed)

    @property
    def is_put_together(self) -> bool:
        """Whether it is more than another cell said again."""
        columns = len(self.added) + len(self.taken)
        return columns > 1 or (columns == 1 and (self.fixed != 0 or bool(self.taken)))

    def remark(self) -> str:
        """What is said where the figures shown give another figure."""
        return DIFFERENCE_REMARK if self.taken or self.fixed < 0 else SUM_REMARK

    def is_off(self, cells: Sequence[GridCell], at: int) -> bool:
        """Whether a cell is this of the others exactly, and not as they are shown."""
        whole = cells[at]
        parts = [(1, cells[k]) for k in self.added] + [(-1, cells[k]) for k in self.taken]
        known = [(sign, cell, cell.value) for sign, cell in parts if cell.value is not None]
        if whole.value is None or len(known) != len(parts):
            return False
        exact = exact_sum(sign * value * cell.scale for sign, cell, value in known) + self.fixed
        if exact != whole.value * whole.scale:
            return False
        shown = exact_sum(sign * round_half_up(value, cell.decimals) * cell.scale for sign, cell, value in known)
        return round_half_up((shown + self.fixed) / whole.scale, whole.decimals) != round_half_up(
            whole.value, whole.decimals
        )


def remark_across(maker: CellMaker, lines: Sequence[HasCells], spreads: Sequence[HasColumn]) -> dict[int, set[Across]]:
    """Remarks in the rows of a table; what columns are sums or differences of, for the rows beneath."""
    found: dict[int, set[Across]] = {}
    meant = [spread.column.value for spread in spreads]
    candidates = [at for at, node in enumerate(meant) if node is not None and _may_be_put_together(maker, node)]
    if not candidates:
        return found
    for line in lines:
        scopes = [spread.env(line.env) for spread in spreads]
        row = _Row(maker, meant, scopes)
        for at in candidates:
            node = meant[at]
            if node is None or line.cells[at].value is None:
                continue
            across = row.opened(node, scopes[at], at)
            if across is None or not across.is_put_together:
                continue
            found.setdefault(at, set()).add(across)
            line.cells[at] = _remarked(maker, across, line.cells, at)
    return found


def remark_across_totals(
    maker: CellMaker, totals: Sequence[MeantRow], found: Mapping[int, set[Across]], columns: int
) -> tuple[MeantRow, ...]:
    """Totals with remarks: a total of differences is the difference of the totals, where all count the same rows."""
    out: list[MeantRow] = []
    for total in totals:
        cells = list(total.cells)
        for at, ways in found.items():
            off = next((w for w in ways if len(cells) == columns and w.is_off(cells, at)), None)
            if off is not None:
                cells[at] = _remarked(maker, off, cells, at)
        out.append(evolve(total, cells=tuple(cells)))
    return tuple(out)


def _remarked(maker: CellMaker, across: Across, cells: Sequence[GridCell], at: int) -> GridCell:
    cell = cells[at]
    if not across.is_off(cells, at):
        return cell
    return evolve(cell, notes=(*cell.notes, maker.notes.at(across.remark())))


def _may_be_put_together(maker: CellMaker, node: Expr) -> bool:
    """Whether a column can be a sum or difference at all; most are asked for by name and are none."""
    match node:
        case typed.Operation(operator="+" | "-" | "neg") | typed.Choice():
            return True
        case typed.Apply(function="jumlah" | "selisih") | typed.Collect(function="jumlah"):
            return True
        case typed.Conversion():
            return _may_be_put_together(maker, node.operand)
        case typed.MeasureCall():
            formula = maker.formulas.formula_of(node)
            return formula is not None and _may_be_put_together(maker, formula)
        case _:
            return False


class _Row:
    """One row: which figure each column shows, and how an expression is put together of them."""

    def __init__(self, maker: CellMaker, meant: Sequence[Expr | None], scopes: Sequence[Env]) -> None:
        self.maker = maker
        self.interpreter = maker.interpreter
        self.columns: dict[Key, list[int]] = {}
        for at, (node, env) in enumerate(zip(meant, scopes, strict=True)):
            if node is not None:
                self.columns.setdefault(self._key(node, env), []).append(at)

    def put_together(self, node: Expr, env: Env, own: int, depth: int = 0) -> Across | None:
        """An expression by what other columns show: one of them, or several added up."""
        at = next((k for k in self.columns.get(self._key(node, env), ()) if k != own), None)
        return Across((at,)) if at is not None else self.opened(node, env, own, depth)

    def opened(self, node: Expr, env: Env, own: int, depth: int = 0) -> Across | None:
        """An expression by its parts; None where it is no sum of what is shown."""
        if depth > _MAX_DEPTH:
            return None
        match node:
            case typed.Const() if isinstance(node.value, Number):
                return Across((), (), node.value.value)
            case typed.Conversion():
                return self._wrapped(node.operand, env, own, depth + 1)
            case typed.Operation(operator="neg"):
                inner = self.put_together(node.operands[0], env, own, depth + 1)
                return None if inner is None else inner.reversed()
            case typed.Operation(operator="+") | typed.Apply(function="jumlah", weights=()):
                parts = node.operands if isinstance(node, typed.Operation) else node.arguments
                return self._sum(((part, env) for part in parts), own, depth + 1)
            case typed.Operation(operator="-") | typed.Apply(function="selisih"):
                left, right = node.operands if isinstance(node, typed.Operation) else node.arguments
                whole = self.put_together(left, env, own, depth + 1)
                less = self.put_together(right, env, own, depth + 1)
                return None if whole is None or less is None else whole.plus(less.reversed())
            case typed.Collect(function="jumlah"):
                return self._collected(node, env, own, depth + 1)
            case typed.Choice():
                if not isinstance(met := self.interpreter.answer(node.condition, env), bool):
                    return None
                return self._wrapped(node.then if met else node.otherwise, env, own, depth + 1)
            case typed.MeasureCall():
                formula = self.maker.formulas.formula_of(node)
                if formula is None:
                    return None
                bound = Env(self.maker.formulas.bound(node, env.values))
                return self._wrapped(formula, bound, own, depth + 1)
            case _:
                return None

    def _wrapped(self, node: Expr, env: Env, own: int, depth: int) -> Across | None:
        """What a name or a unit was put around: rather its parts than another column that is made of the same."""
        return self.opened(node, env, own, depth) or self.put_together(node, env, own, depth)

    def _sum(self, parts: Iterable[tuple[Expr, Env]], own: int, depth: int) -> Across | None:
        out = Across(())
        for part, env in parts:
            found = self.put_together(part, env, own, depth)
            if found is None:
                return None
            out = out.plus(found)
        return out

    def _collected(self, node: typed.Collect, env: Env, own: int, depth: int) -> Across | None:
        """A sum over a set each member of which has a column."""
        members: list[tuple[Expr, Env]] = []
        for inner in self.interpreter.asked_members(node.quantifiers, env, [MAX_VISITS]):
            if not isinstance(inner, Env) or len(members) == len(self.columns):
                return None
            members.append((node.body, inner))
        return self._sum(members, own, depth)

    def _key(self, node: Expr, env: Env) -> Key:
        """What a figure is known by, however its variables are named."""
        match node:
            case typed.Conversion():
                return self._key(node.operand, env)
            case typed.FactRef():
                name = "realisasi" if node.kind == "indikator" else node.kind
                return (name, node.id, self.interpreter.answer(node.period, env))
            case typed.Apply(weights=()):
                return self._asked(node.function, node.arguments, node, env)
            case typed.MeasureCall():
                return self._asked(node.measure, node.arguments, node, env)
            case _:
                return self._put_in_words(node, env)

    def _asked(self, name: str, arguments: Sequence[Expr], node: Expr, env: Env) -> Key:
        key: list[object] = [name]
        for argument in arguments:
            if argument.type.kind not in ("entitas", "periode", "acuan"):
                return self._put_in_words(node, env)
            key.append(self._named(name, self.interpreter.answer(argument, env)))
        return tuple(key)

    def _named(self, function: str, value: Value) -> object:
        """What a member is known by; a node's achievement is that of its indicator where it has one only."""
        if isinstance(value, Entity):
            above = self.interpreter.model.simpul.get(value.id) if function == "capaian" else None
            return above.indikator[0] if above is not None and len(above.indikator) == 1 else value.id
        return value if isinstance(value, (Period, Acuan)) else object()

    def _put_in_words(self, node: Expr, env: Env) -> Key:
        return (self.maker.questions.text(node, env.values) or object(),)

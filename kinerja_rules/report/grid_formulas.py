"""How a cell follows from its neighbours, for a spreadsheet: proposed from the cell's meaning, kept only where it
gives exactly the cell's value."""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Protocol

from attrs import evolve, frozen

from kinerja_rules.base.numerals import decimal_text, decimals_needed
from kinerja_rules.engine.expressions import Env
from kinerja_rules.engine.scalar import Interpreter
from kinerja_rules.model import expression as typed
from kinerja_rules.model.expression import Expr, Formula
from kinerja_rules.model.report_table import TableColumn
from kinerja_rules.model.values import Entity, Number, Value
from kinerja_rules.report.grid import GridCell
from kinerja_rules.report.question_text import question_text

_EXACT = 12
_SUM, _PRODUCT, _WHOLE = 1, 2, 3


class HasCells(Protocol):
    """A row being made."""

    env: Env
    cells: list[GridCell]


class HasColumn(Protocol):
    """A column as it stands in one table."""

    @property
    def column(self) -> TableColumn:
        """What is declared."""

    def env(self, row: Env) -> Env:
        """A row's variables with those of the column."""


@frozen
class Asked:
    """A formula: how tightly it binds, its text, what it comes to in base magnitude."""

    level: int
    text: str
    value: Fraction

    def within(self, least: int) -> str:
        """The text, in brackets where it binds less."""
        return self.text if self.level >= least else f"({self.text})"


def with_formulas(interpreter: Interpreter, lines: Sequence[HasCells], spreads: Sequence[HasColumn]) -> None:
    """Add to each cell of some rows how it follows from others of its row, where it does."""
    for line in lines:
        pairs = [(s.column.value, s.env(line.env)) for s in spreads]
        line.cells = add_formulas(interpreter, line.cells, pairs)


def add_formulas(
    interpreter: Interpreter, cells: Sequence[GridCell], meant: Sequence[tuple[Expr | None, Env]]
) -> list[GridCell]:
    """The cells of one row with formulas; `meant` are their expressions."""
    known = {
        c.question: at for at, c in reversed(list(enumerate(cells))) if c.question is not None and c.value is not None
    }
    out: list[GridCell] = []
    for at, (cell, (node, env)) in enumerate(zip(cells, meant, strict=True)):
        if cell.value is None or node is None or cell.formula is not None:
            out.append(cell)
            continue
        others = {question: other for question, other in known.items() if other != at}
        found = _Proposer(interpreter, cells, others).propose(node, env.values, {})
        fits = found is not None and found.value == cell.value * cell.scale and "[" in found.text
        out.append(evolve(cell, formula=_stored(found, cell)) if found is not None and fits else cell)
    return out


def _stored(found: Asked, cell: GridCell) -> str:
    """A formula for the number as a spreadsheet holds it."""
    if cell.unit == "%" or cell.scale == 1:
        return found.text
    return f"{found.within(_PRODUCT)}*{_numeral(1 / cell.scale) or '1'}"


class _Proposer:
    """Looks for the cells of a row that make up another: `lets` are the intermediate values of a formula being opened."""

    def __init__(self, interpreter: Interpreter, cells: Sequence[GridCell], others: Mapping[str, int]) -> None:
        self.interpreter = interpreter
        self.cells = cells
        self.others = others

    def propose(self, node: Expr, known: Mapping[str, Value], lets: Mapping[str, Expr]) -> Asked | None:
        """A formula for an expression."""
        if isinstance(node, typed.Var) and node.name in lets:
            inner = {name: value for name, value in lets.items() if name != node.name}
            return self.propose(lets[node.name], known, inner)
        if not lets:
            at = self.others.get(question_text(self.interpreter.model, node, known) or "")
            if at is not None:
                return self._reference(at)
        match node:
            case typed.Const() if isinstance(node.value, Number):
                text = _numeral(node.value.value)
                return None if text is None else Asked(_WHOLE if node.value.value >= 0 else 0, text, node.value.value)
            case typed.Conversion():
                return self.propose(node.operand, known, lets)
            case typed.Operation(operator="+" | "-" | "*" | "/"):
                return self._operation(node, known, lets)
            case typed.MeasureCall():
                return self._measure(node, known)
            case typed.Apply(function="capaian"):
                return self._achievement(node, known)
            case _:
                return None

    def _reference(self, at: int) -> Asked | None:
        cell = self.cells[at]
        if cell.value is None:
            return None
        base = cell.value * cell.scale
        if cell.unit == "%" or cell.scale == 1:
            return Asked(_WHOLE, f"[{at}]", base)
        factor = _numeral(cell.scale)
        return None if factor is None else Asked(_PRODUCT, f"[{at}]*{factor}", base)

    def _operation(self, node: typed.Operation, known: Mapping[str, Value], lets: Mapping[str, Expr]) -> Asked | None:
        left, right = (self.propose(operand, known, lets) for operand in node.operands)
        if left is None or right is None:
            return None
        match node.operator:
            case "+":
                return Asked(_SUM, f"{left.text}+{right.within(_SUM)}", left.value + right.value)
            case "-":
                return Asked(_SUM, f"{left.text}-{right.within(_PRODUCT)}", left.value - right.value)
            case "*":
                return Asked(_PRODUCT, f"{left.within(_PRODUCT)}*{right.within(_PRODUCT)}", left.value * right.value)
            case _ if right.value:
                return Asked(_PRODUCT, f"{left.within(_PRODUCT)}/{right.within(_WHOLE)}", left.value / right.value)
            case _:
                return None

    def _measure(self, node: typed.MeasureCall, known: Mapping[str, Value]) -> Asked | None:
        """A measure by its own formula, its parameters bound to what it is called with."""
        ukuran = self.interpreter.model.ukuran[node.measure]
        if ukuran.skala is not None:
            return None
        bound: dict[str, Value] = {}
        for (name, kind), argument in zip(ukuran.parameters, node.arguments, strict=True):
            bound[name] = self.interpreter.eval(argument, Env(dict(known)))
            if kind.kind == "periode":
                bound["tahun"] = bound[name]
        return self._opened(ukuran.formula, bound)

    def _opened(self, formula: Formula, bound: Mapping[str, Value]) -> Asked | None:
        value = formula.value
        for name, body in reversed(formula.lets):
            value = typed.inlined(value, {name: body})
        return self.propose(value, bound, {})

    def _achievement(self, node: typed.Apply, known: Mapping[str, Value]) -> Asked | None:
        """An indicator's achievement by the formula of its direction, from the target and the realisasi beside it."""
        subject, period, *rest = node.arguments
        whose = self.interpreter.eval(subject, Env(dict(known)))
        if not isinstance(whose, Entity):
            return None
        if whose.kind != "indikator":
            members = self.interpreter.model.simpul[whose.id].indikator
            one = typed.Type("entitas", entity="indikator")
            only = [typed.Const(Entity("indikator", ident), one, span=node.span) for ident in members]
            return self.propose(evolve(node, arguments=(*only, period, *rest)), known, {}) if len(only) == 1 else None
        against = [self.interpreter.eval(r, Env(dict(known))) for r in rest]
        beside = any(isinstance(a, Entity) and a.kind == "pembanding" for a in against)
        target = typed.Apply(
            "pembanding" if beside else "target", (subject, period, *rest), subject.type, span=node.span
        )
        realisasi = typed.Apply("realisasi", (subject, period), subject.type, span=node.span)
        model, indikator = self.interpreter.model, self.interpreter.model.indikator[whose.id]
        if indikator.arah is None:
            return None
        stated = self.interpreter.eval(target, Env(dict(known)))
        direction = self.interpreter.direction_of(indikator, stated, None)
        value = model.arah[direction].formula.value
        for name, body in reversed(model.arah[direction].formula.lets):
            value = typed.inlined(value, {name: body})
        return self.propose(typed.inlined(value, {"target": target, "realisasi": realisasi}), known, {})


def _numeral(value: Fraction) -> str | None:
    """A number as a formula of a spreadsheet writes it; None where it has no exact decimal form."""
    decimals = decimals_needed(value, _EXACT)
    return decimal_text(value) if (value * 10**decimals).denominator == 1 else None

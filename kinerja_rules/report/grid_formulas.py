"""How a cell follows from its neighbours, for a spreadsheet: proposed from the cell's meaning, kept only where it
gives exactly the cell's value."""

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from types import MappingProxyType
from typing import Protocol

from attrs import evolve, frozen

from kinerja_rules.base.numerals import decimal_text, decimals_needed
from kinerja_rules.engine.expressions import Env
from kinerja_rules.engine.scalar import Interpreter
from kinerja_rules.model import expression as typed
from kinerja_rules.model.expression import Expr, Formula
from kinerja_rules.model.report_table import TableColumn
from kinerja_rules.model.units import Unit
from kinerja_rules.model.values import Entity, Number, Value
from kinerja_rules.report.grid import GridCell
from kinerja_rules.report.question_text import QuestionTexts

_EXACT = 12
_MADE = (typed.Const, typed.Conversion, typed.Operation, typed.MeasureCall)
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
    """A formula: how tightly it binds, its text, what it comes to in base magnitude.

    `factor` is the base magnitude of one unit that the text reckons in: days by days are no minutes by minutes.
    """

    level: int
    text: str
    value: Fraction
    factor: Fraction = Fraction(1)

    def within(self, least: int) -> str:
        """The text, in brackets where it binds less."""
        return self.text if self.level >= least else f"({self.text})"

    def in_units(self, scale: Fraction) -> "Asked":
        """The same in units of another magnitude."""
        more, less = (self.factor / scale).as_integer_ratio()
        text, level = self.text, self.level
        for sign, number in (("*", more), ("/", less)):
            if number != 1:
                text, level = f"{text if level >= _PRODUCT else f'({text})'}{sign}{number}", _PRODUCT
        return Asked(level, text, self.value, scale)


@frozen(eq=False)
class MeantRow:
    """A row of a table with what its cells mean, before cells that say the same are joined."""

    cells: tuple[GridCell, ...]
    meant: Callable[[], Sequence[tuple[Expr | None, Env]]]
    """The expressions of the cells and what their variables stand for."""
    added: Mapping[int, str] = MappingProxyType({})
    """Formulas by column that are known already: a total that is made of the rows above it."""


class FormulaMaker:
    """Finds the formulas of the cells of one table; what its expressions open into is found once."""

    def __init__(self, interpreter: Interpreter, questions: QuestionTexts) -> None:
        self.interpreter = interpreter
        self.questions = questions
        self._opened: dict[tuple[object, ...], Expr] = {}

    def of_row(self, row: MeantRow) -> dict[int, str]:
        """The formulas of one row by column."""
        cells = row.cells
        known: dict[str | None, int] = {
            c.question: at
            for at, c in reversed(list(enumerate(cells)))
            if c.question is not None and c.value is not None
        }
        out = dict(row.added)
        for at, (cell, (node, env)) in enumerate(zip(cells, row.meant(), strict=True)):
            if cell.value is None or node is None or at in out:
                continue
            if known.get(cell.question, at) == at and not _is_made(node):
                continue
            found = _Proposer(self, cells, known, at).follow(node, cell.question, env.values)
            if found is not None and found.value == cell.value * cell.scale and "[" in found.text:
                out[at] = _stored(found, cell)
        return out

    def once(self, key: tuple[object, ...], make: Callable[[], Expr]) -> Expr:
        """An expression made for a key, the same one each time: what is asked of it is kept by its identity."""
        if key not in self._opened:
            self._opened[key] = make()
        return self._opened[key]

    def opened(self, formula: Formula) -> Expr:
        """The value of a formula with its intermediate values in their places."""
        return self.once(("formula", id(formula)), lambda: _without_lets(formula))

    def formula_of(self, node: typed.MeasureCall) -> Expr | None:
        """The value of a measure's own formula; None where it gives a category."""
        ukuran = self.interpreter.model.ukuran[node.measure]
        return None if ukuran.skala is not None else self.opened(ukuran.formula)

    def bound(self, node: typed.MeasureCall, known: Mapping[str, Value]) -> dict[str, Value]:
        """A measure's parameters, bound to what it is called with."""
        bound: dict[str, Value] = {}
        parameters = self.interpreter.model.ukuran[node.measure].parameters
        for (name, kind), argument in zip(parameters, node.arguments, strict=True):
            bound[name] = self.interpreter.answer(argument, Env(dict(known)))
            if kind.kind == "periode":
                bound["tahun"] = bound[name]
        return bound


def _is_made(node: Expr) -> bool:
    """Whether an expression is of a form that other figures may make up."""
    return isinstance(node, _MADE) or (isinstance(node, typed.Apply) and node.function == "capaian")


def _without_lets(formula: Formula) -> Expr:
    value = formula.value
    for name, body in reversed(formula.lets):
        value = typed.inlined(value, {name: body})
    return value


def _stored(found: Asked, cell: GridCell) -> str:
    """A formula for the number as a spreadsheet holds it."""
    return found.in_units(Fraction(1) if cell.unit == "%" else cell.scale).text


class _Proposer:
    """Looks for the cells of a row that make up another, the one at `own`."""

    def __init__(
        self, maker: FormulaMaker, cells: Sequence[GridCell], known: Mapping[str | None, int], own: int
    ) -> None:
        self.maker = maker
        self.interpreter = maker.interpreter
        self.cells = cells
        self.known = known
        self.own = own

    def follow(self, node: Expr, question: str | None, known: Mapping[str, Value]) -> Asked | None:
        """A formula for the expression of the cell itself, whose question is known."""
        at = self.known.get(question)
        return self._reference(at) if at is not None and at != self.own else self._made(node, known)

    def propose(self, node: Expr, known: Mapping[str, Value]) -> Asked | None:
        """A formula for an expression."""
        at = self.known.get(self.maker.questions.text(node, known) or "")
        return self._reference(at) if at is not None and at != self.own else self._made(node, known)

    def _made(self, node: Expr, known: Mapping[str, Value]) -> Asked | None:
        match node:
            case typed.Const() if isinstance(node.value, Number):
                return _constant(node.value.value, node.type.unit)
            case typed.Conversion():
                return self.propose(node.operand, known)
            case typed.Operation(operator="+" | "-" | "*" | "/"):
                return self._operation(node, known)
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
        return Asked(_WHOLE, f"[{at}]", base, Fraction(1) if cell.unit == "%" else cell.scale)

    def _operation(self, node: typed.Operation, known: Mapping[str, Value]) -> Asked | None:
        left, right = (self.propose(operand, known) for operand in node.operands)
        if left is None or right is None:
            return None
        match node.operator:
            case "+" | "-":
                right = right.in_units(left.factor)
                if node.operator == "+":
                    text, value = f"{left.text}+{right.within(_SUM)}", left.value + right.value
                else:
                    text, value = f"{left.text}-{right.within(_PRODUCT)}", left.value - right.value
                return Asked(_SUM, text, value, left.factor)
            case "*":
                text = f"{left.within(_PRODUCT)}*{right.within(_PRODUCT)}"
                return Asked(_PRODUCT, text, left.value * right.value, left.factor * right.factor)
            case _ if right.value:
                text = f"{left.within(_PRODUCT)}/{right.within(_WHOLE)}"
                return Asked(_PRODUCT, text, left.value / right.value, left.factor / right.factor)
            case _:
                return None

    def _measure(self, node: typed.MeasureCall, known: Mapping[str, Value]) -> Asked | None:
        """A measure by its own formula, its parameters bound to what it is called with."""
        formula = self.maker.formula_of(node)
        return None if formula is None else self.propose(formula, self.maker.bound(node, known))

    def _achievement(self, node: typed.Apply, known: Mapping[str, Value]) -> Asked | None:
        """An indicator's achievement by the formula of its direction, from the target and the realisasi beside it."""
        subject, period, *rest = node.arguments
        whose = self.interpreter.answer(subject, Env(dict(known)))
        if not isinstance(whose, Entity):
            return None
        if whose.kind != "indikator":
            members = self.interpreter.model.simpul[whose.id].indikator
            one = typed.Type("entitas", entity="indikator")
            only = [typed.Const(Entity("indikator", ident), one, span=node.span) for ident in members]
            if len(only) != 1:
                return None
            of_member = self.maker.once((id(node), whose.id), lambda: evolve(node, arguments=(*only, period, *rest)))
            return self.propose(of_member, known)
        against = [self.interpreter.answer(r, Env(dict(known))) for r in rest]
        beside = any(isinstance(a, Entity) and a.kind == "pembanding" for a in against)
        model, indikator = self.interpreter.model, self.interpreter.model.indikator[whose.id]
        if indikator.arah is None:
            return None
        target = self._asked(node, "pembanding" if beside else "target", (subject, period, *rest))
        stated = self.interpreter.answer(target, Env(dict(known)))
        direction = self.interpreter.direction_of(indikator, stated, None)
        realisasi = self._asked(node, "realisasi", (subject, period))
        ends = {"target": target, "realisasi": realisasi}
        value = self.maker.opened(model.arah[direction].formula)
        return self.propose(self.maker.once((id(node), beside, direction), lambda: typed.inlined(value, ends)), known)

    def _asked(self, node: typed.Apply, function: str, arguments: tuple[Expr, ...]) -> Expr:
        """What another function gives of the same arguments as an achievement."""
        kind = arguments[0].type
        return self.maker.once((id(node), function), lambda: typed.Apply(function, arguments, kind, span=node.span))


def _constant(value: Fraction, unit: Unit | None) -> Asked | None:
    """A number of a formula, in its own unit where that measures something: shares are reckoned as fractions."""
    scale = unit.scale if unit is not None and unit.dimension else Fraction(1)
    text = _numeral(value / scale)
    return None if text is None else Asked(_WHOLE if value >= 0 else 0, text, value, scale)


def _numeral(value: Fraction) -> str | None:
    """A number as a formula of a spreadsheet writes it; None where it has no exact decimal form."""
    decimals = decimals_needed(value, _EXACT)
    return decimal_text(value) if (value * 10**decimals).denominator == 1 else None

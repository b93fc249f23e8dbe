"""The expression that explains a cell, as one would ask it of `kinerja jejak`: variables replaced by what they stand for."""

from collections.abc import Mapping

from kinerja_rules.base.numerals import decimals_needed, write_numeral
from kinerja_rules.model import expression as typed
from kinerja_rules.model import units
from kinerja_rules.model.expression import Expr, Quantifier
from kinerja_rules.model.kinerja import Model
from kinerja_rules.model.periods import Period
from kinerja_rules.model.values import Acuan, Entity, Number, Value

_EXACT = 12
"""Decimals with which a number is written in a question; one that needs more is not."""
_LEVEL = {"atau": 1, "dan": 2, "bukan": 3, "+": 6, "-": 6, "*": 7, "/": 7, "neg": 8}
_COMPARISON, _CONVERTED, _WHOLE = 4, 5, 9

_MARK, _NAMED = "\x00", "\x01"
"""Around a variable in a question that is yet to be filled in, and before one whose name is asked for."""

Known = Mapping[str, Value]


_Opened = tuple[str, tuple[tuple[str, bool, str], ...]]
"""How a question begins; then for each variable its name, whether its own name is asked for, and what follows it."""


class UnaskableError(Exception):
    """An expression about something that no question can name."""


def question_text(model: Model, node: Expr, known: Known) -> str | None:
    """The question, or None where it cannot be put in words of the language.

    >>> question_text(None, typed.Const(Period(2022), typed.Type("periode"), span=None), {})
    '2022'
    """
    try:
        return _Asker(model).text(node, known, 0)
    except UnaskableError:
        return None


class QuestionTexts:
    """Questions of the cells of one table: an expression is put in words once, and its variables in their places then.

    What binds how is settled by the expression alone: whatever a variable stands for is put in as a whole.
    """

    def __init__(self, model: Model) -> None:
        self._model = model
        self._filler = _Asker(model)
        self._read: dict[int, tuple[Expr, tuple[str, ...], _Opened | None]] = {}

    def text(self, node: Expr, known: Known) -> str | None:
        """As `question_text`; expressions are known by identity, and are kept."""
        found = self._read.get(id(node))
        names = tuple(known)
        if found is None or found[1] != names:  # in all rows of a table the same names are known
            found = self._read[id(node)] = (node, names, self._opened(node, known))
        opened = found[2]
        if opened is None:
            return None
        asker = self._filler
        text, places = opened
        try:
            for name, named, after in places:
                value = known[name]
                if named:
                    text += asker.named(name, known) + after
                elif value.__class__ is Entity and value.kind != "kategori":  # as most are
                    text += value.id + after
                elif value.__class__ is Period:
                    text += value.text + after
                else:
                    text += asker.value(value) + after
        except UnaskableError:
            return None
        return text

    def _opened(self, node: Expr, known: Known) -> "_Opened | None":
        """The text with places for its variables; None where it cannot be put in words whatever they are."""
        try:
            start, *rest = _Asker(self._model, open=True).text(node, known, 0).split(_MARK)
        except UnaskableError:
            return None
        places = zip(rest[::2], rest[1::2], strict=True)
        return start, tuple((name.removeprefix(_NAMED), name.startswith(_NAMED), after) for name, after in places)


class _Asker:
    """Puts expressions in words; with `open` a variable is a marked place that is filled in later."""

    def __init__(self, model: Model, open: bool = False) -> None:
        self.model = model
        self.open = open

    def text(self, node: Expr, known: Known, least: int) -> str:
        """The text where nothing that binds less than `least` may stand without brackets."""
        level, text = self._leveled(node, known)
        return text if level >= least else f"({text})"

    def _leveled(self, node: Expr, known: Known) -> tuple[int, str]:
        match node:
            case typed.Const():
                return self._constant(node)
            case typed.Var():
                return _WHOLE, self._variable(node.name, known)
            case typed.FactRef():
                return _WHOLE, f"{node.id}({self.text(node.period, known, 0)})"
            case typed.Operation():
                return self._operation(node, known)
            case typed.Choice():
                parts = [self.text(part, known, 1) for part in (node.condition, node.then)]
                return 0, f"jika {parts[0]} maka {parts[1]} selain itu {self.text(node.otherwise, known, 0)}"
            case typed.Conversion():
                return _CONVERTED, f"{self.text(node.operand, known, 6)} dalam {_unit(node.type.unit)}"
            case typed.Apply():
                return _WHOLE, self._apply(node, known)
            case typed.Collect():
                return _WHOLE, self._collect(node, known)
            case typed.MeasureCall():
                arguments = "; ".join(self.text(a, known, 0) for a in node.arguments)
                return _WHOLE, f"{measure_name(self.model, node.measure)}({arguments})"
            case typed.DirectionCall():
                ends = "; ".join(self.text(a, known, 0) for a in (node.realisasi, node.target))
                return _WHOLE, f"{node.direction}({ends})"
            case typed.RangeOf():
                return 0, f"{self.text(node.lower, known, 1)} s.d. {self.text(node.upper, known, 1)}"

    def _constant(self, node: typed.Const) -> tuple[int, str]:
        if not isinstance(node.value, Number):
            return _WHOLE, self.value(node.value)
        unit = node.type.unit or units.ANGKA
        magnitude = node.value.value / unit.scale
        decimals = decimals_needed(magnitude, _EXACT)
        if (magnitude * 10**decimals).denominator != 1 or unit == units.ONE_TO:
            raise UnaskableError
        numeral = write_numeral(magnitude, decimals, grouped=unit.kind is units.Kind.UANG)
        level = _WHOLE if magnitude >= 0 else 8
        if unit.kind is units.Kind.UANG and unit.label.startswith("Rp"):
            return level, f"Rp {numeral}{unit.label[2:]}"
        return level, f"{numeral} {unit.label}" if unit.label and unit.kind is not units.Kind.ANGKA else numeral

    def _variable(self, name: str, known: Known) -> str:
        if name not in known:
            return name
        return f"{_MARK}{name}{_MARK}" if self.open else self.value(known[name])

    def named(self, name: str, known: Known) -> str:
        """`nama(x)` of a variable: of a category its name itself, which no question can name otherwise."""
        value = known[name]
        if isinstance(value, Entity) and value.kind == "kategori":
            return _quoted(value.id.partition(":")[2])
        return f"nama({self.value(value)})"

    def value(self, value: Value) -> str:
        """What a variable stands for, or a constant that is no number."""
        match value:
            case Entity(kind="kategori"):
                raise UnaskableError
            case Entity():
                return value.id
            case Acuan():
                return value.which
            case Period():
                return str(value)
            case bool():
                return "benar" if value else "salah"
            case str():
                return _quoted(value)
            case tuple() if len(value) == 1:
                return self.value(value[0])
            case _:
                raise UnaskableError

    def _operation(self, node: typed.Operation, known: Known) -> tuple[int, str]:
        operator = node.operator
        if operator.startswith("."):
            return _WHOLE, f"{self.text(node.operands[0], known, _WHOLE)}{operator}"
        if operator in ("atas", "bawah"):
            base = node.operands[0]
            if not isinstance(base, typed.Apply):
                raise UnaskableError
            return _WHOLE, f"{self.text(base, known, _WHOLE)}.{operator}"
        level = _LEVEL.get(operator, _COMPARISON)
        if operator == "neg":
            return level, f"-{self.text(node.operands[0], known, level)}"
        if operator == "bukan":
            return level, f"bukan {self.text(node.operands[0], known, level)}"
        left, right = node.operands
        least = level + 1 if level == _COMPARISON else level
        return level, f"{self.text(left, known, least)} {operator} {self.text(right, known, level + 1)}"

    def _apply(self, node: typed.Apply, known: Known) -> str:
        first = node.arguments[0] if node.arguments else None
        named = node.function == "nama" and len(node.arguments) == 1
        if named and isinstance(first, typed.Var) and first.name in known:
            return f"{_MARK}{_NAMED}{first.name}{_MARK}" if self.open else self.named(first.name, known)
        weights = node.weights or (None,) * len(node.arguments)
        out: list[str] = []
        for argument, weight in zip(node.arguments, weights, strict=True):
            text = self.text(argument, known, 0)
            out.append(text if weight is None else f"{text} bobot {self.text(weight, known, 0)}")
        return f"{node.function}({'; '.join(out)})"

    def _collect(self, node: typed.Collect, known: Known) -> str:
        inner = dict(known)
        binders: list[str] = []
        for quantifier in node.quantifiers:
            binders.append(self._binder(quantifier, inner))
            inner.pop(quantifier.name, None)
            if quantifier.condition is not None:
                binders[-1] += f" yang {self.text(quantifier.condition, inner, 0)}"
        members = f"{'; '.join(binders)}{' lewati' * node.skip_missing}"
        if isinstance(node.body, typed.Var) and node.body.name == node.quantifiers[-1].name:
            return f"{node.function}({members})"
        return f"{node.function}({self.text(node.body, inner, 0)} untuk {members})"

    def _binder(self, quantifier: Quantifier, known: Known) -> str:
        text = f"{quantifier.kind} {quantifier.name}"
        if isinstance(quantifier.domain, str):
            text += f" di {quantifier.domain}"
        elif quantifier.domain is not None:
            text += f" di {self.text(quantifier.domain, known, 6)}"
        if quantifier.upper is not None:
            text += f" s.d. {self.text(quantifier.upper, known, 6)}"
        return text


def measure_name(model: Model, ident: str) -> str:
    """A measure by its last name where the plan's own package sees no other of that name."""
    package, _, name = ident.rpartition(".")
    clear = sum(other.rpartition(".")[2] == name for other in model.ukuran) == 1
    return name if clear and package in model.root.uses else ident


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    if "\n" in text or _MARK in text:
        raise UnaskableError
    return f'"{escaped}"'


def _unit(unit: units.Unit | None) -> str:
    if unit is None or not unit.label:
        raise UnaskableError
    return unit.label if unit.kind is not units.Kind.HITUNGAN or " " not in unit.label else _quoted(unit.label)

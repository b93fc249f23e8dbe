"""Typed expressions taken apart, changed at a place, and written out again as a question one may ask."""

from collections.abc import Callable, Mapping

from attrs import evolve

from kinerja_rules.base.numerals import decimals_needed, write_numeral
from kinerja_rules.functions import builtins
from kinerja_rules.model import expression as typed
from kinerja_rules.model import units
from kinerja_rules.model.expression import Expr, Type
from kinerja_rules.model.periods import Period
from kinerja_rules.model.units import Kind, Unit, UnitError
from kinerja_rules.model.values import Acuan, Entity, Number, Value

MAX_DECIMALS = 12
"""Most decimals of a number inside a question; one that needs more cannot be asked."""

NAMELESS = "_"
"""The variable of a set whose members need no name: `banyak(kegiatan)`."""

_TIGHT = {"*": 3, "/": 3, "+": 2, "-": 2}


class UnwritableError(Exception):
    """The expression holds something that has no written form."""


def mapped(node: Expr, change: Callable[[Expr], Expr]) -> Expr:
    """The node with a change applied to each expression directly inside it; the node itself where none differs."""
    match node:
        case typed.Const() | typed.Var():
            return node
        case typed.FactRef():
            period = change(node.period)
            return node if period is node.period else evolve(node, period=period)
        case typed.Operation():
            operands = tuple(change(o) for o in node.operands)
            if _same(operands, node.operands):
                return node
            return typed.Operation(node.operator, operands, node.type, span=node.span)
        case typed.Choice():
            parts = (change(node.condition), change(node.then), change(node.otherwise))
            return evolve(node, condition=parts[0], then=parts[1], otherwise=parts[2])
        case typed.Conversion():
            operand = change(node.operand)
            return node if operand is node.operand else evolve(node, operand=operand)
        case typed.Apply():
            arguments = tuple(change(a) for a in node.arguments)
            weights = tuple(None if w is None else change(w) for w in node.weights)
            if _same(arguments, node.arguments) and _same(weights, node.weights):
                return node
            return _retyped(evolve(node, arguments=arguments, weights=weights))
        case typed.MeasureCall():
            arguments = tuple(change(a) for a in node.arguments)
            return node if _same(arguments, node.arguments) else evolve(node, arguments=arguments)
        case typed.DirectionCall():
            return evolve(node, realisasi=change(node.realisasi), target=change(node.target))
        case typed.RangeOf():
            return evolve(node, lower=change(node.lower), upper=change(node.upper))
        case typed.Collect():
            quantifiers = tuple(
                evolve(
                    q,
                    domain=change(q.domain) if isinstance(q.domain, typed.EXPRESSIONS) else q.domain,
                    upper=None if q.upper is None else change(q.upper),
                    condition=None if q.condition is None else change(q.condition),
                )
                for q in node.quantifiers
            )
            return evolve(node, body=change(node.body), quantifiers=quantifiers)


def asked_of(node: typed.Apply, *arguments: Expr) -> typed.Apply:
    """The same asked of other arguments."""
    # made outright: the search asks this many times of every claim, and `evolve` first reads every field by name
    return typed.Apply(node.function, arguments, node.type, node.weights, node.subject, span=node.span)


def _same(new: tuple[Expr | None, ...], old: tuple[Expr | None, ...]) -> bool:
    return all(n is o for n, o in zip(new, old, strict=True))


def _retyped(node: typed.Apply) -> Expr:
    """In the unit of the indicator that now stands where a variable stood."""
    if node.type.unit is None or node.type.unit.symbolic is None:
        return node
    found = builtins()[node.function].result(node.arguments)
    return node if isinstance(found, UnitError) else evolve(node, type=found)


def with_variables(node: Expr, bound: Mapping[str, Expr]) -> Expr:
    """The expression with variables replaced by what they stand for."""
    if isinstance(node, typed.Var):
        value = bound.get(node.name, node)
        # `periode - 1` moves by the period's own grain, `tahun - 1` by years: the type of the variable says which
        return evolve(value, type=node.type) if isinstance(constant_of(value), Period) else value
    if isinstance(node, typed.Collect):
        hidden = {q.name for q in node.quantifiers}
        bound = {name: value for name, value in bound.items() if name not in hidden}
    return _folded(mapped(node, lambda child: with_variables(child, bound)))


def _folded(node: Expr) -> Expr:
    """A period moved by a number as the period it then is, which is how a question names it."""
    if not (isinstance(node, typed.Operation) and node.operator in ("+", "-") and len(node.operands) == 2):
        return node
    period, steps = (constant_of(o) for o in node.operands)
    if not isinstance(period, Period) or not isinstance(steps, Number) or steps.value.denominator != 1:
        return node
    count = int(steps.value) if node.operator == "+" else -int(steps.value)
    by_grain = node.operands[0].type.entity == "periode"
    return typed.Const(period.stepped(count) if by_grain else period.shifted(count), node.type, span=node.span)


def replaced(node: Expr, old: Expr, new: Expr) -> Expr:
    """The expression with one part, wherever it stands, replaced by another."""
    if node is old or (type(node) is type(old) and node == old):
        return new
    return mapped(node, lambda child: replaced(child, old, new))


def constant_of(node: Expr | None) -> Value | None:
    """What a constant stands for; None for other expressions."""
    return node.value if isinstance(node, typed.Const) else None


def number(value: Number, unit: Unit | None, like: Expr) -> typed.Const:
    """A constant that stands in the place of an expression."""
    return typed.Const(value, Type("angka", unit or units.ANGKA), span=like.span)


# ---- written out ------------------------------------------------------------------------------------------------------
def written(node: Expr) -> str:
    """The expression as one would write it; raises `UnwritableError` where it holds a number without a finite form."""
    match node:
        case typed.Const():
            return _constant(node)
        case typed.Var():
            return node.name
        case typed.FactRef():
            return f"{node.id}({written(node.period)})"
        case typed.Operation():
            return _operation(node)
        case typed.Choice():
            parts = written(node.condition), written(node.then), written(node.otherwise)
            return f"(jika {parts[0]} maka {parts[1]} selain itu {parts[2]})"
        case typed.Conversion():
            return f"({written(node.operand)} dalam {_label(node.type.unit)})"
        case typed.Apply():
            weights = node.weights or (None,) * len(node.arguments)
            pairs = zip(node.arguments, weights, strict=True)
            inner = "; ".join(written(a) if w is None else f"{written(a)} bobot {written(w)}" for a, w in pairs)
            return f"{node.function}({inner})"
        case typed.MeasureCall():
            return f"{node.measure}({'; '.join(written(a) for a in node.arguments)})"
        case typed.DirectionCall():
            return f"{node.direction}({written(node.realisasi)}; {written(node.target)})"
        case typed.RangeOf():
            return f"{written(node.lower)} s.d. {written(node.upper)}"
        case typed.Collect():
            if _is_set(node):
                return f"{node.function}({_quantified(node.quantifiers[0])})"
            bound = " ".join(f"untuk {_quantified(q)}" for q in node.quantifiers)
            return f"{node.function}({written(node.body)} {bound}{' lewati' if node.skip_missing else ''})"


def _is_set(node: typed.Collect) -> bool:
    """Whether what is collected is the members themselves: `banyak(kegiatan k di p)`."""
    asked = builtins()[node.function].parameters
    body = node.body
    return (
        bool(asked)
        and asked[0].kind == "himpunan"
        and len(node.quantifiers) == 1
        and isinstance(body, typed.Var)
        and body.name == node.quantifiers[0].name
    )


def key_of(node: Expr) -> str:
    """A text that is the same for the same expression."""
    try:
        return written(node)
    except UnwritableError:
        return repr(node)


def _operation(node: typed.Operation) -> str:
    operator = node.operator
    if operator in ("atas", "bawah"):
        whole = written(node.operands[0])
        return whole if isinstance(node.operands[0], typed.Const) else f"{whole}.{operator}"
    if operator == "neg":
        return f"(-{_within(node.operands[0], 4)})"
    if operator == "bukan":
        return f"(bukan {_within(node.operands[0], 4)})"
    own = _TIGHT.get(operator, 1)
    left, right = node.operands
    return f"{_within(left, own)} {operator} {_within(right, own + 1)}"


def _within(node: Expr, least: int) -> str:
    """An operand, in brackets where it binds less tightly than its place asks."""
    text = written(node)
    if isinstance(node, typed.Operation) and node.operator not in ("atas", "bawah", "neg", "bukan"):
        return f"({text})" if _TIGHT.get(node.operator, 1) < least else text
    if isinstance(node, typed.Const) and text.startswith("-"):
        return f"({text})"
    return text


def _quantified(quantifier: typed.Quantifier) -> str:
    text = quantifier.kind if quantifier.name == NAMELESS else f"{quantifier.kind} {quantifier.name}"
    if isinstance(quantifier.domain, str):
        text += f" di {quantifier.domain}"
    elif quantifier.domain is not None:
        text += f" di {written(quantifier.domain)}"
    if quantifier.upper is not None:
        text += f" s.d. {written(quantifier.upper)}"
    return text if quantifier.condition is None else f"{text} yang {written(quantifier.condition)}"


def _constant(node: typed.Const) -> str:
    match node.value:
        case Number():
            unit = node.type.unit or units.ANGKA
            return literal(node.value, unit)
        case Entity():
            return node.value.id
        case Period():
            return str(node.value)
        case Acuan():
            return node.value.which
        case bool():
            return "benar" if node.value else "salah"
        case str():
            return '"' + node.value.replace("\\", "\\\\").replace('"', '\\"') + '"'
        case _:
            raise UnwritableError


def literal(value: Number, unit: Unit) -> str:
    """A number as it is written in the language, all its decimals told."""
    if unit == units.ONE_TO or value.approximate:
        raise UnwritableError
    magnitude = value.value / unit.scale
    decimals = decimals_needed(magnitude, MAX_DECIMALS)
    if (magnitude * 10**decimals).denominator != 1:
        raise UnwritableError
    if " " in unit.label and unit.kind is not Kind.UANG:
        return f'{write_numeral(magnitude, decimals)} "{unit.label}"'
    return units.show(value.value, unit, decimals)


def _label(unit: Unit | None) -> str:
    label = str(unit) if unit is not None else ""
    return f'"{label}"' if " " in label and not label.startswith("Rp") else label

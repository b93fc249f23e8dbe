"""Typed expressions: what a formula means once its names are resolved and its units inferred.

Each node knows its type and its place; nothing here is evaluated. `Value`-level constants are already in base magnitude.
"""

from collections.abc import Callable, Mapping

from attrs import evolve, field

from kinerja_rules.base.frozen import quick_frozen
from kinerja_rules.base.source import Span
from kinerja_rules.model.units import Unit
from kinerja_rules.model.values import Value


@quick_frozen
class Type:
    """What an expression yields: `kind` is angka, target, teks, logika, periode, entitas, himpunan or acuan.

    `unit` goes with angka and target; `entity` names the kind of thing for entitas and himpunan.
    """

    kind: str
    unit: Unit | None = None
    entity: str | None = None


def _span() -> Span:
    placed: Span = field(eq=False, repr=False, kw_only=True)
    return placed


@quick_frozen
class Const:
    """A constant: a number, text, period, entity."""

    value: Value
    type: Type
    bare_zero: bool = False
    literal: bool = False
    span: Span = _span()


@quick_frozen
class Var:
    """A variable bound by a quantifier, `misal`, a measure's `untuk`, a direction, or the current period."""

    name: str
    type: Type
    span: Span = _span()


@quick_frozen
class FactRef:
    """A datum or an indicator's realisasi at a period: `kind` is `data` or `indikator`."""

    kind: str
    id: str
    period: "Expr"
    type: Type
    span: Span = _span()


@quick_frozen
class Operation:
    """An operator applied to operands; the operator is as written, `neg` for a sign, `bukan` for negation."""

    operator: str
    operands: "tuple[Expr, ...]"
    type: Type
    span: Span = _span()


@quick_frozen
class Choice:
    """`jika c maka a selain itu b`."""

    condition: "Expr"
    then: "Expr"
    otherwise: "Expr"
    type: Type
    span: Span = _span()


@quick_frozen
class Conversion:
    """`x dalam satuan`: the base magnitude stays, the unit shown changes."""

    operand: "Expr"
    type: Type
    span: Span = _span()


@quick_frozen
class Apply:
    """A builtin applied to evaluated arguments."""

    function: str
    arguments: "tuple[Expr, ...]"
    type: Type
    weights: "tuple[Expr | None, ...]" = ()
    subject: "Expr | None" = None
    span: Span = _span()


@quick_frozen
class Quantifier:
    """A variable over a set: `kind` is a kind of entity or a grain of period; `upper` closes a range of periods."""

    kind: str
    name: str
    domain: "Expr | str | None"
    upper: "Expr | None"
    condition: "Expr | None"


@quick_frozen
class Collect:
    """A collecting builtin over quantified members: `jumlah(x untuk kegiatan k di p lewati)`."""

    function: str
    body: "Expr"
    quantifiers: tuple[Quantifier, ...]
    skip_missing: bool
    type: Type
    subject: "Expr | None" = None
    span: Span = _span()


@quick_frozen
class MeasureCall:
    """A declared `ukuran` applied to its arguments."""

    measure: str
    arguments: "tuple[Expr, ...]"
    type: Type
    span: Span = _span()


@quick_frozen
class DirectionCall:
    """A declared `arah` applied to a realisasi and a target."""

    direction: str
    realisasi: "Expr"
    target: "Expr"
    type: Type
    span: Span = _span()


@quick_frozen
class RangeOf:
    """Two ends of a target range, given as an argument."""

    lower: "Expr"
    upper: "Expr"
    type: Type
    span: Span = _span()


Expr = Const | Var | FactRef | Operation | Choice | Conversion | Apply | Collect | MeasureCall | DirectionCall | RangeOf


@quick_frozen
class Guard:
    """`bila c maka ...`: the outcome is a value, or a reason why there is none."""

    condition: Expr
    outcome: Expr | str
    span: Span = _span()


@quick_frozen
class Formula:
    """Named intermediate values, guards tried in order, and the value."""

    lets: tuple[tuple[str, Expr], ...]
    guards: tuple[Guard, ...]
    value: Expr
    span: Span = _span()

    @property
    def type(self) -> Type:
        """What the formula yields."""
        return self.value.type


def children(node: Expr) -> tuple[Expr, ...]:
    """The expressions directly inside a node."""
    match node:
        case Const() | Var():
            return ()
        case FactRef():
            return (node.period,)
        case Operation():
            return node.operands
        case Choice():
            return (node.condition, node.then, node.otherwise)
        case Conversion():
            return (node.operand,)
        case Apply():
            return (*node.arguments, *(w for w in node.weights if w is not None))
        case Collect():
            inner = [node.body]
            for quantifier in node.quantifiers:
                inner.extend(
                    e for e in (quantifier.domain, quantifier.upper, quantifier.condition) if isinstance(e, EXPRESSIONS)
                )
            return tuple(inner)
        case MeasureCall():
            return node.arguments
        case DirectionCall():
            return (node.realisasi, node.target)
        case RangeOf():
            return (node.lower, node.upper)


def inlined(node: Expr, values: Mapping[str, Expr]) -> Expr:
    """The same with named intermediate values put in the place of their names."""
    if not values:
        return node
    inner: Callable[[Expr], Expr] = lambda part: inlined(part, values)  # noqa: E731
    match node:
        case Const():
            return node
        case Var():
            return values.get(node.name, node)
        case FactRef():
            return evolve(node, period=inner(node.period))
        case Operation():
            return evolve(node, operands=tuple(map(inner, node.operands)))
        case Choice():
            return evolve(node, condition=inner(node.condition), then=inner(node.then), otherwise=inner(node.otherwise))
        case Conversion():
            return evolve(node, operand=inner(node.operand))
        case Apply():
            weights = tuple(None if w is None else inner(w) for w in node.weights)
            subject = None if node.subject is None else inner(node.subject)
            return evolve(node, arguments=tuple(map(inner, node.arguments)), weights=weights, subject=subject)
        case Collect():
            bound = {q.name for q in node.quantifiers}
            free = {name: value for name, value in values.items() if name not in bound}
            parts = tuple(
                evolve(
                    q,
                    domain=inlined(q.domain, free) if isinstance(q.domain, EXPRESSIONS) else q.domain,
                    upper=None if q.upper is None else inlined(q.upper, free),
                    condition=None if q.condition is None else inlined(q.condition, free),
                )
                for q in node.quantifiers
            )
            return evolve(node, body=inlined(node.body, free), quantifiers=parts)
        case MeasureCall():
            return evolve(node, arguments=tuple(map(inner, node.arguments)))
        case DirectionCall():
            return evolve(node, realisasi=inner(node.realisasi), target=inner(node.target))
        case RangeOf():
            return evolve(node, lower=inner(node.lower), upper=inner(node.upper))


def variables(node: Expr) -> frozenset[str]:
    """Names of the variables that an expression reads from outside itself."""
    if isinstance(node, Var):
        return frozenset({node.name})
    found: frozenset[str] = frozenset()
    for child in children(node):
        found |= variables(child)
    return found - {q.name for q in node.quantifiers} if isinstance(node, Collect) else found


def quotient(value: Expr, lets: Mapping[str, Expr]) -> Operation | None:
    """The outermost division of a formula; roundings, `dalam`, and factors without a unit of their own around it are looked through."""
    for _ in range(_MAX_LOOKS):
        match value:
            case Operation() if value.operator == "/":
                return value
            case Operation() if value.operator == "*" and any(isinstance(o, Const) for o in value.operands):
                value = next((o for o in value.operands if not isinstance(o, Const)), value.operands[0])
            case Conversion():
                value = value.operand
            case Apply() if value.function in ("bulatkan", "potong"):
                value = value.arguments[0]
            case Var() if value.name in lets:
                value = lets[value.name]
            case _:
                return None
    return None


def quotient_unit(formula: Formula | None, which: str) -> Unit | None:
    """The unit of the `pembilang` or `penyebut` of the quotient that a formula is."""
    division = None if formula is None else quotient(formula.value, dict(formula.lets))
    return None if division is None else division.operands[0 if which == "pembilang" else 1].type.unit


_MAX_LOOKS = 200
"""Layers around a quotient that are looked through; intermediate values may not name one another in a circle."""

EXPRESSIONS = (Const, Var, FactRef, Operation, Choice, Conversion, Apply, Collect, MeasureCall, DirectionCall, RangeOf)

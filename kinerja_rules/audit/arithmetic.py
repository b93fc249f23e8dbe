"""Plain arithmetic over figures made into one function, so that a figure can be exchanged without walking the expression.

Only what needs no rules of its own is made so; whatever else is left to the interpreter.
"""

from collections.abc import Callable, Mapping
from fractions import Fraction

from kinerja_rules.audit.expansion import Expander, is_figure
from kinerja_rules.audit.rewriting import key_of
from kinerja_rules.model import expression as typed
from kinerja_rules.model.expression import Expr
from kinerja_rules.model.values import Number

Formula = Callable[[Mapping[str, Fraction]], Fraction]
"""The value of an expression from the values of its figures, by their keys; raises where there is none."""


def compiled(node: Expr, known: Expander | None = None) -> Formula | None:
    """The expression as a function of its figures; None where it holds more than plain arithmetic.

    With `known` the figures have the values of the plan.
    """
    if is_figure(node):
        return _figure(node, known)
    match node:
        case typed.Const(value=Number(value=value)):
            return lambda values: value
        case typed.Conversion():
            return compiled(node.operand, known)
        case typed.Operation():
            inner = [compiled(o, known) for o in node.operands]
            parts = [p for p in inner if p is not None]
            return _operation(node.operator, parts) if len(parts) == len(inner) else None
        case typed.Apply() if node.function in ("jumlah", "rata_rata", "tertinggi", "terendah", "abs"):
            inner = [compiled(a, known) for a in node.arguments]
            parts = [p for p in inner if p is not None]
            return _applied(node.function, parts) if len(parts) == len(inner) and parts else None
        case _:
            return None


def _figure(node: Expr, known: Expander | None) -> Formula:
    if known is None:
        key = key_of(node)
        return lambda values: values[key]
    number = known.number(node)
    if number is None:
        return _absent
    value = number.value
    return lambda values: value


def _absent(values: Mapping[str, Fraction]) -> Fraction:
    raise KeyError


def _operation(operator: str, parts: list[Formula]) -> Formula | None:
    first, second = parts[0], parts[-1]
    match operator:
        case "+":
            return lambda values: first(values) + second(values)
        case "-":
            return lambda values: first(values) - second(values)
        case "*":
            return lambda values: first(values) * second(values)
        case "/":
            return lambda values: first(values) / second(values)
        case "neg":
            return lambda values: -first(values)
        case _:
            return None


def _applied(function: str, parts: list[Formula]) -> Formula:
    match function:
        case "jumlah":
            return lambda values: sum((p(values) for p in parts), Fraction(0))
        case "rata_rata":
            return lambda values: sum((p(values) for p in parts), Fraction(0)) / len(parts)
        case "tertinggi":
            return lambda values: max(p(values) for p in parts)
        case "terendah":
            return lambda values: min(p(values) for p in parts)
        case _:
            return lambda values: abs(parts[0](values))

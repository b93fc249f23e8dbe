"""Conditions that only what is declared of a member decides: whoever fulfils one does so whatever the figures are.

`simpul s yang jenis(s) = "program" dan ada(pagu(s; t))` is asked for in many tables and formulas, each time of all nodes;
which of them are programs need be found only once.
"""

from kinerja_rules.model import expression as typed
from kinerja_rules.model.expression import Expr, Quantifier

_DECLARED = frozenset({"jenis", "iku"})
"""Functions that tell what is declared, and always tell something."""
_OPERATORS = frozenset({"=", "<>", "dan", "atau", "bukan"})


def settled_part(quantifier: Quantifier) -> tuple[tuple[Expr, ...], tuple[Expr, ...]]:
    """The conditions of a set that are settled, which come first, and the others; together they are its condition."""
    parts = list(_all_of(quantifier.condition)) if quantifier.condition is not None else []
    at = 0
    while at < len(parts) and _is_settled(parts[at], quantifier.name):
        at += 1
    return tuple(parts[:at]), tuple(parts[at:])


def _all_of(condition: Expr) -> tuple[Expr, ...]:
    if isinstance(condition, typed.Operation) and condition.operator == "dan":
        return tuple(part for operand in condition.operands for part in _all_of(operand))
    return (condition,)


def _is_settled(node: Expr, name: str) -> bool:
    match node:
        case typed.Const():
            return True
        case typed.Var():
            return node.name == name
        case typed.Operation():
            return node.operator in _OPERATORS and all(_is_settled(o, name) for o in node.operands)
        case typed.Apply():
            plain = not node.weights and node.subject is None
            return plain and node.function in _DECLARED and all(_is_settled(a, name) for a in node.arguments)
        case _:
            return False

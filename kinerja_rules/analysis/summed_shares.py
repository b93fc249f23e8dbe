"""Percentages added up although each is a share of another whole: 50 % of two people and 50 % of two thousand are no 100 %.

Shares of one whole, as programmes' shares of a budget, do add up; what counts is whether the divisor changes with the
members that are added.
"""

from collections.abc import Iterator, Mapping

from kinerja_rules.model import expression as typed
from kinerja_rules.model.expression import Expr, children, inlined, quotient, variables
from kinerja_rules.model.kinerja import Ukuran
from kinerja_rules.model.units import Kind

_OF_A_TARGET = frozenset({"capaian", "capaian_bebas"})
"""Each is a share of its own target."""

_MAX_DEPTH = 40


def summed_shares(node: Expr, measures: Mapping[str, Ukuran]) -> Iterator[typed.Collect]:
    """The sums within an expression that add shares of different wholes."""
    if isinstance(node, typed.Collect) and node.function == "jumlah":
        unit = node.body.type.unit
        members = frozenset(q.name for q in node.quantifiers)
        if unit is not None and unit.kind is Kind.PERSEN and _has_own_base(node.body, members, measures):
            yield node
    for child in children(node):
        yield from summed_shares(child, measures)


def _has_own_base(node: Expr, members: frozenset[str], measures: Mapping[str, Ukuran], depth: int = 0) -> bool:
    """Whether a share is one of a whole that changes with the members."""
    if depth > _MAX_DEPTH:
        return False
    match node:
        case typed.Conversion():
            return _has_own_base(node.operand, members, measures, depth + 1)
        case typed.Choice():
            return any(_has_own_base(part, members, measures, depth + 1) for part in (node.then, node.otherwise))
        case typed.Apply() if node.function in _OF_A_TARGET:
            return bool(variables(node) & members)
        case typed.MeasureCall():
            measure = measures[node.measure]
            inside = frozenset(
                name
                for (name, _), argument in zip(measure.parameters, node.arguments, strict=True)
                if variables(argument) & members
            )
            value = measure.formula.value
            for name, body in reversed(measure.formula.lets):
                value = inlined(value, {name: body})
            return _has_own_base(value, inside, measures, depth + 1)
        case _:
            division = quotient(node, {})
            return division is not None and bool(variables(division.operands[1]) & members)

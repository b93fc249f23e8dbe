"""Written expressions with some names put in the place of others: what a column says of each row of a printed table."""

from collections.abc import Callable

from attrs import evolve

from kinerja_rules.syntax import nodes

Rewrite = Callable[[nodes.Name], nodes.Expr | None]
"""What stands in the place of a name; None leaves it."""


def rewritten(node: nodes.Expr, rewrite: Rewrite) -> nodes.Expr:
    """The expression with its names rewritten; a year moved by whole years becomes the year meant."""
    match node:
        case nodes.Name():
            found = rewrite(node)
            return node if found is None else found
        case nodes.Call():
            arguments = tuple(
                evolve(
                    a,
                    value=rewritten(a.value, rewrite),
                    weight=None if a.weight is None else rewritten(a.weight, rewrite),
                )
                for a in node.arguments
            )
            return evolve(node, arguments=arguments, binders=tuple(_binder(b, rewrite) for b in node.binders))
        case nodes.Attribute():
            return evolve(node, base=rewritten(node.base, rewrite))
        case nodes.Unary() | nodes.Convert():
            return evolve(node, operand=rewritten(node.operand, rewrite))
        case nodes.Binary():
            return _moved(evolve(node, left=rewritten(node.left, rewrite), right=rewritten(node.right, rewrite)), node)
        case nodes.Branch():
            return evolve(
                node,
                condition=rewritten(node.condition, rewrite),
                then=rewritten(node.then, rewrite),
                otherwise=rewritten(node.otherwise, rewrite),
            )
        case nodes.RangeExpr():
            return evolve(node, lower=rewritten(node.lower, rewrite), upper=rewritten(node.upper, rewrite))
        case _:
            return node


def _binder(binder: nodes.Binder, rewrite: Rewrite) -> nodes.Binder:
    domain, upper, condition = (
        None if part is None else rewritten(part, rewrite) for part in (binder.domain, binder.upper, binder.condition)
    )
    return evolve(binder, domain=domain, upper=upper, condition=condition)


def _moved(node: nodes.Binary, before: nodes.Binary) -> nodes.Expr:
    """`tahun - 1`, once `tahun` is a number, is a year of its own: a difference of two numbers would be none."""
    left, right = node.left, node.right
    if (
        node.operator in ("+", "-")
        and isinstance(before.left, nodes.Name)
        and isinstance(left, nodes.NumberLit)
        and isinstance(right, nodes.NumberLit)
        and right.unit is None
    ):
        value = left.value + right.value if node.operator == "+" else left.value - right.value
        return nodes.NumberLit(value, 0, None, grouped=False, span=node.span)
    return node

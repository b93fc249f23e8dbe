"""The type of a set of things of the same kind as the argument."""

from collections.abc import Sequence

from kinerja_rules.model.expression import Expr, Type
from kinerja_rules.model.units import UnitError


def set_like(arguments: Sequence[Expr]) -> Type | UnitError:
    """A set of what the first argument is."""
    return Type("himpunan", entity=arguments[0].type.entity)

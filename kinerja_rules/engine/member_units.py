"""Units that only the members of a set tell: what is put together must go together, as it must where indicators are named.

The unit of `realisasi(i; t)` is that of whichever indicator `i` is bound to, so that no check can hold two of them against
each other before they are asked. An expression in any other unit costs nothing here.
"""

from collections.abc import Sequence

from kinerja_rules.functions import builtins
from kinerja_rules.functions.interface import undefined
from kinerja_rules.model import expression as typed
from kinerja_rules.model import units
from kinerja_rules.model.expression import Expr
from kinerja_rules.model.kinerja import Model
from kinerja_rules.model.units import UnitError
from kinerja_rules.model.values import Entity, Grade, Missing, TargetValue, Value

ONLY_COMPARED = undefined("predikat hanya dapat dibandingkan")
"""What comes of calculating with grades."""


def graded(value: Value) -> bool:
    """Whether a value is a grade of a scale, or a target that names one."""
    kind = value.__class__
    return kind is Grade or (kind is TargetValue and value.grade is not None)  # type: ignore[union-attr]  # it is one


def symbols_within(node: typed.Collect) -> tuple[str, ...]:
    """The variables of a set in whose units its members are, where these are put together or compared."""
    unit = node.body.type.unit
    if unit is None or not unit.dimension or not builtins()[node.function].of_numbers:
        return ()
    borne = {name[1:] for name, _ in unit.dimension if name.startswith("?")}
    return tuple(q.name for q in node.quantifiers if q.name in borne) if borne else ()


def collection_of(node: Expr, symbol: str) -> typed.Collect | None:
    """The collection that binds the variable whose unit an expression is in; None where that is bound outside of it."""
    if isinstance(node, typed.Collect) and symbol in symbols_within(node):
        return node
    if isinstance(node, typed.Collect) or node.type.unit is None:
        return None
    found = (collection_of(child, symbol) for child in typed.children(node) if child.type.unit is not None)
    return next((one for one in found if one is not None), None)


def unlike(model: Model, bearers: Sequence[Value], members: Sequence[Value] = ()) -> Missing | None:
    """Why the values of indicators cannot be put together: two of them, and their units.

    `members` are their values where absent ones are left out.
    """
    first: Entity | None = None
    for at, bearer in enumerate(bearers):
        if not isinstance(bearer, Entity) or (members and isinstance(members[at], Missing)):
            continue
        if first is None:
            first, joint = bearer, model.indikator[bearer.id].satuan
            continue
        unit = model.indikator[bearer.id].satuan
        if unit is not joint and isinstance(units.unify(joint, unit), UnitError):
            return undefined(f"satuan anggotanya berbeda: `{first.id}` {joint}, `{bearer.id}` {unit}")
    return None

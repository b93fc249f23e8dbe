"""`pertumbuhan(kini; lalu)`: the change relative to what was."""

from collections.abc import Sequence

from kinerja_rules.functions.interface import (
    Builtin,
    Call,
    Parameter,
    approximates,
    is_bare_zero,
    undefined,
    unit_of,
)
from kinerja_rules.model import units
from kinerja_rules.model.expression import Expr, Type
from kinerja_rules.model.units import UnitError
from kinerja_rules.model.values import Number, Value


def _result(arguments: Sequence[Expr]) -> Type | UnitError:
    now, then = arguments
    joint = units.unify(unit_of(now), unit_of(then), is_bare_zero(now), is_bare_zero(then))
    return joint if isinstance(joint, UnitError) else Type("angka", units.RASIO)


def _compute(call: Call) -> Value:
    now, then = call.numbers()
    if then.value == 0:
        return undefined("pertumbuhan dari nol")
    return Number((now.value - then.value) / then.value, approximates([now, then]))


FUNCTION = Builtin(
    "pertumbuhan",
    (Parameter("kini", "angka"), Parameter("lalu", "angka")),
    _result,
    _compute,
    "Pertumbuhan: (kini - lalu) / lalu.",
    ("pertumbuhan(110 orang; 100 orang) = 10 %",),
)

"""`selisih(a; b)`: a less b; percentages leave points."""

from collections.abc import Sequence

from kinerja_rules.functions.interface import Builtin, Call, Parameter, approximates, is_bare_zero, unit_of
from kinerja_rules.model import units
from kinerja_rules.model.expression import Expr, Type
from kinerja_rules.model.units import UnitError
from kinerja_rules.model.values import Number, Value


def _result(arguments: Sequence[Expr]) -> Type | UnitError:
    a, b = arguments
    found = units.add("-", unit_of(a), unit_of(b), is_bare_zero(a) or is_bare_zero(b))
    return found if isinstance(found, UnitError) else Type("angka", found)


def _compute(call: Call) -> Value:
    a, b = call.numbers()
    return Number(a.value - b.value, approximates([a, b]))


FUNCTION = Builtin(
    "selisih",
    (Parameter("a", "angka"), Parameter("b", "angka")),
    _result,
    _compute,
    "Selisih a - b; selisih dua persen adalah poin.",
    ("selisih(95 %; 90 %) = 5 poin",),
)

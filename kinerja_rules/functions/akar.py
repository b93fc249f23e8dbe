"""`akar(x)`: the square root."""

from collections.abc import Sequence

from kinerja_rules.functions.exact_roots import root
from kinerja_rules.functions.interface import ANGKA, Builtin, Call, undefined
from kinerja_rules.model import units
from kinerja_rules.model.expression import Expr, Type
from kinerja_rules.model.units import UnitError
from kinerja_rules.model.values import Number, Value


def _result(arguments: Sequence[Expr]) -> Type | UnitError:
    unit = arguments[0].type.unit or units.ANGKA
    if not unit.dimensionless:
        return UnitError(
            "KR302", f"akar dari `{unit}` tidak bermakna", "bagi lebih dahulu dengan besaran bersatuan sama"
        )
    return Type("angka", units.RASIO if unit.kind is units.Kind.PERSEN else unit)


def _compute(call: Call) -> Value:
    (number,) = call.numbers()
    if number.value < 0:
        return undefined("akar dari bilangan negatif")
    value, approximate = root(number.value, 2)
    return Number(value, approximate or number.approximate)


FUNCTION = Builtin(
    "akar",
    (ANGKA,),
    _result,
    _compute,
    "Akar kuadrat; dihitung sampai 30 angka penting bila tidak rasional.",
    ("akar(9) = 3", "bulatkan(akar(2); 5) = 1,41421"),
)

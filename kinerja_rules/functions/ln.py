"""`ln(x)`: the natural logarithm of a number without dimension."""

from collections.abc import Sequence

from kinerja_rules.functions.exact_roots import logarithm
from kinerja_rules.functions.interface import ANGKA, Builtin, Call, undefined
from kinerja_rules.model import units
from kinerja_rules.model.expression import Expr, Type
from kinerja_rules.model.units import UnitError
from kinerja_rules.model.values import Number, Value


def _result(arguments: Sequence[Expr]) -> Type | UnitError:
    unit = arguments[0].type.unit or units.ANGKA
    if not unit.dimensionless:
        return UnitError(
            "KR302",
            f"logaritma dari `{unit}` tidak bermakna",
            "bagi lebih dahulu dengan besaran bersatuan sama, misalnya `x / Rp 1`",
        )
    return Type("angka", units.ANGKA)


def _compute(call: Call) -> Value:
    (number,) = call.numbers()
    if number.value <= 0:
        return undefined("logaritma hanya ada untuk bilangan positif")
    value, approximate = logarithm(number.value)
    return Number(value, approximate or number.approximate)


FUNCTION = Builtin(
    "ln",
    (ANGKA,),
    _result,
    _compute,
    "Logaritma natural, dihitung sampai 30 angka penting.",
    ("ln(1) = 0", "bulatkan(ln(10); 4) = 2,3026"),
)

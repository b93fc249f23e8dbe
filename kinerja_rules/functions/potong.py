"""`potong(x; n)`: cut off at n decimals of the operand's unit, toward zero."""

from collections.abc import Sequence

from kinerja_rules.base.numerals import truncate
from kinerja_rules.functions.interface import ANGKA, Builtin, Call, Parameter, undefined
from kinerja_rules.model import units
from kinerja_rules.model.expression import Expr, Type
from kinerja_rules.model.units import Kind, UnitError
from kinerja_rules.model.values import Number, Value


def _result(arguments: Sequence[Expr]) -> Type | UnitError:
    unit = arguments[0].type.unit
    if unit is None or (unit.kind is Kind.RASIO and not unit.label):
        return UnitError(
            "KR306",
            "rasio belum bersatuan, jadi banyaknya desimal tidak jelas",
            "tulis satuannya lebih dahulu, misalnya `potong(x dalam %; 2)`",
        )
    return Type("angka", unit)


def _compute(call: Call) -> Value:
    number, decimals = call.numbers()
    if decimals.value.denominator != 1 or not 0 <= decimals.value <= 30:
        return undefined("banyaknya desimal harus bilangan bulat dari 0 sampai 30")
    value = units.rounded(number.value, call.unit or units.ANGKA, int(decimals.value), truncate)
    return Number(value, number.approximate, int(decimals.value))


FUNCTION = Builtin(
    "potong",
    (ANGKA, Parameter("desimal", "angka")),
    _result,
    _compute,
    "Memotong setelah sejumlah angka desimal dalam satuannya, tanpa membulatkan.",
    ("potong(2,669; 2) = 2,66",),
    rounds=True,
)

"""`bulatkan(x; n)`: round at n decimals of the operand's unit, half up."""

from collections.abc import Sequence

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
            "tulis satuannya lebih dahulu, misalnya `bulatkan(x dalam %; 2)`",
        )
    return Type("angka", unit)


def _compute(call: Call) -> Value:
    number, decimals = call.numbers()
    if decimals.value.denominator != 1 or not 0 <= decimals.value <= 30:
        return undefined("banyaknya desimal harus bilangan bulat dari 0 sampai 30")
    value = units.rounded(number.value, call.unit or units.ANGKA, int(decimals.value))
    return Number(value, number.approximate, int(decimals.value))


FUNCTION = Builtin(
    "bulatkan",
    (ANGKA, Parameter("desimal", "angka")),
    _result,
    _compute,
    "Membulatkan ke sejumlah angka desimal dalam satuannya; setengah dibulatkan menjauhi nol.",
    ("bulatkan(2,665; 2) = 2,67", "bulatkan(93,8212 %; 3) = 93,821 %"),
    rounds=True,
)

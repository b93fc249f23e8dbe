"""What `bulatkan` and `potong` share: decimals are counted in the operand's unit, and a ratio without a unit is refused."""

from collections.abc import Callable, Sequence
from fractions import Fraction

from kinerja_rules.functions.interface import ANGKA, Builtin, Call, Parameter, undefined
from kinerja_rules.model import units
from kinerja_rules.model.expression import Expr, Type
from kinerja_rules.model.units import Kind, UnitError
from kinerja_rules.model.values import Number, Value

Rounding = Callable[[Fraction, int], Fraction]


def rounding(name: str, rule: Rounding, summary: str, examples: tuple[str, ...]) -> Builtin:
    """A builtin that brings a number to so many decimals by a rule."""

    def result(arguments: Sequence[Expr]) -> Type | UnitError:
        unit = arguments[0].type.unit
        if unit is None or (unit.kind is Kind.RASIO and not unit.label):
            return UnitError(
                "KR306",
                "rasio belum bersatuan, jadi banyaknya desimal tidak jelas",
                f"tulis satuannya lebih dahulu, misalnya `{name}(x dalam %; 2)`",
            )
        return Type("angka", unit)

    def compute(call: Call) -> Value:
        number, decimals = call.numbers()
        if decimals.value.denominator != 1 or not 0 <= decimals.value <= 30:
            return undefined("banyaknya desimal harus bilangan bulat dari 0 sampai 30")
        value = units.rounded(number.value, call.unit or units.ANGKA, int(decimals.value), rule)
        return Number(value, number.approximate, int(decimals.value))

    parameters = (ANGKA, Parameter("desimal", "angka"))
    return Builtin(name, parameters, result, compute, summary, examples, rounds=True)

"""`pangkat(x; n)`: a power; exact for a whole exponent."""

from collections.abc import Sequence

from kinerja_rules.functions.exact_roots import power
from kinerja_rules.functions.interface import ANGKA, Builtin, Call, Parameter, undefined
from kinerja_rules.model import units
from kinerja_rules.model.expression import Expr, Type
from kinerja_rules.model.units import UnitError
from kinerja_rules.model.values import Number, Value


def _result(arguments: Sequence[Expr]) -> Type | UnitError:
    base, exponent = (a.type.unit or units.ANGKA for a in arguments)
    if not exponent.dimensionless:
        return UnitError(
            "KR302", f"pangkat bersatuan `{exponent}` tidak bermakna", "pangkat adalah bilangan tanpa satuan"
        )
    if not base.dimensionless:
        return UnitError(
            "KR302", f"pangkat dari `{base}` tidak bermakna", "bagi lebih dahulu dengan besaran bersatuan sama"
        )
    return Type("angka", units.ANGKA if base.kind is units.Kind.ANGKA else units.RASIO)


def _compute(call: Call) -> Value:
    base, exponent = call.numbers()
    raised = power(base.value, exponent.value)
    if raised is None:
        return undefined("pangkat ini tidak bernilai nyata atau terlalu besar")
    return Number(raised[0], raised[1] or base.approximate or exponent.approximate)


FUNCTION = Builtin(
    "pangkat",
    (ANGKA, Parameter("n", "angka")),
    _result,
    _compute,
    "Perpangkatan; eksak untuk pangkat bulat, selain itu dihitung sampai 30 angka penting.",
    ("pangkat(2; 10) = 1.024", "pangkat(4; 0,5) = 2"),
)

"""`ada_dalam_nomenklatur(s)`: whether the nomenclature lists the code of a node."""

from kinerja_rules.functions.interface import SIMPUL, Builtin, Call, yields
from kinerja_rules.model.values import Value


def _compute(call: Call) -> Value:
    return call.context.official(call.entity().id, "ada")


FUNCTION = Builtin(
    "ada_dalam_nomenklatur",
    (SIMPUL,),
    yields("logika"),
    _compute,
    "Benar bila kode simpul ada dalam nomenklatur yang disebut `renstra`; tidak diketahui bila tabelnya tidak ada, atau tidak memuatnya dan tidak dinyatakan `lengkap`.",
)

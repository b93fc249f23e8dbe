"""`jumlah(a; b; ...)`, `jumlah(x untuk ...)`: the exact sum."""

from kinerja_rules.functions.interface import ANGKA, Builtin, Call, approximates, same_unit, total
from kinerja_rules.model.values import Number, Value


def _compute(call: Call) -> Value:
    numbers = call.numbers()
    return Number(total(numbers), approximates(numbers))


FUNCTION = Builtin(
    "jumlah",
    (ANGKA,),
    same_unit,
    _compute,
    "Jumlah semua anggota. Himpunan kosong berjumlah nol.",
    ("jumlah(1; 2; 3,5) = 6,5", "jumlah(10 orang; 5 orang) = 15 orang"),
    variadic=True,
    collects=True,
)

"""`terbaik(...)`: the best member by the direction of the indicator that the members are about."""

from kinerja_rules.functions.interface import ANGKA, NO_MEMBERS, Builtin, Call, same_unit, undefined
from kinerja_rules.model.values import Value


def _compute(call: Call) -> Value:
    numbers = call.numbers()
    if not numbers:
        return NO_MEMBERS
    improves = call.context.membaik(call.subject.id) if call.subject is not None else None
    if improves not in ("naik", "turun"):
        return undefined("arah indikator ini tidak mengurutkan nilai")
    best = max if improves == "naik" else min
    return best(numbers, key=lambda n: n.value)


FUNCTION = Builtin(
    "terbaik",
    (ANGKA,),
    same_unit,
    _compute,
    "Anggota yang paling baik menurut arah indikator yang ditanyakan, misalnya "
    "`terbaik(realisasi(i; u) untuk tahun u di 2020 s.d. 2022)`.",
    variadic=True,
    collects=True,
    directed=True,
)

"""`daftar(x untuk ...)`: members named in a sentence: `2023, 2024, dan 2025`; of a long list the first few."""

from kinerja_rules.functions.interface import Builtin, Call, Parameter, yields
from kinerja_rules.model.periods import Period
from kinerja_rules.model.values import Entity, Value

MOST = 5
"""Members that are named; the rest is counted."""


def listed(names: list[str]) -> str:
    """Names in one sentence.

    >>> listed(["a", "b"]), listed(["a", "b", "c"]), listed(list("abcdefg"))
    ('a dan b', 'a, b, dan c', 'a, b, c, d, e, dan 2 lainnya')
    """
    if len(names) > MOST:
        names = [*names[:MOST], f"{len(names) - MOST} lainnya"]
    if len(names) <= 2:
        return " dan ".join(names)
    return f"{', '.join(names[:-1])}, dan {names[-1]}"


def _named(value: Value) -> str:
    if isinstance(value, Entity):
        return value.id
    return value if isinstance(value, str) else str(value)


def _compute(call: Call) -> Value:
    named = dict.fromkeys(_named(v) for v in call.values if isinstance(v, (str, Period, Entity)))
    return listed(list(named))


FUNCTION = Builtin(
    "daftar",
    (Parameter("x", "apa_saja"),),
    yields("teks"),
    _compute,
    "Anggota himpunan sebagai satu rangkaian kata, untuk kalimat: tahun, teks, atau pengenal; yang panjang diringkas.",
    ('daftar("a"; "b"; "c") = "a, b, dan c"',),
    variadic=True,
    collects=True,
)

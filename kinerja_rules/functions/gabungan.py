"""`gabungan(x untuk ...)`: texts one after another, each once, none left out: `BPS; Monev 2022`."""

from kinerja_rules.functions.interface import Builtin, Call, Parameter, yields
from kinerja_rules.model.values import Value

_BETWEEN = "; "


def _compute(call: Call) -> Value:
    texts = (text for value in call.values if isinstance(value, str) for text in value.split(_BETWEEN))
    return _BETWEEN.join(dict.fromkeys(text for text in texts if text))


FUNCTION = Builtin(
    "gabungan",
    (Parameter("x", "teks"),),
    yields("teks"),
    _compute,
    "Teks anggota himpunan berturut-turut, dipisahkan titik koma; yang sama ditulis sekali, yang kosong dilewati.",
    ('gabungan("BPS"; ""; "Monev; BPS") = "BPS; Monev"',),
    variadic=True,
    collects=True,
)

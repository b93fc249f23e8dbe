"""`diawali(teks; awalan; ...)`: whether a text begins with one of some words, whatever their case."""

from kinerja_rules.functions.interface import Builtin, Call, Parameter, yields
from kinerja_rules.functions.words import beginnings_of, texts_of, words_of
from kinerja_rules.model.values import Value


def _compute(call: Call) -> Value:
    text, (beginnings, lengths) = words_of(str(call.values[0])), beginnings_of(texts_of(call.values[1:]))
    return any(text[:length] in beginnings for length in lengths)


FUNCTION = Builtin(
    "diawali",
    (Parameter("teks", "teks"), Parameter("awalan", "teks_teks")),
    yields("logika"),
    _compute,
    "Benar bila teks diawali salah satu kata atau rangkaian kata; huruf besar dan kecil tidak dibedakan.",
    ('diawali("Jumlah peserta"; "jumlah"; "persentase")', 'bukan diawali("Jumlahan"; "jumlah")'),
    variadic=True,
)

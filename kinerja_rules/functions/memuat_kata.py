"""`memuat_kata(teks; kata; ...)`: whether a text holds one of some words as whole words, whatever their case."""

from kinerja_rules.functions.interface import Builtin, Call, Parameter, yields
from kinerja_rules.functions.words import phrases_of, texts_of, words_of
from kinerja_rules.model.values import Value


def _compute(call: Call) -> Value:
    text, (single, phrases) = words_of(str(call.values[0])), phrases_of(texts_of(call.values[1:]))
    if not single.isdisjoint(text):
        return True
    return any(text[at : at + len(p)] == p for p in phrases if p[0] in text for at in range(len(text)))


FUNCTION = Builtin(
    "memuat_kata",
    (Parameter("teks", "teks"), Parameter("kata", "teks_teks")),
    yields("logika"),
    _compute,
    "Benar bila teks memuat salah satu kata atau rangkaian kata secara utuh; huruf besar dan kecil tidak dibedakan.",
    ('memuat_kata("Jumlah rapat dan sosialisasi"; "sosialisasi")', 'bukan memuat_kata("Peserta"; "serta")'),
    variadic=True,
)

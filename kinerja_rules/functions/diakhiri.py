"""`diakhiri(teks; akhiran; ...)`: whether a text ends in one of some texts, whatever their case."""

from kinerja_rules.functions.interface import Builtin, Call, Parameter, yields
from kinerja_rules.functions.words import texts_of
from kinerja_rules.model.values import Value


def _compute(call: Call) -> Value:
    text, *endings = (t.casefold() for t in texts_of(call.values))
    return any(text.endswith(e) for e in endings)


FUNCTION = Builtin(
    "diakhiri",
    (Parameter("teks", "teks"), Parameter("akhiran", "teks_teks")),
    yields("logika"),
    _compute,
    "Benar bila teks berakhir dengan salah satu akhiran; huruf besar dan kecil tidak dibedakan.",
    (
        'diakhiri("renja_perubahan"; "perubahan")',
        'bukan diakhiri("renja"; "perubahan")',
    ),
    variadic=True,
)

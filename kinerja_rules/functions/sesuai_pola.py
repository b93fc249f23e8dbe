"""`sesuai_pola(teks; pola; ...)`: whether a text has one of some shapes."""

from kinerja_rules.functions.interface import Builtin, Call, Parameter, yields
from kinerja_rules.model.values import Value


def _compute(call: Call) -> Value:
    text, *patterns = (str(v) for v in call.values)
    return any(_fits(text, pattern) for pattern in patterns)


def _fits(text: str, pattern: str) -> bool:
    """Character by character: `9` stands for a digit, `A` for a letter, anything else for itself."""
    return len(text) == len(pattern) and all(
        c.isdigit() and c.isascii() if p == "9" else c.isalpha() if p == "A" else c == p
        for c, p in zip(text, pattern, strict=True)
    )


FUNCTION = Builtin(
    "sesuai_pola",
    (Parameter("teks", "teks"), Parameter("pola", "teks")),
    yields("logika"),
    _compute,
    "Benar bila teks sesuai salah satu pola; dalam pola `9` berarti satu angka, `A` satu huruf, yang lain berarti dirinya.",
    (
        'sesuai_pola("2.07.03"; "9.99"; "9.99.99")',
        'bukan sesuai_pola("2.7.3"; "9.99.99")',
    ),
    variadic=True,
)

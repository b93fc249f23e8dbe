"""`mirip(a; b)`: how alike two texts are, by the pairs of letters they share (Sorensen-Dice), from 0 to 1."""

from collections import Counter
from collections.abc import Iterable
from fractions import Fraction

from kinerja_rules.functions.interface import Builtin, Call, Parameter, yields
from kinerja_rules.functions.words import words_of
from kinerja_rules.model import units
from kinerja_rules.model.values import Number, Value


def pairs_of(words: Iterable[str]) -> Counter[str]:
    """The pairs of neighbouring letters within words, as often as each occurs."""
    return Counter(word[at : at + 2] for word in words for at in range(max(len(word) - 1, 1)))


def likeness(one: Counter[str], other: Counter[str]) -> Fraction:
    """The share of letter pairs that two texts have in common; two texts without any are alike.

    >>> likeness(pairs_of(("kesempatan", "kerja")), pairs_of(("kerja", "kesempatan")))
    Fraction(1, 1)
    """
    total = one.total() + other.total()
    return Fraction(2 * (one & other).total(), total) if total else Fraction(1)


def _compute(call: Call) -> Value:
    one, other = (pairs_of(words_of(str(v))) for v in call.values)
    return Number(likeness(one, other))


FUNCTION = Builtin(
    "mirip",
    (Parameter("a", "teks"), Parameter("b", "teks")),
    yields("angka", units.RASIO),
    _compute,
    "Kemiripan dua teks dari 0 sampai 1, dihitung dari pasangan huruf yang sama; huruf besar dan kecil tidak dibedakan.",
    ('mirip("Kesempatan Kerja"; "kesempatan kerja") = 1', 'mirip("abc"; "xyz") = 0'),
)

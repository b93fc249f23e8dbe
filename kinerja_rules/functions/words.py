"""Words of a text, for functions that compare texts."""

import re
from collections.abc import Iterable
from functools import lru_cache

from kinerja_rules.model.values import Value

_WORD = re.compile(r"\w+")


@lru_cache(maxsize=1 << 16)
def words_of(text: str) -> tuple[str, ...]:
    """The words in order, without case or punctuation.

    >>> words_of("Persentase LPKS (terakreditasi)")
    ('persentase', 'lpks', 'terakreditasi')
    """
    return tuple(_WORD.findall(text.casefold()))


def texts_of(values: Iterable[Value]) -> tuple[str, ...]:
    """Texts, those in sets among them."""
    out: list[str] = []
    for value in values:
        out.extend(str(v) for v in value) if isinstance(value, tuple) else out.append(str(value))
    return tuple(out)


@lru_cache(maxsize=1 << 12)
def phrases_of(texts: tuple[str, ...]) -> tuple[frozenset[str], tuple[tuple[str, ...], ...]]:
    """Of a list of words and phrases, the words, and the phrases of several words; those of none are left out.

    >>> phrases_of(("Laju", "realisasi anggaran", "-"))
    (frozenset({'laju'}), (('realisasi', 'anggaran'),))
    """
    found = [words_of(text) for text in texts]
    return frozenset(p[0] for p in found if len(p) == 1), tuple(p for p in found if len(p) > 1)


@lru_cache(maxsize=1 << 12)
def beginnings_of(texts: tuple[str, ...]) -> tuple[frozenset[tuple[str, ...]], tuple[int, ...]]:
    """The words of each text of a list, and how many words they have."""
    found = frozenset(words_of(text) for text in texts)
    return found, tuple(sorted({len(words) for words in found}))

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

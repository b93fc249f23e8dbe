"""Words of a text, for functions that compare texts."""

import re

_WORD = re.compile(r"\w+")


def words_of(text: str) -> tuple[str, ...]:
    """The words in order, without case or punctuation.

    >>> words_of("Persentase LPKS (terakreditasi)")
    ('persentase', 'lpks', 'terakreditasi')
    """
    return tuple(_WORD.findall(text.casefold()))

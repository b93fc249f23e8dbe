"""Texts within what a spreadsheet takes."""

MOST_TEXT = 32_767
"""Characters of a cell."""
_CUT = " … (dipotong, sebab sel Excel memuat paling banyak 32.767 karakter; teks utuhnya ada di bentuk lain, misalnya HTML)"


def characters(text: str) -> int:
    """The characters of a text as a spreadsheet counts them: those beyond the first plane of Unicode are two."""
    return len(text) + sum(character > "\uffff" for character in text)


def within(text: str, most: int) -> str:
    """The beginning of a text that has at most so many characters.

    >>> within("tabel", 3), within("tabel", 9)
    ('tab', 'tabel')
    """
    if len(text) * 2 <= most or characters(text) <= most:
        return text
    kept = text[:most]
    while (over := characters(kept) - most) > 0:
        kept = kept[: -max(1, over // 2)]
    return kept


def fitting(text: str, behind: str = "") -> str:
    """A text, with what stands `behind` it, as a cell takes it: one that is too long is cut, and says so at its end."""
    whole = text + behind
    if len(whole) * 2 <= MOST_TEXT or characters(whole) <= MOST_TEXT:
        return whole
    ending = _CUT + behind
    return within(text, MOST_TEXT - characters(ending)) + ending

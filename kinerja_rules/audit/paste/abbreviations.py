"""Words that a printed name shortens, written out as the name it is compared with has them.

Only what is marked as shortened is: a word of capitals among others (`LPK`), one with a full stop (`Angk.`), or one of
the few that everybody shortens.
"""

import re
from collections.abc import Mapping
from types import MappingProxyType

from attrs import frozen

from kinerja_rules.functions.words import words_of

_USUAL: Mapping[str, str] = MappingProxyType(
    {
        "yg": "yang",
        "dgn": "dengan",
        "utk": "untuk",
        "thd": "terhadap",
        "dlm": "dalam",
        "pd": "pada",
        "jml": "jumlah",
        "jlh": "jumlah",
        "thn": "tahun",
        "prosentase": "persentase",
        "presentase": "persentase",
    }
)
"""Shortened and misspelt words of reports, in full."""
_CAPITALS = re.compile(r"\b[A-Z]{2,6}\b")
_STOPPED = re.compile(r"\b(\w{2,})\.")
_LEAST_BEGINNING = 2
_FEW = 3


@frozen
class Shortened:
    """The words of a printed name, as printed and without the usual shortenings; and which are marked as shortened."""

    printed: tuple[str, ...]
    words: tuple[str, ...]
    initials: frozenset[str]
    beginnings: frozenset[str]

    def written_out(self, other: tuple[str, ...]) -> tuple[str, ...]:
        """The words with the shortened ones as `other` has them; as they are where it has no such words.

        >>> read_shortened("Pembinaan LPK Swasta").written_out(("pembinaan", "lembaga", "pelatihan", "kerja", "swasta"))
        ('pembinaan', 'lembaga', 'pelatihan', 'kerja', 'swasta')
        """
        if not set(self.words) & set(other):
            return self.words  # nothing but initials may be short for anything
        out: list[str] = []
        for word in self.words:
            if word in other:
                out.append(word)
            elif word in self.initials and (found := _run(word, other)):
                out.extend(found)
            elif word in self.beginnings:
                out.append(_full(word, other) or word)
            else:
                out.append(word)
        return tuple(out)


def read_shortened(name: str) -> Shortened:
    """A printed name read for what it shortens."""
    printed = words_of(name)
    words = tuple(_USUAL.get(w, w) for w in printed)
    plain = name != name.upper() or len(words) <= _FEW  # of a long name in capitals nothing can be told by capitals
    initials = frozenset(w.casefold() for w in _CAPITALS.findall(name)) if plain else frozenset[str]()
    beginnings = frozenset(w.casefold() for w in _STOPPED.findall(name) if len(w) >= _LEAST_BEGINNING)
    return Shortened(printed, words, initials, beginnings)


def _full(word: str, other: tuple[str, ...]) -> str | None:
    """The one word that begins so, or that has these letters in order (`Tk.`); None where several do."""
    for fits in (str.startswith, _has_letters):
        found = {w for w in other if fits(w, word)}
        if found:
            return next(iter(found)) if len(found) == 1 else None
    return None


def _has_letters(whole: str, short: str) -> bool:
    letters = iter(whole)
    return whole[:1] == short[:1] and all(letter in letters for letter in short)


def _run(word: str, other: tuple[str, ...]) -> tuple[str, ...]:
    """Consecutive words that begin with the letters of a word; nothing where several such runs differ."""
    size = len(word)
    found = {run for at in range(len(other) - size + 1) if _spells(run := other[at : at + size], word)}
    return next(iter(found)) if len(found) == 1 else ()


def _spells(run: tuple[str, ...], word: str) -> bool:
    return "".join(w[:1] for w in run) == word

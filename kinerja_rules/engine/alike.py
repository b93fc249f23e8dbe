"""Which of many names look alike, without comparing each with each.

Likeness is that of `mirip`: pairs of letters shared. Two names as alike as asked share one of the rarest pairs of each
(a name with n pairs may do without only a few of them), so only names that share such a pair are compared. Names with
different numbers in them (`Kelas 1`, `Kelas 2`) are different things.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping
from fractions import Fraction
from math import ceil

from kinerja_rules.functions.mirip import pairs_of
from kinerja_rules.functions.words import words_of

MAX_COMPARED = 3_000_000
"""Comparisons; beyond, so many names are alike that a list of them says nothing."""


class Alike:
    """Ids by id: those with similar, but not the same, names."""

    def __init__(self, names: Mapping[str, str], least: Fraction) -> None:
        ids: dict[tuple[str, ...], list[str]] = defaultdict(list)
        for ident, nama in names.items():
            ids[words_of(nama)].append(ident)
        self._words = {ident: words for words, members in ids.items() for ident in members}
        self._ids = ids
        self._near: dict[tuple[str, ...], list[tuple[str, ...]]] = defaultdict(list)
        self._too_many = False
        blocks: dict[tuple[str, ...], list[tuple[str, ...]]] = defaultdict(list)
        for words in ids:
            blocks[tuple(w for w in words if any(c.isdigit() for c in w))].append(words)
        budget = MAX_COMPARED
        for block in blocks.values():
            budget -= self._join(block, least, budget)
            if budget < 0:
                self._too_many = True
                return

    def _join(self, block: list[tuple[str, ...]], least: Fraction, budget: int) -> int:
        """Find the pairs of one block; how many comparisons that took."""
        made = [pairs_of(words) for words in block]
        rarity = Counter(pair for pairs in made for pair in pairs)
        compared = 0
        index: dict[str, list[int]] = defaultdict(list)
        for at, pairs in enumerate(made):
            size = pairs.total()
            shared = ceil(least / (2 - least) * size)
            ordered = sorted(pairs.elements(), key=lambda p: (rarity[p], p))
            prefix = dict.fromkeys(ordered[: max(size - shared + 1, 1)])
            candidates = dict.fromkeys(other for pair in prefix for other in index[pair])
            compared += len(candidates)
            if compared > budget:
                return compared
            for other in candidates:
                theirs = made[other]
                both = size + theirs.total()
                if both and 2 * (pairs & theirs).total() >= least * both:
                    self._near[block[at]].append(block[other])
                    self._near[block[other]].append(block[at])
            for pair in prefix:
                index[pair].append(at)
        return compared

    def of(self, ident: str) -> tuple[str, ...] | None:
        """The others; None where too many names are alike."""
        if self._too_many:
            return None
        words = self._words.get(ident)
        return tuple(i for near in self._near.get(words or (), ()) for i in self._ids[near])

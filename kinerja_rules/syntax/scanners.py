"""What finds the next token: for each state of the parse table one function that knows the terminals it accepts."""

import re
from collections.abc import Callable, Iterable, Sequence
from itertools import groupby
from typing import Any

from attrs import define

from kinerja_rules.syntax.parse_table import ParseTable

AT_END = "END_"
"""The kind of the end of a text, as a pattern can name it."""
A_KEYWORD = "KEYWORD_"
"""The kind of any keyword that a state accepts; which one it is its text says."""
_NEWLINES = ("_NL", "NEWLINE")
"""The one accepted terminal that may begin as an ignored one does: the newline that ends a table row."""

_KEYWORDS = re.compile(r"(?:\?:|\()*([a-z_]+(?:\|[a-z_]+)*)\)*\\b")
"""The pattern of a keyword, or of several: words that end where a word ends."""
_WORD = re.compile(r"\w+")


@define(eq=False)
class _Found:
    """What a terminal matched, as a match of the joint pattern would say it."""

    lastgroup: str
    _match: re.Match[str]
    lastindex: int = 0

    def span(self, group: int) -> tuple[int, int]:
        """The range of the token."""
        return self._match.span()


_OFTEN = 1000
"""Tokens after which a joint pattern is worth its making, which takes a thousand times as long as trying one by one."""


class Scanners(dict[int, Any]):
    """The match function of each state, made when the state is first entered: most texts enter few, and those seldom.

    States that accept the same share one. At first the terminals are tried one after the other; a pattern that joins
    them is made where that was done often.
    """

    def __init__(self, table: ParseTable) -> None:
        super().__init__()
        self._table = table
        self._made: dict[frozenset[str], Any] = {}
        self._alone: dict[str, Any] = {}

    def __missing__(self, state: int) -> Any:
        accepted = frozenset(self._table.actions[state])
        if accepted not in self._made:
            self._made[accepted] = self._one_by_one(accepted)
        self[state] = self._made[accepted]
        return self[state]

    def _compiled(self, pattern: str) -> Any:
        if pattern not in self._alone:
            self._alone[pattern] = re.compile(pattern).match
        return self._alone[pattern]

    def _one_by_one(self, accepted: frozenset[str]) -> Any:
        skip, ordered = _parts(self._table, accepted)
        skipped = self._compiled(skip)
        tried = list(self._tries(ordered))
        at_end = self._compiled(r"\Z")
        done = 0

        def match(text: str, start: int, end: int) -> _Found | None:
            nonlocal done
            done += 1
            if done == _OFTEN:
                joint = _scanner(self._table, accepted)
                self._made[accepted] = joint
                self.update({s: joint for s, m in self.items() if m is match})
            at = skipped(text, start, end).end()
            word = _WORD.match(text, at, end)
            for name, words, alone in tried:
                if words is not None:
                    if word is not None and word[0] in words:
                        return _Found(words[word[0]], word)
                    continue
                found = alone(text, at, end)
                if found is not None:
                    return _Found(name, found)
            ended = at_end(text, at, end)
            return _Found(AT_END, ended) if ended is not None else None

        return match

    def several(self, states: Iterable[int], kinds: Sequence[str]) -> Callable[[str, int, int], list[tuple[str, ...]]]:
        """What finds all tokens of some kinds in a range, as long as each of these states would find the same.

        A token is told by its text, at the place of its kind among `kinds`, which are in the order in which they are
        tried. Where another stands, and at the end, all texts are empty. The terminals of all the states are tried in
        their order: what is found first of all of them is found by each state that awaits it.
        """
        accepted = frozenset[str]().union(*(self._table.actions[state] for state in states))
        skip, ordered = _parts(self._table, accepted)
        last = max(at for at, (name, _) in enumerate(ordered) if name in kinds)
        tried = [(name in kinds, name, pattern) for name, pattern in ordered[: last + 1]]
        assert [name for wanted, name, _ in tried if wanted] == list(kinds)
        alternatives = (f"({pattern})" if wanted else f"(?={pattern})" for wanted, _, pattern in tried)
        return re.compile(f"{skip}(?:{'|'.join(alternatives)}|)").findall

    def terminal(self, state: int, found: str) -> str:
        """The terminal that a kind stands for: itself, or the one whose keyword it is."""
        if found in self._table.actions[state]:
            return found
        _, ordered = _parts(self._table, frozenset(self._table.actions[state]))
        named: dict[str, str] = {}
        for name, pattern in ordered:
            for word in _words(pattern):
                named.setdefault(word, name)
        return named[found]

    def _tries(self, ordered: list[tuple[str, str]]) -> Any:
        """A pattern for each terminal in turn; keywords that follow one another are looked up in one."""
        words: dict[str, str] = {}
        for name, pattern in ordered:
            own = _words(pattern)
            if own:
                for word in own:
                    words.setdefault(word, name)
                continue
            if words:
                yield "", words, None
                words = {}
            yield name, None, self._compiled(pattern)
        if words:
            yield "", words, None


def _words(pattern: str) -> list[str]:
    """The words of a keyword's pattern; none where it is another terminal's."""
    keyword = _KEYWORDS.fullmatch(pattern)
    return [] if keyword is None else keyword[1].split("|")


def _parts(table: ParseTable, accepted: frozenset[str]) -> tuple[str, list[tuple[str, str]]]:
    """What is swallowed before a token, and the terminals to try in order.

    An accepted terminal of higher priority than an ignored one (the newline that ends a table row) is not swallowed.
    What is swallowed is never given back: a search for another way through it would read words inside a comment, and
    take time that doubles with every space.
    """
    row, newline = _NEWLINES
    swallowed = [
        pattern
        for ignored in table.ignored
        for name, pattern, _ in table.terminals
        if name == ignored and not (name == newline and row in accepted)
    ]
    return _skipping(swallowed), [(n, pattern) for n, pattern, _ in table.terminals if n in accepted]


def _skipping(swallowed: list[str]) -> str:
    """A pattern for all that is swallowed: nearly always some spaces, and then a sign that begins nothing of the kind.

    Spaces that are swallowed one by one are taken in one run, and at a sign that begins nothing that is swallowed none
    of it is tried. An atomic group holds what is repeated: before Python 3.11.5 a group repeated by `*+` ends one sign
    too late where its last try failed.
    """
    begins = [re.compile(pattern).match for pattern in swallowed]
    spaces = "".join(space for space in " \t\n" if any(begin(space) for begin in begins))
    other = "".join(
        rf"\x{at:02x}" for at in range(ord("!"), ord("~") + 1) if not any(begin(chr(at)) for begin in begins)
    )
    return f"[{spaces}]*+(?>(?:(?![{other}])(?:{'|'.join(swallowed)}))*)"


def _scanner(table: ParseTable, accepted: frozenset[str]) -> Any:
    """A match function for all terminals that a state accepts, in one pattern.

    Keywords that follow one another are one group in it: alternatives without groups of their own are told apart by
    their first letter. A name may stand for one group only, so that is done for the longest row of them.
    """
    skip, ordered = _parts(table, accepted)
    rows = [list(row) for _, row in groupby(ordered, lambda terminal: bool(_words(terminal[1])))]
    keywords = max((row for row in rows if _words(row[0][1])), key=len, default=[])
    alternatives = ""
    for row in rows:
        if row is keywords:
            words = [word for _, pattern in row for word in _words(pattern)]
            alternatives += f"(?P<{A_KEYWORD}>(?:{'|'.join(words)})\\b)|"
        else:
            alternatives += "".join(f"(?P<{name}>{pattern})|" for name, pattern in row)
    return re.compile(f"{skip}(?:{alternatives}(?P<{AT_END}>\\Z))").match

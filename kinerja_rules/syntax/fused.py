"""One loop over the grammar's parse table with the lexer inlined: the quick way through text without mistakes.

Nothing here knows a rule of the syntax: the table was worked out by Lark from the grammar, and a test holds both ways
against each other. On anything unexpected the loop gives up and the text is read again by Lark itself, whose errors
are complete.
"""

import re
from collections.abc import Callable
from typing import Any

from attrs import define

from kinerja_rules.syntax.parse_table import END, ParseTable

_NEWLINES = ("_NL", "NEWLINE")
"""The one accepted terminal that may begin as an ignored one does: the newline that ends a table row."""

_KEYWORDS = re.compile(r"(?:\?:|\()*([a-z_]+(?:\|[a-z_]+)*)\)*\\b")
"""The pattern of a keyword, or of several: words that end where a word ends."""
_WORD = re.compile(r"\w+")


class Token(str):
    """A token with its kind and place, cheaper than Lark's."""

    __slots__ = ("end_pos", "start_pos", "type")
    type: str
    start_pos: int
    end_pos: int


class GivenUpError(Exception):
    """The text needs Lark's own parser to say what is wrong with it."""


def _grows(kept: Any) -> bool:
    """Whether a rule puts its second part at the end of the list that its first part is."""
    return kept is not None and [list(part) for part in kept] == [[0, True], [1, False]]


Make = Callable[[list[Any]], Any]


def _as_they_are(children: list[Any]) -> list[Any]:
    """The parts of a rule that stands for no node: they go to the rule that has asked for it."""
    return children


class Fused:
    """The loop for one table; `builder` has a method for each rule that makes a node."""

    def __init__(self, table: ParseTable, builder: Any) -> None:
        self.starts, self.ends = table.starts, table.ends
        self.actions, self.gotos = table.actions, table.gotos
        self.rules = [
            (
                origin,
                size,
                getattr(builder, made, _as_they_are) if made else _as_they_are,
                alone and size == 1,
                alone,
                kept,
                not made and size == 2 and _grows(kept),
            )
            for origin, size, made, alone, kept in table.rules
        ]
        self.matches = _Scanners(table)
        self._passed: dict[tuple[int, int, str], int] = {}

    def parse(self, text: str, start: int, end: int, rule: str) -> Any:
        """The value of a rule over `text[start:end]`.

        Raises:
            GivenUpError: something is not as the grammar awaits it.
        """
        matches, actions, gotos, rules, final = self.matches, self.actions, self.gotos, self.rules, self.ends[rule]
        passed = self._passed
        state = self.starts[rule]
        states = [state]
        values: list[Any] = []
        at = start
        while True:
            found = matches[state](text, at, end)
            if found is None:
                raise GivenUpError
            kind = found.lastgroup
            token: Token | None = None
            if kind == "END_":
                kind = END
            else:
                first, at = found.span(found.lastindex)
                token = Token(text[first:at])
                token.type, token.start_pos, token.end_pos = kind, first, at
            while True:
                action = actions[state].get(kind)
                if action is None:
                    raise GivenUpError
                if action >= 0:
                    state = action
                    states.append(state)
                    values.append(token)
                    break
                origin, size, make, passing, alone, kept, grows = rules[~action]
                if passing:  # the same value by another name, often through all levels of expressions
                    way = (states[-2], state, kind)
                    state = passed.get(way) or self._pass(way)
                    states[-1] = state
                elif grows:  # one more in a list
                    last = values.pop()
                    values[-1].append(last)
                    del states[-2:]
                    state = gotos[states[-1]][origin]
                    states.append(state)
                elif size == 1 and kept is None and not alone:
                    values[-1] = make([values[-1]])
                    state = states[-1] = gotos[states[-2]][origin]
                else:
                    if size:
                        children = values[-size:]
                        del states[-size:], values[-size:]
                    else:
                        children = []
                    if kept is not None:
                        children = _kept(children, kept)
                    values.append(children[0] if alone and len(children) == 1 else make(children))
                    state = gotos[states[-1]][origin]
                    states.append(state)
                if kind == END and state == final:
                    return values[-1]

    def _pass(self, way: tuple[int, int, str]) -> int:
        """The state after reductions that leave the value as it is; kept, since few ways are gone again and again."""
        below, state, kind = way
        while True:
            action = self.actions[state].get(kind, 0)
            if action >= 0:
                break
            rule = self.rules[~action]
            if not rule[3]:
                break
            state = self.gotos[below][rule[0]]
            if kind == END and state in self.ends.values():
                break
        self._passed[way] = state
        return state


def _kept(children: list[Any], kept: Any) -> list[Any]:
    """The parts that a rule keeps; lists among them taken apart, the first one grown in place."""
    out: list[Any] = []
    for at, apart in kept:
        if not apart:
            out.append(children[at])
        elif out:
            out += children[at]
        else:
            out = children[at]
    return out


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


class _Scanners(dict[int, Any]):
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
            return _Found("END_", ended) if ended is not None else None

        return match

    def _tries(self, ordered: list[tuple[str, str]]) -> Any:
        """A pattern for each terminal in turn; keywords that follow one another are looked up in one."""
        words: dict[str, str] = {}
        for name, pattern in ordered:
            keyword = _KEYWORDS.fullmatch(pattern)
            if keyword is not None:
                for word in keyword[1].split("|"):
                    words.setdefault(word, name)
                continue
            if words:
                yield "", words, None
                words = {}
            yield name, None, self._compiled(pattern)
        if words:
            yield "", words, None


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
    return f"(?>(?:{'|'.join(swallowed)})*)", [(n, pattern) for n, pattern, _ in table.terminals if n in accepted]


def _scanner(table: ParseTable, accepted: frozenset[str]) -> Any:
    """A match function for all terminals that a state accepts, in one pattern."""
    skip, ordered = _parts(table, accepted)
    alternatives = "".join(f"(?P<{name}>{pattern})|" for name, pattern in ordered)
    return re.compile(f"{skip}(?:{alternatives}(?P<END_>\\Z))").match

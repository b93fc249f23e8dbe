"""Lark's own parse table and callbacks in one loop with the lexer inlined: the quick way through text without mistakes.

The grammar stays the only definition of the syntax; nothing here knows a rule of it. On anything unexpected the loop
gives up and the text is read again by Lark itself, whose errors are complete. It reads private parts of Lark
(`_parse_table`, the reduce callbacks), so the version is pinned and a test holds both ways against each other.
"""

import re
from typing import Any

from attrs import frozen
from lark import Lark
from lark.parsers.lalr_analysis import Shift

_END = "$END"


class Token(str):
    """A token with its kind and place, cheaper than Lark's."""

    __slots__ = ("end_pos", "start_pos", "type")
    type: str
    start_pos: int
    end_pos: int


class GivenUpError(Exception):
    """The text needs Lark's own parser to say what is wrong with it."""


class Fused:
    """The loop for one grammar."""

    def __init__(self, lark: Lark) -> None:
        parser: Any = lark.parser.parser
        table: Any = parser._parse_table
        callbacks: Any = parser.parser.callbacks
        self.starts: dict[str, int] = dict(table.start_states)
        self.ends: dict[str, int] = dict(table.end_states)
        ignored = set(lark.lexer_conf.ignore)
        terminals = {t.name: t for t in lark.terminals}
        self.shifts: dict[int, dict[str, Any]] = {}
        self.gotos: dict[int, dict[str, int]] = {}
        accepting: dict[int, frozenset[str]] = {}
        for state, row in table.states.items():
            actions: dict[str, Any] = {}
            gotos: dict[str, int] = {}
            for symbol, (action, argument) in row.items():
                if symbol not in terminals and symbol != _END:
                    gotos[symbol] = argument
                elif action is Shift:
                    actions[symbol] = (True, argument, 0, "")
                else:
                    actions[symbol] = (False, callbacks[argument], len(argument.expansion), argument.origin.name)
            self.shifts[state], self.gotos[state] = actions, gotos
            accepting[state] = frozenset(n for n in actions if n in terminals)
        self.matches = _Scanners(terminals, accepting, ignored)

    def parse(self, text: str, start: int, end: int, rule: str) -> Any:
        """The value of a rule over `text[start:end]`.

        Raises:
            GivenUpError: something is not as the grammar awaits it.
        """
        matches, shifts, gotos, final = self.matches, self.shifts, self.gotos, self.ends[rule]
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
                kind = _END
            else:
                token = Token(found[kind])
                token.type = kind
                token.start_pos, token.end_pos = found.span(kind)
                at = token.end_pos
            while True:
                action = shifts[state].get(kind)
                if action is None:
                    raise GivenUpError
                shift, argument, size, origin = action
                if shift:
                    state = argument
                    states.append(state)
                    values.append(token)
                    break
                if size:
                    children = values[-size:]
                    del states[-size:], values[-size:]
                else:
                    children = []
                values.append(argument(children))
                state = gotos[states[-1]][origin]
                states.append(state)
                if kind == _END and state == final:
                    return values[-1]


@frozen
class _Found:
    """What a terminal matched, as a match of the joint pattern would say it."""

    lastgroup: str
    _match: re.Match[str]

    def __getitem__(self, kind: str) -> str:
        return self._match[0]

    def span(self, kind: str) -> tuple[int, int]:
        """The range of the token."""
        return self._match.span()


_OFTEN = 200
"""Tokens after which a joint pattern is worth its making, which takes a thousand times as long as one try."""


class _Scanners(dict[int, Any]):
    """The match function of each state, made when the state is first entered: most texts enter few, and those seldom.

    States that accept the same share one. At first the terminals are tried one after the other; a pattern that joins
    them is made where that was done often.
    """

    def __init__(self, terminals: dict[str, Any], accepting: dict[int, frozenset[str]], ignored: set[str]) -> None:
        super().__init__()
        self._terminals, self._accepting, self._ignored = terminals, accepting, ignored
        self._made: dict[frozenset[str], Any] = {}
        self._alone: dict[str, Any] = {}

    def __missing__(self, state: int) -> Any:
        accepted = self._accepting[state]
        if accepted not in self._made:
            self._made[accepted] = self._one_by_one(accepted)
        self[state] = self._made[accepted]
        return self[state]

    def _compiled(self, pattern: str) -> Any:
        if pattern not in self._alone:
            self._alone[pattern] = re.compile(pattern).match
        return self._alone[pattern]

    def _one_by_one(self, accepted: frozenset[str]) -> Any:
        skip, ordered = _parts(self._terminals, accepted, self._ignored)
        skipped = self._compiled(skip)
        tried = [(t.name, self._compiled(t.pattern.to_regexp())) for t in ordered]
        at_end = re.compile(r"\Z").match
        done = 0

        def match(text: str, start: int, end: int) -> _Found | None:
            nonlocal done
            done += 1
            if done == _OFTEN:
                joint = _scanner(self._terminals, accepted, self._ignored)
                self._made[accepted] = joint
                self.update({s: joint for s, m in self.items() if m is match})
            at = skipped(text, start, end).end()
            for name, alone in tried:
                found = alone(text, at, end)
                if found is not None:
                    return _Found(name, found)
            ended = at_end(text, at, end)
            return _Found("END_", ended) if ended is not None else None

        return match


def _parts(terminals: dict[str, Any], accepted: frozenset[str], ignored: set[str]) -> tuple[str, list[Any]]:
    """What is swallowed before a token, and the terminals to try in order.

    An accepted terminal of higher priority than an ignored one (the newline that ends a table row) is not swallowed.
    What is swallowed is never given back: a search for another way through it would read words inside a comment, and
    take time that doubles with every space.
    """
    ordered = sorted(
        (terminals[n] for n in accepted),
        key=lambda t: (-t.priority, -t.pattern.max_width, -len(t.pattern.value), t.name),
    )
    highest = {n: max((terminals[a].priority for a in accepted if _overlap(a, n)), default=None) for n in ignored}
    swallowed = [
        terminals[n].pattern.to_regexp()
        for n in sorted(ignored)
        if highest[n] is None or highest[n] <= terminals[n].priority
    ]
    return f"(?>(?:{'|'.join(swallowed)})*)", ordered


def _scanner(terminals: dict[str, Any], accepted: frozenset[str], ignored: set[str]) -> Any:
    """A match function for all terminals that a state accepts, in one pattern."""
    skip, ordered = _parts(terminals, accepted, ignored)
    alternatives = "".join(f"(?P<{t.name}>{t.pattern.to_regexp()})|" for t in ordered)
    return re.compile(f"{skip}(?:{alternatives}(?P<END_>\\Z))").match


def _overlap(terminal: str, ignored: str) -> bool:
    """The one accepted terminal that may begin as an ignored one does: the newline of tables."""
    return terminal == "_NL" and ignored == "NEWLINE"

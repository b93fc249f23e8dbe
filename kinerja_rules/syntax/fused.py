"""One loop over the grammar's parse table with the lexer inlined: the quick way through text without mistakes.

Nothing here knows a rule of the syntax: the table was worked out by Lark from the grammar, and a test holds both ways
against each other. On anything unexpected the loop gives up and the text is read again by Lark itself, whose errors
are complete.

Declarations are written alike, so the loop stands at the same stacks of states again and again. What the table says to
do there on a kind of token is worked out once and kept as a way: what becomes of the values, and the stack after it.
"""

from collections.abc import Callable, Mapping
from typing import Any, Protocol

from kinerja_rules.syntax.parse_table import END, ParseTable
from kinerja_rules.syntax.scanners import A_KEYWORD, AT_END, Scanners

MOST_STACKS = 20_000
"""Stacks kept before all are forgotten: plans stand at a few hundred, texts made to nest in all ways at any number."""


class Token(str):
    """A token with its kind and place, cheaper than Lark's."""

    __slots__ = ("end_pos", "start_pos", "type")
    type: str
    start_pos: int
    end_pos: int


class GivenUpError(Exception):
    """The text needs Lark's own parser to say what is wrong with it."""


Make = Callable[[list[Any]], Any]
Step = Callable[[list[Any]], None]
"""Does what a rule says with the values at the end."""


Reader = Callable[[list[Any], str, int, int], int]
"""Reads on by itself: adds to a list what it can read of a text from a place on, and says where it has stopped."""


class Automaton(Protocol):
    """What a reader may ask of the table: the next token in a state, and the state after it."""

    matches: Scanners
    actions: Any


class _Stack:
    """A stack of states, told by its last and what is below, and the ways from it by the next token: its terminal, or
    the keyword itself.
    """

    __slots__ = ("above", "below", "state", "ways")

    def __init__(self, below: "_Stack | None", state: int) -> None:
        self.below, self.state = below, state
        self.above: dict[int, _Stack] = {}
        self.ways: dict[str, _Way] = {}


_Way = tuple[tuple[Step, ...], _Stack, str, Reader | None]
"""What becomes of the values, the stack after the token, its terminal, and what reads on from there."""


class Fused:
    """The loop for one table; `builder` has a method for each rule that makes a node.

    Where it has a reader for what a list grows by, that reads on once two of them stand in the list.
    """

    def __init__(self, table: ParseTable, builder: Any) -> None:
        self.starts, self.ends = table.starts, table.ends
        self.actions, self.gotos, self.rules = table.actions, table.gotos, table.rules
        self.matches = Scanners(table)
        self._steps: dict[int, Step | None] = {}
        self._builder = builder
        self._readers: Mapping[str, Callable[[Automaton, int], Reader | None]] = builder.readers
        self._bottoms: dict[str, _Stack] = {}
        self._stacks = 0

    def parse(self, text: str, start: int, end: int, rule: str) -> Any:
        """The value of a rule over `text[start:end]`.

        Raises:
            GivenUpError: something is not as the grammar awaits it.
        """
        matches = self.matches
        stack = self._bottom(rule)
        values: list[Any] = []
        push = values.append
        at = start
        while True:
            found = matches[stack.state](text, at, end)
            if found is None:
                raise GivenUpError
            kind = found.lastgroup
            first, at = found.span(found.lastindex)
            word = text[first:at]
            if kind == A_KEYWORD:
                kind = word
            way = stack.ways.get(kind)
            if way is None:
                way = self._way(stack, kind, rule)
            steps, stack, kind, reader = way
            for step in steps:
                step(values)
            if kind == END:
                return values[-1]
            token = Token(word)
            token.type, token.start_pos, token.end_pos = kind, first, at
            if reader is not None:
                at = reader(values[-1], text, at, end)
            push(token)

    def _bottom(self, rule: str) -> _Stack:
        if self._stacks > MOST_STACKS:
            self._bottoms.clear()
            self._stacks = 0
        bottom = self._bottoms.get(rule)
        if bottom is None:
            bottom = self._bottoms[rule] = _Stack(None, self.starts[rule])
        return bottom

    def _over(self, below: _Stack, state: int) -> _Stack:
        """The stack with one more state."""
        stack = below.above.get(state)
        if stack is None:
            stack = below.above[state] = _Stack(below, state)
            self._stacks += 1
        return stack

    def _way(self, start: _Stack, found: str, rule: str) -> _Way:
        """What the table says to do on a token: all rules that end before it, and the state that it leads to.

        Raises:
            GivenUpError: the grammar awaits another token here.
        """
        kind = END if found == AT_END else self.matches.terminal(start.state, found)
        steps: list[Step] = []
        made = grown = ""
        stack = start
        while True:
            action = self.actions[stack.state].get(kind)
            if action is None:
                raise GivenUpError
            if action >= 0:
                stack = self._over(stack, action)
                break
            origin, size, name, _, _ = self.rules[~action]
            step = self._step(~action)
            if step is not None:
                steps.append(step)
                made, grown = name, made if _grows(self.rules[~action]) else ""
            for _ in range(size):
                assert stack.below is not None
                stack = stack.below
            stack = self._over(stack, self.gotos[stack.state][origin])
            if kind == END and stack.state == self.ends[rule]:
                break
        reader = self._readers[grown](self, stack.state) if grown in self._readers else None
        way = (tuple(steps), stack, kind, reader)
        start.ways[found] = way
        return way

    def _step(self, at: int) -> Step | None:
        if at not in self._steps:
            self._steps[at] = _step_of(self.rules[at], self._builder)
        return self._steps[at]


def _grows(rule: Any) -> bool:
    """Whether a rule does nothing but put its last part at the end of the list that its first part is."""
    _, size, made, _, kept = rule
    return not made and kept is not None and [list(part) for part in kept] == [[0, True], [size - 1, False]]


def _step_of(rule: Any, builder: Any) -> Step | None:
    """What a rule does with the values at the end; None where it gives the one there another name only."""
    _, size, made, alone, kept = rule
    if alone and size == 1:
        return None
    if _grows(rule):
        return _growing(size)
    make: Make = getattr(builder, made, _as_they_are) if made else _as_they_are
    if size == 1 and kept is None:

        def one(values: list[Any]) -> None:
            values[-1] = make([values[-1]])

        return one

    if kept is None and not alone and size:

        def all_of(values: list[Any]) -> None:
            children = values[-size:]
            values[-size:] = (make(children),)

        return all_of

    def several(values: list[Any]) -> None:
        if size:
            children = values[-size:]
            del values[-size:]
        else:
            children = []
        if kept is not None:
            children = _kept(children, kept)
        values.append(children[0] if alone and len(children) == 1 else make(children))

    return several


def _growing(size: int) -> Step:
    if size == 2:

        def grow(values: list[Any]) -> None:
            last = values.pop()
            values[-1].append(last)

        return grow

    def grow_after(values: list[Any]) -> None:
        last = values[-1]
        del values[1 - size :]
        values[-1].append(last)

    return grow_after


def _as_they_are(children: list[Any]) -> list[Any]:
    """The parts of a rule that stands for no node: they go to the rule that has asked for it."""
    return children


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

"""Lines joined to a tree by box drawing, and formulas with their values under them."""

import re
from collections.abc import Callable, Sequence

from attrs import frozen

from kinerja_rules.base.source import Span
from kinerja_rules.report.screen import Screen
from kinerja_rules.report.text import clean, hanging, left, right, width, wrap

Lines = Callable[[int], list[str]]
"""Text for a number of columns."""

STEP = 3
"""Columns that a level of the tree takes."""

_ONLY_OPERATORS = re.compile(r"[\s\d.,+\-*/()=<>%;]*\Z")


@frozen
class Branch:
    """What is said first, notes indented beneath it, and the branches that hang on it."""

    head: Lines
    notes: tuple[Lines, ...] = ()
    children: "tuple[Branch, ...]" = ()


def draw(branch: Branch, lead: str, last: bool, screen: Screen) -> list[str]:
    """A branch and all that hangs on it; `lead` stands before its lines, `last` if nothing follows beneath it."""
    columns = screen.columns - width(lead) - STEP
    below = lead + ("   " if last else "│  ")
    bar = "│  " if branch.children else ""
    head = branch.head(columns - width(bar))
    lines = [screen.paint(lead + ("└─ " if last else "├─ "), "redup") + head[0]]
    lines += [(screen.paint(below + bar, "redup") + line).rstrip() for line in head[1:]]
    bar = bar or " " * STEP
    for note in branch.notes:
        lines += [(screen.paint(below + bar, "redup") + line).rstrip() for line in note(columns - STEP)]
    for at, child in enumerate(branch.children):
        lines += draw(child, below, at + 1 == len(branch.children), screen)
    return lines


def said(text: str) -> Lines:
    """A text, its further lines indented a little."""
    return lambda columns: hanging(text, "", columns, 2)


def note(word: str, text: str, place: Span | None, screen: Screen) -> Lines:
    """A remark after a word that says what it is, its place after it where that fits, else beneath."""
    where = clean(place.place) if place is not None else ""
    lead = f"{word} " if word else ""
    text = clean(text)

    def lines(columns: int) -> list[str]:
        if not text:
            return [screen.paint(lead, "redup") + where]
        told = hanging(text, lead, columns)
        if word:
            told[0] = screen.paint(lead, "redup") + told[0][len(lead) :]
        if where and width(text) + width(lead) + 2 + width(where) <= columns:
            return [f"{told[0]}  {screen.paint(where, 'redup')}"]
        beneath = wrap(where, columns - width(lead)) if where else []
        return [*told, *(" " * width(lead) + screen.paint(w, "redup") for w in beneath)]

    return lines


def align_parts(pieces: Sequence[tuple[str, str | None]]) -> tuple[str, str]:
    """A formula and its values, each value under its part; operators are repeated where there is nothing else.

    >>> for line in align_parts((("realisasi", "93,821 %"), (" / ", None), ("target", "93,80 %"))):
    ...     print(line)
    realisasi / target
     93,821 % / 93,80 %
    """
    repeat = all(value is not None or _ONLY_OPERATORS.match(text) for text, value in pieces)
    above: list[str] = []
    below: list[str] = []
    for text, value in pieces:
        shown = value if value is not None else (text if repeat else "")
        columns = max(width(text), width(shown))
        above.append(left(text, columns))
        under = right if value is not None and width(text) > width(shown) else left
        below.append(under(shown, columns))
    return "".join(above).rstrip(), "".join(below).rstrip()


def align_bounds(bounds: Sequence[str]) -> list[str]:
    """Bounds with their ends under one another, where all have two.

    >>> align_bounds(["91 % s.d. 100 %", "0 % s.d. 50 %"])
    ['91 % s.d. 100 %', ' 0 % s.d.  50 %']
    """
    pairs = [text.partition(" s.d. ") for text in bounds]
    if not all(middle for _, middle, _ in pairs):
        return list(bounds)
    first, last = (max(width(pair[at]) for pair in pairs) for at in (0, 2))
    return [f"{right(a, first)} s.d. {right(b, last)}" for a, _, b in pairs]

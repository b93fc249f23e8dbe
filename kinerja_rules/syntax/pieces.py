"""Text with places where a line may be broken: what the formatter makes of an expression before it knows the width.

A group is written on one line where it fits; else each of its own breaks becomes a line end, and what follows starts
under the group's first character, `hang` columns further in. A list that is filled breaks only where the next part
would pass the width. Groups inside decide for themselves.
"""

from collections.abc import Iterator
from itertools import takewhile

from attrs import frozen

from kinerja_rules.syntax import nodes

WIDTH = 100
"""Columns a line may have before it is broken where it can be."""


@frozen
class Piece:
    """Characters that stay together, and the expression they were written for (brackets and operators have none)."""

    text: str
    source: nodes.Expr | None = None


@frozen
class Break:
    """A place where a line may end; `flat` stands there where it does not."""

    flat: str = " "


@frozen
class Group:
    """Parts that are written on one line if they fit."""

    parts: "tuple[Part, ...]"
    hang: int = 0
    fill: bool = False


Part = Piece | Break | Group


def pieces_of(part: Part) -> Iterator[Piece]:
    """The pieces of a part written on one line, in order; their texts joined are that line."""
    match part:
        case Piece():
            yield part
        case Break():
            yield Piece(part.flat)
        case Group():
            for inner in part.parts:
                yield from pieces_of(inner)


def flat_text(part: Part) -> str:
    """A part on one line."""
    return "".join(piece.text for piece in pieces_of(part))


def lay_out(part: Part, column: int, width: int = WIDTH) -> str:
    """A part written from a column on, with line ends and indentation where it would pass the width.

    >>> sum_ = Group((Piece("pertama"), Break(), Piece("+ kedua"), Break(), Piece("+ ketiga")))
    >>> print("  " + lay_out(sum_, 2, 80))
      pertama + kedua + ketiga
    >>> print("  " + lay_out(sum_, 2, 20))
      pertama
      + kedua
      + ketiga
    """
    match part:
        case Piece():
            return part.text
        case Break():
            return part.flat
        case Group():
            flat = flat_text(part)
            return flat if column + len(flat) <= width else _broken(part, column, width)


def _broken(group: Group, column: int, width: int) -> str:
    out = ""
    at = column
    for index, inner in enumerate(group.parts):
        if isinstance(inner, Break):
            rest = takewhile(lambda part: not isinstance(part, Break), group.parts[index + 1 :])
            if group.fill and at + len(inner.flat) + sum(len(flat_text(part)) for part in rest) <= width:
                text = inner.flat
            else:
                text = "\n" + " " * (column + group.hang)
        else:
            text = lay_out(inner, at, width)
        out += text
        last = text.rpartition("\n")[2]
        at = len(last) if "\n" in text else at + len(last)
    return out

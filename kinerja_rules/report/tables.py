"""Plain tables for a screen: columns as wide as their cells, names wrapped where the screen is too narrow."""

from collections.abc import Sequence
from itertools import zip_longest

from attrs import frozen

from kinerja_rules.report.screen import Screen
from kinerja_rules.report.text import left, right, width, wrap

GAP = "  "

MIN_WRAPPED = 10
"""A column that wraps keeps at least so many columns of the screen."""


@frozen
class Column:
    """A heading; numbers stand to the right; `wraps` marks a column whose text may be broken into lines."""

    heading: str
    numeric: bool = False
    wraps: bool = False


@frozen
class Table:
    """A table of formatted cells."""

    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]


def render_table(
    columns: Sequence[Column], rows: Sequence[Sequence[str]], screen: Screen, indent: int = 0
) -> list[str]:
    """Lines of a table with its heading and a rule beneath it."""
    widths = _widths(columns, rows, screen.columns - indent)
    lead = " " * indent
    heading = _row([c.heading for c in columns], columns, widths)
    rule = lead + GAP.join("─" * w for w in widths)
    lines = [screen.paint((lead + line).rstrip(), "tebal") for line in heading]
    lines.append(screen.paint(rule, "redup"))
    for row in rows:
        lines += [(lead + line).rstrip() for line in _row(row, columns, widths)]
    return lines


def _widths(columns: Sequence[Column], rows: Sequence[Sequence[str]], room: int) -> list[int]:
    """Widths that fit: wrapping columns give way, the widest first."""
    widths = [max(width(text) for text in (c.heading, *(row[at] for row in rows))) for at, c in enumerate(columns)]
    total = sum(widths) + len(GAP) * (len(widths) - 1)
    wrapping = [at for at, c in enumerate(columns) if c.wraps]
    while total > room:
        widest = max(wrapping, key=lambda at: widths[at], default=None)
        if widest is None or widths[widest] <= MIN_WRAPPED:
            break
        others = [widths[at] for at in wrapping if at != widest]
        floor = max([MIN_WRAPPED, *(w for w in others if w < widths[widest])])
        step = min(total - room, max(widths[widest] - floor, 1))
        widths[widest] -= step
        total -= step
    return widths


def _row(cells: Sequence[str], columns: Sequence[Column], widths: Sequence[int]) -> list[str]:
    wrapped = [
        wrap(text, w) if width(text) > w and column.wraps else [text]
        for text, column, w in zip(cells, columns, widths, strict=True)
    ]
    lines: list[str] = []
    for parts in zip_longest(*wrapped, fillvalue=""):
        placed = [
            right(part, w) if column.numeric else left(part, w)
            for part, column, w in zip(parts, columns, widths, strict=True)
        ]
        lines.append(GAP.join(placed).rstrip())
    return lines

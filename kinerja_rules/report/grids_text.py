"""A table of a report on a screen: as a table where it fits, else row by row."""

from itertools import zip_longest

from kinerja_rules.report.book import note_mark
from kinerja_rules.report.grid import Grid, GridCell, grid_title, notes_beneath, said_of_no_rows
from kinerja_rules.report.screen import Screen
from kinerja_rules.report.tables import GAP, MIN_WRAPPED
from kinerja_rules.report.text import hanging, left, right, width, wrap

_LABEL = 28
"""Columns of the headings where a table is told row by row."""


def render_grid(grid: Grid, screen: Screen) -> list[str]:
    """The lines of a table."""
    lines = [screen.paint(line, "tebal") for line in wrap(grid_title(grid), screen.columns)]
    widths = _widths(grid, screen.columns)
    lines += ["", *(_by_row(grid, screen) if widths is None else _as_table(grid, widths, screen))]
    nothing = said_of_no_rows(grid)
    if nothing is not None:
        lines += wrap(nothing, screen.columns)
    if notes_beneath(grid):
        lines.append("")
    for label, note in notes_beneath(grid):
        lines += hanging(note, f"{label}: ", screen.columns)
    for remedy in grid.remedies:
        lines += hanging(remedy, "Saran: ", screen.columns)
    if grid.footnotes:
        lines.append("")
    for at, note in enumerate(grid.footnotes):
        lines += hanging(note, f"{note_mark(at)}) ", screen.columns)
    return lines


def _text(cell: GridCell) -> str:
    return cell.text + "".join(f" {note_mark(n)})" for n in cell.notes)


def _heading(grid: Grid, at: int) -> str:
    column = grid.columns[at]
    return f"{column.group}: {column.heading}" if column.group else column.heading


def _widths(grid: Grid, room: int) -> list[int] | None:
    """Widths of the columns, prose giving way to figures; None where they do not fit."""
    whole = [row for row in (*grid.rows, *grid.totals) if len(row) == len(grid.columns)]
    widths: list[int] = []
    wraps: list[int] = []
    for at, column in enumerate(grid.columns):
        words = [width(word) for word in _heading(grid, at).split()]
        cells = [width(_text(row[at])) for row in whole]
        widths.append(max([1, *words, *cells]))
        if not column.numeric:
            wraps.append(at)
    total = sum(widths) + len(GAP) * (len(widths) - 1)
    while total > room:
        widest = max(wraps, key=lambda at: widths[at], default=None)
        if widest is None or widths[widest] <= MIN_WRAPPED:
            return None
        widths[widest] -= 1
        total -= 1
    return widths


def _as_table(grid: Grid, widths: list[int], screen: Screen) -> list[str]:
    heads = [_heading(grid, at) for at in range(len(grid.columns))]
    lines = [screen.paint(line, "tebal") for line in _row(heads, grid, widths)]
    rule = screen.paint(GAP.join("─" * w for w in widths), "redup")
    lines.append(rule)
    for row in grid.rows:
        if len(row) == 1 and len(widths) > 1:
            lines += [screen.paint(line, "tebal") for line in wrap(row[0].text, screen.columns)]
        else:
            lines += _row([_text(cell) for cell in row], grid, widths)
    if grid.totals:
        lines.append(rule)
    for row in grid.totals:
        over = len(row) == 1 and len(widths) > 1
        total = wrap(row[0].text, screen.columns) if over else _row([_text(cell) for cell in row], grid, widths)
        lines += [screen.paint(line, "tebal") for line in total]
    return lines


def _row(cells: list[str], grid: Grid, widths: list[int]) -> list[str]:
    parts = [wrap(text, w) if width(text) > w else [text] for text, w in zip(cells, widths, strict=True)]
    lines: list[str] = []
    for pieces in zip_longest(*parts, fillvalue=""):
        placed = [
            right(piece, w) if column.numeric else left(piece, w)
            for piece, column, w in zip(pieces, grid.columns, widths, strict=True)
        ]
        lines.append(GAP.join(placed).rstrip())
    return lines


def _by_row(grid: Grid, screen: Screen) -> list[str]:
    """Each row as a list of its cells, for tables wider than the screen."""
    heads = [_heading(grid, at) for at in range(len(grid.columns))]
    label = min(max((width(h) for h in heads), default=0), _LABEL, screen.columns // 2)
    lines: list[str] = []
    for row in (*grid.rows, *grid.totals):
        if lines:
            lines.append("")
        if len(row) == 1 and len(heads) > 1:
            lines += [screen.paint(line, "tebal") for line in wrap(row[0].text, screen.columns)]
            continue
        for head, cell in zip(heads, row, strict=True):
            if not _text(cell):
                continue
            names = wrap(head, label)
            texts = wrap(_text(cell), screen.columns - label - len(GAP))
            for name, text in zip_longest(names, texts, fillvalue=""):
                lines.append(f"{screen.paint(left(name, label), 'redup')}{GAP}{text}".rstrip())
    return lines

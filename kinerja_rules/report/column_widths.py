"""How wide the columns of a table on paper are, and whether it needs a page turned on its side; for Word and PDF alike."""

from collections.abc import Sequence

from kinerja_rules.report.grid import Grid, column_number
from kinerja_rules.report.text import clean, unbroken, width

TALL = 6
"""Lines of a cell from which a table upright is hard to read."""

FIGURE = 20
"""Characters of a figure that is kept in one line; a longer one has a long unit, which may go into the next."""

_CHARACTER = 95
"""How wide a character of a cell is taken to be, in twips; beside it the margins of the cell."""
_PADDING = 190
_LOOKED_AT = 120
"""Rows whose height is weighed; of a longer table as many, evenly apart."""
_STEPS = (1_600, 800, 400, 200)
"""Twips that are moved from one column of prose to another, as long as the table grows shorter by it."""


def stands_wide(grid: Grid, room: int) -> bool:
    """Whether a table needs a page turned on its side: upright, words would be broken or texts run down narrow columns."""
    columns = [_column(grid, at) for at in range(len(grid.columns))]
    return sum(least for least, _ in columns) > room or _lines(columns, room) > TALL


def column_widths(grid: Grid, room: int) -> tuple[int, ...]:
    """Widths in twips that fill the room: figures keep theirs, prose shares the rest so that rows stay low."""
    columns = [_column(grid, at) for at in range(len(grid.columns))]
    least = [narrow for narrow, _ in columns]
    if sum(least) >= room:
        return tuple(max(1, room * w // sum(least)) for w in least)
    widths = [_over(column, _lines(columns, room)) for column in columns]
    spare = room - sum(widths)
    prose = [w if text else 0 for w, (_, text) in zip(widths, columns, strict=True)]
    if not sum(prose):
        return tuple(w + spare // len(widths) for w in widths)
    shared = [w + spare * share // sum(prose) for w, share in zip(widths, prose, strict=True)]
    return tuple(_shorter(grid, shared, columns))


def _column(grid: Grid, at: int) -> tuple[int, int]:
    """The least width of a column, and the length of its longest text; 0 where it holds figures, which are not broken.

    A cell that reaches down over others has their lines too.
    """
    column = grid.columns[at]
    cells = [row[at] for row in (*grid.rows, *grid.totals) if len(row) == len(grid.columns) and row[at].span]
    texts = [unbroken(clean(cell.text)) for cell in cells]
    longest_word = max((width(word) for text in (clean(column.heading), *texts) for word in text.split(" ")), default=0)
    longest = max((-(-width(text) // cell.span) for text, cell in zip(texts, cells, strict=True)), default=0)
    figures = longest <= (FIGURE if column.numeric else 6)
    floor = max(longest if figures else min(longest_word, 18), min(longest_word, 12))
    if grid.numbered:
        floor = max(floor, len(column_number(at)))
    return floor * _CHARACTER + _PADDING, 0 if figures else longest


def _over(column: tuple[int, int], lines: int) -> int:
    """The width at which a column's longest text takes so many lines."""
    least, text = column
    return max(least, -(-text // lines) * _CHARACTER + _PADDING)


def _lines(columns: Sequence[tuple[int, int]], room: int) -> int:
    """The fewest lines in which the longest text of every column fits."""
    low, high = 1, 1_000
    while low < high:
        middle = (low + high) // 2
        if sum(_over(column, middle) for column in columns) <= room:
            high = middle
        else:
            low = middle + 1
    return low


def _shorter(grid: Grid, widths: list[int], columns: Sequence[tuple[int, int]]) -> list[int]:
    """Widths with which the rows together take fewer lines: what a column gives another must cost less than it saves."""
    prose = [at for at, (_, text) in enumerate(columns) if text]
    rows = [row for row in grid.rows if len(row) == len(columns)]
    rows = rows[:: max(1, len(rows) // _LOOKED_AT)]
    lengths = [[-(-width(clean(row[at].text)) // row[at].span) if row[at].span else 0 for at in prose] for row in rows]
    if len(prose) < 2 or not lengths:
        return widths

    def tall(tried: Sequence[int]) -> int:
        rooms = [(tried[at] - _PADDING) // _CHARACTER for at in prose]
        return sum(max(-(-length // room) for length, room in zip(row, rooms, strict=True)) for row in lengths)

    now = tall(widths)
    for step in _STEPS:
        for _round in range(len(prose)):
            best = None
            for giver in prose:
                if widths[giver] - step < columns[giver][0]:
                    continue
                for taker in prose:
                    tried = list(widths)
                    tried[giver] -= step
                    tried[taker] += step
                    if taker != giver and (height := tall(tried)) < now:
                        now, best = height, tried
            if best is None:
                break
            widths = best
    return widths

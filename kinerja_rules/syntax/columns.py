"""Rows of texts written in columns."""

from collections.abc import Collection, Sequence


def in_columns(rows: Sequence[Sequence[str]], gaps: Sequence[str], right: Collection[int] = ()) -> list[str]:
    """Each row as one line, its cells in columns; `gaps[i]` stands before a cell of column i.

    Columns are left-aligned but for those in `right`. A column without any text is left out, an empty cell is spaces.

    >>> in_columns([("P1", "9 %", ""), ("P10", "10 %", "")], ("", "  ", "  "), right=(1,))
    ['P1    9 %', 'P10  10 %']
    """
    lines = [""] * len(rows)
    for index, (gap, column) in enumerate(zip(gaps, zip(*rows, strict=True), strict=True)):
        width = max(len(text) for text in column)
        if not width:
            continue
        for row, text in enumerate(column):
            aligned = text.rjust(width) if index in right else text.ljust(width)
            lines[row] += (gap if text else " " * len(gap)) + aligned
    return [line.rstrip(" ") for line in lines]

"""The tables of a pasted text: columns parted by tabs, or by upright strokes as in Markdown; prose between them is passed over.

A text may hold a whole report. A table ends where prose begins, and goes on after a page's heading or foot.
"""

import html
import re
from collections import Counter
from collections.abc import Sequence

from attrs import frozen

from kinerja_rules.project.sheets.csv_file import grid_of_records
from kinerja_rules.project.sheets.grid import Grid

TITLE = re.compile(r"\W*(?P<number>(?:tabel|table|tbl)\.?\s+(?:\d+|[ivxlc]+|[a-z])(?:[.\-–]\d+)*)\b\.?", re.IGNORECASE)
"""How the title of a table begins: `Tabel 3.2.1`."""

_FOOT = re.compile(r"\W*(?:sumber|keterangan|catatan)\b", re.IGNORECASE)
_RULE = re.compile(r"\s*\|?\s*:?-{2,}:?\s*(?:\|\s*:?-{2,}:?\s*)*\|?\s*\Z")
_BOLD = re.compile(r"(?<!\\)\*\*(.+?)\*\*")
_BREAK = re.compile(r"<br ?/?>", re.IGNORECASE)
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_STROKE = re.compile(r"(?<!\\)\|")
_NUMBER_LIKE = re.compile(r"[\d(Rp%.,\-–\s)]*\d[\d.,%)\s]*\Z")
_MAX_BETWEEN = 3
"""Lines of text that may stand between two parts of one table: page headings and feet, wrapped cells."""
_MAX_CELL_LINES = 60


@frozen(eq=False)
class TextTable:
    """A table of a text: the lines before it, nearest last; the line it begins on; its cells."""

    before: tuple[str, ...]
    line: int
    grid: Grid


def tables_in_text(text: str, file: str) -> tuple[TextTable, ...] | None:
    """The tables of a text whose columns are parted by tabs or strokes; None where it has neither.

    Raises:
        RefusedError: a table is beyond the limits.
    """
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    if any("\t" in line for line in lines):
        blocks = _tabbed(lines)
    elif sum(1 for line in lines if _is_stroked(line)) >= 2:
        blocks = _stroked(lines)
    else:
        return None
    return tuple(TextTable(before, line, grid_of_records(records, "\t", file)) for before, line, records in blocks)


_Block = tuple[tuple[str, ...], int, list[list[str]]]


# ---- tabs -----------------------------------------------------------------------------------------------------------
def _tabbed(lines: list[str]) -> list[_Block]:
    blocks: list[_Block] = []
    at = 0
    last_end = 0
    while at < len(lines):
        if "\t" not in lines[at]:
            at += 1
            continue
        start = at
        end = _end(lines, at)
        records = _records(lines[start:end])
        before = tuple(line.strip() for line in lines[max(last_end, start - 12) : start] if line.strip())
        joined = blocks[-1] if blocks else None
        if joined is not None and _continues(joined[2], records, before):
            joined[2].extend(records)
        else:
            blocks.append((before, start + 1, records))
        at = last_end = end
    return blocks


def _end(lines: list[str], start: int) -> int:
    """The line after the last of a table that begins here."""
    end = at = start
    while at < len(lines):
        if "\t" in lines[at]:
            at += 1
            end = at
            continue
        gap = at
        while gap < len(lines) and "\t" not in lines[gap]:
            gap += 1
        between = [line for line in lines[at:gap] if line.strip()]
        apart = len(between) < gap - at
        if gap == len(lines) or len(between) > _MAX_BETWEEN or any(_FOOT.match(b) or TITLE.match(b) for b in between):
            break
        if between and apart:  # a paragraph: a page's foot perhaps, which `_continues` decides
            break
        at = gap
    return end


def _continues(above: list[list[str]], below: list[list[str]], between: Sequence[str]) -> bool:
    """Whether rows after a page's foot go on with the table above: as wide, without a title or headings of their own."""
    if len(between) > _MAX_BETWEEN or any(TITLE.match(b) or _FOOT.match(b) for b in between):
        return False
    width = max(map(len, above))
    if max(map(len, below)) != width or width < 3:
        return False
    first = [field.strip() for field in below[0]]
    if first == [field.strip() for field in above[0]]:
        return True
    return any(_NUMBER_LIKE.match(field) for field in first if field) or not first[0]


def _records(lines: list[str]) -> list[list[str]]:
    """Lines cut at their tabs; quoted cells over several lines, and cells broken by a line end, put together."""
    logical: list[list[str]] = []
    at = 0
    while at < len(lines):
        fields = lines[at].split("\t")
        used = 1
        while _opens(fields[-1]) and at + used < len(lines) and used < _MAX_CELL_LINES:
            more = lines[at + used].split("\t")
            closes = any(part.count('"') % 2 for part in more)
            if not closes and len(more) > 1:
                break
            fields = [*fields[:-1], f"{fields[-1]}\n{more[0]}", *more[1:]]
            used += 1
        logical.append([_unquoted(field) for field in fields])
        at += used
    return _put_together(logical)


def _opens(field: str) -> bool:
    """Whether a quoted cell begins here and does not end."""
    return field.startswith('"') and field.count('"') % 2 == 1


def _unquoted(field: str) -> str:
    if len(field) >= 2 and field.startswith('"') and field.endswith('"') and field.count('"') % 2 == 0:
        return field[1:-1].replace('""', '"')
    return field


def _put_together(records: list[list[str]]) -> list[list[str]]:
    """A row that a line end inside a cell has cut in two is one row again."""
    widths = Counter(len(record) for record in records)
    width = max(widths)
    out: list[list[str]] = []
    for record in records:
        last = out[-1] if out else None
        if (
            last is not None
            and len(last) + len(record) - 1 == width
            and len(last) < width
            and last[-1].strip()
            and record[0].strip()
            and not _NUMBER_LIKE.match(record[0])
            and not _NUMBER_LIKE.match(last[-1])
        ):
            out[-1] = [*last[:-1], f"{last[-1]}\n{record[0]}", *record[1:]]
        else:
            out.append(record)
    return out


# ---- strokes --------------------------------------------------------------------------------------------------------
def _is_stroked(line: str) -> bool:
    marks = len(_STROKE.findall(line))
    return marks >= 2 or (marks == 1 and " | " in line)


def _stroked(lines: list[str]) -> list[_Block]:
    blocks: list[_Block] = []
    at = 0
    last_end = 0
    while at < len(lines):
        if not _is_stroked(lines[at]):
            at += 1
            continue
        start = at
        while at < len(lines) and _is_stroked(lines[at]):
            at += 1
        records = [_cut(line) for line in lines[start:at] if not _RULE.match(line)]
        if len(records) > 1:
            before = tuple(line.strip() for line in lines[max(last_end, start - 12) : start] if line.strip())
            blocks.append((before, start + 1, records))
        last_end = at
    return blocks


def _cut(line: str) -> list[str]:
    body = line.strip()
    body = body.removeprefix("|")
    if body.endswith("|") and not body.endswith("\\|"):
        body = body[:-1]
    return [_unmarked(part) for part in _STROKE.split(body)]


def _unmarked(part: str) -> str:
    """A cell of Markdown as it is read: without bold, with line breaks, escapes and entities put back."""
    part = _BOLD.sub(r"\1", part)
    return html.unescape(_ESCAPED.sub(r"\1", _BREAK.sub("\n", part.strip())))

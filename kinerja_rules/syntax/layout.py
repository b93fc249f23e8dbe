"""The lines of a file: blocks with their fields in columns, tables with their figures under their headings."""

import re
from collections.abc import Callable, Sequence
from itertools import groupby

from kinerja_rules.syntax import nodes
from kinerja_rules.syntax.columns import in_columns
from kinerja_rules.syntax.expression_text import text_text
from kinerja_rules.syntax.field_text import (
    arguments_parts,
    cell_text,
    column_kind,
    field_text,
    heading_cells,
    is_prose,
    label_text,
    like_fields,
)
from kinerja_rules.syntax.pieces import WIDTH, lay_out
from kinerja_rules.syntax.remarks import Entry, Remark

INDENT = "  "
TABLE_GAP = "   "
SHORT_BODY = 3
"""Fields a body may have to stand on the line of its heading."""

_BARE_NUMBER = re.compile(r"(?:[\s(]|(?<!\d)-)[\d.,]+\Z")
_DECLARATION_GAPS = ("", " ", " ", " ")


def file_lines(file: Entry) -> list[str]:
    """A file's lines, without spaces at their ends."""
    return _block(file, "")


# ---- blocks ---------------------------------------------------------------------------------------------------------
def _block(owner: Entry, indent: str) -> list[str]:
    """The entries of a file or of a body, with the comments and blank lines among them."""
    written = _written(owner, indent)
    out: list[str] = []
    for index, (entry, lines) in enumerate(zip(owner.entries, written, strict=True)):
        crowded = index > 0 and len(lines) > 1 and len(written[index - 1]) > 1
        if crowded and not indent and not entry.detached:
            out.append("")
        _add_remarks(out, entry.before, indent)
        if entry.apart and out:
            out.append("")
        out += lines
    _add_remarks(out, owner.closing, indent)
    return out


def _add_remarks(out: list[str], remarks: Sequence[Remark], indent: str) -> None:
    for remark in remarks:
        if remark.apart and out:
            out.append("")
        out.append(indent + remark.text)


def _written(owner: Entry, indent: str) -> list[list[str]]:
    """The lines of each entry, with the comments that trail them."""
    entries = owner.entries
    out: list[list[str]] = [[] for _ in entries]
    for run in _runs(entries, lambda a, b: isinstance(a, nodes.Field) and isinstance(b, nodes.Field)):
        fields = [node for index in run if isinstance(node := entries[index].node, nodes.Field)]
        if fields:
            for index, lines in zip(run, _field_lines(fields, indent, _is_narrative(owner)), strict=True):
                out[index] = lines
    for run in _runs(entries, _alike):
        if isinstance(entries[run[0]].node, nodes.Declaration | nodes.Table):
            for index, lines in zip(run, _declaration_lines([entries[i] for i in run], indent), strict=True):
                out[index] = lines
    _add_trailing(entries, out)
    return out


def _runs(entries: Sequence[Entry], like: Callable[[object, object], bool]) -> list[list[int]]:
    """Indexes of entries that are like the one before and follow it without a blank line."""
    runs: list[list[int]] = []
    for index, entry in enumerate(entries):
        if index > 0 and not entry.detached and like(entries[index - 1].node, entry.node):
            runs[-1].append(index)
        else:
            runs.append([index])
    return runs


def _alike(one: object, other: object) -> bool:
    return isinstance(one, nodes.Declaration) and isinstance(other, nodes.Declaration) and one.keyword == other.keyword


def _add_trailing(entries: Sequence[Entry], written: list[list[str]]) -> None:
    """Comments at the ends of lines; those of neighbouring lines start in one column."""
    for run in _runs(entries, lambda _, __: True):
        columns: dict[int, int] = {}
        for index in run:
            if entries[index].trailing:
                width = len(written[index][-1])
                before = columns.get(index - 1) if len(written[index]) == 1 and not entries[index].before else None
                columns[index] = width if before is None else max(before, width)
        for index in reversed(run):
            joined = index + 1 in columns and len(written[index + 1]) == 1 and not entries[index + 1].before
            if index in columns and joined:
                columns[index] = columns[index + 1]
        for index, column in columns.items():
            written[index][-1] = f"{written[index][-1].ljust(column)}  {entries[index].trailing}"


# ---- fields ---------------------------------------------------------------------------------------------------------
def _is_narrative(entry: Entry) -> bool:
    """Whether the words that head its fields are the writer's own: kinds of prose, or parameters of a rule."""
    return isinstance(entry.node, nodes.Declaration) and entry.node.keyword in ("narasi", "atur")


def _field_lines(fields: Sequence[nodes.Field], indent: str, narrative: bool) -> list[list[str]]:
    """The lines of a run of fields: what follows the keywords starts in one column."""
    width = max((len(field.keyword) for field in fields if field.arguments), default=0)
    starts = [f"{indent}{field.keyword.ljust(width)} " for field in fields]
    columns = {} if narrative else _like_columns(fields, len(indent) + width + 1)
    out: list[list[str]] = []
    for index, (field, start) in enumerate(zip(fields, starts, strict=True)):
        if not field.arguments:
            out.append([indent + field.keyword])
        elif index in columns:
            out.append([start + columns[index]])
        elif is_prose(field, narrative):
            out.append(_prose_lines(field, start, indent))
        else:
            out.append((start + lay_out(arguments_parts(field, narrative), len(start))).split("\n"))
    return out


def _like_columns(fields: Sequence[nodes.Field], start: int) -> dict[int, str]:
    """For fields that follow others of the same kind, what stands after the keyword, if all of it fits the width."""
    out: dict[int, str] = {}
    for kind, run in groupby(range(len(fields)), lambda index: column_kind(fields[index])):
        if kind is not None:
            indexes = list(run)
            texts = like_fields([fields[index] for index in indexes])
            if start + max(map(len, texts)) <= WIDTH or kind == "kategori":
                out.update(zip(indexes, texts, strict=True))
    return out


def _prose_lines(field: nodes.Field, start: str, indent: str) -> list[str]:
    texts = [text_text(text) for text in field.arguments if isinstance(text, nodes.TextLit)]
    whole = start + " ".join(texts)
    if len(whole) <= WIDTH or len(texts) == 1:
        return [whole]
    if len(start) + max(map(len, texts)) <= WIDTH:
        return [start + texts[0], *(" " * len(start) + text for text in texts[1:])]
    return [indent + field.keyword, *(indent + INDENT + text for text in texts)]


# ---- declarations ---------------------------------------------------------------------------------------------------
def _declaration_lines(entries: Sequence[Entry], indent: str) -> list[list[str]]:
    """The lines of a run of declarations of one keyword; those of one line are written in columns where they fit."""
    short = [_one_line(entry, indent) for entry in entries]
    out = [
        _long(entry, indent) if cells is None else [_spaced(indent, cells)]
        for entry, cells in zip(entries, short, strict=True)
    ]
    index = 0
    while index < len(entries):
        end = index
        rows: list[tuple[str, ...]] = []
        while end < len(entries) and (cells := short[end]) is not None:
            rows.append(cells)
            end += 1
        if len(rows) > 1:
            lines = [indent + line for line in in_columns(rows, _DECLARATION_GAPS)]
            if max(map(len, lines)) <= WIDTH:
                out[index:end] = [[line] for line in lines]
        index = max(end, index + 1)
    return out


def _spaced(indent: str, cells: Sequence[str]) -> str:
    return indent + " ".join(cell for cell in cells if cell)


def _one_line(entry: Entry, indent: str) -> tuple[str, ...] | None:
    """Keyword and id, name, heading and body of a declaration that stands on one line; None for another."""
    node = entry.node
    assert isinstance(node, nodes.Declaration | nodes.Table)
    heading = heading_cells(node)
    if isinstance(node, nodes.Declaration) and node.body is None:
        return (*heading, "")
    if entry.opening or entry.closing:
        return None
    if not entry.entries:
        return (*heading, "{ }")
    body = _short_body(entry)
    cells = None if body is None else (*heading, body)
    return cells if cells is not None and len(_spaced(indent, cells)) <= WIDTH else None


def _short_body(entry: Entry) -> str | None:
    """A body on the line of its heading; None where it needs lines of its own."""
    if len(entry.entries) > SHORT_BODY:
        return None
    fields: list[str] = []
    for index, part in enumerate(entry.entries):
        field = part.node
        if not isinstance(field, nodes.Field) or field.keyword == "kategori" or part.before or part.trailing:
            return None
        if index > 0 and (part.apart or _BARE_NUMBER.search(fields[-1])):  # the next word would be read as its unit
            return None
        fields.append(field_text(field, _is_narrative(entry)))
    return "{ " + "  ".join(fields) + " }"


def _long(entry: Entry, indent: str) -> list[str]:
    node = entry.node
    assert isinstance(node, nodes.Declaration | nodes.Table)
    opening = f"  {entry.opening}" if entry.opening else ""
    inner = indent + INDENT
    body = _table(entry, node, inner) if isinstance(node, nodes.Table) else _block(entry, inner)
    return [f"{_spaced(indent, heading_cells(node))} {{{opening}", *body, f"{indent}}}"]


# ---- tables ---------------------------------------------------------------------------------------------------------
def _table(owner: Entry, table: nodes.Table, indent: str) -> list[str]:
    """Headings and rows, with the comments and blank lines among them."""
    written = [[indent + line] for line in _table_lines(table)]
    written += _field_lines(table.own, indent, False)
    _add_trailing(owner.entries, written)
    out: list[str] = []
    for entry, lines in zip(owner.entries, written, strict=True):
        _add_remarks(out, entry.before, indent)
        if entry.apart and out:
            out.append("")
        out += lines
    _add_remarks(out, owner.closing, indent)
    return out


def _table_lines(table: nodes.Table) -> list[str]:
    """The heading line and the rows: figures end in one column, words and texts begin in one."""
    if not table.columns:
        return []
    count = max([len(table.columns), *(len(row.cells) for row in table.rows)])
    padding = [""] * count
    rows = [["", *[*(column.text for column in table.columns), *padding][:count]]]
    for row in table.rows:
        rows.append([label_text(row.label), *[*map(cell_text, row.cells), *padding][:count]])
    right = [index + 1 for index in range(count) if _holds_figures(table, index)]
    return in_columns(rows, ["", *[TABLE_GAP] * count], right)


def _holds_figures(table: nodes.Table, index: int) -> bool:
    """Whether a column holds figures, or nothing that could tell."""
    cells = [row.cells[index] for row in table.rows if index < len(row.cells)]
    stated = [cell for cell in cells if not isinstance(cell, nodes.Absent)]
    return not stated or any(isinstance(cell, nodes.NumberLit | nodes.RangeCell | nodes.Bound) for cell in stated)

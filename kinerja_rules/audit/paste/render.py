"""Copied tables as the text of a `terbitan`, before it is put into canonical form."""

import re
from collections.abc import Sequence

from attrs import frozen

from kinerja_rules.audit.paste.cells import quoted
from kinerja_rules.audit.paste.claims import ClaimBlock, ClaimRow, CopiedTable

_CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff]+")
_BARE = re.compile(r"[-\d.,]*\d\Z")


@frozen
class Naming:
    """How the `terbitan` is called, and what its first comment says."""

    id: str
    nama: str
    remarks: tuple[str, ...] = ()


def render_terbitan(naming: Naming, tables: Sequence[CopiedTable], places: Sequence[str]) -> str:
    """The text of a file that holds one `terbitan`; `places` are what the tables are called in it."""
    lines = [_comment(remark) for remark in naming.remarks]
    lines.append(f"terbitan {naming.id} {quoted(naming.nama)} {{")
    for index, (table, place) in enumerate(zip(tables, places, strict=True)):
        if index:
            lines.append("")
        if table.title and table.title != place:
            lines.append("  " + _comment(table.title))
        lines += ["  " + _comment(note) for note in table.notes]
        for block in table.blocks:
            lines += _block(block, place)
        for number, (figure, printed) in enumerate(table.singles, 1):
            lines.append(f"  klaim {quoted(f'{place}, klaim {number}')} {figure} tercetak {printed}")
    lines.append("}")
    return "\n".join([*lines, ""])


def _block(block: ClaimBlock, place: str) -> list[str]:
    live = any(isinstance(line, ClaimRow) and not line.commented for line in block.lines)
    head = f" {block.head}" if block.head else ""
    if not live:  # nothing is certain: the whole table is left to a person
        lines = [f"  # tabel {quoted(place)}{head}: {'   '.join(block.columns)}"]
        return [*lines, *("  " + _remark(line) for line in block.lines)]
    lines = [f"  tabel {quoted(place)}{head} {{", "    " + "   ".join(block.columns)]
    for line in block.lines:
        if isinstance(line, str) or line.commented:
            lines.append("    " + _remark(line))
            continue
        comment = f"  {_comment(line.comment)}" if line.comment else ""
        lines.append(f"    {line.label}   {'   '.join(apart(line.cells))}{comment}")
    lines += [f"    kolom {name} = {expression}" for name, expression in block.own]
    return [*lines, "  }"]


def apart(cells: Sequence[str]) -> tuple[str, ...]:
    """Cells none of which is read together with the next: a bare number takes a quoted text behind it for its unit.

    >>> apart(("0", '"Menunjang"')), apart(("17,1 %", "_"))
    (('"0"', '"Menunjang"'), ('17,1 %', '_'))
    """
    following = [*cells[1:], ""]
    return tuple(
        quoted(cell) if _BARE.match(cell) and after[:1] in ('"', "_") and after else cell
        for cell, after in zip(cells, following, strict=True)
    )


def _remark(line: ClaimRow | str) -> str:
    if isinstance(line, str):
        return _comment(line)
    return _comment("   ".join((line.label, *apart(line.cells))))


def _comment(text: str) -> str:
    """A comment on one line; what people wrote is text in it and nothing else."""
    return "# " + _CONTROLS.sub(" ", text).strip()

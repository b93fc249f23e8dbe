"""The rows of a table read in one go: a label, cells that are numbers, words or marks for nothing, the end of the line.

Most of a plan's text is such rows. They are told by the tokens that the parse table awaits there, found as everywhere;
what is spared is the way through the table for each. At any row that has something else in it reading stops, and that
row is read as all other text is.
"""

from functools import lru_cache
from typing import TYPE_CHECKING, Any

from kinerja_rules.base.source import SourceFile, Span
from kinerja_rules.syntax import nodes
from kinerja_rules.syntax.quantities import plain_quantity

if TYPE_CHECKING:
    from kinerja_rules.syntax.builder import Builder
    from kinerja_rules.syntax.fused import Automaton, Reader

_LABEL, _NUMBER, _ABSENT, _WORD, _END = "LABEL", "CNUM", "CABSENT", "CWORD", "_NL"


def row_reader(builder: "Builder", automaton: "Automaton", state: int) -> "Reader | None":
    """What reads rows from a state on in which one may begin; None where none may."""
    matches, actions = automaton.matches, automaton.actions
    if _LABEL not in actions[state]:
        return None
    labelled = actions[state][_LABEL]
    after_number, after_absent, after_word = (actions[labelled][kind] for kind in (_NUMBER, _ABSENT, _WORD))

    def read(rows: list[Any], text: str, at: int, end: int) -> int:
        source = builder.source
        while True:
            found = matches[state](text, at, end)
            if found is None or found.lastgroup != _LABEL:
                return at
            start, here = found.span(found.lastindex)
            label = nodes.Word(text[start:here], span=Span(source, start, here))
            cells: list[nodes.PlainCell] = []
            offsets: list[int] = []
            last = here
            awaited = matches[labelled]
            number = matches[after_number]
            while True:
                found = awaited(text, here, end)
                if found is None:
                    return at
                kind = found.lastgroup
                first, here = found.span(found.lastindex)
                if kind == _NUMBER:
                    cell = _number(text[first:here])
                    if cell is None:
                        return at
                    awaited = number
                elif kind == _END:
                    rows.append(nodes.row_of_plain(label, tuple(cells), tuple(offsets), Span(source, start, last)))
                    at = here
                    break
                elif kind == _ABSENT:
                    cell = _absent(text[first:here])
                    awaited = matches[after_absent]
                elif kind == _WORD:
                    cell = _word(text[first:here])
                    awaited = matches[after_word]
                else:
                    return at
                cells.append(cell)
                offsets.append(first - start)
                last = here

    return read


@lru_cache(maxsize=1 << 14)
def _number(text: str) -> nodes.PlainCell | None:
    """A number with its unit; None where something is to be said of it."""
    plain = plain_quantity(text)
    if plain is None:
        return None
    value, decimals, grouped, unit, unit_at = plain
    length = len(text)

    def at(source: SourceFile, start: int) -> nodes.NumberLit:
        span = Span(source, start, start + length)
        written = nodes.UnitRef(unit, span=Span(source, start + unit_at, span.end)) if unit else None
        return nodes.NumberLit(value, decimals, written, grouped=grouped, span=span)

    return nodes.PlainCell(length, at)


@lru_cache(maxsize=1024)
def _absent(text: str) -> nodes.PlainCell:
    written, length = absence(text), len(text)
    return nodes.PlainCell(
        length, lambda source, start: nodes.Absent(written, span=Span(source, start, start + length))
    )


@lru_cache(maxsize=1024)
def _word(text: str) -> nodes.PlainCell:
    length = len(text)
    return nodes.PlainCell(length, lambda source, start: nodes.Word(text, span=Span(source, start, start + length)))


def absence(text: str) -> str:
    """A sign or words that say that there is nothing, as they are known: dashes are one, words in small letters."""
    written = text.replace("_", " ").lower()
    return "-" if written in "–—-" else written

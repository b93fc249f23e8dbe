"""The rows of a table read in one go: a label, cells that are numbers, words or marks for nothing, the end of the line.

Most of a plan's text is such rows. They are told by the tokens that the parse table awaits there, found as everywhere;
what is spared is the way through the table for each. At any row that has something else in it reading stops, and that
row is read as all other text is.
"""

from typing import TYPE_CHECKING, Any

from kinerja_rules.base.source import Span
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
        source, absent = builder.source, builder.absent
        while True:
            found = matches[state](text, at, end)
            if found is None or found.lastgroup != _LABEL:
                return at
            start, here = found.span(found.lastindex)
            label = nodes.Word(text[start:here], span=Span(source, start, here))
            cells: list[nodes.Cell] = []
            awaited = matches[labelled]
            number = matches[after_number]
            while True:
                found = awaited(text, here, end)
                if found is None:
                    return at
                kind = found.lastgroup
                if kind == _NUMBER:
                    first, here = found.span(found.lastindex)
                    plain = plain_quantity(text[first:here])
                    if plain is None:
                        return at
                    value, decimals, grouped, unit, unit_at = plain
                    written = nodes.UnitRef(unit, span=Span(source, first + unit_at, here)) if unit else None
                    cells.append(
                        nodes.NumberLit(value, decimals, written, grouped=grouped, span=Span(source, first, here))
                    )
                    awaited = number
                elif kind == _END:
                    last = cells[-1].span.end if cells else label.span.end
                    rows.append(nodes.Row(label, tuple(cells), span=Span(source, start, last)))
                    at = found.span(found.lastindex)[1]
                    break
                elif kind == _ABSENT:
                    first, here = found.span(found.lastindex)
                    cells.append(absent(text[first:here], Span(source, first, here)))
                    awaited = matches[after_absent]
                elif kind == _WORD:
                    first, here = found.span(found.lastindex)
                    cells.append(nodes.Word(text[first:here], span=Span(source, first, here)))
                    awaited = matches[after_word]
                else:
                    return at

    return read

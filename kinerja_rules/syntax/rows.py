"""The rows of a table read in one go: a label, cells that are numbers, words or marks for nothing, the end of the line.

Most of a plan's text is such rows. They are told by the tokens that the parse table awaits there; all tokens of a line
are found by one pattern, and what is spared is the way through the table for each. At any row that has something else
in it reading stops, and that row is read as all other text is.
"""

from typing import TYPE_CHECKING, Any

from kinerja_rules.base.source import SourceFile, Span
from kinerja_rules.syntax import nodes
from kinerja_rules.syntax.quantities import plain_quantity

if TYPE_CHECKING:
    from kinerja_rules.syntax.builder import Builder
    from kinerja_rules.syntax.fused import Automaton, Reader

_LABEL, _ABSENT, _NUMBER, _WORD = "LABEL", "CABSENT", "CNUM", "CWORD"
_SPACE = " \t\u00a0\u202f\ufeff"
_MOST_CELLS = 1 << 14
"""Texts of cells of which is kept what they say, before all are forgotten."""


def row_reader(builder: "Builder", automaton: "Automaton", state: int) -> "Reader | None":
    """What reads rows from a state on in which one may begin; None where none may."""
    matches, actions = automaton.matches, automaton.actions
    if _LABEL not in actions[state]:
        return None
    labelled = actions[state][_LABEL]
    kinds = (_ABSENT, _NUMBER, _WORD)
    tokens = matches.several((labelled, *(actions[labelled][kind] for kind in kinds)), kinds)

    def read(rows: list[Any], text: str, at: int, end: int) -> int:
        source = builder.source
        known = _CELLS
        while True:
            found = matches[state](text, at, end)
            if found is None or found.lastgroup != _LABEL:
                return at
            start, here = found.span(found.lastindex)
            newline = text.find("\n", here, end)
            if newline < 0:
                return at
            stop = newline - 1 if text[newline - 1] == "\r" else newline
            written = tokens(text, here, stop)
            written.pop()  # what stands at the end, where nothing does
            cells = tuple([known[token] for token in written])
            if _OTHER in cells:
                return at
            label = nodes.Word(text[start:here], span=Span(source, start, here))
            line = text[here:stop]
            if "#" not in line:
                last = here + len(line.rstrip(_SPACE))
            else:
                last = here
                for cell in cells:
                    last = text.index(cell.text, last) + len(cell.text)
            rows.append(nodes.row_of_plain(label, cells, Span(source, start, last)))
            at = newline + 1

    return read


_OTHER = nodes.PlainCell("", lambda source, start: nodes.Absent("", span=Span(source, start, start)))
"""What is no plain cell: another token, or a number of which something is to be said."""


class _Cells(dict[tuple[str, ...], nodes.PlainCell]):
    """What texts say that stand as nothing, as a number or as a word."""

    def __missing__(self, token: tuple[str, ...]) -> nodes.PlainCell:
        if len(self) >= _MOST_CELLS:
            self.clear()
        nothing, number, word = token
        cell = _number(number) if number else _absent(nothing) if nothing else _word(word) if word else _OTHER
        self[token] = cell
        return cell


_CELLS = _Cells()


def _number(text: str) -> nodes.PlainCell:
    """A number with its unit."""
    plain = plain_quantity(text)
    if plain is None:
        return _OTHER
    value, decimals, grouped, unit, unit_at = plain
    length = len(text)

    def at(source: SourceFile, start: int) -> nodes.NumberLit:
        span = Span(source, start, start + length)
        written = nodes.UnitRef(unit, span=Span(source, start + unit_at, span.end)) if unit else None
        return nodes.NumberLit(value, decimals, written, grouped=grouped, span=span)

    return nodes.PlainCell(text, at, (value, decimals, unit))


def _absent(text: str) -> nodes.PlainCell:
    written = absence(text)
    return nodes.PlainCell(text, lambda source, start: nodes.Absent(written, span=_over(text, source, start)))


def _word(text: str) -> nodes.PlainCell:
    return nodes.PlainCell(text, lambda source, start: nodes.Word(text, span=_over(text, source, start)))


def _over(text: str, source: SourceFile, start: int) -> Span:
    return Span(source, start, start + len(text))


def absence(text: str) -> str:
    """A sign or words that say that there is nothing, as they are known: dashes are one, words in small letters."""
    written = text.replace("_", " ").lower()
    return "-" if written in "–—-" else written

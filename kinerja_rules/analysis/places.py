"""Where declared things and their fields are written, for findings that point at them."""

from collections.abc import Iterator, Mapping

from attrs import define, field

from kinerja_rules.analysis.draft import Draft, PlacedField, fields_of
from kinerja_rules.analysis.scope import Symbol
from kinerja_rules.base.source import Span
from kinerja_rules.syntax import nodes


@define(eq=False)
class Places(Mapping[tuple[str, str], Span]):
    """Headings under an empty keyword, fields under their own; those taken from a base are placed there.

    Findings ask for a few of very many, so each is looked for when it is asked for.
    """

    symbols: Mapping[str, Symbol]
    merged: Mapping[str, Mapping[str, list[PlacedField]]]
    _headings: dict[str, Span] = field(init=False, factory=dict)

    def __getitem__(self, key: tuple[str, str]) -> Span:
        ident, keyword = key
        symbol = self.symbols[ident]
        if not keyword:
            found = self._headings.get(ident)
            if found is None:  # the same place each time: findings are equal where their places are
                found = self._headings[ident] = heading_span(symbol.item)
            return found
        for written, span in self._fields(symbol):
            if written == keyword:
                return span
        raise KeyError(key)

    def _fields(self, symbol: Symbol) -> Iterator[tuple[str, Span]]:
        merged = self.merged.get(symbol.id)
        if merged is not None:
            for keyword, placed in merged.items():
                yield keyword.removeprefix("!"), placed[0].field.span
        elif isinstance(symbol.item, nodes.Declaration):
            for written in fields_of(symbol.item):
                yield written.keyword, written.span

    def __iter__(self) -> Iterator[tuple[str, str]]:
        for ident, symbol in self.symbols.items():
            yield from dict.fromkeys([(ident, ""), *((ident, keyword) for keyword, _ in self._fields(symbol))])

    def __len__(self) -> int:
        return sum(1 for _ in self)


def places(draft: Draft) -> Places:
    """The places of a plan whose passes are done."""
    return Places(draft.symbols, draft.merged)


def heading_span(item: nodes.Item) -> Span:
    """From the keyword to the name."""
    last = item.nama if item.nama is not None else item.id
    whole = item.span
    return Span(whole.source, whole.start, last.span.end) if last is not None else whole

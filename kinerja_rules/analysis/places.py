"""Where declared things and their fields are written, for findings that point at them."""

from kinerja_rules.analysis.draft import Draft, fields_of
from kinerja_rules.base.source import Span
from kinerja_rules.syntax import nodes


def places(draft: Draft) -> dict[tuple[str, str], Span]:
    """Headings under an empty keyword, fields under their own; those taken from a base are placed there."""
    out: dict[tuple[str, str], Span] = {}
    for symbol in draft.symbols.values():
        out[(symbol.id, "")] = heading_span(symbol.item)
        merged = draft.merged.get(symbol.id)
        if merged is not None:
            for keyword, placed in merged.items():
                out.setdefault((symbol.id, keyword.removeprefix("!")), placed[0].field.span)
        elif isinstance(symbol.item, nodes.Declaration):
            for field in fields_of(symbol.item):
                out.setdefault((symbol.id, field.keyword), field.span)
    return out


def heading_span(item: nodes.Item) -> Span:
    """From the keyword to the name."""
    last = item.nama if item.nama is not None else item.id
    whole = item.span
    return Span(whole.source, whole.start, last.span.end) if last is not None else whole

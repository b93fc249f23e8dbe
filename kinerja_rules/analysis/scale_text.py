"""A scale's declaration with its mistakes mended, as text to paste."""

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction

from attrs import frozen

from kinerja_rules.analysis import scale_bands as bands
from kinerja_rules.analysis.draft import fields_of
from kinerja_rules.analysis.scale_bands import Interval
from kinerja_rules.base.source import SourceFile
from kinerja_rules.model.kinerja import Kategori, Skala
from kinerja_rules.model.units import Kind
from kinerja_rules.syntax import nodes
from kinerja_rules.syntax.printer import format_source


@frozen
class Repair:
    """What to change in the text of a scale."""

    bounds: Mapping[str, Interval]
    """New bounds of some categories, by name."""
    order: tuple[Kategori, ...] | None
    """The rows in their right order, where they are to be moved."""
    added: Sequence[str]
    """Lines to write after the last row."""
    removed: Sequence[str]
    """Keywords of fields to leave out."""


def mended_declaration(item: nodes.Declaration, skala: Skala, repair: Repair) -> str | None:
    """The declaration as `kinerja format` writes it, with its comments; None where nothing changes."""
    start, source = item.span.start, item.span.source
    text = source.text[start : item.span.end]
    rows = {f.span: f for f in fields_of(item) if f.keyword == "kategori"}
    words = _as_written(rows.values(), skala)
    written = sorted(skala.kategori, key=lambda k: k.span.start)
    edits: list[tuple[int, int, str]] = []
    for place, kategori in zip(written, repair.order or written, strict=True):
        body = _row(rows[kategori.span], repair.bounds.get(kategori.nama), skala, words)
        edits.append((place.span.start - start, place.span.end - start, body))
    for placed in fields_of(item):
        if placed.keyword in repair.removed:
            before = len(text[: placed.span.start - start].rstrip())
            edits.append((before, placed.span.end - start, ""))
    end = written[-1].span.end - start
    if text[end:].partition("\n")[0].lstrip().startswith("#"):
        end = text.index("\n", end)
    edits.append((end, end, "".join(f"\n  {line}" for line in repair.added)))
    changed = text
    for begin, stop, replacement in sorted(edits, key=lambda e: e[:2], reverse=True):
        changed = changed[:begin] + replacement + changed[stop:]
    if changed == text:
        return None
    formatted = format_source(SourceFile(source.path, changed))
    return None if formatted.text is None else formatted.text.rstrip("\n")


def _as_written(rows: Iterable[nodes.Field], skala: Skala) -> dict[Fraction, str]:
    """Bounds that stand in the scale with their unit, as they are written: a unit may be shown in other words than it is written."""
    numbers = [a.number for row in rows for a in row.arguments if isinstance(a, nodes.Edge)]
    bare = skala.satuan.kind is Kind.INDEKS
    return {n.value * skala.satuan.scale: n.span.text for n in numbers if bare or n.unit is not None}


def _row(row: nodes.Field, bounds: Interval | None, skala: Skala, words: Mapping[Fraction, str]) -> str:
    """A row as written, with new bounds if it gets any."""
    edges = [a for a in row.arguments if isinstance(a, nodes.Edge)]
    text, start = row.span.text, row.span.start
    if bounds is None or not edges:
        return text
    return (
        text[: edges[0].span.start - start]
        + bands.show_bounds(bounds, skala.satuan, words)
        + text[edges[-1].span.end - start :]
    )

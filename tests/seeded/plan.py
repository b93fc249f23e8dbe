"""The text of a plan as a reader of its tables and declarations sees it, and edits that keep the rest as it was."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from fractions import Fraction
from functools import cache
from pathlib import Path

from attrs import frozen

from kinerja_rules.base.numerals import write_numeral
from kinerja_rules.base.source import SourceFile, Span
from kinerja_rules.syntax import nodes
from kinerja_rules.syntax.parser import parse_file

CLEAN = Path(__file__).parents[2] / "examples" / "renstra_bersih"
LEVELS = ("misi", "tujuan", "sasaran", "program", "kegiatan", "subkegiatan")


@cache
def _parsed(name: str, text: str) -> nodes.File:
    return parse_file(SourceFile(name, text)).file


@frozen
class CellAt:
    """A cell of a table: in which document (none: the Renstra), under which heading, in whose row."""

    file: str
    document: str
    keyword: str
    year: str
    label: str
    column: str
    cell: nodes.Cell
    row: nodes.Row

    @property
    def number(self) -> nodes.NumberLit | None:
        return self.cell if isinstance(self.cell, nodes.NumberLit) else None

    @property
    def value(self) -> Fraction:
        return self.cell.value if isinstance(self.cell, nodes.NumberLit) else Fraction(0)


@frozen
class DeclaredAt:
    """A declaration, where it stands, and the declarations around it from the outermost."""

    file: str
    item: nodes.Declaration
    around: tuple[nodes.Declaration, ...]

    @property
    def id(self) -> str:
        return "" if self.item.id is None else self.item.id.text

    def field(self, keyword: str) -> nodes.Field | None:
        """The first field of a keyword, in the heading or the body."""
        fields = [*self.item.head, *(m for m in self.item.body or () if isinstance(m, nodes.Field))]
        return next((f for f in fields if f.keyword == keyword), None)

    def fields(self, keyword: str) -> list[nodes.Field]:
        fields = [*self.item.head, *(m for m in self.item.body or () if isinstance(m, nodes.Field))]
        return [f for f in fields if f.keyword == keyword]


@frozen
class Plan:
    """The files of a plan by name."""

    files: Mapping[str, str]

    # ---- looking ----
    def declared(self, *keywords: str) -> list[DeclaredAt]:
        """All declarations of some keywords, nested ones too, in order."""
        return [d for d in self._declarations() if d.item.keyword in keywords]

    def one(self, ident: str) -> DeclaredAt:
        return next(d for d in self._declarations() if d.id == ident)

    def _declarations(self) -> Iterator[DeclaredAt]:
        def inside(name: str, item: nodes.Declaration, around: tuple[nodes.Declaration, ...]) -> Iterator[DeclaredAt]:
            yield DeclaredAt(name, item, around)
            for member in item.body or ():
                if isinstance(member, nodes.Declaration):
                    yield from inside(name, member, (*around, item))

        for name, text in sorted(self.files.items()):
            for item in _parsed(name, text).items:
                if isinstance(item, nodes.Declaration):
                    yield from inside(name, item, ())

    def cells(self, keyword: str, document: str | None = None) -> list[CellAt]:
        """The cells of all tables of a keyword; of one document where it is named (an empty name: of the Renstra)."""
        return [c for c in self._cells() if c.keyword == keyword and document in (None, c.document)]

    def _cells(self) -> Iterator[CellAt]:
        for name, text in sorted(self.files.items()):
            for item in _parsed(name, text).items:
                if isinstance(item, nodes.Table):
                    yield from self._of(name, "", item)
                elif item.keyword == "dokumen":
                    for member in item.body or ():
                        if isinstance(member, nodes.Table):
                            yield from self._of(name, "" if item.id is None else item.id.text, member)

    def _of(self, name: str, document: str, table: nodes.Table) -> Iterator[CellAt]:
        year = next((f.span.text for f in table.head if f.span.text.isdigit()), "")
        for row in table.rows:
            label = row.label.text if isinstance(row.label, nodes.Word) else row.label.value
            for column, cell in zip(table.columns, row.cells, strict=False):
                yield CellAt(name, document, table.keyword, year, label, column.text, cell, row)

    def name_of(self, ident: str) -> str:
        """The name that a declaration bears."""
        nama = self.one(ident).item.nama
        return "" if nama is None else nama.value

    def indicators(self, *levels: str) -> list[str]:
        """Ids of indicators under nodes of some levels (all, where none is named)."""
        wanted = levels or LEVELS
        found = self.declared("indikator")
        return [d.id for d in found if d.around and d.around[-1].keyword in wanted]

    # ---- changing ----
    def edited(self, *edits: tuple[str, int, int, str]) -> Plan:
        """Characters replaced; edits are of this plan's text, and do not overlap."""
        files = dict(self.files)
        for name, start, end, text in sorted(edits, key=lambda e: e[:3], reverse=True):
            files[name] = files[name][:start] + text + files[name][end:]
        return Plan(files)

    def put(self, cell: CellAt, text: str) -> Plan:
        """Another cell."""
        return self.edited((cell.file, cell.cell.span.start, cell.cell.span.end, text))

    def put_all(self, cells: list[CellAt], make: Callable[[CellAt], str]) -> Plan:
        return self.edited(*((c.file, c.cell.span.start, c.cell.span.end, make(c)) for c in cells))

    def put_value(self, cell: CellAt, value: Fraction) -> Plan:
        """Another number in the cell, with its unit and decimals as they were."""
        return self.put(cell, written(cell, value))

    def lines_out(self, *places: tuple[str, Span]) -> Plan:
        """Whole lines left out."""
        edits = set()
        for name, span in places:
            text = self.files[name]
            start = text.rfind("\n", 0, span.start) + 1
            stop = text.find("\n", span.end)
            edits.add((name, start, len(text) if stop < 0 else stop + 1, ""))
        return self.edited(*edits)

    def field_out(self, declared: DeclaredAt, keyword: str) -> Plan | None:
        """A field of a declaration left out."""
        placed = declared.field(keyword)
        if placed is None:
            return None
        if placed in declared.item.head:
            return self.edited((declared.file, placed.span.start - 1, placed.span.end, ""))
        return self.lines_out((declared.file, placed.span))

    def said(self, old: str, new: str) -> Plan:
        """A text in quotes, wherever it stands."""
        return Plan({name: text.replace(f'"{old}"', f'"{new}"') for name, text in self.files.items()})

    def with_file(self, text: str) -> Plan:
        """One more file."""
        return Plan({**self.files, "zz_tambahan.kinerja": text})

    def without_indicator(self, ident: str) -> Plan:
        """An indicator left out of the plan and of all its documents, as if it had never been thought of."""
        declared = self.one(ident)
        places = [(declared.file, declared.item.span)]
        places += [(c.file, c.row.span) for c in self._cells() if c.label == ident]
        for d in self.declared("dokumen"):
            places += [(d.file, f.span) for f in d.fields("nama") if f.arguments[0].span.text == ident]
        for d in self.declared("narasi"):
            if d.item.head[0].arguments[0].span.text == ident:
                places.append((d.file, d.item.span))
        return self.lines_out(*places)

    def twin(self, ident: str, new: str, name: str) -> Plan:
        """An indicator written a second time under another id: beside the first, and in every table and document."""
        declared = self.one(ident)
        edits: list[tuple[str, int, int, str]] = []

        def after(file: str, span: Span) -> None:
            text = self.files[file]
            start = text.rfind("\n", 0, span.start) + 1
            stop = text.find("\n", span.end) + 1
            copied = re.sub(rf"\b{ident}\b", new, text[start:stop], count=1)
            edits.append((file, stop, stop, copied.replace(f'"{self.name_of(ident)}"', f'"{name}"')))

        after(declared.file, declared.item.span)
        for row in {id(c.row): c for c in self._cells() if c.label == ident and c.keyword == "target"}.values():
            after(row.file, row.row.span)
        for d in self.declared("dokumen"):
            for placed in d.fields("nama"):
                if placed.arguments[0].span.text == ident:
                    after(d.file, placed.span)
        return self.edited(*edits)


def written(cell: CellAt, value: Fraction) -> str:
    """A number as the cell writes its own."""
    number = cell.number
    text = cell.cell.span.text
    decimals = 0 if number is None else number.decimals
    return re.sub(r"\d[\d.,]*", lambda _: write_numeral(value, decimals), text, count=1)


def clean_plan(packages: tuple[str, ...]) -> Plan:
    """The clean plan without its tests, using also some rule packages."""
    files = {p.name: p.read_text(encoding="utf-8") for p in sorted(CLEAN.glob("*.kinerja"))}
    del files["uji.kinerja"]
    head = files["paket.kinerja"]
    more = [p for p in packages if not re.search(rf"\b{p}\b", head)]
    if more:
        files["paket.kinerja"] = head.replace(
            "pakai      permendagri_86_2017", f"pakai      {', '.join(more)}, permendagri_86_2017"
        )
    return Plan(files)

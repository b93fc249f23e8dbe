"""`terbitan` declarations: what a published report prints, each print bound to the figure that it claims to be.

What is wrong with one claim is said at its place and leaves all others as they are.
"""

import re
from typing import TYPE_CHECKING, Protocol

from attrs import define, evolve, field

from kinerja_rules.analysis.binding import unit_of_row
from kinerja_rules.analysis.define_rules import TyperFor
from kinerja_rules.analysis.draft import Draft
from kinerja_rules.analysis.printed_columns import (
    TABLE_TARGETS,
    Headings,
    PrintedColumn,
    PrintedRow,
    period_node,
    upto,
)
from kinerja_rules.analysis.read_printed import read_printed
from kinerja_rules.analysis.type_expressions import Typer
from kinerja_rules.base.diagnostics import Label
from kinerja_rules.base.numerals import write_numeral
from kinerja_rules.base.prints import is_nothing
from kinerja_rules.base.source import Span
from kinerja_rules.model import expression as typed
from kinerja_rules.model import units
from kinerja_rules.model.expression import Type
from kinerja_rules.model.kinerja import Model
from kinerja_rules.model.periods import Period
from kinerja_rules.model.published import Claim, Printed, Published
from kinerja_rules.syntax import nodes
from kinerja_rules.syntax.expression_text import print_expression
from kinerja_rules.syntax.parser import split

if TYPE_CHECKING:
    from kinerja_rules.project.sheet_files import SheetTable

ROWS = ("indikator", "simpul", "data")
"""Kinds of symbols that a row may be about."""

_REPORT = re.compile(r"terbitan[ \t]+(\w+)")

UNCLAIMED = "_"
"""A cell of which nothing is claimed."""


def define_published(draft: Draft, model: Model, typer_for: TyperFor) -> tuple[Published, ...]:
    """The published reports that the root package restates, without the claims that have been refused."""
    out: list[Published] = []
    seen: dict[str, Span] = {}
    for item in published_items(draft):
        if item.id is None:
            continue
        nama = item.nama.value if item.nama is not None else item.id.text
        earlier = seen.setdefault(item.id.text, item.id.span)
        if earlier is not item.id.span:
            draft.say(
                "KR202",
                f"terbitan `{item.id.text}` dideklarasikan dua kali",
                item.id.span,
                "beri pengenal yang berbeda, atau gabungkan keduanya",
                secondary=(Label(earlier, f"sudah dideklarasikan di {earlier.place}"),),
            )
            out.append(Published(item.id.text, nama, (), span=item.span))
            continue
        reader = ClaimReader(draft, model, typer_for(draft.root), item.id.text)
        for member in item.body or ():
            reader.member(member)
        sheets = tuple(s.text for m in item.body or () if (s := sheet_of(draft, m)) is not None)
        out.append(Published(item.id.text, nama, tuple(reader.claims), sheets, span=item.span))
    return (*out, *_unread(draft))


def _unread(draft: Draft) -> list[Published]:
    """Reports of which nothing could be read, whose brackets close: what is wrong there hides nothing of the plan."""
    out: list[Published] = []
    for parsed in draft.sources.packages[draft.root].files:
        source = parsed.file.span.source
        if not parsed.diagnostics:
            continue
        from kinerja_rules.syntax.syntax_errors import unclosed_brackets  # only where something could not be read

        read = {item.span.start for item in parsed.file.items}
        for start, end in split(source.text):
            found = _REPORT.match(source.text, start)
            if found is None or start in read or unclosed_brackets(source.text, start, end) != ([], None):
                continue
            out.append(Published(found[1], found[1], (), span=Span(source, start, end)))
    return out


def published_items(draft: Draft) -> list[nodes.Declaration]:
    """The `terbitan` of the root package."""
    items = draft.items(draft.root)
    return [i for i in items if isinstance(i, nodes.Declaration) and i.keyword == "terbitan"]


class LatePrint(Protocol):
    """A print that depends on the kind of figure; `foreign` says whether it is quoted from the report as it stands."""

    foreign: bool

    def __call__(self, claimed: Type) -> nodes.Cell | None:
        """The print as a cell."""


@define(eq=False)
class ClaimReader:
    """The claims of one published report."""

    draft: Draft
    model: Model
    typer: Typer
    published: str
    claims: list[Claim] = field(factory=list)

    def member(self, member: nodes.Member) -> None:
        """A claim or a table of claims."""
        if isinstance(member, nodes.Table):
            self.table(member)
        elif isinstance(member, nodes.Declaration):
            from kinerja_rules.analysis.published_sheets import claim_sheet  # only where a table is kept in a file

            claim_sheet(self, member)
        elif isinstance(member, nodes.Field) and member.keyword == "klaim":
            place, figure, written = member.arguments
            printed = written.arguments[0] if isinstance(written, nodes.Field) else None
            if isinstance(place, nodes.TextLit) and isinstance(figure, nodes.Expr) and isinstance(printed, nodes.Cell):
                self.claim(place.value, figure, printed, None, None, member.span)

    def claim(
        self,
        place: str,
        figure: nodes.Expr,
        printed: "nodes.Cell | LatePrint",
        row: str | None,
        column: str | None,
        span: Span,
    ) -> None:
        """A claim, where its figure and its print make one; a print that depends on the kind of figure is a function."""
        expression = self.typer.infer(figure, "")
        if expression is None or not self._dated(expression):
            return
        cell = printed if isinstance(printed, nodes.Cell) else printed(expression.type)
        foreign = isinstance(printed, nodes.Cell) or printed.foreign
        read = None if cell is None else read_printed(self.draft, expression.type, cell, foreign)
        if read is None:
            return
        if isinstance(cell, nodes.NumberLit) and cell is not printed:
            read = evolve(read, text=_as_shown(cell, read))
        question = print_expression(figure)
        self.claims.append(Claim(self.published, place, expression, question, read, row, column, span=span))

    def _dated(self, expression: typed.Expr) -> bool:
        """Whether something is stated of the years that a claim names; said, where nothing is."""
        first, last = self.model.facts.earliest, self.model.facts.latest
        waiting = [expression]
        while waiting:
            at = waiting.pop()
            if isinstance(at, typed.Const) and isinstance(at.value, Period) and not first <= at.value.year <= last:
                self.draft.say(
                    "KR521",
                    f"tahun {at.value.year} tidak punya data dalam rencana ini",
                    at.span,
                    f"tahun yang dikenal: {first} s.d. {last}" if last else "nyatakan dahulu target atau realisasinya",
                )
                return False
            waiting.extend(typed.children(at))
        return True

    # ---- tables -------------------------------------------------------------------------------------------------
    def table(self, table: nodes.Table) -> None:
        """The claims of a printed table, cell by cell."""
        place = table.nama.value if table.nama is not None else ""
        headings = self.headings(table.head, table.own)
        if headings.lost:
            return
        columns: list[PrintedColumn | None] = []
        for heading in table.columns:
            known = headings.column(heading)
            if known is not None and any(c is not None and c.heading == known.heading for c in columns):
                self.draft.say(
                    "KR113", f"kolom `{heading.text}` ditulis dua kali", heading.span, "hapus atau ganti salah satunya"
                )
                known = None
            columns.append(known)
        for row in table.rows:
            if len(row.cells) != len(columns):
                continue
            subject = self.row(row.label)
            if subject is None:
                continue
            for column, cell in zip(columns, row.cells, strict=True):
                if column is None or (isinstance(cell, nodes.Word) and cell.text == UNCLAIMED):
                    continue
                if isinstance(cell, nodes.Absent) and not _says_nothing(cell):
                    continue  # no cell at all, which has been said
                figure = headings.question(column, subject, cell.span, isinstance(cell, nodes.Absent))
                if figure is not None:
                    self.claim(place, figure, cell, subject.label, column.heading, cell.span)

    def headings(self, head: tuple[nodes.Field, ...], own: tuple[nodes.Field, ...]) -> Headings:
        """What stands behind a table's name, and the columns that it defines itself."""
        headings = Headings(self.draft, self.model, None, None, None)
        for placed in head:
            word = placed.arguments[0]
            if not isinstance(word, nodes.Word):
                continue
            if placed.keyword == "menurut":
                self._acuan(headings, word)
            elif placed.keyword == "s.d." or Period.read(word.text) is not None:
                self._dated_head(headings, placed.keyword, word)
            elif placed.keyword == "" and headings.is_figure(word.text):
                headings.content = word
            elif placed.keyword == "":
                self.draft.say(
                    "KR112",
                    f"`{word.text}` bukan isi kolom tahun yang dikenal",
                    word.span,
                    "pilih misalnya `target`, `realisasi`, atau `capaian`",
                )
        defined: dict[str, nodes.Expr] = {}
        for placed in own:
            name, value = placed.arguments
            figure = value.arguments[0] if isinstance(value, nodes.Field) else None
            if not isinstance(name, nodes.Word) or not isinstance(figure, nodes.Expr):
                continue
            if name.text in defined:
                self.draft.say("KR113", f"kolom `{name.text}` dijelaskan dua kali", name.span, "hapus salah satunya")
            defined.setdefault(name.text, figure)
        headings.own = defined
        return headings

    def _dated_head(self, headings: Headings, keyword: str, word: nodes.Word) -> None:
        """The year or part of one that a table is of, or the part up to whose end its figures run."""
        period = Period.read(word.text)
        if period is None:
            self.draft.say(
                "KR112",
                f"`{word.text}` bukan periode",
                word.span,
                "tulis tahun, semester, triwulan, atau bulan: `2022`, `2022-S1`, `2022-TW3`, `2022-09`",
            )
            headings.lost = True
            return
        if keyword == "s.d.":
            whole = upto(period)
            headings.cumulative = whole is None
            period = whole or period
        headings.year = period_node(str(period), word.span)

    def _acuan(self, headings: Headings, word: nodes.Word) -> None:
        if word.text in TABLE_TARGETS:
            headings.acuan = nodes.Name((word.text,), span=word.span)
            return
        found = self.draft.resolve(self.draft.root, word, ("dokumen", "pembanding"))
        if found is None:
            headings.lost = True
        else:
            headings.acuan = nodes.Name((word.text,), span=word.span)

    def row(self, label: nodes.Word | nodes.TextLit) -> PrintedRow | None:
        """What a row is about; None, said, where that is not known."""
        text = label.value if isinstance(label, nodes.TextLit) else label.text
        period = Period.read(text)
        if period is not None:
            return PrintedRow(text, "periode", text, period_node(text, label.span))
        kind = _expenditure(self.draft, text)
        if kind is not None and self.draft.resolve(self.draft.root, label, ROWS, silent=True) is None:
            return PrintedRow(text, "jenis_belanja", kind, nodes.Name((kind,), span=label.span))
        found = self.draft.resolve(self.draft.root, label, ROWS)
        if found is None or (found.kind == "indikator" and unit_of_row(self.draft, found, label.span) is None):
            return None
        scope = self.draft.scopes[self.draft.root]
        written = tuple(text.split("."))
        parts = (
            written if isinstance(label, nodes.Word) and scope.lookup(written) is found else tuple(found.id.split("."))
        )
        return PrintedRow(text, found.kind, found.id, nodes.Name(parts, span=label.span))


def _says_nothing(cell: nodes.Absent) -> bool:
    """Whether an absence is written as one; what could not be read is taken for one, too."""
    return is_nothing(cell.span.text.replace("_", " "))


def _as_shown(cell: nodes.NumberLit, read: Printed) -> str:
    """What a workbook's cell shows, which is not how it keeps the number."""
    if cell.unit is None or read.unit is None or read.value is None:
        return write_numeral(cell.value, cell.decimals)
    return units.show(read.value, read.unit, read.decimals)


def sheet_of(draft: Draft, member: nodes.Member) -> "SheetTable | None":
    """The sheet in which a printed table is kept, where it is kept in one that could be read."""
    if not isinstance(member, nodes.Declaration):
        return None
    return draft.sources.packages[draft.root].sheets.get((member.span.source.path, member.span.start))


def _expenditure(draft: Draft, text: str) -> str | None:
    """The kind of expenditure that a label names, by id or name."""
    folded = " ".join(text.casefold().split())
    return next((i for i, (nama, _) in draft.jenis_belanja.items() if folded in (i.casefold(), nama.casefold())), None)

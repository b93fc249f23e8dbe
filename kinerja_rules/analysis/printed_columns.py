"""What the columns of a printed table hold: figures named by their headings, or by an expression over the row."""

import re
from collections.abc import Mapping
from difflib import get_close_matches
from fractions import Fraction
from types import MappingProxyType

from attrs import define, field, frozen

from kinerja_rules.analysis.draft import Draft
from kinerja_rules.analysis.rewriting import rewritten
from kinerja_rules.analysis.scope import Symbol
from kinerja_rules.base.source import Span
from kinerja_rules.model.kinerja import LEVELS, Model
from kinerja_rules.model.periods import Period
from kinerja_rules.syntax import nodes

TABLE_TARGETS = ("awal", "akhir", "renstra")
"""Targets that are meant by a word of the language: the baseline, the end, the plan's own table."""

ROW, YEAR = "baris", "tahun"
"""The row of a printed table, and its year, inside the expression of a column."""

FIGURES: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "target": ("target", "indikator"),
        "realisasi": ("realisasi", "indikator"),
        "hitungan": ("hitungan", "indikator"),
        "capaian": ("capaian", "subjek"),
        "capaian_bebas": ("capaian_bebas", "indikator"),
        "kategori": ("kategori", "subjek"),
        "tercapai": ("tercapai", "indikator"),
        "pagu": ("pagu", "simpul"),
        "anggaran": ("pagu", "simpul"),
        "realisasi_anggaran": ("realisasi_anggaran", "simpul"),
        "nama": ("nama", "subjek"),
        "kode": ("kode", "simpul"),
        "satuan": ("satuan", "indikator"),
        "definisi": ("definisi", "indikator"),
        "rumus": ("rumus", "indikator"),
        "sumber": ("sumber", "indikator"),
        "penanggung_jawab": ("penanggung_jawab", "subjek"),
        "data": ("data", "data"),
    }
)
"""Headings, each with the function that it asks and what that function is asked of."""

CHOSEN: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "serapan": ("ukuran_serapan", "simpul"),
        "sisa": ("ukuran_sisa", "simpul"),
        "efisiensi": ("ukuran_efisiensi", "simpul"),
        "kemajuan": ("ukuran_kemajuan", "indikator"),
    }
)
"""Headings whose measure a policy chooses."""

_WITH_ACUAN = frozenset({"target", "capaian", "capaian_bebas", "tercapai", "pagu", "anggaran"})
_TIMELESS = frozenset({"nama", "kode", "satuan", "definisi", "rumus", "sumber", "penanggung_jawab"})
_OF_EXPENDITURE: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "pagu": ("belanja",),
        "anggaran": ("belanja",),
        "realisasi": ("realisasi_belanja",),
        "realisasi_anggaran": ("realisasi_belanja",),
        "serapan": ("realisasi_belanja", "/", "belanja"),
        "sisa": ("belanja", "-", "realisasi_belanja"),
    }
)
"""What the headings of money ask of a kind of expenditure: a function, or two with an operator between."""
_PERIOD = re.compile(r"(\d{4}(?:-(?:TW[1-4]|S[12]|\d{2}))?)(?:_(.+))?\Z")


@frozen
class PrintedColumn:
    """A column: what its heading asks, in which period and against what; or an expression of its own."""

    heading: str
    figure: str
    period: nodes.Expr | None
    acuan: nodes.Name | None
    own: nodes.Expr | None = None


@frozen
class PrintedRow:
    """A row: an indicator, node, datum or kind of expenditure, or a period; `name` is how an expression writes it."""

    label: str
    kind: str
    id: str
    name: nodes.Expr


@define(eq=False)
class Headings:
    """The headings of one printed table."""

    draft: Draft
    model: Model
    year: nodes.Expr | None
    content: nodes.Word | None
    """What the columns of years hold."""
    acuan: nodes.Name | None
    own: Mapping[str, nodes.Expr] = field(factory=dict)
    cumulative: bool = False
    """Whether `year` is the part up to whose end the figures run from the start of its year, which no period names."""
    lost: bool = False
    """Whether the table's period or document is not known, which has been said: then nothing can be said of its cells."""
    undated: set[str] = field(factory=set)
    """Headings of which it has been said that they need a year."""

    def column(self, heading: nodes.Word) -> PrintedColumn | None:
        """What a heading asks; None, said, where it is not known."""
        text = heading.text
        if text in self.own:
            return PrintedColumn(text, "", self.year, None, self.own[text])
        period = Period.read(text)
        if period is not None:
            if self.content is None:
                self.draft.say(
                    "KR112",
                    f"kolom tahun `{text}` belum disebut isinya",
                    heading.span,
                    'sebut sesudah nama tabelnya, misalnya `tabel "Tabel 2.1" target { ... }`',
                )
                return None
            return PrintedColumn(text, self.content.text, period_node(text, heading.span), self.acuan)
        found = self._asked(text, heading)
        if found is None:
            self._unknown(heading)
        return found

    def _asked(self, text: str, heading: nodes.Word) -> PrintedColumn | None:
        if self.is_figure(text):
            return PrintedColumn(text, text, self.year, self.acuan)
        symbol = self._symbol(text)
        if symbol is not None and symbol.kind == "pembanding":
            return PrintedColumn(text, "pembanding", self.year, nodes.Name((text,), span=heading.span))
        for found in reversed(list(re.finditer("_", text))):
            figure, rest = text[: found.start()], text[found.end() :]
            if self.is_figure(figure):
                column = self._qualified(text, figure, rest, heading.span)
                if column is not None:
                    return column
        return None

    def _qualified(self, text: str, figure: str, rest: str, span: Span) -> PrintedColumn | None:
        """`target_akhir`, `realisasi_2021`, `capaian_nasional`, `target_2022_pk_2022`."""
        period, acuan = self.year, self.acuan
        dated = _PERIOD.match(rest)
        if dated is not None and Period.read(dated[1]) is not None:
            period = period_node(dated[1], span)
            if dated[2] is None:
                return PrintedColumn(text, figure, period, acuan)
            rest = dated[2]
        symbol = self._symbol(rest)
        if rest in TABLE_TARGETS or (symbol is not None and symbol.kind in ("dokumen", "pembanding")):
            return PrintedColumn(text, figure, period, nodes.Name((rest,), span=span))
        return None

    def is_figure(self, text: str) -> bool:
        """Whether a word names a figure of a row: an accessor, a chosen measure, a level, a declared measure."""
        if text in FIGURES or text in CHOSEN or text in LEVELS:
            return True
        symbol = self._symbol(text)
        return symbol is not None and symbol.kind == "ukuran"

    def _symbol(self, text: str) -> Symbol | None:
        found = self.draft.scopes[self.draft.root].lookup((text,))
        return found if isinstance(found, Symbol) else None

    def _unknown(self, heading: nodes.Word) -> None:
        if heading.text in self.draft.lost:
            return
        scope = self.draft.scopes[self.draft.root]
        measures = [n for s in (scope, *scope.uses) for n, symbol in s.own.items() if symbol.kind == "ukuran"]
        near = get_close_matches(heading.text.lower(), [*FIGURES, *CHOSEN, *self.own, *measures], n=1, cutoff=0.7)
        self.draft.say(
            "KR112",
            f"judul kolom `{heading.text}` tidak dikenal",
            heading.span,
            f"mungkin maksud Anda `{near[0]}`?"
            if near
            else f"pakai nama angkanya (`target`, `realisasi`, `capaian`, ...), atau jelaskan di bawah baris: `kolom {heading.text} = ...`",
        )

    # ---- what a cell asks ---------------------------------------------------------------------------------------
    def question(self, column: PrintedColumn, row: PrintedRow, span: Span, empty: bool = False) -> nodes.Expr | None:
        """The expression that a cell claims to be; None, said, where the row has no such figure.

        A cell that is printed `empty` where there is no such figure is right, and nothing is said of it.
        """
        said = len(self.draft.diagnostics)
        asked = self._question(column, row, span)
        if asked is None and empty:
            del self.draft.diagnostics[said:]
        return asked

    def _question(self, column: PrintedColumn, row: PrintedRow, span: Span) -> nodes.Expr | None:
        if column.own is not None:
            return self._own(column.own, row)
        if row.kind == "periode":
            self._misfit(span, f"baris `{row.label}` periode, jadi kolomnya perlu dijelaskan", column)
            return None
        if row.kind == "jenis_belanja":
            return self._expenditure(column, row, span)
        function, of = FIGURES.get(column.figure, ("", ""))
        if column.figure in CHOSEN:
            of = CHOSEN[column.figure][1]
        elif column.figure == "pembanding":
            function, of = "pembanding", "indikator"
        elif column.figure in LEVELS:
            return self._above(column, row, span)
        elif not function:
            of = self._measured(column.figure)
        subject = self._subject(column, row, of, span)
        if subject is None:
            return None
        period = None if column.figure in _TIMELESS else column.period
        if period is None and column.figure not in _TIMELESS:
            if column.heading not in self.undated:  # one mistake, however many rows
                self.undated.add(column.heading)
                self._misfit(span, f"kolom `{column.heading}` memerlukan tahun", column)
            return None
        if self.cumulative and period is not None and period is self.year:
            return self._accumulated(column, row, subject, period, span)
        if of == "data" and isinstance(subject, nodes.Name):
            return _call(subject, (period,), span)
        name = nodes.Name((function,), span=span) if function else self._measure(column, row, subject, span)
        acuan = column.acuan if column.figure in _WITH_ACUAN or column.acuan is not self.acuan else None
        return None if name is None else _call(name, (subject, period, acuan), span)

    def _accumulated(
        self, column: PrintedColumn, row: PrintedRow, subject: nodes.Expr, period: nodes.Expr, span: Span
    ) -> nodes.Expr | None:
        """A realisasi from the start of the year: a sum where its parts add up, the last part where that is what counts."""
        indikator = self.model.indikator.get(row.id)
        adds = indikator.akumulasi if indikator is not None else None
        if column.figure == "realisasi" and adds in ("jumlah", "akhir"):
            function = "kumulatif" if adds == "jumlah" else "realisasi"
            return _call(nodes.Name((function,), span=span), (subject, period), span)
        said = f"`{column.figure}` {row.label}" if column.figure != "realisasi" else f"realisasi `{row.label}`"
        self._misfit(span, f"{said} tidak punya nilai sampai dengan bagian tahun", column)
        return None

    def _expenditure(self, column: PrintedColumn, row: PrintedRow, span: Span) -> nodes.Expr | None:
        """What a heading of money asks of a kind of expenditure."""
        asked = _OF_EXPENDITURE.get(column.figure)
        if asked is None or column.period is None:
            missing = "memerlukan tahun" if asked is not None else "bukan angka belanja"
            self._misfit(span, f"kolom `{column.heading}` {missing}", column)
            return None
        figures = [_call(nodes.Name((f,), span=span), (row.name, column.period), span) for f in asked[::2]]
        if len(figures) == 1:
            return figures[0]
        return nodes.Binary(asked[1], figures[0], figures[1], span=span)

    def _own(self, own: nodes.Expr, row: PrintedRow) -> nodes.Expr:
        def rewrite(name: nodes.Name) -> nodes.Expr | None:
            if name.parts == (YEAR,) and self.year is not None:
                return self.year
            if name.parts[0] != ROW:
                return None
            if isinstance(row.name, nodes.Name):
                return nodes.Name((*row.name.parts, *name.parts[1:]), span=name.span)
            return row.name if len(name.parts) == 1 else None

        return rewritten(own, rewrite)

    def _measured(self, figure: str) -> str:
        """What a declared measure is of."""
        symbol = self._symbol(figure)
        ukuran = self.model.ukuran.get(symbol.id) if symbol is not None else None
        kinds = [k.entity or "" for _, k in ukuran.parameters if k.kind == "entitas"] if ukuran is not None else []
        return "simpul" if kinds and kinds[0] in ("simpul", *LEVELS) else "indikator" if kinds else ""

    def _subject(self, column: PrintedColumn, row: PrintedRow, of: str, span: Span) -> nodes.Expr | None:
        """The row, or the node above it where a figure is one of nodes (the money of an indicator's sasaran)."""
        fits = {"indikator": ("indikator",), "simpul": ("simpul",), "data": ("data",)}.get(of, ("indikator", "simpul"))
        if row.kind in fits:
            return row.name
        if of == "simpul" and row.kind == "indikator":
            indikator = self.model.indikator.get(row.id)
            if indikator is not None and indikator.simpul is not None:
                return nodes.Name((indikator.simpul,), span=span)
        spoken = {"simpul": "simpul jenjang"}
        self._misfit(
            span,
            f"`{row.label}` {spoken.get(row.kind, row.kind)}, jadi tidak punya `{column.figure}`",
            column,
        )
        return None

    def _misfit(self, span: Span, message: str, column: PrintedColumn) -> None:
        remedy = f"pakai judul lain, atau jelaskan di bawah baris: `kolom {column.heading} = ...`"
        if self.cumulative and "sampai dengan" in message:
            remedy = f"jelaskan di bawah baris apa yang dijumlahkan: `kolom {column.heading} = ...`"
        elif "memerlukan tahun" in message:
            remedy = 'sebut tahunnya sesudah nama tabel, misalnya `tabel "Tabel 3.2" 2022 { ... }`'
        elif column.figure == "realisasi":
            remedy = "untuk anggaran pakai judul `realisasi_anggaran`; untuk kinerja tulis barisnya dengan indikatornya"
        elif column.figure in ("target", "hitungan", "tercapai"):
            remedy = "tulis barisnya dengan indikatornya"
        self.draft.say("KR520", message, span, remedy)

    def _above(self, column: PrintedColumn, row: PrintedRow, span: Span) -> nodes.Expr | None:
        """The name of the node of a level above the row (or of the row itself)."""
        waiting = [row.id] if row.kind == "simpul" else []
        indikator = self.model.indikator.get(row.id)
        if row.kind == "indikator" and indikator is not None and indikator.simpul is not None:
            waiting = [indikator.simpul]
        found: dict[str, None] = {}
        seen: set[str] = set()
        while waiting:
            at = waiting.pop(0)
            simpul = self.model.simpul.get(at)
            if simpul is None or at in seen:
                continue
            seen.add(at)
            if simpul.jenis == column.figure:
                found[at] = None
            else:
                waiting.extend(simpul.induk)
        if len(found) != 1:
            many = f"ada {len(found)}" if found else "tidak ada"
            self._misfit(span, f"{column.figure} di atas `{row.label}` {many}", column)
            return None
        (ident,) = found
        subject = nodes.Name((ident,), span=span)
        return _call(
            nodes.Name(("nama",), span=span), (subject, None if column.acuan is self.acuan else column.acuan), span
        )

    def _measure(self, column: PrintedColumn, row: PrintedRow, subject: nodes.Expr, span: Span) -> nodes.Name | None:
        """How the measure of a column is written here."""
        figure = column.figure
        ident: str | None = None
        if figure in CHOSEN:
            about = subject.parts[0] if isinstance(subject, nodes.Name) else row.id
            policy = CHOSEN[figure][0]
            known = about in self.model.indikator or about in self.model.simpul
            setting = self.model.policy(policy, about if known else None)
            if setting is not None:
                ident = setting.values[0]
        if ident is None:
            if self._symbol(figure) is not None:
                return nodes.Name((figure,), span=span)
            self._misfit(span, f"kebijakan `{CHOSEN[figure][0]}` belum dinyatakan", column)
            return None
        short = ident.rpartition(".")[2]
        symbol = self._symbol(short)
        if symbol is not None and symbol.id == ident:
            return nodes.Name((short,), span=span)
        return nodes.Name(tuple(ident.split(".")), span=span)


def upto(period: Period) -> Period | None:
    """The period from the start of the year to the end of another; None where that is no quarter, half-year or year.

    >>> str(upto(Period(2022, "TW2"))), str(upto(Period(2022, "12"))), upto(Period(2022, "TW3"))
    ('2022-S1', '2022', None)
    """
    last = period.months[-1]
    named = (Period(period.year), *(Period(period.year, part) for part in ("S1", "TW1", "01")))
    return next((p for p in named if p.months[-1] == last), None)


def period_node(text: str, span: Span) -> nodes.Expr:
    """A period as an expression writes it."""
    if "-" in text:
        return nodes.PeriodLit(text, span=span)
    return nodes.NumberLit(Fraction(int(text)), 0, None, grouped=False, span=span)


def _call(function: nodes.Name, arguments: tuple[nodes.Expr | None, ...], span: Span) -> nodes.Call:
    given = tuple(nodes.Argument(a, None, span=span) for a in arguments if a is not None)
    return nodes.Call(function, given, (), False, span=span)

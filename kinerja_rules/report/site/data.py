"""What the page knows, as compact JSON: figures told once each, the cascade, findings, tables.

A figure that several others use is there once and is referred to by number, texts that recur (places, citations,
policies) likewise; the page draws what it is asked for.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from kinerja_rules.base.diagnostics import Diagnostic
from kinerja_rules.model.kinerja import Model
from kinerja_rules.model.published import AuditedClaim
from kinerja_rules.model.result import Figure, Result
from kinerja_rules.model.values import Entity, Number
from kinerja_rules.report.book import Book
from kinerja_rules.report.grid import Grid, GridCell, notes_beneath, said_of_no_rows
from kinerja_rules.report.site.audited import Answered, audited_row
from kinerja_rules.report.site.figures import Texts
from kinerja_rules.report.site.names import Names
from kinerja_rules.report.site.parts import ToldFigures
from kinerja_rules.report.site.questions import PageQuestions
from kinerja_rules.report.site.trend import CERTAIN, Trend
from kinerja_rules.report.site.years import Years
from kinerja_rules.report.text import clean
from kinerja_rules.report.view import (
    Cell,
    IndikatorView,
    InstansiView,
    ReportView,
    SimpulView,
    show_figure,
    show_percent,
)

Json = Any


SHOWN = 8
"""Indicators below their targets that the first page names."""


def page_data(
    report: ReportView,
    result: Result,
    asked: PageQuestions,
    questions: Sequence[str],
    findings: Sequence[Diagnostic],
    book: Book,
    claims: Sequence[AuditedClaim] = (),
    answers: Sequence[Answered] = (),
) -> Json:
    """Everything that the page shows, but for its figures; `questions` are all that its figures answer, `answers` the pages
    that tell of each claim."""
    texts = Texts()
    roots = {question: at for at, question in enumerate(questions)}
    model = result.model
    nodes, years, names, trend = report.nodes(), Years(result), Names(result), Trend(result)
    return {
        "tahun": report.tahun,
        "judul": clean(book.title),
        "uang": report.money_note or "",
        "pesan": [clean(remark) for remark in book.remarks if remark != report.money_note],
        "nama": report.nama,
        "paket": f"{report.paket} {report.versi}",
        "sidik": report.sidik,
        "renstra": report.renstra,
        "aturan": list(report.aturan),
        "kategori": _categories(report),
        "kosong": [[kind.spoken, number] for kind, number in report.absences],
        "tanya": [clean(question) for question in roots],
        "simpul": {
            node.id: names.of(Entity(node.jenis, node.id))
            | _node(node, texts, model, _asked(asked.simpul, node.id, roots))
            for node in nodes
        },
        "perhatian": _attention(report, result),
        "puncak": [node.id for node in report.roots],
        "instansi": _instansi(report.instansi, {k: roots[q] for k, q in asked.instansi.items() if q in roots}),
        "indikator": {
            i.id: names.of(Entity("indikator", i.id))
            | _indicator(i, texts, years, node.id, _asked(asked.indikator, i.id, roots))
            | trend.of(i.id)
            for node in nodes
            for i in node.indikator
        },
        "audit": [
            audited_row(claim, model, roots, answer, texts.place) for claim, answer in zip(claims, answers, strict=True)
        ],
        "temuan": [_finding(d, texts) for d in findings],
        "bab": [[clean(chapter.heading), [_grid(grid, roots) for grid in chapter.grids]] for chapter in book.chapters],
        "acuan": {
            **{ident: clean(d.nama) for ident, d in model.dokumen.items()},
            **{ident: clean(p.nama) for ident, p in model.pembanding.items()},
        },
        "ukuran": _measures(model),
        "jenis": {ident: clean(nama) for ident, (nama, _) in model.jenis_belanja.items()},
        "teks": texts.known,
    }


def _measures(model: Model) -> dict[str, str]:
    """Names of measures by their ids, and by the last part of an id where that is of one measure only."""
    last = Counter(ident.rpartition(".")[2] for ident in model.ukuran)
    named = {ident: clean(ukuran.nama) for ident, ukuran in model.ukuran.items()}
    short = {ident.rpartition(".")[2]: nama for ident, nama in named.items()}
    return named | {name: nama for name, nama in short.items() if last[name] == 1}


def references(figures: ToldFigures, own: int) -> Json:
    """What figures refer to but for their texts, and which of them answers each question; texts are counted after those
    of the page."""
    moved = list(_moved(figures, own))
    return {
        "akar": list(figures.roots),
        "bagian": [[first, own + texts, *others] for first, texts, *others in figures.starts],
        "catatan": [note for notes, _ in moved for note in notes],
        "skala": [scale for _, scales in moved for scale in scales],
    }


def _moved(figures: ToldFigures, own: int) -> Iterator[tuple[list[Json], list[Json]]]:
    """Remarks and scales of each part, their texts counted from the first of the page."""
    for part, (_, texts, *_rest) in zip(figures.parts, figures.starts, strict=True):
        before = own + texts

        def at(text: int, before: int = before) -> int:
            return text if text < 0 else text + before

        notes = [[kind, at(text), at(place)] for kind, text, place in part.notes]
        scales = [
            {
                "n": at(scale["n"]),
                "r": [[at(name), at(bounds), hit] for name, bounds, hit in scale["r"]],
                "p": [[at(text), at(place)] for text, place in scale["p"]],
                "d": [at(text) for text in scale["d"]],
            }
            for scale in part.scales
        ]
        yield notes, scales


# ---- the cascade -----------------------------------------------------------------------------------------------------
def _cell(cell: Cell) -> Json:
    """A figure as shown; of an absent one its reason too."""
    return [cell.text, cell.words] if cell.absent else cell.text


def _graded(cell: Cell) -> Json:
    """A category, its rank from the lowest and how many there are; -1 where it stands on no scale."""
    if cell.absent:
        return [cell.text, -1, 0, cell.words]
    return [cell.text, -1 if cell.rank is None else cell.rank, cell.ranks]


def _asked(of: Mapping[str, Mapping[str, str]], ident: str, roots: Mapping[str, int]) -> dict[str, int]:
    """The number of the question behind each figure of an indicator or a node."""
    return {name: roots[question] for name, question in of.get(ident, {}).items() if question in roots}


def _node(node: SimpulView, texts: Texts, model: Model, asked: Mapping[str, int]) -> Json:
    simpul = model.simpul[node.id]
    return {
        "j": node.jenis,
        "k": node.kode,
        "u": list(simpul.induk),
        "a": list(simpul.anak),
        "i": list(simpul.indikator),
        **({"l": node.lack} if node.lack is not None else {}),
        "p": _cell(node.pagu),
        "r": _cell(node.realisasi_anggaran),
        "s": _cell(node.serapan),
        "z": _cell(node.sisa),
        "c": _cell(node.capaian),
        "g": _graded(node.kategori),
        "e": _cell(node.efisiensi),
        "t": texts.place(simpul.span),
        "q": asked,
    }


def _instansi(money: InstansiView | None, asked: Mapping[str, int]) -> Json:
    """The money of the whole agency, as that of a node is told."""
    if money is None:
        return None
    cells = (("p", money.pagu), ("r", money.realisasi_anggaran), ("s", money.serapan))
    return {**{key: _cell(cell) for key, cell in cells}, "q": asked, "c": list(money.notes)}


def _indicator(shown: IndikatorView, texts: Texts, years: Years, node: str, asked: Mapping[str, int]) -> Json:
    result = years.result
    indikator, figures = result.model.indikator[shown.id], result.indikator[shown.id]
    arah = result.model.arah.get(indikator.arah or "")
    return {
        "s": node,
        "u": shown.satuan,
        "f": int(shown.iku),
        "x": clean(indikator.definisi or ""),
        "b": clean(indikator.sumber or ""),
        "h": clean(arah.nama) if arah is not None else "",
        "w": clean(indikator.penanggung_jawab or ""),
        "t": _cell(shown.target),
        "r": _cell(shown.realisasi),
        "c": _cell(shown.capaian),
        "g": _graded(shown.kategori),
        "y": _cell(shown.target_akhir),
        "k": _cell(shown.kemajuan),
        "m": int(_reached(figures.capaian)),
        "p": [
            [
                clean(result.model.pembanding[ident].nama),
                show_figure(value, indikator.satuan, indikator.desimal),
                show_percent(capaian),
                asked.get(f"pembanding.{ident}", -1),
            ]
            for ident, (value, capaian) in sorted(figures.pembanding.items())
        ],
        "l": [years.past(row, indikator, asked) for row in figures.history],
        "o": years.coming(indikator, asked),
        "z": texts.place(indikator.span),
        "q": {name: at for name, at in asked.items() if "." not in name},
    }


def _attention(report: ReportView, result: Result) -> list[str]:
    """Indicators that did not reach their targets: first those that the agency answers for, the lowest first."""
    missed = [
        (not shown.iku, figure.value, shown.id)
        for shown in report.indicators()
        if isinstance(figure := result.indikator[shown.id].capaian, Number) and not _reached(figure)
    ]
    return [ident for *_, ident in sorted(missed)[:SHOWN]]


def _reached(capaian: Figure) -> int:
    """1 where the target is reached, 0 where not, 2 where that is not known.

    An approximate figure is held against the target by the digits that are certain: a root of which 100 % is the true
    value may come out below it in the last digit kept.
    """
    if not isinstance(capaian, Number):
        return 2
    over, under = (round(capaian.value, CERTAIN) if capaian.approximate else capaian.value).as_integer_ratio()
    return int(over >= under)


def _categories(report: ReportView) -> Json:
    """Categories reached, the best first: name, how often, rank, how many there are."""
    ranks: Mapping[str, tuple[int, int]] = {
        i.kategori.text: (i.kategori.rank, i.kategori.ranks) for i in report.indicators() if i.kategori.rank is not None
    }
    return [[name, number, *ranks.get(name, (-1, 0))] for name, number in report.categories]


# ---- findings and tables ---------------------------------------------------------------------------------------------
def _finding(finding: Diagnostic, texts: Texts) -> Json:
    return [
        finding.severity.value,
        finding.code,
        clean(finding.message),
        texts.place(finding.primary),
        clean(finding.help or ""),
        str(finding.citation) if finding.citation is not None else "",
        finding.subject or "",
        [texts.place(label.span) for label in finding.secondary],
    ]


def _grid(grid: Grid, roots: Mapping[str, int]) -> Json:
    rows = [*grid.rows, *grid.totals]
    return {
        "id": grid.id,
        "no": clean(grid.number),
        "n": clean(grid.caption),
        "k": [[clean(c.heading), clean(c.group or ""), int(c.numeric)] for c in grid.columns],
        "b": [[_grid_cell(cell, roots) for cell in row] for row in rows],
        "j": len(grid.totals),
        "c": [clean(note) for note in grid.footnotes],
        "s": [f"{label}: {clean(note)}" for label, note in notes_beneath(grid)],
        "z": clean(said_of_no_rows(grid) or ""),
    }


def _grid_cell(cell: GridCell, roots: Mapping[str, int]) -> Json:
    """A cell: text, the number of its question or -1, footnotes, rows it reaches down."""
    text = clean(cell.text)
    asked = -1 if cell.question is None else roots.get(cell.question, -1)
    if asked < 0 and not cell.notes and cell.span == 1:
        return text
    return [text, asked, list(cell.notes), cell.span]

"""The page: data, style and script in one file; nothing is fetched and no text from a plan is ever markup."""

from collections.abc import Mapping, Sequence

from kinerja_rules.base.diagnostics import Diagnostic
from kinerja_rules.model.result import Result
from kinerja_rules.report.book import Book
from kinerja_rules.report.pages import render_page
from kinerja_rules.report.site.data import page_data, references
from kinerja_rules.report.site.explained import Explained
from kinerja_rules.report.site.parts import ToldFigures, inside_script, written
from kinerja_rules.report.text import clean
from kinerja_rules.report.view import ReportView


def render_html(
    report: ReportView,
    result: Result,
    explained: Explained,
    findings: Sequence[Diagnostic],
    book: Book,
) -> bytes:
    """The report as one self-contained page; its own data are made while its figures are still told."""
    known = page_data(
        report, result, explained.asked, explained.questions, findings, book, explained.claims, explained.answers
    )
    data, own = inside_script(written(known)), len(known["teks"])
    page = render_page(
        "laporan.html",
        ("laporan.css",),
        ("laporan_grafik.js", "laporan.js"),
        title=f"{clean(book.title)} · {report.nama}",
        heading=clean(book.title),
        agency=report.nama,
        year=report.spoken,
        sentence=_sentence(report),
        package=f"{report.paket} {report.versi}",
        digest=report.sidik,
    )
    figures = explained.telling.told
    return _holding(page, {"data": [data], "rujukan": _references(figures, own), "angka": _lines(figures)})


def _references(figures: ToldFigures, own: int) -> list[bytes]:
    texts = b",".join([part.texts for part in figures.parts if part.texts])
    return [inside_script(written(references(figures, own)))[:-1], b',"teks":[', texts, b"]}"]


def _lines(figures: ToldFigures) -> list[bytes]:
    """Figures as JSON, so many on a line: the page reads a line when a figure on it is asked for."""
    return [b"[\n", b",\n".join([part.figures for part in figures.parts if part.figures]), b"\n]"]


def _holding(page: str, data: Mapping[str, list[bytes]]) -> bytes:
    """A page with data in its elements for them, which come in this order; no text that was escaped looks like one."""
    out: list[bytes] = []
    for name, pieces in data.items():
        before, opened, page = page.partition(f'<script type="application/json" id="{name}">')
        out += [(before + opened).encode("utf-8", "replace"), *pieces]
    return b"".join([*out, page.encode("utf-8", "replace")])


def _sentence(report: ReportView) -> str:
    reached = ", ".join(f"{name} {number}" for name, number in report.categories)
    return f"{report.counted()}. Kategori: {reached or 'belum ada'}."

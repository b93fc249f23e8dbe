"""The page: data, style and script in one file; nothing is fetched and no text from a plan is ever markup."""

from collections.abc import Sequence

from kinerja_rules.base.diagnostics import Diagnostic
from kinerja_rules.model.result import Result
from kinerja_rules.report.book import Book
from kinerja_rules.report.pages import render_page
from kinerja_rules.report.site.data import page_data, references
from kinerja_rules.report.site.explained import Explained
from kinerja_rules.report.site.parts import ToldFigures, written
from kinerja_rules.report.text import clean
from kinerja_rules.report.view import ReportView


def render_html(
    report: ReportView,
    result: Result,
    explained: Explained,
    findings: Sequence[Diagnostic],
    book: Book,
) -> str:
    """The report as one self-contained page; its own data are made while its figures are still told."""
    from markupsafe import Markup

    known = page_data(report, result, explained.asked, explained.questions, findings, book, explained.claims)
    data, own = written(known), len(known["teks"])
    figures = explained.telling.told
    return render_page(
        "laporan.html",
        ("laporan.css",),
        "laporan.js",
        title=f"{clean(book.title)} · {report.nama}",
        heading=clean(book.title),
        agency=report.nama,
        year=report.spoken,
        sentence=_sentence(report),
        package=f"{report.paket} {report.versi}",
        digest=report.sidik,
        data=Markup(_inside_script(data)),
        references=Markup(_inside_script(written(references(figures, own)))),
        figures=Markup(_inside_script(_lines(figures))),
    )


def _lines(figures: ToldFigures) -> str:
    """Figures as JSON, so many on a line: the page reads a line when a figure on it is asked for."""
    return "[\n" + ",\n".join(line for part in figures.parts for line in part.lines) + "\n]"


def _inside_script(data: str) -> str:
    """JSON that cannot end the element it stands in, nor begin a comment or another element.

    >>> _inside_script('{"a": "</script><!--"}')
    '{"a": "\\\\u003c/script>\\\\u003c!--"}'
    """
    return data.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


def _sentence(report: ReportView) -> str:
    reached = ", ".join(f"{name} {number}" for name, number in report.categories)
    return f"{len(report.indicators())} indikator. Kategori: {reached or 'belum ada'}."

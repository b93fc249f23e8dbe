"""A whole report: everything that its forms are made of, and the bytes of each form."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING

from attrs import field, frozen

from kinerja_rules.base.collector import paused_collector
from kinerja_rules.base.diagnostics import Diagnostic
from kinerja_rules.model.result import Result
from kinerja_rules.report.book import Book
from kinerja_rules.report.grid import Grid
from kinerja_rules.report.view import ReportView

if TYPE_CHECKING:  # what makes pages is loaded where a page is asked for
    from kinerja_rules.report.site.explained import Explained

FORMS = ("docx", "xlsx", "html", "md", "json", "pdf")
"""Forms of a report as files, in the order in which they are written."""


@frozen
class WholeReport:
    """A year, or a part of one, ready for any form; `explained` is made when the page asks for it."""

    result: Result
    view: ReportView
    findings: tuple[Diagnostic, ...]
    grids: tuple[Grid, ...]
    book: Book
    explained: "Callable[[], Explained]" = field(eq=False, repr=False)


def render(report: WholeReport, form: str, template: bytes | None = None) -> bytes:
    """A form of a report as the bytes of its file; `template` gives the styles of the Word document.

    Raises:
        TemplateError: the template cannot be used.
        LackingExtraError: the form needs a library that is not installed.
    """
    with paused_collector():
        if form == "docx":
            from kinerja_rules.report.word import render_docx

            return render_docx(report.book, template)
        return _RENDERED[form](report)


def _xlsx(report: WholeReport) -> bytes:
    from kinerja_rules.report.sheet import render_xlsx

    return render_xlsx(report.book)


def _html(report: WholeReport) -> bytes:
    from kinerja_rules.report.site.page import render_html

    return render_html(report.view, report.result, report.explained(), report.findings, report.book)


def _md(report: WholeReport) -> bytes:
    from kinerja_rules.report.to_markdown import render_markdown

    return render_markdown(report.view, report.findings, report.book).encode("utf-8", "replace")


def _json(report: WholeReport) -> bytes:
    from kinerja_rules.report import to_json

    return to_json.write(to_json.lapor(report.result, report.findings, report.grids, report.book.remarks)).encode(
        "utf-8", "replace"
    )


def _pdf(report: WholeReport) -> bytes:
    from kinerja_rules.report.paper import render_pdf

    return render_pdf(report.book)


_RENDERED: Mapping[str, Callable[[WholeReport], bytes]] = MappingProxyType(
    {"xlsx": _xlsx, "html": _html, "md": _md, "json": _json, "pdf": _pdf}
)

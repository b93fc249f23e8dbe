"""The page: data, style and script in one file; nothing is fetched and no text from a plan is ever markup."""

import json
from base64 import b64encode
from collections.abc import Sequence
from functools import cache
from hashlib import sha256
from importlib.resources import files
from typing import TYPE_CHECKING

from kinerja_rules.base.diagnostics import Diagnostic
from kinerja_rules.engine.trace_many import Derivations
from kinerja_rules.model.result import Result
from kinerja_rules.report.book import Book
from kinerja_rules.report.site.data import page_data
from kinerja_rules.report.view import ReportView

if TYPE_CHECKING:
    from jinja2 import Template


def render_html(
    report: ReportView, result: Result, derivations: Derivations, findings: Sequence[Diagnostic], book: Book
) -> str:
    """The report as one self-contained page."""
    from markupsafe import Markup

    style, script = _asset("page.css"), _asset("page.js")
    data = json.dumps(page_data(report, result, derivations, findings, book), ensure_ascii=False, separators=(",", ":"))
    policy = (
        f"default-src 'none'; style-src 'sha256-{_digest(style)}'; script-src 'sha256-{_digest(script)}'; "
        "base-uri 'none'; form-action 'none'"
    )
    return _template().render(
        title=f"Laporan kinerja {report.tahun} · {report.nama}",
        agency=report.nama,
        year=report.tahun,
        sentence=_sentence(report),
        package=f"{report.paket} {report.versi}",
        digest=report.sidik,
        policy=Markup(policy),
        style=Markup(style),
        script=Markup(script),
        data=Markup(_inside_script(data)),
    )


def _inside_script(data: str) -> str:
    """JSON that cannot end the element it stands in, nor begin a comment or another element.

    >>> _inside_script('{"a": "</script><!--"}')
    '{"a": "\\\\u003c/script>\\\\u003c!--"}'
    """
    return data.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


def _sentence(report: ReportView) -> str:
    reached = ", ".join(f"{name} {number}" for name, number in report.categories)
    return f"{len(report.indicators())} indikator. Kategori: {reached or 'belum ada'}."


def _digest(text: str) -> str:
    return b64encode(sha256(text.encode()).digest()).decode()


@cache
def _asset(name: str) -> str:
    return files(__package__).joinpath(name).read_text(encoding="utf-8").replace("\r\n", "\n")


@cache
def _template() -> "Template":
    from jinja2 import Environment, StrictUndefined

    environment = Environment(autoescape=True, undefined=StrictUndefined, keep_trailing_newline=True)
    return environment.from_string(_asset("page.html.j2"))

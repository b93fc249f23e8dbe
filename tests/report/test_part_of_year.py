"""A report of a part of a year says of its money, stated by the year, that it is the whole year's; and its title is kept."""

import json
from io import BytesIO
from zipfile import ZipFile

import pytest
from attrs import evolve

from kinerja_rules import api
from kinerja_rules.analysis.build import CheckResult
from kinerja_rules.model.periods import Period
from kinerja_rules.report.book import report_book
from kinerja_rules.report.screen import Screen
from kinerja_rules.report.to_terminal import render_report
from kinerja_rules.report.whole import WholeReport, render
from tests.report.page_reader import Page

NOTE = "Anggaran dinyatakan per tahun: pagu, realisasi, dan serapannya untuk sepanjang 2022."


def made(pasuruan: CheckResult, when: str) -> WholeReport:
    assert pasuruan.model is not None
    period = Period.read(when)
    assert period is not None
    return api.report(pasuruan, pasuruan.model, period)


@pytest.mark.parametrize(("when", "noted"), [("2022-TW2", True), ("2022", False)])
def test_money_of_the_whole_year_is_said_to_be(pasuruan: CheckResult, when: str, noted: bool) -> None:
    report = made(pasuruan, when)
    page = Page.written(render(report, "html").decode())
    assert page.known["uang"] == (NOTE if noted else "")
    assert (NOTE in render(report, "md").decode()) == noted
    screen = " ".join("\n".join(render_report(report.view, (), (), Screen())).split())
    assert (NOTE in screen) == noted
    assert json.loads(render(report, "json"))["catatan"] == ([NOTE] if noted else [])
    for form, part in (("docx", "word/document.xml"), ("xlsx", "xl/sharedStrings.xml")):
        with ZipFile(BytesIO(render(report, form))) as archive:
            assert (NOTE in archive.read(part).decode()) == noted, form


def test_a_part_of_a_year_is_named_in_words(pasuruan: CheckResult) -> None:
    view = made(pasuruan, "2022-TW2").view
    assert report_book(view, ()).title == "Laporan Kinerja Triwulan II Tahun 2022"


def test_the_title_of_the_outline_heads_every_form(pasuruan: CheckResult) -> None:
    report = made(pasuruan, "2022")
    titled = evolve(report, book=evolve(report.book, title="Laporan | Dinas"))
    assert render(titled, "md").decode().startswith("# Laporan \\| Dinas\n")
    html = render(titled, "html").decode()
    assert Page.written(html).known["judul"] == "Laporan | Dinas"
    assert "<title>Laporan | Dinas · " in html

"""An audit in every form: verdicts and figures are the same, and what people wrote is text in each of them."""

import json
import re
from fractions import Fraction
from html.parser import HTMLParser
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from attrs import evolve

from kinerja_rules import api
from kinerja_rules.analysis.build import CheckResult
from kinerja_rules.model.kinerja import Model
from kinerja_rules.model.published import Audit
from kinerja_rules.project.sheets import Grid, read_grid
from kinerja_rules.report import to_json
from kinerja_rules.report.audit_book import audit_book
from kinerja_rules.report.audit_html import render_audit_html
from kinerja_rules.report.audit_json import audit_document
from kinerja_rules.report.audit_markdown import render_audit_markdown
from kinerja_rules.report.audit_text import render_audit
from kinerja_rules.report.audit_traces import unfolded
from kinerja_rules.report.audit_view import AuditView, ContradictionView, view_audit
from kinerja_rules.report.screen import PLAIN
from kinerja_rules.report.sheet import render_xlsx
from kinerja_rules.report.text import clean
from tests.report.books import HOSTILE

PLAN = """\
paket contoh "Contoh" { versi "1.0"  pakai permendagri_86_2017, sakip_umum }
renstra 2022 s.d. 2026 { skala peringkat_kinerja }
sasaran S1 "Meningkatnya Penyerapan Tenaga Kerja" {
  indikator TKK "Tingkat Kesempatan Kerja" { satuan %  arah naik }
}
target {
           2022
  TKK   93,80 %
}
realisasi {
            2022
  TKK   93,821 %
}
terbitan lkjip "LKjIP 2022" {
  klaim "Ikhtisar" capaian(TKK; 2022) tercetak 100,02 %
  klaim "3.1.2" capaian(TKK; 2022) tercetak "99.98%"
  klaim "Bab IV" nama(S1) tercetak "Meningkatnya Penyerapan Tenaga kerja"
  klaim "Bab V" realisasi(TKK; 2023) tercetak 94 %
  klaim "Bab VI" realisasi(TKK; 2022) tercetak 94 orang
}
"""


@pytest.fixture(scope="module")
def checked(tmp_path_factory: pytest.TempPathFactory) -> CheckResult:
    folder = tmp_path_factory.mktemp("rencana")
    (folder / "paket.kinerja").write_text(PLAN, encoding="utf-8")
    return api.check(folder)


@pytest.fixture(scope="module")
def model(checked: CheckResult) -> Model:
    assert checked.model is not None
    return checked.model


@pytest.fixture(scope="module")
def audit(model: Model) -> Audit:
    return api.audit(model)


@pytest.fixture(scope="module")
def view(checked: CheckResult, model: Model, audit: Audit) -> AuditView:
    return view_audit(model, audit, api.findings_of_claims(model, checked.diagnostics))


def with_text(view: AuditView, text: str) -> AuditView:
    """The audit with everything that comes from files replaced by one text."""
    rows = tuple(
        evolve(
            row,
            terbitan=text,
            tempat=text,
            baris=text,
            kolom=text,
            ungkapan=text,
            tercetak=text,
            akibat=(text,) if row.akibat else (),
            catatan=(text,) if row.catatan else (),
            sebab=(text,),
            letak=text,
        )
        for row in view.rows
    )
    worst = tuple(rows[view.rows.index(row)] for row in view.worst)
    contradictions = (ContradictionView(text, ((text, text, text), (text, text, text))),)
    findings = tuple(evolve(d, message=text, help=text) for d in view.findings)
    return evolve(
        view,
        nama=text,
        terbitan=(text,),
        rows=rows,
        worst=worst,
        contradictions=contradictions,
        findings=findings,
    )


def hidden(text: str) -> set[str]:
    return {
        c for c in text if c in "\u202e\u200b\u2066\u2069\ufeff" or (ord(c) < 32 and c != "\n") or 127 <= ord(c) < 160
    }


class _Tags(HTMLParser):
    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, tuple[str, ...]]] = []
        self.texts: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag != "code":  # what stands between backticks is set as code
            self.tags.append((tag, tuple(name for name, _ in attrs)))

    def handle_data(self, data: str) -> None:
        self.texts.append(data)


# ---- what they say -----------------------------------------------------------------------------------------------------
def test_the_forms_agree(checked: CheckResult, model: Model, audit: Audit, view: AuditView) -> None:
    document = json.loads(to_json.write(audit_document(audit, view.findings)))
    assert document["skema"] == "kinerja/audit/1"
    assert document["ringkasan"] == {
        "klaim": 4,
        "cocok": 1,
        "dipotong": 0,
        "beda": 2,
        "tidak_dapat_dihitung": 1,
        "bertentangan": 1,
    }
    assert [k["status"] for k in document["klaim"]] == ["cocok", "beda", "beda", "tidak_dapat_dihitung"]
    assert document["klaim"][1]["tercetak"] == "99.98%"
    assert document["klaim"][1]["dihitung"]["pecahan"] == "13403/134"
    assert document["klaim"][3]["dihitung"]["kosong"] == "belum_ada_data"
    assert [d["kode"] for d in document["diagnostik"]] == ["KR523"]
    texts = "\n".join(render_audit(view, PLAIN))
    page = render_audit_html(view, unfolded(api.audit_traces(checked, audit), model))
    markdown = render_audit_markdown(view)
    for said in (texts, page, markdown):
        assert "4 klaim: 1 cocok, 2 beda, 1 tidak dapat dihitung" in said
        assert "100,02 %" in said
        assert "KR523" in said
    assert texts.index("3.1.2") < texts.index("Bab IV"), "what turns the achievement comes before a capital letter"


def test_each_figure_unfolds_to_its_trace(checked: CheckResult, model: Model, audit: Audit, view: AuditView) -> None:
    traces = unfolded(api.audit_traces(checked, audit), model)
    assert set(traces) == {c.claim.question for c in audit.claims}
    page = _Tags(render_audit_html(view, traces))
    assert sum(tag == "details" for tag, _ in page.tags) == len(view.rows) + len(view.worst)
    assert "realisasi / target" in "".join(page.texts)


def test_the_same_bytes_each_time(checked: CheckResult, model: Model, audit: Audit, view: AuditView) -> None:
    traces = unfolded(api.audit_traces(checked, audit), model)
    assert render_xlsx(audit_book(view, traces)) == render_xlsx(audit_book(view, traces))
    assert render_audit_html(view, traces) == render_audit_html(view, traces)


def test_each_row_of_the_workbook_leads_to_its_trace(
    checked: CheckResult, model: Model, audit: Audit, view: AuditView
) -> None:
    raw = render_xlsx(audit_book(view, unfolded(api.audit_traces(checked, audit), model)))
    jejak = _sheet(raw, "Jejak")
    with ZipFile(BytesIO(raw)) as parts:
        texts = [parts.read(n).decode("utf-8") for n in parts.namelist() if "worksheets/sheet" in n]
    for name, rows in (("Beda", view.worst), ("Semua klaim", view.rows)):
        sheet = _sheet(raw, name)
        column = next(cell.column for cell in sheet.filled(3) if cell.text == "Ungkapan")
        for number, row in enumerate(rows, start=4):
            cell = sheet.cell(number, column)
            leads = [re.search(rf'<hyperlink ref="{cell.name}" location="\'Jejak\'!A(\d+)"', text) for text in texts]
            assert cell.text == row.ungkapan
            assert row.ungkapan in [jejak.cell(int(found[1]), 1).text for found in leads if found]
    lines = [cell.text for at in range(4, jejak.rows + 1) for cell in jejak.filled(at)]
    assert any("realisasi / target" in line for line in lines)


def _sheet(raw: bytes, name: str) -> Grid:
    found = read_grid(raw, "audit.xlsx", name)
    assert isinstance(found, Grid)
    return found


def test_the_workbook_holds_numbers(view: AuditView) -> None:
    book = audit_book(view, {})
    computed = [row[6] for grid in book.grids() if grid.id == "Semua klaim" for row in grid.rows]
    assert computed[0].text == "100,02 %"
    assert computed[0].numeric
    assert computed[0].value == Fraction(93821, 938)
    assert not computed[3].numeric


# ---- data is data ------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("text", HOSTILE)
def test_text(view: AuditView, text: str) -> None:
    lines = render_audit(with_text(view, text), PLAIN, everything=True)
    assert not hidden("\n".join(lines))
    assert not any("\n" in line for line in lines)


@pytest.mark.parametrize("text", HOSTILE)
def test_markdown_tables_keep_their_shape(view: AuditView, text: str) -> None:
    def shape(markdown: str) -> list[int]:
        return [len(re.findall(r"(?<!\\)(?:\\\\)*\|", line)) for line in markdown.splitlines()]

    document = render_audit_markdown(with_text(view, text))
    assert shape(document) == shape(render_audit_markdown(with_text(view, "biasa")))
    assert not set(re.sub(r"\\.", "", document)) & set("<>[]`{}~")


@pytest.mark.parametrize("text", HOSTILE)
def test_page_has_the_same_elements(view: AuditView, text: str) -> None:
    page = render_audit_html(with_text(view, text), {})
    assert _Tags(page).tags == _Tags(render_audit_html(with_text(view, "biasa"), {})).tags
    assert not hidden(page)
    shown = "".join(_Tags(page).texts)
    assert all(piece in shown for piece in clean(text).split("`") if piece.strip())


@pytest.mark.parametrize("text", HOSTILE)
def test_workbook_has_no_formula(view: AuditView, text: str) -> None:
    with ZipFile(BytesIO(render_xlsx(audit_book(with_text(view, text), {text: (text,)})))) as book:
        parts = {name: book.read(name).decode("utf-8") for name in book.namelist()}
    assert not any("<f>" in part for part in parts.values())
    strings = parts["xl/sharedStrings.xml"]
    assert not hidden(strings.replace("\r\n", "\n"))


@pytest.mark.parametrize("text", HOSTILE)
def test_a_hostile_report_is_audited(tmp_path: Path, text: str) -> None:
    quoted = " ".join(text.split()).replace("\\", "\\\\").replace('"', '\\"')
    quoted = "".join(c for c in quoted if c.isprintable())
    source = PLAN.replace('"Bab IV"', f'"{quoted}"').replace('"LKjIP 2022"', f'"{quoted}"')
    (tmp_path / "paket.kinerja").write_text(source, encoding="utf-8")
    checked = api.check(tmp_path)
    assert checked.model is not None
    found = api.audit(checked.model)
    assert len(found.claims) == 4
    document = json.loads(to_json.write(audit_document(found, ())))
    assert document["klaim"][2]["tempat"] == found.claims[2].claim.place

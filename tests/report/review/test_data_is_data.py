"""Names and messages that try to be markup, formulas, commands or escape sequences stay texts, in every format."""

import json
import re
import zipfile
from html.parser import HTMLParser
from io import BytesIO
from xml.etree import ElementTree

import pytest
from attrs import evolve

from kinerja_rules.base.diagnostics import Diagnostic
from kinerja_rules.base.source import SourceFile, Span
from kinerja_rules.model.review import Kecuali
from kinerja_rules.report import to_json
from kinerja_rules.report.review.to_github import github
from kinerja_rules.report.review.to_html import review_html
from kinerja_rules.report.review.to_json import periksa
from kinerja_rules.report.review.to_markdown import render_review_markdown
from kinerja_rules.report.review.to_sarif import sarif
from kinerja_rules.report.review.to_text import render_review
from kinerja_rules.report.review.to_xlsx import review_xlsx
from kinerja_rules.report.review.view import ReviewView, Unchecked, review_view
from kinerja_rules.report.screen import Screen
from kinerja_rules.report.sheet.texts import MOST_TEXT, characters
from kinerja_rules.report.text import clean
from kinerja_rules.review.worksheet import Decision, Keputusan

from .findings import C, G, P, rule

HOSTILE = (
    "</script><script>alert(1)</script>",
    "</textarea></style><img src=x onerror=alert(1)>",
    '=HYPERLINK("http://contoh.go.id";"klik")',
    "[tebal](http://contoh.go.id) [bold red]x[/]",
    "| --- | a |",
    "\x1b[31mmerah\x1b]0;judul\x07",
    "::error file=a.kinerja,line=1::b%0A",
    "##[error]x",
    "\u202ekiri ke kanan\u200b",
    "{0} {{1}} %s ${x} {{ 7 * 7 }} {% raw %}",
    "+1+1",
    "-1+1",
    "@SUM(A1)",
    "'=1",
    "\tdua\nbaris\r\n::set-output name=x::y",
    'kutip " dan \\ garis',
    "&lt;b&gt; &amp;",
    "#judul *miring* _garis_ `kode",
)
BIDI = "\u202e\u200b\u2066\u2069\ufeff"


def view_of(text: str) -> ReviewView:
    """A review in which everything that comes from people is the text."""
    line = f"9 {text}".replace("\n", " ")
    source = SourceFile(f"berkas {clean(text).replace('/', '_')}.kinerja", f"{line}\nakhir\n")
    place = Span(source, 0, 1)

    def said(finding: Diagnostic) -> Diagnostic:
        return evolve(finding, message=text, help=text, notes=(text,), subject=text, package=text, primary=place)

    wrong = said(rule("C03", G, place))
    follows = said(rule("C13", P, place))
    note = said(rule("C14", C, place))
    out = said(rule("C99", P, place))
    plain = review_view([wrong, follows, note, out])
    ids = [e.id for e in plain.everything()]
    decided = [Decision(i, text, Keputusan.DITERIMA, text, 2024, span=place) for i in ids]
    exception = Kecuali("C99", (text,), text, 2025, span=place)
    return review_view(
        [wrong, follows, note],
        None,
        [(out, exception)],
        [Unchecked("C50", text, 3, (text, text))],
        decided,
    )


PLAIN = view_of("biasa")


def hidden(text: str) -> set[str]:
    return {c for c in text if c in BIDI or (ord(c) < 32 and c != "\n") or 127 <= ord(c) < 160}


@pytest.mark.parametrize("text", HOSTILE)
def test_text(text: str) -> None:
    lines = render_review(view_of(text), Screen(100))
    assert not hidden("\n".join(lines))
    assert not any("\n" in line for line in lines)


@pytest.mark.parametrize("text", HOSTILE)
def test_json_and_sarif_keep_it_whole(text: str) -> None:
    written = to_json.write(periksa(view_of(text)))
    assert not hidden(written)
    document = json.loads(written)
    assert {d["pesan"] for d in document["diagnostik"]} == {text}
    assert document["dikecualikan"][0]["alasan"] == text
    assert document["tidak_dapat_diperiksa"][0]["kurang"] == [text, text]
    log = to_json.write(sarif(view_of(text)))
    assert not hidden(log)
    message = json.loads(log)["runs"][0]["results"][0]["message"]["text"]
    assert re.search(r"(?<!\\)(?:\\\\)*[\[\]]", message) is None, "an unescaped bracket would be a link"
    assert "{" not in message.replace("{{", "").replace("}}", "")


@pytest.mark.parametrize("text", HOSTILE)
def test_github_commands_are_ours(text: str) -> None:
    lines = github(view_of(text), "folder, aneh::x")
    assert lines[0] == "Rencana belum dapat diteruskan: 1 galat harus diperbaiki. " + PLAIN.besides
    assert len(lines) == len(github(PLAIN, "folder"))
    for line in lines[1:]:
        assert re.fullmatch(r"::(error|warning|notice) [a-zA-Z]+=[^,:\r\n]*(,[a-zA-Z]+=[^,:\r\n]*)*::[^\r\n]*", line)
        assert re.search(r"%(?!25|0A|0D|2C|3A)", line) is None


@pytest.mark.parametrize("text", HOSTILE)
def test_markdown_tables_keep_their_shape(text: str) -> None:
    document, plain = render_review_markdown(view_of(text)), render_review_markdown(PLAIN)
    assert not hidden(document.replace("http:\u200b", "http:")), "our own mark keeps an address from becoming a link"

    def shape(markdown: str) -> list[int]:
        return [len(re.findall(r"(?<!\\)(?:\\\\)*\|", line)) for line in markdown.splitlines()]

    assert shape(document) == shape(plain)
    body = re.sub(r"\\.", "", document).replace("**", "")
    assert not set(body) & set("<>[]`{}~")
    assert "http://" not in document


class _Tags(HTMLParser):
    """Everything in a page that is not text."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, tuple[str, ...]]] = []
        self.texts: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in ("code",):
            self.tags.append((tag, tuple(name for name, _ in attrs)))

    def handle_data(self, data: str) -> None:
        self.texts.append(data)


def tags_of(view: ReviewView) -> _Tags:
    found = _Tags()
    found.feed(review_html(view))
    return found


@pytest.mark.parametrize("text", HOSTILE)
def test_page_has_the_same_elements_whatever_it_says(text: str) -> None:
    found = tags_of(view_of(text))
    assert found.tags == tags_of(PLAIN).tags
    assert not hidden(review_html(view_of(text)))
    shown = "".join(found.texts)
    pieces = [piece for piece in clean(text).split("`") if piece.strip()]
    assert all(piece in shown for piece in pieces)


@pytest.mark.parametrize("text", HOSTILE)
def test_workbook_has_texts_only(text: str) -> None:
    with zipfile.ZipFile(BytesIO(review_xlsx(view_of(text)))) as book:
        parts = {name: book.read(name).decode("utf-8") for name in book.namelist()}
    sheets = [parts[name] for name in parts if name.startswith("xl/worksheets/sheet")]
    assert len(sheets) == 2
    for sheet in sheets:
        assert "<f>" not in sheet
        assert "hyperlink" not in sheet
        assert set(re.findall(r' t="(\w+)"', sheet)) == {"s"}
    assert not any("hyperlink" in part for part in parts.values())
    assert not hidden("".join(parts.values()).replace("\r\n", "\n"))


def texts_of(book: bytes) -> list[str]:
    """All texts of a workbook, read as XML is."""
    with zipfile.ZipFile(BytesIO(book)) as parts:
        root = ElementTree.fromstring(parts.read("xl/sharedStrings.xml"))
    return ["".join(item.itertext()) for item in root]


@pytest.mark.parametrize("text", ["panjang sekali " * 3_000, "\N{PERSONAL COMPUTER}" * 20_000])
def test_a_text_that_no_cell_takes_is_cut_and_says_so(text: str) -> None:
    texts = texts_of(review_xlsx(view_of(text)))
    assert max(characters(t) for t in texts) == MOST_TEXT
    cut = [t for t in texts if "dipotong, sebab sel Excel memuat paling banyak 32.767 karakter" in t]
    assert {t for t in texts if t.count(text[:15]) > 9} == set(cut)
    assert len(cut) > 3
    page = "".join(tags_of(view_of(text)).texts)
    assert text.strip() in page, "the page has it whole"


def test_a_long_answer_is_carried_whole_into_the_next_sheet() -> None:
    answer = "dijawab " * 4_000
    assert answer.strip() in [t.strip() for t in texts_of(review_xlsx(view_of(answer)))]


def test_what_no_document_of_xml_may_hold_is_in_none() -> None:
    texts = texts_of(review_xlsx(view_of("nama\ufffe\uffff lain \ud800\x0b_x0041_")))
    assert "nama lain  _x005F_x0041_" in texts

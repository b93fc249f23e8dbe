"""Texts of a plan are data in every form of every verb: a hostile plan makes what a harmless one makes, but for its words."""

import json
import re
import unicodedata
from html.parser import HTMLParser
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree
from zipfile import ZipFile

import pytest
from cli_runner import Kinerja

from kinerja_rules.report.paper import has_typesetter
from kinerja_rules.report.text import clean
from tests.hostile_plan import CONTROLS, MARKS, harmless, plan_text, write_plan

FORMATS = {
    "periksa": ("teks", "json", "sarif", "github", "html", "md", "xlsx"),
    "hitung": ("teks", "json"),
    "audit": ("teks", "json", "md", "html", "xlsx"),
    "lapor": ("teks", "docx", "xlsx", "html", "md", "json", *(["pdf"] if has_typesetter() else [])),
}
BINARY = ("xlsx", "docx", "pdf")
ALLOWED = "\n\N{ZERO WIDTH JOINER}"
CASES = [(verb, form) for verb, forms in FORMATS.items() for form in forms]


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("jahat")
    write_plan(place / "hostile")
    write_plan(place / "harmless", harmless())
    return place


def made(kinerja: Kinerja, folders: Path, plan: str, verb: str, form: str) -> bytes:
    """What a verb makes of a plan in a form."""
    year = ["--tahun", "2025"] if verb in ("hitung", "lapor") else []
    target = Path(f"{plan}_{verb}.{form}")
    options = ["-o", str(target)] if (verb, form) != ("lapor", "teks") else []
    ran = kinerja(verb, str(folders / plan), *year, "--format", form, *options)
    assert ran.status in (0, 1), ran.err
    seen(ran.err)
    if not options:
        return ran.out.encode()
    return target.read_bytes()


def seen(text: str) -> str:
    """A text in which nothing is hidden from its reader and nothing commands a terminal."""
    hidden = {c for c in text if c not in ALLOWED and unicodedata.category(c) in ("Cc", "Cf", "Cs", "Zl", "Zp")}
    assert not hidden - {"\N{ZERO WIDTH SPACE}"}, hidden
    return text


class Tags(HTMLParser):
    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, tuple[str, ...]]] = []
        self.links: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, tuple(name for name, _ in attrs)))
        self.links += [value or "" for name, value in attrs if name in ("href", "src", "action")]


@pytest.mark.parametrize(("verb", "form"), CASES, ids=[f"{v}-{f}" for v, f in CASES])
def test_a_hostile_plan_makes_the_form_of_a_harmless_one(kinerja: Kinerja, folders: Path, verb: str, form: str) -> None:
    hostile, benign = (made(kinerja, folders, plan, verb, form) for plan in ("hostile", "harmless"))
    if (verb, form) == ("periksa", "html"):  # other words make other findings, and names in messages stand in `code`
        assert set(Tags(hostile.decode()).tags) <= set(Tags(benign.decode()).tags)
        return
    FORM[form](hostile, benign)


def _teks(hostile: bytes, benign: bytes) -> None:
    seen(hostile.decode())


def _json(hostile: bytes, benign: bytes) -> None:
    text = hostile.decode()
    json.loads(text)
    assert not set(text) & {chr(n) for n in range(32)} - {"\n"}


def _github(hostile: bytes, benign: bytes) -> None:
    """Each line is one command of ours; what it says cannot end it or begin another."""
    lines, other = hostile.decode().splitlines(), benign.decode().splitlines()
    assert len(lines) == len(other)
    for line, plain in zip(lines, other, strict=True):
        seen(line)
        head = r"::(?:error|warning|notice) (?:file=[^,:]*,line=\d+,[^:]*)::"
        if plain.startswith("::"):
            assert re.match(head, line), line[:120]
        else:
            assert not line.startswith(("::", "##["))
        assert "%0A%25" not in line, "a percent sign of a text is one, and no escape"


def _html(hostile: bytes, benign: bytes) -> None:
    found, plain = Tags(hostile.decode()), Tags(benign.decode())
    assert found.tags == plain.tags
    assert all(link.startswith("#") for link in found.links), [x for x in found.links if not x.startswith("#")]
    assert not set(hostile.decode()) & {"\u202e", "\x1b", "\u200f"}


def _md(hostile: bytes, benign: bytes) -> None:
    text = seen(hostile.decode())
    bare = re.sub(r"\\[\\`*_{}\[\]<>|~#&!]", "", text)
    plain = re.sub(r"\\[\\`*_{}\[\]<>|~#&!]", "", benign.decode())
    for mark in "<>[]&~":
        assert bare.count(mark) == plain.count(mark), mark
    for line in bare.splitlines():
        assert not re.match(r"\s*(?:#{1,6} ?set|=+$|-+1\+1$|\+1$)", line), line
    tables = [[line.count("|") for line in block.splitlines()] for block in bare.split("\n\n") if block.startswith("|")]
    assert tables
    assert all(len(set(counts)) == 1 for counts in tables)
    assert not re.search(r"(?i)\bhttps?://", text)


def _xlsx(hostile: bytes, benign: bytes) -> None:
    formulas, links = [], []
    for raw in (hostile, benign):
        with ZipFile(BytesIO(raw)) as book:
            parts = {n: ElementTree.fromstring(book.read(n)) for n in book.namelist() if n.endswith((".xml", ".rels"))}
        formulas.append([f.text for part in parts.values() for f in part.iter() if f.tag.endswith("}f")])
        links.append(
            [r.get("Target") for part in parts.values() for r in part.iter() if r.get("TargetMode") == "External"]
        )
    assert formulas[0] == formulas[1]
    assert links == [[], []]


def _docx(hostile: bytes, benign: bytes) -> None:
    shapes = []
    for raw in (hostile, benign):
        with ZipFile(BytesIO(raw)) as word:
            parts = {n: ElementTree.fromstring(word.read(n)) for n in word.namelist() if n.endswith((".xml", ".rels"))}
        assert not [r for part in parts.values() for r in part.iter() if r.get("TargetMode") == "External"]
        body = parts["word/document.xml"]
        shapes.append([i.text for i in body.iter() if i.tag.endswith(("}instrText", "}hyperlink"))])
        texts = {"".join(p.itertext()) for p in body.iter() if p.tag.endswith("}tc")}
    assert shapes[0] == shapes[1]
    assert texts


def _pdf(hostile: bytes, benign: bytes) -> None:
    assert hostile.startswith(b"%PDF")
    for name in (b"/JavaScript", b"/URI", b"/Launch"):
        assert name not in hostile


FORM = {
    "teks": _teks, "json": _json, "sarif": _json, "github": _github, "html": _html, "md": _md, "xlsx": _xlsx,
    "docx": _docx, "pdf": _pdf,
}  # fmt: skip


def test_what_is_shown_is_what_was_written(kinerja: Kinerja, folders: Path) -> None:
    """Nothing that can be seen is lost: names come out whole in the JSON, the page and the documents."""
    report = json.loads(made(kinerja, folders, "hostile", "lapor", "json"))
    names = [i["nama"] for i in report["indikator"] if i["id"].startswith("i")]
    assert names == [" ".join(m.split(" ")) for m in MARKS]
    page = made(kinerja, folders, "hostile", "lapor", "html").decode()
    data = json.loads(re.search(r'id="data">(.*?)</script>', page, re.DOTALL)[1])  # type: ignore[index]
    assert [data["indikator"][f"i{at}"]["n"] for at in range(len(MARKS))] == [clean(m) for m in MARKS]
    with ZipFile(BytesIO(made(kinerja, folders, "hostile", "lapor", "docx"))) as word:
        body = ElementTree.fromstring(word.read("word/document.xml"))
    cells = {"".join(tc.itertext()) for tc in body.iter() if tc.tag.endswith("}tc")}
    with ZipFile(BytesIO(made(kinerja, folders, "hostile", "lapor", "xlsx"))) as book:
        strings = {"".join(s.itertext()) for s in ElementTree.fromstring(book.read("xl/sharedStrings.xml"))}
    for mark in MARKS:
        assert clean(mark) in cells
        assert clean(mark) in strings


@pytest.mark.parametrize("form", ["teks", "json"])
def test_traces_and_explanations(kinerja: Kinerja, folders: Path, form: str) -> None:
    for at in range(0, len(MARKS), 3):
        ran = kinerja("jejak", str(folders / "hostile"), f"capaian(i{at}; 2025)", "--format", form)
        assert ran.status == 0
        if form == "teks":
            seen(ran.out)
        else:
            _json(ran.out.encode(), b"")
    for question in (*MARKS, *CONTROLS):
        for verb in (("jejak", str(folders / "hostile")), ("jelaskan",)):
            ran = kinerja(*verb, "--", question)
            assert ran.status in (0, 1, 2)
            seen(ran.out + ran.err)
            assert "Traceback" not in ran.err


def test_tables_on_the_screen_and_the_workbook_to_fill_in(kinerja: Kinerja, folders: Path) -> None:
    ran = kinerja("lapor", str(folders / "hostile"), "--tahun", "2025", "--tabel", MARKS[3])
    assert ran.out.startswith(f"Tabel {MARKS[3]}\n"), ran.err
    seen(ran.out)
    books = []
    for plan in ("hostile", "harmless"):
        assert kinerja("templat", str(folders / plan), "--tahun", "2025", "-o", f"{plan}.xlsx").status == 0
        books.append(Path(f"{plan}.xlsx").read_bytes())
    _xlsx(books[0], books[1])


def test_pasted_tables(kinerja: Kinerja, folders: Path) -> None:
    """What is copied from a paste is written so that it is read back as the same texts."""
    rows = "".join(f"{at + 1}\t{clean(mark)}\t50 %\t4{at % 10} %\t{clean(mark)}\n" for at, mark in enumerate(MARKS))
    Path("tempel.txt").write_text(
        f"Tabel 3.2 {MARKS[0]}\n\nNo\tIndikator Kinerja\tTarget\tRealisasi\tCapaian\n{rows}", encoding="utf-8"
    )
    ran = kinerja("salin", "tempel.txt", "--paket", str(folders / "hostile"), "--tahun", "2025")
    seen(ran.out + ran.err)
    assert ran.out.count("\n") > len(MARKS), ran.err
    plan = write_plan(Path("salinan"))
    (plan / "salinan.kinerja").write_text(ran.out, encoding="utf-8")
    checked = json.loads(kinerja("periksa", str(plan), "--format", "json").out)
    found = [d for d in checked["diagnostik"] if d["tingkat"] == "galat"]  # the number of its table is told too
    syntax = [d for d in found if d["kode"].startswith("KR1")]
    assert syntax == []


@pytest.mark.parametrize("at", range(len(CONTROLS)))
def test_control_characters_are_refused_and_not_carried_on(kinerja: Kinerja, at: int) -> None:
    folder = write_plan(Path("kendali"), (CONTROLS[at], *MARKS[1:4], *MARKS[4:]))
    for form in FORMATS["periksa"]:
        options = ("-o", f"x.{form}") if form in BINARY else ()
        ran = kinerja("periksa", str(folder), "--format", form, *options)
        assert ran.status in (0, 1)
        assert not set(ran.out + ran.err) & ({chr(n) for n in range(32)} | {"\x9b", "\x7f"}) - {"\n"}
    ran = kinerja("lapor", str(folder), "--tahun", "2025")
    assert not set(ran.out + ran.err) & ({chr(n) for n in range(32)} | {"\x9b", "\x7f"}) - {"\n"}


def test_the_plan_is_what_it_says() -> None:
    assert plan_text().count("indikator i") >= len(MARKS)


COMMAND = re.compile(r"(?mi)^(?:\s|\x1b\[[\d;]*m)*::|##(?:vso)?\[")
VERBS = {
    "periksa": ("--lengkap",), "hitung": ("--tahun", "2025"), "lapor": ("--tahun", "2025"), "audit": (), "uji": (),
    "jejak": ("capaian(i0; 2025)",),
}  # fmt: skip


@pytest.mark.parametrize("colour", ["tanpa", "selalu"])
@pytest.mark.parametrize("mark", ["::error file=a.kinerja,line=1::b", "##[error]x", "##vso[task.complete]x"])
@pytest.mark.parametrize("verb", VERBS)
def test_no_printed_line_commands_the_machine_that_logs_it(
    kinerja: Kinerja, tmp_path: Path, verb: str, mark: str, colour: str
) -> None:
    """Not even where a text of the plan is all that stands in a line."""
    write_plan(tmp_path / "rencana", tuple(mark for _ in range(11)))
    told = kinerja(verb, "rencana", *VERBS[verb], "--warna", colour)
    assert told.status in (0, 1), told.err
    assert COMMAND.findall(told.out + told.err) == []
    if verb == "lapor":
        assert mark.replace("::", ": :", 1).replace("##", "# #") in " ".join(told.out.split())


DOCUMENTS = (
    ("periksa", "json"), ("periksa", "sarif"), ("periksa", "md"), ("hitung", "json"), ("lapor", "json"), ("lapor", "md"),
    ("audit", "json"), ("audit", "md"), ("uji", "json"), ("jejak", "json"),
)  # fmt: skip


@pytest.mark.parametrize("mark", ["::error file=a.kinerja,line=1::b", "##[error]x", "##vso[task.complete]x"])
@pytest.mark.parametrize(("verb", "form"), DOCUMENTS)
def test_no_line_of_a_document_commands_the_machine_that_logs_it(
    kinerja: Kinerja, tmp_path: Path, verb: str, form: str, mark: str
) -> None:
    """Whoever reads it back reads the same text."""
    write_plan(tmp_path / "rencana", tuple(mark for _ in range(11)))
    told = kinerja(verb, "rencana", *VERBS[verb], "--format", form)
    assert told.status in (0, 1), told.err
    assert COMMAND.findall(told.out) == []
    if (verb, form) in (("lapor", "json"), ("hitung", "json")):
        assert mark in str(json.loads(told.out))


def test_a_table_without_rows_commands_no_machine(kinerja: Kinerja, tmp_path: Path) -> None:
    write_plan(tmp_path / "rencana", tuple("nama" for _ in range(11)))
    table = 'tabel z "Z" { nomor "9.9"  untuk indikator i yang i.id = "-"  kolom "N" i.nama  kosong "::error::x" }\n'
    (tmp_path / "rencana" / "kosong.kinerja").write_text(table, encoding="utf-8")
    told = kinerja("lapor", "rencana", "--tahun", "2025", "--format", "md").out
    assert COMMAND.findall(told) == []
    assert "\n\\::error::x\n" in told


def test_other_texts_are_printed_as_they_are(kinerja: Kinerja, tmp_path: Path) -> None:
    write_plan(tmp_path / "rencana", tuple("rasio a::b ## c #[1]" for _ in range(11)))
    assert "rasio a::b ## c #[1]" in kinerja("lapor", "rencana", "--tahun", "2025").out

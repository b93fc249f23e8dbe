"""`kinerja lapor -o`: all forms or none, the same bytes again, and what is said where they cannot be written."""

import errno
import io
import json
import os
import re
import subprocess
import sys
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import docx
import pytest
from cli_runner import Kinerja

from kinerja_rules.cli import output
from kinerja_rules.cli.progress import Progress
from kinerja_rules.cli.run import STOPPED
from kinerja_rules.engine import expressions
from kinerja_rules.report import grids, grids_json, to_markdown, whole
from kinerja_rules.report.paper import document as paper
from kinerja_rules.report.sheet import workbook
from kinerja_rules.report.site import figures
from kinerja_rules.report.word import tables as word_tables

ALWAYS = ["laporan.docx", "laporan.xlsx", "laporan.html", "laporan.md", "laporan.json"]
TABLE = 'tabel satu "Capaian {tahun}" { nomor "3.1"  untuk indikator i  kolom "Indikator" i.nama  kolom "Capaian" capaian(i; tahun) }\n'


@pytest.fixture(autouse=True)
def tables(plan: Path) -> None:
    (plan / "tabel.kinerja").write_text(TABLE, encoding="utf-8")


def lapor(*more: str) -> tuple[str, ...]:
    return ("lapor", "rencana", "--tahun", "2025", *more)


def names(folder: str) -> list[str]:
    return sorted(p.name for p in Path(folder).iterdir())


def test_every_form_is_written(kinerja: Kinerja) -> None:
    ran = kinerja(*lapor("-o", "hasil"))
    assert ran.status == 0
    wanted = [*ALWAYS, *(["laporan.pdf"] if paper.has_typesetter() else [])]
    assert ran.out.splitlines() == [str(Path("hasil") / name) for name in wanted]
    assert names("hasil") == sorted(wanted)
    assert json.loads(Path("hasil/laporan.json").read_text(encoding="utf-8"))["skema"] == "kinerja/lapor/1"
    assert Path("hasil/laporan.md").read_text(encoding="utf-8").startswith("# Laporan Kinerja 2025\n")
    assert Path("hasil/laporan.html").read_text(encoding="utf-8").startswith("<!doctype html>")
    assert docx.Document("hasil/laporan.docx").tables[0].rows[1].cells[1].text == "80,00 %"
    with ZipFile("hasil/laporan.xlsx") as book:
        assert "xl/worksheets/sheet2.xml" in book.namelist()


def test_a_long_name_of_the_agency_stops_no_form(kinerja: Kinerja, plan: Path) -> None:
    head, name = plan / "paket.kinerja", "Dinas " * 50 + "Pasuruan"
    head.write_text(head.read_text(encoding="utf-8").replace('"Dinas"', f'"{name}"', 1), encoding="utf-8")
    ran = kinerja(*lapor("-o", "hasil"))
    assert (ran.status, names("hasil")) == (0, sorted(name.rpartition(os.sep)[2] for name in ran.out.splitlines()))
    assert set(ALWAYS) <= set(names("hasil"))
    written = docx.Document("hasil/laporan.docx")
    assert name in [paragraph.text for paragraph in written.paragraphs]
    assert kinerja("templat", "rencana", "--tahun", "2025", "-o", "isian.xlsx").status == 0
    assert kinerja("periksa", "rencana", "-o", "reviu.xlsx").status == 0
    authors = [written.core_properties.author]
    for book in ("hasil/laporan.xlsx", "isian.xlsx", "reviu.xlsx"):
        with ZipFile(book) as parts:
            authors.append(re.findall("<dc:creator>(.*?)</dc:creator>", parts.read("docProps/core.xml").decode())[0])
    assert authors == [("Dinas " * 50)[:254].rstrip() + "…"] * 4


def test_a_report_without_tables_says_why_and_what_to_do(kinerja: Kinerja, plan: Path) -> None:
    assert "catatan:" not in kinerja(*lapor("-o", "dengan.docx")).err
    stated = 'dokumen pk_2025 "PK 2025" jenis perjanjian_kinerja { target {\n      2025\n  a   45 %\n} }\n'
    (plan / "dokumen.kinerja").write_text(stated, encoding="utf-8")
    by_document = kinerja(*lapor("-o", "dokumen.docx", "--dokumen", "pk_2025")).err
    assert "catatan: Laporan menurut satu dokumen tidak memuat tabel" in by_document
    (plan / "tabel.kinerja").unlink()
    why = "Laporan ini tidak memuat tabel, sebab rencana belum memakai paket tabel."
    remedy = "\n  saran: tambahkan `pakai lkjip_permenpanrb_53_2014` pada `paket`"
    ran = kinerja(*lapor("-o", "hasil"))
    assert ran.status == 0
    assert f"catatan: {why}{remedy}" in ran.err
    assert "catatan:" not in kinerja(*lapor("-o", "hasil.json")).err
    assert "catatan:" not in kinerja(*lapor("-o", "hasil.docx", "--diam")).err
    texts = [p.text for p in docx.Document("hasil/laporan.docx").paragraphs]
    assert why in texts
    assert "Daftar tabel" not in texts
    with ZipFile("hasil/laporan.xlsx") as book:
        assert why in book.read("xl/sharedStrings.xml").decode()
    assert json.loads(Path("hasil/laporan.json").read_text(encoding="utf-8"))["catatan"][0].startswith(why)
    assert why in Path("hasil/laporan.md").read_text(encoding="utf-8")
    assert why in Path("hasil/laporan.html").read_text(encoding="utf-8")
    # what the sentence asks for gives the tables
    head = plan / "paket.kinerja"
    text = head.read_text(encoding="utf-8")
    head.write_text(text.replace("sakip_umum", "sakip_umum, lkjip_permenpanrb_53_2014", 1), encoding="utf-8")
    assert "catatan:" not in kinerja(*lapor("-o", "hasil")).err
    assert len(docx.Document("hasil/laporan.docx").tables) > 10


def test_a_table_that_is_left_out_is_named(kinerja: Kinerja, plan: Path) -> None:
    wrong = 'tabel dua "Dua" { nomor "3.2"  untuk indikator i  kolom "N" i.nma  kolom "T" target(i; thun) }\n'
    (plan / "salah.kinerja").write_text(wrong, encoding="utf-8")
    told = "Tabel yang tidak dimuat karena ada galat di dalamnya: dua."
    remedy = "  saran: perbaiki galatnya, yang disebut oleh `kinerja periksa`"
    noted = f"catatan: {told}\n{remedy}\n"
    ran = kinerja(*lapor("-o", "hasil"))
    assert ran.status == 1
    assert ran.err.startswith(noted)  # behind it what makes a PDF may be told as absent
    assert kinerja(*lapor("-o", "hasil.json")).err == noted
    word = docx.Document("hasil/laporan.docx")
    assert told in [p.text for p in word.paragraphs]
    assert len(word.tables) == 1
    for form in ("md", "html", "json"):
        assert told.replace("`", "\\`" if form == "md" else "`") in Path(f"hasil/laporan.{form}").read_text("utf-8")
    checked = kinerja("periksa", "rencana").out
    assert "`nma`" in checked
    assert "`thun`" in checked
    missing = kinerja("lapor", "rencana", "--tahun", "2025", "--tabel", "3.2")
    assert missing.status == 2
    assert "tidak dimuat karena ada galat di dalamnya: dua (lihat `kinerja periksa`)" in " ".join(missing.err.split())


@pytest.mark.parametrize("form", ["docx", "xlsx", "html", "md", "json"])
def test_one_form_is_written_alone_and_goes_to_standard_output_too(kinerja: Kinerja, form: str) -> None:
    assert kinerja(*lapor("-o", "satu", "--format", form)).status == 0
    assert names("satu") == [f"laporan.{form}"]
    piped = subprocess.run(
        [sys.executable, "-m", "kinerja_rules", *lapor("--format", form)], capture_output=True, check=True
    ).stdout
    assert piped == Path(f"satu/laporan.{form}").read_bytes()


def test_the_same_plan_has_the_same_bytes(kinerja: Kinerja) -> None:
    for folder in ("a", "b"):
        kinerja(*lapor("-o", folder))
    for name in names("a"):
        assert Path("a", name).read_bytes() == Path("b", name).read_bytes(), name


def test_a_pdf_without_its_typesetter_says_how_to_install_it(kinerja: Kinerja, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(paper, "find_spec", lambda name: None)
    ran = kinerja(*lapor("-o", "hasil", "--format", "pdf"))
    assert ran.status == 2
    assert "pembuat PDF belum terpasang" in ran.err
    assert "pip install 'kinerja-rules[pdf]'" in ran.err
    assert not Path("hasil").exists()
    others = kinerja(*lapor("-o", "hasil"))
    assert others.status == 0
    assert names("hasil") == sorted(ALWAYS)
    assert "laporan.pdf tidak dibuat" in others.err
    assert "laporan.pdf" not in kinerja(*lapor("-o", "hasil", "--diam")).err


def test_a_report_by_the_targets_of_a_document(kinerja: Kinerja, plan: Path) -> None:
    (plan / "pk.kinerja").write_text(
        'dokumen pk "PK" jenis perjanjian_kinerja { target {\n     2025\n  a  80 %\n} }\n', encoding="utf-8"
    )
    ran = kinerja(*lapor("-o", "hasil", "--dokumen", "pk", "--format", "html"))
    assert ran.status == 0
    assert "capaian(a; 2025; pk)" in Path("hasil/laporan.html").read_text(encoding="utf-8")


# ---- places that refuse ------------------------------------------------------------------------------------------------
def test_a_file_where_the_folder_should_be(kinerja: Kinerja) -> None:
    Path("hasil").write_text("x", encoding="utf-8")
    ran = kinerja(*lapor("-o", "hasil"))
    assert ran.status == 2
    assert "`hasil` adalah berkas" in ran.err
    assert Path("hasil").read_text(encoding="utf-8") == "x"


def test_a_folder_in_the_place_of_a_file_leaves_all_as_it_was(kinerja: Kinerja) -> None:
    Path("hasil/laporan.json").mkdir(parents=True)
    Path("hasil/laporan.docx").write_text("lama", encoding="utf-8")
    ran = kinerja(*lapor("-o", "hasil"))
    assert ran.status == 2
    assert "laporan.json` adalah folder" in ran.err
    assert Path("hasil/laporan.docx").read_text(encoding="utf-8") == "lama"
    assert names("hasil") == ["laporan.docx", "laporan.json"]


@pytest.mark.parametrize(
    ("code", "said"),
    [
        (errno.ENOSPC, "ruang penyimpanan habis\n  saran: kosongkan ruang penyimpanan"),
        (errno.EACCES, "tidak ada izin\n  saran: sebut tempat lain yang dapat ditulis"),
    ],
)
def test_a_disk_that_refuses_leaves_all_as_it_was(
    kinerja: Kinerja, monkeypatch: pytest.MonkeyPatch, code: int, said: str
) -> None:
    kinerja(*lapor("-o", "hasil"))
    before = {name: Path("hasil", name).read_bytes() for name in names("hasil")}
    Path("rencana/tabel.kinerja").write_text(TABLE.replace("Capaian {", "Lain {"), encoding="utf-8")
    written = output.tempfile.mkstemp
    calls: list[str] = []

    def refusing(**options: object) -> tuple[int, str]:
        calls.append("x")
        if len(calls) == 4:
            raise OSError(code, os.strerror(code))
        return written(**options)  # type: ignore[arg-type]

    monkeypatch.setattr(output.tempfile, "mkstemp", refusing)
    ran = kinerja(*lapor("-o", "hasil"))
    assert ran.status == 2
    assert said in ran.err
    assert {name: Path("hasil", name).read_bytes() for name in names("hasil")} == before
    calls.clear()
    assert kinerja(*lapor("-o", "baru")).status == 2
    assert not Path("baru").exists(), "a folder made for files that were not written is taken away again"


def test_a_file_that_may_not_grow_leaves_what_was_there(kinerja: Kinerja) -> None:
    """The system itself refuses, in the middle of a file."""
    import resource

    Path("hasil").mkdir()
    Path("hasil/laporan.json").write_text("lama", encoding="utf-8")
    ran = subprocess.run(
        [sys.executable, "-B", "-m", "kinerja_rules", *lapor("-o", "hasil")],
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000)),
        capture_output=True, encoding="utf-8", timeout=120, check=False,
    )  # fmt: skip
    assert ran.returncode == 2, ran.stderr
    assert "berkasnya melebihi ukuran yang diizinkan" in " ".join(ran.stderr.split())
    assert "Traceback" not in ran.stderr
    assert names("hasil") == ["laporan.json"]
    assert Path("hasil/laporan.json").read_text(encoding="utf-8") == "lama"


def changed(plan: Path) -> None:
    """The tables of the plan in another form, so that a new report differs from the one before."""
    (plan / "tabel.kinerja").write_text(TABLE.replace("Capaian {", "Lain {"), encoding="utf-8")


@pytest.mark.parametrize("stop", [OSError(errno.ENOSPC, "x"), OSError(errno.EACCES, "x"), KeyboardInterrupt()])
@pytest.mark.parametrize("links", [True, False])
def test_a_file_that_cannot_come_to_its_place_takes_back_those_before_it(
    kinerja: Kinerja, plan: Path, monkeypatch: pytest.MonkeyPatch, stop: BaseException, links: bool
) -> None:
    """The third of several: the disk is full, the file is open elsewhere, or Ctrl-C; on media with links and without."""
    kinerja(*lapor("-o", "hasil"))
    Path("hasil/laporan.xlsx").unlink()
    before = {name: Path("hasil", name).read_bytes() for name in names("hasil")}
    changed(plan)
    replace, calls = os.replace, list[object]()

    def refusing(source: str, place: object) -> None:
        calls.append(place)
        if len(calls) == 3:
            raise stop
        replace(source, place)  # type: ignore[arg-type]

    def no_link(*_: object) -> None:
        raise OSError(errno.EPERM, "x")

    with monkeypatch.context() as patched:
        patched.setattr(output.os, "replace", refusing)
        if not links:
            patched.setattr(output.os, "link", no_link)
        assert kinerja(*lapor("-o", "hasil")).status in (2, 130)
    assert len(calls) > 3, "those that had come were taken back"
    assert {name: Path("hasil", name).read_bytes() for name in names("hasil")} == before
    assert kinerja(*lapor("-o", "hasil")).status == 0
    assert all(Path("hasil", name).read_bytes() != content for name, content in before.items() if name != "laporan.pdf")


def test_a_full_disk_leaves_no_new_folder_and_no_half_file(kinerja: Kinerja, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "x")

    monkeypatch.setattr(output.shutil, "copymode", full)
    monkeypatch.setattr(output.os, "chmod", full)
    assert kinerja(*lapor("-o", "a/b/hasil")).status == 2
    assert not Path("a").exists(), "folders above it that were made for it are gone too"


@pytest.mark.parametrize("form", ["docx", "xlsx", "html", "md", "json", "txt"])
def test_a_device_that_is_full(kinerja: Kinerja, form: str) -> None:
    if not Path("/dev/full").exists():
        pytest.skip("the system has no /dev/full")
    Path(f"hasil.{form}").symlink_to("/dev/full")
    ran = kinerja(*lapor("-o", f"hasil.{form}"))
    assert (ran.status, ran.out) == (2, "")
    assert "ruang penyimpanan habis" in ran.err
    assert names(".") == [f"hasil.{form}", "rencana"]


@pytest.mark.parametrize("target", ["penuh/hasil", "penuh/hasil.html", "berkas/hasil"])
def test_a_place_that_refuses_is_told_before_the_work(
    kinerja: Kinerja, monkeypatch: pytest.MonkeyPatch, target: str
) -> None:
    Path("penuh").mkdir()
    Path("berkas").write_text("x", encoding="utf-8")

    def refusing(**_: object) -> None:
        raise OSError(errno.EROFS, "x")

    def computed(*_: object) -> None:
        raise AssertionError("nothing is computed for a place that refuses")

    monkeypatch.setattr(output.tempfile, "TemporaryFile", refusing)
    monkeypatch.setattr("kinerja_rules.cli.commands._check", computed)
    ran = kinerja(*lapor("-o", target))
    assert ran.status == 2
    assert f"`{target}` tidak dapat ditulis: medianya hanya dapat dibaca" in " ".join(ran.err.split())
    assert names("penuh") == []


def test_a_table_with_a_wrong_column_is_told_and_the_others_are_written(kinerja: Kinerja, plan: Path) -> None:
    wrong = 'tabel dua "Salah" { nomor "3.2"  untuk indikator i  kolom "Capaian" capaian(x; tahun) }\n'
    (plan / "tabel.kinerja").write_text(TABLE + wrong, encoding="utf-8")
    ran = kinerja(*lapor("-o", "hasil", "--format", "json"))
    assert ran.status == 1
    written = json.loads(Path("hasil/laporan.json").read_text(encoding="utf-8"))
    assert [t["nomor"] for t in written["tabel"]] == ["3.1"]
    (finding,) = [d for d in written["diagnostik"] if "x" in d["pesan"] and d["tingkat"] == "galat"]
    assert finding["tempat"].startswith("tabel.kinerja:2:")
    assert finding["saran"]


@pytest.mark.parametrize("moment", ["made", "written", "moved"])
def test_an_interruption_leaves_no_half_file(kinerja: Kinerja, monkeypatch: pytest.MonkeyPatch, moment: str) -> None:
    """Ctrl-C while a form is made, while a file is written, and before the first is moved to its place."""

    def interrupt(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    Path("hasil").mkdir()
    Path("hasil/laporan.html").write_text("lama", encoding="utf-8")
    module, name = {
        "made": (whole, "render"),
        "written": (output.shutil, "copymode"),
        "moved": (output.os, "replace"),
    }[moment]
    monkeypatch.setattr(module, name, interrupt)
    ran = kinerja(*lapor("-o", "hasil"))
    assert (ran.status, ran.out, ran.err) == (130, "", f"{STOPPED}\n")
    assert names("hasil") == ["laporan.html"]
    assert Path("hasil/laporan.html").read_text(encoding="utf-8") == "lama"


@pytest.mark.parametrize(
    ("form", "inside", "name"),
    [
        ("html", expressions.Expressions, "call"),
        ("html", grids.CellMaker, "shown"),
        ("html", figures.Figures, "_tell"),
        ("docx", word_tables, "_cell"),
        ("xlsx", workbook, "clean"),
        ("md", to_markdown, "escape"),
        ("json", grids_json, "_cell"),
    ],
)
def test_an_interruption_in_the_middle_of_a_form_stops_it(
    kinerja: Kinerja, monkeypatch: pytest.MonkeyPatch, form: str, inside: object, name: str
) -> None:
    """Ctrl-C while figures and tables are computed, and while each form is written: no writer goes on regardless."""
    calls: list[str] = []
    whole_work = getattr(inside, name)

    def interrupted(*given: object, **named: object) -> object:
        calls.append(name)
        if len(calls) == 2:
            raise KeyboardInterrupt
        return whole_work(*given, **named)

    monkeypatch.setattr(inside, name, interrupted)
    ran = kinerja(*lapor("-o", "hasil", "--format", form))
    assert (ran.status, ran.out, ran.err) == (130, "", f"{STOPPED}\n")
    assert len(calls) == 2
    assert not Path("hasil").exists()


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_progress_is_shown_on_a_terminal_and_wiped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm")
    screen = Terminal()
    monkeypatch.setattr(sys, "stderr", screen)
    with Progress("menyusun", 2) as progress:
        progress.step("laporan.docx")
        progress.step("laporan.md")
    assert "\rmenyusun laporan.docx (1 dari 2) ..." in screen.getvalue()
    assert screen.getvalue().endswith(" \r")
    quiet = Terminal()
    monkeypatch.setattr(sys, "stderr", quiet)
    with Progress("menyusun", 1, quiet=True) as progress:
        progress.step("laporan.docx")
    assert quiet.getvalue() == ""


def test_every_part_of_the_work_is_told(kinerja: Kinerja, monkeypatch: pytest.MonkeyPatch) -> None:
    steps: list[str] = []
    monkeypatch.setattr(Progress, "step", lambda self, what: steps.append(f"{self.verb} {what}"))
    assert kinerja(*lapor("-o", "hasil", "--format", "md")).status == 0
    assert steps == ["memeriksa rencana", "menghitung angka dan tabel", "menyusun laporan.md"]


# ---- styles ------------------------------------------------------------------------------------------------------------
def style(font: str) -> bytes:
    template = docx.Document()
    template.styles["Heading 1"].font.name = font
    raw = BytesIO()
    template.save(raw)
    return raw.getvalue()


def test_styles_of_an_agency(kinerja: Kinerja) -> None:
    Path("gaya.docx").write_bytes(style("Georgia"))
    assert kinerja(*lapor("-o", "hasil", "--gaya", "gaya.docx")).status == 0
    assert docx.Document("hasil/laporan.docx").styles["Heading 1"].font.name == "Georgia"


def test_a_file_of_styles_that_cannot_be_used_is_refused_before_the_work(kinerja: Kinerja) -> None:
    Path("rusak.docx").write_bytes(b"bukan zip")
    ran = kinerja(*lapor("-o", "hasil", "--gaya", "rusak.docx"))
    assert ran.status == 2
    assert "`rusak.docx`: berkas gaya itu bukan dokumen Word" in ran.err
    assert "saran:" in ran.err
    assert not Path("hasil").exists()
    away = kinerja(*lapor("-o", "hasil", "--gaya", "tidak_ada.docx"))
    assert away.status == 2
    assert "`tidak_ada.docx` tidak ditemukan" in away.err


def test_styles_are_for_word_documents(kinerja: Kinerja) -> None:
    Path("gaya.docx").write_bytes(style("Georgia"))
    for more in ((), ("-o", "hasil", "--format", "md")):
        ran = kinerja(*lapor("--gaya", "gaya.docx", *more))
        assert ran.status == 2
        assert "`--gaya` hanya untuk bentuk docx" in ran.err


@pytest.mark.parametrize("ending", ["", ".html", ".docx"])
def test_a_name_that_no_system_takes_is_told(kinerja: Kinerja, ending: str) -> None:
    ran = kinerja(*lapor("-o", "a" * 300 + ending))
    assert (ran.status, ran.out) == (2, "")
    assert "namanya terlalu panjang" in ran.err


@pytest.mark.skipif(sys.platform != "linux", reason="only there are names of files any bytes")
def test_a_file_whose_name_is_no_text_is_read(kinerja: Kinerja, plan: Path) -> None:
    os.rename(plan / "tabel.kinerja", os.fsencode(plan) + b"/tabel\xff.kinerja")
    for form in ("json", "html", "docx", "xlsx", "md"):
        assert kinerja(*lapor("-o", f"hasil.{form}")).status == 0
    (plan / "lain.kinerja").write_text("misi {", encoding="utf-8")
    os.rename(plan / "lain.kinerja", os.fsencode(plan) + b"/lain\xff.kinerja")
    for form in ("teks", "json", "html"):
        ran = kinerja("periksa", "rencana", "--format", form)
        assert (ran.status, "KR900" in ran.err) == (1, False), form
        assert "lain" in ran.out


def test_a_table_too_wide_for_word_is_told_where_word_is_asked_for(kinerja: Kinerja, plan: Path) -> None:
    columns = "\n".join(f'kolom "K{at}" capaian(i; tahun)' for at in range(64))
    table = f'tabel lebar "Lebar" {{ nomor "3.2" untuk indikator i\n{columns}\n}}\n'
    (plan / "tabel.kinerja").write_text(TABLE + table, encoding="utf-8")
    ran = kinerja(*lapor("-o", "hasil.docx"))
    assert ran.status == 0
    assert "catatan: bentuk docx, tabel 3.2: Tabel ini tidak dimuat: kolomnya 64," in ran.err
    assert len(docx.Document("hasil.docx").tables) == 1
    assert "catatan:" not in kinerja(*lapor("-o", "hasil.xlsx")).err

"""The form that a verb writes: by `--format`, or by the name after `-o`, in the same way for every verb."""

import errno
import json
from pathlib import Path

import pytest
from cli_runner import Kinerja

from kinerja_rules.report.paper import has_typesetter

VERBS = {
    "periksa": ("periksa", "rencana"),
    "hitung": ("hitung", "rencana", "--tahun", "2025"),
    "jejak": ("jejak", "rencana", "capaian(a; 2025)"),
    "lapor": ("lapor", "rencana", "--tahun", "2025"),
    "audit": ("audit", "rencana"),
    "uji": ("uji", "rencana"),
}
EVERY = pytest.mark.parametrize("verb", VERBS)


@EVERY
def test_the_name_of_the_file_tells_the_form(kinerja: Kinerja, plan: Path, verb: str) -> None:
    assert kinerja(*VERBS[verb], "-o", "hasil.json").status in (0, 1)
    assert json.loads(Path("hasil.json").read_text(encoding="utf-8"))["skema"] == f"kinerja/{verb}/1"
    assert kinerja(*VERBS[verb], "-o", "HASIL.TXT").status in (0, 1)
    assert not Path("HASIL.TXT").read_text(encoding="utf-8").startswith("{")


@EVERY
def test_a_name_that_promises_another_form_is_refused(kinerja: Kinerja, plan: Path, verb: str) -> None:
    ran = kinerja(*VERBS[verb], "--format", "teks", "-o", "hasil.json")
    assert ran.status == 2
    assert "`--format teks` tidak cocok dengan nama berkas berakhiran `.json`" in ran.err
    for ending in ("csv", "doc", "xls"):
        ran = kinerja(*VERBS[verb], "-o", f"hasil.{ending}")
        assert ran.status == 2
        assert f"akhiran `.{ending}` tidak dapat ditulis oleh `{verb}`" in ran.err
        assert "pilih: .txt, .json" in ran.err
    assert list(Path().glob("hasil*")) == []


@pytest.mark.parametrize("verb", ["hitung", "jejak", "uji"])
def test_a_form_that_the_verb_has_not_is_refused_by_its_name(kinerja: Kinerja, plan: Path, verb: str) -> None:
    ran = kinerja(*VERBS[verb], "-o", "hasil.html")
    assert ran.status == 2
    assert "pilih: .txt, .json" in ran.err
    assert not Path("hasil.html").exists()


@pytest.mark.parametrize("verb", ["hitung", "jejak", "uji", "audit", "periksa"])
def test_a_name_that_promises_nothing_is_text(kinerja: Kinerja, plan: Path, verb: str) -> None:
    assert kinerja(*VERBS[verb], "-o", "hasil", "--diam").status in (0, 1)
    shown = kinerja(*VERBS[verb], "--diam").out
    assert Path("hasil").read_text(encoding="utf-8").split() == shown.split()


# ---- reports: a folder, or one file by its name ------------------------------------------------------------------------
FORMS = ("docx", "xlsx", "html", "md", "json", "txt", *(("pdf",) if has_typesetter() else ()))


@pytest.mark.parametrize("ending", FORMS)
def test_a_report_is_one_file_where_its_name_says_so(kinerja: Kinerja, plan: Path, ending: str) -> None:
    ran = kinerja(*VERBS["lapor"], "-o", f"lkjip.{ending}")
    assert (ran.status, ran.out.splitlines()) == (0, [f"lkjip.{ending}"])
    assert Path(f"lkjip.{ending}").is_file()
    form = "teks" if ending == "txt" else ending
    assert kinerja(*VERBS["lapor"], "-o", "folder", "--format", form).status == 0
    assert [p.name for p in Path("folder").iterdir()] == [f"laporan.{ending}"]
    assert Path(f"folder/laporan.{ending}").read_bytes() == Path(f"lkjip.{ending}").read_bytes()


@pytest.mark.parametrize("more", [[], ["--format", "md"], ["--format", "html"]])
def test_a_folder_with_the_name_of_a_file_is_refused(kinerja: Kinerja, plan: Path, more: list[str]) -> None:
    Path("arsip.html").mkdir()
    ran = kinerja(*VERBS["lapor"], "-o", "arsip.html", *more)
    assert (ran.status, ran.out, list(Path("arsip.html").iterdir())) == (2, "", [])
    assert "`arsip.html` adalah folder, padahal namanya seperti satu berkas" in ran.err
    assert f"-o {Path('arsip.html/laporan.html')}" in " ".join(ran.err.split())
    assert kinerja(*VERBS["lapor"], "-o", "arsip.html/laporan.html").status == 0
    assert [p.name for p in Path("arsip.html").iterdir()] == ["laporan.html"]


def test_a_folder_may_end_like_no_form(kinerja: Kinerja, plan: Path) -> None:
    assert kinerja(*VERBS["lapor"], "-o", "lkjip v1.2", "--format", "md").status == 0
    assert Path("lkjip v1.2/laporan.md").is_file()
    Path("arsip.doc").mkdir()
    assert kinerja(*VERBS["lapor"], "-o", "arsip.doc", "--format", "md").status == 0
    assert [p.name for p in Path("arsip.doc").iterdir()] == ["laporan.md"]


def test_styles_go_with_a_word_file_by_its_name(kinerja: Kinerja, plan: Path) -> None:
    assert kinerja(*VERBS["lapor"], "-o", "gaya.docx").status == 0
    ran = kinerja(*VERBS["lapor"], "-o", "lkjip.docx", "--gaya", "gaya.docx")
    assert (ran.status, Path("lkjip.docx").is_file()) == (0, True)
    refused = kinerja(*VERBS["lapor"], "-o", "lkjip.html", "--gaya", "gaya.docx")
    assert (refused.status, Path("lkjip.html").exists()) == (2, False)
    assert "`--gaya` hanya untuk bentuk docx" in refused.err


def test_a_report_is_not_written_where_its_folder_is_not(kinerja: Kinerja, plan: Path) -> None:
    ran = kinerja(*VERBS["lapor"], "-o", "tidak_ada/lkjip.html")
    assert ran.status == 2
    assert "foldernya tidak ada" in ran.err


@pytest.mark.parametrize("name", ["", " "])
@pytest.mark.parametrize(
    "arguments",
    [
        *VERBS.values(),
        ("templat", "rencana", "--tahun", "2025"),
        ("salin", "tabel.txt"),
        ("serap", "rencana", "isian.xlsx"),
    ],
)
def test_an_empty_name_is_not_the_current_folder(
    kinerja: Kinerja, plan: Path, arguments: tuple[str, ...], name: str
) -> None:
    before = sorted(Path().iterdir())
    ran = kinerja(*arguments, "-o", name)
    assert (ran.status, ran.out) == (2, "")
    assert "nama sesudah `-o` kosong\n  saran: sebut namanya, atau hapus `-o`" in ran.err
    assert sorted(Path().iterdir()) == before


@pytest.mark.parametrize("verb", ["lapor", "hitung", "periksa"])
@pytest.mark.parametrize("target", ["a.html/x.json", "a.html/b/x.json", "a.html/b"])
def test_a_file_in_the_place_of_a_folder_is_told(kinerja: Kinerja, plan: Path, verb: str, target: str) -> None:
    Path("a.html").write_text("x", encoding="utf-8")
    ran = kinerja(*VERBS[verb], "-o", target)
    assert (ran.status, ran.out) == (2, "")
    assert f"`{target}` tidak dapat ditulis: `a.html` adalah berkas, bukan folder" in " ".join(ran.err.split())
    assert "tidak ada" not in ran.err


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="a folder of Linux in which nothing can be made")
@pytest.mark.parametrize(
    ("verb", "target"), [("lapor", "/proc/x.json"), ("hitung", "/proc/x.json"), ("lapor", "/proc/x")]
)
def test_a_folder_in_which_nothing_can_be_made_is_told(kinerja: Kinerja, plan: Path, verb: str, target: str) -> None:
    ran = kinerja(*VERBS[verb], "-o", target)
    told = " ".join(ran.err.split())
    assert (ran.status, ran.out) == (2, "")
    assert f"`{target}` tidak dapat ditulis: di folder itu tidak ada yang dapat dibuat" in told
    assert "saran: sebut tempat lain yang dapat ditulis" in told


def test_a_limit_of_size_has_its_own_remedy(kinerja: Kinerja, plan: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object, **__: object) -> None:
        raise OSError(errno.EFBIG, "x")

    monkeypatch.setattr("kinerja_rules.cli.output._beside", refused)
    ran = kinerja(*VERBS["lapor"], "-o", "x.json")
    told = " ".join(ran.err.split())
    assert "`x.json` tidak dapat ditulis: berkasnya melebihi ukuran yang diizinkan" in told
    assert "naikkan batas ukuran berkas" in told
    assert "tutup" not in told

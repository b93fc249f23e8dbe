"""The form that a verb writes: by `--format`, or by the name after `-o`, in the same way for every verb."""

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


def test_a_folder_that_is_there_is_a_folder_whatever_its_name(kinerja: Kinerja, plan: Path) -> None:
    Path("arsip.html").mkdir()
    assert kinerja(*VERBS["lapor"], "-o", "arsip.html", "--format", "md").status == 0
    assert [p.name for p in Path("arsip.html").iterdir()] == ["laporan.md"]
    assert kinerja(*VERBS["lapor"], "-o", "lkjip v1.2", "--format", "md").status == 0
    assert Path("lkjip v1.2/laporan.md").is_file()


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

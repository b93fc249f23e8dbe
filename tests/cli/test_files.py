"""What the command line writes: whole or not at all, never over what it could not read, never outside its place."""

import os
import stat
import sys
from pathlib import Path

import pytest
from cli_runner import Kinerja

from kinerja_rules import api
from kinerja_rules.cli.output import write_file
from kinerja_rules.cli.starter import YEAR


def leftovers(folder: Path) -> list[str]:
    """Temporary files that were not cleaned up."""
    return [p.name for p in folder.rglob(".kinerja-*")]


# ---- baru --------------------------------------------------------------------------------------------------------------
def test_new_package_checks_clean_and_is_tidy(kinerja: Kinerja, tmp_path: Path) -> None:
    ran = kinerja("baru", "dinas baru/rencana 2025")
    assert ran.status == 0
    folder = tmp_path / "dinas baru" / "rencana 2025"
    assert [p.name for p in sorted(folder.iterdir())] == [Path(line).name for line in ran.out.splitlines()]
    checked = api.check(folder)
    assert api.review(checked) == ()
    assert checked.model is not None
    assert checked.model.root.id == "rencana_2025"
    assert len(checked.model.placed()) == 3
    result = api.evaluate(checked.model, YEAR)
    assert all(not hasattr(f.capaian, "reason") for f in result.indikator.values())
    assert kinerja("format", str(folder), "--cek").status == 0
    assert kinerja("uji", str(folder)).status == 0
    assert "kinerja periksa 'dinas baru/rencana 2025'" in ran.err or sys.platform == "win32"


@pytest.mark.parametrize("name", ["target", "paket", "2025", "Ünïcode 日本", "-", "a" * 60])
def test_any_folder_name_makes_a_clean_package(kinerja: Kinerja, tmp_path: Path, name: str) -> None:
    assert kinerja("baru", f"./{name}").status == 0
    assert api.check(tmp_path / name).diagnostics == ()


def test_new_package_never_overwrites(kinerja: Kinerja, tmp_path: Path) -> None:
    (tmp_path / "ada").mkdir()
    (tmp_path / "ada" / "catatan.txt").write_text("milik saya")
    ran = kinerja("baru", "ada")
    assert ran.status == 2
    assert "tidak kosong" in ran.err
    assert [p.name for p in (tmp_path / "ada").iterdir()] == ["catatan.txt"]
    (tmp_path / "berkas").write_text("x")
    assert kinerja("baru", "berkas").status == 2
    assert "nama paket bawaan" in kinerja("baru", "sakip_umum").err
    (tmp_path / "kosong").mkdir()
    assert kinerja("baru", "kosong").status == 0
    assert leftovers(tmp_path) == []


def test_new_package_in_the_current_folder(kinerja: Kinerja, tmp_path: Path) -> None:
    assert kinerja("baru", ".").status == 0
    assert kinerja("periksa").status == 0
    assert leftovers(tmp_path) == []


# ---- format ------------------------------------------------------------------------------------------------------------
def test_format_tells_what_changes_and_then_nothing(kinerja: Kinerja, plan: Path) -> None:
    ran = kinerja("format", str(plan), "--cek")
    assert (ran.status, ran.out) == (1, "perlu dirapikan: paket.kinerja\n")
    before = (plan / "paket.kinerja").read_bytes()
    ran = kinerja("format", str(plan))
    assert (ran.status, ran.out) == (0, "dirapikan: paket.kinerja\n")
    after = (plan / "paket.kinerja").read_bytes()
    assert after != before
    ran = kinerja("format", str(plan))
    assert (ran.status, ran.out, ran.err) == (0, "", "1 berkas sudah rapi\n")
    assert (plan / "paket.kinerja").read_bytes() == after
    assert leftovers(plan) == []


def test_format_drops_byte_order_mark_and_carriage_returns(kinerja: Kinerja, plan: Path) -> None:
    kinerja("format", str(plan))
    path = plan / "paket.kinerja"
    tidy = path.read_bytes()
    path.write_bytes(b"\xef\xbb\xbf" + tidy.replace(b"\n", b"\r\n"))
    assert kinerja("format", str(plan), "--cek").status == 1
    assert kinerja("format", str(plan)).status == 0
    assert path.read_bytes() == tidy


def test_format_leaves_files_with_mistakes_alone(kinerja: Kinerja, plan: Path) -> None:
    kinerja("format", str(plan))
    wrong = b'misi M9 "Tanpa penutup {\n'
    (plan / "b.kinerja").write_bytes(wrong)
    (plan / "c.kinerja").write_bytes(b"misi   M8   'x'\xff\xfe\n")
    (plan / "d.kinerja").write_text('misi   M7   "Rapikan"\n')
    ran = kinerja("format", str(plan))
    assert ran.status == 1
    assert ran.out == "dirapikan: d.kinerja\n"
    assert "galat KR1" in ran.err
    assert "2 berkas dibiarkan seperti semula" in ran.err
    assert (plan / "b.kinerja").read_bytes() == wrong
    assert (plan / "c.kinerja").read_bytes() == b"misi   M8   'x'\xff\xfe\n"


def test_format_one_file(kinerja: Kinerja, plan: Path) -> None:
    (plan / "b.kinerja").write_text('misi   M8   "Satu"\n')
    assert kinerja("format", str(plan / "b.kinerja")).out == "dirapikan: b.kinerja\n"
    assert kinerja("format", str(plan), "--cek").out == "perlu dirapikan: paket.kinerja\n"


@pytest.mark.skipif(sys.platform == "win32", reason="modes and links")
def test_format_keeps_mode_and_link(kinerja: Kinerja, plan: Path) -> None:
    path = plan / "paket.kinerja"
    path.chmod(0o640)
    kinerja("format", str(plan))
    assert stat.S_IMODE(path.stat().st_mode) == 0o640


# ---- results -----------------------------------------------------------------------------------------------------------
def test_result_file_is_whole_or_absent(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "hasil.txt"
    target.write_text("lama")

    def refuse(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(os, "replace", refuse)
        with pytest.raises(Exception, match="ruang penyimpanan habis"):
            write_file(target, "baru")
    assert target.read_text() == "lama"
    assert leftovers(tmp_path) == []
    write_file(target, "baru\n")
    assert target.read_bytes() == b"baru\n"


@pytest.mark.parametrize("place", ["folder", "tidak/ada/hasil.txt"])
def test_result_that_cannot_be_written(kinerja: Kinerja, plan: Path, place: str) -> None:
    Path("folder").mkdir()
    ran = kinerja("hitung", str(plan), "--tahun", "2025", "-o", place)
    assert (ran.status, ran.out) == (2, "")
    assert ran.err.startswith("kesalahan: `")


def test_report_folder_that_is_a_file(kinerja: Kinerja, plan: Path) -> None:
    ran = kinerja("lapor", str(plan), "--tahun", "2025", "-o", str(plan / "paket.kinerja"))
    assert ran.status == 2
    assert "adalah berkas" in ran.err


def test_result_in_a_file_is_the_same_text(kinerja: Kinerja, plan: Path) -> None:
    shown = kinerja("hitung", str(plan), "--tahun", "2025").out
    ran = kinerja("hitung", str(plan), "--tahun", "2025", "-o", "hasil.txt")
    assert (ran.status, ran.out) == (0, "")
    assert Path("hasil.txt").read_bytes().decode() == shown

"""`kinerja salin`: what it reads, where it writes, what it says."""

import io
import sys
from pathlib import Path

import pytest
from cli_runner import EXAMPLE, Kinerja

TABLE = (
    "Tabel 3.2 Capaian Kinerja Tahun 2022\n\nNo\tIndikator Kinerja\tTarget\tRealisasi\tCapaian\n"
    "1\tTingkat Kesempatan Kerja\t93,80 %\t93,821 %\t100.02 %\n2\tLuas taman\t1\t2\t200 %\n"
)


@pytest.fixture
def pasted(tmp_path: Path) -> Path:
    path = tmp_path / "tabel.txt"
    path.write_text(TABLE, encoding="utf-8")
    return path


def test_claims_to_standard_output_and_a_summary_beside(kinerja: Kinerja, pasted: Path) -> None:
    ran = kinerja("salin", str(pasted), "--paket", str(EXAMPLE))
    assert ran.status == 0
    assert 'tabel "Tabel 3.2" 2022 {' in ran.out
    assert '"100.02 %"' in ran.out
    assert "1 tabel, 2 baris, 3 klaim" in ran.err
    assert "1 hal ditandai `# periksa:`" in ran.err


def test_quiet_says_nothing_beside(kinerja: Kinerja, pasted: Path) -> None:
    assert kinerja("salin", str(pasted), "--paket", str(EXAMPLE), "--diam").err == ""


def test_a_file_is_written_once(kinerja: Kinerja, pasted: Path, tmp_path: Path) -> None:
    target = tmp_path / "tabel.kinerja"
    assert kinerja("salin", str(pasted), "--paket", str(EXAMPLE), "-o", str(target)).status == 0
    written = target.read_bytes()
    again = kinerja("salin", str(pasted), "--paket", str(EXAMPLE), "-o", str(target))
    assert again.status == 2
    assert "sudah ada" in again.err
    assert target.read_bytes() == written
    assert [p.name for p in tmp_path.iterdir() if p.name.startswith(".kinerja")] == []


def test_the_plan_of_the_current_folder_is_used(
    kinerja: Kinerja, pasted: Path, plan: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(plan)
    (plan / "tabel.txt").write_text("Indikator\tTarget 2025\nA\t50 %\n", encoding="utf-8")
    ran = kinerja("salin", "tabel.txt")
    assert ran.status == 0
    assert '# "A" 100 % (nama)' in ran.out


def test_standard_input_is_a_pasted_text(kinerja: Kinerja, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(TABLE.encode()), encoding="utf-8"))
    ran = kinerja("salin", "-", "--paket", str(EXAMPLE))
    assert ran.status == 0
    assert "Disalin dari tempelan" in ran.out


def test_a_plan_that_is_not_in_order_is_said_first(kinerja: Kinerja, pasted: Path, plan: Path) -> None:
    (plan / "rusak.kinerja").write_text("target {\n", encoding="utf-8")
    ran = kinerja("salin", str(pasted), "--paket", str(plan))
    assert ran.status == 1
    assert ran.out == ""
    assert "jadi tabel belum disalin" in ran.err


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("tidak_ada.txt",), "tidak ada"),
        ((".",), "adalah folder"),
        (("kosong.txt",), "kosong"),
        (("kalimat.txt",), "tidak memuat tabel"),
        (("lkjip.pdf",), "PDF"),
        (("biner.txt",), "bukan"),
        (("tabel.txt", "--lembar", "A"), "tidak punya lembar"),
        (("tabel.txt", "--ke", "0"), "bukan nomor urut"),
        (("tabel.txt", "--ke", "3"), "tidak ada tabel ke-3"),
        (("tabel.txt", "--terbitan", "3 x"), "bukan pengenal"),
        (("tabel.txt", "--paket", "tidak_ada"), "tidak_ada"),
        (("tanpa_tahun.txt",), "tidak menyebut tahun"),
    ],
)
def test_wrong_use_is_told_with_a_remedy(
    kinerja: Kinerja, pasted: Path, arguments: tuple[str, ...], words: str
) -> None:
    folder = pasted.parent
    (folder / "kosong.txt").write_text("")
    (folder / "kalimat.txt").write_text("hanya kalimat\n")
    (folder / "lkjip.pdf").write_bytes(b"%PDF-1.7")
    (folder / "biner.txt").write_bytes(bytes(range(256)))
    (folder / "tanpa_tahun.txt").write_text("Indikator\tTarget\nA\t1 %\n")
    ran = kinerja("salin", *arguments)
    assert ran.status == 2
    assert ran.out == ""
    assert words in ran.err
    assert "saran:" in ran.err
    assert "Traceback" not in ran.err


def test_several_tables_are_listed_to_choose_from(kinerja: Kinerja, tmp_path: Path) -> None:
    (tmp_path / "dua.txt").write_text(f"{TABLE}\nSumber: LKPJ\n\n{TABLE.replace('3.2', '3.3')}", encoding="utf-8")
    ran = kinerja("salin", "dua.txt", "--paket", str(EXAMPLE))
    assert ran.status == 2
    assert "2  Tabel 3.3 Capaian Kinerja Tahun 2022 (baris 11, 2 baris)" in ran.err
    assert 'tabel "Tabel 3.3" 2022 {' in kinerja("salin", "dua.txt", "--ke", "2", "--paket", str(EXAMPLE)).out
    assert kinerja("salin", "dua.txt", "--semua", "--paket", str(EXAMPLE)).out.count("  tabel ") == 2

"""`kinerja audit`: what it writes where, and its exit status."""

import json
from pathlib import Path

import pytest
from cli_runner import Kinerja

PUBLISHED = """
terbitan lkjip "LKjIP 2022" {{
  klaim "Ikhtisar" capaian(TKK; 2022) tercetak {first}
  klaim "Tabel 3.2" realisasi(TKK; 2022) tercetak 93,821 %
}}
"""


@pytest.fixture
def report(tmp_path: Path) -> Path:
    folder = tmp_path / "laporan"
    folder.mkdir()
    (folder / "paket.kinerja").write_text(
        """paket contoh "Contoh" { versi "1.0"  pakai permendagri_86_2017, sakip_umum }
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
""",
        encoding="utf-8",
    )
    return folder


def restate(report: Path, first: str) -> str:
    (report / "terbitan.kinerja").write_text(PUBLISHED.format(first=first), encoding="utf-8")
    return str(report)


def test_status_is_0_where_all_agrees(kinerja: Kinerja, report: Path) -> None:
    ran = kinerja("audit", restate(report, "100,02 %"))
    assert ran.status == 0, ran.err
    assert "2 klaim: 2 cocok" in ran.out
    assert kinerja("periksa", str(report)).status == 0


def test_status_is_1_where_a_figure_differs(kinerja: Kinerja, report: Path) -> None:
    ran = kinerja("audit", restate(report, "99,02 %"))
    assert ran.status == 1
    assert "tercetak   99,02 %" in ran.out
    assert "dihitung   100,02 %" in ran.out
    assert "kinerja jejak" in ran.err
    assert "kinerja jejak" not in kinerja("audit", str(report), "--diam").err


def test_truncation_alone_is_no_difference(kinerja: Kinerja, report: Path) -> None:
    (report / "terbitan.kinerja").write_text(
        'terbitan a "A" { klaim "1" capaian(TKK; 2022) / 3 tercetak 33,34 % }\n'
        'terbitan b "B" { klaim "1" capaian(TKK; 2022) * 2 / 3 tercetak 66,68 % }\n',
        encoding="utf-8",
    )
    assert kinerja("audit", str(report)).status == 0


def test_status_is_1_where_a_claim_cannot_be_audited(kinerja: Kinerja, report: Path) -> None:
    ran = kinerja("audit", restate(report, "100 orang"))
    assert ran.status == 1
    assert "1 klaim: 1 cocok" in ran.out
    assert "galat KR523" in ran.out
    assert kinerja("periksa", str(report)).status == 1
    assert kinerja("hitung", str(report), "--tahun", "2022").out


def test_one_report_or_one_place(kinerja: Kinerja, report: Path) -> None:
    path = restate(report, "99,02 %")
    assert kinerja("audit", path, "--tempat", "tabel 3.2").status == 0
    assert kinerja("audit", path, "--terbitan", "lkjip").status == 1
    ran = kinerja("audit", path, "--terbitan", "lkijp")
    assert (ran.status, ran.out) == (2, "")
    assert "yang dikenal: lkjip" in ran.err
    ran = kinerja("audit", path, "--tempat", "Tabel 9")
    assert ran.status == 2
    assert "Ikhtisar, Tabel 3.2" in ran.err


def test_everything_is_shown_when_asked(kinerja: Kinerja, report: Path) -> None:
    path = restate(report, "100,02 %")
    assert "SEMUA KLAIM" not in kinerja("audit", path).out
    assert "Tabel 3.2" in kinerja("audit", path, "--semua").out


def test_forms(kinerja: Kinerja, report: Path, tmp_path: Path) -> None:
    path = restate(report, "99,02 %")
    ran = kinerja("audit", path, "--format", "json")
    assert ran.status == 1
    assert json.loads(ran.out)["ringkasan"]["beda"] == 1
    assert kinerja("audit", path, "--format", "md").out.startswith("# Audit terbitan\n")
    assert kinerja("audit", path, "--format", "html").out.startswith("<!doctype html>")
    target = tmp_path / "audit.xlsx"
    assert kinerja("audit", path, "--format", "xlsx", "-o", str(target)).status == 1
    assert target.read_bytes()[:2] == b"PK"


def test_a_plan_without_a_report_says_how_to_write_one(kinerja: Kinerja, report: Path) -> None:
    ran = kinerja("audit", str(report))
    assert ran.status == 0
    assert "tidak ada klaim" in ran.out
    assert "terbitan lkjip_2022" in ran.err


def test_a_broken_plan_is_told(kinerja: Kinerja, report: Path) -> None:
    (report / "rusak.kinerja").write_text("realisasi {\n  2022\n  TTK 1 %\n}\n", encoding="utf-8")
    ran = kinerja("audit", restate(report, "100,02 %"))
    assert (ran.status, ran.out) == (1, "")
    assert "galat KR201" in ran.err


@pytest.mark.parametrize(("name", "start"), [("a.html", b"<!doctype html>"), ("a.xlsx", b"PK"), ("a.md", b"# Audit")])
def test_the_form_follows_the_name_of_the_file(
    kinerja: Kinerja, report: Path, tmp_path: Path, name: str, start: bytes
) -> None:
    target = tmp_path / name
    assert kinerja("audit", restate(report, "99,02 %"), "-o", str(target)).status == 1
    assert target.read_bytes().startswith(start)


@pytest.mark.parametrize("arguments", [["-o", "a.pdf"], ["--format", "md", "-o", "a.xlsx"]])
def test_a_name_that_promises_another_form_is_refused(kinerja: Kinerja, report: Path, arguments: list[str]) -> None:
    ran = kinerja("audit", restate(report, "99,02 %"), *arguments)
    assert (ran.status, ran.out) == (2, "")
    assert "tidak" in ran.err

"""What planners of several sectors write and a reviewer must leave alone, and slips in the same places that must be found."""

from __future__ import annotations

from pathlib import Path

import pytest

from kinerja_rules import api
from kinerja_rules.project.packages import shipped_packages

SECTOR = """\
paket sektor "Perangkat daerah" { versi "1"  pakai sakip_umum }
renstra 2025 s.d. 2029
skala opini_bpk "Opini BPK" {
  kategori "WTP" skor 2
  kategori "WDP" skor 1
}
sasaran S "Meningkatnya mutu layanan" {
  indikator APK    "Angka partisipasi kasar SD"               { satuan %          arah naik      akumulasi akhir }
  indikator PAD    "Persentase realisasi PAD terhadap target" { satuan %          arah naik      akumulasi akhir }
  indikator BPK    "Opini BPK"                                { satuan opini_bpk  arah tercapai  akumulasi akhir }
  indikator genang "Tinggi genangan"                          { satuan cm         arah turun     akumulasi tertinggi }
  indikator debit  "Debit air irigasi"                        { satuan indeks     arah rentang   akumulasi akhir }
  indikator IKM    "Indeks kepuasan masyarakat"               { satuan indeks     arah naik      akumulasi akhir  ubah_skala 2026 kali 25 }
  indikator serap  "Persentase realisasi anggaran"            { satuan %          arah naik      akumulasi akhir }
}
program P "Program Pelayanan" mendukung S {
  indikator tanggap "Waktu tanggap laporan" { satuan jam  arah turun  akumulasi rata_rata }
  subkegiatan SK "Penyediaan Jasa" {
    indikator bulan_layanan "Jumlah bulan layanan" { satuan bulan  arah naik  akumulasi jumlah }
    indikator ruang         "Jumlah ruang baru"    { satuan unit   arah naik  akumulasi jumlah }
  }
}
target {
                     awal         2025         2026         2027         2028         2029        akhir
  APK             107,2 %      106,8 %      106,9 %      107,0 %      107,2 %      107,5 %      107,5 %
  PAD             101,2 %        100 %        100 %        100 %        100 %        100 %        100 %
  BPK               "WTP"        "WTP"        "WTP"        "WTP"        "WTP"        "WTP"        "WTP"
  genang            40 cm        30 cm        20 cm        10 cm         5 cm         0 cm         0 cm
  debit                 -   40 s.d. 50   40 s.d. 50   40 s.d. 50   40 s.d. 50   40 s.d. 50   40 s.d. 50
  IKM                3,30         3,35         84,5           85         85,5           86           86
  serap              94 %         95 %         96 %         97 %         98 %         99 %         99 %
  tanggap          48 jam       36 jam       30 jam       27 jam       25 jam       24 jam       24 jam
  bulan_layanan  12 bulan     12 bulan     12 bulan     12 bulan     12 bulan     12 bulan     60 bulan
  ruang            9 unit      12 unit      24 unit      26 unit      28 unit      30 unit     120 unit
}
realisasi {
                 2024         2025
  PAD         101,2 %      110,2 %
  BPK           "WTP"        "WTP"
  tanggap      48 jam       20 jam
}
anggaran 2025 sumber "LRA 2025" {
                   pagu        realisasi
  SK   Rp 1.900.000.000   Rp 2.050.000.000
}
dokumen dppa "DPPA 2025" jenis dpa tanggal 2025-10-01 {
  anggaran 2025 {
                     pagu
    SK   Rp 2.150.000.000
  }
}
dokumen renja "Renja 2025" jenis renja tanggal 2024-07-01 {
  target {
                2025
    debit  40 s.d. 50
  }
  anggaran 2025 {
                     pagu
    SK   Rp 2.200.000.000
  }
}
dokumen pk "Perjanjian Kinerja 2025" jenis perjanjian_kinerja tanggal 2025-01-10 {
  target {
                   2025
    BPK           "WTP"
    genang        30 cm
    serap          95 %
    tanggap      36 jam
  }
}
dokumen ra "Rencana Aksi 2025" jenis rencana_aksi tanggal 2025-01-17 {
  target {
                    2025-TW1   2025-TW2   2025-TW3   2025-TW4
    BPK                    -          -          -      "WTP"
    genang             10 cm      30 cm       5 cm      20 cm
    bulan_layanan    3 bulan    3 bulan    3 bulan    3 bulan
    tanggap           40 jam     38 jam     34 jam     32 jam
  }
}
"""
RULES = ("B07", "B14", "C03", "C04", "C05", "C06", "C07", "C09", "C11", "C13", "D03", "D06", "E04", "E06")
"""The rules that are at stake; what else the sketch of a plan lacks is not."""
CLEAN = {("C13", "peringatan", "tanggap")}


def found(folder: Path, plan: str) -> set[tuple[str, str, str]]:
    """Code, severity and subject of what those rules find."""
    (folder / "paket.kinerja").write_text(plan, encoding="utf-8")
    outcome = api.review_outcome(api.check(folder, shipped_packages("periksa")))
    assert not [d for d in outcome.findings if d.code.startswith("KR") and d.severity.value == "galat"]
    return {(d.code, d.severity.value, d.subject or "") for d in outcome.findings if d.code in RULES}


def test_what_is_right_is_left_alone(tmp_path: Path) -> None:
    assert found(tmp_path, SECTOR) == CLEAN


@pytest.mark.parametrize(
    ("right", "wrong", "said"),
    [
        ("  99 %         99 %", "  199 %        199 %", {("B14", "galat", "serap"), ("C11", "galat", "serap")}),
        ("       94 %         95 %", "       94 %        195 %", {("B14", "galat", "serap"), ("D06", "galat", "serap"), ("C03", "peringatan", "serap")}),
        ("10 cm         5 cm", "50 cm         5 cm", {("C03", "peringatan", "genang")}),
        ("40 s.d. 50   40 s.d. 50\n  IKM", "40 s.d. 50   45 s.d. 50\n  IKM", {("C07", "galat", "debit")}),
        ("    debit  40 s.d. 50", "    debit  40 s.d. 55", {("D03", "peringatan", "debit")}),
        ("         84,5           85", "         48,5           85", {("C03", "peringatan", "IKM"), ("C11", "galat", "IKM")}),
        ('        "WTP"        "WTP"\n  genang', '        "WDP"        "WTP"\n  genang', {("C03", "peringatan", "BPK"), ("C07", "galat", "BPK")}),
        ('          -      "WTP"\n    genang', '          -      "WDP"\n    genang', {("C09", "galat", "BPK")}),
        ("       5 cm      20 cm", "       5 cm      35 cm", {("C09", "galat", "genang")}),
        ("3 bulan    3 bulan    3 bulan\n", "3 bulan    3 bulan    4 bulan\n", {("C09", "galat", "bulan_layanan")}),
        ("34 jam     32 jam", "34 jam     31 jam", {("C09", "galat", "tanggap")}),
        ("24 unit      26 unit", "240 unit      260 unit", {("C11", "galat", "ruang"), ("C07", "galat", "ruang"), ("C03", "peringatan", "ruang")}),
        ("Rp 2.050.000.000", "Rp 2.250.000.000", {("E06", "galat", "SK")}),
        ('sumber "LRA 2025" ', 'sumber "Renstra" ', {("E04", "peringatan", "P")}),
        ("36 jam       30 jam", "56 jam       30 jam", {("C04", "peringatan", "tanggap"), ("D06", "galat", "tanggap")}),
        ('"Tinggi genangan"', '"Genangan"', {("B07", "peringatan", "genang")}),
    ],
)  # fmt: skip
def test_slips_in_the_same_places_are_found(
    right: str, wrong: str, said: set[tuple[str, str, str]], tmp_path: Path
) -> None:
    assert SECTOR.count(right) == 1
    assert said <= found(tmp_path, SECTOR.replace(right, wrong)) - CLEAN


def test_one_weak_first_target_is_told_once(tmp_path: Path) -> None:
    history = "realisasi {\n             2022   2023\n  serap      94 %   94 %\n}\nrealisasi {\n             2024\n  serap      94 %\n}\n"
    weak = SECTOR.replace("       94 %         95 %", "       94 %         90 %") + history
    said = found(tmp_path, weak)
    assert ("C04", "peringatan", "serap") in said
    assert ("C06", "peringatan", "serap") not in said


def test_a_remedy_follows_the_direction(tmp_path: Path) -> None:
    flat = SECTOR.replace(
        "30 jam       27 jam       25 jam       24 jam       24 jam",
        "36 jam       36 jam       36 jam       36 jam       36 jam",
    )
    (tmp_path / "paket.kinerja").write_text(flat, encoding="utf-8")
    outcome = api.review_outcome(api.check(tmp_path, ("reviu_target",)))
    helps = {d.code: d.help or "" for d in outcome.findings if d.subject == "tanggap" and d.code in ("C05", "C13")}
    assert helps["C05"].startswith("turunkan targetnya")
    assert helps["C13"] == "jelaskan sebabnya, dan turunkan target tahun berikutnya"

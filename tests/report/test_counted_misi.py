"""Table 4.1 counts misi among misi, whatever stands between them in a file."""

from pathlib import Path

from kinerja_rules import api

PLAN = """
paket badan "Badan" { versi "1.0"  pakai sakip_umum, permendagri_86_2017, lkjip_permenpanrb_53_2014 }
renstra 2021 s.d. 2026 { skala peringkat_kinerja }
misi M1 "Satu" {
  tujuan T1 "Tujuan satu" {
    sasaran S1 "Sasaran satu" { indikator a "Angka a" { satuan %  arah naik } }
  }
}
program P1 "Program satu" mendukung S1
misi M2 "Dua" {
  tujuan T2 "Tujuan dua" {
    sasaran S2 "Sasaran dua" { indikator b "Angka b" { satuan %  arah naik } }
  }
}
"""


def test_a_misi_is_counted_among_misi(tmp_path: Path) -> None:
    (tmp_path / "paket.kinerja").write_text(PLAN, encoding="utf-8")
    checked = api.check(tmp_path)
    assert checked.model is not None
    table = next(g for g in api.report(checked, checked.model, 2025).grids if g.number == "4.1")
    assert [row[0].text for row in table.rows if len(row) == 1] == ["Misi I: Satu", "Misi II: Dua"]

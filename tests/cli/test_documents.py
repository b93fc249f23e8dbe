"""`kinerja hitung --dokumen`: targets, budgets and all that follows from them by one document."""

import json
from pathlib import Path

import pytest
from cli_runner import Kinerja

PLAN = """paket rencana "Dinas" {
  versi "1.0"
  pakai permendagri_86_2017, sakip_umum
}
renstra 2025 s.d. 2026 { skala peringkat_kinerja }
misi M1 "Misi" {
  tujuan T1 "Tujuan" {
    sasaran S1 "Sasaran satu" { indikator a "A" { satuan %  arah naik } }
    sasaran S2 "Sasaran dua"
  }
}
program P1 "Program bersama" mendukung S1, S2 { alokasi S1 60 %, S2 40 % }
program P2 "Program sendiri" mendukung S1
realisasi {
      2025
  a   40 %
}
anggaran 2025 {
               pagu        realisasi
  P1   Rp 1.000.000     Rp 450.000
  P2   Rp   500.000     Rp 400.000
}
dokumen pk "Perjanjian Kinerja" jenis perjanjian_kinerja tanggal 2025-01-31 {
  target {
        2025
    a   50 %
  }
}
dokumen dpa "DPA" jenis dpa tanggal 2025-01-02 {
  anggaran 2025 {
                pagu
    P1    Rp 900.000
    P2    Rp 500.000
  }
}
dokumen dpa_p "DPA Perubahan" jenis dpa_perubahan tanggal 2025-09-30 {
  target {
        2025
    a   80 %
  }
  anggaran 2025 {
                pagu
    P1    Rp 500.000
  }
}
"""


@pytest.fixture
def documents(tmp_path: Path) -> None:
    (tmp_path / "rencana").mkdir()
    (tmp_path / "rencana" / "paket.kinerja").write_text(PLAN, encoding="utf-8")


def money(kinerja: Kinerja, *more: str) -> dict[str, tuple[str, str, str]]:
    """Pagu, spending and their quotient of every node, as shown."""
    shown = kinerja("hitung", "rencana", "--tahun", "2025", "--format", "json", *more)
    assert shown.status == 0, shown.err
    out = {}
    for node in json.loads(shown.out)["simpul"]:
        cells = (node["pagu"], node["realisasi_anggaran"], node["serapan"])
        pagu, spent, share = (c.get("tampil") or c["alasan"] for c in cells)
        out[node["id"]] = (pagu, spent, share)
    return out


@pytest.mark.usefixtures("documents")
def test_without_a_document_an_amended_budget_is_in_force_and_the_plan_s_own_elsewhere(kinerja: Kinerja) -> None:
    found = money(kinerja)
    assert found["P1"] == ("Rp 500.000", "Rp 450.000", "90,00 %")
    assert found["P2"] == ("Rp 500.000", "Rp 400.000", "80,00 %")
    assert found["S1"] == ("Rp 800.000", "Rp 670.000", "83,75 %")
    assert found["S2"] == ("Rp 200.000", "Rp 180.000", "90,00 %")
    assert found["T1"] == ("Rp 1.000.000", "Rp 850.000", "85,00 %")


@pytest.mark.usefixtures("documents")
def test_an_agency_may_keep_to_the_plan_s_own_budget(kinerja: Kinerja) -> None:
    plan = Path("rencana/paket.kinerja")
    plan.write_text(PLAN.replace("skala peringkat_kinerja", "skala peringkat_kinerja\n  acuan_pagu renstra"), "utf-8")
    found = money(kinerja)
    assert found["P1"] == ("Rp 1.000.000", "Rp 450.000", "45,00 %")
    assert found["S1"] == ("Rp 1.100.000", "Rp 670.000", "60,91 %")
    assert found["S2"] == ("Rp 400.000", "Rp 180.000", "45,00 %")
    assert found["T1"] == ("Rp 1.500.000", "Rp 850.000", "56,67 %")


@pytest.mark.usefixtures("documents")
def test_by_a_document_budgets_shares_and_absorption_are_its_own(kinerja: Kinerja) -> None:
    found = money(kinerja, "--dokumen", "dpa")
    assert found["P1"] == ("Rp 900.000", "Rp 450.000", "50,00 %")
    assert found["S1"] == ("Rp 1.040.000", "Rp 670.000", "64,42 %")
    assert found["S2"] == ("Rp 360.000", "Rp 180.000", "50,00 %")
    assert found["T1"] == ("Rp 1.400.000", "Rp 850.000", "60,71 %")


@pytest.mark.usefixtures("documents")
def test_a_budget_that_the_document_does_not_state_is_absent_and_names_it(kinerja: Kinerja) -> None:
    found = money(kinerja, "--dokumen", "dpa_p")
    assert found["P1"] == ("Rp 500.000", "Rp 450.000", "90,00 %")
    assert found["P2"][0] == "pagu `P2` tahun 2025 belum dinyatakan dalam DPA Perubahan"
    assert found["S2"] == ("Rp 200.000", "Rp 180.000", "90,00 %")
    assert found["T1"][0] == "pagu `T1` tahun 2025 dalam DPA Perubahan belum lengkap: belum ada pagu `P2`"


@pytest.mark.usefixtures("documents")
def test_targets_and_the_document_s_name_go_with_them(kinerja: Kinerja) -> None:
    shown = kinerja("hitung", "rencana", "--tahun", "2025", "--format", "json", "--dokumen", "dpa_p")
    answer = json.loads(shown.out)
    assert answer["dokumen"] == "dpa_p"
    (indicator,) = answer["indikator"]
    assert (indicator["target"]["tampil"], indicator["capaian"]["tampil"]) == ("80 %", "50,00 %")
    screen = kinerja("hitung", "rencana", "--tahun", "2025", "--dokumen", "dpa_p")
    assert "DPA Perubahan" in screen.out
    assert "Rp 500.000" in screen.out


@pytest.mark.usefixtures("documents")
def test_a_document_that_is_not_there(kinerja: Kinerja) -> None:
    shown = kinerja("hitung", "rencana", "--tahun", "2025", "--dokumen", "dpa_x")
    assert shown.status == 2
    assert "dpa_x" in shown.err
    assert "dpa_p" in shown.err

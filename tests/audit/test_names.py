"""Names that differ: another document or another part of the report may be the cause, the asked print itself never is."""

from pathlib import Path

import pytest

from kinerja_rules import api
from kinerja_rules.audit.search import UNKNOWN_NAME
from tests.audit.kinds import PLAN

REPORT = """
dokumen pk "Perjanjian Kinerja" jenis perjanjian_kinerja { nama B "Nama B menurut PK" }
dokumen laporan "LKjIP  dinas 2022" jenis laporan_kinerja {
  nama A  "Nama A lama"    bagian "Bab IV dan Tabel 4.1"
  nama A  "Nama A lama"    bagian "Tabel 4.1.1"
  nama S1 "Sasaran lama"   bagian "Tabel 3.2"
  nama S1 "Sasaran lama"   bagian "Tabel 4.1"
}
terbitan cetak "LKjIP Dinas 2022" {
  klaim "Bab IV" nama(A) tercetak "Nama A lama"
  klaim "Tabel 3.2" nama(S1) tercetak "Sasaran lama"
  klaim "Tabel 3.2, sasaran" nama(S1) tercetak "Sasaran lama"
  klaim "Tabel 4" nama(A) tercetak "Nama A lama"
  klaim "1" nama(B) tercetak "Nama B menurut PK"
  klaim "1" nama(A) tercetak "Nama B menurut PK"
  klaim "1" nama(B) tercetak "Nama yang tidak dikenal"
}
"""


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> list[list[str]]:
    folder = tmp_path_factory.mktemp("nama")
    (folder / "paket.kinerja").write_text(PLAN, encoding="utf-8")
    (folder / "laporan.kinerja").write_text(REPORT, encoding="utf-8")
    found = api.check(Path(folder))
    assert found.model is not None, [d.message for d in found.diagnostics]
    return [[c.explanation for c in claim.causes] or list(claim.notes) for claim in api.audit(found.model).claims]


def test_a_print_is_not_its_own_cause(told: list[list[str]]) -> None:
    assert told[0] == ["laporan ini juga menamai `A` demikian di Tabel 4.1.1"]
    assert told[1] == told[2] == ["laporan ini juga menamai `S1` demikian di Tabel 4.1"]


def test_parts_of_the_report_are_told_together(told: list[list[str]]) -> None:
    assert told[3] == ["laporan ini juga menamai `A` demikian di Bab IV dan Tabel 4.1 dan Tabel 4.1.1"]


def test_names_of_documents_and_of_other_subjects(told: list[list[str]]) -> None:
    assert told[4] == ["nama `B` menurut pk"]
    assert told[5] == ["nama `B` menurut pk, bukan nama `A`"]
    assert told[6] == [UNKNOWN_NAME]

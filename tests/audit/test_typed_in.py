"""A report as it is typed in: tables of parts of a year, and mistakes of writing. Each is told at its place, the other claims are audited, the plan is computed."""

from pathlib import Path

import pytest

from kinerja_rules import api
from kinerja_rules.analysis.build import CheckResult
from tests.audit.kinds import PLAN


def checked(folder: Path, report: str) -> CheckResult:
    (folder / "paket.kinerja").write_text(PLAN, encoding="utf-8")
    (folder / "terbitan.kinerja").write_text(report, encoding="utf-8")
    return api.check(folder)


def told(found: CheckResult) -> list[tuple[str, str]]:
    return [
        (d.code, d.primary.text)
        for d in found.diagnostics
        if d.primary is not None and d.primary.source.path == "terbitan.kinerja"
    ]


def audited(found: CheckResult) -> list[str]:
    assert found.model is not None
    return [f"{c.claim.published} {c.claim.question} {c.verdict.value}" for c in api.audit(found.model).claims]


def test_a_table_whose_brace_is_missing_keeps_its_rows_and_what_follows(tmp_path: Path) -> None:
    found = checked(
        tmp_path,
        """terbitan a "A" {
  klaim "1" banyak(program) tercetak 1
  tabel "T" 2022 {
        capaian
    A   102,03 %
  klaim "2" banyak(kegiatan) tercetak 3
}

terbitan b "B" {
  klaim "1" banyak(program) tercetak 2
}
""",
    )
    assert told(found) == [("KR103", "{")]
    assert found.diagnostics[0].primary is not None
    assert found.diagnostics[0].primary.line == 3
    assert audited(found) == [
        "a banyak(program) cocok",
        "a capaian(A; 2022) cocok",
        "a banyak(kegiatan) cocok",
        "b banyak(program) beda",
    ]


def test_a_report_whose_brace_is_missing_at_the_end_leaves_the_plan(tmp_path: Path) -> None:
    found = checked(tmp_path, 'terbitan a "A" {\n  klaim "1" banyak(program) tercetak 1\n  # selesai\n')
    assert told(found) == [("KR103", "{")]
    assert audited(found) == ["a banyak(program) cocok"]
    assert found.model is not None
    assert str(api.evaluate(found.model, 2022).indikator["A"].capaian.value) == "3673/3600"


@pytest.mark.parametrize("hidden", ['program P9 "Lain" mendukung S1', "target {\n  2022\n  A 1 %\n  }"])
def test_what_a_report_may_have_swallowed_of_the_plan_stands_in_the_way(tmp_path: Path, hidden: str) -> None:
    found = checked(tmp_path, f'terbitan a "A" {{\n  klaim "1" banyak(program) tercetak 1\n  {hidden}\n')
    assert found.model is None
    assert any(d.code in ("KR103", "KR100") for d in found.diagnostics)


def test_every_mistake_of_writing_is_told_and_leaves_the_other_claims(tmp_path: Path) -> None:
    found = checked(
        tmp_path,
        """terbitan a "A" {
  klaim "1" banyak(program) tercetak
  klaim "2" banyak(kegiatan) tercetak "3
  klaim "3" banyak(kegiatan) 3
  klaim 4 banyak(kegiatan) tercetak 3
  klaim "5" banyak(kegiatan) tercetak 3  # yang ini benar
  tabel "T" 2022 {
        target    capaian
    A   72,00 %
    C   71,00 %   105,92 %
  }
  klaim "6" banyak(sasaran) tercetak (
  klaim "7" banyak(sasaran) tercetak 3
}
""",
    )
    lines = sorted(d.primary.line for d in found.diagnostics if d.primary is not None)
    assert lines == [2, 3, 4, 5, 9, 12]
    assert told(found)[0] == ("KR100", "tercetak")
    assert audited(found) == [
        "a banyak(kegiatan) cocok",
        "a target(C; 2022) cocok",
        "a capaian(C; 2022) cocok",
        "a banyak(sasaran) cocok",
    ]


def test_a_report_of_nothing_but_mistakes_says_them(tmp_path: Path) -> None:
    found = checked(tmp_path, 'terbitan a "A" {\n  klaim\n  klaim\n}\n')
    assert len(told(found)) >= 1
    assert found.model is not None
    assert audited(found) == []


PARTS = """terbitan a "A" {
  tabel "Triwulan II" 2022-TW2 {
        target    realisasi    capaian
    F   20 orang   21 orang   105,00 %
  }
  tabel "Sampai triwulan III" s.d. 2022-TW3 {
        realisasi
    F   67 orang
    A   2 %
  }
  tabel "Sampai triwulan II" s.d. 2022-TW2 {
        target   realisasi   capaian
    F   30 orang   34 orang   110 %
  }
  tabel "Triwulan VII" s.d. 2022-TW7 {
        target
    F   30 orang
  }
}
"""


def test_tables_of_parts_of_a_year(tmp_path: Path) -> None:
    """12 + 21 + 34 = 67 people up to the third quarter; 33 of 30 up to the second."""
    found = checked(tmp_path, PARTS)
    assert told(found) == [("KR520", "2 %"), ("KR112", "2022-TW7")]
    assert audited(found) == [
        "a target(F; 2022-TW2) cocok",
        "a realisasi(F; 2022-TW2) cocok",
        "a capaian(F; 2022-TW2) cocok",
        "a kumulatif(F; 2022-TW3) cocok",
        "a target(F; 2022-S1) cocok",
        "a realisasi(F; 2022-S1) beda",
        "a capaian(F; 2022-S1) cocok",
    ]


def test_a_table_of_no_year_or_of_an_unknown_document_is_told_once(tmp_path: Path) -> None:
    found = checked(
        tmp_path,
        """terbitan a "A" {
  tabel "1" {
         nama             target
    A   "Persentase A"   72,00 %
    B   "Persentase B"   18,00 %
  }
  tabel "2" 2022 menurut renja_2021 {
         target
    A   72,00 %
    B   19,00 %
  }
}
""",
    )
    assert told(found) == [("KR520", "72,00 %"), ("KR201", "renja_2021")]
    assert audited(found) == ["a nama(A) cocok", "a nama(B) cocok"]


def test_what_is_no_figure_is_told_at_its_cell_and_claims_nothing(tmp_path: Path) -> None:
    found = checked(
        tmp_path,
        """terbitan a "A" {
  tabel "T" 2022 {
        target        realisasi
    A   63,70 orang   71x92
    B   "71x92"       "831 orang"
    C   71 %          -
  }
}
""",
    )
    assert sorted(told(found)) == [("KR106", "71x92"), ("KR522", '"71x92"'), ("KR523", "orang")]
    assert audited(found) == [
        "a realisasi(B; 2022) beda",
        "a target(C; 2022) cocok",
        "a realisasi(C; 2022) beda",
    ]

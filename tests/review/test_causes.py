"""`karena`: which findings of different rules are one mistake, which of them tells it, and what stays apart."""

from pathlib import Path

import pytest

from kinerja_rules import api
from kinerja_rules.base.diagnostics import Severity
from kinerja_rules.report.review.view import ReviewView
from tests.review.test_rules import rule

PLAN = """\
paket contoh "Contoh" { versi "1"  pakai sakip_umum }
renstra 2021 s.d. 2023
sasaran S "Meningkatnya mutu" {
  indikator A "Persentase aduan selesai" { satuan %  arah naik }
  indikator B "Persentase aduan diterima" { satuan %  arah naik }
}
target {
      2021   2022   2023   akhir
  A   80 %   85 %   95 %    90 %
  B   80 %   85 %   90 %    90 %
}
"""
HIGH = """untuk indikator i, tahun t
  bila target(i; t; renstra) dalam % > 94 %
  {severity} "tinggi {{t}}"
  tempat target(i; t; renstra)"""
END = """untuk indikator i
  bila target(i; tahun_akhir; renstra) <> target(i; tahun_akhir; akhir)
  {severity} "akhir lain"
  tempat target(i; tahun_akhir; akhir)
  terkait target(i; tahun_akhir; renstra) "tahun terakhir"
  {karena}"""
NAMED = 'untuk indikator i yang i.id = "{ident}"\n  bila benar\n  galat "{ident} bernama"\n  {karena}'


def view_of(folder: Path, *rules: str, plan: str = PLAN) -> ReviewView:
    (folder / "paket.kinerja").write_text(plan + "\n".join(rules), encoding="utf-8")
    return api.examine(api.check(folder))


def told(view: ReviewView) -> list[tuple[str, list[str]]]:
    """Each finding that stands alone with those beneath it, by code."""
    return [(e.finding.code, [f.finding.code for f in e.following]) for e in view.entries]


def high(severity: str = "galat") -> str:
    return rule(HIGH.format(severity=severity), "X1")


def end(karena: str = "", severity: str = "galat") -> str:
    return rule(END.format(severity=severity, karena=karena), "X2")


def test_equally_grave_findings_are_two_unless_a_rule_says_otherwise(tmp_path: Path) -> None:
    assert told(view_of(tmp_path, high(), end())) == [("X1", []), ("X2", [])]
    view = view_of(tmp_path, high(), end("karena X1"))
    assert told(view) == [("X1", ["X2"])]
    assert str(view.total.counts) == "1 galat"
    assert view.entries[0].following[0].cause == view.entries[0].id


def test_the_word_may_follow_a_number_without_a_unit(tmp_path: Path) -> None:
    after_a_number = end("misal lima = 5 karena X1")
    assert told(view_of(tmp_path, high(), after_a_number)) == [("X1", ["X2"])]


def test_the_gravest_bears_the_others_whoever_explains(tmp_path: Path) -> None:
    view = view_of(tmp_path, high("peringatan"), end("karena X1"))
    assert told(view) == [("X2", ["X1"])]
    assert (view.passes, view.entries[0].finding.severity) == (False, Severity.GALAT)


def test_findings_that_share_no_place_stay_apart(tmp_path: Path) -> None:
    apart = high().replace("> 94 %", "< 81 %").replace("untuk indikator i,", 'untuk indikator i yang i.id = "A",')
    assert told(view_of(tmp_path, apart, end("karena X1"))) == [("X1", []), ("X2", [])]


def test_a_finding_about_the_whole_subject_explains_those_about_its_figures(tmp_path: Path) -> None:
    for ident, expected in (("A", [("X3", ["X2"])]), ("B", [("X3", []), ("X2", [])])):
        whole = rule(NAMED.format(ident=ident, karena=""), "X3")
        assert told(view_of(tmp_path, whole, end("karena X3"))) == expected


def test_a_finding_about_the_plan_as_a_whole_stands_beneath_the_first(tmp_path: Path) -> None:
    score = rule('misal n = banyak(indikator i)\n  bila n > 1\n  catatan "{n} indikator"\n  karena X3', "X4")
    both = [rule(NAMED.format(ident=i, karena=""), f"X{3 + 2 * at}") for at, i in enumerate("AB")]
    assert told(view_of(tmp_path, *both, score)) == [("X3", ["X4"]), ("X5", [])]
    grave = score.replace("catatan", "galat").replace("X3", "X1")
    assert told(view_of(tmp_path, high("peringatan"), grave)) == [("X4", []), ("X1", [])]


def test_rules_that_name_one_another_have_one_root(tmp_path: Path) -> None:
    first = rule(NAMED.format(ident="A", karena="karena X5"), "X3")
    second = rule(NAMED.format(ident="A", karena="karena X3"), "X5")
    assert told(view_of(tmp_path, first, second)) == [("X3", ["X5"])]


def test_several_years_at_one_place_are_told_beneath_the_first(tmp_path: Path) -> None:
    body = 'untuk indikator i yang i.id = "A", tahun t\n  bila benar\n  galat "{t}"\n  tempat i'
    view = view_of(tmp_path, rule(body, "X1"))
    assert told(view) == [("X1", ["X1", "X1"])]
    assert [e.finding.year for e in view.everything()] == [2021, 2022, 2023]
    cells = body.replace("tempat i", "tempat target(i; t; renstra)")
    assert told(view_of(tmp_path, rule(cells, "X1"))) == [("X1", []), ("X1", []), ("X1", [])]


@pytest.mark.parametrize(
    ("karena", "code", "said"),
    [
        ("karena X9", "KR418", "kode `X9` tidak ada pada aturan yang dipakai"),
        ("karena X2", "KR418", "aturan `X2` menyebut dirinya sendiri"),
    ],
)
def test_what_explains_nothing_is_said_at_its_place(karena: str, code: str, said: str, tmp_path: Path) -> None:
    findings = [e.finding for e in view_of(tmp_path, end(karena)).everything()]
    [wrong] = [f for f in findings if f.code == code]
    assert (wrong.message, wrong.severity) == (said, Severity.PERINGATAN)
    assert wrong.primary is not None
    assert wrong.primary.text == karena.split()[1]
    assert "X2" in [f.code for f in findings]


def test_a_program_code_may_explain(tmp_path: Path) -> None:
    assert [e.finding.code for e in view_of(tmp_path, end("karena KR503, X1"), high()).entries] == ["X1"]


def test_shipped_rules_name_only_codes_that_ship() -> None:
    codes: set[str] = set()
    named: dict[str, tuple[str, ...]] = {}
    for package in sorted((Path(__file__).parents[2] / "rules").glob("*/paket.kinerja")):
        checked = api.check(package.parent)
        assert checked.model is not None
        for made in checked.model.periksa:
            codes.add(made.kode)
            named[made.kode] = made.because
    assert {k: [c for c in n if c not in codes] for k, n in named.items() if set(n) - codes} == {}
    assert sum(map(len, named.values())) > 50


@pytest.mark.parametrize(
    ("place", "text"),
    [
        ("target(i; 2020; renstra)\n  tempat target(i; 2022; renstra)", "85 %"),
        ("jumlah(target(i; t; renstra) untuk tahun t yang target(i; t; renstra) dalam % > 90 %)", "95 %"),
        ("jumlah(target(i; t; renstra) untuk tahun t yang target(i; t; renstra) dalam % > 99 %)", "indikator A"),
        ("realisasi(i; 2022)", "95 %"),
    ],
)
def test_the_first_place_that_is_written_is_shown(place: str, text: str, tmp_path: Path) -> None:
    plan = PLAN.replace('aduan selesai" { satuan %', 'aduan selesai" { satuan %  rumus 95 %')
    body = f'untuk indikator i yang i.id = "A"\n  bila benar\n  galat "x"\n  tempat {place}'
    [entry] = view_of(tmp_path, rule(body), plan=plan).entries
    assert entry.finding.primary is not None
    assert entry.finding.primary.text.startswith(text)

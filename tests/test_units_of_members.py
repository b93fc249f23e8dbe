"""What is put together over indicators goes together: units that only the members tell, and grades, in every way of computing."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

import pytest

from kinerja_rules import api
from kinerja_rules.analysis.questions import read_question
from kinerja_rules.engine.expressions import Env
from kinerja_rules.engine.quick import Quick
from kinerja_rules.engine.scalar import Interpreter
from kinerja_rules.model.kinerja import Model
from kinerja_rules.model.periods import Period
from kinerja_rules.model.values import Absence, Missing, Number, TargetValue, Value
from kinerja_rules.report.grids import make_grids
from tests.workbench import rules_read_once, written

PLAN = """\
paket rencana "Rencana" { versi "1"  sintaks 1  pakai sakip_umum, predikat_akip_88_2021 }
satuan menit "menit" hitungan
satuan jam   "jam"   = 60 menit
renstra 2023 s.d. 2024
tujuan T1 "Mutu" {
  sasaran S1 "Layanan" {
    indikator ikm  "Kepuasan" { satuan indeks  arah naik }
    indikator lama "Waktu"    { satuan menit   arah turun }
    indikator buka "Buka"     { satuan jam     arah naik }
    indikator guna "Pemakai"  { satuan %       arah naik }
    indikator tetap "Tetap"   { satuan %       arah naik }
    indikator opini "Opini"   { satuan opini_bpk      arah naik }
    indikator akip  "Akip"    { satuan predikat_akip  arah naik }
  }
}
target {
          2023   2024
  opini    WTP    WTP
  ikm        -     85
}
realisasi {
              2023        2024
  ikm           80       83,64
  lama   120 menit   180 menit
  buka       7 jam       8 jam
  guna        40 %        50 %
  tetap       60 %        70 %
  opini        WTP         WDP
  akip          BB           A
}
tabel campur "Campur" {
  untuk sasaran s
  kolom "Sasaran"   s.nama
  kolom "Rata-rata" rata_rata(realisasi(i; tahun) untuk indikator i di s)
  kolom "Waktu"     jumlah(realisasi(i; tahun) untuk indikator i di s yang satuan(i) = "menit" atau satuan(i) = "jam")
}
tabel jumlahnya "Jumlah" {
  untuk indikator i
  kolom "Indikator" i.nama
  kolom "Realisasi" realisasi(i; tahun) total jumlah(realisasi(x; tahun) untuk indikator x)
  kolom "Beda"      (realisasi(i; tahun) - realisasi(i; tahun - 1)) / realisasi(i; tahun - 1) dalam %
  jumlah    "Jumlah"
  rata_rata "Rata-rata"
}
"""


@pytest.fixture(scope="module")
def checked() -> Iterator[api.CheckResult]:
    with rules_read_once(), written({"rencana": {"paket.kinerja": PLAN}}, "rencana") as folder:
        found = api.check(folder)
        assert found.model is not None, [d.message for d in found.diagnostics]
        yield found


def model_of(checked: api.CheckResult) -> Model:
    assert checked.model is not None
    return checked.model


def answers(checked: api.CheckResult, text: str) -> Value:
    """The answer to a question, which the interpreter, the functions made of it and the trace must agree on."""
    model = model_of(checked)
    asked = read_question(checked.typer(), text)
    assert not isinstance(asked, tuple), [d.message for d in asked]
    walked = Interpreter(model).eval(asked, Env())
    assert Quick(model).answer(asked, Env()) == walked
    assert Quick(model).part(asked, Env()) == walked
    assert api.trace(checked, text).root.value == walked
    return walked


@pytest.mark.parametrize("function", ["jumlah", "rata_rata", "tertinggi", "terendah", "median", "rata_rata_geometrik"])
def test_members_of_different_dimension_are_not_put_together(checked: api.CheckResult, function: str) -> None:
    value = answers(
        checked, f"{function}(realisasi(i; 2024) untuk indikator i yang i = ikm atau i = buka atau i = lama)"
    )
    assert value == Missing(Absence.TIDAK_DAPAT_DIHITUNG, "satuan anggotanya berbeda: `ikm` indeks, `lama` menit")


def test_nor_where_several_sets_are_gone_through(checked: api.CheckResult) -> None:
    value = answers(checked, "jumlah(realisasi(i; t) untuk indikator i yang i = ikm atau i = guna, tahun t)")
    assert isinstance(value, Missing)
    assert value.reason == "satuan anggotanya berbeda: `ikm` indeks, `guna` %"


def test_what_is_left_out_has_no_unit_to_go_with(checked: api.CheckResult) -> None:
    text = "jumlah(target(i; 2024) untuk indikator i yang i = ikm atau i = guna lewati)"
    assert answers(checked, text) == Number(Fraction(85))


def test_members_of_one_dimension_are_shown_in_the_unit_of_the_first(checked: api.CheckResult) -> None:
    text = "jumlah(realisasi(i; 2024) untuk indikator i yang i = lama atau i = buka)"
    assert answers(checked, text) == Number(Fraction(660))
    unit = api.trace(checked, text).root.unit
    assert unit is not None
    assert unit.label == "menit"
    mean = answers(checked, 'rata_rata(realisasi(i; 2024) untuk indikator i yang i.satuan = "%")')
    assert mean == Number(Fraction(60, 100))


def test_a_sum_of_members_is_stated_only_in_a_unit_that_they_have(checked: api.CheckResult) -> None:
    fits = answers(checked, "jumlah(realisasi(i; 2024) untuk indikator i yang i = lama atau i = buka) dalam jam")
    assert fits == Number(Fraction(660))
    unfit = answers(checked, "jumlah(realisasi(i; 2024) untuk indikator i yang i = lama atau i = buka) dalam %")
    assert unfit == Missing(Absence.TIDAK_BERLAKU, "satuan `lama` adalah menit, bukan %")


@pytest.mark.parametrize(
    "body",
    [
        "realisasi(i; 2024) + realisasi(i; 2023)",
        "realisasi(i; 2024) - realisasi(i; 2023)",
        "realisasi(i; 2024) * 2",
        "realisasi(i; 2024) / realisasi(i; 2023)",
        "-realisasi(i; 2024)",
        "target(i; 2024) - realisasi(i; 2024)",
        "pertumbuhan(realisasi(i; 2024); realisasi(i; 2023))",
        "selisih(realisasi(i; 2024); realisasi(i; 2023))",
        "bulatkan(realisasi(i; 2024); 0)",
        "rata_rata(realisasi(i; t) untuk tahun t)",
        "jumlah(realisasi(i; t) untuk tahun t)",
    ],
)
def test_nothing_is_calculated_with_grades(checked: api.CheckResult, body: str) -> None:
    only = Missing(Absence.TIDAK_DAPAT_DIHITUNG, "predikat hanya dapat dibandingkan")
    assert answers(checked, f"rata_rata({body} untuk indikator i yang i = opini)") == only


@pytest.mark.parametrize(
    "text",
    [
        "realisasi(opini; 2024) / realisasi(opini; 2023)",
        "pertumbuhan(realisasi(opini; 2024); realisasi(opini; 2023))",
        "rata_rata(realisasi(opini; t) untuk tahun t)",
        "jumlah(realisasi(opini; 2024); realisasi(opini; 2023))",
        "bulatkan(realisasi(opini; 2024); 0)",
    ],
)
def test_calculating_with_a_named_grade_is_a_finding(checked: api.CheckResult, text: str) -> None:
    asked = read_question(checked.typer(), text)
    assert isinstance(asked, tuple)
    assert [d.code for d in asked] == ["KR302"]


def test_grades_are_compared_and_one_of_them_is_the_answer(checked: api.CheckResult) -> None:
    best = answers(checked, "tertinggi(realisasi(opini; t) untuk tahun t)")
    assert isinstance(best, TargetValue)
    assert best.grade is not None
    assert best.grade.name == "WTP"
    worst = answers(checked, "terburuk(realisasi(opini; t) untuk tahun t)")
    assert isinstance(worst, TargetValue)
    assert worst.grade is not None
    assert worst.grade.name == "WDP"
    assert answers(checked, "realisasi(opini; 2024) < realisasi(opini; 2023)") is True
    scales = answers(checked, "tertinggi(realisasi(i; 2024) untuk indikator i yang i = opini atau i = akip)")
    assert isinstance(scales, Missing)


def test_an_achievement_is_reckoned_by_the_scores_of_its_scale(checked: api.CheckResult) -> None:
    assert answers(checked, "capaian(opini; 2024)") == Number(Fraction(3, 4))


def test_tables_show_no_total_of_what_does_not_go_together(checked: api.CheckResult) -> None:
    grids = {grid.id.split(".")[-1]: grid for grid in make_grids(model_of(checked), Period(2024))}
    (row,) = grids["campur"].rows
    assert [cell.absent for cell in row] == [False, True, False]
    assert row[2].text == "660 menit"
    assert any("satuan anggotanya berbeda: `Kepuasan` indeks, `Waktu` menit" in n for n in grids["campur"].footnotes)
    summed = grids["jumlahnya"]
    assert [row[2].text for row in summed.rows if row[0].text in ("Opini", "Pemakai")] == ["25,00 %", "–"]
    (_, total, _), (_, _, growth) = summed.totals
    assert total.absent
    assert growth.absent
    assert not [where for where in summed.formulas() if where[0] >= len(summed.rows)]

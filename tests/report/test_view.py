"""Cells: every number in its unit with the right decimals, every absence a dash with its reason."""

from fractions import Fraction
from pathlib import Path

import pytest

from kinerja_rules import api
from kinerja_rules.model import units
from kinerja_rules.model.result import Figure, Result
from kinerja_rules.model.values import Absence, Grade, Missing, Number, TargetValue
from kinerja_rules.report.view import cell, lowest, money, not_computable, percent, show_figure, view

PERSEN, ORANG = units.PERSEN, units.counting("orang", "orang")


def number(text: str, decimals: int | None = None) -> Number:
    return Number(Fraction(text), decimals=decimals)


@pytest.mark.parametrize(
    ("figure", "unit", "decimals", "shown"),
    [
        (number("0.938", 2), PERSEN, None, "93,80 %"),
        (number("0.938", 2), PERSEN, 4, "93,80 %"),
        (number("0.93821", 3), PERSEN, None, "93,821 %"),
        (number("2/3"), PERSEN, 3, "66,667 %"),
        (number("2/3"), PERSEN, None, "66,67 %"),
        (number("1300", 0), ORANG, None, "1.300 orang"),
        (TargetValue(number("49", 0), number("49", 0), "maksimal"), ORANG, None, "maksimal 49 orang"),
        (TargetValue(number("0.8", 0), number("0.905", 1)), PERSEN, None, "80 % s.d. 90,5 %"),
        (Grade("opini_bpk", "WTP", 3, None), PERSEN, None, "WTP"),
        (Missing(Absence.BELUM_ADA_DATA, "x"), PERSEN, None, "–"),
        (Number(Fraction(14142, 10000), approximate=True), units.INDEKS, 2, "≈ 1,41"),
        ("\x1b[31mTinggi", PERSEN, None, "Tinggi"),
    ],
)
def test_figures_as_printed(figure: Figure, unit: units.Unit, decimals: int | None, shown: str) -> None:
    assert show_figure(figure, unit, decimals) == shown


def test_achievements_have_two_decimals_and_money_none() -> None:
    assert percent(number("1", 0)).text == "100,00 %"
    assert percent(number("83755/100000")).text == "83,76 %"
    assert money(number("1429098490", 2)).text == "Rp 1.429.098.490"


def test_absent_is_never_zero() -> None:
    absent = cell(Missing(Absence.TIDAK_DAPAT_DIHITUNG, "target nol"), PERSEN)
    assert (absent.text, absent.absent, absent.words) == ("–", True, "tidak dapat dihitung: target nol")
    assert cell(number("0", 0), PERSEN).text == "0 %"


def test_unit_can_be_left_out() -> None:
    assert cell(number("25", 0), ORANG).bare == "25"
    assert cell(number("0.25", 0), PERSEN).bare == "25 %"


def test_cascade_of_the_example(pasuruan_2022: Result) -> None:
    report = view(pasuruan_2022)
    assert [n.id for n in report.nodes()][:5] == ["M1", "T1", "S1", "P1", "K1"]
    assert {i.id for i in report.indicators()} == set(pasuruan_2022.indikator)
    tkk = next(i for i in report.indicators() if i.id == "TKK")
    assert (tkk.target.text, tkk.realisasi.text, tkk.capaian.text) == ("93,80 %", "93,821 %", "100,02 %")
    assert (tkk.kategori.text, tkk.kategori.rank, tkk.kategori.ranks) == ("Sangat Tinggi", 4, 5)
    assert sum(n for _, n in report.categories) + sum(n for _, n in report.absences) == len(report.indicators())


def test_lowest_and_not_computable(pasuruan_2022: Result, rich_2025: Result) -> None:
    found = lowest(pasuruan_2022)
    assert found is not None
    assert (found[0], found[1].text) == ("akreditasi_lpks", "0,00 %")
    assert not_computable(rich_2025) == "nol_a"


def test_node_under_two_parents_is_told_once(rich_2025: Result) -> None:
    report = view(rich_2025)
    assert [n.id for n in report.nodes()].count("P1") == 1
    assert len([i for i in report.indicators() if i.id == "panjang_a"]) == 1


def test_one_to_so_many_in_a_unit_of_ratios_is_no_longer_stated_with_those_decimals(tmp_path: Path) -> None:
    (tmp_path / "paket.kinerja").write_text(
        'paket r "R" { versi "1"  pakai permendagri_86_2017, sakip_umum }\n'
        "renstra 2022 s.d. 2023 { skala peringkat_kinerja }\n"
        'sasaran S "S" { indikator i "Rasio" { satuan rasio  arah naik } }\n'
        "target {\n     2022\n  i  1:20\n}\nrealisasi {\n     2022\n  i  1:16\n}\n",
        encoding="utf-8",
    )
    model = api.check(tmp_path).model
    assert model is not None
    (shown,) = view(api.evaluate(model, 2022)).indicators()
    assert (shown.target.text, shown.realisasi.text) == ("0,05 rasio", "0,06 rasio")

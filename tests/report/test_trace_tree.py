"""A derivation on a screen: values under their parts, each input with its place, the way up to the misi."""

import pytest

from kinerja_rules import api
from kinerja_rules.analysis.build import CheckResult
from kinerja_rules.model.derivation import Derivation
from kinerja_rules.report.branches import align_parts
from kinerja_rules.report.screen import Screen
from kinerja_rules.report.text import to_encoding, width
from kinerja_rules.report.trace_tree import render_trace


def traced(checked: CheckResult, question: str) -> list[str]:
    derivation = api.trace(checked, question)
    assert isinstance(derivation, Derivation), derivation
    assert checked.model is not None
    return render_trace(derivation, checked.model, Screen())


def test_capaian_says_value_category_and_exact_value_first(pasuruan: CheckResult) -> None:
    assert traced(pasuruan, "capaian(TKK; 2022)")[:3] == [
        "capaian(TKK; 2022) = 100,02 % (Sangat Tinggi)",
        "TKK  Tingkat Kesempatan Kerja",
        "tepatnya 100,0223880597 % (13403/134 %)",
    ]


def test_values_stand_under_their_parts(pasuruan: CheckResult) -> None:
    lines = traced(pasuruan, "capaian(TKK; 2022)")
    at = next(i for i, line in enumerate(lines) if "rumus" in line)
    assert lines[at] == "├─ rumus  realisasi / target"
    assert lines[at + 1] == "│          93,821 % / 93,80 %"


def test_inputs_have_place_source_and_policy(pasuruan: CheckResult) -> None:
    text = "\n".join(traced(pasuruan, "capaian(TKK; 2022)"))
    for said in (
        "realisasi(TKK; 2022) = 93,821 %",
        "di data.kinerja:",
        "sumber LkjiP 2019",
        "dokumen Perjanjian Kinerja",
        "acuan_realisasi dinyatakan (ditetapkan paket sakip_umum)",
        "arah sakip_umum.naik",
        "dasar PermenPANRB 8/2021",
        "▶ Sangat Tinggi  91 % s.d. 100 %",
        "sasaran S1  Meningkatnya Penyerapan Tenaga Kerja",
        "misi M1",
    ):
        assert said in text


@pytest.mark.parametrize(
    "question",
    [
        "capaian(TKK; 2022)",
        "kategori(TKK; 2022)",
        "capaian(S1; 2022)",
        "pagu(M1; 2022)",
        "efisiensi_pmk_22(K1; 2022)",
        "hitungan(TPAK; 2022)",
        "capaian(futsal_k3; 2022)",
        "jumlah(pagu(k; 2022) untuk kegiatan k di P1)",
        "rata_rata(capaian(i; 2022) untuk indikator i lewati)",
        "capaian(TKK; 2022) - capaian(PPHI; 2022) >= 0 poin",
        "nama(TKK)",
        "2 + 3",
        "akar(2)",
        "jika capaian(TKK; 2022) > capaian(PPHI; 2022) maka capaian(TKK; 2022) selain itu capaian(PPHI; 2022) * 100 %",
    ],
)
def test_any_question_fits_80_columns_and_ascii(pasuruan: CheckResult, question: str) -> None:
    lines = traced(pasuruan, question)
    assert all(width(line) <= 80 for line in lines)
    plain = to_encoding("\n".join(lines), "ascii").splitlines()
    assert [len(line) for line in plain] == [width(line) for line in lines]


def test_range_shows_the_branch_taken(rich: CheckResult) -> None:
    text = "\n".join(traced(rich, "capaian(rentang_a; 2025)"))
    assert "realisasi = 92,75 %" in text
    assert "target.atas = 90,25 %" in text
    assert "target(rentang_a; 2025) = 80,5 % s.d. 90,25 %" in text


def test_absence_says_why_and_by_which_condition(rich: CheckResult) -> None:
    lines = traced(rich, "capaian(nol_a; 2025)")
    assert lines[0] == "capaian(nol_a; 2025): tidak dapat dihitung: target nol atau negatif"
    assert any("syarat target <= 0: ya" in line for line in lines)


def test_a_computed_realisasi_is_followed_to_its_data(rich: CheckResult) -> None:
    text = "\n".join(traced(rich, "capaian(rumus_a; 2025)"))
    assert "pembilang_a(2025) = 2 orang" in text
    assert "Pembilang A" in text


def test_value_beyond_the_scale_is_explained(pasuruan: CheckResult) -> None:
    text = "\n".join(traced(pasuruan, "capaian(TKK; 2022)"))
    assert "100,02 % melampaui batas teratas skala: tetap Sangat Tinggi" in text


def test_shared_steps_are_told_once(pasuruan: CheckResult) -> None:
    text = "\n".join(traced(pasuruan, "capaian(TKK; 2022) / capaian(TKK; 2022)"))
    assert text.count("realisasi(TKK; 2022) = 93,821 %") == 1


def test_narrow_pieces_are_widened() -> None:
    pieces = (("(", None), ("a", "1.234 orang"), (" + ", None), ("b_yang_panjang", "2"), (")", None))
    assert align_parts(pieces) == ("(a           + b_yang_panjang)", "(1.234 orang +              2)")

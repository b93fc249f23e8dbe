"""Rows matched to a plan by name, code and context; what is not certain is left to a person."""

from pathlib import Path

import pytest
from copying import copied, doubts, model_of, rows, tsv

from kinerja_rules.model.kinerja import Model

PLAN = """paket contoh "Dinas Contoh" {
  pakai permendagri_86_2017, sakip_umum
}
renstra 2021 s.d. 2026 { skala peringkat_kinerja }
misi M1 "Misi" {
  tujuan T1 "Meningkatnya mutu layanan" {
    sasaran S1 "Meningkatnya mutu layanan dasar" {
      indikator layanan "Persentase layanan tepat waktu" { satuan % arah naik }
      indikator apm_sd "Angka Partisipasi Murni SD/MI" { satuan % arah naik }
      indikator keluhan "Jumlah keluhan yang ditangani" { satuan kasus arah naik }
      indikator keluhan_tidak "Jumlah keluhan yang tidak ditangani" { satuan kasus arah turun }
      indikator indeks "Indeks Kepuasan" { satuan indeks arah naik }
    }
  }
}
program P1 "Program Penunjang Urusan" kode 2.07.01 mendukung S1 {
  indikator nilai_sakip "Nilai SAKIP" { satuan indeks arah naik }
  kegiatan K1 "Administrasi Umum" kode 2.07.01.2.06 {
    indikator dok_1 "Jumlah dokumen" { satuan dokumen arah naik }
  }
}
program P2 "Program Pelayanan" kode 2.07.02 mendukung S1 {
  kegiatan K2 "Administrasi Umum" kode 2.07.02.2.06 {
    indikator dok_2 "Jumlah dokumen" { satuan dokumen arah naik }
  }
}
target {
                     2022
  layanan            80 %
  keluhan       120 kasus
  dok_1        10 dokumen
  dok_2        12 dokumen
  nilai_sakip   75 indeks
}
"""


@pytest.fixture
def model(tmp_path: Path) -> Model:
    return model_of(tmp_path, PLAN)


def one(model: Model, label: str, value: str = "80 %", heading: str = "Indikator Kinerja") -> str:
    return copied(tsv(f"No | {heading} | Target", f"1 | {label} | {value}"), model).text


@pytest.mark.parametrize(
    "label",
    [
        "Persentase layanan tepat waktu",
        "PERSENTASE LAYANAN TEPAT WAKTU",
        "1.2. Persentase Layanan  tepat waktu :",
        "a) Persentase layanan tepat waktu",
        "IKU 1: Persentase layanan tepat waktu",
        "Persentase pelayanan tepat waktu",
        "Persentase layanan yang tepat waktu",
        "Presentase layanan tepat waktu",
        "layanan",
    ],
)
def test_a_name_is_known_in_many_spellings(model: Model, label: str) -> None:
    assert rows(one(model, label)) == {"layanan": {"target": "80 %"}}


def test_the_comment_says_how_certain(model: Model) -> None:
    assert '# "Persentase layanan tepat waktu" 100 % (nama)' in one(model, "Persentase layanan tepat waktu")
    text = one(model, "Presentase layanan tepat waktu")
    assert "(nama mirip)" in text
    assert "100 %" not in text


@pytest.mark.parametrize(
    ("label", "candidate"),
    [
        ("Angka Partisipasi Murni SMP/MTs", "apm_sd"),
        ("Persentase layanan terlambat waktu", "layanan"),
        ("Jumlah keluhan", "keluhan"),
    ],
)
def test_a_name_that_differs_in_a_word_of_weight_is_shown_not_taken(model: Model, label: str, candidate: str) -> None:
    text = one(model, label)
    assert rows(text) == {}
    (doubt,) = doubts(text)
    assert candidate in doubt
    assert "%" in doubt


@pytest.mark.parametrize(
    ("label", "row"),
    [
        ("Persentase lay. tpt. waktu", "layanan"),
        ("Prosentase layanan tepat waktu", "layanan"),
        ("APM SD/MI", "apm_sd"),
        ("Jml. keluhan yg ditangani", "keluhan"),
    ],
)
def test_shortened_words_are_read_in_full(model: Model, label: str, row: str) -> None:
    assert set(rows(one(model, label, "3"))) == {row}


@pytest.mark.parametrize("label", ["APM SMP/MTs", "IK", "Jml. kel. yg tdk ditangani"])
def test_what_may_be_short_for_several_is_left_to_a_person(model: Model, label: str) -> None:
    assert set(rows(one(model, label, "3"))) <= {"keluhan_tidak"}


def test_a_negation_is_not_overlooked(model: Model) -> None:
    assert set(rows(one(model, "Jumlah keluhan yg tidak ditangani", "3"))) <= {"keluhan_tidak"}
    assert set(rows(one(model, "Jumlah keluhan yang ditangani", "3"))) == {"keluhan"}


def test_an_unknown_name_keeps_its_figures_in_a_comment(model: Model) -> None:
    text = one(model, "Luas taman kota", "12,50 %")
    assert rows(text) == {}
    assert doubts(text) == ['"Luas taman kota": tidak ada nama yang mirip dalam rencana']
    assert "# pengenal   12,50 %" in text


def test_equal_names_are_told_apart_by_the_node_over_them(model: Model) -> None:
    pasted = tsv(
        "Program / Kegiatan | Indikator Kinerja | Target",
        "PROGRAM PENUNJANG URUSAN | Nilai SAKIP | 75",
        "Administrasi Umum | Jumlah dokumen | 10 dokumen",
        "Program Pelayanan | |",
        "Administrasi Umum | Jumlah dokumen | 12 dokumen",
    )
    assert rows(copied(pasted, model).text) == {
        "nilai_sakip": {"target": "75"},
        "dok_1": {"target": "10 dokumen"},
        "dok_2": {"target": "12 dokumen"},
    }


def test_equal_names_without_context_are_left_to_a_person(model: Model) -> None:
    text = one(model, "Jumlah dokumen", "10 dokumen")
    assert rows(text) == {}
    (doubt,) = doubts(text)
    assert "dok_1" in doubt
    assert "dok_2" in doubt


def test_a_code_names_a_node(model: Model) -> None:
    pasted = tsv(
        "Kode | Program / Kegiatan | Pagu | Realisasi", "2.07.02.2.06 | Administrasi Umum | Rp 1.000.000 | Rp 900.000"
    )
    assert rows(copied(pasted, model).text) == {"K2": {"pagu": "Rp 1.000.000", "realisasi_anggaran": "Rp 900.000"}}


def test_one_subject_is_claimed_once(model: Model) -> None:
    pasted = tsv(
        "Indikator | Target", "Persentase layanan tepat waktu | 80 %", "Persentase pelayanan tepat waktu | 90 %"
    )
    text = copied(pasted, model).text
    assert rows(text) == {"layanan": {"target": "80 %"}}
    assert doubts(text) == ['"Persentase pelayanan tepat waktu": baris lain sudah dicocokkan dengan layanan']
    assert "# layanan   90 %" in text


@pytest.mark.parametrize("label", ["Jumlah", "TOTAL", "Jumlah Total", "Rata-rata"])
def test_a_sum_is_no_indicator(model: Model, label: str) -> None:
    pasted = tsv("Program | Pagu", "Program Pelayanan | Rp 1.000.000", f"{label} | Rp 5.000.000")
    text = copied(pasted, model).text
    assert rows(text) == {"P2": {"pagu": "Rp 1.000.000"}}
    assert "baris jumlah" in doubts(text)[0]


def test_a_figure_that_a_node_does_not_have(model: Model) -> None:
    text = copied(tsv("Program | Target | Pagu", "Program Pelayanan | 80 % | Rp 1.000.000"), model).text
    assert rows(text) == {"P2": {"pagu": "Rp 1.000.000"}}
    assert "P2 program, jadi tidak punya target" in doubts(text)[0]


def test_money_of_another_node_than_that_of_the_indicator(model: Model) -> None:
    pasted = tsv(
        "Program | Indikator | Capaian | Pagu",
        "Program Pelayanan | Persentase layanan tepat waktu | 100 % | Rp 5.000.000",
    )
    text = copied(pasted, model).text
    assert rows(text) == {"layanan": {"capaian": "100 %"}, "P2": {"pagu": "Rp 5.000.000"}}


def test_without_a_plan_rows_keep_their_names() -> None:
    text = copied(tsv("No | Indikator | Target | Realisasi", "1 | Tingkat X | 80 % | -"), None).text
    assert rows(text) == {"Tingkat X": {"target": "80 %", "realisasi": "-"}}
    assert "belum dicocokkan" in text


def test_names_are_text_wherever_they_go(model: Model) -> None:
    evil = 'Nama "}\u001b[31m # {x} \u202e'
    text = copied(tsv("Indikator | Target", f"{evil} | 80 %"), model).text
    assert "\u001b" not in text
    assert "\u202e" not in text
    without = copied(tsv("Indikator | Target", f"{evil} | 80 %"), None).text
    assert "\u001b" not in without

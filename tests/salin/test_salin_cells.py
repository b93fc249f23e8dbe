"""Prints of a table as claims: kept as printed, decided by the table's own evidence, or left to a person."""

from pathlib import Path

import pytest
from copying import copied, doubts, model_of, rows, tsv

from kinerja_rules.model.kinerja import Model

PLAN = """paket contoh "Dinas Contoh" {
  pakai permendagri_86_2017, sakip_umum
}
renstra 2021 s.d. 2026 { skala peringkat_kinerja }
misi M1 "Misi" {
  tujuan T1 "Tujuan" {
    indikator a "Persentase satu" { satuan % arah naik }
    indikator b "Persentase dua" { satuan % arah naik }
    indikator c "Persentase tiga" { satuan % arah naik }
    indikator n "Jumlah peserta" { satuan orang arah naik }
    indikator l "Panjang jalan" { satuan km arah naik }
  }
}
target {
          2022
  a       80 %
  n   90 orang
}
"""


@pytest.fixture
def model(tmp_path: Path) -> Model:
    return model_of(tmp_path, PLAN)


def cell(model: Model, name: str, value: str, heading: str = "Target") -> tuple[str | None, list[str]]:
    text = copied(tsv(f"Indikator | {heading}", f"{name} | {value}"), model).text
    found = rows(text)
    return next((c for row in found.values() for c in row.values()), None), doubts(text)


@pytest.mark.parametrize(
    ("name", "printed", "claimed"),
    [
        ("Persentase satu", "80,50%", "80,50 %"),
        ("Persentase satu", "80,50", "80,50"),
        ("Persentase satu", "80.50%", '"80.50%"'),
        ("Persentase satu", "80.5", '"80.5"'),
        ("Persentase satu", "-", "-"),
        ("Persentase satu", "n/a", "n/a"),
        ("Persentase satu", "80,123", "80,123"),
        ("Jumlah peserta", "1300 orang", "1.300 orang"),
        ("Jumlah peserta", "1.300 Orang", "1.300 orang"),
        ("Jumlah peserta", "1.300", "1.300"),
        ("Jumlah peserta", "1,300,500", '"1,300,500"'),
        ("Persentase satu", "≥ 80 %", "minimal 80 %"),
        ("Persentase satu", "maks. 80 %", "maksimal 80 %"),
        ("Persentase satu", "80 % s/d 90 %", "80 % s.d. 90 %"),
        ("Jumlah peserta", "10 - 20", "10 s.d. 20"),
        ("Persentase satu", "93,80*", "93,80"),
        ("Persentase satu", "93,80 ¹)", "93,80"),
        ("Persentase satu", "93.80 %**", '"93.80 %"'),
        ("Persentase satu", "93.80²", '"93.80"'),
        ("Persentase satu", "556%", "556 %"),
        ("Persentase satu", "0,93 %", "0,93 %"),
        ("Jumlah peserta", "5927", "5.927"),
    ],
)
def test_a_print_as_it_is_claimed(model: Model, name: str, printed: str, claimed: str) -> None:
    assert cell(model, name, printed) == (claimed, [])


@pytest.mark.parametrize(
    ("name", "printed", "words"),
    [
        ("Persentase satu", "1.234", "dapat berarti 1.234 atau 1,234"),
        ("Panjang jalan", "12.340", "dapat berarti 12.340 atau 12,340"),
        ("Persentase satu", "(110,73)", "dapat berarti -110,73 (tanda kurung sebagai minus) atau 110,73"),
        ("Jumlah peserta", "(25)", "dapat berarti -25 (tanda kurung sebagai minus) atau 25"),
        ("Persentase satu", "5927", "dapat berarti 5.927 %, atau 59,27 % yang kehilangan koma"),
        ("Persentase satu", "5927%", "59,27 % yang kehilangan koma"),
        ("Persentase satu", "0,9382", "93,82 % yang tercetak sebagai pecahan"),
        ("Persentase satu", "93 ,80", "tidak terbaca sebagai bilangan"),
        ("Persentase satu", "93,8O", "tidak"),
        ("Persentase satu", "tercapai", "tidak terbaca sebagai bilangan"),
        ("Persentase satu", "80 orang", "tidak bersatuan %"),
        ("Jumlah peserta", "80 %", "bersatuan %, bukan orang"),
        ("Jumlah peserta", "Rp 80.000", "uang, bukan orang"),
        ("Jumlah peserta", "25 lembaga", "tidak bersatuan orang"),
    ],
)
def test_a_print_that_a_person_must_look_at(model: Model, name: str, printed: str, words: str) -> None:
    claimed, said = cell(model, name, printed)
    assert claimed is None
    (doubt,) = said
    assert words in doubt
    assert printed in doubt


def test_bare_numbers_under_a_unit_that_does_not_fit(model: Model) -> None:
    claimed, said = cell(model, "Jumlah peserta", "80", "Target (%)")
    assert claimed is None
    assert "di bawah judul bersatuan %" in said[0]


def test_the_other_cells_of_a_row_are_claimed(model: Model) -> None:
    text = copied(tsv("Indikator | Target | Realisasi", "Persentase satu | 1.234 | 90 %"), model).text
    assert rows(text) == {"a": {"realisasi": "90 %"}}
    assert 'kolom "Target"' in doubts(text)[0]


def test_a_row_decides_by_its_capaian(model: Model) -> None:
    pasted = tsv("Indikator | Target | Realisasi | Capaian", "Persentase satu | 93.80 % | 93.821 % | 100.02 %")
    text = copied(pasted, model).text
    assert rows(text)["a"] == {"target": '"93.80 %"', "realisasi": '"93.821 %"', "capaian": '"100.02 %"'}
    assert "dibaca 93,821: satu-satunya yang cocok dengan capaian tercetak" in text
    assert doubts(text) == []


def test_a_column_decides_by_its_size(model: Model) -> None:
    pasted = tsv(
        "Indikator | Target", "Persentase satu | 93.80 %", "Persentase dua | 67,85 %", "Persentase tiga | 94.123 %"
    )
    text = copied(pasted, model).text
    assert rows(text)["c"] == {"target": '"94.123 %"'}
    assert "seukuran dengan angka lain di kolom ini" in text


def test_a_comma_before_three_digits_is_asked_about_only_among_english_numbers(model: Model) -> None:
    plain = tsv("Indikator | Realisasi", "Persentase satu | 93,821", "Persentase dua | 67,8")
    assert rows(copied(plain, model).text)["a"] == {"realisasi": "93,821"}
    english = tsv("Indikator | Realisasi", "Panjang jalan | 93,821", "Persentase dua | 6.5")
    assert "dapat berarti 93,821 atau 93.821" in doubts(copied(english, model).text)[0]


def test_money_is_whole(model: Model) -> None:
    pasted = tsv("Tujuan | Anggaran | Realisasi", "Tujuan | Rp. 500.000 | 450.000")
    text = copied(pasted, model).text
    assert rows(text) == {"T1": {"pagu": "Rp 500.000", "realisasi_anggaran": "450.000"}}


def test_money_in_thousands_and_millions(model: Model) -> None:
    pasted = tsv("Tujuan | Pagu (Rp juta) | Realisasi (juta Rp)", "Tujuan | 1.250,5 | 900,25")
    assert rows(copied(pasted, model).text) == {
        "T1": {"pagu": "Rp 1.250,5 juta", "realisasi_anggaran": "Rp 900,25 juta"}
    }


def test_categories_are_words(model: Model) -> None:
    pasted = tsv("Indikator | Capaian | Kategori", "Persentase satu | 100 | Sangat Tinggi", "Persentase dua | 90 % | 4")
    text = copied(pasted, model).text
    assert rows(text)["a"] == {"capaian": '"100"', "kategori": '"Sangat Tinggi"'}
    assert "bilangan, padahal kolomnya berisi kata" in doubts(text)[0]


def test_a_capaian_without_a_target_is_against_what_stands_before_it(model: Model) -> None:
    pasted = tsv("Indikator | Realisasi | Target Akhir Renstra | Capaian", "Persentase satu | 80 % | 90 % | 88,89 %")
    text = copied(pasted, model).text
    assert rows(text)["a"] == {"realisasi": "80 %", "target_akhir": "90 %", "capaian_akhir": "88,89 %"}
    assert 'kolom "Capaian" dibaca capaian terhadap akhir' in text


def test_a_benchmark_that_the_plan_does_not_have(model: Model) -> None:
    text = copied(tsv("Indikator | Realisasi | Realisasi Nasional", "Persentase satu | 80 % | 90 %"), model).text
    assert rows(text)["a"] == {"realisasi": "80 %"}
    assert "pembandingnya belum dinyatakan dalam rencana" in text


def test_a_capaian_beside_a_serapan_is_one_of_performance(model: Model) -> None:
    pasted = tsv("Tujuan | Pagu | Serapan | Capaian", "Tujuan | Rp 5.000.000 | 94 % | 101 %")
    assert rows(copied(pasted, model).text)["T1"] == {"pagu": "Rp 5.000.000", "serapan": "94 %", "capaian": "101 %"}


def test_a_row_in_a_comment_is_a_row_once_it_is_none(model: Model) -> None:
    pasted = tsv("Indikator | Capaian | Kategori", "Persentase satuan lain | 100 | Sangat Tinggi")
    assert '"100"   "Sangat Tinggi"' in copied(pasted, model).text


@pytest.mark.parametrize(
    ("unit", "asked"), [("Orang", False), ("orang", False), ("-", False), ("Jiwa", True), ("%", True)]
)
def test_a_column_of_units_is_held_against_the_plan(model: Model, unit: str, asked: bool) -> None:
    text = copied(tsv("Indikator | Satuan | Target", f"Jumlah peserta | {unit} | 90"), model).text
    assert rows(text) == {"n": {"target": "90"}}
    assert [f'satuannya tercetak "{unit}", dalam rencana orang' in d for d in doubts(text)] == ([True] if asked else [])


@pytest.mark.parametrize(
    ("printed", "claimed", "words"),
    [
        ("Rp 1,2 miliar", "Rp 1,2 miliar", None),
        ("Rp 1,2 mlr", "Rp 1,2 miliar", None),
        ("Rp. 700 jt", "Rp 700 juta", None),
        ("Rp. 1.234.567,-", "Rp 1.234.567", None),
        ("1,234,567.00", '"1,234,567.00"', None),
        ("Rp 1,2 M", None, "memuat `M`, yang dapat berarti lebih dari satu kelipatan rupiah"),
        ("(1.234.567)", None, "tanda kurung sebagai minus"),
    ],
)
def test_multiples_of_rupiah(tmp_path: Path, printed: str, claimed: str | None, words: str | None) -> None:
    """A multiple is written out, never dropped; one that may be either of two is left to a person."""
    plan = model_of(tmp_path, PLAN.replace("  }\n}\ntarget", '  }\n  program p "Program satu"\n}\ntarget'))
    text = copied(tsv("Program | Anggaran 2022", f"Program satu | {printed}"), plan).text
    found = [c for row in rows(text).values() for c in row.values()]
    assert found == ([claimed] if claimed is not None else [])
    assert [words in d for d in doubts(text) if words is not None] == ([True] if words is not None else [])

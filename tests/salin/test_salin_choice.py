"""Which table of a file is meant, of which year it is, and what is said where that is not known."""

import pytest
from copying import REPORT, copied, plan, refused, tsv

DATA = REPORT.read_bytes()


def test_several_tables_are_listed() -> None:
    said = refused(DATA, None, "lkjip.txt", year=2022)
    assert "memuat 19 tabel" in said.message
    assert "--ke" in said.remedy
    assert len(said.listing) == 19
    assert "Tabel 3.9 Anggaran Program dan Kegiatan Capaian" in said.listing[17]


def test_one_is_chosen_by_number_or_title() -> None:
    by_title = copied(DATA.decode(), plan(), label="Tabel 3.2").text
    number = next(
        i for i, line in enumerate(refused(DATA, None, "lkjip.txt").listing, 1) if "Tabel 3.2 Capaian Kinerja" in line
    )
    assert copied(DATA.decode(), plan(), number=number).text == by_title


@pytest.mark.parametrize(
    ("wanted", "words"), [({"number": 99}, "tidak ada tabel ke-99"), ({"label": "Tabel 9"}, "`Tabel 9`")]
)
def test_a_choice_that_is_not_there(wanted: dict[str, object], words: str) -> None:
    said = refused(DATA, None, "lkjip.txt", **wanted)
    assert words in said.message
    assert said.listing


def test_a_year_that_nothing_names_is_asked_for() -> None:
    pasted = tsv("Indikator | Target | Capaian", "A | 80 % | 100 %").encode()
    said = refused(pasted, plan())
    assert "tidak menyebut tahun" in said.message
    assert "--tahun" in said.remedy
    assert "2019 s.d. 2026" in said.remedy


@pytest.mark.parametrize("headings", ["Januari | Februari", "Triwulan I | Triwulan II"])
def test_months_and_quarters_need_a_year(headings: str) -> None:
    pasted = tsv(f"Nama Data | {headings}", "Penduduk usia kerja (15 tahun ke atas) | 40 | 45")
    said = refused(pasted.encode(), plan())
    assert "tidak menyebut tahun" in said.message
    assert "2023" in copied(pasted, plan(), year=2023).text


def test_the_title_names_the_table_and_the_terbitan() -> None:
    text = copied("Tabel 3.2 Capaian\n\n" + tsv("Indikator | Target", "A | 80 %"), None).text
    assert 'terbitan tabel_3_2 "Tabel 3.2 Capaian" {' in text
    named = copied(tsv("Indikator | Target", "A | 80 %"), None, label="Lampiran 1", ident="lkjip").text
    assert 'terbitan lkjip "Lampiran 1" {' in named
    assert 'tabel "Lampiran 1" 2022 {' in named


def test_the_year_asked_for_is_that_of_columns_without_one() -> None:
    pasted = tsv("Indikator | Realisasi 2021 | Target", "A | 80 % | 81 %")
    assert 'tabel "tempelan, baris 1" 2023 {' in copied(pasted, None, year=2023).text
    assert "realisasi_2021" in copied(pasted, None, year=2023).text

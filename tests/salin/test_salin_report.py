"""Every table of a published report, pasted as it is printed, becomes claims about its plan."""

import shutil
from pathlib import Path

import pytest
from copying import EXAMPLE, REPORT, claims, copied, doubts, plan, rows

from kinerja_rules import api

TEXT = REPORT.read_text(encoding="utf-8")

NAMES = (
    *("Tabel 1.1", "Tabel 2.1", "Tabel 2.2", "Tabel 2.3", "Tabel 2.4", "Tabel 2.5", "Tabel 2.5, bagian 2"),
    *("Tabel 3.1", "Tabel 3.2", "Tabel 3.2.1", "Tabel 3.2.2", "Tabel 3.3", "Tabel 3.4", "Tabel 3.5", "Tabel 3.6"),
    *("Tabel 3.7", "Tabel 3.8", "Tabel 3.9", "Tabel 4.1"),
)


def table(name: str) -> str:
    return copied(TEXT, plan(), label=name).text


def test_all_tables_are_found() -> None:
    found = copied(TEXT, plan(), all=True)
    assert tuple(t.number for t in found.tables) == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_each_table_claims_something_of_most_rows(name: str) -> None:
    (found,) = copied(TEXT, plan(), label=name).tables
    assert found.claims >= found.rows - found.doubts > 0


def test_the_claims_of_the_whole_report_check_against_its_plan(tmp_path: Path) -> None:
    folder = tmp_path / "rencana"
    shutil.copytree(EXAMPLE, folder)
    for own in folder.glob("terbitan*.kinerja"):
        own.unlink()
    (folder / "salinan.kinerja").write_text(copied(TEXT, plan(), all=True).text, encoding="utf-8")
    checked = api.check(folder)
    assert [
        d for d in checked.diagnostics if d.primary is not None and d.primary.source.path == "salinan.kinerja"
    ] == []
    assert checked.model is not None


def test_money_of_the_agency_by_year() -> None:
    text = table("Tabel 1.1")
    assert rows(text) == {"2021": {"pagu": "Rp 5.063.367.215"}, "2022": {"pagu": "Rp 5.383.675.088"}}
    assert "kolom pagu = pagu_dinyatakan(baris)" in text


def test_columns_of_years() -> None:
    text = table("Tabel 2.1")
    assert 'tabel "Tabel 2.1" target {' in text
    assert rows(text)["TKK"] == {
        "2022": "93,80 %",
        "2023": "94,00 %",
        "2024": "94,29 %",
        "2025": "94,32 %",
        "2026": "94,49 %",
    }
    assert set(rows(text)) == {"TPAK", "TKK", "PPHI"}


def test_a_table_without_figures_claims_its_names() -> None:
    assert rows(table("Tabel 2.2"))["PPHI"] == {"nama": '"Persentase penyelesaian konflik hubungan industrial"'}


def test_a_sasaran_in_the_column_of_indicators_is_left_to_a_person() -> None:
    text = table("Tabel 2.3")
    assert rows(text) == {"TPAK": {"target": "67,80"}}
    first, second = doubts(text)
    assert "nama sasaran S1, bukan nama indikator: TKK" in first
    assert "nama sasaran S2, bukan nama indikator: PPHI" in second
    assert "# TKK   93,80" in text


def test_units_glued_on_and_rows_printed_twice() -> None:
    found = rows(table("Tabel 2.5"))
    assert len(found) == 33
    assert found["perusahaan_kecil_produktif"] == {"target": '25 "perusahaan kecil"'}
    assert found["akreditasi_lpks"] == {"target": "2"}
    assert found["peserta_job_fair"] == found["peserta_job_fair_kedua"] == {"target": "800 orang"}
    assert found["pencaker_terdaftar"] == {"target": "1.300 orang"}


def test_a_kegiatan_and_its_subkegiatan_of_one_name() -> None:
    found = rows(table("Tabel 2.5, bagian 2"))
    assert len(found) == 16
    assert found["K2"] == found["SK2_1"] == {"pagu": "Rp 5.179.400"}


def test_the_heading_decides_between_a_kegiatan_and_its_subkegiatan() -> None:
    found = rows(table("Tabel 3.9"))
    assert list(found) == ["P1", "K1", "K2", "K3", "P2", "K4", "K5", "P3", "K6", "K7"]
    assert found["K6"] == {"pagu": "Rp 171.204.904", "realisasi_anggaran": "Rp 168.639.650", "serapan": "72 %"}


def test_a_scale_claims_its_bounds() -> None:
    text = table("Tabel 3.1")
    assert 'kategori(91 %; peringkat_kinerja)   tercetak "Sangat Tinggi"' in text
    assert 'kategori(50 %; peringkat_kinerja)   tercetak "Sangat Rendah"' in text


def test_bare_figures_under_a_unit_stay_bare() -> None:
    assert rows(table("Tabel 3.2"))["TKK"] == {"target": "93,80", "realisasi": "93,821", "capaian": "100,02"}


def test_years_beside_the_year_of_the_table() -> None:
    text = table("Tabel 3.3")
    assert 'tabel "Tabel 3.3" 2022 {' in text
    assert rows(text)["TPAK"] == {
        "realisasi_2019": "67,91 %",
        "realisasi_2020": "70,05 %",
        "realisasi_2021": "71,66 %",
        "target": "67,80 %",
        "realisasi": "68,05 %",
        "capaian": "100,37 %",
    }


def test_the_end_of_the_plan_and_a_benchmark() -> None:
    assert rows(table("Tabel 3.4"))["PPHI"] == {"realisasi": "100 %", "target_akhir": "80 %", "kemajuan": "125 %"}
    found = rows(table("Tabel 3.5"))
    assert found["TKK"] == {"realisasi": "93,821 %", "nasional": "94,14 %", "capaian_nasional": '"100.34%"'}
    assert found["PPHI"] == {"realisasi": "100 %", "nasional": "-", "capaian_nasional": "-"}


def test_money_and_efficiency_stand_in_the_row_of_the_indicator() -> None:
    found = rows(table("Tabel 3.7"))
    assert found["TKK"]["realisasi_anggaran"] == "1.748.625.000"
    assert found["TKK"]["serapan"] == "94,36 %"
    assert found["TKK"]["efisiensi"] == "5,66 %"
    assert found["TPAK"]["pagu"] == "-"


def test_a_column_called_capaian_that_holds_realisasi() -> None:
    text = table("Tabel 3.8")
    assert 'kolom "Capaian" dibaca realisasi' in text
    found = claims(text)
    assert [c.row for c in found if c.column == "capaian"] == ["TPAK", "TKK", "PPHI"]
    assert [c.print for c in found if c.column == "realisasi"][:5] == [
        "17,1 %",
        "100 %",
        "79,19 %",
        '"0"',
        '25 "perusahaan kecil"',
    ]
    assert rows(text)["akreditasi_lpks"]["menunjang"] == '"Tidak Menunjang"'


def test_counts_and_means_of_a_sasaran_known_by_the_name_in_a_document() -> None:
    text = table("Tabel 4.1")
    assert rows(text) == {
        "S1": {"banyak_indikator": "1", "capaian": "100,02 %"},
        "S2": {"banyak_indikator": "1", "capaian": "125 %"},
    }
    assert "kolom banyak_indikator = banyak(indikator i di baris)" in text


def test_every_figure_of_the_report_keeps_its_print() -> None:
    """What is claimed is what is printed, but for spaces, the dot of `Rp.`, and dots between thousands."""

    def bare(text: str) -> str:
        return "".join(text.replace("Rp.", "Rp").replace('"', "").replace("\u00a0", "").split()).replace(".", "")

    printed = {bare(part) for line in TEXT.splitlines() for part in line.split("\t")}
    for claim in claims(copied(TEXT, plan(), all=True).text):
        if claim.print != "-":
            assert bare(claim.print) in printed, claim


def test_raw_data_by_year_is_claimed_as_data() -> None:
    pasted = (
        "Uraian\t2021\t2022\nPenduduk usia kerja yang bekerja\t104.977 orang\t100.520\n"
        "Angkatan kerja\t111.954\t107.140 orang\n"
    )
    text = copied(pasted, plan(), label="Tabel A").text
    assert 'tabel "Tabel A" data {' in text
    assert rows(text) == {
        "Penduduk usia kerja yang bekerja": {"2021": "104.977 orang", "2022": "100.520"},
        "Angkatan kerja": {"2021": "111.954", "2022": "107.140 orang"},
    }

"""The tables of the published LKjIP 2022 of Pasuruan against those recomputed from its data: the same columns, the same
figures, and each figure that the report printed otherwise, named."""

import re
from itertools import pairwise
from pathlib import Path

import pytest

from kinerja_rules import api
from kinerja_rules.report.grid import Grid

ROOT = Path(__file__).parent.parent.parent

PRINTED: dict[str, list[list[str]]] = {
    "1.1": [["APBD", "2021", "Rp 5.063.367.215"], ["APBD", "2022", "Rp 5.383.675.088"]],
    "2.1": [
        ["67,80 %", "67,85 %", "67,90 %", "67,95 %", "68,00 %"],
        ["93,80 %", "94,00 %", "94,29 %", "94,32 %", "94,49 %"],
        ["80,00 %", "80,00 %", "80,00 %", "80,00 %", "80,00 %"],
    ],
    "2.2": [["%"], ["%"], ["%"]],
    "2.3": [["67,80"], ["93,80"], ["80,00"]],
    "2.4": [["93,80 %"], ["80 %"]],
    "2.4.1": [["Rp 1.429.098.490"], ["Rp 424.012.040"], ["Rp 205.394.674"]],
    "3.2": [["93,80 %", "93,821 %", "100,02 %"], ["80 %", "100 %", "125,00 %"]],
    "3.2.1": [["93,80 %", "93,821 %", "100,02 %"]],
    "3.2.2": [["80 %", "100 %", "125,00 %"]],
    "3.3": [
        ["67,91 %", "70,05 %", "71,66 %", "67,80 %", "68,05 %", "100,37 %"],
        ["94,95 %", "93,67 %", "93,76 %", "93,80 %", "93,821 %", "100,02 %"],
        ["100 %", "100 %", "100 %", "80 %", "100 %", "125,00 %"],
    ],
    "3.4": [
        ["68,05 %", "67,80 %", "100,37 %"],
        ["93,821 %", "93,80 %", "100,02 %"],
        ["100 %", "80 %", "125,00 %"],
    ],
    "3.5": [["68,05 %", "68,63 %", "100,85 %"], ["93,821 %", "94,14 %", "100,34 %"], ["100 %", "–", "–"]],
    "3.6": [
        ["67,80 %", "68,05 %", "100,37 %"],
        ["93,80 %", "93,821 %", "100,02 %"],
        ["80 %", "100 %", "125,00 %"],
    ],
    "3.7": [
        ["67,80 %", "68,05 %", "100,37 %", "", "", "", ""],
        ["93,80 %", "93,821 %", "100,02 %", "Rp 1.853.110.530", "Rp 1.748.625.000", "94,36 %", "5,66 poin"],
        ["80 %", "100 %", "125,00 %", "Rp 205.394.674", "Rp 195.170.150", "95,02 %", "29,98 poin"],
    ],
    "3.9": [
        ["Rp 1.429.098.490", "Rp 1.350.102.600", "94 %"],
        ["Rp 1.401.537.500", "Rp 1.324.604.800", "95 %"],
        ["Rp 5.179.400", "Rp 5.179.400", "100 %"],
        ["Rp 22.381.590", "Rp 20.318.400", "91 %"],
        ["Rp 424.012.040", "Rp 398.522.400", "94 %"],
        ["Rp 313.547.940", "Rp 307.116.200", "98 %"],
        ["Rp 110.464.100", "Rp 91.406.200", "83 %"],
        ["Rp 205.394.674", "Rp 195.170.150", "95 %"],
        ["Rp 171.204.904", "Rp 168.639.650", "72 %"],
        ["Rp 34.189.770", "Rp 26.530.500", "78 %"],
    ],
    "3.10": [
        ["Rp 5.343.764.288", "Rp 5.166.044.897", "96,70 %"],
        ["Rp 2.728.845.304", "Rp 2.689.445.834", "98,56 %"],
        ["Rp 2.600.288.984", "Rp 2.462.024.063", "94,68 %"],
        ["Rp 14.630.000", "Rp 14.575.000", "99,62 %"],
        ["Rp 39.910.800", "Rp 39.728.245", "99,54 %"],
    ],
}
"""Figures as printed, column by column from the right end of the columns that hold them; names are compared elsewhere."""

OTHERWISE: dict[str, dict[tuple[int, int], str]] = {
    # the end of the Renstra is the target of 2026; the report printed that of 2022, and the progress against it
    "3.4": {
        (0, 1): "68,00 %", (0, 2): "100,07 %", (1, 1): "94,49 %", (1, 2): "99,29 %", (2, 1): "80,00 %",
    },
    # printed the benchmark against the realisasi
    "3.5": {(0, 2): "99,15 %", (1, 2): "99,66 %"},
    # printed no money beside the objective
    "3.7": {(0, 3): "Rp 2.058.505.204", (0, 4): "Rp 1.943.795.150", (0, 5): "94,43 %", (0, 6): "5,94 poin"},
    # printed without decimals, and once the achievement of an indicator in the place of the absorption
    "3.9": {
        (0, 2): "94,47 %", (1, 2): "94,51 %", (2, 2): "100,00 %", (3, 2): "90,78 %", (4, 2): "93,99 %",
        (5, 2): "97,95 %", (6, 2): "82,75 %", (7, 2): "95,02 %", (8, 2): "98,50 %", (9, 2): "77,60 %",
    },
    "3.10": {(0, 2): "96,67 %"},
}  # fmt: skip
"""What is recomputed where it differs from what was printed: by table, row and column of `PRINTED`."""

HEADINGS: dict[str, list[str]] = {
    "1.1": ["Sumber", "Tahun", "Jumlah"],
    "2.1": ["No", "Tujuan", "Sasaran", "Indikator Kinerja", "2022", "2023", "2024", "2025", "2026"],
    "2.2": [
        "No", "Tujuan / Sasaran Strategis", "Indikator Kinerja Utama", "Satuan", "Definisi Operasional",
        "Formulasi / Rumus Perhitungan", "Sumber Data",
    ],
    "2.3": ["No", "Tujuan", "Sasaran", "Indikator Kinerja", "Satuan", "Target"],
    "2.4": ["No", "Sasaran Strategis", "Indikator Kinerja Utama", "Target"],
    "3.1": ["No", "Kategori / Interpretasi", "Capaian"],
    "3.3": [
        "No", "Tujuan / Sasaran Strategis", "Indikator Kinerja Utama", "Realisasi", "Realisasi", "Realisasi", "Target",
        "Realisasi", "Capaian",
    ],
    "3.6": [
        "No", "Tujuan / Sasaran", "Indikator Kinerja", "Target", "Realisasi", "Capaian",
        "Analisis Keberhasilan / Kegagalan", "Solusi yang Dilakukan",
    ],
    "3.7": [
        "No", "Tujuan / Sasaran", "Indikator", "Target", "Realisasi", "Capaian", "Anggaran", "Realisasi", "Capaian",
        "Efisiensi",
    ],
    # printed as two tables, the second of money with the numbers 1 and 1.1
    "2.5": ["No", "Program / Kegiatan / Subkegiatan", "Indikator Kinerja", "Target", "Anggaran"],
    # printed without the category, which the text beneath tells
    "3.2": [
        "No", "Sasaran Strategis", "Indikator Kinerja Utama", "Satuan", "Target", "Realisasi", "Capaian", "Kategori",
        "Sumber Data",
    ],
    "3.2.1": ["No", "Indikator Kinerja", "Target", "Realisasi", "Capaian", "Kategori"],
    "3.4": [
        "No", "Tujuan / Sasaran", "Indikator Kinerja", "Realisasi Kinerja Tahun 2022", "Target Akhir Rencana Strategis",
        "Tingkat Kemajuan",
    ],
    "3.5": ["No", "Tujuan / Sasaran", "Indikator Kinerja", "Realisasi Tahun 2022", "Nilai", "Capaian"],
    "3.8": [
        "No", "Tujuan / Sasaran", "Indikator Kinerja", "Capaian", "Program / Kegiatan", "Indikator Kinerja", "Capaian",
        "Menunjang / Tidak Menunjang", "Analisis",
    ],
    # printed by the grades of another scale, and without those that have none
    "4.1": [
        "No", "Sasaran Strategis", "Jumlah Indikator Sasaran", "Rata-rata Capaian", *["Jml", "%"] * 5, "Tidak Berkategori",
    ],
    # printed without the number, which tells programs from their activities
    "3.9": ["No", "Program / Kegiatan", "Anggaran", "Realisasi", "Capaian"],
}  # fmt: skip
GROUPS: dict[str, list[str]] = {
    "2.1": ["Target Kinerja"],
    "2.2": ["Formula"],
    "3.2": ["Tahun 2022"],
    "3.3": ["Tahun 2019", "Tahun 2020", "Tahun 2021", "Tahun 2022"],
    "3.5": ["Realisasi nasional"],
    "3.7": ["Indikator Kinerja", "Anggaran"],
    "4.1": ["Sangat Tinggi", "Tinggi", "Sedang", "Rendah", "Sangat Rendah"],
}
"""Headings over several columns."""
FIRST = {"1.1": 0, "2.1": 4, "2.2": 3, "2.3": 5, "2.4": 3, "2.4.1": 2, "3.9": 2, "3.2": 4, "3.2.1": 2, "3.2.2": 2}
"""The column at which the figures of a table begin; 3 where none is named, 1 in tables of money."""


@pytest.fixture(scope="module")
def tables() -> dict[str, Grid]:
    model = api.check(ROOT / "examples" / "dinaker_pasuruan_2022").model
    assert model is not None
    return {grid.number: grid for grid in api.tables(model, 2022)}


@pytest.mark.parametrize("number", PRINTED)
def test_figures_are_those_of_the_report_but_for_its_mistakes(number: str, tables: dict[str, Grid]) -> None:
    grid = tables[number]
    first = FIRST.get(number, 1 if number == "3.10" else 3)
    rows = [row for row in grid.rows if len(row) > 1]
    expected = [
        [OTHERWISE.get(number, {}).get((r, c), text) for c, text in enumerate(row)]
        for r, row in enumerate(PRINTED[number])
    ]
    assert [[cell.text for cell in row[first : first + len(expected[0])]] for row in rows] == expected


@pytest.mark.parametrize("number", HEADINGS)
def test_columns_are_those_of_the_report(number: str, tables: dict[str, Grid]) -> None:
    assert [c.heading for c in tables[number].columns] == HEADINGS[number]


def test_headings_over_several_columns_are_those_of_the_report(tables: dict[str, Grid]) -> None:
    shown = {number: list(dict.fromkeys(c.group for c in grid.columns if c.group)) for number, grid in tables.items()}
    assert {number: groups for number, groups in shown.items() if groups} == GROUPS


def test_the_scale_is_that_of_the_regulation(tables: dict[str, Grid]) -> None:
    assert [[cell.text for cell in row[1:]] for row in tables["3.1"].rows] == [
        ["Sangat Tinggi", "91 % s.d. 100 %"],
        ["Tinggi", "76 % s.d. 90 %"],
        ["Sedang", "66 % s.d. 75 %"],
        ["Rendah", "51 % s.d. 65 %"],
        ["Sangat Rendah", "0 % s.d. 50 %"],
    ]


def test_programs_and_their_indicators_are_those_of_the_report(tables: dict[str, Grid]) -> None:
    rows = [row for row in tables["2.5"].rows if len(row) > 1]
    assert sum(row[0].span > 0 for row in rows) == 19  # 3 programs, 7 activities, 9 sub-activities
    assert [row[3].text for row in rows] == [
        "16,8 %", "85 %", "25 %", "230 orang", "25 orang", "100 orang", "2 lembaga", "12 lembaga",
        "25 perusahaan kecil", "25 perusahaan kecil", "32 %", "18 %", "200 orang", "132 orang", "1.300 orang",
        "1.300 orang", "800 orang", "800 orang", "30 perusahaan", "72 %", "63 %", "100 peserta", "50 orang",
        "240 perusahaan", "0 tim", "1 kegiatan", "50 perusahaan", "0 perusahaan", "50 orang", "80 %", "50 perusahaan",
        "15 kasus", "50 orang",
    ]  # fmt: skip
    assert [row[4].text for row in rows if row[4].span and row[1].text.startswith("Program")] == [
        "Rp 1.429.098.490", "Rp 424.012.040", "Rp 205.394.674",
    ]  # fmt: skip
    assert tables["2.5"].totals[0][4].text == "Rp 2.058.505.204"


def test_tables_that_account_for_the_agreement_call_things_as_it_does(tables: dict[str, Grid]) -> None:
    agreed = "Persentase Perselisihan Hubungan Industrial Yang Diselesaikan"
    renstra = "Persentase penyelesaian konflik hubungan industrial"
    shown = {number: {cell.text for row in grid.rows for cell in row} for number, grid in tables.items()}
    by_agreement = ("2.4", "3.2", "3.2.2", "3.3", "3.4", "3.5", "3.6", "3.7", "3.8")
    assert {n for n, texts in shown.items() if agreed in texts} == set(by_agreement)
    assert {n for n, texts in shown.items() if renstra in texts} == {"2.1", "2.2", "2.3"}


def test_the_objective_stands_above_its_programs_without_repeating_them(tables: dict[str, Grid]) -> None:
    rows = tables["3.8"].rows
    assert len(rows) == 12
    assert [cell.text for cell in rows[0]] == [
        "1", "Meningkatnya Kompetensi Angkatan Kerja", "Tingkat Partisipasi Angkatan Kerja", "100,37 %", "", "", "", "", "",
    ]  # fmt: skip
    assert [row[1].text for row in rows if row[1].span > 0][1:] == [
        "Meningkatnya Penyerapan Tenaga Kerja", "Meningkatnya Hubungan Industrial yang Kondusif",
    ]  # fmt: skip


SOURCES = {
    "1.1": "LKjIP Dinas Tenaga Kerja Kota Pasuruan Tahun 2022; APBD-P Tahun Anggaran 2022",
    "2.1": "Renstra Dinas Tenaga Kerja Kota Pasuruan Periode 2021 s.d. 2026",
    "2.2": "Renstra Dinas Tenaga Kerja Kota Pasuruan Periode 2021 s.d. 2026",
    "2.3": "Rencana Kerja Dinas Tenaga Kerja Tahun 2022",
    "2.4": "Perjanjian Kinerja Dinas Tenaga Kerja Tahun 2022",
    "2.4.1": "Perjanjian Kinerja Dinas Tenaga Kerja Tahun 2022",
    "2.5": "Dokumen Pelaksanaan Anggaran Dinas Tenaga Kerja Tahun 2022",
    "3.1": "Permendagri 86/2017",
    "3.2": "LkjiP 2019, 2020, 2021, dan LKPJ 2022",
    "3.3": "LkjiP 2019, 2020, 2021, dan LKPJ 2022",
    "3.4": "LkjiP 2019, 2020, 2021, dan LKPJ 2022",
    "3.5": "LkjiP 2019, 2020, 2021, dan LKPJ 2022; BPS Nasional 2022",
    "3.6": "LkjiP 2019, 2020, 2021, dan LKPJ 2022",
    "3.7": "LkjiP 2019, 2020, 2021, dan LKPJ 2022; Dokumen Pelaksanaan Anggaran Dinas Tenaga Kerja Tahun 2022; Monev 2022",
    "3.8": "LkjiP 2019, 2020, 2021, dan LKPJ 2022; Monev 2022",
    "3.9": "Dokumen Pelaksanaan Anggaran Dinas Tenaga Kerja Tahun 2022; Monev 2022",
    "3.10": "APBD-P Tahun Anggaran 2022",
}
"""The report prints a source beneath each of these tables but 2.4.1 and 3.10, and none beneath 3.2.1, 3.2.2 and 4.1."""


def test_sources_are_those_that_the_plan_names(tables: dict[str, Grid]) -> None:
    assert {number: grid.source for number, grid in tables.items() if grid.source is not None} == SOURCES


def test_programs_stand_under_their_field_of_government(tables: dict[str, Grid]) -> None:
    # printed as rows of their own; sub-activities have no code and stand under their program's
    assert [row[0].text for row in tables["2.5"].rows if len(row) == 1] == [
        "Urusan Pemerintahan Wajib yang Tidak Berkaitan dengan Pelayanan Dasar; Urusan Pemerintahan Bidang Tenaga Kerja"
    ]
    assert len(tables["2.5"].rows[0]) == 1


def test_objectives_and_targets_are_numbered_by_their_level(tables: dict[str, Grid]) -> None:
    # of the objective and its targets Table 2.1 printed only the first number, Table 2.3 all
    for number in ("2.1", "2.3"):
        assert [row[0].text for row in tables[number].rows if len(row) > 1] == ["1", "1.1", "1.2"]


def test_missing_solutions_leave_visible_gaps(tables: dict[str, Grid]) -> None:
    assert [row[7].text for row in tables["3.6"].rows] == [
        f"[belum diisi: solusi {ident} 2022]" for ident in ("TPAK", "TKK", "PPHI")
    ]


def test_which_programs_support_follows_from_achievements(tables: dict[str, Grid]) -> None:
    verdicts = {row[5].text: row[7].text for row in tables["3.8"].rows if row[5].text}
    against = {name for name, said in verdicts.items() if said == "Tidak Menunjang"}
    assert len(verdicts) == 11
    # the report counted the second as supporting although 831 of 1.300 registered
    assert against == {"Jumlah LPKS yang terakreditasi", "Jumlah pencari kerja yang terdaftar"}


def test_captions_name_the_agency_where_the_print_does(tables: dict[str, Grid]) -> None:
    print_of = (ROOT / "tests" / "salin" / "lkjip_dinaker_pasuruan_2022.txt").read_text(encoding="utf-8")
    lines = [line.strip("* \n") for line in print_of.splitlines()]
    printed = {
        found[1]: f"{found[2]} {following}"
        for line, following in pairwise(lines)
        if (found := re.match(r"Tabel (\d(?:\.\d+)+)\.?(?: (.*))?$", line))
    }
    agency = "Dinas Tenaga Kerja Kota Pasuruan"
    compared = {number for number in printed if number in tables}
    assert len(compared) >= 15
    named = {number for number in compared if agency in printed[number]}
    assert named == {"2.3", "2.4", "2.5", "4.1"}
    assert {number for number in compared if agency in tables[number].caption} == named


def test_the_distribution_counts_misi_as_the_print_does(tables: dict[str, Grid]) -> None:
    (heading,) = tables["4.1"].rows[0]
    assert heading.text.startswith("Misi I: Mempercepat pertumbuhan dan ketahanan ekonomi")


def test_the_distribution_adds_up(tables: dict[str, Grid]) -> None:
    (total,) = tables["4.1"].totals
    counts = [cell.value for cell, column in zip(total, tables["4.1"].columns, strict=True) if column.heading == "Jml"]
    rest = total[-1].value
    assert [cell.text for cell in total[1:4]] == ["Jumlah", "2", ""]
    assert None not in counts
    assert sum(c for c in counts if c is not None) + (rest or 0) == 2

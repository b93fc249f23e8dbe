"""The tables of a Perjanjian Kinerja hold what it agrees on, and their headings say what stands beneath them."""

from pathlib import Path

import pytest

from kinerja_rules import api
from kinerja_rules.report.grid import Grid

PLAN = """
paket badan "Badan" {{ versi "1.0"  pakai sakip_umum, permendagri_86_2017, lkjip_permenpanrb_53_2014 }}
renstra 2021 s.d. 2026 {{ skala peringkat_kinerja }}
tujuan T1 "Tujuan" {{
  indikator a "Angka a" {{ satuan %  arah naik  iku }}
  indikator lama "Angka lama" {{ satuan %  arah naik  iku }}
  sasaran S1 "Sasaran" {{
    indikator b "Angka b" {{ satuan %  arah naik  {b} }}
  }}
}}
target {{
         2025
  a      50 %
  lama   50 %
  b      50 %
}}
dokumen pk "Perjanjian Kinerja" jenis perjanjian_kinerja {{
  target {{
        2025
{agreed}
  }}
}}
"""


def tables(folder: Path, b: str = "iku", agreed: str = "a 50 %") -> dict[str | None, Grid]:
    (folder / "paket.kinerja").write_text(PLAN.format(b=b, agreed=f"{agreed}\n    b 50 %"), encoding="utf-8")
    checked = api.check(folder)
    assert checked.model is not None
    return {grid.number: grid for grid in api.report(checked, checked.model, 2025).grids}


def names(grid: Grid) -> list[str]:
    return [cell.text for row in grid.rows for cell in row if cell.text.startswith("Angka ")]


def headings(grid: Grid) -> list[str]:
    return [column.heading for column in grid.columns]


def test_an_agreed_indicator_of_a_tujuan_is_reported_on(tmp_path: Path) -> None:
    made = tables(tmp_path)
    assert names(made["2.4"]) == names(made["3.2"]) == ["Angka a", "Angka b"], "and one not agreed on is not"
    for number in ("2.4", "3.2"):
        assert headings(made[number])[1:3] == ["Tujuan / Sasaran Strategis", "Indikator Kinerja Utama"]


def test_without_one_the_headings_are_those_of_the_regulation(tmp_path: Path) -> None:
    made = tables(tmp_path, agreed="")
    assert names(made["2.4"]) == names(made["3.2"]) == ["Angka b"]
    for number in ("2.4", "3.2"):
        assert headings(made[number])[1:3] == ["Sasaran Strategis", "Indikator Kinerja Utama"]


@pytest.mark.parametrize("number", ["2.4", "3.2", "3.3"])
def test_what_is_no_key_indicator_is_not_called_so(tmp_path: Path, number: str) -> None:
    assert headings(tables(tmp_path, b="")[number])[2] == "Indikator Kinerja"
    assert headings(tables(tmp_path)[number])[2] == "Indikator Kinerja Utama"

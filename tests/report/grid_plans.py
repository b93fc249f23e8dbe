"""Small plans with tables, and the formulas of grids reckoned as a spreadsheet reckons them."""

import re
from fractions import Fraction
from pathlib import Path

from kinerja_rules import api
from kinerja_rules.analysis.build import CheckResult
from kinerja_rules.report.grid import Grid, GridCell

PLAN = """
paket dinas "Dinas" {
  versi "1.0"
  pakai permendagri_86_2017, sakip_umum
  DIPAKAI
}
renstra 2022 s.d. 2024 { skala peringkat_kinerja }
tujuan T1 "Tujuan" {
  indikator tumbuh "Pertumbuhan" { satuan %  arah naik  sumber "BPS" }
  sasaran S1 "Sasaran satu" {
    indikator a "Indikator a" { satuan %  arah naik  iku }
    indikator b "Indikator b" { satuan orang  arah turun }
  }
  sasaran S2 "Sasaran dua" { }
}
program P1 "Program satu" mendukung S1 {
  kegiatan K1 "Kegiatan satu" { indikator k "Keluaran" { satuan orang  arah naik } }
  kegiatan K2 "Kegiatan dua" { }
}
program P2 "Program dua" mendukung S1, S2 { }
target {
          2022     2023
  tumbuh   5 %      6 %
  a       80 %     90 %
  b      3 orang  2 orang
  k     10 orang      -
}
realisasi {
          2021      2022
  tumbuh     -     5,5 %
  a       70 %  93,821 %
  b          -  4 orang
  k          -  9 orang
}
anggaran 2022 {
           pagu    realisasi
  K1  Rp 1.000     Rp 999
  K2    Rp 600     Rp 100
  P2    Rp 300     -
}
narasi a 2022 { penyebab "Sebabnya ada." }
"""


def checked(folder: Path, tables: str, used: str = "") -> CheckResult:
    """The small plan with some tables."""
    package = folder / "dinas"
    package.mkdir(exist_ok=True)
    (package / "paket.kinerja").write_text(PLAN.replace("DIPAKAI", used), encoding="utf-8")
    (package / "tabel.kinerja").write_text(
        tables or '# belum ada tabel\nsatuan buah "buah" hitungan\n', encoding="utf-8"
    )
    return api.check(package)


def grids(folder: Path, tables: str, used: str = "", year: int = 2022) -> tuple[Grid, ...]:
    """The tables of the small plan; it must check clean."""
    found = checked(folder, tables, used)
    assert [d.message for d in found.diagnostics] == []
    assert found.model is not None
    return api.tables(found.model, year)


def texts(grid: Grid) -> list[list[str]]:
    """What the rows show."""
    return [[cell.text for cell in row] for row in grid.rows]


def held(cell: GridCell) -> Fraction:
    """A cell's number as a spreadsheet holds it: a percentage with its sign as a fraction."""
    assert cell.value is not None
    return cell.value / 100 if cell.unit == "%" else cell.value


def reckoned(grid: Grid, row: tuple[GridCell, ...], formula: str) -> Fraction:
    """What a formula comes to, from the cells it names, by the signs and functions of spreadsheets."""

    def cell(found: re.Match[str]) -> str:
        at, start, end = int(found[1]), found[2], found[3]
        if start is None:
            return _written(held(row[at]))
        rows = range(int(start), int(end or start) + 1)
        return ",".join(_written(held(grid.rows[r][at])) for r in rows)

    text = re.sub(r"\[(\d+)(?:@(\d+)(?::(\d+))?)?\]", cell, formula)
    text = re.sub(r"(?<![\w(.\"'])(\d+(?:\.\d+)?)(?![\w\"'.])", r"Fraction('\1')", text)
    names = {
        "Fraction": Fraction,
        "SUM": lambda *n: sum(n, Fraction(0)),
        "AVERAGE": lambda *n: sum(n, Fraction(0)) / len(n),
    }
    value = eval(text, {"__builtins__": {}}, names)  # the test's own text
    assert isinstance(value, Fraction)
    return value


def _written(value: Fraction) -> str:
    return f"Fraction('{value}')"

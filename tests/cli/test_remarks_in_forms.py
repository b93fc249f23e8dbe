"""What is said of figures of a table stands beneath it in every form of a report."""

from pathlib import Path
from zipfile import ZipFile

from kinerja_rules.report.grid_across import DIFFERENCE_REMARK
from tests.cli_runner import Kinerja
from tests.report.grid_plans import checked


def test_the_remark_stands_beneath_the_table_in_every_form(kinerja: Kinerja, tmp_path: Path) -> None:
    tables = """
        realisasi { 2023
          a 95 % }
        tabel t "T" {
          nomor "9.1"
          untuk indikator i yang i.id = "a"
          kolom "Kini" capaian(i; tahun) desimal 0
          kolom "Lalu" capaian(i; tahun - 1) desimal 0
          kolom "Beda" capaian(i; tahun) - capaian(i; tahun - 1) desimal 0
        }
        """
    checked(tmp_path, tables)
    out = tmp_path / "laporan"
    assert kinerja("lapor", str(tmp_path / "dinas"), "--tahun", "2023", "-o", str(out)).status == 0
    for form in ("md", "html", "json"):
        assert DIFFERENCE_REMARK in (out / f"laporan.{form}").read_text(encoding="utf-8"), form
    for form, part in (("docx", "word/document.xml"), ("xlsx", "xl/sharedStrings.xml")):
        with ZipFile(out / f"laporan.{form}") as packed:
            assert DIFFERENCE_REMARK in packed.read(part).decode(), form

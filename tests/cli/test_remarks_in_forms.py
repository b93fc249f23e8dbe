"""What is said of figures of a table stands beneath it in every form of a report."""

import json
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
    folder = reported(kinerja, tmp_path, tables)
    assert [form for form, text in printed(folder).items() if DIFFERENCE_REMARK not in text] == []


def test_what_to_write_is_told_on_the_screen_and_in_no_printed_form(kinerja: Kinerja, tmp_path: Path) -> None:
    tables = """
        tabel t "T" {
          nomor   "9.1"
          untuk   indikator i yang i.id = "tidak_ada"
          kolom   "N" i.nama
          kosong  "Belum ada yang demikian." saran "tulis `resep_kosong`"
          catatan "Dicatat begitu." saran "tulis `resep_catatan`"
        }
        """
    folder = reported(kinerja, tmp_path, tables)
    facts = ("Belum ada yang demikian.", "Dicatat begitu.")
    remedies = ("resep_kosong", "resep_catatan")
    for form, text in printed(folder).items():
        assert all(fact in text for fact in facts), form
        assert form == "json" or not any(remedy in text for remedy in remedies), form
    table = next(t for t in json.loads((folder / "laporan.json").read_text("utf-8"))["tabel"] if t["nomor"] == "9.1")
    assert table["saran"] == [f"tulis `{remedy}`" for remedy in remedies]
    screen = kinerja("lapor", str(tmp_path / "dinas"), "--tahun", "2023", "--tabel", "9.1").out
    assert all(f"Saran: tulis `{remedy}`" in screen for remedy in remedies)


def test_a_report_without_tables_prints_that_and_tells_its_maker_what_to_add(kinerja: Kinerja, tmp_path: Path) -> None:
    checked(tmp_path, "")
    folder = tmp_path / "laporan"
    ran = kinerja("lapor", str(tmp_path / "dinas"), "--tahun", "2023", "-o", str(folder))
    assert "saran: tambahkan `pakai lkjip_permenpanrb_53_2014`" in " ".join(ran.err.split()).lower()
    for form, text in printed(folder).items():
        assert "Laporan ini tidak memuat tabel" in text, form
        assert "pakai lkjip_permenpanrb_53_2014" not in text, form


def reported(kinerja: Kinerja, tmp_path: Path, tables: str) -> Path:
    """The small plan with some tables, in every form."""
    checked(tmp_path, tables)
    folder = tmp_path / "laporan"
    assert kinerja("lapor", str(tmp_path / "dinas"), "--tahun", "2023", "-o", str(folder)).status == 0
    return folder


def printed(folder: Path) -> dict[str, str]:
    """What each form holds, those that can be read without drawing a page."""
    texts = {form: (folder / f"laporan.{form}").read_text(encoding="utf-8") for form in ("md", "html", "json")}
    for form, part in (("docx", "word/document.xml"), ("xlsx", "xl/sharedStrings.xml")):
        with ZipFile(folder / f"laporan.{form}") as packed:
            texts[form] = packed.read(part).decode().replace("\N{NO-BREAK SPACE}", " ")
    return texts

"""`kinerja lapor` with declared tables: on the screen, in Markdown and JSON, and where one of them is wrong."""

import json
from pathlib import Path

from cli_runner import Kinerja

TABLES = """
tabel satu "Capaian {tahun}" {
  nomor "3.2"
  untuk indikator i
  kolom "Indikator" i.nama
  kolom "Capaian" capaian(i; tahun)
  kolom "Realisasi 2024" realisasi(i; tahun - 1)
  sumber "Dinas"
}
tabel dua "Dua" { untuk sasaran s  kolom "Sasaran" s.nama }
"""
WRONG = 'tabel tiga "Tiga" { untuk indikator i  kolom "Nama" i.nma }\n'
HOSTILE = ("</script>", "=HYPERLINK(1)", "[tebal](x)", "| --- |", "::error::x", "*a* _b_ `c`")


def with_tables(plan: Path, text: str) -> Path:
    (plan / "tabel.kinerja").write_text(text, encoding="utf-8")
    return plan


def test_one_table_on_the_screen_by_number_or_id(kinerja: Kinerja, plan: Path) -> None:
    with_tables(plan, TABLES)
    shown = kinerja("lapor", "rencana", "--tahun", "2025", "--tabel", "3.2")
    assert shown.status == 0
    assert "Tabel 3.2 Capaian 2025" in shown.out
    assert "80,00 %" in shown.out
    assert "Sumber: Dinas" in shown.out
    assert "a) belum ada data" in shown.out
    assert kinerja("lapor", "rencana", "--tahun", "2025", "--tabel", "satu").out == shown.out
    assert "Tidak ada barisnya." in kinerja("lapor", "rencana", "--tahun", "2025", "--tabel", "dua").out


def test_a_table_that_is_not_there(kinerja: Kinerja, plan: Path) -> None:
    with_tables(plan, TABLES)
    shown = kinerja("lapor", "rencana", "--tahun", "2025", "--tabel", "9.9")
    assert shown.status == 2
    assert "tidak ada tabel `9.9`" in shown.err
    assert "3.2, dua" in shown.err


def test_one_table_is_shown_on_the_screen_only(kinerja: Kinerja, plan: Path) -> None:
    with_tables(plan, TABLES)
    for more in (("-o", "hasil"), ("--format", "json"), ("--dokumen", "pk")):
        shown = kinerja("lapor", "rencana", "--tahun", "2025", "--tabel", "3.2", *more)
        assert shown.status == 2, more
    assert not Path("hasil").exists()


def test_json_and_markdown_hold_all_tables(kinerja: Kinerja, plan: Path) -> None:
    with_tables(plan, TABLES)
    document = json.loads(kinerja("lapor", "rencana", "--tahun", "2025", "--format", "json").out)
    assert [(t["nomor"], t["id"], len(t["baris"])) for t in document["tabel"]] == [("3.2", "satu", 1), ("", "dua", 0)]
    name, figure, absent = document["tabel"][0]["baris"][0]
    assert name == {"tampil": "A"}
    assert figure == {"tampil": "80,00 %", "pecahan": "80", "desimal": "80", "satuan": "%", "jejak": "capaian(a; 2025)"}
    assert absent["kosong"] is True
    assert document["tabel"][0]["catatan"][absent["catatan"][0]].startswith("belum ada data")
    markdown = kinerja("lapor", "rencana", "--tahun", "2025", "--format", "md").out
    assert "### Tabel 3.2 Capaian 2025" in markdown
    assert "Tidak ada barisnya." in markdown


def test_a_wrong_table_is_told_and_the_report_is_made_with_the_others(kinerja: Kinerja, plan: Path) -> None:
    with_tables(plan, TABLES + WRONG)
    made = kinerja("lapor", "rencana", "--tahun", "2025", "-o", "hasil")
    assert made.status == 1
    document = json.loads(Path("hasil/laporan.json").read_text(encoding="utf-8"))
    assert [t["id"] for t in document["tabel"]] == ["satu", "dua"]
    assert [d["kode"] for d in document["diagnostik"]] == ["KR201"]
    checked = kinerja("periksa", "rencana")
    assert checked.status == 1
    assert "`nma` bukan bagian yang dikenal" in checked.out


def test_tables_follow_the_policy_not_a_document_that_is_asked_for(kinerja: Kinerja, plan: Path) -> None:
    with_tables(plan, TABLES + 'dokumen pk "PK" jenis perjanjian_kinerja { target {\n     2025\n  a  80 %\n} }\n')
    asked = ("lapor", "rencana", "--tahun", "2025", "--dokumen", "pk", "--format", "json")
    assert json.loads(kinerja(*asked).out)["tabel"] == []


def test_names_that_try_to_be_markup_stay_texts(kinerja: Kinerja, plan: Path) -> None:
    nodes = "".join(f'misi H{at} "{text}"\n' for at, text in enumerate(HOSTILE))
    with_tables(
        plan,
        nodes
        + 'tabel misi_daerah "Misi" { untuk misi m  kelompokkan "{m.nama}"  kolom "N" m.nama  kolom "J" m.jenis }\n',
    )
    markdown = kinerja("lapor", "rencana", "--tahun", "2025", "--format", "md").out
    rows = [line for line in markdown.partition("### Misi")[2].splitlines() if line.startswith("|")]
    assert all(line.replace("\\|", "").count("|") == 3 for line in rows)
    assert "</script>" not in markdown
    document = json.loads(kinerja("lapor", "rencana", "--tahun", "2025", "--format", "json").out)
    assert HOSTILE[0] in [row[0]["tampil"] for row in document["tabel"][0]["baris"]]

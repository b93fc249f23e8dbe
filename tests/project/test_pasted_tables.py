"""Tables of reports: where they stand in what was pasted, what their columns say, which rows carry figures."""

import io
import time
from collections.abc import Sequence

import pytest
import xlsxwriter
from documents import cell, document, paragraph, table
from hypothesis import given
from hypothesis import strategies as st
from workbooks import Book, Sheet, number, text, zipped

from kinerja_rules.project.pasted import Figure, PastedTable, SourceTable, read_tables, recognise
from kinerja_rules.project.sheets import ProblemKind, SheetProblem


def sources(data: str | bytes, name: str = "tempelan", sheet: str | None = None) -> tuple[SourceTable, ...]:
    found = read_tables(data.encode() if isinstance(data, str) else data, name, sheet)
    good = tuple(f for f in found if isinstance(f, SourceTable))
    assert len(good) == len(found), found
    return good


def recognised(data: str | bytes, name: str = "tempelan", sheet: str | None = None) -> list[PastedTable]:
    out = []
    for source in sources(data, name, sheet):
        read = recognise(source)
        assert isinstance(read, PastedTable), read
        out.append(read)
    return out


def refused(data: str | bytes, name: str = "tempelan", sheet: str | None = None) -> SheetProblem:
    (problem,) = read_tables(data.encode() if isinstance(data, str) else data, name, sheet)
    assert isinstance(problem, SheetProblem), problem
    assert problem.remedy
    assert "\n" not in problem.message
    assert problem.message[:1].islower() or problem.message.startswith("`")
    return problem


def roles(table: PastedTable) -> list[tuple[str, int | None]]:
    values = [c for g in table.groups for c in g.values]
    return [(c.role, c.meaning.period.year if c.meaning.period else None) for c in values]


def texts(table: PastedTable, heading: str) -> list[str | None]:
    column = next(c for c in table.columns if c.heading == heading)
    return [row.texts.get(column.index) for row in table.rows]


def tsv(*rows: Sequence[str]) -> str:
    return "\n".join("\t".join(row) for row in rows) + "\n"


HEADS = ("No", "Indikator Kinerja", "Target", "Realisasi", "Capaian")


# ---- headings ---------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("heading", "role", "year"),
    [
        ("Target", "target", None),
        ("Target 2022", "target", 2022),
        ("Realisasi Kinerja Tahun 2022", "realisasi", 2022),
        ("% Capaian", "capaian", None),
        ("Capaian (%)", "capaian", None),
        ("CAPAIAN KINERJA", "capaian", None),
        ("Rata-rata Capaian Kinerja", "capaian", None),
        ("Pagu", "pagu", None),
        ("Anggaran (Rp)", "pagu", None),
        ("Pagu Anggaran 2022", "pagu", 2022),
        ("Realisasi Anggaran", "realisasi_anggaran", None),
        ("Realisasi (Rp)", "realisasi_anggaran", None),
        ("Serapan", "capaian_anggaran", None),
        ("Kategori", "kategori", None),
        ("Predikat", "kategori", None),
        ("Tingkat Kemajuan", "kemajuan", None),
        ("Efisiensi", "efisiensi", None),
        ("Target Akhir Renstra", "akhir", None),
        ("Target Akhir Rencana Strategis", "akhir", None),
        ("Realisasi Nasional", "pembanding", None),
        ("Realisasi Provinsi Jawa Timur", "pembanding", None),
        ("Menunjang / Tidak Menunjang", "menunjang", None),
        ("2022", "periode", 2022),
        ("Target Kinerja: 2022", "target", 2022),
        ("Tahun 2022: Capaian (%)", "capaian", 2022),
        ("Jumlah Indikator Sasaran", "banyak_indikator", None),
    ],
)
def test_a_heading_is_known_by_its_words(heading: str, role: str, year: int | None) -> None:
    (table,) = recognised(tsv(("No", "Indikator Kinerja", heading), ("1", "Tingkat X", "93,80 %")))
    assert roles(table) == [(role, year)]


@pytest.mark.parametrize(
    ("above", "below", "expected"),
    [
        (("Tahun 2022", "", ""), ("Target", "Realisasi", "Capaian"), ["target", "realisasi", "capaian"]),
        (
            ("Anggaran", "", ""),
            ("Anggaran", "Realisasi", "Capaian"),
            ["pagu", "realisasi_anggaran", "capaian_anggaran"],
        ),
        (("Keuangan", "", ""), ("Target", "Realisasi", "%"), ["pagu", "realisasi_anggaran", "capaian_anggaran"]),
        (("Indikator Kinerja", "", ""), ("Target", "Realisasi", "%"), ["target", "realisasi", "capaian"]),
        (("Target", "", "Realisasi"), ("K", "Rp", "K"), ["target", "pagu", "realisasi"]),
        (("Realisasi Nasional", "", "2022"), ("Nilai", "Capaian", "Target"), ["pembanding", "capaian", "target"]),
    ],
)
def test_headings_over_headings(above: Sequence[str], below: Sequence[str], expected: list[str]) -> None:
    rows = (("No", "Indikator", *above), ("", "", *below), ("1", "Tingkat X", "1", "2", "3"))
    (found,) = recognised(tsv(*rows))
    assert [role for role, _ in roles(found)] == expected


def test_three_rows_of_headings_and_unknown_groups() -> None:
    rows = (
        ("No", "Sasaran Strategis", "Rata-rata Capaian", "Tingkat Pencapaian", "", "", ""),
        ("", "", "", "Sangat Baik", "", "Baik", ""),
        ("", "", "", "Jml", "%", "Jml", "%"),
        ("1", "Meningkatnya X", "100,02 %", "1", "100,02", "", ""),
    )
    (found,) = recognised(tsv(*rows))
    assert roles(found) == [("capaian", None)]
    assert len(found.left_out) == 4
    assert len(found.rows) == 1


def test_two_tables_side_by_side() -> None:
    rows = (
        ("Tujuan / Sasaran", "Indikator Kinerja", "Capaian", "Program / Kegiatan", "Indikator Kinerja", "Capaian"),
        ("S", "A", "100 %", "P", "B", "90 %"),
    )
    (found,) = recognised(tsv(*rows))
    assert [(len(g.labels), len(g.values)) for g in found.groups] == [(2, 1), (2, 1)]


def test_a_label_over_several_columns() -> None:
    rows = (
        ("Kegiatan / Sub Kegiatan", "", "", "Anggaran"),
        ("1", "", "K satu", "Rp. 1.000"),
        ("", "1.1", "S satu", "Rp. 900"),
    )
    (found,) = recognised(tsv(*rows))
    assert texts(found, "Kegiatan / Sub Kegiatan") == ["K satu", "S satu"]


def test_numbering_repeated_headings_and_feet_are_no_rows() -> None:
    rows = (
        HEADS,
        ("(1)", "(2)", "(3)", "(4)", "(5)"),
        ("1", "A", "1", "2", "200 %"),
        HEADS,
        ("(1)", "(2)", "(3)", "(4)", "(5)"),
        ("2", "B", "1", "2", "200 %"),
        ("Sumber : LKPJ", "", "", "", ""),
    )
    (found,) = recognised(tsv(*rows))
    assert texts(found, "Indikator Kinerja") == ["A", "B"]


# ---- text -------------------------------------------------------------------------------------------------------
def test_the_title_gives_number_and_year() -> None:
    (found,) = recognised(
        "Uraian pendek\n\nTabel 3.2 Capaian Tahun 2022\n\n" + tsv(HEADS, ("1", "A", "1", "2", "200 %"))
    )
    assert (found.number, found.title, found.year) == ("Tabel 3.2", "Tabel 3.2 Capaian Tahun 2022", 2022)


def test_a_title_on_two_lines_in_bold() -> None:
    (found,) = recognised("**Tabel 4.1.\nTingkat Keberhasilan**\n\n" + tsv(HEADS, ("1", "A", "1", "2", "200 %")))
    assert (found.number, found.title) == ("Tabel 4.1", "Tabel 4.1. Tingkat Keberhasilan")


def test_a_table_goes_on_after_the_foot_of_a_page() -> None:
    first, second = tsv(HEADS, ("1", "A", "1", "2", "200 %")), tsv(("2", "B", "1", "2", "200 %"))
    (found,) = recognised(f"{first}\n\nLKjIP DINAS X 2022\n\n{second}")
    assert texts(found, "Indikator Kinerja") == ["A", "B"]


def test_a_source_ends_a_table() -> None:
    one = tsv(HEADS, ("1", "A", "1", "2", "200 %"))
    assert len(recognised(f"{one}\nSumber : LKPJ\n\n{one}")) == 2


def test_wrapped_texts_are_put_together() -> None:
    rows = (
        ("No", "Indikator", "Capaian", "Analisis"),
        ("1", "A", "100 %", "calon peserta yang"),
        ("", "", "", "sesuai"),
    )
    (found,) = recognised(tsv(*rows))
    assert texts(found, "Analisis") == ["calon peserta yang sesuai"]


def test_a_line_end_inside_a_cell_is_mended() -> None:
    broken = "No\tIndikator\tTarget\tRealisasi\n1\tTingkat\nKesempatan Kerja\t93,80 %\t93,821 %\n2\tB\t1 %\t2 %\n"
    (found,) = recognised(broken)
    assert texts(found, "Indikator") == ["Tingkat Kesempatan Kerja", "B"]


def test_quoted_cells_of_a_spreadsheet_over_several_lines() -> None:
    (found,) = recognised('No\tIndikator\tTarget\n1\t"Tingkat\nKesempatan ""Kerja"""\t93,80 %\n')
    assert texts(found, "Indikator") == ['Tingkat Kesempatan "Kerja"']


def test_markdown() -> None:
    marked = "| No | Indikator | Target 2022 |\n|---:|:---|---|\n| 1 | A \\| B\\_c &lt;d | 93,80 % |\n"
    (found,) = recognised(marked, "tabel.md")
    assert texts(found, "Indikator") == ["A | B_c <d"]
    assert roles(found) == [("target", 2022)]


@pytest.mark.parametrize("data", ["No;Indikator;Target\n1;A;93,80 %\n", 'No,Indikator,Target\n1,A,"93,80 %"\n'])
def test_csv(data: str) -> None:
    (found,) = recognised(data, "tabel.csv")
    assert texts(found, "Target") == ["93,80 %"]


def test_unicode_text_of_a_spreadsheet() -> None:
    (found,) = recognised(tsv(HEADS, ("1", "A", "1", "2", "200 %")).encode("utf-16"), "tabel.txt")
    assert len(found.rows) == 1


# ---- workbooks and documents ------------------------------------------------------------------------------------
def book(*names: str) -> bytes:
    cells = (
        text("A1", "Tabel 3.2 Capaian Tahun 2022"),
        text("A2", "Indikator"),
        text("B2", "Target"),
        text("C2", "Realisasi (%)"),
        text("A3", "A"),
        number("B3", "0.938", "0.00%"),
        number("C3", "93.820999999999998"),
    )
    return Book(tuple(Sheet(name, cells) for name in names)).packed()


def test_a_stored_number_is_what_its_cell_shows() -> None:
    (found,) = recognised(book("Realisasi"), "tabel.xlsx")
    assert (found.year, found.number) == (2022, "Tabel 3.2")
    prints = [p for p in found.rows[0].prints.values() if isinstance(p, Figure)]
    assert [(p.print, p.unit) for p in prints] == [("93,80 %", "%"), ("93,821", None)]


def test_each_visible_sheet_is_a_table_and_one_may_be_named() -> None:
    assert len(recognised(book("TW I", "TW II"), "tabel.xlsx")) == 2
    assert [t.place for t in recognised(book("TW I", "TW II"), "tabel.xlsx", "TW II")] == ["lembar TW II"]
    assert refused(book("TW I", "TW II"), "tabel.xlsx", "TW III").kind is ProblemKind.LEMBAR


WORD = table(
    [
        [cell("Sasaran", vertical="restart"), cell("Indikator", vertical="restart"), cell("Tahun 2022", span=2)],
        [cell("", vertical="x"), cell("", vertical="x"), "Target", "Realisasi"],
        [cell("S1", vertical="restart"), "A", "93,80 %", "94 %"],
        [cell("", vertical="x"), "B", "80 %", cell("90 %")],
    ]
)


def test_a_table_of_a_document() -> None:
    data = document(paragraph("Tabel 3.2 Capaian Kinerja"), WORD, paragraph("Sumber: LKPJ"))
    (found,) = recognised(data, "lkjip.docx")
    assert found.number == "Tabel 3.2"
    assert roles(found) == [("target", 2022), ("realisasi", 2022)]
    assert texts(found, "Sasaran") == ["S1", None]
    assert [dict(row.merged) for row in found.rows] == [{}, {1: "S1"}]


def test_several_tables_and_one_inside_another() -> None:
    inner = table([["Indikator", "Target 2022"], ["X", "1 %"]])
    outer = table([["Uraian", "Target 2021"], ["Y", "2 %"], [f"<w:tc>{inner}{paragraph('')}</w:tc>", ""]])
    found = sources(document(WORD, outer), "lkjip.docx")
    assert len(found) == 3


def test_deleted_text_is_not_read_and_inserted_text_is() -> None:
    changed = (
        "<w:tc><w:p><w:del><w:r><w:t>90 %</w:t></w:r></w:del><w:ins><w:r><w:t>93,80 %</w:t></w:r></w:ins></w:p></w:tc>"
    )
    (found,) = recognised(document(table([["Indikator", "Target 2022"], ["A", changed]])), "lkjip.docx")
    assert texts(found, "Target 2022") == ["93,80 %"]


def test_a_raised_mark_is_no_digit_of_the_figure_before_it() -> None:
    """The 1 of a footnote behind 93,80 makes no 93,801; behind a letter it stays what it is."""
    raised = "<w:r><w:rPr><w:vertAlign w:val='superscript'/></w:rPr><w:t>{}</w:t></w:r>"
    figure = f"<w:tc><w:p><w:r><w:t>93,80</w:t></w:r>{raised.format(1)}</w:p></w:tc>"
    area = f"<w:tc><w:p><w:r><w:t>5 m</w:t></w:r>{raised.format(2)}<w:r><w:t> x</w:t></w:r></w:p></w:tc>"
    (found,) = recognised(document(table([["Indikator", "Target 2022"], ["A", figure], ["B", area]])), "lkjip.docx")
    assert texts(found, "Target 2022") == ["93,80¹", "5 m2 x"]
    of_figure = found.rows[0].prints[2]
    assert isinstance(of_figure, Figure)
    assert of_figure.reading.numeral == "93,80"


def test_a_raised_mark_in_a_workbook_is_no_digit_either() -> None:
    made = io.BytesIO()
    workbook = xlsxwriter.Workbook(made, {"in_memory": True})
    sheet, above = workbook.add_worksheet("T"), workbook.add_format({"font_script": 1})
    sheet.write_row(0, 0, ["Indikator", "Target 2022"])
    sheet.write_string(1, 0, "A")
    sheet.write_rich_string(1, 1, "93,8", "0", above, "1", workbook.add_format({"bold": True}))
    workbook.close()
    (found,) = recognised(made.getvalue(), "t.xlsx")
    assert texts(found, "Target 2022") == ["93,80¹"]


def test_a_closing_row_may_be_named_under_the_numbers() -> None:
    pasted = b"No\tIndikator\tTarget 2022\n1\tA\t80\nRata-rata\t\t81\n2\tB\t82\n"
    (found,) = recognised(pasted, "tabel.txt")
    assert texts(found, "Indikator") == ["A", "Rata-rata", "B"]


# ---- what is refused ----------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("data", "name", "words"),
    [
        (b"", "tabel.txt", "kosong"),
        (b"   \n", "tabel.txt", "kosong"),
        (b"hanya kalimat tanpa kolom\n", "tabel.txt", "tidak memuat tabel"),
        (b"%PDF-1.7 ...", "lkjip.pdf", "PDF"),
        (b"\x89PNG\r\n\x1a\n\0\0", "tabel.png", "bukan .xlsx"),
        (b"\0\1\2\3", "tabel.txt", "bukan"),
        (b"a\tb\n\x01\x02\x03\n", "tabel.txt", "bukan berkas teks"),
        ("Indikator\tTarget\nSatuan \u2013\t1".encode("cp1252"), "tabel.txt", "UTF-8"),
        (b"\xff\xfea\0\n\0\0\xd8", "tabel.txt", "UTF-16"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "lama.docx", "Word lama"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "lama.xlsx", "Excel lama"),
        (b"bukan zip", "tabel.docx", "bukan dokumen Word"),
        (b"PK\x03\x04", "tabel.docx", "rusak"),
    ],
)
def test_what_is_no_table_is_refused_in_words(data: bytes, name: str, words: str) -> None:
    assert words in refused(data, name).message


def test_a_document_called_otherwise() -> None:
    assert "sebenarnya dokumen Word" in refused(document(WORD), "tabel.txt").message
    assert "berbentuk dokumen Word" in refused(document(WORD), "tabel.xlsx").message
    assert "berbentuk buku kerja Excel" in refused(book("A"), "tabel.docx").message
    assert len(sources(document(WORD), "tempelan")) == 1  # piped in, a document is known by what it holds


def test_a_document_without_tables() -> None:
    assert "tidak memuat tabel" in refused(document(paragraph("teks")), "lkjip.docx").message


def test_a_document_may_declare_nothing() -> None:
    bomb = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'
    problem = refused(document(WORD, before=bomb), "lkjip.docx")
    assert problem.kind is ProblemKind.XML_TERLARANG
    assert "pengolah kata" in problem.message
    outside = '<!DOCTYPE x SYSTEM "file:///etc/passwd">'
    assert refused(document(WORD, before=outside), "lkjip.docx").kind is ProblemKind.XML_TERLARANG


def test_a_document_that_expands_is_not_opened() -> None:
    started = time.monotonic()
    data = zipped({"[Content_Types].xml": "", "word/document.xml": b" " * 60_000_000})
    assert refused(data, "lkjip.docx").kind is ProblemKind.BERKAS_TERLALU_BESAR
    assert time.monotonic() - started < 5


@pytest.mark.parametrize("value", ["0", "-1", "99999999999", "x", "16385"])
def test_a_cell_of_impossible_width(value: str) -> None:
    wide = f'<w:tc><w:tcPr><w:gridSpan w:val="{value}"/></w:tcPr>{paragraph("A")}</w:tc>'
    assert refused(document(table([[wide]])), "lkjip.docx").kind is ProblemKind.BERKAS_RUSAK


def test_a_document_with_macros() -> None:
    parts = {"[Content_Types].xml": "", "word/document.xml": "", "word/vbaProject.bin": b"x"}
    assert refused(zipped(parts), "lkjip.docx").kind is ProblemKind.MAKRO


@given(st.lists(st.lists(st.text(max_size=12), max_size=6), max_size=8))
def test_any_pasted_cells_are_read_or_refused(rows: list[list[str]]) -> None:
    found = read_tables(tsv(*rows).encode("utf-8", "replace"), "tempelan")
    for source in found:
        if isinstance(source, SourceTable):
            recognise(source)


@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    for name in ("tempelan", "a.txt", "a.csv", "a.docx", "a.xlsx"):
        for source in read_tables(data, name):
            if isinstance(source, SourceTable):
                recognise(source)

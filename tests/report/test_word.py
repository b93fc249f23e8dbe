"""Word documents: what Word finds in them, and what is said of a template that cannot be used."""

from io import BytesIO
from zipfile import ZipFile

import docx
import pytest
from docx.enum.section import WD_ORIENT
from docx.opc.packuri import PackURI
from docx.opc.part import Part

from kinerja_rules.report.book import Book, Chapter
from kinerja_rules.report.column_widths import column_widths, stands_wide
from kinerja_rules.report.grid import Grid, GridCell, GridColumn
from kinerja_rules.report.text import clean
from kinerja_rules.report.word import TemplateError, check_template, render_docx, too_wide
from tests.report.books import BOOK, HOSTILE, HOSTILE_BOOK

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def opened(book: Book = BOOK, template: bytes | None = None) -> "docx.document.Document":
    return docx.Document(BytesIO(render_docx(book, template)))


def test_a_table_has_the_cells_of_the_grid_under_two_heading_rows_that_repeat() -> None:
    table = opened().tables[0]
    texts = [[cell.text for cell in row.cells] for row in table.rows]
    assert texts[0] == ["No", "Indikator", "Tahun 2022", "Tahun 2022", "Tahun 2022"]
    assert texts[1] == ["No", "Indikator", "Target", "Realisasi", "Capaian"]
    assert texts[2] == ["Meningkatnya penyerapan tenaga kerja"] * 5
    assert texts[3] == ["1", "Tingkat Kesempatan Kerja", "93,80 %", "93,821 %", "100,02 %"]
    assert texts[4][3] == "-a", "the mark of the footnote stands beside the dash"
    heads = [row._tr.find(f"{W}trPr/{W}tblHeader") is not None for row in table.rows]
    assert heads == [True, True, False, False, False]


def test_numbers_stand_to_the_right_and_names_to_the_left() -> None:
    row = opened().tables[0].rows[3]
    sides = [cell.paragraphs[0]._p.find(f"{W}pPr/{W}jc").get(f"{W}val") for cell in row.cells]
    assert sides == ["right", "left", "right", "right", "right"]


def test_a_grade_stands_in_its_column_as_the_numbers_do() -> None:
    columns = (GridColumn("Indikator"), GridColumn("Realisasi", numeric=True))
    rows = ((GridCell("Nilai"), GridCell("81,33", numeric=True)), (GridCell("Predikat"), GridCell("BB")))
    book = Book("Judul", "Instansi", (), (Chapter("Bab", (Grid("t", "1", "Tabel", columns, rows),)),))
    sides = [row.cells[1].paragraphs[0]._p.find(f"{W}pPr/{W}jc").get(f"{W}val") for row in opened(book).tables[0].rows]
    assert sides == ["center", "right", "right"]


def test_nothing_is_told_of_the_file_that_was_begun_with() -> None:
    begun = docx.Document()
    begun.core_properties.title = "Gaya"
    raw = BytesIO()
    begun.save(raw)
    for template in (None, raw.getvalue()):
        with ZipFile(BytesIO(render_docx(BOOK, template))) as file:
            assert [name for name in file.namelist() if name.startswith("docProps/")] == ["docProps/core.xml"]
            core = file.read("docProps/core.xml").decode()
            everything = b"".join(file.read(name) for name in file.namelist())
        assert "created" not in core
        assert "modified>" not in core
        assert b"Macintosh" not in everything


def test_a_caption_is_counted_by_word_and_referred_to_by_its_bookmark() -> None:
    body = opened().element.body
    fields = [found.text.strip() for found in body.iter(f"{W}instrText")]
    assert "SEQ Tabel_3 \\* ARABIC \\r 2" in fields, "3.2 is the first of its series here"
    assert "SEQ Tabel_3 \\* ARABIC \\r 9" in fields
    marks = [found.get(f"{W}name") for found in body.iter(f"{W}bookmarkStart")]
    for mark in marks:
        assert f"REF {mark} \\h" in fields
        assert f"PAGEREF {mark} \\h" in fields
    captions = [p.text for p in opened().paragraphs if p.style.name == "Caption"]
    assert captions == ["Tabel 3.2 Capaian kinerja 2022", "Tabel 3.9 Anggaran"]


def test_a_series_that_counts_on_is_not_restarted() -> None:
    grids = tuple(Grid(str(n), f"2.{n}", "x", (GridColumn("a"),), ()) for n in (1, 2, 3))
    body = opened(Book("t", "a", (), (Chapter("Bab II", grids),))).element.body
    fields = [found.text.strip() for found in body.iter(f"{W}instrText")]
    assert [f for f in fields if f.startswith("SEQ Tabel")] == ["SEQ Tabel_2 \\* ARABIC"] * 3


def test_source_and_footnotes_stand_beneath_the_table() -> None:
    texts = [p.text for p in opened().paragraphs]
    assert "Sumber: LKPJ 2022" in texts
    assert "a Realisasi belum ada datanya." in texts


WIDE = Grid(
    "w", "1.1", "lebar", tuple(GridColumn("Realisasi", numeric=True) for _ in range(12)),
    (tuple(GridCell("Rp 1.429.098.490", numeric=True) for _ in range(12)),),
)  # fmt: skip
NARROW = Grid("n", "1.2", "sempit", (GridColumn("a"),), ())


def test_a_wide_table_stands_on_a_page_turned_on_its_side_and_the_next_one_does_not() -> None:
    sections = opened(Book("t", "a", (), (Chapter("Bab I", (WIDE, NARROW)),))).sections
    assert [s.orientation for s in sections] == [WD_ORIENT.PORTRAIT, WD_ORIENT.LANDSCAPE, WD_ORIENT.PORTRAIT]
    assert sections[1].page_width > sections[1].page_height


def test_a_chapter_heading_stands_on_the_page_of_its_first_table_and_nothing_follows_the_last() -> None:
    body = opened(Book("t", "a", (), (Chapter("Bab I", (NARROW,)), Chapter("Bab II", (WIDE,))))).element.body
    headings = [p for p in body.iter(f"{W}p") if "Bab I" in "".join(p.itertext())]
    breaks = [p for p in body.iter(f"{W}p") if p.find(f"{W}pPr/{W}sectPr") is not None]
    order = list(body)
    assert [p.find(f"{W}pPr/{W}pageBreakBefore") is not None for p in headings] == [True, False]
    assert order.index(breaks[-1]) == order.index(headings[1]) - 1
    assert len(breaks) == 1


def test_long_prose_makes_a_table_stand_wide_and_long_units_do_not_take_the_room() -> None:
    prose = GridCell("kata " * 80)
    tall = Grid("p", "1.1", "x", tuple(GridColumn("Analisis") for _ in range(5)), (((prose,) * 5),))
    assert stands_wide(tall, 9_400)
    assert not stands_wide(NARROW, 9_400)
    unit = GridCell("62,50 per 100.000 kelahiran hidup", numeric=True)
    rates = Grid(
        "r",
        "1.1",
        "x",
        (GridColumn("Indikator"), *(GridColumn("T", numeric=True),) * 5),
        ((GridCell("a b"), *(unit,) * 5),),
    )
    assert not stands_wide(rates, 9_400)


def test_one_tall_cell_does_not_take_the_room_of_a_column_with_many() -> None:
    columns = (GridColumn("Program"), GridColumn("Indikator"), GridColumn("Target", numeric=True))
    tall, middle, short, figure = GridCell("kata " * 30), GridCell("kata " * 14), GridCell("kata"), GridCell("85 %")
    one = column_widths(Grid("a", "1.1", "x", columns, ((tall, short, figure),)), 9_360)
    many = column_widths(
        Grid("b", "1.1", "x", columns, ((tall, short, figure), *((short, middle, figure),) * 9)), 9_360
    )
    assert all(9_360 - 3 < sum(widths) <= 9_360 for widths in (one, many))
    assert one[0] > one[1]
    assert many[1] > many[0], "nine rows grow less than one does"
    assert one[2] == many[2], "figures keep their line"


def test_a_table_is_as_wide_as_its_page() -> None:
    document = opened()
    section = document.sections[0]
    room = (section.page_width - section.left_margin - section.right_margin) / 635
    for table in document.tables:
        columns = [int(found.get(f"{W}w")) for found in table._tbl.iter(f"{W}gridCol")]
        assert room - len(columns) <= sum(columns) <= room
        assert all(column > 0 for column in columns)


def test_a_table_of_more_columns_than_word_opens_is_told_in_its_place() -> None:
    def grid(columns: int) -> Grid:
        heads = tuple(GridColumn(f"K{at}") for at in range(columns))
        return Grid(f"t{columns}", f"1.{columns}", "Lebar", heads, (tuple(GridCell("x") for _ in heads),))

    document = opened(Book("t", "a", (), (Chapter("Bab", (grid(63), grid(64))),)))
    assert [len(table.columns) for table in document.tables] == [63]
    told = [p.text for p in document.paragraphs if "kolomnya 64, sedangkan Word memuat paling banyak 63" in p.text]
    assert len(told) == 1
    assert [too_wide(grid(63)), too_wide(grid(64))] == [None, told[0]]


def test_the_same_report_has_the_same_bytes() -> None:
    assert render_docx(BOOK) == render_docx(BOOK)


def test_texts_from_files_are_text() -> None:
    document = opened(HOSTILE_BOOK)
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    for mark in HOSTILE:
        assert clean(mark) in cells
    assert "\x1b" not in document.element.xml


def test_a_template_gives_its_styles_and_loses_its_text() -> None:
    template = docx.Document()
    template.add_paragraph("Rahasia lama")
    template.styles["Heading 1"].font.name = "Georgia"
    template.styles.add_style("Kinerja Sel", 1).font.name = "Courier New"
    for name in ("Caption", "Title", "Subtitle"):
        assert name in [s.name for s in template.styles]
    raw = BytesIO()
    template.save(raw)
    document = opened(BOOK, raw.getvalue())
    assert "Rahasia lama" not in "".join(p.text for p in document.paragraphs)
    assert document.styles["Heading 1"].font.name == "Georgia"
    assert document.styles["Kinerja Sel"].font.name == "Courier New"


def test_a_report_is_a_template_for_the_next_one() -> None:
    first = render_docx(BOOK)
    assert [p.text for p in opened(BOOK, first).paragraphs] == [p.text for p in opened().paragraphs]


def lacking_styles(*names: str) -> bytes:
    template = docx.Document()
    for name in names:
        template.styles[name].delete()
    raw = BytesIO()
    template.save(raw)
    return raw.getvalue()


def with_part(name: str, content: bytes, template: bytes | None = None) -> bytes:
    """A Word file of which one part is another, or which has one more."""
    raw = BytesIO()
    with ZipFile(BytesIO(template or render_docx(BOOK))) as whole, ZipFile(raw, "w") as changed:
        for entry in dict.fromkeys((*whole.namelist(), name)):
            changed.writestr(entry, content if entry == name else whole.read(entry))
    return raw.getvalue()


def damaged(name: str) -> bytes:
    """A Word file of which one part cannot be unpacked."""
    data = bytearray(render_docx(BOOK))
    with ZipFile(BytesIO(data)) as whole:
        start = whole.getinfo(name).header_offset + 30 + len(name)
    for at in range(start, start + 40):
        data[at] ^= 0xFF
    return bytes(data)


DOCUMENT = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"


def with_kind(kind: bytes) -> bytes:
    """A Word file that says it is of another kind."""
    with ZipFile(BytesIO(render_docx(BOOK))) as whole:
        kinds = whole.read("[Content_Types].xml")
    assert DOCUMENT in kinds
    return with_part("[Content_Types].xml", kinds.replace(DOCUMENT, kind))


def test_a_template_of_word_is_used_like_a_document() -> None:
    template = with_kind(DOCUMENT.replace(b"document.main", b"template.main"))
    written = render_docx(BOOK, template)
    assert [p.text for p in docx.Document(BytesIO(written)).paragraphs] == [p.text for p in opened().paragraphs]


def test_all_styles_that_a_template_lacks_are_named_at_once() -> None:
    with pytest.raises(TemplateError, match=r"tidak punya gaya Judul 1 \(Heading 1\), Keterangan \(Caption\)"):
        render_docx(BOOK, lacking_styles("Heading 1", "Caption", "Title"))


def renamed(names: dict[str, str]) -> bytes:
    """A template whose styles bear other names."""
    document = docx.Document(BytesIO(render_docx(BOOK)))
    for old, new in names.items():
        style = document.styles[old].element
        style.find(f"{W}name").set(f"{W}val", new)
    raw = BytesIO()
    document.save(raw)
    return raw.getvalue()


def test_what_to_do_about_styles_is_said_for_each_that_is_lacking() -> None:
    for names, words in (
        (("Heading 1", "Caption"), ("Beranda > Gaya", "Referensi > Sisipkan Keterangan")),
        (("Heading 1",), ("Beranda > Gaya",)),
        (("Caption",), ("Referensi > Sisipkan Keterangan",)),
    ):
        with pytest.raises(TemplateError) as told:
            check_template(lacking_styles(*names))
        assert [w for w in ("Beranda > Gaya", "Referensi > Sisipkan Keterangan") if w in told.value.remedy] == [*words]


def test_styles_are_known_by_their_indonesian_names_too() -> None:
    template = renamed({"Heading 1": "Judul 1", "Caption": "keterangan", "Title": "Judul", "Subtitle": "Subjudul"})
    assert check_template(template) == ()
    written = opened(BOOK, template).paragraphs
    assert [written[0].style.name, written[1].style.name] == ["Judul", "Subjudul"]
    assert {p.style.name for p in written if p.text.startswith("Tabel 3.")} >= {"keterangan"}
    assert "Judul 1" in {p.style.name for p in written}


def test_a_style_of_characters_is_none_for_a_paragraph() -> None:
    document = docx.Document(BytesIO(renamed({"Caption": "Lain"})))
    document.styles.add_style("Keterangan", docx.enum.style.WD_STYLE_TYPE.CHARACTER)
    raw = BytesIO()
    document.save(raw)
    with pytest.raises(TemplateError, match=r"tidak punya gaya Keterangan \(Caption\)'"):
        check_template(raw.getvalue())


def test_what_a_template_may_lack_is_said_and_another_style_used() -> None:
    template = lacking_styles("Title", "Subtitle")
    assert check_template(template) == (
        "berkas gaya itu tidak punya gaya Judul (Title); dipakai Judul 1 (Heading 1)",
        "berkas gaya itu tidak punya gaya Subjudul (Subtitle); dipakai Normal",
    )
    first, second, *_ = opened(BOOK, template).paragraphs
    assert (first.style.name, second.style.name) == ("Heading 1", "Normal")
    assert check_template(render_docx(BOOK)) == ()


@pytest.mark.parametrize(
    ("template", "said"),
    [
        (b"", "bukan dokumen Word"),
        (b"PK\x03\x04rusak", "rusak atau terpotong"),
        (b"\xd0\xcf\x11\xe0" + bytes(600), "dokumen Word lama (.doc) atau dikunci dengan sandi"),
        (with_kind(b"application/vnd.ms-word.document.macroEnabled.main+xml"), "memuat makro"),
        (with_part("word/document.xml", b"<w:document"), "rusak"),
        (with_part("word/styles.xml", b"\x00\x01"), "rusak"),
        (with_part("word/styles.xml", b"<x/>"), "rusak"),
        (with_part("docProps/core.xml", b"<x/>"), "rusak"),
        (
            with_part(
                "word/document.xml",
                b'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"/>',
            ),
            "rusak",
        ),
        (damaged("word/styles.xml"), "rusak"),
        (with_part("word/styles.xml", b'<!DOCTYPE x [<!ENTITY a "b">]><a/>'), "DOCTYPE"),
    ],
)
def test_a_template_that_is_no_word_file_is_told_so(template: bytes, said: str) -> None:
    with pytest.raises(TemplateError) as told:
        render_docx(BOOK, template)
    assert said in told.value.message
    assert told.value.remedy


@pytest.mark.parametrize(
    "name", ["word/theme/theme1.xml", "word/_rels/document.xml.rels", "docProps/app.xml", "customXml/item1.xml"]
)
@pytest.mark.parametrize(
    "content", [b"xx", b"", b"<a><b></a>", b"<x:a/>", b'<?xml version="1.0" encoding="kuno"?><a/>']
)
def test_every_part_of_a_template_must_be_readable_and_is_named(name: str, content: bytes) -> None:
    with pytest.raises(TemplateError) as told:
        render_docx(BOOK, with_part(name, content))
    assert told.value.message == f"berkas gaya itu rusak: bagian di dalamnya tidak terbaca: `{name}`"
    assert "simpan ulang sebagai .docx" in told.value.remedy


def test_many_damaged_parts_are_named_at_once_and_counted() -> None:
    template = render_docx(BOOK)
    for name in ("word/theme/theme1.xml", "word/settings.xml", "word/styles.xml", "docProps/app.xml"):
        template = with_part(name, b"xx", template)
    with pytest.raises(TemplateError) as told:
        check_template(template)
    named = "`docProps/app.xml`, `word/settings.xml`, `word/styles.xml`, dan 1 lainnya"
    assert told.value.message == f"berkas gaya itu rusak: bagian di dalamnya tidak terbaca: {named}"


@pytest.mark.parametrize(
    "content",
    [
        b"<!--" + b"x" * 9_000 + b"--><!DOCTYPE a><a/>",
        '<?xml version="1.0" encoding="utf-16"?><!DOCTYPE a><a/>'.encode("utf-16"),
    ],
)
def test_a_doctype_is_found_wherever_it_stands(content: bytes) -> None:
    with pytest.raises(TemplateError, match="memuat DOCTYPE"):
        check_template(with_part("word/theme/theme1.xml", content))


def with_paper(paper: str) -> bytes:
    """A template whose last section says this of its paper."""
    with ZipFile(BytesIO(render_docx(BOOK))) as whole:
        text = whole.read("word/document.xml").decode()
    before, last, _ = text.rpartition("<w:sectPr")
    assert last
    return with_part("word/document.xml", f"{before}{paper}</w:body></w:document>".encode())


A4 = '<w:pgSz w:w="11906" w:h="16838"/>'


@pytest.mark.parametrize("paper", ["", "<w:sectPr/>", "<w:sectPr><w:cols/></w:sectPr>"])
def test_a_template_that_says_nothing_of_paper_gets_a4(paper: str) -> None:
    (section, *_) = opened(Book("t", "a", (), (Chapter("Bab", (NARROW,)),)), with_paper(paper)).sections
    sizes = (section.page_width, section.page_height, section.left_margin, section.top_margin)
    assert [round(length.mm) for length in sizes] == [210, 297, 22, 20]
    assert [element.tag.removeprefix(W) for element in section._sectPr][:2] == ["pgSz", "pgMar"]


def test_a_page_that_lies_on_its_side_is_not_turned_upright_for_a_wide_table() -> None:
    template = with_paper('<w:sectPr><w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/></w:sectPr>')
    sections = opened(Book("t", "a", (), (Chapter("Bab I", (NARROW, WIDE, NARROW)),)), template).sections
    assert [section.page_width > section.page_height for section in sections] == [True]


@pytest.mark.parametrize(
    ("inside", "said"),
    [
        ('<w:pgSz w:w="0" w:h="0"/>', "ukuran kertas berkas gaya itu tidak mungkin: lebar 0 mm, tinggi 0 mm"),
        ('<w:pgSz w:w="11906" w:h="0"/>', "lebar 210 mm, tinggi 0 mm"),
        ('<w:pgSz w:h="16838"/>', "lebar 0 mm, tinggi 297 mm"),
        ("<w:pgSz/>", "lebar 0 mm, tinggi 0 mm"),
        (f'{A4}<w:pgMar w:left="6000" w:right="6000"/>', "kiri dan kanan bersama 211 mm pada kertas 210 mm x 297 mm"),
        (f'{A4}<w:pgMar w:left="5000" w:right="5000" w:gutter="2000"/>', "kiri dan kanan bersama 211 mm"),
        (f'{A4}<w:pgMar w:top="-9000" w:bottom="9000"/>', "atas dan bawah bersama 317 mm"),
        ('<w:pgSz w:w="16838" w:h="11906"/><w:pgMar w:left="6000" w:right="6000"/>', "bila halamannya diputar"),
    ],
)
def test_paper_on_which_nothing_can_stand_is_told_with_its_remedy(inside: str, said: str) -> None:
    with pytest.raises(TemplateError) as told:
        render_docx(BOOK, with_paper(f"<w:sectPr>{inside}</w:sectPr>"))
    assert said in told.value.message
    assert "Tata Letak >" in told.value.remedy


def test_a_report_that_ends_on_a_wide_table_is_a_template_that_stands_upright() -> None:
    template = render_docx(Book("t", "a", (), (Chapter("Bab I", (NARROW, WIDE)),)))
    assert [s.page_width > s.page_height for s in docx.Document(BytesIO(template)).sections] == [False, True]
    written = opened(Book("t", "a", (), (Chapter("Bab I", (NARROW, WIDE, NARROW)),)), template)
    assert [s.page_width > s.page_height for s in written.sections] == [False, True, False]
    for section in written.sections:
        assert "PAGE" in section.footer._element.xml, "the number of the page is kept"


def test_heads_that_a_section_takes_over_are_kept() -> None:
    document = docx.Document(BytesIO(render_docx(BOOK)))
    document.sections[0].header.paragraphs[0].text = "Kepala surat"
    document.add_section()
    last = document.add_section().header
    last.is_linked_to_previous = False
    last.paragraphs[0].text = "Kepala lampiran"
    document.sections[-1].orientation = WD_ORIENT.LANDSCAPE
    document.sections[-1].page_width, document.sections[-1].page_height = 11_000_000, 7_000_000
    raw = BytesIO()
    document.save(raw)
    (section, *_) = opened(Book("t", "a", (), (Chapter("Bab", (NARROW,)),)), raw.getvalue()).sections
    assert section.header.paragraphs[0].text == "Kepala surat"


@pytest.mark.parametrize(
    ("inside", "said"),
    [
        ('<w:pgSz w:w="abc" w:h="16838"/>', "lebar kertas `abc` (`w:pgSz w:w`)"),
        (
            '<w:pgSz w:w="abc" w:h="" w:orient="miring"/><w:pgMar w:left="dua"/>',
            "lebar kertas `abc` (`w:pgSz w:w`), tinggi kertas `` (`w:pgSz w:h`),"
            " arah kertas `miring` (`w:pgSz w:orient`), tepi kiri `dua` (`w:pgMar w:left`)",
        ),
    ],
)
def test_measures_of_paper_that_are_none_are_named_with_their_part(inside: str, said: str) -> None:
    with pytest.raises(TemplateError) as told:
        render_docx(BOOK, with_paper(f"<w:sectPr>{inside}</w:sectPr>"))
    assert told.value.message == f"bagian `word/document.xml` berkas gaya itu memuat ukuran yang tidak terbaca: {said}"
    assert "Tata Letak > Ukuran" in told.value.remedy


def test_a_cell_of_prose_gets_the_room_that_figures_leave() -> None:
    prose = Grid(
        "p", "1.1", "x", (GridColumn("No"), GridColumn("Analisis")), ((GridCell("1"), GridCell("kata " * 60)),)
    )
    table = opened(Book("t", "a", (), (Chapter("Bab", (prose,)),))).tables[0]
    narrow, broad = (int(found.get(f"{W}w")) for found in table._tbl.iter(f"{W}gridCol"))
    assert broad > 6 * narrow


def test_columns_are_numbered_beneath_their_headings_where_a_report_asks_for_it() -> None:
    columns = (GridColumn("No"), GridColumn("Target", "Tahun 2022", numeric=True), GridColumn("%", "Tahun 2022"))
    row = (GridCell("1"), GridCell("93,80 %", numeric=True), GridCell("1"))
    grid = Grid("n", "3.2", "x", columns, (row,), numbered=True)
    table = opened(Book("t", "a", (), (Chapter("Bab III", (grid,)),))).tables[0]
    assert [cell.text for cell in table.rows[2].cells] == ["(1)", "(2)", "(3)"]
    heads = [found._tr.find(f"{W}trPr/{W}tblHeader") is not None for found in table.rows]
    assert heads == [True, True, True, False], "they repeat with the headings"


def test_the_language_of_our_own_styles_is_indonesian() -> None:
    languages = [found.get(f"{W}val") for found in opened().styles.element.iter(f"{W}lang")]
    assert languages
    assert set(languages) == {"id-ID"}


def test_money_stands_in_one_line() -> None:
    columns = (GridColumn("Anggaran", numeric=True), GridColumn("Sumber"))
    row = (GridCell("Rp 1.000", numeric=True), GridCell("dari Rp lalu Rp 5"))
    table = opened(Book("t", "a", (), (Chapter("Bab", (Grid("g", "1.1", "x", columns, (row,)),)),))).tables[0]
    assert [cell.text for cell in table.rows[1].cells] == [
        "Rp\N{NO-BREAK SPACE}1.000",
        "dari Rp lalu Rp\N{NO-BREAK SPACE}5",
    ]


def test_properties_that_a_template_has_of_its_own_stay() -> None:
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/custom-properties"
    written = b"<Properties xmlns='http://schemas.openxmlformats.org/officeDocument/2006/custom-properties'/>"
    begun = docx.Document()
    own = Part(
        PackURI("/docProps/custom.xml"), "application/vnd.openxmlformats-officedocument.custom-properties+xml", written
    )
    begun.part.package.relate_to(own, kind)
    raw = BytesIO()
    begun.save(raw)
    with ZipFile(BytesIO(render_docx(BOOK, raw.getvalue()))) as file:
        assert file.read("docProps/custom.xml") == written

"""A report as the bytes of a `.docx`: title, list of tables, chapters; the same parts for the same report, always."""

from io import BytesIO
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import quoteattr
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from kinerja_rules.report.book import Book, Chapter, note_mark
from kinerja_rules.report.column_widths import stands_wide
from kinerja_rules.report.file_properties import property_text
from kinerja_rules.report.grid import Grid, GridColumn, notes_beneath
from kinerja_rules.report.text import clean
from kinerja_rules.report.word.fields import NAMESPACE, Captions, page_of, reference, run
from kinerja_rules.report.word.refusal import told_as_damaged
from kinerja_rules.report.word.styles import paragraph_styles
from kinerja_rules.report.word.tables import MOST_COLUMNS, table_xml
from kinerja_rules.report.word.template import (
    CELL,
    HEADING_CELL,
    INSTEAD,
    LIST_LINE,
    NOTE,
    open_template,
    replaced_styles,
)

if TYPE_CHECKING:
    from docx.document import Document

FIXED = (1980, 1, 1, 0, 0, 0)
"""The time that every part of the file bears: results depend on nothing but the plan."""


_OF_THE_BEGUN = ("/thumbnail", "/extended-properties")
"""Ends of the kinds of parts that describe the file that a report was begun with. What an agency has put in itself, as
fields of its template may show, stays."""

_TRIAL = Book(
    "Judul", "Instansi", (("Label", "Teks"),), (Chapter("Bab", (Grid("t", "1", "Tabel", (GridColumn("No"),), ()),)),)
)


def check_template(template: bytes) -> tuple[str, ...]:
    """Try a small report in a template, and what must be said of it; raises `TemplateError` where it cannot be used."""
    document = open_template(template)
    with told_as_damaged():
        _written(_TRIAL, document)
    return replaced_styles(document)


def render_docx(book: Book, template: bytes | None = None) -> bytes:
    """The report as a Word document; raises `TemplateError` where the template cannot be used."""
    if template is not None:
        check_template(template)
    return _written(book, open_template(template))


def _written(book: Book, document: "Document") -> bytes:
    writer = _Writer(document)
    writer.paragraph(run(clean(book.title)), "Title")
    writer.paragraph(run(clean(book.agency)), "Subtitle")
    for label, text in book.facts:
        writer.paragraph(run(f"{clean(label)}: ", "<w:b/>") + run(clean(text)), "Normal")
    for remark in book.remarks:
        writer.paragraph(run(clean(remark)), "Normal")
    bookmarks = {grid.id: f"_Tabel_{at}" for at, grid in enumerate(book.grids(), 1)}
    if bookmarks:
        writer.list_of_tables(book, bookmarks)
    for chapter in book.chapters:
        writer.chapter(chapter)
        for grid in chapter.grids:
            writer.grid(grid, bookmarks[grid.id])
    return _packed(document, book)


class _Writer:
    """Appends to the body; pages are turned on their side where a wide table needs it."""

    def __init__(self, document: "Document") -> None:
        from docx.oxml import parse_xml

        self.document = document
        self.parse = parse_xml
        self.captions = Captions()
        self.wide = False
        self.upright = self.room
        section = document.sections[-1]
        self.lies = (section.page_width or 0) > (section.page_height or 0)
        self.styles = paragraph_styles(document)

    @property
    def room(self) -> int:
        """Twips between the margins of the present page."""
        section = self.document.sections[-1]
        across = section.page_width or 0
        return int((across - (section.left_margin or 0) - (section.right_margin or 0)) / 635)

    def append(self, xml: str) -> None:
        """Put an element before the properties of the last section."""
        self.document.element.body.insert_element_before(self.parse(xml), "w:sectPr")

    def paragraph(self, runs: str, style: str, more: str = "") -> None:
        """A paragraph of runs in a style that the document has, or in its plain one."""
        ident = self.styles.get(style) or self.styles.get(INSTEAD.get(style, ""))
        named = f"<w:pStyle w:val={quoteattr(ident)}/>" if ident is not None else ""
        self.append(f"<w:p {NAMESPACE}><w:pPr>{named}{more}</w:pPr>{runs}</w:p>")

    def chapter(self, chapter: Chapter) -> None:
        """The heading of a chapter, on a new page that stands as the first of its tables needs it."""
        first = chapter.grids[:1]
        turned = self.turn(any(stands_wide(grid, self.upright) for grid in first))
        self.paragraph(run(clean(chapter.heading)), "Heading 1", "" if turned else "<w:pageBreakBefore/>")

    def turn(self, wide: bool) -> bool:
        """Begin a new section where the page must be turned; whether it had to be.

        The page of a template that lies on its side has no wider side to turn to.
        """
        if wide == self.wide or self.lies:
            return False
        from docx.enum.section import WD_ORIENT, WD_SECTION

        section = self.document.add_section(WD_SECTION.NEW_PAGE)
        across, down = section.page_width, section.page_height
        section.orientation = WD_ORIENT.LANDSCAPE if wide else WD_ORIENT.PORTRAIT
        section.page_width, section.page_height = down, across
        self.wide = wide
        return True

    def list_of_tables(self, book: Book, bookmarks: dict[str, str]) -> None:
        """Number, caption and page of every table; the pages are filled in by whoever opens the document."""
        self.paragraph(run("Daftar tabel"), "Heading 1")
        tab = f'<w:tabs><w:tab w:val="right" w:leader="dot" w:pos="{self.room}"/></w:tabs>'
        for grid in book.grids():
            bookmark = bookmarks[grid.id]
            label = reference(bookmark, f"Tabel {clean(grid.number)}".rstrip())
            self.paragraph(
                f"{label}{run(f' {clean(grid.caption)}')}<w:r><w:tab/></w:r>{page_of(bookmark)}", LIST_LINE, tab
            )

    def grid(self, grid: Grid, bookmark: str) -> None:
        """A caption, the table, its notes and its source."""
        self.turn(stands_wide(grid, self.upright))
        label = self.captions.label(clean(grid.number), bookmark)
        self.paragraph(f"{label}{run(f' {clean(grid.caption)}')}", "Caption", "<w:keepNext/>")
        told = too_wide(grid)
        if told is None:
            self.append(table_xml(grid, self.room, self.styles[CELL], self.styles[HEADING_CELL]))
        else:
            self.paragraph(run(told), "Normal")
        for said, note in notes_beneath(grid):
            self.paragraph(run(f"{said}: {clean(note)}"), NOTE)
        for at, note in enumerate(grid.footnotes):
            self.paragraph(run(note_mark(at), '<w:vertAlign w:val="superscript"/>') + run(f" {clean(note)}"), NOTE)
        if not notes_beneath(grid) and not grid.footnotes:
            self.paragraph("", NOTE)


def too_wide(grid: Grid) -> str | None:
    """What is said in the place of a table that has more columns than Word opens; None of all others."""
    columns = len(grid.columns)
    if columns <= MOST_COLUMNS:
        return None
    return (
        f"Tabel ini tidak dimuat: kolomnya {columns}, sedangkan Word memuat paling banyak {MOST_COLUMNS}. "
        "Tabelnya ada di bentuk laporan lain, misalnya XLSX; agar termuat di sini, bagilah menjadi beberapa tabel."
    )


def _without_foreign_properties(document: "Document") -> None:
    """Leave out what tells of the file that was begun with: its picture, its program and counts, its times.

    A time of ours would be no time at which the report was written; a file may bear none.
    """
    relations = document.part.package.rels
    for ident in [ident for ident, relation in relations.items() if relation.reltype.endswith(_OF_THE_BEGUN)]:
        del relations[ident]
    core: Any = document.core_properties
    for child in list(core._element):
        if child.tag.rpartition("}")[2] in ("created", "modified", "lastPrinted"):
            core._element.remove(child)


def _packed(document: "Document", book: Book) -> bytes:
    """The file with its parts in a fixed order and at a fixed time."""
    core: Any = document.core_properties
    core.title, core.author, core.last_modified_by = property_text(book.title), property_text(book.agency), ""
    core.comments, core.revision = "", 1
    _without_foreign_properties(document)
    raw = BytesIO()
    document.save(raw)
    out = BytesIO()
    with ZipFile(raw) as written, ZipFile(out, "w", ZIP_DEFLATED) as packed:
        for name in sorted(written.namelist(), key=lambda n: (n != "[Content_Types].xml", n)):
            entry = ZipInfo(name, FIXED)
            entry.compress_type = ZIP_DEFLATED
            packed.writestr(entry, written.read(name))
    return out.getvalue()

"""The document that a report is written into: our own, or a Word file of the agency whose styles are used.

A template is any `.docx`: its text is left out, its styles, page, heading and footer stay. What is wrong with one is
said before anything is written.
"""

import zlib
from io import BytesIO
from typing import TYPE_CHECKING, Any
from zipfile import BadZipFile, ZipFile

from kinerja_rules.report.word.fields import NAMESPACE, W, run
from kinerja_rules.report.word.paper_size import our_paper, settle_paper
from kinerja_rules.report.word.parts import refuse_unreadable_parts
from kinerja_rules.report.word.refusal import SAVE_AGAIN, TemplateError, told_as_damaged
from kinerja_rules.report.word.sections import keep_one_section
from kinerja_rules.report.word.styles import SPOKEN, how_to_add, paragraph_styles

if TYPE_CHECKING:
    from docx.document import Document

MAX_BYTES = 20_000_000
MAX_EXPANDED = 200_000_000
"""A template larger than this is no template."""

CELL, HEADING_CELL, NOTE = "Kinerja Sel", "Kinerja Kepala Tabel", "Kinerja Catatan"
LIST_LINE = "table of figures"
"""Word's own name of the lines of such a list."""
NEEDED = ("Heading 1", "Caption")
"""Styles that a template must have: by them Word finds chapters and tables. A file has them once they were used in it."""
INSTEAD = {"Title": "Heading 1", "Subtitle": "Normal"}
"""Styles that a template may lack, and what is used in their place."""

_ZIP, _OLD = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
"""How a Word file begins, and how one of old times or a locked one does."""

_KINDS = "[Content_Types].xml"
_TEMPLATE_KIND, _DOCUMENT_KIND = b"wordprocessingml.template.main+xml", b"wordprocessingml.document.main+xml"


def open_template(template: bytes | None) -> "Document":
    """An empty document with all the styles that reports use."""
    import docx

    if template is None:
        document = docx.Document()
        _own_styles(document)
    else:
        _refuse_hostile(template)
        with told_as_damaged():
            document = docx.Document(BytesIO(_as_document(template)))
            document.element.body.get_or_add_sectPr()
            keep_one_section(document)
            settle_paper(document)
            known = paragraph_styles(document)
        lacking = [name for name in NEEDED if name not in known]
        if lacking:
            raise TemplateError(
                f"berkas gaya itu tidak punya gaya {', '.join(SPOKEN[name] for name in lacking)}", how_to_add(lacking)
            )
    _cell_styles(document)
    body = document.element.body
    for child in list(body):
        if not child.tag.endswith("}sectPr"):
            body.remove(child)
    return document


def replaced_styles(document: "Document") -> tuple[str, ...]:
    """What must be said of the styles that a template may lack."""
    known = paragraph_styles(document)
    return tuple(
        f"berkas gaya itu tidak punya gaya {SPOKEN[name]}; dipakai {SPOKEN[other]}"
        for name, other in INSTEAD.items()
        if name not in known
    )


def _refuse_hostile(template: bytes) -> None:
    if len(template) > MAX_BYTES:
        raise TemplateError("berkas gaya itu lebih besar dari 20 MB", "pakai berkas tanpa gambar besar")
    remedy = "pakai berkas .docx; berkas .doc disimpan dahulu sebagai .docx di Word"
    try:
        with ZipFile(BytesIO(template)) as archive:
            entries = archive.infolist()
            if sum(entry.file_size for entry in entries) > MAX_EXPANDED:
                raise TemplateError("isi berkas gaya itu terlalu besar", "pakai berkas tanpa gambar besar")
            names = {entry.filename for entry in entries}
            if "word/document.xml" not in names:
                raise TemplateError("berkas gaya itu bukan dokumen Word", remedy)
            refuse_unreadable_parts(archive)
    except (BadZipFile, OSError, ValueError, NotImplementedError, RuntimeError, EOFError, zlib.error) as broken:
        if template.startswith(_ZIP):
            raise TemplateError("berkas gaya itu rusak atau terpotong", SAVE_AGAIN) from broken
        if template.startswith(_OLD):
            raise TemplateError(
                "berkas gaya itu dokumen Word lama (.doc) atau dikunci dengan sandi",
                "buka di Word, lepaskan sandinya, simpan sebagai .docx",
            ) from broken
        raise TemplateError("berkas gaya itu bukan dokumen Word", remedy) from broken


def _as_document(template: bytes) -> bytes:
    """A template of Word (`.dotx`) as the document that it makes; one with macros is refused."""
    with ZipFile(BytesIO(template)) as archive:
        kinds = archive.read(_KINDS) if _KINDS in archive.namelist() else b""
        if b"macroEnabled" in kinds:
            raise TemplateError("berkas gaya itu memuat makro", "simpan sebagai .docx atau .dotx di Word")
        if _TEMPLATE_KIND not in kinds:
            return template
        raw = BytesIO()
        with ZipFile(raw, "w") as made:
            for name in archive.namelist():
                data = archive.read(name)
                made.writestr(name, data.replace(_TEMPLATE_KIND, _DOCUMENT_KIND) if name == _KINDS else data)
    return raw.getvalue()


def _own_styles(document: "Document") -> None:
    """Our own look: one dark colour, a plain face, tight tables."""
    from docx.shared import Pt, RGBColor

    ink = RGBColor(0x1F, 0x2A, 0x37)
    for name, size in (("Normal", 10), ("Title", 20), ("Subtitle", 12), ("Heading 1", 14), ("Caption", 10)):
        style: Any = document.styles[name]
        style.font.name, style.font.size, style.font.color.rgb = "Calibri", Pt(size), ink
        style.font.italic = False
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for attribute in list(fonts.attrib):
            if attribute.endswith("Theme"):
                del fonts.attrib[attribute]
    for named in document.styles.element.iter(f"{{{W}}}lang"):
        named.set(f"{{{W}}}val", "id-ID")
    caption: Any = document.styles["Caption"]
    caption.font.bold = True
    caption.paragraph_format.keep_with_next = True
    caption.paragraph_format.space_before, caption.paragraph_format.space_after = Pt(12), Pt(4)
    section = document.sections[0]
    our_paper(section)
    _page_numbers(section)


def _page_numbers(section: Any) -> None:
    """The number of the page in the middle of its foot."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.oxml import parse_xml

    foot = section.footer.paragraphs[0]
    foot.alignment = WD_ALIGN_PARAGRAPH.CENTER
    foot._p.append(parse_xml(f'<w:fldSimple {NAMESPACE} w:instr=" PAGE ">{run("1")}</w:fldSimple>'))


def _cell_styles(document: "Document") -> None:
    """Styles of cells and notes, where the template has none of that name."""
    from docx.enum.style import WD_STYLE_TYPE
    from docx.shared import Pt

    known = {style.name for style in document.styles}
    for name, size, bold in ((CELL, 9, False), (HEADING_CELL, 9, True), (NOTE, 8, False)):
        if name in known:
            continue
        style: Any = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = document.styles["Normal"] if "Normal" in known else None
        style.font.size, style.font.bold = Pt(size), bold
        style.paragraph_format.space_before = style.paragraph_format.space_after = Pt(1 if name != NOTE else 0)

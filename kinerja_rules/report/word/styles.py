"""The styles of paragraphs that a template has, by the names that Word gives them in its files."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from docx.document import Document

SPOKEN = {
    "Title": "Judul (Title)",
    "Subtitle": "Subjudul (Subtitle)",
    "Heading 1": "Judul 1 (Heading 1)",
    "Caption": "Keterangan (Caption)",
    "Normal": "Normal",
}
"""How a style is called to its owner: as Word shows it in Indonesian, and in English."""

_ALSO = {
    "heading 1": "Heading 1",
    "judul 1": "Heading 1",
    "caption": "Caption",
    "keterangan": "Caption",
    "title": "Title",
    "judul": "Title",
    "subtitle": "Subtitle",
    "subjudul": "Subtitle",
}
"""Names, in small letters, by which other programs and people know the same styles."""

_ADDED = {
    "Heading 1": "tulis sebuah judul bab dan beri gaya Judul 1 (Beranda > Gaya)",
    "Caption": "tulis sebuah judul tabel dengan Referensi > Sisipkan Keterangan, yang memberinya gaya Keterangan",
}
"""How a style comes into a file of Word: it is there once it was used."""


def paragraph_styles(document: "Document") -> Mapping[str, str]:
    """The ids of styles of paragraphs by their names; names of our own too where a style bears one that means the same."""
    from docx.enum.style import WD_STYLE_TYPE

    named = {
        style.name: style.style_id
        for style in document.styles
        if style.name is not None and style.type == WD_STYLE_TYPE.PARAGRAPH
    }
    meant = {_ALSO[name.lower()]: ident for name, ident in named.items() if name.lower() in _ALSO}
    return meant | named


def how_to_add(lacking: list[str]) -> str:
    """What to do in Word so that a file has the styles that it lacks."""
    return (
        f"di Word buka berkas itu, {'; '.join(_ADDED[name] for name in lacking)}; simpan, lalu coba lagi "
        "(teksnya tidak ikut ke laporan); atau mulai dari laporan.docx yang ditulis program ini"
    )

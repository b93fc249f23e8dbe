"""The paper of a template: its own, A4 where it says nothing of it, and a refusal where nothing can stand on it."""

from typing import TYPE_CHECKING, Any

from kinerja_rules.report.word.refusal import TemplateError

if TYPE_CHECKING:
    from docx.document import Document

_LEAST_ROOM = 30
"""Millimetres between margins on which a word can stand."""
_EMU = 36_000
"""Units of length of a Word file in a millimetre."""


def our_paper(section: Any) -> None:
    """A4, upright, with our margins."""
    from docx.enum.section import WD_ORIENT
    from docx.shared import Cm

    section.orientation = WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    our_margins(section)


def our_margins(section: Any) -> None:
    """The margins of our own documents."""
    from docx.shared import Cm, Twips

    section.left_margin = section.right_margin = Cm(2.2)
    section.top_margin = section.bottom_margin = Cm(2)
    section.header_distance = section.footer_distance = Twips(720)
    section.gutter = 0


def settle_paper(document: "Document") -> None:
    """See to it that the last section, the only one that a report keeps, has paper to write on.

    Raises:
        TemplateError: a side of the paper is missing, or its margins leave no room.
    """
    section: Any = document.sections[-1]
    if section._sectPr.pgSz is None:
        our_paper(section)
        return
    if section._sectPr.pgMar is None:
        our_margins(section)
    across, down = section.page_width or 0, section.page_height or 0
    if across <= 0 or down <= 0:
        raise TemplateError(
            f"ukuran kertas berkas gaya itu tidak mungkin: lebar {_mm(across)}, tinggi {_mm(down)}",
            "di Word pilih ukuran kertas, misalnya A4, di Tata Letak > Ukuran, lalu simpan ulang",
        )
    # wide tables turn the page and keep its margins, so that these must leave room on either side
    side = min(across, down)
    beside = (section.left_margin or 0) + (section.right_margin or 0) + (section.gutter or 0)
    above = abs(section.top_margin or 0) + abs(section.bottom_margin or 0)  # below 0: text may not push them away
    for named, taken in (("kiri dan kanan", beside), ("atas dan bawah", above)):
        if side - taken < _LEAST_ROOM * _EMU:
            raise TemplateError(
                f"tepi kertas berkas gaya itu terlalu lebar: {named} bersama {_mm(taken)} "
                f"pada kertas {_mm(across)} x {_mm(down)}, juga bila halamannya diputar untuk tabel lebar",
                f"di Word perkecil tepinya di Tata Letak > Margin sampai tersisa {_LEAST_ROOM} mm atau lebih "
                f"dari sisi {_mm(side)}, lalu simpan ulang",
            )


def _mm(length: int) -> str:
    return f"{length // _EMU} mm"

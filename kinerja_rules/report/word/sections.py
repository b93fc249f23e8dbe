"""The one section of a template that a report keeps: its paper, its heads and feet.

A document that ends on a wide table ends on a page that lies on its side; whoever takes it as a template does not mean
that every page lies. Heads and feet that a section takes over from those before it are written out, as those are left out.
"""

from copy import deepcopy
from typing import TYPE_CHECKING, Any

from kinerja_rules.report.text import clean
from kinerja_rules.report.word.fields import W
from kinerja_rules.report.word.refusal import TemplateError

if TYPE_CHECKING:
    from docx.document import Document

_PART = "word/document.xml"
_READ = {
    "pgSz": {"w": "lebar kertas", "h": "tinggi kertas", "orient": "arah kertas"},
    "pgMar": {
        "left": "tepi kiri",
        "right": "tepi kanan",
        "top": "tepi atas",
        "bottom": "tepi bawah",
        "header": "jarak kepala halaman",
        "footer": "jarak kaki halaman",
        "gutter": "tepi jilid",
    },
}
"""What a section says of its paper, and how it is called."""


def keep_one_section(document: "Document") -> None:
    """Make the last section that stands upright the last one; the last of all where each lies on its side.

    Raises:
        TemplateError: what a section says of its paper is no measure.
    """
    every: list[Any] = list(document.element.body.iter(f"{{{W}}}sectPr"))
    _refuse_unreadable(every)
    chosen = next((section for section in reversed(every) if not _lies(section)), every[-1])
    kept = deepcopy(chosen)
    taken: dict[tuple[str, str], Any] = {}
    for section in every[: every.index(chosen) + 1]:
        taken |= {_key(reference): reference for reference in _references(section)}
    for reference in _references(kept):
        kept.remove(reference)
    for at, reference in enumerate(taken.values()):
        kept.insert(at, deepcopy(reference))
    for kind in kept.findall(f"{{{W}}}type"):
        kept.remove(kind)
    last = every[-1]
    last.getparent().replace(last, kept)


def _refuse_unreadable(sections: list[Any]) -> None:
    told: dict[str, None] = {}
    for section in sections:
        for tag, names in _READ.items():
            for element in section.findall(f"{{{W}}}{tag}"):
                for name, spoken in names.items():
                    try:
                        getattr(element, name)
                    except Exception:
                        written = clean(element.get(f"{{{W}}}{name}") or "")
                        told[f"{spoken} `{written}` (`w:{tag} w:{name}`)"] = None
    if told:
        raise TemplateError(
            f"bagian `{_PART}` berkas gaya itu memuat ukuran yang tidak terbaca: {', '.join(told)}",
            "di Word pilih ukuran kertas dan tepinya di Tata Letak > Ukuran dan Tata Letak > Margin, lalu simpan ulang",
        )


def _lies(section: Any) -> bool:
    paper = section.find(f"{{{W}}}pgSz")
    return paper is not None and (paper.w or 0) > (paper.h or 0)


def _references(section: Any) -> list[Any]:
    return [child for child in section if child.tag in (f"{{{W}}}headerReference", f"{{{W}}}footerReference")]


def _key(reference: Any) -> tuple[str, str]:
    return reference.tag, reference.get(f"{{{W}}}type") or "default"

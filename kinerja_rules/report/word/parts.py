"""The parts of a template that are XML: each must be readable, also those that are only carried on into the report."""

from collections.abc import Sequence
from typing import NoReturn
from xml.parsers.expat import ExpatError, ParserCreate
from zipfile import ZipFile

from kinerja_rules.report.text import clean
from kinerja_rules.report.word.refusal import SAVE_AGAIN, TemplateError

_NAMED = 3
"""So many damaged parts are named; the others are counted."""


def refuse_unreadable_parts(archive: ZipFile) -> None:
    """Read every part that is XML, without keeping any of it.

    Raises:
        TemplateError: some cannot be read, or declare a type of document, by which small files become large ones.
    """
    names = sorted({name for name in archive.namelist() if name.lower().endswith((".xml", ".rels"))})
    damaged = [name for name in names if not _is_readable(archive, name)]
    if damaged:
        raise TemplateError(
            f"berkas gaya itu rusak: bagian di dalamnya tidak terbaca: {_listed(damaged)}",
            SAVE_AGAIN,
        )


def _is_readable(archive: ZipFile, name: str) -> bool:
    parser = ParserCreate(namespace_separator=" ")
    parser.StartDoctypeDeclHandler = _refuse_doctype
    with archive.open(name) as part:
        try:
            parser.ParseFile(part)
        except (ExpatError, LookupError, ValueError):  # the last two: an encoding that nobody knows
            return False
    return True


def _refuse_doctype(*_: object) -> NoReturn:
    raise TemplateError(
        "berkas gaya itu memuat DOCTYPE, yang tidak pernah ditulis Word",
        "pakai berkas .docx; berkas .doc disimpan dahulu sebagai .docx di Word",
    )


def _listed(names: Sequence[str]) -> str:
    more = f", dan {len(names) - _NAMED} lainnya" if len(names) > _NAMED else ""
    return ", ".join(f"`{clean(name)}`" for name in names[:_NAMED]) + more

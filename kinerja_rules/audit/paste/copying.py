"""A file or a pasted text with printed tables, from its bytes to the canonical text of a `terbitan`, or to what is wrong with it."""

import re
import unicodedata
from collections.abc import Sequence

from attrs import frozen

from kinerja_rules.audit.paste.claims import CopiedTable, NoYear, copy_table
from kinerja_rules.audit.paste.names import Catalogue
from kinerja_rules.audit.paste.render import Naming, render_terbitan
from kinerja_rules.base.source import SourceFile
from kinerja_rules.functions.words import words_of
from kinerja_rules.model.kinerja import Model
from kinerja_rules.project.pasted import PastedTable, read_tables, recognise
from kinerja_rules.project.sheets import SheetProblem
from kinerja_rules.syntax.printer import format_source

_TAKEN = frozenset("terbitan klaim tabel tercetak menurut kolom".split())


@frozen
class Wanted:
    """What is asked of a file: a sheet; a table by its place in the file (`number`, from 1) or by its title (`label`),
    or `all` of them; the year of figures that name none; the id of the `terbitan`."""

    sheet: str | None = None
    number: int | None = None
    label: str | None = None
    all: bool = False
    year: int | None = None
    ident: str | None = None


@frozen
class Refusal:
    """Why nothing was copied, and what to do; `listing` are the tables to choose from."""

    message: str
    remedy: str
    listing: tuple[str, ...] = ()


@frozen
class Copied:
    """The canonical text of a file with one `terbitan`, and the tables it was made of."""

    text: str
    tables: tuple[CopiedTable, ...]


def copy_printed(data: bytes, name: str, wanted: Wanted, model: Model | None) -> Copied | Refusal:
    """Copy the printed tables of a file; with a plan their rows are matched to it."""
    found = read_tables(data, name, wanted.sheet)
    problems = [p for p in found if isinstance(p, SheetProblem)]
    if problems:
        return Refusal(problems[0].message, problems[0].remedy)
    read = [recognise(source) for source in found if not isinstance(source, SheetProblem)]
    known = [table for table in read if isinstance(table, PastedTable)]
    if not known:
        first = next(p for p in read if isinstance(p, SheetProblem))
        return Refusal(first.message, first.remedy)
    chosen = _chosen(known, name, wanted)
    if isinstance(chosen, Refusal):
        return chosen
    catalogue = None if model is None else Catalogue(model)
    copied = [copy_table(table, catalogue, model, wanted.year) for table in chosen]
    unknown = [c for c in copied if isinstance(c, NoYear)]
    if unknown:
        return _no_year(unknown, model)
    tables = tuple(c for c in copied if isinstance(c, CopiedTable))
    places = _places(chosen, name, wanted)
    text = render_terbitan(_naming(chosen, name, wanted, places, model), tables, places)
    formatted = format_source(SourceFile("salinan.kinerja", text))
    if formatted.text is None:
        raise AssertionError("; ".join(d.message for d in formatted.diagnostics))
    return Copied(formatted.text, tables)


def _chosen(known: Sequence[PastedTable], name: str, wanted: Wanted) -> list[PastedTable] | Refusal:
    """The tables asked for; the only one where none is."""
    if wanted.all:
        return list(known)
    if wanted.number is not None:
        if wanted.number > len(known):
            return Refusal(
                f"`{name}` memuat {len(known)} tabel, jadi tidak ada tabel ke-{wanted.number}",
                "pilih salah satu nomor ini" if len(known) > 1 else "hapus `--ke`",
                _listing(known),
            )
        return [known[wanted.number - 1]]
    if len(known) == 1:
        return list(known)
    asked = words_of(wanted.label or "")
    same = [t for t in known if asked and words_of(t.number) == asked]
    if not same:
        return Refusal(
            f"`{name}` memuat {len(known)} tabel" + (f", tidak satu pun `{wanted.label}`" if asked else ""),
            "pilih dengan `--ke NOMOR` atau `--tabel JUDUL`, atau salin semuanya dengan `--semua`",
            _listing(known),
        )
    return (
        same[:1]
        if len(same) == 1
        else Refusal(
            f"ada {len(same)} tabel yang bernama `{wanted.label}`", "pilih dengan `--ke NOMOR`", _listing(known)
        )
    )


def _listing(known: Sequence[PastedTable]) -> tuple[str, ...]:
    width = len(str(len(known)))
    return tuple(
        f"{index:>{width}}  {table.title or table.number or 'tanpa judul'} ({table.place}, {len(table.rows)} baris)"
        for index, table in enumerate(known, 1)
    )


def _no_year(unknown: Sequence[NoYear], model: Model | None) -> Refusal:
    names = ", ".join(f"`{u.number or u.place}`" for u in unknown)
    known = ""
    if model is not None and model.facts.latest:
        known = f"; rencana ini punya data {model.facts.earliest} s.d. {model.facts.latest}"
    return Refusal(f"{names} tidak menyebut tahun", f"sebut tahunnya, misalnya `--tahun 2022`{known}")


def _places(chosen: Sequence[PastedTable], name: str, wanted: Wanted) -> list[str]:
    """What the tables are called in claims: as asked, their number, their title, or where they stand in the file."""
    if wanted.label is not None and len(chosen) == 1:
        return [wanted.label]
    return [t.number or t.title[:80] or f"{name}, {t.place}" for t in chosen]


def _naming(
    chosen: Sequence[PastedTable], name: str, wanted: Wanted, places: Sequence[str], model: Model | None
) -> Naming:
    single = len(chosen) == 1
    base = places[0] if single else f"salinan {name.rpartition('.')[0] or name}"
    nama = (chosen[0].title or places[0]) if single else f"Salinan dari {name}"
    remarks = (
        f"Disalin dari {name} dengan `kinerja salin`. Periksa baris yang bertanda `periksa:`, lalu hapus tandanya.",
        *(
            ()
            if model is not None
            else ("Baris belum dicocokkan dengan rencana: sebut `--paket FOLDER` untuk mencocokkannya.",)
        ),
    )
    return Naming(wanted.ident or _ident(base), nama, remarks)


def _ident(text: str) -> str:
    """An id made of a title: small letters, digits and underscores.

    >>> _ident("Tabel 3.2.1"), _ident("2022")
    ('tabel_3_2_1', 'terbitan_2022')
    """
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().casefold()
    ident = "_".join(re.findall(r"[a-z0-9]+", plain))[:60].strip("_")
    return ident if ident[:1].isalpha() and ident not in _TAKEN else f"terbitan_{ident}".rstrip("_")

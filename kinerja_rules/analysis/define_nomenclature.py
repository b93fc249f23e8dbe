"""Nomenclature tables: from rows in the language or in a file to entries by code."""

from types import MappingProxyType

from kinerja_rules.analysis.define_reviews import nearest
from kinerja_rules.analysis.draft import Draft
from kinerja_rules.base.diagnostics import Label
from kinerja_rules.base.source import Span
from kinerja_rules.model.nomenclature import Nomenklatur, NomenklaturEntry, is_code
from kinerja_rules.syntax import nodes

COLUMNS = ("nama", "indikator", "satuan")


def define_nomenclatures(draft: Draft) -> tuple[Nomenklatur, ...]:
    """The tables of all packages in use; one of the same name in two packages is told by what they do not agree on."""
    out: dict[str, Nomenklatur] = {}
    for package in draft.sources.packages.values():
        for item in draft.items(package.id):
            if item.keyword != "nomenklatur" or item.id is None or item.nama is None:
                continue
            rows = _well_formed(draft, _rows(draft, package.id, item))
            made = _made(draft, package.id, item, rows)
            earlier = out.get(made.nama)
            out[made.nama] = made if earlier is None else _joined(draft, earlier, made)
    return tuple(out.values())


def _rows(draft: Draft, package: str, item: nodes.Item) -> list[NomenklaturEntry]:
    if isinstance(item, nodes.Table):
        return _written(draft, item)
    table = draft.sources.packages[package].nomenclatures.get((item.span.source.path, item.span.start))
    if table is None:
        return []
    return [NomenklaturEntry(r.kode, r.nama, r.indikator, r.satuan, span=r.span) for r in table.rows]


def _well_formed(draft: Draft, rows: list[NomenklaturEntry]) -> list[NomenklaturEntry]:
    """The rows that a code of a plan can meet; one finding for all others, at the first."""
    wrong = [row for row in rows if not is_code(row.kode)]
    if wrong:
        from kinerja_rules.project.sheets.problems import (
            shown,  # what reads sheets is not loaded for a plan without any
        )

        more = f", juga {len(wrong) - 1} baris lain" if len(wrong) > 1 else ""
        draft.warn(
            "KR109",
            f"`{shown(wrong[0].kode)}` bukan kode nomenklatur{more}; barisnya tidak dipakai",
            wrong[0].span,
            "bentuknya misalnya `2.07.03.2.01.0001`",
        )
    return [row for row in rows if is_code(row.kode)]


def _written(draft: Draft, table: nodes.Table) -> list[NomenklaturEntry]:
    names = [c.text for c in table.columns]
    for column in table.columns:
        if column.text not in COLUMNS:
            near = nearest(column.text, COLUMNS)
            hint = f"mungkin maksud Anda `{near}`?" if near else "kolom yang dikenal: `nama`, `indikator`, `satuan`"
            draft.say("KR112", f"judul kolom `{column.text}` tidak dikenal pada nomenklatur", column.span, hint)
    if "nama" not in names and table.id is not None:
        draft.say("KR114", "nomenklatur belum punya kolom `nama`", table.id.span, "tulis judul kolom `nama`")
        return []
    out: list[NomenklaturEntry] = []
    for row in table.rows:
        if len(row.cells) != len(names):
            continue
        kode = row.label.value if isinstance(row.label, nodes.TextLit) else row.label.text
        texts = {n: _cell(c) for n, c in zip(names, row.cells, strict=True)}
        out.append(
            NomenklaturEntry(
                kode, texts["nama"] or "", texts.get("indikator"), texts.get("satuan"), span=row.label.span
            )
        )
    return out


def _cell(cell: nodes.Cell) -> str | None:
    if isinstance(cell, nodes.TextLit):
        return cell.value
    return cell.text if isinstance(cell, nodes.Word) else None


def _made(draft: Draft, package: str, item: nodes.Item, rows: list[NomenklaturEntry]) -> Nomenklatur:
    entries: dict[str, NomenklaturEntry] = {}
    for row in rows:
        earlier = entries.setdefault(row.kode, row)
        if earlier is not row and earlier != row:
            _differs(draft, row.kode, row.span, earlier.span)
    whole = [f for f in item.head if f.keyword == "lengkap"]
    under = tuple(next((a.value for a in f.arguments if isinstance(a, nodes.TextLit)), "") for f in whole)
    ident = item.id.text if item.id is not None else ""
    nama = item.nama.value if item.nama is not None else ident
    return Nomenklatur(ident, nama, package, MappingProxyType(entries), under, span=item.span)


def _joined(draft: Draft, one: Nomenklatur, other: Nomenklatur) -> Nomenklatur:
    """Two tables of one nomenclature, such as a shipped part and an agency's own."""
    entries = dict(one.entries)
    for kode, entry in other.entries.items():
        earlier = entries.setdefault(kode, entry)
        if earlier.nama != entry.nama:
            _differs(draft, kode, entry.span, earlier.span)
    return Nomenklatur(
        one.id, one.nama, one.paket, MappingProxyType(entries), (*one.lengkap, *other.lengkap), span=one.span
    )


def _differs(draft: Draft, kode: str, here: Span, there: Span) -> None:
    draft.warn(
        "KR416",
        f"kode `{kode}` ditulis dua kali dalam nomenklatur, dengan isi yang berbeda",
        here,
        "hapus salah satunya; yang pertama dipakai",
        secondary=(Label(there, "sudah ditulis di sini"),),
    )

"""First pass: collect every declared name, with its package; say which are declared twice."""

from kinerja_rules.analysis.draft import Draft
from kinerja_rules.analysis.scope import Scope, Symbol
from kinerja_rules.base.diagnostics import Label
from kinerja_rules.model.kinerja import LEVELS
from kinerja_rules.syntax import nodes

_KINDS = {"data", "skala", "arah", "ukuran", "indikator", "dokumen", "pembanding"}


def declare(draft: Draft) -> None:
    """Fill `scopes`, `symbols`, and the separate names of units and kinds of expenditure."""
    for package in draft.sources.packages.values():
        draft.scopes[package.id] = Scope(package.id)
    for package in draft.sources.packages.values():
        scope = draft.scopes[package.id]
        scope.incomplete = package.declaration is None or any(
            package.id in parsed.lost or parsed.nameless or parsed.unread for parsed in package.files
        )
        scope.unread = any(parsed.unread for parsed in package.files)
        for use in package.uses:
            used = draft.scopes.get(use.paket)
            if used is None:
                scope.incomplete = True
                continue
            if use.alias is not None:
                scope.aliases[use.alias] = used
            else:
                scope.uses.append(used)
            scope.aliases[use.paket] = used
        for item in draft.items(package.id):
            _item(draft, scope, item, None)


def _item(draft: Draft, scope: Scope, item: nodes.Item, parent: str | None) -> None:
    if isinstance(item, nodes.Table):
        if item.keyword == "pembanding":
            _add(draft, scope, "pembanding", item, None, None)
        return
    if item.keyword == "satuan":
        _unit(draft, item)
    elif item.keyword == "jenis_belanja":
        _expenditure(draft, item)
    elif item.keyword in LEVELS:
        ident = _add(draft, scope, "simpul", item, item.keyword, parent)
        for member in item.body or ():
            if isinstance(member, nodes.Declaration):
                _item(draft, scope, member, ident)
    elif item.keyword in _KINDS:
        _add(draft, scope, item.keyword, item, None, parent)


def _add(draft: Draft, scope: Scope, kind: str, item: nodes.Item, level: str | None, parent: str | None) -> str | None:
    if item.id is None:
        return None
    name = item.id.text
    ident = name if scope.package == draft.root else f"{scope.package}.{name}"
    kode = None
    if isinstance(item, nodes.Declaration):
        for placed in item.head:
            if placed.keyword == "kode" and isinstance(placed.arguments[0], nodes.Word):
                kode = placed.arguments[0].text
    nama = item.nama.value if item.nama is not None else name
    symbol = Symbol(kind, ident, nama, scope.package, item, level, parent, kode)
    earlier = scope.add(name, symbol)
    if earlier is not None:
        scope.incomplete = True  # one of the two is meant to bear another name, which is missed elsewhere
        draft.say(
            "KR202",
            f"`{name}` dideklarasikan dua kali",
            item.id.span,
            "beri pengenal yang berbeda, atau hapus salah satunya",
            secondary=(Label(earlier.span, f"sudah dideklarasikan di {earlier.span.place}"),),
        )
        return earlier.id if earlier.kind == kind else None
    draft.symbols[ident] = symbol
    return ident


def _unit(draft: Draft, item: nodes.Declaration) -> None:
    if item.id is None or item.nama is None:
        return
    earlier = draft.unit_declarations.get(item.id.text)
    if earlier is not None:
        if earlier == item:
            return
        draft.say(
            "KR202",
            f"satuan `{item.id.text}` dideklarasikan dua kali",
            item.id.span,
            "pakai satuan yang sudah ada, atau beri pengenal lain",
            secondary=(Label(earlier.span, f"sudah dideklarasikan di {earlier.span.place}"),),
        )
        return
    draft.unit_declarations[item.id.text] = item
    draft.unit_names.setdefault(item.nama.value, item.id.text)


def _expenditure(draft: Draft, item: nodes.Declaration) -> None:
    if item.id is None or item.nama is None:
        return
    if item.id.text in draft.jenis_belanja:
        draft.say(
            "KR202", f"jenis belanja `{item.id.text}` dideklarasikan dua kali", item.id.span, "hapus salah satunya"
        )
        return
    of = next((a.text for f in item.head for a in f.arguments if isinstance(a, nodes.Word)), None)
    draft.jenis_belanja[item.id.text] = (item.nama.value, of)

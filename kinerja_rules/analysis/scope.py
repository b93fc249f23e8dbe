"""Names: what is declared, in which package, and what a written name refers to."""

from collections.abc import Iterable
from difflib import get_close_matches

from attrs import define, field, frozen

from kinerja_rules.base.frozen import quick_frozen
from kinerja_rules.base.source import Span
from kinerja_rules.syntax import nodes

SPOKEN = {
    "data": "data",
    "indikator": "indikator",
    "skala": "skala",
    "arah": "arah",
    "ukuran": "ukuran",
    "simpul": "simpul jenjang",
    "dokumen": "dokumen",
    "pembanding": "pembanding",
}


@quick_frozen
class Symbol:
    """A declared name. `id` is bare in the root package, `paket.nama` in a library."""

    kind: str
    id: str
    nama: str
    package: str
    item: nodes.Item = field(repr=False, eq=False)
    level: str | None = None
    parent: str | None = None
    kode: str | None = None

    @property
    def span(self) -> Span:
        """The place of the name itself."""
        ident = self.item.id
        return ident.span if ident is not None else self.item.span


@frozen
class Ambiguous:
    """A name that several used packages declare."""

    symbols: tuple[Symbol, ...]


@define(eq=False)
class Scope:
    """The names visible in one package: its own first, then those of the packages it uses directly."""

    package: str
    own: dict[str, Symbol] = field(factory=dict)
    uses: list["Scope"] = field(factory=list)
    aliases: dict[str, "Scope"] = field(factory=dict)
    by_nama: dict[str, list[Symbol]] = field(factory=dict)
    by_kode: dict[str, list[Symbol]] = field(factory=dict)
    written: dict[str, str] = field(factory=dict)
    """Names as they are written, by their folded form."""
    incomplete: bool = False
    """A package it uses is not to be had, or its declaration not to be read, which has been said: a name that is not
    known here may be declared there."""
    unread: bool = False
    """A file of the package could not be read, which has been said: no name can be called unknown."""

    def add(self, name: str, symbol: Symbol) -> Symbol | None:
        """Declare; returns the earlier symbol of that name, if any."""
        earlier = self.own.get(name)
        if earlier is not None:
            return earlier
        self.own[name] = symbol
        self.also_called(symbol.nama, symbol)
        if symbol.kode is not None:
            self.by_kode.setdefault(symbol.kode, []).append(symbol)
        return None

    def also_called(self, nama: str, symbol: Symbol) -> None:
        """A name of a symbol: its own, or its base's where a copy gives itself none."""
        folded = _folded(nama)
        self.by_nama.setdefault(folded, []).append(symbol)
        self.written.setdefault(folded, nama)

    def lookup(self, parts: tuple[str, ...]) -> Symbol | Ambiguous | None:
        """What a dotted name refers to."""
        if len(parts) == 2:
            through = self.aliases.get(parts[0])
            return through.own.get(parts[1]) if through is not None else None
        if len(parts) != 1:
            return None
        if parts[0] in self.own:
            return self.own[parts[0]]
        found = {s.id: s for scope in self.uses if (s := scope.own.get(parts[0])) is not None}
        if len(found) > 1:
            return Ambiguous(tuple(found[k] for k in sorted(found)))
        return next(iter(found.values()), None)

    def lookup_text(self, text: str, kinds: Iterable[str]) -> Symbol | Ambiguous | None:
        """What a quoted name or a code refers to, among some kinds: in this package, else in those it uses by any name."""
        wanted = set(kinds)
        used = {id(scope): scope for scope in (*self.uses, *self.aliases.values())}
        for scopes in ((self,), tuple(used.values())):
            tables = [scope.by_nama.get(_folded(text), []) or scope.by_kode.get(text, []) for scope in scopes]
            found = [s for table in tables for s in table if s.kind in wanted]
            if found:
                return Ambiguous(tuple(found)) if len(found) > 1 else found[0]
        return None

    def suggest_nama(self, text: str, kinds: Iterable[str] | None = None) -> str | None:
        """The nearest name of several words, of this package before those it uses."""
        wanted = None if kinds is None else set(kinds)
        used = {id(scope): scope for scope in (*self.uses, *self.aliases.values())}
        for scope in (self, *used.values()):
            names = [
                n for n, symbols in scope.by_nama.items() if any(wanted is None or s.kind in wanted for s in symbols)
            ]
            near = get_close_matches(_folded(text), names, n=1, cutoff=0.8)
            if near:
                return scope.written[near[0]]
        return None

    def suggest(self, parts: tuple[str, ...], kinds: Iterable[str] | None = None) -> str | None:
        """The nearest visible name, as it must be written here."""
        wanted = None if kinds is None else set(kinds)
        written: dict[str, str] = {}
        for name, symbol in self.own.items():
            if wanted is None or symbol.kind in wanted:
                written[name] = name
        for scope in self.uses:
            for name, symbol in scope.own.items():
                if wanted is None or symbol.kind in wanted:
                    written.setdefault(name, name)
        offered: set[int] = set()
        for alias, scope in self.aliases.items():  # an alias of the user's own comes before the package's name
            if id(scope) in offered:
                continue
            offered.add(id(scope))
            for name, symbol in scope.own.items():
                if wanted is None or symbol.kind in wanted:
                    written[f"{alias}.{name}"] = f"{alias}.{name}"
                    written.setdefault(name, f"{alias}.{name}")
        text = ".".join(parts)
        for target in (text, parts[-1]):
            folded = {n.lower(): n for n in sorted(written, reverse=True)}
            near = get_close_matches(target.lower(), list(folded), n=1, cutoff=0.65)  # `TTK` suggests `TKK`
            if near:
                return written[folded[near[0]]]
        return None


def _folded(text: str) -> str:
    return " ".join(text.casefold().split())

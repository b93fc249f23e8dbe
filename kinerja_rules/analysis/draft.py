"""The workbench that the passes share: what is known so far, and what was found wrong."""

from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import Any

from attrs import define, field

from kinerja_rules.analysis.scope import SPOKEN, Ambiguous, Scope, Symbol
from kinerja_rules.base.citation import Citation
from kinerja_rules.base.diagnostics import Diagnostic, Edit, Fix, Label, Severity
from kinerja_rules.base.frozen import quick_frozen
from kinerja_rules.base.source import Span
from kinerja_rules.model import kinerja
from kinerja_rules.model.units import Unit
from kinerja_rules.project.loader import SourceSet
from kinerja_rules.syntax import nodes


@quick_frozen
class PlacedField:
    """A field and the package whose names it was written with."""

    field: nodes.Field
    package: str


@define(eq=False)
class Draft:
    """Everything the passes read and write. Frozen into a `Model` by the last one."""

    sources: SourceSet
    diagnostics: list[Diagnostic] = field(factory=list)
    scopes: dict[str, Scope] = field(factory=dict)
    symbols: dict[str, Symbol] = field(factory=dict)
    unit_declarations: dict[str, nodes.Declaration] = field(factory=dict)
    unit_names: dict[str, str] = field(factory=dict)
    units: dict[str, Unit | None] = field(factory=dict)
    unit_texts: dict[tuple[str, str], Unit | None] = field(factory=dict)
    unknown_units: set[tuple[str, str]] = field(factory=set)
    """Texts of units, by package, that were said to be unknown and are not said again."""
    jenis_belanja: dict[str, tuple[str, str | None]] = field(factory=dict)
    merged: dict[str, dict[str, list[PlacedField]]] = field(factory=dict)
    """Fields of each indicator after `dari`, by keyword."""
    in_advance: set[str] = field(factory=set)
    """Indicators whose formulas are just being typed, some before their turn: the unit of a part of them is asked for."""
    copies: dict[str, str] = field(factory=dict)
    """The plan's only indicator that is `dari` a library's, by the id of the library's."""
    declared_units: dict[str, Unit] = field(factory=dict)
    """The unit of each datum and indicator."""
    data: dict[str, kinerja.DataDef] = field(factory=dict)
    skala: dict[str, kinerja.Skala] = field(factory=dict)
    arah: dict[str, kinerja.Arah] = field(factory=dict)
    ukuran: dict[str, kinerja.Ukuran] = field(factory=dict)
    indikator: dict[str, kinerja.Indikator] = field(factory=dict)
    simpul: dict[str, kinerja.Simpul] = field(factory=dict)
    dokumen: dict[str, kinerja.Dokumen] = field(factory=dict)
    pembanding: dict[str, kinerja.Pembanding] = field(factory=dict)
    renstra: kinerja.Renstra | None = None
    policies: dict[str, kinerja.PolicySetting] = field(factory=dict)

    @cached_property
    def lost(self) -> frozenset[str]:
        """Names declared where the text could not be read: that they are unknown follows from what was said there."""
        files = (parsed for package in self.sources.packages.values() for parsed in package.files)
        return frozenset(name for parsed in files for name in parsed.lost)

    @property
    def root(self) -> str:
        """The id of the package asked for."""
        return self.sources.root

    def say(self, code: str, message: str, span: Span | None, help: str | None = None, **more: Any) -> None:
        """Note a finding."""
        self.diagnostics.append(Diagnostic(code, message, span, help=help, **more))

    def warn(self, code: str, message: str, span: Span | None, help: str | None = None, **more: Any) -> None:
        """Note a finding that does not block."""
        self.say(code, message, span, help, severity=Severity.PERINGATAN, **more)

    def items(self, package: str) -> Iterable[nodes.Item]:
        """Top-level items of a package, in order of files and lines."""
        for parsed in self.sources.packages[package].files:
            yield from parsed.file.items

    def resolve(
        self, package: str, name: nodes.Name | nodes.Word | nodes.TextLit, kinds: Sequence[str], silent: bool = False
    ) -> Symbol | None:
        """The symbol of one of some kinds that a name, code or quoted name refers to; says what is wrong otherwise."""
        scope = self.scopes[package]
        found: Symbol | Ambiguous | None
        if not isinstance(name, nodes.TextLit):
            found = scope.own.get(name.text)
            if found is not None and found.kind in kinds:  # nearly all names are of one word, and the package's own
                return found
        if isinstance(name, nodes.TextLit):
            text = name.value
            found = scope.lookup_text(text, kinds)
            if found is None:
                other = scope.lookup_text(text, tuple(SPOKEN))
                found = other if isinstance(other, Symbol) else None
            parts: tuple[str, ...] = (text,)
        else:
            parts = name.parts if isinstance(name, nodes.Name) else tuple(name.text.split("."))
            text = ".".join(parts)
            found = scope.lookup(parts) or scope.lookup_text(text, kinds)
        if isinstance(found, Symbol):
            if found.kind in kinds:
                return found
            if not silent:
                wanted = " atau ".join(SPOKEN[k] for k in kinds)
                self.say(
                    "KR209",
                    f"`{text}` adalah {SPOKEN[found.kind]}, padahal di sini diperlukan {wanted}",
                    name.span,
                    f"tulis pengenal {wanted}",
                    secondary=(Label(found.span, "dideklarasikan di sini"),),
                )
            return None
        if silent:
            return None
        if isinstance(found, Ambiguous):
            self.say(
                "KR207",
                f"`{text}` bermakna ganda: {', '.join(s.id for s in found.symbols)}",
                name.span,
                "tulis pengenalnya, atau dengan nama paketnya, misalnya lewat `pakai ... sebagai ...`",
                secondary=tuple(Label(s.span, "salah satunya") for s in found.symbols),
            )
            return None
        self.unknown(package, parts, name.span, kinds)
        return None

    def unknown(self, package: str, parts: tuple[str, ...], span: Span, kinds: Sequence[str] | None) -> None:
        """Say that a name is not known, with the nearest that is."""
        text = ".".join(parts)
        if text in self.lost or parts[-1] in self.lost:
            return
        scope = self.scopes[package]
        if scope.unread:
            return
        near = (scope.suggest_nama(text, kinds) if " " in text else None) or scope.suggest(parts, kinds)
        through_unknown = len(parts) == 2 and parts[0] not in scope.aliases
        if scope.incomplete and (near is None or through_unknown):
            return
        if through_unknown:
            known = ", ".join(f"`{a}`" for a in sorted(scope.aliases)) or "belum ada"
            message = f"`{parts[0]}` bukan nama paket yang dipakai di sini"
            hint = f"mungkin maksud Anda `{near}`?" if near else f"nama paket yang dikenal: {known}"
        else:
            message = f"nama `{text}` tidak dikenal"
            hint = (
                f"mungkin maksud Anda `{near}`?"
                if near
                else "deklarasikan lebih dahulu, atau `pakai` paket yang memuatnya"
            )
        fix = Fix(f"ganti dengan `{near}`", (Edit(span, near),)) if near else None
        self.say("KR201", message, span, hint, fix=fix)


def fields_of(item: nodes.Declaration) -> list[nodes.Field]:
    """Fields of a declaration's heading and body."""
    body = item.body
    return [*item.head, *[m for m in body if isinstance(m, nodes.Field)]] if body else [*item.head]


def text_of(field: nodes.Field | None) -> str | None:
    """The prose of a field: its pieces joined by spaces."""
    if field is None:
        return None
    pieces = [a.value for a in field.arguments if isinstance(a, nodes.TextLit)]
    return " ".join(pieces) if pieces else None


def citations(fields: Iterable[nodes.Field]) -> tuple[Citation, ...]:
    """The `dasar` among some fields."""
    out: list[Citation] = []
    for placed in fields:
        if placed.keyword != "dasar":
            continue
        regulation = text_of(placed) or ""
        part = next((text_of(a) for a in placed.arguments if isinstance(a, nodes.Field)), None)
        unverified = any(isinstance(a, nodes.Word) for a in placed.arguments)
        out.append(Citation(regulation, part, not unverified))
    return tuple(out)


REPEATABLE = frozenset(
    {
        "pakai",
        "kategori",
        "bila",
        "misal",
        "dasar",
        "menyatakan",
        "lintas",
        "nama",
        "harap",
        "andai",
        "keterangan",
        "kolom",
        "jumlah",
        "rata_rata",
        "catatan",
        "bab",
    }
)
_ONE_EACH = frozenset({"ganti_arah", "ubah_skala"})
"""Fields that may stand once for each direction or year."""


def single_fields(draft: Draft, item: nodes.Declaration) -> dict[str, nodes.Field]:
    """Fields by keyword; a field that may stand once and stands twice is said, the first holds."""
    out: dict[str, nodes.Field] = {}
    said: dict[str, nodes.Field] = {}
    fields = fields_of(item)
    for placed in fields:
        out[placed.keyword] = placed
    if len(out) == len(fields):  # nearly always: none stands twice
        return out
    out.clear()
    for placed in fields:
        what = placed.keyword
        if what in _ONE_EACH:
            what += f" {placed.arguments[0].span.text}"
        if what in said and what not in REPEATABLE:
            draft.say(
                "KR113",
                f"`{what}` ditulis dua kali dalam deklarasi ini",
                placed.span,
                "hapus salah satunya",
                secondary=(Label(said[what].span, "sudah ditulis di sini"),),
            )
            continue
        said.setdefault(what, placed)
        out.setdefault(placed.keyword, placed)
    return out

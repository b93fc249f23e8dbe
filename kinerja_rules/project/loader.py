"""Read and parse a package and all that it uses. The only module that opens rule files."""

import hashlib
from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from attrs import evolve, frozen

from kinerja_rules.base.diagnostics import Diagnostic, Severity
from kinerja_rules.base.hidden import NUL, REMEDY, hidden_name
from kinerja_rules.base.source import SourceFile, Span
from kinerja_rules.project.file_tables import file_field
from kinerja_rules.project.packages import LoadedPackage, Use, find_package, shipped_packages, shipped_rules
from kinerja_rules.project.prepared_rules import prepared
from kinerja_rules.syntax import nodes
from kinerja_rules.syntax.parser import Parsed, looks_declared, parse_file

if TYPE_CHECKING:
    from kinerja_rules.project.nomenclature_files import NomenclatureTable
    from kinerja_rules.project.sheet_files import SheetTable

MAX_BYTES = 20_000_000
"""A larger file is refused unread."""

SYNTAX_VERSION = 1

SUFFIX = ".kinerja"


class UnreadablePathError(Exception):
    """The path asked for is not there or cannot be read; the message is for the user."""


@frozen
class SourceSet:
    """The root package and those it uses, each after the packages it uses itself."""

    root: str
    packages: Mapping[str, LoadedPackage]
    diagnostics: tuple[Diagnostic, ...]


def load(path: Path, also: Sequence[str] = ()) -> SourceSet:
    """Load the package at a folder or of a file, and packages that are used beside those it declares itself.

    Raises:
        UnreadablePathError: the path is not there, is no `.kinerja` file or folder of them, or may not be read.
    """
    folder, only = _locate(path)
    loading = _Loading()
    loading.also = tuple(also)
    root = loading.package(folder, "", None, only)
    return SourceSet(root.id, loading.packages, tuple(loading.diagnostics))


def _locate(path: Path) -> tuple[Path, Path | None]:
    try:
        if path.is_dir():
            if not any(path.glob(f"*{SUFFIX}")):
                raise UnreadablePathError(f"folder `{path}` tidak berisi berkas `{SUFFIX}`")
            return path, None
        if path.is_file():
            if path.suffix != SUFFIX:
                raise UnreadablePathError(f"`{path}` bukan berkas `{SUFFIX}`")
            in_package = (path.parent / f"paket{SUFFIX}").is_file()
            return path.parent, None if in_package else path
    except OSError as error:
        raise UnreadablePathError(f"`{path}` tidak dapat dibaca: {error.strerror}") from error
    raise UnreadablePathError(f"`{path}` tidak ditemukan")


_INVISIBLE = dict.fromkeys(map(ord, "\u200b\u2060\ufeff\u00ad"))
"""Signs without width or meaning that come along when text is pasted; inside a word they would make it another one."""

_NO_TEXT, _AS_TEXT = "bukan berkas teks", "simpan sebagai teks dengan penyandian UTF-8"

_TEXT_PER_NUL = 8
"""Of more NUL characters than one in so many bytes a file is no text that some have got into."""

_LOOKED_AT = 65_536
"""Bytes of a text file in which a declaration is looked for."""

_KEPT = 200_000
"""Characters of a file whose parse is worth keeping: rule packages are read again and again in one process. A file that
could not be read has no text, and is never shared: what is said of it is said of that very source."""


def _strays(folder: Path) -> list[Path]:
    """Files that an editor has named `.txt` although they hold declarations."""
    return [path for path in sorted(folder.glob("*.txt")) if path.name.endswith(f"{SUFFIX}.txt") or _declares(path)]


def _declares(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            start = file.read(_LOOKED_AT).decode("utf-8-sig", "replace")
    except OSError:
        return False
    return looks_declared(start)


@lru_cache(maxsize=128)
def _parsed(path: str, text: str, ships: bool) -> Parsed:
    """What a text parses to; the result never changes, so equal files share it. One that ships was parsed before."""
    source = SourceFile(path, text)
    ready = prepared(source) if ships else None
    return parse_file(source) if ready is None else ready


class _Loading:
    """The state of one load: packages done, packages being read, what was found on the way."""

    def __init__(self) -> None:
        self.packages: dict[str, LoadedPackage] = {}
        self.reading: list[str] = []
        self.diagnostics: list[Diagnostic] = []
        self.also: tuple[str, ...] = ()
        """Packages that the root uses although it does not say so."""

    def package(self, folder: Path, prefix: str, expected: str | None, only: Path | None = None) -> LoadedPackage:
        paths = [only] if only is not None else sorted(folder.glob(f"*{SUFFIX}"), key=lambda p: p.name)
        parsed: list[Parsed] = []
        digest = hashlib.sha256()
        ships = folder.parent == shipped_rules()
        for path in paths:
            label = f"{prefix}/{path.name}" if prefix else path.name
            before = len(self.diagnostics)
            source = self._read(path, folder, label)
            unread = not source.text and any(d.severity is Severity.GALAT for d in self.diagnostics[before:])
            digest.update(f"{path.name}\0{source.text}\0".encode(errors="surrogateescape"))
            shared = 0 < len(source.text) <= _KEPT
            result = _parsed(source.path, source.text, ships) if shared else parse_file(source)
            result = evolve(result, unread=True) if unread else result
            parsed.append(result)
            self.diagnostics.extend(result.diagnostics)
        for stray in _strays(folder) if only is None else ():
            source = SourceFile(f"{prefix}/{stray.name}" if prefix else stray.name, "")
            message = f"berkas `{source.path}` tidak dibaca karena berakhiran .txt"
            meant = f"{stray.name.removesuffix('.txt').removesuffix(SUFFIX)}{SUFFIX}"
            kept = (folder / meant).exists()
            help_text = "hapus bila tidak dipakai" if kept else f"ganti namanya menjadi `{meant}`"
            severity = Severity.PERINGATAN if kept else Severity.GALAT
            self._say("KR110", message, Span(source, 0, 0), help_text, severity)
            if not kept:  # what it declares is not unknown elsewhere
                parsed.append(evolve(parse_file(source), unread=True))
        declaration = self._declaration(parsed, folder, expected)
        ident = (
            declaration.id.text
            if declaration is not None and declaration.id is not None
            else (expected or "tanpa_paket")
        )
        uses = self._uses(declaration)
        if not self.reading:
            whole = declaration.span if declaration is not None else Span(SourceFile(ident, ""), 0, 0)
            uses += [(Use(a, None, None), whole) for a in self.also if a not in [u.paket for u, _ in uses]]
        self.reading.append(ident)
        for use, span in uses:
            self._use(use, span, folder)
        self.reading.pop()
        sheets = self._sheets(parsed, folder, digest)
        nomenclatures = self._nomenclatures(parsed, folder, digest)
        package = LoadedPackage(
            ident, declaration, tuple(parsed), tuple(u for u, _ in uses), digest.hexdigest(), sheets, nomenclatures
        )
        self.packages[ident] = package
        return package

    def _sheets(
        self, parsed: list[Parsed], folder: Path, digest: "hashlib._Hash"
    ) -> "dict[tuple[str, int], SheetTable]":
        """Tables kept in files, read where a declaration names them; their text belongs to the package's digest."""
        out: dict[tuple[str, int], SheetTable] = {}
        for p in parsed:
            for item in p.file.items:
                inside: tuple[nodes.Member, ...] = ()
                if isinstance(item, nodes.Declaration) and item.keyword in ("dokumen", "terbitan"):
                    inside = item.body or ()
                for declaration in (item, *inside):
                    if not isinstance(declaration, nodes.Declaration) or file_field(declaration) is None:
                        continue
                    from kinerja_rules.project.sheet_files import read_sheet_table  # only where a plan needs it

                    table, found = read_sheet_table(declaration, folder)
                    self.diagnostics.extend(found)
                    if table is not None:
                        out[(declaration.span.source.path, declaration.span.start)] = table
                        digest.update(f"{table.text.path}\0{table.text.text}\0".encode())
        return out

    def _nomenclatures(
        self, parsed: list[Parsed], folder: Path, digest: "hashlib._Hash"
    ) -> "dict[tuple[str, int], NomenclatureTable]":
        """Nomenclatures kept in files."""
        out: dict[tuple[str, int], NomenclatureTable] = {}
        for item in (i for p in parsed for i in p.file.items):
            placed = next((f for f in item.head if f.keyword == "dari"), None)
            if not isinstance(item, nodes.Declaration) or item.keyword != "nomenklatur" or placed is None:
                continue
            from kinerja_rules.project.nomenclature_files import read_nomenclature  # only where a package needs it

            table, found = read_nomenclature(item, placed, folder)
            self.diagnostics.extend(found)
            if table is not None:
                out[(item.span.source.path, item.span.start)] = table
                digest.update(f"{table.text.path}\0{table.text.text}\0".encode())
        return out

    # ---- one file -----------------------------------------------------------------------------------------------
    def _read(self, path: Path, folder: Path, label: str) -> SourceFile:
        source = SourceFile(label, "")
        start = Span(source, 0, 0)
        try:
            if not path.resolve().is_relative_to(folder.resolve()):
                self._say(
                    "KR206",
                    f"berkas `{label}` menunjuk ke luar folder paket",
                    start,
                    "salin berkas itu ke dalam folder paket",
                )
                return source
            size = path.stat().st_size
            if size > MAX_BYTES:
                self._say(
                    "KR110",
                    f"berkas `{label}` berukuran {size // 1_000_000} MB, lebih dari batas {MAX_BYTES // 1_000_000} MB",
                    start,
                    "bagi menjadi beberapa berkas",
                )
                return source
            raw = path.read_bytes()
        except OSError as error:
            self._say(
                "KR110", f"berkas `{label}` tidak dapat dibaca: {error.strerror}", start, "periksa hak akses berkas"
            )
            return source
        if not raw.strip():
            self._say("KR110", f"berkas `{label}` kosong", start, "isi berkas ini atau hapus", Severity.PERINGATAN)
            return source
        zeros = raw.count(b"\0")
        if raw[:2] in (b"\xff\xfe", b"\xfe\xff") or zeros * _TEXT_PER_NUL > len(raw):
            what = "memakai penyandian UTF-16" if raw[:2] in (b"\xff\xfe", b"\xfe\xff") else _NO_TEXT
            self._say("KR110", f"berkas `{label}` {what}", start, _AS_TEXT)
            return source
        try:
            text = raw.decode("utf-8-sig").translate(_INVISIBLE)
            if zeros:
                self._say_zeros(SourceFile(label, text), zeros)
            return SourceFile(label, text.replace(NUL, ""))
        except UnicodeDecodeError as error:
            if zeros:
                self._say("KR110", f"berkas `{label}` {_NO_TEXT}", start, _AS_TEXT)
                return source
            line = raw[: error.start].count(b"\n") + 1
            self._say(
                "KR110",
                f"berkas `{label}` bukan teks UTF-8 (baris {line})",
                start,
                "simpan ulang dengan penyandian UTF-8",
            )
            return source

    def _say_zeros(self, source: SourceFile, count: int) -> None:
        """A text that a few NUL characters have got into: where the first is; what else is written is read all the same."""
        at = source.text.index(NUL)
        more = f", dan di {count - 1} tempat lain" if count > 1 else ""
        self._say("KR110", f"ada {hidden_name(NUL)} di sini{more}", Span(source, at, at + 1), REMEDY)

    def _say(self, code: str, message: str, span: Span, help_text: str, severity: Severity = Severity.GALAT) -> None:
        self.diagnostics.append(Diagnostic(code, message, span, severity, help=help_text))

    # ---- the package declaration ----------------------------------------------------------------------------------
    def _declaration(self, parsed: list[Parsed], folder: Path, expected: str | None) -> nodes.Declaration | None:
        found = [
            item
            for p in parsed
            for item in p.file.items
            if isinstance(item, nodes.Declaration) and item.keyword == "paket"
        ]
        if not found:
            if parsed and not any(
                d.primary and d.primary.source is p.file.span.source for p in parsed for d in self.diagnostics
            ):
                self._say(
                    "KR210",
                    "belum ada deklarasi `paket`",
                    Span(parsed[0].file.span.source, 0, 0),
                    'tulis di awal: paket pengenal_paket "Nama" { versi "1.0"  pakai permendagri_86_2017, sakip_umum }',
                )
            return None
        for extra in found[1:]:
            self._say(
                "KR210",
                "satu paket hanya punya satu deklarasi `paket`",
                extra.span,
                "gabungkan isinya ke deklarasi yang pertama",
            )
        declaration = found[0]
        if expected is not None and declaration.id is not None and declaration.id.text != expected:
            self._say(
                "KR210",
                f"folder paket bernama `{folder.name}`, tetapi deklarasinya `{declaration.id.text}`",
                declaration.id.span,
                "samakan keduanya",
            )
        for member in declaration.body or ():
            if isinstance(member, nodes.Field) and member.keyword == "sintaks":
                version = member.arguments[0]
                if isinstance(version, nodes.NumberLit) and version.value != SYNTAX_VERSION:
                    self._say(
                        "KR204",
                        f"paket ini memakai sintaks versi {version.value}, sedangkan program ini membaca versi {SYNTAX_VERSION}",
                        member.span,
                        "perbarui program, atau pakai paket yang sesuai",
                    )
        return declaration

    def _uses(self, declaration: nodes.Declaration | None) -> list[tuple[Use, Span]]:
        out: list[tuple[Use, Span]] = []
        for member in (declaration.body or ()) if declaration is not None else ():
            if not isinstance(member, nodes.Field) or member.keyword != "pakai":
                continue
            names = [a for a in member.arguments if isinstance(a, nodes.Name)]
            options = {a.keyword: a.arguments[0] for a in member.arguments if isinstance(a, nodes.Field)}
            alias, edisi = options.get("sebagai"), options.get("edisi")
            for name in names:
                use = Use(
                    name.text,
                    alias.text if isinstance(alias, nodes.Word) else None,
                    edisi.value if isinstance(edisi, nodes.TextLit) else None,
                )
                out.append((use, name.span))
        return out

    def _use(self, use: Use, span: Span, folder: Path) -> None:
        if use.paket in self.reading:
            chain = " → ".join([*self.reading[self.reading.index(use.paket) :], use.paket])
            self._say("KR205", f"paket saling memakai melingkar: {chain}", span, "hapus salah satu `pakai`")
            return
        if use.paket not in self.packages:
            located = find_package(use.paket, folder)
            if located is None:
                self._missing(use, span)
                return
            self.package(located[0], located[1], use.paket)
        if use.edisi is not None:
            version = declared_version(self.packages[use.paket].declaration)
            if version != use.edisi:
                self._say(
                    "KR204",
                    f"paket `{use.paket}` yang tersedia berversi {version}, sedangkan yang diminta {use.edisi}",
                    span,
                    "sesuaikan `edisi`, atau pasang versi yang diminta",
                )

    def _missing(self, use: Use, span: Span) -> None:
        from difflib import get_close_matches

        known = shipped_packages()
        near = get_close_matches(use.paket, known, n=1)
        hint = f"mungkin maksud Anda `{near[0]}`?" if near else f"paket bawaan: {', '.join(known)}"
        self._say("KR203", f"paket `{use.paket}` tidak ditemukan", span, hint)


def declared_version(declaration: nodes.Declaration | None) -> str:
    """The `versi` of a package declaration, `0` where none is written."""
    for member in (declaration.body or ()) if declaration is not None else ():
        if (
            isinstance(member, nodes.Field)
            and member.keyword == "versi"
            and isinstance(member.arguments[0], nodes.TextLit)
        ):
            return member.arguments[0].value
    return "0"

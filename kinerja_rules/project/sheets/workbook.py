"""The frame of an XLSX workbook: its sheets, shared texts and number formats."""

import posixpath
import re
from enum import Enum

from attrs import define, field, frozen

from kinerja_rules.project.sheets.archive import Archive, Handler, damaged, macros, too_large
from kinerja_rules.project.sheets.formats import BUILT_IN, GENERAL, Format, read_format
from kinerja_rules.project.sheets.limits import MAX_SHEETS, MAX_STRINGS, MAX_STYLES, MAX_TEXT
from kinerja_rules.project.sheets.problems import RefusedError

_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")


class Visibility(Enum):
    """Whether a sheet is shown to people."""

    TAMPAK = "tampak"
    TERSEMBUNYI = "tersembunyi"


@frozen
class SheetInfo:
    """A sheet's name and whether people see it."""

    name: str
    visibility: Visibility


@frozen(eq=False)
class Workbook:
    """What a sheet needs from its workbook; `paths` are the parts of the sheets, in the order of `sheets`."""

    archive: Archive = field(repr=False)
    sheets: tuple[SheetInfo, ...]
    paths: tuple[str, ...]
    from_1904: bool
    unsaved: bool
    strings_path: str | None
    styles_path: str | None


def open_workbook(archive: Archive) -> Workbook:
    """Read the workbook part and its relations.

    Raises:
        RefusedError: the workbook is damaged or holds macros.
    """
    kinds = _ContentTypes()
    archive.parse("[Content_Types].xml", kinds)
    if kinds.macro:
        raise RefusedError(macros(archive.file))
    main = "xl/workbook.xml"
    if "_rels/.rels" in archive.parts:
        roots = _relations(archive, "_rels/.rels", "")
        main = next((target for kind, target in roots.values() if kind == "officeDocument"), main)
    book = _Book()
    archive.parse(main, book)
    folder, name = posixpath.split(main)
    related = _relations(archive, f"{folder}/_rels/{name}.rels", folder)
    sheets: list[SheetInfo] = []
    paths: list[str] = []
    for title, relation, state in book.sheets:
        kind, target = related.get(relation, ("", ""))
        if kind == "worksheet":  # chart and dialog sheets hold no table
            hidden = state in ("hidden", "veryHidden")
            sheets.append(SheetInfo(title, Visibility.TERSEMBUNYI if hidden else Visibility.TAMPAK))
            paths.append(target)
    if not sheets:
        raise damaged(archive.file, "tidak ada lembar kerja di dalamnya")
    if len(sheets) > MAX_SHEETS:
        raise too_large(archive.file, f"berisi lebih dari {MAX_SHEETS} lembar")
    by_kind = dict(related.values())
    return Workbook(
        archive,
        tuple(sheets),
        tuple(paths),
        book.from_1904,
        book.unsaved,
        by_kind.get("sharedStrings"),
        by_kind.get("styles"),
    )


def read_strings(book: Workbook) -> list[str]:
    """The shared texts, by index; runs of rich text joined, reading aids left out."""
    if book.strings_path is None or book.strings_path.lower() not in book.archive.parts:
        return []
    strings = _Strings(book.archive.file)
    book.archive.parse(book.strings_path, strings)
    return strings.texts


def read_styles(book: Workbook) -> list[Format]:
    """The number format of each cell style, by index."""
    if book.styles_path is None or book.styles_path.lower() not in book.archive.parts:
        return []
    styles = _Styles(book.archive.file)
    book.archive.parse(book.styles_path, styles)
    return [styles.format_of(ident) for ident in styles.used]


def unescaped(text: str) -> str:
    """Text with `_x000D_` and the like resolved.

    >>> unescaped("a_x000A_b_x005F_x0041_")
    'a\\nb_x0041_'
    """
    return _ESCAPED.sub(lambda m: chr(int(m[1], 16)), text) if "_x" in text else text


def is_true(value: str | None) -> bool:
    """A boolean attribute that is set."""
    return value in ("1", "true", "on")


def local_attribute(attributes: dict[str, str], name: str) -> str | None:
    """The value of a prefixed attribute, whatever its prefix."""
    return next((v for k, v in attributes.items() if k.rpartition(":")[2] == name and ":" in k), None)


def _relations(archive: Archive, part: str, folder: str) -> dict[str, tuple[str, str]]:
    """Relations by id as (last word of the type, part named); those that point outside the file are left out."""
    if part.lower() not in archive.parts:
        return {}
    read = _Relations()
    archive.parse(part, read)
    return {
        ident: (kind, posixpath.normpath(target[1:] if target.startswith("/") else posixpath.join(folder, target)))
        for ident, kind, target in read.found
    }


class _ContentTypes(Handler):
    def __init__(self) -> None:
        self.macro = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        kind = attributes.get("ContentType", "").lower()
        self.macro = self.macro or "macroenabled" in kind or "vbaproject" in kind


class _Relations(Handler):
    def __init__(self) -> None:
        self.found: list[tuple[str, str, str]] = []

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "Relationship" and attributes.get("TargetMode") != "External":
            kind = attributes.get("Type", "").rpartition("/")[2]
            self.found.append((attributes.get("Id", ""), kind, attributes.get("Target", "").replace("\\", "/")))


class _Book(Handler):
    def __init__(self) -> None:
        self.sheets: list[tuple[str, str, str]] = []
        self.from_1904 = self.unsaved = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "sheet":
            relation = local_attribute(attributes, "id") or ""
            self.sheets.append((unescaped(attributes.get("name", "")), relation, attributes.get("state", "")))
        elif name == "workbookPr":
            self.from_1904 = is_true(attributes.get("date1904"))
        elif name == "calcPr":
            self.unsaved = is_true(attributes.get("fullCalcOnLoad"))


@define(eq=False)
class TextParts:
    """Pieces of one text, bounded; `open` while they are collected."""

    file: str
    pieces: list[str] = field(factory=list)
    length: int = 0

    def add(self, data: str) -> None:
        """One more piece."""
        self.length += len(data)
        if self.length > 2 * MAX_TEXT:  # escapes may halve it
            raise damaged(self.file, f"satu sel memuat lebih dari {MAX_TEXT} huruf")
        self.pieces.append(data)

    def take(self) -> str:
        """The text so far; begins anew."""
        text = "".join(self.pieces)
        self.pieces.clear()
        self.length = 0
        return unescaped(text)


class _Strings(Handler):
    def __init__(self, file: str) -> None:
        self.texts: list[str] = []
        self._file = file
        self._parts = TextParts(file)
        self._aid = self._open = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "t":
            self._open = not self._aid
        elif name == "rPh":
            self._aid = True

    def end(self, name: str) -> None:
        if name == "t":
            self._open = False
        elif name == "rPh":
            self._aid = False
        elif name == "si":
            self.texts.append(self._parts.take())
            if len(self.texts) > MAX_STRINGS:
                raise too_large(self._file, f"memuat lebih dari {MAX_STRINGS} teks")

    def text(self, data: str) -> None:
        if self._open:
            self._parts.add(data)


class _Styles(Handler):
    def __init__(self, file: str) -> None:
        self.used: list[int] = []
        self._file = file
        self._codes: dict[int, str] = {}
        self._in_cells = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "numFmt":
            self._codes[int(attributes.get("numFmtId", "0"))] = attributes.get("formatCode", "")
        elif name == "cellXfs":
            self._in_cells = True
        elif name == "xf" and self._in_cells:
            self.used.append(int(attributes.get("numFmtId", "0")))
        if len(self.used) > MAX_STYLES or len(self._codes) > MAX_STYLES:
            raise too_large(self._file, f"memuat lebih dari {MAX_STYLES} gaya sel")

    def end(self, name: str) -> None:
        if name == "cellXfs":
            self._in_cells = False

    def format_of(self, ident: int) -> Format:
        """The format of an id: as the file defines it, else the built-in one."""
        code = self._codes.get(ident, BUILT_IN.get(ident))
        return GENERAL if code is None else read_format(code)

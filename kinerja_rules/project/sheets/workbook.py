"""The frame of an XLSX workbook: its sheets, shared texts and number formats."""

import posixpath
import re
from collections.abc import Callable, Mapping
from enum import Enum

from attrs import field, frozen

from kinerja_rules.project.sheets.archive import Archive, Handler, damaged, macros, too_large
from kinerja_rules.project.sheets.formats import BUILT_IN, GENERAL, Format, read_format
from kinerja_rules.project.sheets.limits import MAX_EXPANDED, MAX_SHEETS, MAX_STRINGS, MAX_STYLES, MAX_TEXT
from kinerja_rules.project.sheets.problems import RefusedError
from kinerja_rules.project.sheets.raised import raised

_MAX_PIECES = 64  # a text that Excel allows comes in far fewer
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
    if len(set(paths)) < len(paths):
        raise damaged(archive.file, "dua lembar memakai bagian yang sama")
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


@frozen(eq=False)
class Shared:
    """What the sheets of a workbook share: texts by index, and the number format of each cell style."""

    strings: tuple[str, ...] = field(repr=False)
    styles: tuple[Format, ...] = field(repr=False)


def read_shared(book: Workbook) -> Shared:
    """The shared texts (runs of rich text joined, reading aids left out) and styles; none where the part is missing.

    Raises:
        RefusedError: a part is damaged or beyond the limits.
    """
    archive = book.archive
    strings, styles = _Strings(archive.file), _Styles(archive.file)
    if book.strings_path is not None and book.strings_path.lower() in archive.parts:
        archive.parse(book.strings_path, strings, MAX_EXPANDED)
    if book.styles_path is not None and book.styles_path.lower() in archive.parts:
        archive.parse(book.styles_path, styles)
    return Shared(tuple(strings.texts), tuple(styles.format_of(ident) for ident in styles.used))


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

    def starts(self) -> Mapping[str, Callable[[dict[str, str]], None]]:
        return {"Default": self._type, "Override": self._type}

    def _type(self, attributes: dict[str, str]) -> None:
        kind = attributes.get("ContentType", "").lower()
        self.macro = self.macro or "macroenabled" in kind or "vbaproject" in kind


class _Relations(Handler):
    def __init__(self) -> None:
        self.found: list[tuple[str, str, str]] = []

    def starts(self) -> Mapping[str, Callable[[dict[str, str]], None]]:
        return {"Relationship": self._relation}

    def _relation(self, attributes: dict[str, str]) -> None:
        if attributes.get("TargetMode") != "External":
            kind = attributes.get("Type", "").rpartition("/")[2]
            self.found.append((attributes.get("Id", ""), kind, attributes.get("Target", "").replace("\\", "/")))


class _Book(Handler):
    def __init__(self) -> None:
        self.sheets: list[tuple[str, str, str]] = []
        self.from_1904 = self.unsaved = False

    def starts(self) -> Mapping[str, Callable[[dict[str, str]], None]]:
        return {"sheet": self._sheet, "workbookPr": self._properties, "calcPr": self._calculation}

    def _sheet(self, attributes: dict[str, str]) -> None:
        relation = local_attribute(attributes, "id") or ""
        self.sheets.append((unescaped(attributes.get("name", "")), relation, attributes.get("state", "")))

    def _properties(self, attributes: dict[str, str]) -> None:
        self.from_1904 = is_true(attributes.get("date1904"))

    def _calculation(self, attributes: dict[str, str]) -> None:
        self.unsaved = is_true(attributes.get("fullCalcOnLoad"))


class TextReader(Handler):
    """Collects the text of elements: `t`, but not the reading aids in `rPh`."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.pieces: list[str] = []
        self.open = self._aid = self._raised = False

    def starts(self) -> Mapping[str, Callable[[dict[str, str]], None]]:
        """Text, runs of it that may be raised, and aids."""
        begins = {"t": self._text_begins, "rPh": self._aid_begins}
        return {**begins, "r": self._run_begins, "vertAlign": self._aligned}

    def ends(self) -> Mapping[str, Callable[[], None]]:
        """The same, where they end."""
        return {"t": self.closed, "rPh": self._aid_ends}

    def text(self, data: str) -> None:
        """A piece of an open text."""
        if self.open:
            self.pieces.append(raised(data, "".join(self.pieces)) if self._raised else data)
            if len(data) > MAX_TEXT or len(self.pieces) > _MAX_PIECES:
                raise self._too_long()

    def closed(self) -> None:
        """The text's element ends."""
        self.open = False

    def take(self) -> str:
        """The text so far; begins anew."""
        text = "".join(self.pieces)
        self.pieces.clear()
        self._raised = False
        if "_x" in text:
            text = unescaped(text)
        if len(text) > MAX_TEXT:
            raise self._too_long()
        return text

    def _run_begins(self, _: dict[str, str]) -> None:
        self._raised = False

    def _aligned(self, attributes: dict[str, str]) -> None:
        self._raised = attributes.get("val") == "superscript"

    def _text_begins(self, _: dict[str, str]) -> None:
        self.open = not self._aid

    def _aid_begins(self, _: dict[str, str]) -> None:
        self._aid = True

    def _aid_ends(self) -> None:
        self._aid = False

    def _too_long(self) -> RefusedError:
        return damaged(self.file, f"satu sel memuat lebih dari {MAX_TEXT} huruf")


class _Strings(TextReader):
    def __init__(self, file: str) -> None:
        super().__init__(file)
        self.texts: list[str] = []

    def ends(self) -> Mapping[str, Callable[[], None]]:
        return {**super().ends(), "si": self._item}

    def _item(self) -> None:
        self.texts.append(self.take())
        if len(self.texts) > MAX_STRINGS:
            raise too_large(self.file, f"memuat lebih dari {MAX_STRINGS} teks")


class _Styles(Handler):
    def __init__(self, file: str) -> None:
        self.used: list[int] = []
        self._file = file
        self._codes: dict[int, str] = {}
        self._in_cells = False

    def starts(self) -> Mapping[str, Callable[[dict[str, str]], None]]:
        return {"numFmt": self._code, "cellXfs": self._cells_begin, "xf": self._style}

    def ends(self) -> Mapping[str, Callable[[], None]]:
        return {"cellXfs": self._cells_end}

    def _code(self, attributes: dict[str, str]) -> None:
        self._codes[int(attributes.get("numFmtId", "0"))] = attributes.get("formatCode", "")
        self._check_size(len(self._codes))

    def _style(self, attributes: dict[str, str]) -> None:
        if self._in_cells:
            self.used.append(int(attributes.get("numFmtId", "0")))
            self._check_size(len(self.used))

    def _cells_begin(self, _: dict[str, str]) -> None:
        self._in_cells = True

    def _cells_end(self) -> None:
        self._in_cells = False

    def _check_size(self, count: int) -> None:
        if count > MAX_STYLES:
            raise too_large(self._file, f"memuat lebih dari {MAX_STYLES} gaya sel")

    def format_of(self, ident: int) -> Format:
        """The format of an id: as the file defines it, else the built-in one."""
        code = self._codes.get(ident, BUILT_IN.get(ident))
        return GENERAL if code is None else read_format(code)

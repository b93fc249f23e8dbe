"""The parts of an XLSX file: a zip that is measured before it is opened, and XML that may declare nothing.

Every limit is checked against what the zip announces and again against what comes out of it. Parts are streamed
through expat; no tree is built, so memory does not follow the size of a part.
"""

import io
import zipfile
import zlib
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import IO, NoReturn
from xml.parsers import expat

from attrs import field, frozen

from kinerja_rules.project.sheets.limits import (
    MAX_DEPTH,
    MAX_ELEMENTS,
    MAX_ENTRIES,
    MAX_EXPANDED,
    MAX_FILE,
    MAX_FRAME,
    MAX_NAMES,
    MAX_RATIO,
    MAX_TOKEN,
    MAX_TOTAL,
    RATIO_FREE,
)
from kinerja_rules.project.sheets.problems import ProblemKind, RefusedError, SheetProblem, shown

_CHUNK = 262_144
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_CENTRAL = b"PK\x01\x02"
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")


@frozen
class ArchiveKind:
    """A kind of file that is kept in a zip: its name, how one is saved as it, the part that says it is one."""

    name: str
    save: str
    program: str
    main: str = ""


WORKBOOK = ArchiveKind(
    "buku kerja Excel (.xlsx)",
    "buka di Excel atau LibreOffice, lalu simpan sebagai Buku Kerja Excel (.xlsx)",
    "lembar kerja",
)
DOCUMENT = ArchiveKind(
    "dokumen Word (.docx)",
    "buka di Word atau LibreOffice, lalu simpan sebagai Dokumen Word (.docx)",
    "pengolah kata",
    "word/document.xml",
)


class Handler:
    """What the reader of a part does, by the name of an element without its prefix."""

    def starts(self) -> Mapping[str, Callable[[dict[str, str]], None]]:
        """What to do where an element begins, given its attributes."""
        return {}

    def ends(self) -> Mapping[str, Callable[[], None]]:
        """What to do where an element ends."""
        return {}

    def text(self, data: str) -> None:
        """What to do with a piece of text."""


@frozen(eq=False)
class Archive:
    """A zip that passed its checks; `parts` by name in small letters, with forward slashes."""

    file: str
    zip: zipfile.ZipFile = field(repr=False)
    parts: Mapping[str, zipfile.ZipInfo] = field(repr=False)
    kind: ArchiveKind = WORKBOOK

    def parse(self, part: str, handler: Handler, most: int = MAX_FRAME) -> None:
        """Stream a part of at most so many bytes through a handler.

        Raises:
            RefusedError: the part is missing, damaged, larger than announced, or declares what it may not.
        """
        info = self.parts.get(part.lower())
        if info is None:
            raise damaged(self.file, f"bagian `{shown(part)}` tidak ada")
        if info.file_size > most:  # what comes out is never more: the zip reader stops there
            raise too_large(self.file, f"bagian `{shown(part)}` mengembang lebih dari {most // 1_000_000} MB")
        try:
            with self.zip.open(info) as stream:
                self._stream(part, stream, handler)
        except expat.ExpatError as error:
            raise damaged(self.file, f"XML bagian `{shown(part)}` tidak utuh pada baris {error.lineno}") from error
        except (zipfile.BadZipFile, zlib.error, EOFError) as error:
            raise damaged(self.file, f"bagian `{shown(part)}` terpotong atau berubah") from error

    def _stream(self, part: str, stream: IO[bytes], handler: Handler) -> None:
        chunk = stream.read(_CHUNK)
        parser = expat.ParserCreate(None if chunk[:2] in _UTF_16 else "UTF-8")
        parser.buffer_text = True
        parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_NEVER)

        def forbid(*_: object) -> NoReturn:
            raise RefusedError(
                SheetProblem(
                    ProblemKind.XML_TERLARANG,
                    f"bagian `{shown(part)}` memuat deklarasi DTD atau entitas, yang tidak pernah ditulis program {self.kind.program}",
                    self.file,
                    None,
                    f"jangan pakai berkas ini; minta berkas aslinya, {self.kind.save}",
                )
            )

        parser.StartDoctypeDeclHandler = forbid
        parser.EntityDeclHandler = forbid
        parser.ExternalEntityRefHandler = forbid
        depth = elements = 0
        starts, ends = dict(handler.starts()), dict(handler.ends())

        def on_start(name: str, attributes: dict[str, str]) -> None:
            nonlocal depth, elements
            depth += 1
            elements += 1
            if depth > MAX_DEPTH:
                raise damaged(self.file, f"bagian `{shown(part)}` bersusun lebih dari {MAX_DEPTH} tingkat")
            action = starts.get(name)
            if action is None and ":" in name and (action := starts.get(name.rpartition(":")[2])) is not None:
                starts[name] = action
            if action is not None:
                action(attributes)

        def on_end(name: str) -> None:
            nonlocal depth
            depth -= 1
            action = ends.get(name)
            if action is None and ":" in name and (action := ends.get(name.rpartition(":")[2])) is not None:
                ends[name] = action
            if action is not None:
                action()

        parser.StartElementHandler = on_start
        parser.EndElementHandler = on_end
        parser.CharacterDataHandler = handler.text
        fed = 0
        while chunk:
            fed += len(chunk)
            parser.Parse(chunk, False)
            if fed - parser.CurrentByteIndex > MAX_TOKEN or len(parser.intern) > MAX_NAMES:
                raise damaged(self.file, f"bagian `{shown(part)}` memuat tanda yang tidak wajar")
            if elements > MAX_ELEMENTS:
                raise too_large(self.file, f"bagian `{shown(part)}` memuat lebih dari {MAX_ELEMENTS} unsur")
            chunk = stream.read(_CHUNK)
        parser.Parse(b"", True)


def open_archive(data: bytes, file: str, kind: ArchiveKind = WORKBOOK) -> Archive:
    """Check the bytes of a file of this kind and open it.

    Raises:
        RefusedError: it is no such file, is damaged, protected, holds macros, or is larger than the limits.
    """
    if len(data) > MAX_FILE:
        raise too_large(file, f"ukurannya lebih dari {MAX_FILE // 1_000_000} MB")
    if data[:4] != b"PK\x03\x04":
        raise RefusedError(_not_a_zip(data, file, kind))
    if data.count(_CENTRAL) > MAX_ENTRIES:  # before `ZipFile` makes an object of each
        raise too_large(file, f"berisi lebih dari {MAX_ENTRIES} bagian")
    try:
        opened = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OverflowError, EOFError) as error:
        raise damaged(file, "arsipnya terpotong atau berubah") from error
    parts: dict[str, zipfile.ZipInfo] = {}
    for info in opened.infolist():
        name = info.filename.replace("\\", "/").lstrip("/").lower()
        if name in parts:
            raise damaged(file, f"bagian `{shown(info.filename)}` ada dua kali")
        parts[name] = info
        if info.flag_bits & 0x1:
            raise RefusedError(
                SheetProblem(
                    ProblemKind.BERKAS_BERSANDI,
                    f"berkas `{file}` terkunci dengan kata sandi",
                    file,
                    None,
                    "buka kuncinya, lalu simpan tanpa kata sandi",
                )
            )
        if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise damaged(file, f"bagian `{shown(info.filename)}` dimampatkan dengan cara yang tidak dipakai Excel")
        if info.file_size > MAX_EXPANDED:
            raise too_large(
                file, f"bagian `{shown(info.filename)}` mengembang lebih dari {MAX_EXPANDED // 1_000_000} MB"
            )
    total = sum(info.file_size for info in parts.values())
    if total > MAX_TOTAL:
        raise too_large(file, f"isinya mengembang lebih dari {MAX_TOTAL // 1_000_000} MB")
    if total > RATIO_FREE and total > MAX_RATIO * len(data):
        raise too_large(file, f"isinya mengembang lebih dari {MAX_RATIO} kali ukuran berkas")
    _check_kind(parts, file, kind)
    return Archive(file, opened, MappingProxyType(parts), kind)


def _check_kind(parts: Mapping[str, zipfile.ZipInfo], file: str, kind: ArchiveKind) -> None:
    """Refuse zips that are another kind of file, and those with macros."""
    if any(name.endswith(("vbaproject.bin", "vbadata.xml")) or name.startswith("xl/macrosheets/") for name in parts):
        raise RefusedError(macros(file, kind))
    if "xl/workbook.bin" in parts:
        raise RefusedError(_other_kind(file, "Excel biner (.xlsb)", kind))
    if "mimetype" in parts or "content.xml" in parts:
        raise RefusedError(_other_kind(file, "OpenDocument (.ods, .odt)", kind))
    if "[content_types].xml" not in parts:
        raise RefusedError(_other_kind(file, "arsip zip", kind))
    if kind.main and kind.main not in parts:
        raise RefusedError(_other_kind(file, WORKBOOK.name if "xl/workbook.xml" in parts else "arsip zip", kind))
    if kind is WORKBOOK and DOCUMENT.main in parts:
        raise RefusedError(_other_kind(file, DOCUMENT.name, kind))


def _not_a_zip(data: bytes, file: str, kind: ArchiveKind) -> SheetProblem:
    if not data:
        return SheetProblem(
            ProblemKind.BERKAS_RUSAK, f"berkas `{file}` kosong", file, None, "isi berkas ini atau hapus"
        )
    if data.startswith(_OLE):
        return SheetProblem(
            ProblemKind.BENTUK_BERKAS,
            f"berkas `{file}` berbentuk {'Excel lama (.xls)' if kind is WORKBOOK else 'Word lama (.doc)'} atau terkunci dengan kata sandi",
            file,
            None,
            f"{kind.save}, tanpa kata sandi",
        )
    head = data[:512].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if head.startswith((b"<html", b"<!doctype", b"<table", b"<?xml")):
        return _other_kind(file, "halaman web atau XML", kind)
    return SheetProblem(ProblemKind.BENTUK_BERKAS, f"berkas `{file}` bukan {kind.name}", file, None, kind.save)


def _other_kind(file: str, other: str, kind: ArchiveKind) -> SheetProblem:
    return SheetProblem(
        ProblemKind.BENTUK_BERKAS, f"berkas `{file}` berbentuk {other}, bukan {kind.name}", file, None, kind.save
    )


def macros(file: str, kind: ArchiveKind = WORKBOOK) -> SheetProblem:
    """What is said about a file with macros."""
    return SheetProblem(
        ProblemKind.MAKRO,
        f"berkas `{file}` memuat makro",
        file,
        None,
        "buka di Excel, lalu simpan sebagai Buku Kerja Excel (.xlsx) tanpa makro"
        if kind is WORKBOOK
        else f"{kind.save} tanpa makro",
    )


def damaged(file: str, what: str) -> RefusedError:
    """The file cannot be trusted to say what it holds."""
    return RefusedError(
        SheetProblem(
            ProblemKind.BERKAS_RUSAK,
            f"berkas `{file}` rusak: {what}",
            file,
            None,
            "buka di program asalnya atau LibreOffice, periksa isinya, lalu simpan ulang",
        )
    )


def too_large(file: str, what: str, reference: str | None = None) -> RefusedError:
    """The file is beyond a limit."""
    return RefusedError(
        SheetProblem(
            ProblemKind.BERKAS_TERLALU_BESAR,
            f"berkas `{file}` tidak dibaca: {what}",
            file,
            reference,
            "salin tabel yang diperlukan ke berkas baru, lalu simpan",
        )
    )

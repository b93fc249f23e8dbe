"""Files made to harm: each is refused with a sentence, quickly, without opening what it announces."""

import io
import random
import struct
import tracemalloc
import zipfile
import zlib

import pytest
from workbooks import DECLARATION, MAIN, Book, Sheet, number, one_sheet, text, zipped

from kinerja_rules.project.sheets import Grid, ProblemKind, SheetProblem, list_sheets, read_grid
from kinerja_rules.project.sheets import archive as archive_module
from kinerja_rules.project.sheets.limits import MAX_CELLS, MAX_ENTRIES

NAME = "data/realisasi.xlsx"


def refused(data: bytes, name: str = NAME) -> SheetProblem:
    read = read_grid(data, name, None)
    assert isinstance(read, tuple), read
    (problem,) = read
    assert problem.blocking
    assert problem.remedy
    assert "\n" not in problem.message
    return problem


def with_sheet(xml: str | bytes) -> bytes:
    return Book((Sheet("Realisasi"),), parts={"xl/worksheets/sheet1.xml": xml}).packed()


def sheet(data: str, before: str = "") -> bytes:
    return with_sheet(f'{DECLARATION}{before}<worksheet xmlns="{MAIN}"><sheetData>{data}</sheetData></worksheet>')


# ---- sizes -------------------------------------------------------------------------------------------------------
def test_a_zip_bomb_is_not_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    parts = Book((Sheet("Realisasi"),)).written()
    parts["xl/media/gambar.bin"] = bytes(60_000_000)
    data = zipped(parts)

    def opened(*_: object) -> None:
        raise AssertionError("a part was opened")

    monkeypatch.setattr(zipfile.ZipFile, "open", opened)
    problem = refused(data)
    assert problem.kind is ProblemKind.BERKAS_TERLALU_BESAR
    assert "200 kali" in problem.message


def test_a_part_larger_than_the_bound_is_not_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive_module, "MAX_EXPANDED", 1_000)
    assert refused(one_sheet(*(number(f"A{i}", "1") for i in range(1, 100)))).kind is ProblemKind.BERKAS_TERLALU_BESAR


def test_a_part_that_lies_about_its_size_is_cut_off() -> None:
    """The zip announces 100 bytes, the part holds 50 MB."""
    xml = f'<worksheet xmlns="{MAIN}"><sheetData>{" " * 50_000_000}</sheetData></worksheet>'.encode()
    data = bytearray(with_sheet(xml))
    size = struct.pack("<I", len(xml))
    assert data.count(size) == 2
    lying = bytes(data).replace(size, struct.pack("<I", 100))
    tracemalloc.start()
    problem = refused(lying)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert problem.kind is ProblemKind.BERKAS_RUSAK
    assert peak < 5_000_000


def test_too_many_parts_are_not_listed(monkeypatch: pytest.MonkeyPatch) -> None:
    data = zipped({f"p{i}": b"" for i in range(MAX_ENTRIES + 1)})

    def listed(*_: object) -> None:
        raise AssertionError("the zip was listed")

    monkeypatch.setattr(zipfile, "ZipFile", listed)
    problem = refused(data)
    assert problem.kind is ProblemKind.BERKAS_TERLALU_BESAR
    assert str(MAX_ENTRIES) in problem.message


def test_two_far_corners_are_no_grid_between_them() -> None:
    problem = refused(one_sheet(number("A1", "1"), number("XFD1048576", "1")))
    assert problem.kind is ProblemKind.BERKAS_TERLALU_BESAR
    assert problem.reference == "Realisasi!A1:XFD1048576"
    assert str(MAX_CELLS) in problem.message


def test_a_dimension_or_a_merge_over_everything_costs_nothing() -> None:
    cell = '<row r="1"><c r="A1"><v>1</v></c></row>'
    for data in (
        with_sheet(
            f'<worksheet xmlns="{MAIN}"><dimension ref="A1:XFD1048576"/><cols><col min="1" max="2000000000" hidden="1"/>'
            f"</cols><sheetData>{cell}</sheetData></worksheet>"
        ),
        one_sheet(number("A1", "1"), merges=("A1:XFD1048576",)),
    ):
        read = read_grid(data, NAME, None)
        assert isinstance(read, Grid)
        assert (read.rows, read.columns, len(read.cells)) == (1, 1, 1)


def test_overlapping_merges_do_not_multiply() -> None:
    merges = ("A1:Z1000",) * 5_000
    problem = refused(one_sheet(number("A1", "1"), number("Z1000", "1"), merges=merges))
    assert problem.kind is ProblemKind.BERKAS_RUSAK


def test_a_cell_of_too_many_letters_is_refused() -> None:
    letters = "".join(random.Random(1).choices("abcdefghij", k=40_000))
    cell = '<row r="1"><c r="A1" t="s"><v>0</v></c></row>'
    xml = f'<worksheet xmlns="{MAIN}"><sheetData>{cell}</sheetData></worksheet>'
    shared = Book((Sheet("S"),), strings=(letters,), parts={"xl/worksheets/sheet1.xml": xml}).packed()
    for data in (one_sheet(text("A1", letters)), one_sheet(text("A1", letters * 20)), shared):
        problem = refused(data)
        assert problem.kind is ProblemKind.BERKAS_RUSAK
        assert "32767 huruf" in problem.message


# ---- XML ---------------------------------------------------------------------------------------------------------
LAUGHS = "".join(f'<!ENTITY l{i} "{f"&l{i - 1};" * 10}">' for i in range(1, 10))


@pytest.mark.parametrize(
    ("doctype", "entity"),
    [
        (f'<!DOCTYPE worksheet [<!ENTITY l0 "ha">{LAUGHS}]>', "&l9;"),
        ('<!DOCTYPE worksheet [<!ENTITY x SYSTEM "file:///etc/hostname">]>', "&x;"),
        ('<!DOCTYPE worksheet [<!ENTITY % p SYSTEM "http://127.0.0.1:9/x.dtd"> %p;]>', "1"),
        ('<!DOCTYPE worksheet SYSTEM "http://127.0.0.1:9/x.dtd">', "1"),
        ("<!DOCTYPE worksheet>", "1"),
    ],
)
def test_no_document_type_is_accepted(doctype: str, entity: str) -> None:
    problem = refused(sheet(f'<row r="1"><c r="A1" t="str"><v>{entity}</v></c></row>', doctype))
    assert problem.kind is ProblemKind.XML_TERLARANG
    assert "sheet1.xml" in problem.message


def test_a_document_type_in_utf_16_is_seen_too() -> None:
    xml = f'<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE w [<!ENTITY a "b">]><worksheet xmlns="{MAIN}"/>'
    assert refused(with_sheet(xml.encode("utf-16"))).kind is ProblemKind.XML_TERLARANG


def test_deep_nesting_is_refused() -> None:
    assert "tingkat" in refused(sheet("<a>" * 200_000)).message


def test_one_endless_tag_is_refused() -> None:
    """Random digits, so that neither the ratio nor the names give it away first."""
    digits = "".join(random.Random(1).choices("0123456789abcdef", k=5_000_000))
    problem = refused(sheet(f'<row r="{digits}"/>'))
    assert problem.kind is ProblemKind.BERKAS_RUSAK
    assert "tidak wajar" in problem.message


def test_endless_new_names_are_refused() -> None:
    assert "tidak wajar" in refused(sheet("".join(f"<n{i}/>" for i in range(100_000)))).message


def test_endless_elements_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive_module, "MAX_ELEMENTS", 10_000)
    assert refused(sheet("<row/>" * 150_000)).kind is ProblemKind.BERKAS_TERLALU_BESAR


@pytest.mark.parametrize(
    "data",
    [
        '<row r="x"><c r="A1"><v>1</v></c></row>',
        f'<row r="{"9" * 5000}"/>',
        '<row r="0"/>',
        '<row r="1"><c r="A1" t="s"><v>-1</v></c></row>',
        '<row r="1"><c r="A1" t="s"><v>satu</v></c></row>',
        '<row r="1"><c r="A2"><v>1</v></c></row>',
        '<c r="A1"><v>1</v></c>',
        "<row><c><v>1</v></row>",
        "\x00",
    ],
)
def test_nonsense_is_damage(data: str) -> None:
    assert refused(sheet(data)).kind is ProblemKind.BERKAS_RUSAK


def test_a_style_beyond_the_styles_is_the_default() -> None:
    read = read_grid(sheet('<row r="1"><c r="A1" s="99999999999999999999"><v>1</v></c></row>'), NAME, None)
    assert isinstance(read, Grid)
    assert read.cell(1, 1).format.code == "General"


def test_a_sheet_named_many_times_is_read_once() -> None:
    parts = Book((Sheet("A", (number("A1", "1"),)), Sheet("B")))
    links = parts.written()["xl/_rels/workbook.xml.rels"]
    assert isinstance(links, str)
    same = Book(parts.sheets, parts={"xl/_rels/workbook.xml.rels": links.replace("sheet2.xml", "sheet1.xml")}).packed()
    assert "bagian yang sama" in refused(same).message


def test_parts_of_the_frame_are_bounded_more_tightly(monkeypatch: pytest.MonkeyPatch) -> None:
    styles = f'<styleSheet xmlns="{MAIN}">{"<a/>" * 5_500_000}</styleSheet>'
    monkeypatch.setattr(archive_module, "MAX_RATIO", 10_000)
    problem = refused(Book((Sheet("A", (number("A1", "1"),)),), parts={"xl/styles.xml": styles}).packed())
    assert problem.kind is ProblemKind.BERKAS_TERLALU_BESAR
    assert "20 MB" in problem.message


# ---- other files -------------------------------------------------------------------------------------------------
def test_macros_are_refused_whatever_they_are_called() -> None:
    macro = Book((Sheet("S", (number("A1", "1"),)),), parts={"xl/vbaProject.bin": b"\0"}).packed()
    plain = one_sheet(number("A1", "1"))
    types = Book((Sheet("S"),)).written()["[Content_Types].xml"]
    assert isinstance(types, str)
    disguised = Book(
        (Sheet("S"),),
        parts={
            "[Content_Types].xml": types.replace(
                "application/xml", "application/vnd.ms-excel.sheet.macroEnabled.main+xml"
            )
        },
    ).packed()
    for data, name in ((macro, NAME), (plain, "data/realisasi.xlsm"), (disguised, NAME)):
        problem = refused(data, name)
        assert problem.kind is ProblemKind.MAKRO
        assert "tanpa makro" in problem.remedy


@pytest.mark.parametrize(
    ("data", "kind", "what"),
    [
        (b"", ProblemKind.BERKAS_RUSAK, "kosong"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), ProblemKind.BENTUK_BERKAS, "kata sandi"),
        (b"<html><table></table></html>", ProblemKind.BENTUK_BERKAS, "halaman web"),
        (b"Indikator;2022\nTKK;93,80\n", ProblemKind.BENTUK_BERKAS, "bukan buku kerja"),
        (zipped({"mimetype": b"application/vnd.oasis.opendocument.spreadsheet"}), ProblemKind.BENTUK_BERKAS, ".ods"),
        (zipped({"xl/workbook.bin": b"1", "[Content_Types].xml": b"1"}), ProblemKind.BENTUK_BERKAS, ".xlsb"),
        (zipped({"foto.jpg": b"1"}), ProblemKind.BENTUK_BERKAS, "arsip zip"),
        (zipped({"[Content_Types].xml": "<Types/>"}), ProblemKind.BERKAS_RUSAK, "xl/workbook.xml"),
        (one_sheet().replace(b"PK\x05\x06", b"PK\x05\x07"), ProblemKind.BERKAS_RUSAK, "terpotong"),
    ],
)
def test_other_files_are_named(data: bytes, kind: ProblemKind, what: str) -> None:
    problem = refused(data)
    assert problem.kind is kind
    assert what in problem.message


@pytest.mark.parametrize("name", ["data/a.xls", "data/a.ods", "data/a", "data/a.txt", ""])
def test_other_suffixes_are_refused(name: str) -> None:
    assert refused(one_sheet(number("A1", "1")), name).kind is ProblemKind.BENTUK_BERKAS


def test_compression_that_no_program_uses_is_refused() -> None:
    parts = Book((Sheet("S"),)).written()
    for method in (zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA):
        assert "dimampatkan" in refused(zipped(parts, method)).message


def test_a_locked_part_is_said_to_be_locked() -> None:
    data = bytearray(one_sheet(number("A1", "1")))
    at = data.find(b"PK\x01\x02")
    data[at + 8] |= 1
    assert refused(bytes(data)).kind is ProblemKind.BERKAS_BERSANDI


def test_a_part_that_is_there_twice_is_refused() -> None:
    out = io.BytesIO(one_sheet(number("A1", "1")))
    with zipfile.ZipFile(out, "a") as archive, pytest.warns(UserWarning, match="Duplicate name"):
        archive.writestr("xl/workbook.xml", "<workbook/>")
    assert "dua kali" in refused(out.getvalue()).message


def test_a_changed_part_is_noticed() -> None:
    parts = Book((Sheet("S", (number("A1", "111222333"),)),)).written()
    stored = zipped(parts, zipfile.ZIP_STORED)
    assert refused(stored.replace(b"111222333", b"111222334")).kind is ProblemKind.BERKAS_RUSAK


# ---- whatever else -----------------------------------------------------------------------------------------------
WHOLE = Book(
    (Sheet("Realisasi", (text("A1", "Indikator"), number("B1", "2022"), number("B2", "0.938", "0.00%")), ("A1:A2",)),),
    strings=("a", "b"),
).packed()


def test_every_cut_off_file_is_refused() -> None:
    for length in range(0, len(WHOLE), 7):
        for answer in (read_grid(WHOLE[:length], NAME, None), list_sheets(WHOLE[:length], NAME)):
            assert isinstance(answer[0] if isinstance(answer, tuple) else answer, SheetProblem)


def test_no_change_of_a_file_raises() -> None:
    """Bytes changed in the zip, and in the XML before it is packed again."""
    chance = random.Random(2022)
    parts = Book((Sheet("S", (text("A1", "x"), number("B2", "0.938", "0.00%")), ("A1:A2",)),), strings=("a",)).written()
    names = sorted(parts)
    for _ in range(300):
        data = bytearray(WHOLE)
        for _ in range(chance.randint(1, 4)):
            data[chance.randrange(len(data))] = chance.randrange(256)
        name = chance.choice(names)
        part = parts[name]
        assert isinstance(part, str)
        xml = bytearray(part.encode())
        at = chance.randrange(len(xml))
        xml[at : at + chance.randint(0, 9)] = bytes(chance.choices(b'<>"/=&; ra01', k=chance.randint(0, 9)))
        for candidate in (bytes(data), zipped({**parts, name: bytes(xml)})):
            answer = read_grid(candidate, NAME, None)
            assert isinstance(answer, Grid) or all(isinstance(p, SheetProblem) for p in answer)


def test_a_reader_that_fails_unforeseen_fails_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    for error in (MemoryError(), RecursionError(), zlib.error("x"), KeyError("y")):

        def fail(*_: object, error: Exception = error) -> None:
            raise error

        monkeypatch.setattr(archive_module.Archive, "parse", fail)
        problem = refused(one_sheet(number("A1", "1")))
        assert problem.kind is ProblemKind.BERKAS_RUSAK
        assert type(error).__name__ in problem.message

"""Workbooks as the usual programs save them: kinds, texts, formats, merges, hidden rows, formulas, sheets."""

from fractions import Fraction

import pytest
from workbooks import DECLARATION, MAIN, PACKAGE, RELATION, Book, Sheet, formula, number, one_sheet, raw, text, zipped

from kinerja_rules.project.sheets import (
    Cell,
    CellKind,
    Grid,
    ProblemKind,
    SheetInfo,
    SheetProblem,
    Visibility,
    list_sheets,
    read_grid,
)


def grid(data: bytes, sheet: str | None = None) -> Grid:
    read = read_grid(data, "data/realisasi.xlsx", sheet)
    assert isinstance(read, Grid), read
    return read


def refused(data: bytes, sheet: str | None = None, name: str = "data/realisasi.xlsx") -> SheetProblem:
    read = read_grid(data, name, sheet)
    assert isinstance(read, tuple), read
    (problem,) = read
    assert problem.blocking
    assert problem.file == name
    return problem


def facts(cell: Cell) -> tuple[CellKind, str]:
    return cell.kind, cell.text


def test_kinds_texts_and_references() -> None:
    read = grid(
        one_sheet(
            text("A1", "Indikator & <satuan>"),
            number("B1", "93.8"),
            number("C1", "44846", "dd/mm/yyyy"),
            raw("D1", "b", "1"),
            raw("E1", "e", "#DIV/0!"),
            raw("F1", "d", "2022-01-31"),
            number("AA40", "1"),
        )
    )
    assert [facts(read.cell(1, c)) for c in range(1, 8)] == [
        (CellKind.TEKS, "Indikator & <satuan>"),
        (CellKind.BILANGAN, "93.8"),
        (CellKind.TANGGAL, "44846"),
        (CellKind.LOGIKA, "1"),
        (CellKind.GALAT, "#DIV/0!"),
        (CellKind.TANGGAL, "2022-01-31"),
        (CellKind.KOSONG, ""),
    ]
    assert read.cell(1, 2).reference == "Realisasi!B1"
    assert read.cell(1, 2).place == "data/realisasi.xlsx Realisasi!B1"
    assert read.cell(40, 27).name == "AA40"
    assert (read.rows, read.columns) == (40, 27)


def test_numbers_come_from_the_stored_text() -> None:
    read = grid(
        one_sheet(
            number("A1", "93.799999999999997"),
            number("A2", "0.93799999999999994", "0.00%"),
            number("A3", "1429098490"),
            number("A4", "9.38E1"),
            number("A5", "-1.0E-5"),
        )
    )
    assert [read.cell(r, 1).number for r in range(1, 6)] == [
        Fraction("93.8"),
        Fraction("0.938"),
        Fraction(1429098490),
        Fraction("93.8"),
        Fraction("-0.00001"),
    ]
    assert read.cell(2, 1).format.percent
    assert read.cell(2, 1).text == "0.93799999999999994"


def test_as_saved_by_excel() -> None:
    """Shared and rich texts, reading aids, escapes, spans, namespaces that nobody needs, calcChain and theme."""
    sheet = f"""<worksheet xmlns="{MAIN}" xmlns:r="{RELATION}"
      xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" mc:Ignorable="x14ac xr"
      xmlns:x14ac="http://schemas.microsoft.com/office/spreadsheetml/2009/9/ac"
      xmlns:xr="http://schemas.microsoft.com/office/spreadsheetml/2014/revision" xr:uid="{{0}}">
      <dimension ref="A1:C3"/><sheetViews><sheetView tabSelected="1" workbookViewId="0"/></sheetViews>
      <sheetFormatPr defaultRowHeight="15" x14ac:dyDescent="0.25"/>
      <cols><col min="1" max="1" width="40.7" bestFit="1" customWidth="1"/><col min="3" max="16384" hidden="1"/></cols>
      <sheetData>
       <row r="1" spans="1:3" x14ac:dyDescent="0.25"><c r="A1" s="1" t="s"><v>0</v></c><c r="B1" s="1"><v>2022</v></c></row>
       <row r="2" spans="1:3" hidden="1"><c r="A2" t="s"><v>1</v></c><c r="B2" s="2"><v>0.938</v></c><c r="C2" s="1"/></row>
       <row r="3" spans="1:3"><c r="A3" t="s"><v>2</v></c>
        <c r="B3"><f t="shared" ref="B3:B4" si="0">B2*2</f><v>1.8759999999999999</v></c>
        <c r="C3" t="str"><f>A1&amp;"x"</f><v>Indikatorx</v></c></row>
      </sheetData><phoneticPr fontId="1"/><pageMargins left="0.7" right="0.7" top="0.75" bottom="0.75"/>
      <extLst><ext uri="x"><x14:v xmlns:x14="u">9</x14:v></ext></extLst></worksheet>"""
    book = Book(
        (Sheet("Realisasi 2022", (number("A1", "1", "0.00%"), number("B1", "1", '"Rp"#,##0'))),),
        strings=(
            "Indikator",
            '<si><r><rPr><b/></rPr><t xml:space="preserve">Tingkat </t></r><r><t>Kesempatan</t></r>'
            "<rPh sb='0' eb='1'><t>bantu</t></rPh></si>",
            "baris_x000A_dua",
        ),
        parts={"xl/worksheets/sheet1.xml": DECLARATION + sheet, "xl/theme/theme1.xml": "<a/>"},
    )
    read = grid(book.packed())
    assert [facts(c) for r in (1, 2, 3) for c in read.filled(r)] == [
        (CellKind.TEKS, "Indikator"),
        (CellKind.BILANGAN, "2022"),
        (CellKind.TEKS, "Tingkat Kesempatan"),
        (CellKind.BILANGAN, "0.938"),
        (CellKind.TEKS, "baris\ndua"),
        (CellKind.BILANGAN, "1.8759999999999999"),
        (CellKind.TEKS, "Indikatorx"),
    ]
    assert read.cell(3, 2).formula
    assert not read.cell(2, 2).formula
    assert read.hidden_rows == {2}
    assert read.hidden_columns == {3}
    assert read.cell(2, 2).reference == "'Realisasi 2022'!B2"
    assert [n.message for n in read.notes] == [
        "baris 2 tersembunyi, tetapi tetap dibaca",
        "kolom C tersembunyi, tetapi tetap dibaca",
    ]


def test_as_saved_by_libreoffice() -> None:
    """`General` as a code of its own, booleans spelled out, formulas with attributes, errors as text of the formula."""
    sheet = f"""<worksheet xmlns="{MAIN}"><sheetPr filterMode="false"><pageSetUpPr fitToPage="false"/></sheetPr>
      <dimension ref="A1:B2"/><cols><col collapsed="false" hidden="false" min="1" max="1024"/></cols><sheetData>
      <row r="1" customFormat="false" ht="12.8" hidden="false" outlineLevel="0">
      <c r="A1" s="0" t="s"><v>0</v></c><c r="B1" s="1" t="n"><v>0.938</v></c></row>
      <row r="2" hidden="true"><c r="A2" t="e"><f aca="false">1/0</f><v>#DIV/0!</v></c>
      <c r="B2" s="0"><f aca="false">B1</f><v>0.938</v></c></row></sheetData></worksheet>"""
    styles = f"""<styleSheet xmlns="{MAIN}"><numFmts count="2"><numFmt numFmtId="164" formatCode="General"/>
      <numFmt numFmtId="165" formatCode="0.00%"/></numFmts><cellXfs count="2"><xf numFmtId="164"/><xf numFmtId="165"/>
      </cellXfs></styleSheet>"""
    book = Book((Sheet("Sheet1"),), ("Nama",), parts={"xl/worksheets/sheet1.xml": sheet, "xl/styles.xml": styles})
    read = grid(book.packed())
    assert [facts(c) for r in (1, 2) for c in read.filled(r)] == [
        (CellKind.TEKS, "Nama"),
        (CellKind.BILANGAN, "0.938"),
        (CellKind.GALAT, "#DIV/0!"),
        (CellKind.BILANGAN, "0.938"),
    ]
    assert read.cell(1, 2).format.percent
    assert read.hidden_rows == {2}


def test_as_saved_by_libraries() -> None:
    """Prefixed names, no references on rows and cells, backslashes and capitals in part names, strict namespaces."""
    strict = "http://purl.oclc.org/ooxml/spreadsheetml/main"
    sheet = f"""<x:worksheet xmlns:x="{strict}"><x:sheetData>
      <x:row><x:c t="inlineStr"><x:is><x:t>Indikator</x:t></x:is></x:c><x:c><x:v>2022</x:v></x:c></x:row>
      <x:row><x:c t="inlineStr"><x:is><x:t>TKK</x:t></x:is></x:c><x:c><x:v>93.8</x:v></x:c></x:row>
      </x:sheetData><x:mergeCells><x:mergeCell ref="D1:E2"/></x:mergeCells></x:worksheet>"""
    parts = Book((Sheet("Data"),)).written()
    parts["XL\\Worksheets\\Sheet1.xml"] = sheet
    del parts["xl/worksheets/sheet1.xml"]
    del parts["xl/styles.xml"]
    del parts["xl/sharedStrings.xml"]
    read = grid(zipped(parts))
    assert [(c.name, c.text) for r in (1, 2) for c in read.filled(r)] == [
        ("A1", "Indikator"),
        ("B1", "2022"),
        ("A2", "TKK"),
        ("B2", "93.8"),
    ]


def test_formula_without_a_value_is_kept_as_such() -> None:
    read = grid(one_sheet(formula("A1", "B1*2", None), formula("A2", "B1*2", "", "str"), formula("A3", "B1", "4")))
    assert [(c.kind, c.formula, c.is_empty) for c in (read.cell(r, 1) for r in (1, 2, 3))] == [
        (CellKind.KOSONG, True, False),
        (CellKind.KOSONG, True, False),
        (CellKind.BILANGAN, True, False),
    ]


def test_a_workbook_no_program_has_computed_is_marked() -> None:
    book = Book((Sheet("S", (number("A1", "1"),)),), calculation='<calcPr calcId="1" fullCalcOnLoad="1"/>')
    assert grid(book.packed()).origin.unsaved
    assert not grid(one_sheet(number("A1", "1"))).origin.unsaved


def test_merged_ranges_repeat_their_value() -> None:
    read = grid(
        one_sheet(
            text("A1", "Tahun 2022"),
            text("A2", "TW I"),
            text("D2", "TW IV"),
            number("A3", "80"),
            number("B3", "9"),
            merges=("A1:D1", "A3:A5", "B3:Z3", "G7:H8"),
        )
    )
    assert [read.cell(1, c).text for c in range(1, 6)] == ["Tahun 2022"] * 4 + [""]
    merged = read.cell(1, 3)
    assert merged.merged is not None
    assert (merged.name, merged.merged.text) == ("C1", "A1:D1")
    assert merged.place == "data/realisasi.xlsx Realisasi!C1 (gabungan A1:D1)"
    assert read.cell(2, 1).merged is None
    assert read.cell(3, 4).text == "9"
    assert read.columns == 4  # clipped to what is used


def test_values_beneath_a_merged_range_are_not_read_but_said() -> None:
    read = grid(one_sheet(text("A1", "judul"), number("B1", "5"), number("C1", "6"), merges=("A1:C1",)))
    assert [read.cell(1, c).text for c in (1, 2, 3)] == ["judul"] * 3
    (note,) = read.notes
    assert (note.kind, note.blocking, note.reference) == (ProblemKind.ISI_TERTUTUP, False, "Realisasi!B1")
    assert "B1, C1" in note.message


def test_dates_of_the_1904_system() -> None:
    book = Book((Sheet("S", (number("A1", "43384", "tanggal"),)),), properties='date1904="1"')
    read = grid(book.packed())
    assert read.cell(1, 1).kind is CellKind.TANGGAL
    assert read.origin.from_1904


SHEETS = Book(
    (
        Sheet("Realisasi", (number("A1", "1"),)),
        Sheet("Bantu", (number("A1", "2"),), state="hidden"),
        Sheet("O'Neil TW 1", (number("A1", "3"),)),
    )
).packed()


def test_sheets_are_listed_and_named() -> None:
    assert list_sheets(SHEETS, "a.xlsx") == (
        SheetInfo("Realisasi", Visibility.TAMPAK),
        SheetInfo("Bantu", Visibility.TERSEMBUNYI),
        SheetInfo("O'Neil TW 1", Visibility.TAMPAK),
    )
    assert grid(SHEETS, "realisasi ").cell(1, 1).text == "1"
    assert grid(SHEETS, "Bantu").cell(1, 1).text == "2"
    assert grid(SHEETS, "O'Neil TW 1").cell(1, 1).reference == "'O''Neil TW 1'!A1"


def test_a_sheet_must_be_named_where_people_see_several() -> None:
    problem = refused(SHEETS)
    assert problem.kind is ProblemKind.LEMBAR
    assert problem.message == "berkas `data/realisasi.xlsx` berisi 2 lembar: `Realisasi`, `O'Neil TW 1`"
    assert problem.remedy == 'sebut lembarnya, misalnya `lembar "Realisasi"`'


def test_a_misspelt_sheet_is_suggested() -> None:
    problem = refused(SHEETS, "Realisai")
    assert problem.kind is ProblemKind.LEMBAR
    assert problem.remedy == "mungkin maksud Anda `Realisasi`?"


def test_a_hidden_sheet_beside_one_visible_is_not_taken() -> None:
    book = Book((Sheet("Bantu", state="veryHidden"), Sheet("Isi", (number("A1", "3"),)))).packed()
    assert grid(book).origin.sheet == "Isi"


@pytest.mark.parametrize(
    ("cells", "merges", "what"),
    [
        ((number("A1", "1"), number("A1", "2")), (), "dua kali"),
        ((raw("A1", "s", "7"),), (), "teks sel A1"),
        ((raw("A1", "zz", "7"),), (), "jenis sel A1"),
        ((number("XFE1", "1"),), (), "tempatnya"),
        ((number("A1", "1"), number("B2", "1")), ("A1:B1", "B1:B2"), "bertumpuk"),
        ((number("A1", "1"),), ("B2:A1",), "tidak sah"),
        ((number("A1", "1"),), ("nonsens",), "tidak sah"),
    ],
)
def test_what_no_program_writes_is_damage(
    cells: tuple[tuple[str, str, str], ...], merges: tuple[str, ...], what: str
) -> None:
    problem = refused(one_sheet(*cells, merges=merges))
    assert problem.kind is ProblemKind.BERKAS_RUSAK
    assert what in problem.message


def test_relations_are_followed_wherever_they_lead() -> None:
    parts = Book((Sheet("Data", (number("A1", "5"),)),)).written()
    parts["isi/lembar.xml"] = parts.pop("xl/worksheets/sheet1.xml")
    parts["buku/utama.xml"] = parts.pop("xl/workbook.xml")
    parts["_rels/.rels"] = (
        f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="a" Type="{RELATION}/officeDocument"'
        ' Target="/buku/utama.xml"/></Relationships>'
    )
    parts["buku/_rels/utama.xml.rels"] = (
        f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1" Type="{RELATION}/worksheet"'
        ' Target="../isi/lembar.xml"/></Relationships>'
    )
    assert grid(zipped(parts)).cell(1, 1).text == "5"

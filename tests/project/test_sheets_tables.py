"""Headings over several rows, merged and not; what is ambiguous or missing is said with what was found."""

from collections.abc import Sequence
from decimal import Decimal
from types import MappingProxyType

import pytest
from workbooks import Book, Sheet, formula, number, one_sheet, text

from kinerja_rules.model.periods import Period
from kinerja_rules.project.sheets import (
    Cell,
    CellKind,
    Grid,
    Origin,
    ProblemKind,
    ReadNumber,
    ReadTable,
    RecognisedTable,
    SheetProblem,
    Wanted,
    find_table,
    read_cell_number,
    read_table,
)
from kinerja_rules.project.sheets.grid import key_of, read_area

Value = str | int | Decimal | None
REALISASI = Wanted(frozenset({"realisasi", "satuan"}), default="realisasi")
TARGET = Wanted(frozenset({"target", "awal", "akhir", "satuan"}), default="target")
PAGU = Wanted(frozenset({"pagu", "realisasi", "realisasi_anggaran"}), required=frozenset({"pagu"}))


def grid(
    rows: Sequence[Sequence[Value]], merges: Sequence[str] = (), csv: bool = False, hidden: Sequence[int] = ()
) -> Grid:
    """A grid of texts and numbers; merged ranges repeat their first value."""
    origin = Origin("a.csv", csv=True) if csv else Origin("a.xlsx", "Data")
    cells: dict[int, Cell] = {}
    for row, values in enumerate(rows, 1):
        for column, value in enumerate(values, 1):
            if value is not None and value != "":
                kind = CellKind.TEKS if isinstance(value, str) else CellKind.BILANGAN
                cells[key_of(row, column)] = Cell(origin, key_of(row, column), kind, str(value))
    areas = []
    for ref in merges:
        area = read_area(ref)
        assert area is not None
        areas.append(area)
        first = cells[key_of(area.top, area.left)]
        for row in range(area.top, area.bottom + 1):
            for column in range(area.left, area.right + 1):
                key = key_of(row, column)
                cells[key] = Cell(origin, key, first.kind, first.text, merged=area)
    width = max((len(r) for r in rows), default=0)
    return Grid(origin, MappingProxyType(cells), len(rows), width, tuple(areas), hidden_rows=frozenset(hidden))


def found(given: Grid, wanted: Wanted) -> RecognisedTable:
    table = find_table(given, wanted)
    assert isinstance(table, RecognisedTable), table
    return table


def problems(given: Grid, wanted: Wanted) -> tuple[SheetProblem, ...]:
    answer = find_table(given, wanted)
    assert isinstance(answer, tuple), answer
    assert all(p.file == given.origin.file and p.remedy for p in answer)
    return answer


def columns(table: RecognisedTable) -> list[str]:
    """`C realisasi s.d. 2022-TW3` for each column taken."""
    return [
        " ".join(
            [c.letters, c.measure or "?", *(["s.d."] if c.cumulative else []), *([str(c.period)] if c.period else [])]
        )
        for c in table.columns
    ]


def labels(table: RecognisedTable) -> list[str]:
    return [f"{row.number} {row.label.text}" for row in table.rows]


# ---- recognised ----------------------------------------------------------------------------------------------------
def test_years_in_one_row() -> None:
    table = found(
        grid([["Indikator", "Satuan", 2021, "2022", "Keterangan"], ["TKK", "%", Decimal("93.76"), "93,80", "x"]]),
        REALISASI,
    )
    assert columns(table) == ["C realisasi 2021", "D realisasi 2022"]
    assert [c.letters for c in table.texts] == ["B"]
    assert [c.heading for c in table.other_columns] == ["Keterangan"]
    assert labels(table) == ["2 TKK"]
    assert table.cell(table.rows[0], table.columns[1]).reference == "Data!D2"
    assert table.column("realisasi", Period(2022)) is table.columns[1]


def test_merged_year_over_quarters() -> None:
    table = found(
        grid(
            [
                ["REALISASI KINERJA"],
                [],
                ["No", "Indikator Kinerja", "Satuan", "Tahun 2022", None, None, None, None],
                [None, None, None, "TW I", "Triwulan II", "Tw. 3", "TW IV", "s.d. TW III"],
                ["(1)", "(2)", "(3)", "(4)", "(5)", "(6)", "(7)", "(8)"],
                [1, "TKK", "%", 90, 91, 92, 93, 92],
            ],
            ["A3:A4", "B3:B4", "C3:C4", "D3:H3"],
        ),
        REALISASI,
    )
    assert columns(table) == [
        "D realisasi 2022-TW1",
        "E realisasi 2022-TW2",
        "F realisasi 2022-TW3",
        "G realisasi 2022-TW4",
        "H realisasi s.d. 2022-TW3",
    ]
    assert table.columns[0].heading == "Tahun 2022 / TW I"
    assert table.columns[1].cells == ("E3", "E4")
    assert labels(table) == ["6 TKK"]
    assert (table.first_heading_row, table.last_heading_row) == (3, 4)


def test_target_and_realisasi_under_years() -> None:
    given = grid(
        [
            ["No.", "Sasaran", "Indikator Kinerja Utama", "Tahun 2021", "Tahun 2022", None, None],
            [None, None, None, "Realisasi", "Target (%)", "Realisasi (%)", "Capaian (%)"],
            ["1", "Meningkatnya ...", "TKK", "93,76 %", "93,80", "93,821", "100,02"],
        ],
        ["A1:A2", "B1:B2", "C1:C2", "E1:G1"],
    )
    table = found(given, REALISASI)
    assert columns(table) == ["D realisasi 2021", "F realisasi 2022"]
    assert table.columns[1].unit == "%"
    assert table.label.letters == "C"
    assert columns(found(given, TARGET)) == ["E target 2022"]


def test_measures_over_years() -> None:
    given = grid(
        [
            ["Indikator", "Kondisi Awal (2021)", "Target Kinerja", None, None, "Kondisi Akhir", "Realisasi", None],
            [None, None, 2022, 2023, 2024, None, 2022, 2023],
            ["TKK", "93,76", "93,80", "94", "94,29", "94,49", "93,821", "-"],
        ],
        ["A1:A2", "B1:B2", "C1:E1", "F1:F2", "G1:H1"],
    )
    assert columns(found(given, TARGET)) == [
        "B awal 2021",
        "C target 2022",
        "D target 2023",
        "E target 2024",
        "F akhir",
    ]
    assert columns(found(given, REALISASI)) == ["G realisasi 2022", "H realisasi 2023"]


def test_budget_by_code() -> None:
    given = grid(
        [
            ["Kode Rekening", "Program / Kegiatan", "Pagu Anggaran (Rp)", "Realisasi (Rp)", "%"],
            ["2.07.03", "Program Pelatihan", 1429098490, 1350102600, Decimal("94.47")],
            [None, "Jumlah", 1429098490, 1350102600, None],
        ]
    )
    table = found(given, PAGU)
    assert columns(table) == ["C pagu", "D realisasi"]
    assert [c.heading for c in table.labels] == ["Kode Rekening", "Program / Kegiatan"]
    assert [c.unit for c in table.columns] == ["rp", "rp"]
    assert labels(table) == ["2 2.07.03"]
    (note,) = table.notes
    assert (note.kind, note.blocking) == (ProblemKind.BARIS_TANPA_LABEL, False)
    assert "`Jumlah`" in note.message


def test_money_beside_performance() -> None:
    given = grid(
        [
            ["No", "Tujuan / Sasaran", "Indikator", "Indikator Kinerja", None, None, "Anggaran", None, None],
            [None, None, None, "Target", "Realisasi", "Capaian", "Anggaran", "Realisasi", "Capaian"],
            ["(1)", "(2)", "(3)", "(4)", "(5)", "(6)", "(7)", "(8)", "(9)"],
            [
                "1",
                "Meningkatnya ...",
                "TKK",
                "93,80 %",
                "93,821 %",
                "100,02 %",
                "1.853.110.530",
                "1.748.625.000",
                "94,36%",
            ],
        ],
        ["A1:A2", "B1:B2", "C1:C2", "D1:F1", "G1:I1"],
    )
    table = found(given, Wanted(frozenset({"realisasi", "realisasi_anggaran", "pagu"})))
    assert columns(table) == ["E realisasi", "G pagu", "H realisasi_anggaran"]
    assert table.label.letters == "C"


def test_a_title_across_the_table_adds_only_what_the_headings_leave_open() -> None:
    rows: list[list[Value]] = [
        ["Realisasi Tahun 2022", None, None],
        ["Indikator", "TW I", "TW II"],
        ["TKK", "90", "91"],
    ]
    assert columns(found(grid(rows, ["A1:C1"]), REALISASI)) == ["B realisasi 2022-TW1", "C realisasi 2022-TW2"]
    other: list[list[Value]] = [
        ["Capaian Kinerja Tahun 2022", None, None],
        ["Indikator", "2021", "2022"],
        ["TKK", "90", "91"],
    ]
    (problem,) = problems(grid(other, ["A1:C1"]), REALISASI)  # capaian is no realisasi, and the title says capaian
    assert "`Capaian Kinerja Tahun 2022 / 2021`" in problem.message
    capaian = Wanted(frozenset({"capaian"}))
    assert columns(found(grid(other, ["A1:C1"]), capaian)) == ["B capaian 2021", "C capaian 2022"]
    unknown = [["LAPORAN KINERJA DAN ANGGARAN TAHUN 2022", None, None], *other[1:]]
    assert columns(found(grid(unknown, ["A1:C1"]), REALISASI)) == ["B realisasi 2021", "C realisasi 2022"]


def test_a_csv_heading_is_continued_over_empty_cells_only_where_a_merge_left_them() -> None:
    rows: list[list[Value]] = [
        ["Indikator", "Satuan", "Tahun 2022", "", "Sumber Data", "Tahun 2023", ""],
        ["", "", "TW I", "TW II", "", "TW I", "TW II"],
        ["TKK", "%", "90", "91", "BPS", "92", "93"],
    ]
    table = found(grid(rows, csv=True), REALISASI)
    assert columns(table) == [
        "C realisasi 2022-TW1",
        "D realisasi 2022-TW2",
        "F realisasi 2023-TW1",
        "G realisasi 2023-TW2",
    ]
    assert [c.inferred for c in table.columns] == [False, True, False, True]
    assert table.columns[1].cells == ("C1", "D2")
    # in a workbook empty cells beside a heading are no merge
    answer = problems(grid(rows), REALISASI)
    assert [(p.kind, p.reference) for p in answer] == [
        (ProblemKind.PERIODE_TIDAK_LENGKAP, "Data!D2"),
        (ProblemKind.PERIODE_TIDAK_LENGKAP, "Data!G2"),
    ]


@pytest.mark.parametrize(
    ("heading", "period"),
    [
        ("2022", "2022"),
        ("Tahun Anggaran 2022", "2022"),
        ("TA. 2022", "2022"),
        ("2022-TW1", "2022-TW1"),
        ("2022-s2", "2022-S2"),
        ("2022-10", "2022-10"),
        ("TW I 2022", "2022-TW1"),
        ("Triwulan  IV\nTahun 2022", "2022-TW4"),
        ("2022 TW 3", "2022-TW3"),
        ("TW-II/2022", "2022-TW2"),
        ("Semester I 2022", "2022-S1"),
        ("Oktober 2022", "2022-10"),
        ("s/d TW III 2022", "s.d. 2022-TW3"),
        ("s.d. Triwulan III Tahun 2022", "s.d. 2022-TW3"),
        ("Sampai dengan TW II 2022", "s.d. 2022-TW2"),
        ("sd TW2 2022", "s.d. 2022-TW2"),
        ("Realisasi Kinerja Tahun 2022 (%)", "2022"),
        ("Realisasi s.d. TW III 2022", "s.d. 2022-TW3"),
        ("2022 Realisasi", "2022"),
    ],
)
def test_periods(heading: str, period: str) -> None:
    (column,) = found(grid([["Indikator", heading], ["TKK", "5"]]), REALISASI).columns
    assert f"{'s.d. ' if column.cumulative else ''}{column.period}" == period


@pytest.mark.parametrize(
    "heading",
    [
        "Realisasi Nasional",
        "2022 2023",
        "Tahun ke-1",
        "TW V 2022",
        "Realisasi 2022 2023",
        "20222",
        "1822",
        "Tahun",
        "s.d.",
        "93,80",
    ],
)
def test_other_words_are_no_periods(heading: str) -> None:
    (problem,) = problems(grid([["Indikator", heading], ["TKK", "5"]]), REALISASI)
    assert problem.kind in (ProblemKind.KOLOM_TIDAK_DITEMUKAN, ProblemKind.JUDUL_TIDAK_DITEMUKAN)


def test_rows_with_values_and_without() -> None:
    table = found(
        grid(
            [
                ["Indikator", 2022],
                ["PROGRAM PELATIHAN", None],
                ["TKK", "-"],
                [],
                ["TPAK", 68],
                ["Sumber : BPS", None],
                [],
                [None, "Pasuruan, 27 Februari 2023"],
                [None, "197101011991031001"],
            ],
            hidden=[5],
        ),
        REALISASI,
    )
    assert labels(table) == ["3 TKK", "5 TPAK"]
    assert [row.hidden for row in table.rows] == [False, True]
    assert [row.label.text for row in table.other_rows] == ["PROGRAM PELATIHAN", "Sumber : BPS"]
    assert table.notes == ()


def test_a_group_title_merged_over_values_is_no_value() -> None:
    table = found(
        grid([["Indikator", 2021, 2022], ["MISI I", None, None], ["TKK", 90, 91]], ["A2:C2"]),
        REALISASI,
    )
    assert labels(table) == ["3 TKK"]


def test_headings_repeated_on_a_new_page_are_no_rows_and_no_second_table() -> None:
    table = found(
        grid([["Indikator", "2022"], ["(1)", "(2)"], ["A", "5"], ["Indikator", "2022"], ["(1)", "(2)"], ["B", "6"]]),
        REALISASI,
    )
    assert labels(table) == ["3 A", "6 B"]


def test_a_label_kept_as_a_number_is_its_digits() -> None:
    table = found(grid([["Kode", "Pagu"], [Decimal("2.0699999999999998"), 5], ["  2.07.03\n A", 6]]), PAGU)
    assert [row.name for row in table.rows] == ["2.07", "2.07.03 A"]


def test_looking_for_headings_takes_time_that_grows_with_the_sheet_only() -> None:
    """Each row a heading; each column continued from the left. Quadratic work would take minutes."""
    many = found(grid([["Indikator", "2022"]] * 20_000, csv=True), REALISASI)
    assert many.rows == ()
    wide = grid([["Indikator", "Tahun 2022", *[""] * 15_000], ["", *["TW I"] * 15_001]], csv=True)
    assert len(problems(wide, REALISASI)) == 20


# ---- asked about ---------------------------------------------------------------------------------------------------
def test_no_heading_at_all() -> None:
    (problem,) = problems(grid([["Daftar", "Nilai"], ["a", 1]]), REALISASI)
    assert problem.kind is ProblemKind.JUDUL_TIDAK_DITEMUKAN
    assert "`Daftar`, `Nilai`" in problem.message
    (empty,) = problems(grid([]), REALISASI)
    assert "kosong" in empty.message


def test_a_label_over_values_heads_no_label_column() -> None:
    given = grid([["Sasaran mutu", "Indikator", None], [None, "Target", "Realisasi"], ["a", 1, 2]], ["A1:A2", "B1:C1"])
    (problem,) = problems(given, REALISASI)
    assert problem.kind is ProblemKind.JUDUL_TIDAK_DITEMUKAN
    assert "`Sasaran mutu`, `Indikator`" in problem.message


def test_no_wanted_column() -> None:
    (problem,) = problems(grid([["Indikator", "Target 2022", "Keterangan"], ["a", 1, "x"]]), REALISASI)
    assert problem.kind is ProblemKind.KOLOM_TIDAK_DITEMUKAN
    assert problem.message == "kolom realisasi tidak ditemukan di baris judul 1; yang ada: `Target 2022`, `Keterangan`"
    assert problem.reference == "Data!A1"


def test_a_required_column_is_missed() -> None:
    (problem,) = problems(grid([["Program", "Realisasi"], ["P1", 1]]), PAGU)
    assert problem.kind is ProblemKind.KOLOM_TIDAK_DITEMUKAN
    assert problem.message.startswith("kolom pagu tidak ditemukan")


def test_two_columns_that_say_the_same() -> None:
    (problem,) = problems(grid([["Indikator", "2022", "Realisasi Tahun 2022"], ["a", 1, 2]]), REALISASI)
    assert problem.kind is ProblemKind.JUDUL_GANDA
    assert problem.message == "kolom B `2022` dan kolom C `Realisasi Tahun 2022` berarti sama"


def test_two_label_columns_alike() -> None:
    given = grid([["Indikator Kinerja", "Capaian", "Indikator Kinerja", 2022], ["a", 1, "b", 2]])
    (problem,) = problems(given, REALISASI)
    assert problem.kind is ProblemKind.JUDUL_GANDA
    assert "`Data!A1`, `Data!C1`" in problem.message
    named = Wanted(frozenset({"realisasi"}), default="realisasi", named={"label": "kolom C"})
    assert found(given, named).label.letters == "C"


def test_two_tables() -> None:
    given = grid([["Indikator", 2022], ["a", 1], [], ["Indikator", 2023], ["a", 1]])
    (problem,) = problems(given, REALISASI)
    assert problem.kind is ProblemKind.TABEL_GANDA
    assert "`Data!A1`, `Data!A4`" in problem.message


def test_a_quarter_without_a_year() -> None:
    given = grid([["Indikator", "TW I", "TW II"], ["a", 1, 2]])
    assert [p.kind for p in problems(given, REALISASI)] == [ProblemKind.PERIODE_TIDAK_LENGKAP] * 2
    table = found(given, Wanted(frozenset({"realisasi"}), default="realisasi", year=2022))
    assert columns(table) == ["B realisasi 2022-TW1", "C realisasi 2022-TW2"]


def test_headings_that_contradict_each_other_are_not_taken() -> None:
    given = grid([["Indikator", "Tahun 2021", None], [None, "2022", "TW I"], ["a", 1, 2]], ["A1:A2", "B1:C1"])
    assert columns(found(given, REALISASI)) == ["C realisasi 2021-TW1"]


def test_a_number_without_a_label() -> None:
    (problem,) = problems(grid([["Indikator", 2022], ["a", 1], [None, 2], ["b", 3]]), REALISASI)
    assert problem.kind is ProblemKind.BARIS_TANPA_LABEL
    assert problem.reference == "Data!B3"


def test_numbers_beneath_headings_are_no_further_heading() -> None:
    (problem,) = problems(grid([["Indikator", 2021, 2022], [None, 2022, 15], ["a", 1, 2]]), REALISASI)
    assert (problem.kind, problem.reference) == (ProblemKind.BARIS_TANPA_LABEL, "Data!B2")


def test_years_beneath_a_measure_that_is_not_known_are_not_taken() -> None:
    given = grid(
        [["Indikator", "Realisasi Nasional", None, "Tahun", None], [None, 2021, 2022, 2021, 2022], ["a", 1, 2, 3, 4]],
        ["A1:A2", "B1:C1", "D1:E1"],
    )
    assert columns(found(given, REALISASI)) == ["D realisasi 2021", "E realisasi 2022"]


def test_periods_and_headings_may_be_named() -> None:
    given = grid([["Uraian Kinerja", "Hasil", 2021, 2022], ["a", 1, 2, 3]])
    named = Wanted(
        frozenset({"realisasi"}),
        named={"label": "Uraian  kinerja", "realisasi": "hasil"},
    )
    assert columns(found(given, named)) == ["B realisasi"]
    bounded = Wanted(
        frozenset({"realisasi"}),
        default="realisasi",
        periods=frozenset({Period(2022)}),
        named={"label": "Uraian Kinerja"},
    )
    assert columns(found(given, bounded)) == ["D realisasi 2022"]
    missing = Wanted(frozenset({"realisasi"}), default="realisasi", named={"label": "Nama IKU"})
    (problem,) = problems(given, missing)
    assert "`Nama IKU` tidak ditemukan" in problem.message


def test_a_body_that_looks_like_headings_is_no_second_table() -> None:
    table = found(grid([["Indikator", 2021, 2022], ["Program", 2022, 15], ["Indikator", 3, 4]]), REALISASI)
    assert labels(table) == ["2 Program", "3 Indikator"]


# ---- from the file to the value ------------------------------------------------------------------------------------
WHOLE = (
    text("A1", "REALISASI KINERJA"),
    text("A3", "Indikator"),
    text("B3", "Tahun 2022"),
    text("B4", "TW I"),
    text("C4", "TW II"),
    text("A5", "TKK"),
    number("B5", "0.93799999999999994", "0.00%"),
    formula("C5", "B5*1", "93.8"),
)


def test_a_workbook_to_its_values() -> None:
    data = one_sheet(*WHOLE, merges=("A1:C1", "A3:A4", "B3:C3"))
    read = read_table(data, "data/r.xlsx", "Realisasi", REALISASI)
    assert isinstance(read, ReadTable)
    (row,) = read.table.rows
    values = [read_cell_number(read.table.cell(row, c), "persen") for c in read.table.columns]
    assert [(v.value, v.unit, v.cell.place) for v in values if isinstance(v, ReadNumber)] == [
        (Decimal("93.8"), "%", "data/r.xlsx Realisasi!B5"),
        (Decimal("93.8"), "%", "data/r.xlsx Realisasi!C5"),
    ]


def test_the_sheet_with_the_table_is_recognised() -> None:
    full = Sheet("Isi", WHOLE, ("A3:A4", "B3:C3"))
    book = Book((Sheet("Petunjuk", (text("A1", "Cara mengisi"),)), full)).packed()
    read = read_table(book, "r.xlsx", None, REALISASI)
    assert isinstance(read, ReadTable)
    assert read.grid.origin.sheet == "Isi"
    twice = Book((full, Sheet("Lama", WHOLE, ("A3:A4", "B3:C3")))).packed()
    for data, what in (
        (twice, "ada di 2 lembar: `Isi`, `Lama`"),
        (Book((Sheet("A"), Sheet("B"))).packed(), "tidak ditemukan"),
    ):
        answer = read_table(data, "r.xlsx", None, REALISASI)
        assert isinstance(answer, tuple)
        assert answer[0].kind is ProblemKind.LEMBAR
        assert what in answer[0].message

"""A review sheet read back: any order of columns, any slip of the hand, any hostile file."""

import zipfile
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kinerja_rules.base.diagnostics import Diagnostic, Severity
from kinerja_rules.base.source import SourceFile, Span
from kinerja_rules.report.review.to_xlsx import review_xlsx
from kinerja_rules.report.review.view import identified, review_view
from kinerja_rules.review.decisions import read_decisions
from kinerja_rules.review.finding_ids import finding_ids, is_finding_id
from kinerja_rules.review.recorded import Recorded, record, without_strangers
from kinerja_rules.review.worksheet import COLUMNS, OWN_CODES, Decision, DecisionSheet, Keputusan
from tests.project.workbooks import Book, Sheet, formula, number, text

SOURCE = SourceFile("rencana.kinerja", "a b c d e f\n")
FINDINGS = [
    Diagnostic("C03", "mundur", Span(SOURCE, 2 * n, 2 * n + 1), Severity.PERINGATAN, package="p", subject=s, year=2023)
    for n, s in enumerate("abcd")
]
IDS = finding_ids(FINDINGS)
HEAD = "Pengenal;Jawaban perencana;Keputusan;Alasan;Sampai tahun"


def csv(*rows: str, head: str = HEAD) -> DecisionSheet:
    return read_decisions("\n".join([head, *rows]).encode(), "isian.csv")


def said(sheet: DecisionSheet) -> list[tuple[str, str, str]]:
    return [(d.code, d.primary.place if d.primary else "", d.message) for d in sheet.diagnostics]


def held(sheet: DecisionSheet, latest: int | None = 2022) -> Recorded:
    return record(sheet, [(e.id, e.finding) for e in identified(FINDINGS)], latest)


# ---- what is read ------------------------------------------------------------------------------------------------------
def test_all_of_a_row() -> None:
    sheet = csv(f'{IDS[0]};"baris satu\nbaris dua";Dikecualikan; disepakati ;2024', f"{IDS[1]};dijawab;;;")
    assert sheet.diagnostics == ()
    first = sheet.decisions[IDS[0]]
    assert (first.jawaban, first.keputusan, first.alasan, first.sampai) == (
        "baris satu\nbaris dua",
        Keputusan.DIKECUALIKAN,
        "disepakati",
        2024,
    )
    assert first.span.place == "isian.csv:C2"
    assert sheet.decisions[IDS[1]].keputusan is None


def test_columns_may_move_and_others_may_stand_between() -> None:
    sheet = csv(
        "Kertas Kerja Reviu: Dinas;;;;;;",
        ";;;;;;",
        "SAMPAI TAHUN;Catatan kami;alasan;No;Keputusan:;Pengenal;Jawaban  perencana",
        f"2025;x;sebab;1;dikecualikan;{IDS[2]};ya",
        head="judul;;;;;;",
    )
    assert sheet.diagnostics == ()
    assert sheet.decisions[IDS[2]] == Decision(
        IDS[2], "ya", Keputusan.DIKECUALIKAN, "sebab", 2025, span=Span(SOURCE, 0, 0)
    )


def test_workbook_of_ours_is_read_back_as_it_was_written() -> None:
    place = Span(SOURCE, 0, 1)
    decided = [
        Decision(IDS[0], "sudah\ndiperbaiki", Keputusan.DIPERBAIKI, "", None, span=place),
        Decision(IDS[1], '=HYPERLINK("x")', Keputusan.DITERIMA, "-1", None, span=place),
        Decision(IDS[2], "", Keputusan.DIKECUALIKAN, "+62 'a'", 2024, span=place),
    ]
    data = review_xlsx(review_view(FINDINGS, decisions=decided))
    sheet = read_decisions(data, "kertas_kerja.xlsx")
    assert sheet.diagnostics == ()
    assert {d.id: d for d in decided}.items() <= sheet.decisions.items()
    assert sheet.decisions[IDS[2]].span.place.startswith("kertas_kerja.xlsx:'Kertas Kerja'!K")


def test_formula_texts_in_csv_lose_only_our_mark() -> None:
    sheet = csv(f"{IDS[0]};'=1+1;diterima;'-;", f"{IDS[1]};''=x;diterima;'biasa';")
    assert [(d.jawaban, d.alasan) for d in sheet.decisions.values()] == [("=1+1", "-"), ("'=x", "'biasa'")]


def test_empty_rows_and_untouched_rows_say_nothing() -> None:
    sheet = csv(";;;;", f"{IDS[0]};;;;", ";;;;")
    assert sheet.diagnostics == ()
    assert list(sheet.decisions) == [IDS[0]]


def test_a_cell_that_the_spreadsheet_computed() -> None:
    heads = tuple(text(f"{c}1", h) for c, h in zip("ABCDE", HEAD.split(";"), strict=True))
    cells = (
        *heads,
        text("A2", IDS[0]),
        formula("C2", 'IF(1,"diterima","")', "diterima", "str"),
        number("E2", "2024"),
        text("A3", IDS[1]),
        formula("C3", "X", None),
    )
    sheet = read_decisions(Book((Sheet("Lembar1", cells),)).packed(), "isian.xlsx")
    assert sheet.decisions[IDS[0]].keputusan is Keputusan.DITERIMA
    assert sheet.decisions[IDS[0]].sampai == 2024
    assert [code for code, _, _ in said(sheet)] == ["KR426"]


def test_the_right_sheet_is_found() -> None:
    cells = tuple(text(f"{c}1", h) for c, h in zip("ABCDE", HEAD.split(";"), strict=True))
    ours = Sheet("Reviu 2024", (*cells, text("A2", IDS[0]), text("C2", "diterima")))
    notes = Sheet("Catatan", (text("A1", "x"),))
    sheet = read_decisions(Book((notes, ours)).packed(), "isian.xlsx")
    assert sheet.diagnostics == ()
    assert list(sheet.decisions) == [IDS[0]]


# ---- what is wrong -----------------------------------------------------------------------------------------------------
def test_slips_are_told_at_their_cells_and_the_rest_is_read() -> None:
    sheet = csv(
        f"{IDS[0]};;diperbaki;;",
        f"{IDS[1]};;dikecualikan;;",
        f"{IDS[2]};;dikecualikan;sebab;24",
        f"{IDS[3]};ya;diterima;;",
        "Tabc;;diterima;;",
        ";yatim;;;",
    )
    assert [(code, place) for code, place, _ in said(sheet)] == [
        ("KR426", "isian.csv:C2"),
        ("KR426", "isian.csv:C3"),
        ("KR426", "isian.csv:E4"),
        ("KR427", "isian.csv:A6"),
        ("KR427", "isian.csv:B7"),
    ]
    assert sheet.diagnostics[0].help == "mungkin maksud Anda `diperbaiki`?"
    assert sheet.decisions[IDS[3]].keputusan is Keputusan.DITERIMA
    assert held(sheet).excepted == ()
    assert len(held(sheet).findings) == 4
    assert held(sheet).diagnostics == ()


def test_two_rows_for_one_finding() -> None:
    same = csv(f"{IDS[0]};;dikecualikan;a;", f"{IDS[0]};;dikecualikan;a;")
    assert same.diagnostics == ()
    assert len(held(same).excepted) == 1
    differing = csv(f"{IDS[0]};;dikecualikan;a;", f"{IDS[0]};;dikecualikan;b;", f"{IDS[0]};;diterima;;")
    assert [(code, place) for code, place, _ in said(differing)] == [
        ("KR427", "isian.csv:A3"),
        ("KR427", "isian.csv:A4"),
    ]
    assert held(differing).excepted == ()


@pytest.mark.parametrize("order", [0, 1])
def test_an_untouched_row_contradicts_no_other(order: int) -> None:
    rows = [f"{IDS[0]};;;;", f"{IDS[0]};;dikecualikan;a;"]
    sheet = csv(*(rows[::-1] if order else rows))
    assert sheet.diagnostics == ()
    assert len(held(sheet).excepted) == 1


@pytest.mark.parametrize(
    ("row", "place", "what"), [(";;sebab;", "D2", "`Alasan`"), (";;;2024", "E2", "`Sampai tahun`")]
)
def test_a_reason_without_a_decision_is_told(row: str, place: str, what: str) -> None:
    [found] = csv(f"{IDS[0]};{row}", f"{IDS[1]};;setuju;sebab;").diagnostics[:1]
    assert (found.code, found.severity, found.primary.place if found.primary else "") == (
        "KR426",
        Severity.PERINGATAN,
        f"isian.csv:{place}",
    )
    assert found.message.startswith(what)


def test_without_a_column_of_reasons_only_that_is_told() -> None:
    sheet = csv(f"{IDS[0]};;dikecualikan;", head="Pengenal;Jawaban perencana;Keputusan;Sampai tahun")
    assert [(code, message) for code, _, message in said(sheet)] == [
        ("KR425", "kolom `Alasan` tidak ada di kertas kerja ini, jadi tidak ada yang dikecualikan")
    ]
    assert held(sheet).excepted == ()


def test_without_the_column_of_ids_its_row_is_shown() -> None:
    sheet = csv(";;;", "Kode;Jawaban perencana;Keputusan;Alasan", "C03;;diterima;", head="Kertas kerja;;;")
    [found] = sheet.diagnostics
    assert (found.code, found.primary.place if found.primary else "") == ("KR425", "isian.csv:D3")
    assert "di baris 3" in (found.help or "")


def test_a_page_saved_is_not_the_sheet_but_its_download() -> None:
    [found] = read_decisions(b"<!DOCTYPE html>", "kertas_kerja.html").diagnostics
    assert "unduh isiannya" in (found.help or "")


def test_a_column_sorted_alone_decides_nothing() -> None:
    sheet = csv(
        f"A04;{IDS[0]};dijawab;dikecualikan;a;",
        f"c03;{IDS[1]};;diterima;;",
        f"A04;{IDS[2]};;;;",
        "A04;T76yujrq9v;;diterima;;",
        head=f"Kode;{HEAD}",
    )
    entries = [(e.id, e.finding) for e in identified(FINDINGS)]
    left = without_strangers(sheet, entries)
    assert list(left.decisions) == [IDS[1], "T76yujrq9v"]
    assert [(code, place) for code, place, _ in said(left)] == [("KR427", "isian.csv:D2")]
    assert record(left, entries, 2022).excepted == ()


@pytest.mark.parametrize("missing", ["jawaban", "keputusan", "alasan", "sampai"])
def test_a_missing_column(missing: str) -> None:
    heading = COLUMNS[missing].heading
    heads = [h for h in HEAD.split(";") if h != heading]
    sheet = csv(f"{IDS[0]}{';' * (len(heads) - 1)}", head=";".join(heads))
    [(code, _, message)] = said(sheet)
    assert (code, message.removesuffix(", jadi tidak ada yang dikecualikan")) == (
        "KR425",
        f"kolom `{heading}` tidak ada di kertas kerja ini",
    )


def test_a_heading_twice() -> None:
    sheet = csv(f"{IDS[0]};;diterima;;;dikecualikan", head=f"{HEAD};Keputusan")
    assert [(code, place) for code, place, _ in said(sheet)] == [("KR425", "isian.csv:F1")]
    assert sheet.decisions[IDS[0]].keputusan is Keputusan.DITERIMA


def _bomb() -> bytes:
    raw = BytesIO()
    with zipfile.ZipFile(raw, "w", zipfile.ZIP_DEFLATED) as book:
        book.writestr("xl/workbook.xml", b"0" * 50_000_000)
    return raw.getvalue()


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (b"", "isian.csv"),
        (b"", "isian.xlsx"),
        (b"PK\x03\x04rusak", "isian.xlsx"),
        (b"\xd0\xcf\x11\xe0" * 200, "isian.xlsx"),
        (b"\xff\xfe\x00", "isian.csv"),
        (b"a;b\n1;2\n", "isian.csv"),
        (b"x", "isian.xlsm"),
        (b"x", "isian.pdf"),
        (b"x", "isian"),
        (_bomb(), "isian.xlsx"),
        (Book((Sheet("A", (text("A1", "x"),)), Sheet("B", (text("A1", "y"),)))).packed(), "isian.xlsx"),
        (Book((Sheet("Kertas Kerja"),)).packed(), "isian.xlsx"),
    ],
)
def test_any_other_file_is_one_finding(data: bytes, name: str) -> None:
    sheet = read_decisions(data, name)
    assert [d.code for d in sheet.diagnostics] == ["KR425"]
    assert sheet.decisions == {}
    assert sheet.diagnostics[0].help
    assert name in sheet.diagnostics[0].message


_CELLS = st.one_of(
    st.sampled_from([*IDS, *(k.value for k in Keputusan), *HEAD.split(";"), "", "2024", "Tabc", "'=1", '"', "\ufeff"]),
    st.text(max_size=12),
)


@given(st.lists(st.lists(_CELLS, max_size=7), max_size=6), st.sampled_from([";", ",", "\t"]))
def test_any_cells_are_read_without_raising(rows: list[list[str]], separator: str) -> None:
    data = "\n".join(separator.join(row) for row in [HEAD.split(";"), *rows]).encode("utf-8", "replace")
    sheet = read_decisions(data, "isian.csv")
    recorded = held(sheet)
    assert len(recorded.findings) + len(recorded.excepted) == len(FINDINGS)
    for finding in (*sheet.diagnostics, *recorded.diagnostics):
        assert finding.code in OWN_CODES
        assert finding.primary is not None
        assert "\n" not in finding.message


# ---- what it means -----------------------------------------------------------------------------------------------------
def test_only_an_exception_changes_what_counts() -> None:
    sheet = csv(f"{IDS[0]};;diperbaiki;;", f"{IDS[1]};;diterima;a;", f"{IDS[2]};;dikecualikan;a;2023")
    recorded = held(sheet)
    assert [f.subject for f in recorded.findings] == ["a", "b", "d"]
    ((finding, exception),) = recorded.excepted
    assert finding.subject == "c"
    assert (exception.kode, exception.subjects, exception.alasan, exception.sampai, exception.temuan) == (
        "C03",
        ("c",),
        "a",
        2023,
        IDS[2],
    )
    assert recorded.diagnostics == ()


def test_an_exception_ends_with_its_year() -> None:
    recorded = held(csv(f"{IDS[0]};;dikecualikan;a;2022"))
    assert recorded.excepted == ()
    (lapsed,) = recorded.diagnostics
    assert (lapsed.code, lapsed.severity) == ("KR428", Severity.PERINGATAN)
    assert "hanya sampai 2022" in lapsed.message


@pytest.mark.parametrize(("latest", "covered"), [(2022, True), (2023, True), (2024, False), (None, True)])
def test_a_finding_about_no_year_goes_by_the_last_year_reported(latest: int | None, covered: bool) -> None:
    finding = Diagnostic("C01", "pesan", None, Severity.PERINGATAN, package="p", subject="a")
    (ident,) = finding_ids([finding])
    recorded = record(csv(f"{ident};;dikecualikan;a;2023"), [(ident, finding)], latest)
    assert bool(recorded.excepted) is covered


@pytest.mark.parametrize(
    ("code", "severity", "excepted"), [("KR501", "galat", 0), ("KR503", "peringatan", 1), ("C03", "galat", 1)]
)
def test_a_galat_of_the_program_itself_cannot_be_excepted(code: str, severity: str, excepted: int) -> None:
    finding = Diagnostic(code, "pesan", Span(SOURCE, 0, 1), Severity(severity), package=None)
    (ident,) = finding_ids([finding])
    recorded = record(csv(f"{ident};;dikecualikan;a;"), [(ident, finding)], None)
    assert len(recorded.excepted) == excepted
    assert [d.code for d in recorded.diagnostics] == ([] if excepted else ["KR426"])


def test_rows_about_what_is_gone() -> None:
    gone = finding_ids([Diagnostic("C9", "lain", None, subject=s) for s in "xyz"])
    recorded = held(csv(*(f"{i};;diperbaiki;;" for i in gone), f"{IDS[0]};;;;"))
    assert [(d.code, d.severity) for d in recorded.diagnostics] == [("KR428", Severity.CATATAN)]
    assert "3 baris" in recorded.diagnostics[0].message
    other_plan = held(csv(*(f"{i};;diperbaiki;;" for i in gone)))
    assert [d.severity for d in other_plan.diagnostics] == [Severity.PERINGATAN]
    unused = held(csv(f"{gone[0]};;dikecualikan;a;", f"{IDS[0]};;;;"))
    assert [(d.code, d.severity) for d in unused.diagnostics] == [("KR428", Severity.PERINGATAN)]


# ---- ids ---------------------------------------------------------------------------------------------------------------
def test_ids_are_checked_sign_by_sign() -> None:
    (ident,) = finding_ids([FINDINGS[0]])
    assert is_finding_id(ident)
    for at in range(1, len(ident)):
        for sign in "23456789abcdefghjkmnpqrstuvwxyz":
            if sign != ident[at]:
                assert not is_finding_id(ident[:at] + sign + ident[at + 1 :])
    for wrong in ("", "T", ident.upper(), ident + "2", ident[1:], f" {ident}"):
        assert not is_finding_id(wrong)


def own(line: str, message: str) -> str:
    """The id of a finding of the program itself, in a text that begins with some lines."""
    source = SourceFile("a.kinerja", f"{line}x 93,8 %\n")
    start = source.text.index("x")
    (ident,) = finding_ids([Diagnostic("KR503", message, Span(source, start, start + 1))])
    return ident


def test_ids_do_not_depend_on_values_or_lines() -> None:
    first = own("", "realisasi `TKK` 2021 dinyatakan 93,76 %")
    assert own("\n\n\n", "realisasi `TKK` 2021 dinyatakan 93,77 %") == first
    assert own("", "realisasi `TKK` 2022 dinyatakan 93,76 %") != first
    assert own("", "realisasi `TPAK` 2021 dinyatakan 93,76 %") != first


def test_a_decision_does_not_pass_to_another_finding_when_one_is_mended() -> None:
    def about(document: str) -> Diagnostic:
        return Diagnostic("D03", f"target {document} 90 % berbeda", None, package="p", subject="a", year=2022)

    both = finding_ids([about("renja_2021"), about("renja_2022")])
    assert finding_ids([about("renja_2022")]) == both[1:]

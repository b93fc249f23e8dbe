"""Tables of a plan kept in workbooks: what each cell comes to mean, and what is said of those that mean nothing."""

from collections.abc import Callable
from fractions import Fraction
from pathlib import Path

import pytest
from workbooks import Book, Sheet, formula, number, one_sheet, raw, text

from kinerja_rules import api
from kinerja_rules.analysis.build import CheckResult
from kinerja_rules.base.diagnostics import Diagnostic, Severity
from kinerja_rules.engine.scalar import Interpreter
from kinerja_rules.model.periods import Period
from kinerja_rules.model.values import Absence, Missing, Number, TargetValue, Value

PLAN = """
paket contoh "Contoh" {
  versi "1.0"
  pakai permendagri_86_2017, sakip_umum, predikat_akip_88_2021
}
renstra 2022 s.d. 2026 { }
data peserta "Peserta pelatihan" { satuan orang  akumulasi jumlah }
sasaran S1 "Meningkatnya Penyerapan Tenaga Kerja" {
  indikator TKK  "Tingkat Kesempatan Kerja"   { satuan %  arah naik  akumulasi akhir }
  indikator kasus "Banyaknya kasus"           { satuan kasus  arah turun  akumulasi jumlah }
  indikator AKIP "Predikat akuntabilitas"     { satuan predikat_akip  arah tercapai }
}
program P1 "Program pelatihan" kode 2.07.03 {
  kegiatan K1 "Pelatihan"  kode 2.07.03.2.01
  kegiatan K2 "Pemagangan" kode 2.07.03.2.02
}
"""
QUARTERS = tuple(
    text(f"{column}3", f"TW {roman}") for column, roman in zip("CDEF", ("I", "II", "III", "IV"), strict=True)
)

Checked = Callable[..., CheckResult]


@pytest.fixture
def check(tmp_path: Path) -> Checked:
    """Check the plan with some more text and the files it names."""

    def run(more: str, **files: bytes) -> CheckResult:
        (tmp_path / "data").mkdir(exist_ok=True)
        (tmp_path / "rencana.kinerja").write_text(PLAN + more, encoding="utf-8")
        for name, packed in files.items():
            (tmp_path / "data" / f"{name}.xlsx").write_bytes(packed)
        return api.check(tmp_path)

    return run


def told(checked: CheckResult) -> list[tuple[str, str, str]]:
    """Severity, code and place of all findings, in order."""
    return [(d.severity.value, d.code, _place(d)) for d in api.review(checked)]


def _place(found: Diagnostic) -> str:
    return found.primary.place if found.primary is not None else ""


def realisasi(checked: CheckResult, ident: str, when: str) -> Value:
    assert checked.model is not None, [d.message for d in checked.diagnostics]
    period = Period.read(when)
    assert period is not None
    return Interpreter(checked.model).realisasi(ident, period)


def magnitude(value: Value) -> Fraction:
    assert isinstance(value, Number), value
    return value.value


# ---- what cells mean -----------------------------------------------------------------------------------------------
def test_a_sheet_as_planners_keep_it(check: Checked) -> None:
    packed = Book(
        (
            Sheet(
                "Realisasi",
                (
                    text("A1", "LAPORAN REALISASI"),
                    text("A2", "No"),
                    text("B2", "Indikator Kinerja"),
                    text("C2", "Realisasi 2024"),
                    *QUARTERS,
                    *(text(f"{column}4", f"({i})") for i, column in enumerate("ABCDEF", 1)),
                    text("A5", "Sasaran"),
                    number("A6", "1"),
                    text("B6", "Tingkat Kesempatan Kerja"),
                    number("C6", "0.93799999999999994", "0.00%"),
                    text("D6", "93,80"),
                    text("E6", "94 %"),
                    number("F6", "94.5", "0.00"),
                    number("A7", "2"),
                    text("B7", "Banyaknya kasus"),
                    number("C7", "1100", "#,##0"),
                    formula("D7", "C7+112", "1212", style="#,##0"),
                    text("E7", "1.240"),
                    text("F7", "-"),
                    number("A8", "3"),
                    text("B8", "Predikat akuntabilitas"),
                    text("C8", "belum rilis"),
                    text("D8", "n/a"),
                    text("F8", "BB"),
                    text("A10", "Sumber: monev"),
                ),
                merges=("A2:A3", "B2:B3", "C2:F2", "A5:F5"),
            ),
        )
    ).packed()
    checked = check('realisasi sumber "Monev" dari "data/monev.xlsx"', monev=packed)
    assert told(checked) == []
    assert magnitude(realisasi(checked, "TKK", "2024-TW1")) == Fraction(938, 1000)
    assert magnitude(realisasi(checked, "TKK", "2024-TW2")) == Fraction(938, 1000)
    assert magnitude(realisasi(checked, "TKK", "2024-TW3")) == Fraction(94, 100)
    assert magnitude(realisasi(checked, "TKK", "2024")) == Fraction(945, 1000)
    assert magnitude(realisasi(checked, "kasus", "2024-S1")) == 2312
    assert magnitude(realisasi(checked, "kasus", "2024-TW3")) == 1240
    absent = realisasi(checked, "kasus", "2024")
    assert isinstance(absent, Missing)
    assert absent.reason == "tahun 2024 belum lengkap: triwulan IV belum ada"
    unreleased = realisasi(checked, "AKIP", "2024-TW1")
    assert isinstance(unreleased, Missing)
    assert (unreleased.kind, unreleased.reason) == (
        Absence.BELUM_ADA_DATA,
        "realisasi `AKIP` triwulan I 2024 belum rilis",
    )
    elsewhere = realisasi(checked, "AKIP", "2024-TW2")
    assert isinstance(elsewhere, Missing)
    assert elsewhere.kind is Absence.TIDAK_BERLAKU
    graded = realisasi(checked, "AKIP", "2024-TW4")
    assert isinstance(graded, TargetValue)
    assert graded.grade is not None
    assert graded.grade.name == "BB"


def test_money_by_code_with_rupiah_formats(check: Checked) -> None:
    packed = one_sheet(
        text("A1", "Kode"),
        text("B1", "Uraian"),
        text("C1", "Pagu"),
        text("D1", "Realisasi"),
        text("A2", "2.07.03.2.01"),
        number("C2", "1500000000", '"Rp"#,##0'),
        number("D2", "1425000000", '_-"Rp"* #,##0_-'),
        text("A3", "2.07.03.2.02"),
        number("C3", "500000000", "#,##0"),
        text("D3", "Rp 475.000.000,-"),
        text("B4", "JUMLAH"),
        formula("C4", "SUM(C2:C3)", "2000000000"),
    )
    checked = check('anggaran 2024 dari "data/anggaran.xlsx" lembar "realisasi"', anggaran=packed)
    assert told(checked) == [("catatan", "KR513", "data/anggaran.xlsx:Realisasi!C4")]
    assert checked.model is not None
    interpreter = Interpreter(checked.model)
    assert magnitude(interpreter.pagu("P1", Period(2024))) == 2_000_000_000
    assert magnitude(interpreter.realisasi_anggaran("P1", Period(2024))) == 1_900_000_000


def test_money_in_millions_and_up_to_the_last_quarter(check: Checked) -> None:
    packed = one_sheet(
        text("A1", "Kode"),
        text("B1", "Pagu (Rp juta)"),
        text("C1", "Realisasi s.d. TW IV 2024 (Rp juta)"),
        text("D1", "Realisasi 2023"),
        text("A2", "2.07.03.2.01"),
        number("B2", "1500.5", '"Rp"#,##0.0'),
        number("C2", "1425"),
        number("D2", "9"),
    )
    checked = check('anggaran 2024 dari "data/a.xlsx"', a=packed)
    assert told(checked) == []
    assert checked.model is not None
    interpreter = Interpreter(checked.model)
    assert magnitude(interpreter.pagu("K1", Period(2024))) == 1_500_500_000
    assert magnitude(interpreter.realisasi_anggaran("K1", Period(2024))) == 1_425_000_000


def test_a_row_of_sums_is_said_not_taken_for_an_unknown_name(check: Checked) -> None:
    packed = one_sheet(
        text("A1", "Kode"),
        text("B1", "Pagu"),
        text("A2", "2.07.03.2.01"),
        number("B2", "1500"),
        text("A3", "JUMLAH"),
        number("B3", "1500"),
        text("A4", "Jumlahnya"),
        number("B4", "1"),
    )
    checked = check('anggaran 2024 dari "data/a.xlsx"', a=packed)
    assert told(checked) == [
        ("catatan", "KR513", "data/a.xlsx:Realisasi!A3"),
        ("galat", "KR201", "data/a.xlsx:Realisasi!A4"),
    ]


def test_whole_rupiah_in_a_column_of_millions_is_asked_about(check: Checked) -> None:
    """A sheet of Rp 120.500.000 must not silently become 120 trillion; below a million the format says only money."""
    packed = one_sheet(
        text("A1", "Kode"),
        text("B1", "Pagu (Rp juta)"),
        text("C1", "Realisasi (Rp juta)"),
        text("A2", "2.07.03.2.01"),
        number("B2", "120500000", '"Rp" #,##0'),
        number("C2", "999999", '"Rp" #,##0'),
    )
    checked = check('anggaran 2024 dari "data/a.xlsx"', a=packed)
    assert told(checked) == [("galat", "KR512", "data/a.xlsx:Realisasi!B2")]
    assert "Rp 120.500.000 atau Rp 120.500.000 juta" in checked.diagnostics[0].message


def test_money_of_a_part_of_the_year_is_said(check: Checked) -> None:
    packed = one_sheet(
        text("A1", "Kode"),
        text("B1", "Pagu"),
        text("C1", "Realisasi s.d. TW II 2024"),
        text("A2", "2.07.03.2.01"),
        number("B2", "1500"),
        number("C2", "700"),
    )
    checked = check('anggaran 2024 dari "data/a.xlsx"', a=packed)
    assert told(checked) == [("peringatan", "KR513", "data/a.xlsx:Realisasi!C1")]


def test_targets_with_bounds_and_their_document(check: Checked) -> None:
    packed = one_sheet(
        text("A1", "Indikator Kinerja Utama"),
        text("B1", "Target 2024"),
        text("C1", "Kondisi Akhir"),
        text("A2", "Tingkat Kesempatan Kerja"),
        text("B2", "minimal 94 %"),
        number("C2", "0.95", "0%"),
        text("A3", "Banyaknya kasus"),
        text("B3", "≤ 40"),
        number("C3", "30"),
    )
    checked = check(
        'dokumen pk "Perjanjian Kinerja" jenis perjanjian_kinerja { target dari "data/pk.xlsx" }', pk=packed
    )
    assert told(checked) == []
    assert checked.model is not None
    interpreter = Interpreter(checked.model)
    target = interpreter.target("TKK", Period(2024), None)
    assert isinstance(target, TargetValue)
    assert (target.operator, target.lower.value) == ("minimal", Fraction(94, 100))
    bound = interpreter.target("kasus", Period(2024), None)
    assert isinstance(bound, TargetValue)
    assert (bound.operator, bound.lower.value) == ("maksimal", 40)


def test_the_trace_leads_to_the_cell(check: Checked) -> None:
    packed = one_sheet(
        text("B2", "Nama Indikator"),
        number("C2", "2024"),
        text("B3", "Banyaknya kasus"),
        number("C3", "7"),
    )
    checked = check('realisasi sumber "Monev" dari "data/a.xlsx"', a=packed)
    derivation = api.trace(checked, "realisasi(kasus; 2024)")
    assert not isinstance(derivation, tuple)
    fact = next(s for s in derivation.steps if s.kind == "fakta")
    assert fact.span is not None
    assert (fact.span.place, fact.span.text) == ("data/a.xlsx:Realisasi!C3", "7")


def test_units_as_sheets_write_them(check: Checked) -> None:
    packed = one_sheet(
        text("A1", "Indikator"),
        text("B1", "Satuan"),
        number("C1", "2024"),
        text("A2", "Tingkat Kesempatan Kerja"),
        text("B2", "Persen"),
        number("C2", "93.8"),
        text("A3", "Banyaknya kasus"),
        text("B3", "Kasus"),
        number("C3", "7"),
    )
    checked = check('realisasi dari "data/a.xlsx"', a=packed)
    assert told(checked) == []
    assert magnitude(realisasi(checked, "TKK", "2024")) == Fraction(938, 1000)


def test_a_row_may_be_named_by_id(check: Checked) -> None:
    packed = one_sheet(text("A1", "Kode"), number("B1", "2024"), text("A2", "TKK"), text("B2", "93,8"))
    assert magnitude(realisasi(check('realisasi dari "data/a.xlsx"', a=packed), "TKK", "2024")) == Fraction(938, 1000)


def test_one_file_serves_several_tables(check: Checked) -> None:
    packed = Book(
        (
            Sheet("Target", (text("A1", "Indikator"), text("B1", "Target 2024"), text("A2", "TKK"), text("B2", "94"))),
            Sheet(
                "Hasil", (text("A1", "Indikator"), text("B1", "Realisasi 2024"), text("A2", "TKK"), text("B2", "93"))
            ),
        )
    ).packed()
    checked = check('target dari "data/a.xlsx"\n\nrealisasi dari "data/a.xlsx"', a=packed)
    assert told(checked) == []
    assert checked.model is not None
    achieved = Interpreter(checked.model).capaian_bebas("TKK", Period(2024))
    assert magnitude(achieved) == Fraction(93, 94)


def test_the_text_of_a_sheet_belongs_to_the_digest(check: Checked) -> None:
    digests = []
    for value in ("7", "8"):
        packed = one_sheet(text("A1", "Indikator"), number("B1", "2024"), text("A2", "kasus"), number("B2", value))
        model = check('realisasi dari "data/a.xlsx"', a=packed).model
        assert model is not None
        digests.append(model.root.digest)
    assert digests[0] != digests[1]


# ---- cells that cannot be read ---------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("cell", "code", "message"),
    [
        (number("B2", "0.938"), "KR512", "sel Realisasi!B2 berisi 0,938 tanpa tanda persen"),
        (text("B2", "93.80"), "KR512", "sel Realisasi!B2 berisi teks `93.80`, bukan penulisan bilangan Indonesia"),
        (number("B2", "44846", "tanggal"), "KR512", "sel Realisasi!B2 berisi tanggal (2022-10-12)"),
        (raw("B2", "b", "1"), "KR512", "sel Realisasi!B2 berisi nilai logika BENAR"),
        (
            raw("B2", "e", "#DIV/0!"),
            "KR512",
            "sel Realisasi!B2 berisi galat `#DIV/0!`: pembagi rumusnya nol atau kosong",
        ),
        (formula("B2", "A1/A2", None), "KR512", "sel Realisasi!B2 berisi rumus yang nilainya belum tersimpan"),
        (number("B2", "93", "[$$-409]#,##0"), "KR512", "sel Realisasi!B2 berformat mata uang"),
        (text("B2", "93 orang"), "KR308", "bersatuan `orang`, padahal satuannya dinyatakan `%`"),
        (number("B2", "93", '"Rp"#,##0'), "KR308", "bersatuan `Rp`, padahal satuannya dinyatakan `%`"),
        (text("B2", "80 % s.d. 90 %"), "KR512", "sel Realisasi!B2 berisi teks `80 % s.d. 90 %`, bukan bilangan"),
    ],
    ids=["pecahan", "titik", "tanggal", "logika", "galat", "rumus", "dolar", "orang", "rupiah", "rentang"],
)
def test_a_cell_that_is_refused(check: Checked, cell: tuple[str, str, str], code: str, message: str) -> None:
    packed = one_sheet(text("A1", "Indikator"), number("B1", "2024"), text("A2", "Tingkat Kesempatan Kerja"), cell)
    checked = check('realisasi dari "data/a.xlsx"', a=packed)
    assert told(checked) == [("galat", code, "data/a.xlsx:Realisasi!B2")]
    (found,) = checked.diagnostics
    assert message in found.message
    assert found.help


def test_a_typed_thousand_that_was_kept_as_a_fraction(check: Checked) -> None:
    packed = one_sheet(
        text("A1", "Indikator"),
        number("B1", "2023"),
        number("C1", "2024"),
        text("A2", "Banyaknya kasus"),
        number("B2", "11905"),
        number("C2", "12.34"),
    )
    more = 'target {\n            2024\n  kasus   12.000\n}\n\nrealisasi dari "data/a.xlsx"'
    assert told(check(more, a=packed)) == [("peringatan", "KR507", "data/a.xlsx:Realisasi!C2")]


def test_a_stated_figure_is_held_against_its_formula_as_it_is_shown(check: Checked) -> None:
    packed = one_sheet(
        text("A1", "Indikator"),
        number("B1", "2023"),
        number("C1", "2024"),
        text("A2", "Angka"),
        number("B2", "0.93821", "0.00%"),
        number("C2", "0.93828", "0.00%"),
    )
    more = """
data a "A" { satuan orang }
data b "B" { satuan orang }
sasaran S2 "S" { indikator angka "Angka" { satuan %  arah naik  rumus a / b } }
data {
        2023     2024
  a    93.822   93.822
  b   100.000  100.000
}
realisasi dari "data/a.xlsx"
"""
    assert told(check(more, a=packed)) == [("peringatan", "KR503", "data/a.xlsx:Realisasi!C2")]


def test_what_is_hidden_is_read_and_said(check: Checked) -> None:
    packed = one_sheet(
        text("A1", "Indikator"),
        number("B1", "2024"),
        text("A2", "Banyaknya kasus"),
        number("B2", "7"),
        hidden_rows=frozenset({2}),
    )
    checked = check('realisasi dari "data/a.xlsx"', a=packed)
    assert [(severity, code) for severity, code, _ in told(checked)] == [("catatan", "KR513")]
    assert magnitude(realisasi(checked, "kasus", "2024")) == 7


def test_two_sheets_that_fit_need_a_name(check: Checked) -> None:
    table = (text("A1", "Indikator"), number("B1", "2024"), text("A2", "kasus"), number("B2", "7"))
    packed = Book((Sheet("TW I", table), Sheet("TW II", table))).packed()
    (found,) = check('realisasi dari "data/a.xlsx"', a=packed).diagnostics
    assert (found.code, found.message) == ("KR510", "tabel yang dicari ada di 2 lembar: `TW I`, `TW II`")
    assert found.help == 'sebut lembarnya, misalnya `lembar "TW I"`'


def test_a_sheet_that_is_not_there(check: Checked) -> None:
    packed = one_sheet(text("A1", "Indikator"), number("B1", "2024"), text("A2", "kasus"), number("B2", "7"))
    (found,) = check('realisasi dari "data/a.xlsx" lembar "Realisai"', a=packed).diagnostics
    assert (found.code, found.help) == ("KR510", "mungkin maksud Anda `Realisasi`?")


@pytest.mark.parametrize(
    "packed", [b"", b"bukan lembar kerja", b"PK\x03\x04rusak"], ids=["kosong", "teks", "zip rusak"]
)
def test_a_file_that_is_no_workbook(check: Checked, packed: bytes) -> None:
    checked = check('realisasi dari "data/a.xlsx"', a=packed)
    assert [(severity, code) for severity, code, _ in told(checked)] == [("galat", "KR510")]
    assert checked.diagnostics[0].help


def test_a_link_that_leads_out_of_the_package(
    check: Checked, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    outside = tmp_path_factory.mktemp("luar") / "a.xlsx"
    outside.write_bytes(one_sheet(text("A1", "Indikator"), number("B1", "2024")))
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "a.xlsx").symlink_to(outside)
    (found,) = check('realisasi dari "data/a.xlsx"').diagnostics
    assert found.code == "KR206"
    assert str(outside) not in found.message + (found.help or "")


def test_a_code_that_a_spreadsheet_made_something_else_of(check: Checked) -> None:
    packed = one_sheet(
        text("A1", "Kode"),
        text("B1", "Pagu"),
        number("A2", "2.1"),
        number("B2", "1000000"),
        number("A3", "37804", "dd/mm/yyyy"),
        number("B3", "2000000"),
        number("A4", "2.0699999999999998"),
        number("B4", "3000000"),
    )
    checked = check('program P2 "Lain" kode 2.07\nanggaran 2024 dari "data/pagu.xlsx"', pagu=packed)
    assert [(d.code, d.message) for d in checked.diagnostics if d.code == "KR512"] == [
        (
            "KR512",
            "kode di sel Realisasi!A2 tersimpan sebagai bilangan 2.1, sehingga nol di depan atau di belakangnya hilang",
        ),
        ("KR512", "kode di sel Realisasi!A3 tersimpan sebagai tanggal (2003-07-02), bukan teks"),
    ]
    assert {d.code for d in checked.diagnostics} <= {"KR512", "KR404"}


def test_a_nomenclature_whose_codes_lost_their_zeros(check: Checked) -> None:
    packed = one_sheet(
        text("A1", "Kode"),
        text("B1", "Nama"),
        number("A2", "2.07"),
        text("B2", "Tenaga kerja"),
        number("A3", "2.1"),
        text("B3", "Pertanahan"),
        text("A4", "2.07.03"),
        text("B4", "Program pelatihan"),
        number("A5", "37804", "dd/mm/yyyy"),
        text("B5", "Program"),
    )
    checked = check('nomenklatur n "K1" dari "data/kode.xlsx"', kode=packed)
    assert checked.model is not None
    (table,) = checked.model.nomenklatur
    assert sorted(table.entries) == ["2.07", "2.07.03"]
    (found,) = [d for d in checked.diagnostics if d.code == "KR512"]
    assert found.severity is Severity.PERINGATAN
    assert found.message == (
        "kode di sel Realisasi!A3 tersimpan sebagai bilangan 2.1, sehingga nol di depan atau di belakangnya hilang,"
        " juga 1 sel lain; barisnya tidak dibaca"
    )
    assert _place(found) == "data/kode.xlsx:Realisasi!A3"


def test_a_figure_beneath_no_heading_is_said(check: Checked) -> None:
    packed = one_sheet(
        text("A1", "Indikator"),
        text("B1", "2024"),
        text("A2", "Banyaknya kasus"),
        number("B2", "10"),
        number("C2", "12"),
        text("A3", "Tingkat Kesempatan Kerja"),
        number("B3", "93.8"),
        text("D3", "angka sementara"),
    )
    checked = check('realisasi dari "data/a.xlsx"', a=packed)
    assert [(d.severity.value, d.code, d.message) for d in checked.diagnostics] == [
        (
            "peringatan",
            "KR513",
            "sel Realisasi!C2 berisi `12`, tetapi kolomnya tidak berjudul, jadi tidak dibaca",
        ),
        (
            "catatan",
            "KR513",
            "sel Realisasi!D3 berisi `angka sementara`, tetapi kolomnya tidak berjudul, jadi tidak dibaca",
        ),
    ]

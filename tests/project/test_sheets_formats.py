"""Facts of number formats as Excel and LibreOffice write them."""

import pytest

from kinerja_rules.project.sheets.formats import BUILT_IN, read_format


@pytest.mark.parametrize(
    "code",
    [
        "dd/mm/yyyy",
        "[$-421]d mmmm yyyy",
        "mmm-yy",
        "h:mm",
        "[h]:mm:ss",
        "yyyy",
        "h.mm AM/PM",
        'dd" bulan "mm',
        "mm:ss.0",
        "[$-F800]dddd\\,\\ mmmm\\ dd\\,\\ yyyy",
    ],
)
def test_dates(code: str) -> None:
    assert read_format(code).date


@pytest.mark.parametrize(
    "code",
    [
        "General",
        "0.00",
        '0" hari"',
        '#,##0" siswa"',
        "[Red]0.00",
        '"dd"0',
        "\\d0",
        "@",
        "0.00E+00",
        "# ?/?",
        "[>=1000]0.0;0",
        "_-* #,##0_-;\\-* #,##0_-",
        "General\\ \\m",
    ],
)
def test_no_dates(code: str) -> None:
    assert not read_format(code).date


@pytest.mark.parametrize(
    ("code", "currency"),
    [
        ('"Rp"#,##0', "Rp"),
        ('"Rp. "#,##0', "Rp"),
        ("[$Rp-421]#,##0.00", "Rp"),
        ("[$Rp-3809]\\ #,##0", "Rp"),
        ("\\R\\p#,##0", "Rp"),
        ("[$IDR] #,##0", "Rp"),
        ('_("Rp"* #,##0_);_("Rp"* \\(#,##0\\);_("Rp"* "-"_);_(@_)', "Rp"),
        ("$#,##0.00", "$"),
        ("[$$-409]#,##0.00", "$"),
        ("[$€-2] #,##0", "€"),
        ("#,##0", None),
        ('0" orang"', None),
        ("[$-421]#,##0", None),
        ('"Grp"0', None),
    ],
)
def test_currencies(code: str, currency: str | None) -> None:
    assert read_format(code).currency == currency


@pytest.mark.parametrize(
    ("code", "decimals", "grouped", "thousands"),
    [
        ("General", None, False, 0),
        ("0", 0, False, 0),
        ("0.00", 2, False, 0),
        ("#,##0", 0, True, 0),
        ("#,##0.000", 3, True, 0),
        ("#,##0,", 0, True, 1),
        ("#,##0.0,,", 1, True, 2),
        ("0.0,", 1, False, 1),
        ("0.00%", 2, False, 0),
        ("0.00E+00", None, False, 0),
        ("# ??/??", None, False, 0),
    ],
)
def test_digits(code: str, decimals: int | None, grouped: bool, thousands: int) -> None:
    read = read_format(code)
    assert (read.decimals, read.grouped, read.thousands) == (decimals, grouped, thousands)


@pytest.mark.parametrize(
    ("code", "percent", "suffix"),
    [
        ("0.00%", True, ""),
        ("0.00\\ %", True, ""),
        ('0.00"%"', False, "%"),
        ("0.0\\%", False, "%"),
        ('#,##0" orang"', False, "orang"),
        ('General" kasus"', False, "kasus"),
        ('[>100]0" orang";0" jiwa"', False, ""),
    ],
)
def test_percent_and_words_behind(code: str, percent: bool, suffix: str) -> None:
    read = read_format(code)
    assert (read.percent, read.suffix) == (percent, suffix)


@pytest.mark.parametrize(
    ("code", "zero"),
    [
        ("0;-0;;@", ""),
        ('_-* #,##0_-;\\-* #,##0_-;_-* "-"_-;_-@_-', "-"),
        ("0;-0;0", None),
        ("0;-0", None),
        ("General", None),
        ('0;-0;"nihil"', "nihil"),
    ],
)
def test_what_stands_for_zero(code: str, zero: str | None) -> None:
    assert read_format(code).zero == zero


def test_built_in_formats() -> None:
    assert [n for n, code in sorted(BUILT_IN.items()) if read_format(code).date] == [
        *range(14, 23),
        *range(27, 37),
        *range(45, 48),
        *range(50, 59),
    ]
    assert [n for n, code in sorted(BUILT_IN.items()) if read_format(code).percent] == [9, 10]
    assert [n for n, code in sorted(BUILT_IN.items()) if read_format(code).currency] == [5, 6, 7, 8, 42, 44]


@pytest.mark.parametrize("code", ["", '"', "[", "\\", "_", "*", ";;;;;;", "%%%", "0" * 5000, '"' * 999, "[[[["])
def test_broken_codes_are_read_somehow(code: str) -> None:
    assert read_format(code).currency is None

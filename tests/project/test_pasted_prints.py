"""Figures as reports print them."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kinerja_rules.project.pasted import Dash, Doubtful, Figure, Wording, read_print


@pytest.mark.parametrize(
    ("text", "value", "decimals", "unit"),
    [
        ("93,80 %", "93.8", 2, "%"),
        ("93,80%", "93.8", 2, "%"),
        ("100.34%", "100.34", 2, "%"),
        ("17,1%", "17.1", 1, "%"),
        ("17.1 persen", "17.1", 1, "%"),
        ("0", "0", 0, None),
        ("-3,5", "-3.5", 1, None),
        ("(3,5)", "-3.5", 1, None),
        ("– 12", "-12", 0, None),
        ("Rp. 1.429.098.490", "1429098490", 0, "Rp"),
        ("Rp 1.429.098.490,00", "1429098490", 2, "Rp"),
        ("Rp1.429.098.490,-", "1429098490", 0, "Rp"),
        ("Rp.65.040.000,--", "65040000", 0, "Rp"),
        ("1.429.098.490.-", "1429098490", 0, None),
        ("Rp 30,77 juta", "30.77", 2, "Rp juta"),
        ("1,429,098,490", "1429098490", 0, None),
        ("1,429,098.50", "1429098.5", 2, None),
        ("1.234,567", "1234.567", 3, None),
        ("0.125", "0.125", 3, None),
        ("1300 orang", "1300", 0, "orang"),
        ("25 perusahaan kecil", "25", 0, '"perusahaan kecil"'),
        ("12kasus", "12", 0, "kasus"),
        ("**93,80 %**", "93.8", 2, "%"),
        ("93,8\u00a0%", "93.8", 1, "%"),
        ("93,8 *)", "93.8", 1, None),
        ("93,8 % a)", "93.8", 1, "%"),
    ],
)
def test_a_print_with_one_reading(text: str, value: str, decimals: int, unit: str | None) -> None:
    read = read_print(text)
    assert isinstance(read, Figure), read
    assert (read.reading.value, read.reading.decimals, read.unit) == (Fraction(value), decimals, unit)


@pytest.mark.parametrize(
    ("text", "readings"),
    [
        ("1.234", [("1234", 0), ("1.234", 3)]),
        ("93.821 %", [("93821", 0), ("93.821", 3)]),
        ("1,234", [("1.234", 3), ("1234", 0)]),
        ("Rp. 500.000", [("500000", 0), ("500", 3)]),
    ],
)
def test_a_print_with_two_readings(text: str, readings: list[tuple[str, int]]) -> None:
    read = read_print(text)
    assert isinstance(read, Doubtful), read
    assert [(r.value, r.decimals) for r in read.readings] == [(Fraction(v), d) for v, d in readings]


@pytest.mark.parametrize("text", ["", "-", "–", "--", " — ", "...", "N/A", "belum rilis", "0/0", "_", "– a)"])
def test_a_print_of_nothing(text: str) -> None:
    assert isinstance(read_print(text), Dash)


@pytest.mark.parametrize(
    "text",
    [
        "Sangat Tinggi",
        "1.23.456",
        "1,2,3",
        "93,80 % dan 94 %",
        "12-10-2022",
        "≤ 50",
        "9" * 61,
        "x" * 500,
        "Rp",
        "%",
        "1..2",
    ],
)
def test_what_is_no_figure(text: str) -> None:
    assert isinstance(read_print(text), Wording), read_print(text)


@pytest.mark.parametrize("text", ["93,80 %", "Rp 1.429.098.490,00", "1300 orang"])
def test_what_the_language_reads_too_is_not_foreign(text: str) -> None:
    read = read_print(text)
    assert isinstance(read, Figure)
    assert not read.foreign


@given(st.integers(0, 10**15), st.integers(0, 4), st.booleans())
def test_indonesian_numerals_are_read_as_they_are_meant(number: int, decimals: int, grouped: bool) -> None:
    from kinerja_rules.base.numerals import write_numeral

    value = Fraction(number, 10**decimals)
    read = read_print(write_numeral(value, decimals, grouped))
    if isinstance(read, Doubtful):
        assert value in {r.value for r in read.readings}
    else:
        assert isinstance(read, Figure)
        assert (read.reading.value, read.reading.decimals) == (value, decimals)


@given(st.text(max_size=60))
def test_any_text_is_read_or_left(text: str) -> None:
    read_print(text)

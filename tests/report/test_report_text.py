"""Text on a screen: widths, wrapping, and what never reaches a terminal."""

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from kinerja_rules.report.screen import Screen
from kinerja_rules.report.tables import Column, render_table
from kinerja_rules.report.text import clean, cut, hanging, left, right, to_encoding, width, wrap

ANY = st.text(max_size=80)
NASTY = st.text(alphabet="ab \x1b[]0;m\x07\x9b\u202e\u2066\u200b日é\u0301\n\t\r\u2028", max_size=60)


@given(ANY | NASTY)
def test_clean_text_has_no_controls_and_no_hidden_marks(text: str) -> None:
    shown = clean(text)
    for char in shown:
        assert unicodedata.category(char) not in ("Cc", "Cs", "Zl", "Zp")
        assert char not in "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200b\u200e\u200f\ufeff"
    assert clean(shown) == shown


@given(ANY, st.integers(4, 40))
def test_wrapped_lines_fit_and_keep_every_character(text: str, columns: int) -> None:
    text = clean(text)
    lines = wrap(text, columns)
    assert all(width(line) <= columns for line in lines)
    assert "".join("".join(lines).split()) == "".join(text.split())


@given(ANY, st.integers(1, 40))
def test_cut_text_fits(text: str, columns: int) -> None:
    assert width(cut(clean(text), columns)) <= columns


@given(ANY, st.sampled_from(["ascii", "latin-1", "cp437", "utf-8", "tidak-ada"]))
def test_any_text_can_be_written_in_any_encoding(text: str, encoding: str) -> None:
    fitted = to_encoding(text, encoding)
    fitted.encode("ascii" if encoding == "tidak-ada" else encoding)


def test_line_drawing_keeps_its_width_in_ascii() -> None:
    drawing = "├─ └─ │ • ◆ · – — … ≈ → ▶ “a” ─"
    fitted = to_encoding(drawing, "ascii")
    assert fitted.isascii()
    assert len(fitted) == len(drawing)


def test_cp437_keeps_the_lines_that_it_has() -> None:
    assert to_encoding("├─ ◆", "cp437") == "├─ #"


def test_padding_counts_columns_not_characters() -> None:
    assert left("日本", 6) == "日本  "
    assert right("e\u0301", 3) == "  e\u0301"


def test_hanging_indents_under_the_lead() -> None:
    assert hanging("satu dua tiga empat", "saran: ", 16) == ["saran: satu dua", "       tiga", "       empat"]


def test_table_wraps_its_wide_column_and_aligns_numbers() -> None:
    columns = [Column("Nama", wraps=True), Column("Pagu", numeric=True)]
    rows = [["Program yang namanya panjang sekali", "Rp 1.000"], ["日本", "–"]]
    lines = render_table(columns, rows, Screen(30))
    assert all(width(line) <= 30 for line in lines)
    assert lines[0].endswith("    Pagu")
    assert [line[-8:] for line in lines if line.endswith(("1.000", "–"))] == ["Rp 1.000", "       –"]


def test_colour_is_used_only_where_the_screen_has_it() -> None:
    assert Screen().paint("a", "merah") == "a"
    assert Screen(colour=True).paint("a", "merah", "tebal") == "\x1b[31;1ma\x1b[0m"

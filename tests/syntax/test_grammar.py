"""The grammar is free of conflicts, and words are keywords only where the grammar awaits them."""

from importlib.resources import files

import pytest
from hypothesis import given, settings
from lark import Lark, TextSlice

from kinerja_rules.base.source import SourceFile
from kinerja_rules.syntax import nodes
from kinerja_rules.syntax.machinery import machinery
from kinerja_rules.syntax.parser import parse_file, split
from kinerja_rules.syntax.printer import print_file
from tests.strategies_syntax import FILE


def parsed(text: str) -> nodes.File:
    read = parse_file(SourceFile("rencana.kinerja", text))
    assert read.diagnostics == ()
    return read.file


def codes(text: str) -> list[str]:
    return [diagnostic.code for diagnostic in parse_file(SourceFile("rencana.kinerja", text)).diagnostics]


def cells(*written: str) -> list[str]:
    """What the cells of a row are read as, under as many headings, of which the first is `satuan`."""
    heads = " ".join(["satuan", "2021", "2022", "2023"][: len(written)])
    [table] = parsed(f"data {{\n {heads}\n a {' '.join(written)}\n}}\n").items
    assert isinstance(table, nodes.Table)
    return [type(cell).__name__ for cell in table.rows[0].cells]


def test_no_conflicts() -> None:
    grammar = files("kinerja_rules.syntax").joinpath("grammar.lark").read_text(encoding="utf-8")
    Lark(grammar, parser="lalr", start=["start", "ungkapan"], maybe_placeholders=False, strict=True)


@settings(max_examples=100)
@given(FILE)
def test_the_quick_loop_reads_as_lark_does(file: nodes.File) -> None:
    source = SourceFile("rencana.kinerja", print_file(file))
    machine = machinery()
    for start, end in split(source.text):
        machine.builder.begin(source)
        quick = machine.fused.parse(source.text, start, end, "start")
        machine.builder.begin(source)
        assert quick == machine.lark.parse(TextSlice(source.text, start, end), start="start")


@pytest.mark.parametrize("gap", [" ", "\t", "\n", "# a\n", "  # a\n\n"], ids=repr)
def test_a_mistake_after_much_space_is_found_at_once(gap: str) -> None:
    assert codes(f'indikator a "b" {{{gap * 60}zzz }}') == ["KR100"]


def test_words_in_a_comment_are_never_read() -> None:
    assert codes('indikator a "b" # { satuan\n orang }') != []


@pytest.mark.parametrize(
    "key", ["sumber", "versi", "bagian", "alasan", "target", "rumus", "satuan", "bila", "kategori", "misal"]
)
def test_a_narrative_has_any_headings(key: str) -> None:
    [item] = parsed(f'narasi TKK 2022 {{ {key} "a" "b" {key} "c" analisis "d" {key} "e" }}').items
    assert isinstance(item, nodes.Declaration)
    assert item.body is not None
    assert [field.keyword for field in item.body] == [key, key, "analisis", key]


@pytest.mark.parametrize("unit", ["Rp/orang", "%", "Rp juta", "orang/km2", "per 1.000 kelahiran", "satuan", '"a b"'])
def test_units_stand_alone(unit: str) -> None:
    [item] = parsed(f'data a "A" {{ satuan {unit} }}').items
    assert isinstance(item, nodes.Declaration)
    assert item.body == (nodes.Field("satuan", (nodes.UnitRef(unit, span=item.span),), span=item.span),)


def test_curly_quotes_of_a_unit() -> None:
    [item] = parsed("data a “A” { satuan “perusahaan kecil” }").items
    assert item == parsed('data a "A" { satuan "perusahaan kecil" }').items[0]


def test_units_of_a_unit_column() -> None:
    assert cells("%", "5") == ["Word", "NumberLit"]
    assert cells("Rp", "5", "6") == ["Word", "NumberLit", "NumberLit"]
    assert cells("Rp", "-") == ["Word", "Absent"]
    assert cells("orang/km2", "5") == ["Word", "NumberLit"]
    assert cells('"Rp juta"', "5") == ["TextLit", "NumberLit"]


def test_a_bare_number_before_money_or_an_absence() -> None:
    assert cells("orang", "5", "Rp 6") == ["Word", "NumberLit", "NumberLit"]
    assert cells("orang", "5", "N/A") == ["Word", "NumberLit", "Absent"]
    assert cells("orang", "5", "belum rilis", "0/0") == ["Word", "NumberLit", "Absent", "Absent"]


def test_a_comment_may_follow_a_comma_at_once() -> None:
    assert parsed('ukuran u "U" { untuk program p,# dan\n tahun t }') == parsed(
        'ukuran u "U" { untuk program p, tahun t }'
    )


@pytest.mark.parametrize("word", ["versi", "andai", "skor", "bagian", "harap", "satuan", "sumber", "membaik"])
@pytest.mark.parametrize("before", ['alasan ""', "batas 5", "batas -5 %", 'kata "a" "b"'])
def test_a_threshold_may_bear_a_word_that_follows_numbers_and_texts_elsewhere(word: str, before: str) -> None:
    parsed = parse_file(SourceFile("aturan.kinerja", f"atur a {{\n  {before}\n  {word} 3 %\n}}\n"))
    assert parsed.diagnostics == ()
    (item,) = parsed.file.items
    assert [f.keyword for f in item.body] == [before.split()[0], word]

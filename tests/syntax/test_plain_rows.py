"""Rows whose cells are made when they are asked for are rows like any other."""

from attrs import evolve

from kinerja_rules.base.source import SourceFile
from kinerja_rules.syntax import nodes
from kinerja_rules.syntax.parser import parse_file

TEXT = "target {\n  2021  2022  satuan\n" + "".join(f"  A{at}  {at},50 %  -  orang\n" for at in range(6)) + "}\n"


def rows() -> tuple[nodes.Row, ...]:
    """The rows of the table, read anew."""
    (table,) = parse_file(SourceFile("t.kinerja", TEXT)).file.items
    assert isinstance(table, nodes.Table)
    return table.rows


def test_cells_are_made_when_asked_for() -> None:
    row = rows()[4]
    assert row.plain is not None
    assert row.width == 3
    number, absent, word = row.cells
    assert row.cells is row.cells
    assert [cell.span.text for cell in row.cells] == ["4,50 %", "-", "orang"]
    assert isinstance(number, nodes.NumberLit)
    assert number.unit is not None
    assert (number.decimals, number.unit.text, number.unit.span.text) == (2, "%", "%")
    assert isinstance(absent, nodes.Absent)
    assert word == nodes.Word("orang", span=word.span)
    assert row.cell(0) == number


def test_first_rows_and_later_ones_are_alike() -> None:
    first, *_, last = rows()
    assert first.plain is None  # read by the loop
    assert last.plain is not None
    assert first.width == last.width == len(first.cells)
    assert first.cells[1:] == last.cells[1:]
    assert first.cell(2).span.text == "orang"


def test_equality_hash_and_change_see_the_cells() -> None:
    row, again, other = rows()[4], rows()[4], rows()[5]
    assert row == again
    assert hash(row) == hash(again)
    assert row != other
    assert "NumberLit" in repr(row)
    changed = evolve(row, cells=row.cells[:1])
    assert changed.width == 1
    assert changed.cells == row.cells[:1]
    assert not hasattr(row, "sel")


def test_equal_texts_share_what_they_say() -> None:
    one, two = rows()[3:5]
    assert one.plain is not None
    assert two.plain is not None
    assert one.plain[1] is two.plain[1]
    assert one.plain[0] is not two.plain[0]

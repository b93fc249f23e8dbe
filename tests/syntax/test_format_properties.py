"""Printing keeps meaning, formatting keeps comments and is final, and nothing that is typed makes it raise."""

from hypothesis import given, settings
from hypothesis import strategies as st

from kinerja_rules.base.source import SourceFile
from kinerja_rules.syntax import nodes
from kinerja_rules.syntax.parser import comments, parse_expression, parse_file
from kinerja_rules.syntax.printer import format_source, print_expression, print_file, print_segments
from tests.strategies_syntax import EXPRESSION, FILE, edited, remarked


def source_of(text: str) -> SourceFile:
    return SourceFile("rencana.kinerja", text)


def comment_texts(text: str) -> list[str]:
    return [span.text.rstrip() for span in comments(source_of(text))]


@settings(max_examples=400)
@given(FILE)
def test_a_printed_file_reads_back_as_itself(file: nodes.File) -> None:
    printed = print_file(file)
    parsed = parse_file(source_of(printed))
    assert parsed.diagnostics == ()
    assert parsed.file == file


@settings(max_examples=400)
@given(EXPRESSION)
def test_a_printed_expression_reads_back_as_itself(expression: nodes.Expr) -> None:
    printed = print_expression(expression)
    assert parse_expression(source_of(printed)) == (expression, ())


@settings(max_examples=100)
@given(EXPRESSION, st.data())
def test_the_segments_of_an_expression_are_its_text(expression: nodes.Expr, data: st.DataObject) -> None:
    chosen = data.draw(st.sets(st.sampled_from([nodes.Call, nodes.Binary, nodes.Branch, nodes.Unary])))
    segments = print_segments(expression, lambda part: type(part) in chosen)
    assert "".join(text for text, _ in segments) == print_expression(expression)
    for text, part in segments:
        if type(part) in chosen:
            assert text == print_expression(part)


@settings(max_examples=200)
@given(FILE.flatmap(lambda file: st.tuples(st.just(file), remarked(print_file(file)))))
def test_formatting_keeps_comments_and_meaning_and_is_final(drawn: tuple[nodes.File, str]) -> None:
    file, text = drawn
    formatted = format_source(source_of(text))
    assert formatted.diagnostics == ()
    assert formatted.text is not None
    assert parse_file(source_of(formatted.text)).file == file
    assert comment_texts(formatted.text) == comment_texts(text)
    assert format_source(source_of(formatted.text)).text == formatted.text
    assert not any(line != line.rstrip(" \t") for line in formatted.text.split("\n") if "#" not in line)
    assert "\n\n\n" not in formatted.text


@settings(max_examples=50)
@given(FILE.flatmap(lambda file: remarked(print_file(file))))
def test_line_ends_and_byte_order_marks_do_not_matter(text: str) -> None:
    expected = format_source(source_of(text)).text
    assert format_source(source_of("\ufeff" + text.replace("\n", "\r\n"))).text == expected


@settings(max_examples=150)
@given(FILE.flatmap(lambda file: remarked(print_file(file))), st.data())
def test_a_part_of_a_file_never_raises(text: str, data: st.DataObject) -> None:
    prefix = text[: data.draw(st.integers(0, len(text)))]
    survives(prefix)


@settings(max_examples=300)
@given(FILE.flatmap(lambda file: edited(print_file(file))))
def test_an_edited_file_never_raises(text: str) -> None:
    survives(text)


@settings(max_examples=200)
@given(EXPRESSION.flatmap(lambda expression: edited(print_expression(expression))))
def test_an_edited_expression_never_raises(text: str) -> None:
    expression, diagnostics = parse_expression(source_of(text))
    if expression is not None and not diagnostics:
        assert parse_expression(source_of(print_expression(expression))) == (expression, ())


def survives(text: str) -> None:
    """Whatever is read of a text, it is formatted faithfully and for good, or refused with a reason."""
    formatted = format_source(source_of(text))
    if formatted.text is None:
        assert formatted.diagnostics
        assert not any(diagnostic.code.startswith("KR9") for diagnostic in formatted.diagnostics)
    else:
        assert format_source(source_of(formatted.text)).text == formatted.text
        assert comment_texts(formatted.text) == comment_texts(text)

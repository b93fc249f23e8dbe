"""Findings as text: the place is underlined where it stands on a screen, whatever the line holds."""

import pytest

from kinerja_rules.base.citation import Citation
from kinerja_rules.base.diagnostics import Diagnostic, Label, Severity
from kinerja_rules.base.source import SourceFile, Span
from kinerja_rules.report.findings import closing_line, count, render_finding, render_findings
from kinerja_rules.report.screen import Screen
from kinerja_rules.report.text import width

SCREEN = Screen()


def span(text: str, word: str, path: str = "rencana.kinerja") -> Span:
    source = SourceFile(path, text)
    start = text.index(word)
    return Span(source, start, start + len(word))


def underlined(line: str, mark: str) -> str:
    """The characters of a source line that stand above the marks, by columns."""
    columns: list[str] = []
    for char in line:
        columns += [char] * width(char)
    first = mark.index("^")
    return "".join(dict.fromkeys(columns[first : first + mark.count("^")], ""))


@pytest.mark.parametrize(
    "text",
    [
        "rumus salah",
        "\t\trumus\tsalah / x",
        'misi "日本語日本" salah',
        'misi "e\u0301e\u0301" salah',
        'misi "\u202eabc\x1b[31m" salah',
        "x" * 200 + " salah " + "y" * 200,
        "日" * 100 + "salah" + "日" * 100,
    ],
)
def test_underline_stands_under_the_word(text: str) -> None:
    lines = render_finding(Diagnostic("KR201", "pesan", span(text, "salah")), SCREEN)
    shown, mark = lines[2], lines[3]
    assert mark.count("^") == 5
    assert "".join(sorted(set("salah"))) == "".join(sorted(underlined(shown, mark)))
    assert all(width(line) <= 80 for line in lines)


def test_whole_finding() -> None:
    text = "data a_b\nrumus a_c / 2\n"
    primary = span(text, "a_c")
    label = Label(Span(primary.source, 5, 8), "yang ada")
    finding = Diagnostic(
        "KR201",
        "nama `a_c` tidak dikenal",
        primary,
        secondary=(label,),
        notes=("sebuah catatan",),
        help="mungkin maksud Anda `a_b`?",
        citation=Citation("Permendagri 86/2017", "Lampiran"),
    )
    assert render_finding(finding, SCREEN) == [
        "galat KR201: nama `a_c` tidak dikenal",
        "  rencana.kinerja:2:7",
        "  2 │ rumus a_c / 2",
        "    │       ^^^",
        "  1 │ data a_b",
        "    │      --- yang ada",
        "  catatan: sebuah catatan",
        "  saran: mungkin maksud Anda `a_b`?",
        "  dasar: Permendagri 86/2017, Lampiran",
    ]


def test_marks_of_one_line_share_its_excerpt_and_other_files_are_named() -> None:
    text = "aa bb cc"
    primary = span(text, "bb")
    here = Label(Span(primary.source, 0, 2), "kiri")
    there = Label(span("dd", "dd", "rules/x.kinerja"), "di sana")
    lines = render_finding(Diagnostic("KR1", "pesan", primary, secondary=(here, there)), SCREEN)
    assert lines[1:] == [
        "  rencana.kinerja:1:4",
        "  1 │ aa bb cc",
        "    │    ^^",
        "    │ -- kiri",
        "  rules/x.kinerja:1:1",
        "  1 │ dd",
        "    │ -- di sana",
    ]


def test_empty_place_and_place_over_lines_get_a_mark() -> None:
    text = "aaa {\n  bbb\n}\n"
    source = SourceFile("x.kinerja", text)
    over = render_finding(Diagnostic("KR1", "pesan", Span(source, 0, len(text))), SCREEN)
    assert over[3].endswith("│ ^^^^^")
    end = render_finding(Diagnostic("KR1", "pesan", Span(source, len(text), len(text))), SCREEN)
    assert end[3].endswith("│ ^")
    nothing = render_finding(Diagnostic("KR1", "pesan", Span(SourceFile("y.kinerja", ""), 0, 0)), SCREEN)
    assert nothing == ["galat KR1: pesan", "  y.kinerja:1:1"]


def test_escape_sequences_of_a_file_do_not_reach_the_screen() -> None:
    text = 'misi "\x1b]0;judul\x07\x9b31m" salah'
    finding = Diagnostic("KR1", "pesan \x1b[2J `\u202e`", span(text, "salah"), help="\x1b[0m", notes=("\x07",))
    shown = "\n".join(render_finding(finding, SCREEN))
    assert not any(c in shown for c in "\x1b\x07\x9b\u202e")


def test_counts_close_the_list() -> None:
    findings = [Diagnostic("KR1", "a"), Diagnostic("KR2", "b", severity=Severity.CATATAN)]
    assert render_findings(findings, SCREEN)[-1] == "2 temuan: 1 galat, 1 catatan"
    assert closing_line(count([])) == "tidak ada temuan"


def test_colour_changes_no_text() -> None:
    finding = Diagnostic("KR201", "pesan", span("rumus salah", "salah"), help="saran")
    plain = "\n".join(render_finding(finding, SCREEN))
    painted = "\n".join(render_finding(finding, Screen(colour=True)))
    assert painted != plain
    import re

    assert re.sub(r"\x1b\[[\d;]*m", "", painted) == plain

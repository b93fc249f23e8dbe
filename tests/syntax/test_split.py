"""Declarations found whole by one pattern end where the search from brace to brace ends them, whatever was mistyped."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kinerja_rules.syntax import parser

ROOT = Path(__file__).parents[2]
TEXTS = [p.read_text(encoding="utf-8") for p in sorted(ROOT.glob("examples/*/*.kinerja"))]
TYPED = (
    "",
    '"',
    "{",
    "}",
    "#",
    "\n",
    "(",
    ")",
    "“",
    "”",
    "\\",
    "\n}\n",
    '\ndata x "y" {',
    '"a" {',
    "{{{{{{ }}}}}}",
    "\r\n",
)
NEVER = re.compile(r"(?!)")


@st.composite
def mistyped(draw: st.DrawFn) -> str:
    """Some of an example, with something typed or lost at a few places."""
    text = draw(st.sampled_from(TEXTS))
    start = draw(st.integers(0, max(0, len(text) - 1500)))
    text = text[start : start + 1500]
    for _ in range(draw(st.integers(0, 4))):
        at = draw(st.integers(0, len(text)))
        text = text[:at] + draw(st.sampled_from(TYPED)) + text[at + draw(st.integers(0, 2)) :]
    return text


def brace_by_brace(text: str) -> list[tuple[int, int]]:
    """The declarations, none of them found whole."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(parser, "_WHOLE", NEVER)
        return parser.split(text)


@given(mistyped())
def test_whole_declarations_end_as_others_do(text: str) -> None:
    assert parser.split(text) == brace_by_brace(text)


def test_examples_are_split_alike() -> None:
    for text in TEXTS:
        assert parser.split(text) == brace_by_brace(text)


def test_most_declarations_are_found_whole() -> None:
    ranges = [(text, *found) for text in TEXTS for found in parser.split(text)]
    whole = [text for text, start, end in ranges if (m := parser._WHOLE.match(text, start)) and m.end() == end]
    assert len(whole) > len(ranges) * 3 / 4

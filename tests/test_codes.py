"""The codes of the program, the findings that its text emits, and the pages that explain them are the same."""

import re
from pathlib import Path

import pytest
from markdown_cases import read_cases

import kinerja_rules
from kinerja_rules.base.codes import CODES

PACKAGE = Path(kinerja_rules.__file__).parent
PAGES = PACKAGE / "docs" / "kode"

INTERNAL = {
    "KR900": "a fault of the program itself: no text that a user can write is known to lead to it",
    "KR901": "the formatter's distrust of itself: a file that leads to it would be a fault to be repaired at once",
}
"""Codes that no example can show, and why."""


def test_codes_of_the_text_are_those_listed() -> None:
    sources = [p for p in PACKAGE.rglob("*.py") if p != PACKAGE / "base" / "codes.py"]
    emitted = {code for p in sources for code in re.findall(r'"(KR\d{3})"', p.read_text(encoding="utf-8"))}
    assert emitted == set(CODES)


def test_every_code_has_a_page_and_every_page_a_code() -> None:
    assert {p.stem for p in PAGES.glob("*.md")} == set(CODES)


@pytest.mark.parametrize("code", CODES)
def test_page_is_complete(code: str) -> None:
    path = PAGES / f"{code}.md"
    text = path.read_text(encoding="utf-8")
    assert text.startswith(f"# {code}: {CODES[code]}\n\n")
    assert "\n## Mengapa penting\n" in text
    cases = [case for case in read_cases(path, clean_title="Contoh benar") if not case.empty]
    if code in INTERNAL:
        assert not cases
        return
    wrong = [case for case in cases if not case.clean or case.findings]
    assert wrong, "a page shows what it is about"
    for case in wrong:
        own = {c for c in case.codes if c in CODES}  # a finding of the rule that a page shows stands beside its own
        assert own == {code}, "one mistake is one finding, and it is the page's"
    assert any(case.title.startswith("Contoh benar") for case in cases), "a page shows how it is right"

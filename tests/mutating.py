"""Putting a mistake into a plan that is right: changing what a pattern finds, or adding a file.

A kind of mistake takes the files of a plan and breaks one thing; it knows the code, the file, the line and the very word
that must be underlined, and part of the remedy. `None` where the plan holds nothing of the kind to break.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from random import Random

from attrs import frozen

Files = Mapping[str, str]
GALAT, PERINGATAN, CATATAN = "galat", "peringatan", "catatan"


@frozen
class Broken:
    """A plan with one mistake; `at` is the offset of the word in its file."""

    files: Files
    code: str
    file: str
    at: int
    word: str
    help: str = ""
    severity: str = GALAT
    also: str = ""
    """Text at a second place that must be shown, where there is one."""

    @property
    def line(self) -> int:
        return self.files[self.file].count("\n", 0, self.at) + 1


Kind = Callable[[Files, Random], Broken | None]
KINDS: dict[str, Kind] = {}
ANYWHERE: set[str] = set()
"""Kinds that need nothing of a plan in particular, so that they break drawn plans too."""


def kind(name: str, anywhere: bool = False) -> Callable[[Kind], Kind]:
    def register(made: Kind) -> Kind:
        KINDS[name] = made
        if anywhere:
            ANYWHERE.add(name)
        return made

    return register


# ---- changing and adding --------------------------------------------------------------------------------------------
def code_of(text: str) -> str:
    """The text with its comments blanked and its quoted texts filled with `~`: patterns find only the language itself."""
    return re.sub(r'"(?:[^"\\\n]|\\[^\n])*"|#[^\n]*', lambda m: (" " if m[0][0] == "#" else "~") * len(m[0]), text)


def change(
    files: Files,
    random: Random,
    pattern: str,
    replacement: str,
    code: str,
    word: str,
    *,
    raw: bool = False,
    line: bool = False,
    **more: str,
) -> Broken | None:
    """Replace one match of a pattern (its group 1, where it has one); `word` is looked for from there on.

    Comments and quoted texts are hidden from the pattern unless it is `raw`; with `line` the word is looked for from the
    beginning of the line on.
    """
    found = [
        (name, match)
        for name, text in sorted(files.items())
        for match in re.finditer(pattern, text if raw else code_of(text), re.MULTILINE)
    ]
    if not found:
        return None
    name, match = random.choice(found)
    group = 1 if match.re.groups else 0
    start, end = match.span(group)
    text = files[name]
    written = match.expand(replacement)
    changed = text[:start] + written + text[end:]
    since = changed.rfind("\n", 0, start) + 1 if line else start
    at = changed.index(word, since) if word else start
    return Broken({**files, name: changed}, code, name, at, word, **more)


def add(files: Files, text: str, code: str, word: str, nth: int = 0, **more: str) -> Broken:
    """Put a new file into the package; the word is the nth of its kind in it."""
    at = -1
    for _ in range(nth + 1):
        at = text.index(word, at + 1)
    return Broken({**files, "zz.kinerja": text}, code, "zz.kinerja", at, word, **more)


def indicator(fields: str, before: str = "") -> str:
    """A program with an indicator of its own."""
    return f'{before}program ZP "Program uji"{{\n  indikator zi "Indikator uji" {{\n    {fields}\n  }}\n}}\n'


def in_formula(
    files: Files, formula: str, code: str, word: str, satuan: str = "%", nth: int = 0, **more: str
) -> Broken:
    return add(files, indicator(f"satuan {satuan}\n    arah naik\n    rumus {formula}"), code, word, nth, **more)


def simple(
    name: str,
    pattern: str,
    replacement: str,
    code: str,
    word: str,
    anywhere: bool = False,
    raw: bool = False,
    line: bool = False,
    **more: str,
) -> None:
    """A kind that changes one thing that a pattern finds."""

    @kind(name, anywhere)
    def made(files: Files, random: Random) -> Broken | None:
        return change(files, random, pattern, replacement, code, word, raw=raw, line=line, **more)


def formula(name: str, text: str, code: str, word: str, satuan: str = "%", nth: int = 0, **more: str) -> None:
    """A kind that adds an indicator with a wrong formula."""

    @kind(name)
    def made(files: Files, random: Random) -> Broken | None:
        return in_formula(files, text, code, word, satuan, nth, **more)


def addition(name: str, text: str, code: str, word: str, nth: int = 0, anywhere: bool = False, **more: str) -> None:
    """A kind that adds a file."""

    @kind(name, anywhere)
    def made(files: Files, random: Random) -> Broken | None:
        return add(files, text, code, word, nth, **more)


LABEL = (
    r"^ +(?!(?:kategori|awal|akhir|satuan|pagu|\d{4}|indikator|sasaran|kegiatan|subkegiatan|definisi|sumber|nama"
    r"|menyatakan|skala|nomenklatur|pakai|versi|sintaks|keterangan|tujuan|program|misal|rumus|bila|nilai|arah|akumulasi|desimal|bobot|lintas)\b)[\w.~]+ "
)
"""What stands before the cells of a row; headings, categories and fields are none."""
CELL = LABEL + r"(?:[^\n]*? )? "
"""A row up to one of its cells."""
END = r"(?=(?: (?:%|orang|jiwa|kasus|buah))?(?:  |\n))"
MONEY = CELL + r"Rp (\d[\d.,]*\d)(?=  |\n)"

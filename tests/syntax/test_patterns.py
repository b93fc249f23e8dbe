"""Patterns hold on every Python that is promised: before 3.11.5, a group repeated by `*+` loses its place where it ends."""

import re
from pathlib import Path

import kinerja_rules

_HOME = Path(kinerja_rules.__file__).parent
_REPEATED_GROUP = re.compile(r"(?<!\\)\)(?:[*+?]|\{\d*,?\d*\})\+")


def test_the_pattern_that_is_looked_for_is_found() -> None:
    assert _REPEATED_GROUP.search(r"[ ]*+(?:a|b)*+")
    assert not _REPEATED_GROUP.search(r"[ ]*+(?>(?:a|b)*)\)*+")


def test_no_group_is_repeated_possessively() -> None:
    sources = [path for path in _HOME.rglob("*") if path.suffix in (".py", ".lark")]
    assert sources
    found = [
        f"{path.relative_to(_HOME).as_posix()}: {line.strip()}"
        for path in sorted(sources)
        for line in path.read_text("utf-8").splitlines()
        if _REPEATED_GROUP.search(line)
    ]
    assert not found, "write `(?>(?:...)*)` instead"

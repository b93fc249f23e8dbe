"""Writing plans where the program can read them, and reading the shipped rules once for all tests of a module."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from kinerja_rules.base.source import SourceFile
from kinerja_rules.project import loader
from kinerja_rules.syntax.parser import Parsed, parse_file

EXAMPLE = Path(__file__).parent.parent / "examples" / "dinaker_pasuruan_2022"

Packages = Mapping[str, Mapping[str, str]]
"""Texts by package and file name."""


@contextmanager
def rules_read_once() -> Iterator[None]:
    """Shipped rules and the real plan are parsed once: parsing them again is most of a small check."""
    kept: dict[tuple[str, str], Parsed] = {}
    unchanged = frozenset(example_files().values())

    def parse(source: SourceFile) -> Parsed:
        if not source.path.startswith("rules/") and source.text not in unchanged:
            return parse_file(source)
        key = (source.path, source.text)
        if key not in kept:
            kept[key] = parse_file(source)
        return kept[key]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(loader, "parse_file", parse)
        yield


@contextmanager
def written(packages: Packages, root: str) -> Iterator[Path]:
    """The folder of the root package, its libraries beside it."""
    with TemporaryDirectory() as folder:
        for package, files in packages.items():
            place = Path(folder) / package
            place.mkdir()
            for name, text in files.items():
                (place / name).write_text(text, encoding="utf-8", newline="")
        yield Path(folder) / root


def example_files() -> dict[str, str]:
    """The real plan, by file name."""
    return {path.name: path.read_text(encoding="utf-8") for path in sorted(EXAMPLE.glob("*.kinerja"))}

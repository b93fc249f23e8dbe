"""Every Markdown case holds: those of the tests, and the examples of the pages that `kinerja jelaskan` shows."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from markdown_cases import Case, check_case, read_cases

import kinerja_rules
from kinerja_rules.base.source import SourceFile
from kinerja_rules.project import loader
from kinerja_rules.syntax.parser import Parsed, parse_file

CASES = Path(__file__).parent / "cases"
PAGES = Path(kinerja_rules.__file__).parent / "docs" / "kode"


def collected() -> Iterator[tuple[str, Case]]:
    """All cases with their ids; a section without fences is prose in a page, and a mistake among the tests."""
    for folder in sorted(p for p in CASES.iterdir() if p.is_dir()):
        for path in sorted(folder.glob("*.md")):
            for case in read_cases(path):
                yield f"{folder.name}/{path.stem}: {case.title}", case
    for path in sorted(PAGES.glob("*.md")):
        for case in read_cases(path, clean_title="Contoh benar"):
            if not case.empty:
                yield f"kode/{path.stem}: {case.title}", case


@pytest.fixture(scope="module", autouse=True)
def _parse_shipped_rules_once() -> Iterator[None]:
    kept: dict[tuple[str, str], Parsed] = {}

    def parse(source: SourceFile) -> Parsed:
        if not source.path.startswith("rules/"):
            return parse_file(source)
        key = (source.path, source.text)
        if key not in kept:
            kept[key] = parse_file(source)
        return kept[key]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(loader, "parse_file", parse)
        yield


@pytest.mark.parametrize("case", [pytest.param(case, id=name) for name, case in collected()])
def test_case(case: Case, tmp_path: Path) -> None:
    differences = check_case(case, tmp_path)
    assert not differences, f"{case.path.name}:{case.line} {case.title}\n" + "\n".join(differences)

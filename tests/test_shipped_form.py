"""What ships is what its own program would write, checks without a galat, and holds its own tests."""

from pathlib import Path

import pytest

from kinerja_rules import api
from kinerja_rules.base.diagnostics import Severity
from kinerja_rules.base.source import SourceFile
from kinerja_rules.syntax.printer import format_source

ROOT = Path(__file__).parents[1]
PACKAGES = sorted(p.parent for p in [*ROOT.glob("rules/*/paket.kinerja"), *ROOT.glob("examples/*/paket.kinerja")])


@pytest.mark.parametrize("package", PACKAGES, ids=lambda p: p.name)
def test_files_are_in_canonical_form(package: Path) -> None:
    for path in sorted(package.glob("*.kinerja")):
        text = path.read_text(encoding="utf-8")
        assert format_source(SourceFile(path.name, text)).text == text, f"kinerja format {path}"


@pytest.mark.parametrize("package", PACKAGES, ids=lambda p: p.name)
def test_package_checks_and_its_tests_hold(package: Path) -> None:
    checked = api.check(package)
    assert [d.message for d in checked.diagnostics if d.severity is Severity.GALAT] == []
    assert checked.model is not None
    outcomes = (*api.test(checked.model), *api.test_rules(checked))
    assert [e.text for o in outcomes for e in o.expectations if not e.holds] == []
    if package.parent.name == "rules":
        assert outcomes, "a rule package carries its own tests"

"""Outputs of the command line are the same bytes as those kept in `golden/`."""

import json

import pytest
from golden_cases import CASES, GOLDEN, output_of

from kinerja_rules.report.text import width


@pytest.mark.parametrize("name", CASES)
def test_output_is_as_kept(name: str) -> None:
    kept = GOLDEN / name
    assert kept.exists(), "python tests/golden_cases.py"
    assert output_of(CASES[name]).decode() == kept.read_bytes().decode()


def test_nothing_else_is_kept() -> None:
    assert {p.name for p in GOLDEN.iterdir()} - {"README.md"} == set(CASES)


@pytest.mark.parametrize("name", [n for n in CASES if n.endswith(".txt") and not n.startswith("jelaskan")])
def test_text_fits_80_columns(name: str) -> None:
    for line in (GOLDEN / name).read_text(encoding="utf-8").splitlines():
        assert width(line) <= 80, line
        assert line == line.rstrip()


@pytest.mark.parametrize("name", [n for n in CASES if n.endswith(".json")])
def test_json_is_read_back_without_floats(name: str) -> None:
    def refuse(text: str) -> None:
        raise AssertionError(f"a float: {text}")

    text = (GOLDEN / name).read_text(encoding="utf-8")
    document = json.loads(text, parse_float=refuse)
    assert next(iter(document)) == "skema"
    assert text.endswith("}\n")

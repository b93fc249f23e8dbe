"""Every builtin function is documented: a summary, examples that hold, cases of its own."""

import re
from pathlib import Path

import pytest
from markdown_cases import PRELUDE, read_cases

from kinerja_rules import api
from kinerja_rules.functions import builtins
from kinerja_rules.functions.interface import Builtin

CASES = Path(__file__).parent / "cases" / "fungsi"
_ENGLISH = re.compile(r"\b(the|of|and|is|are|whether|with|from|which|value|sum|mean)\b")

each_builtin = pytest.mark.parametrize("builtin", builtins().values(), ids=builtins().keys())


@each_builtin
def test_summary_is_an_indonesian_sentence(builtin: Builtin) -> None:
    assert builtin.summary[0].isupper()
    assert builtin.summary.endswith(".")
    assert not _ENGLISH.search(builtin.summary)


@each_builtin
def test_examples_hold(builtin: Builtin, tmp_path: Path) -> None:
    if not builtin.examples:
        assert (
            not builtin.parameters
            or any(p.kind not in ("angka", "teks", "logika", "apa_saja") for p in builtin.parameters)
            or builtin.directed
        )
        return  # it reads a plan; its cases have one
    expectations = "".join(f"  harap {example}\n" for example in builtin.examples)
    (tmp_path / "paket.kinerja").write_text(f'{PRELUDE}uji "Contoh" {{\n{expectations}}}\n', encoding="utf-8")
    checked = api.check(tmp_path)
    assert checked.model is not None, checked.diagnostics
    assert not checked.diagnostics
    (outcome,) = api.test(checked.model)
    assert len(outcome.expectations) == len(builtin.examples)
    assert all(e.holds for e in outcome.expectations), outcome.expectations


@each_builtin
def test_cases_exist_and_use_it(builtin: Builtin) -> None:
    cases = read_cases(CASES / f"{builtin.name}.md")
    assert len(cases) >= 2
    asked = " ".join(q.expression for case in cases for q in case.questions)
    written = " ".join(source.text for case in cases for source in case.sources.values())
    assert f"{builtin.name}(" in asked + written


def test_every_case_file_is_of_a_builtin() -> None:
    assert {p.stem for p in CASES.glob("*.md")} == set(builtins())

"""One mistake at a time: the code, the place and the remedy that a planner must be given, and little else beside."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from random import Random
from zlib import crc32

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kinerja_rules import api
from kinerja_rules.base.codes import CODES
from kinerja_rules.base.diagnostics import Diagnostic
from tests import drawn as d
from tests.mutations import ANYWHERE, KINDS, Broken
from tests.render import render
from tests.strategies import plans
from tests.workbench import Packages, example_files, rules_read_once, written

EXAMPLE = example_files()
ROOT = "rencana"


@pytest.fixture(autouse=True, scope="module")
def _rules() -> Iterator[None]:
    with rules_read_once():
        yield


def findings(packages: Packages) -> tuple[Diagnostic, ...]:
    """All findings of a plan; where it can be evaluated, it is."""
    with written(packages, ROOT) as folder:
        checked = api.check(folder)
        if checked.model is not None:
            api.evaluate(checked.model, api.years(checked.model)[-1])
        return api.review(checked)


def is_meant(broken: Broken, found: Diagnostic) -> bool:
    return (
        found.code == broken.code
        and found.severity.value == broken.severity
        and found.primary is not None
        and (found.primary.source.path, found.primary.start) == (broken.file, broken.at)
        and found.primary.text == broken.word
    )


def beside(broken: Broken, before: tuple[Diagnostic, ...], after: tuple[Diagnostic, ...]) -> list[Diagnostic]:
    """Asserts that the mistake is told as it must be; what else is said that was not said before."""
    meant = [found for found in after if is_meant(broken, found)]
    shown = [(x.code, x.severity.value, x.primary and (x.primary.place, x.primary.text[:80])) for x in after]
    assert len(meant) == 1, (broken.code, broken.file, broken.line, broken.word[:80], shown)
    (found,) = meant
    assert found.primary is not None
    assert found.primary.line == broken.line
    assert found.code in CODES
    assert broken.help in (found.help or ""), found.help
    if broken.also:
        assert any(label.span.text.startswith(broken.also) for label in found.secondary), found.secondary
    known = {(x.code, x.message) for x in before}
    return [x for x in after if x is not found and (x.code, x.message) not in known]


@cache
def of_example(name: str) -> tuple[int, ...]:
    """How many findings stood beside the one that was meant, for a few places of the example."""
    before = findings({ROOT: EXAMPLE})
    counts: list[int] = []
    seen: set[str] = set()
    for seed in range(12):
        broken = KINDS[name](EXAMPLE, Random(crc32(name.encode()) + seed))
        if broken is None or len(counts) == 3:
            break
        text = broken.files[broken.file]
        if text in seen:
            continue
        seen.add(text)
        counts.append(len(beside(broken, before, findings({ROOT: broken.files}))))
    return tuple(counts)


IN_EXAMPLE = [name for name in KINDS if KINDS[name](EXAMPLE, Random(0)) is not None]


@pytest.mark.parametrize("name", IN_EXAMPLE)
def test_a_mistake_in_the_real_plan_is_told_where_it_is(name: str) -> None:
    assert max(of_example(name)) <= 2


def test_a_mistake_is_told_once() -> None:
    counts = [count for name in IN_EXAMPLE for count in of_example(name)]
    assert sum(counts) / len(counts) <= 0.1


def test_mistakes_in_drawn_plans_are_told_where_they_are() -> None:
    """Every kind that needs nothing in particular, in each of a few drawn plans; each kind finds a place in one of them."""
    beside_of: dict[str, list[int]] = {name: [] for name in sorted(ANYWHERE)}

    @settings(max_examples=10)
    @given(plan=plans(library=False), seed=st.integers(0, 2**32))
    def break_it(plan: d.Plan, seed: int) -> None:
        packages = render(plan)
        before = findings(packages)
        for name, counts in beside_of.items():
            broken = KINDS[name](packages[ROOT], Random(seed))
            if broken is not None:
                counts.append(len(beside(broken, before, findings({**packages, ROOT: broken.files}))))

    break_it()
    assert [name for name, counts in beside_of.items() if not counts] == []
    every = [count for counts in beside_of.values() for count in counts]
    assert max(every) <= 3
    assert sum(every) / len(every) <= 0.1

"""Seeded mistakes: what share of them a review catches, and how much else it says. The floors only rise."""

from __future__ import annotations

from fractions import Fraction

import pytest

from tests.seeded.plan import clean_plan
from tests.seeded.registry import KINDS
from tests.seeded.run import KindReport, parsed_once, review_plan, rule_packages, seed, totals

CAUGHT = Fraction(1)
"""Of mistakes put into the clean plan, one of each kind, those that are caught: at least so many."""
BESIDE = Fraction(40, 112)
"""Findings that are told beside the one that tells a mistake, whatever their code, on average: at most so many."""
ALONE = 104
"""Kinds of mistakes that are told by one finding alone: at least so many."""


@pytest.fixture(scope="module")
def reports() -> list[KindReport]:
    return list(seed(1))


def test_the_clean_plan_is_clean() -> None:
    with parsed_once():
        assert review_plan(clean_plan(rule_packages())) == ()


def test_kinds_are_many_and_each_finds_a_place(reports: list[KindReport]) -> None:
    assert len(KINDS) >= 100
    assert [r.mistake.name for r in reports if not r.draws] == []


def test_mistakes_are_caught(reports: list[KindReport]) -> None:
    put, caught, _ = totals(reports)
    missed = [r.mistake.name for r in reports if r.caught < len(r.draws)]
    assert Fraction(caught, put) >= CAUGHT, missed


def test_little_else_is_said(reports: list[KindReport]) -> None:
    put, _, beside = totals(reports)
    worst = sorted(((len(d.beside), r.mistake.name) for r in reports for d in r.draws), reverse=True)[:5]
    assert Fraction(beside, put) <= BESIDE, worst


def test_one_mistake_is_one_finding(reports: list[KindReport]) -> None:
    several = [(r.mistake.name, d.beside) for r in reports for d in r.draws if d.beside]
    assert len(reports) - len({name for name, _ in several}) >= ALONE, several

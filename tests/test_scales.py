"""Scales drawn with gaps, overlaps and rows in disorder: nothing wrong is missed, and what is pasted is right."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kinerja_rules import api
from kinerja_rules.analysis import scale_bands as bands
from kinerja_rules.analysis.build import CheckResult
from kinerja_rules.analysis.scale_bands import Interval
from kinerja_rules.base.numerals import round_half_up
from kinerja_rules.model import units
from tests.workbench import written

HEAD = 'paket rencana "Rencana" { versi "1.0"  pakai sakip_umum }\n'
EDGES = st.sampled_from([Fraction(e) for e in ("0", "20", "49.99", "50", "50.5", "51", "75", "75.01", "90", "100")])


@st.composite
def drawn_bands(draw: st.DrawFn) -> list[Interval]:
    made = []
    for _ in range(draw(st.integers(1, 4))):
        low, high = sorted((draw(EDGES), draw(EDGES)))
        made.append(
            Interval(low / 100, low == high or draw(st.booleans()), high / 100, low == high or draw(st.booleans()))
        )
    return made


def declared(drawn: list[Interval]) -> str:
    rows = "".join(f'  kategori "K{at}" {bands.show_bounds(band, units.PERSEN)}\n' for at, band in enumerate(drawn))
    return f'skala uji "Uji" {{\n{rows}}}\n'


def checked_text(text: str) -> CheckResult:
    with written({"rencana": {"paket.kinerja": HEAD + text}}, "rencana") as folder:
        return api.check(folder)


def probes(drawn: list[Interval]) -> list[Fraction]:
    ends = {e for band in drawn for e in (band.lower, band.upper) if e is not None}
    near = {e + step for e in ends for step in (0, Fraction(1, 10**9), Fraction(-1, 10**9))}
    return sorted(v for v in near if min(ends) < v < max(ends))


@settings(max_examples=80)
@given(drawn=drawn_bands())
def test_gaps_and_overlaps_are_found_all_and_only_where_they_are(drawn: list[Interval]) -> None:
    holding = [sum(band.holds(value) for band in drawn) for value in probes(drawn)]
    codes = {x.code for x in checked_text(declared(drawn)).diagnostics}
    assert ("KR405" in codes) == (0 in holding)
    if "KR405" not in codes:
        shared = any(not bands.meet(a, b).empty for at, a in enumerate(drawn) for b in drawn[at + 1 :])
        assert ("KR406" in codes) == shared


@settings(max_examples=80)
@given(drawn=drawn_bands())
def test_what_is_pasted_leaves_nothing_to_say(drawn: list[Interval]) -> None:
    found = checked_text(declared(drawn)).diagnostics
    fixes = [x.fix for x in found if x.fix is not None]
    assert len(fixes) <= 1
    if not found:
        return
    nested = any(x.code == "KR406" and "berada di dalam" in " ".join(x.notes) for x in found)
    assert fixes or nested
    for fix in fixes:
        (edit,) = fix.edits
        assert checked_text(edit.replacement + "\n").diagnostics == ()


@pytest.mark.parametrize(
    ("low", "high", "top"),
    [
        ("5", "6", "7"),
        ("2,50", "2,51", "4,00"),
        ("5 orang", "6 orang", "7 orang"),
        ('5 "hari kerja"', '6 "hari kerja"', '7 "hari kerja"'),
        ("5 per 1.000 kelahiran_hidup", "6 per 1.000 kelahiran_hidup", "7 per 1.000 kelahiran_hidup"),
    ],
)
def test_bounds_are_pasted_in_the_words_in_which_they_are_written(low: str, high: str, top: str) -> None:
    rows = f'  kategori "A" {high} s.d. {top}\n  kategori "B" {low} s.d. {low}\n'
    [found] = checked_text(f'skala uji "Uji" {{\n{rows}}}\n').diagnostics
    assert (found.code, found.fix is not None) == ("KR405", True)
    pasted = found.fix.edits[0].replacement if found.fix is not None else ""
    assert pasted.count(high) == 2
    assert checked_text(pasted + "\n").diagnostics == ()


@given(low=EDGES, high=EDGES, low_in=st.booleans(), high_in=st.booleans())
def test_what_rounding_leaves_over_is_what_has_no_category(
    low: Fraction, high: Fraction, low_in: bool, high_in: bool
) -> None:
    gap = Interval(low / 100, not low_in, high / 100, not high_in)
    if gap.empty:
        return
    left = bands.left_by_rounding(gap, units.PERSEN)
    ends = [gap.lower, gap.upper, *((left.lower, left.upper) if left is not None else ())]
    tried = {e + step for e in ends if e is not None for step in (0, Fraction(1, 10**6), -Fraction(1, 10**6))}
    for value in tried:
        rounded = round_half_up(value * 100, 0) / 100
        assert (left is not None and left.holds(value)) == (gap.holds(value) and gap.holds(rounded)), value


@given(low=EDGES, high=EDGES, low_in=st.booleans(), high_in=st.booleans())
def test_the_first_value_of_a_gap_lies_in_it_and_none_shown_lies_before(
    low: Fraction, high: Fraction, low_in: bool, high_in: bool
) -> None:
    gap = Interval(low / 100, low_in, high / 100, high_in)
    if gap.empty:
        return
    found = bands.first_value(gap, units.PERSEN, 2)
    assert found is not None
    value, places = found
    assert gap.holds(value)
    step = Fraction(1, 100) / 10**places
    assert not gap.holds(value - step)
    share = bands.simplest_share(gap)
    assert share is not None
    assert gap.holds(share)
    assert not any(gap.holds(Fraction(n, d)) for d in range(1, min(share.denominator, 40)) for n in range(d + 1))

"""What parts of a year make of the year, whichever parts are stated, against sums and extremes taken by hand."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kinerja_rules import api
from kinerja_rules.model.derivation import Derivation
from kinerja_rules.model.values import Missing, Number, Value
from tests.render import numeral
from tests.replay import replay
from tests.workbench import rules_read_once, written

WAYS = ("jumlah", "akhir", "rata_rata", "tertinggi")
GRAINS = {"bulan": 1, "triwulan": 3, "semester": 6}
NAMES = {1: [f"{n:02}" for n in range(1, 13)], 3: ["TW1", "TW2", "TW3", "TW4"], 6: ["S1", "S2"], 12: [""]}


@pytest.fixture(autouse=True, scope="module")
def _rules() -> Iterator[None]:
    with rules_read_once():
        yield


def period(length: int, at: int) -> str:
    part = NAMES[length][at]
    return f"2022-{part}" if part else "2022"


def made(way: str, values: list[Fraction]) -> Fraction:
    return {
        "jumlah": sum(values, Fraction(0)),
        "akhir": values[-1],
        "rata_rata": sum(values, Fraction(0)) / len(values),
        "tertinggi": max(values),
    }[way]


def stated(way: str, cells: dict[str, str]) -> dict[str, Value]:
    """What the plan answers for every period of the year, where these cells are all that is stated of a datum."""
    plan = (
        'paket rencana "Rencana" { pakai sakip_umum }\nrenstra 2021 s.d. 2024\n'
        f'data d "Data" {{ satuan orang  akumulasi {way} }}\n'
        f"data {{\n  {'   '.join(cells)}\n  d   {'   '.join(cells.values())}\n}}\n"
    )
    answers: dict[str, Value] = {}
    with written({"rencana": {"paket.kinerja": plan}}, "rencana") as folder:
        checked = api.check(folder)
        assert checked.model is not None, checked.diagnostics
        for length, names in NAMES.items():
            for at in range(len(names)):
                derivation = api.trace(checked, f"d({period(length, at)})")
                assert isinstance(derivation, Derivation)
                answers[period(length, at)] = derivation.root.value
                again = replay(derivation)
                assert again == derivation.root.value or isinstance(again, Missing)
    return answers


VALUES = st.lists(st.integers(0, 5000).map(lambda n: Fraction(n, 4)), min_size=12, max_size=12)


@settings(max_examples=24)
@given(values=VALUES, way=st.sampled_from(WAYS), grain=st.sampled_from(sorted(GRAINS)))
def test_parts_make_what_is_coarser_and_never_what_is_finer(values: list[Fraction], way: str, grain: str) -> None:
    length = GRAINS[grain]
    known = values[: 12 // length]
    answers = stated(way, {period(length, at): numeral(v, 2) for at, v in enumerate(known)})
    for coarser, names in NAMES.items():
        for at in range(len(names)):
            found = answers[period(coarser, at)]
            if coarser < length:
                assert isinstance(found, Missing), (coarser, at)
                continue
            many = coarser // length
            assert isinstance(found, Number), (coarser, at, found)
            assert found.value == made(way, known[at * many : (at + 1) * many])


@settings(max_examples=24)
@given(values=VALUES, way=st.sampled_from(WAYS), grain=st.sampled_from(sorted(GRAINS)), data=st.data())
def test_a_part_that_is_absent_leaves_the_year_absent_unless_only_the_last_counts(
    values: list[Fraction], way: str, grain: str, data: st.DataObject
) -> None:
    length = GRAINS[grain]
    count = 12 // length
    lost = data.draw(st.integers(0, count - 1))
    word = data.draw(st.sampled_from(["-", "belum rilis", "n/a", "0/0"]))
    cells = {period(length, at): word if at == lost else numeral(values[at], 2) for at in range(count)}
    found = stated(way, cells)["2022"]
    if way == "akhir" and lost != count - 1:
        assert isinstance(found, Number)
        assert found.value == values[count - 1]
    else:
        assert isinstance(found, Missing)
        kinds = {"n/a": "tidak_berlaku", "0/0": "tidak_dapat_dihitung"}
        assert found.kind.value == kinds.get(word, "belum_ada_data")


@settings(max_examples=20)
@given(values=VALUES, length=st.sampled_from([1, 3, 6]))
def test_cumulative_statements_say_the_same_as_their_differences(values: list[Fraction], length: int) -> None:
    known = values[: 12 // length]
    upto = [sum(known[: at + 1], Fraction(0)) for at in range(len(known))]
    cells = {f"s.d. {period(length, at)}": numeral(v, 2) for at, v in enumerate(upto)}
    apart = {period(length, at): numeral(v, 2) for at, v in enumerate(known)}
    cumulative, single = stated("jumlah", cells), stated("jumlah", apart)
    for name, value in single.items():
        if isinstance(value, Number):
            assert cumulative[name] == value, name


@settings(max_examples=12)
@given(values=VALUES, way=st.sampled_from(WAYS))
def test_what_is_stated_of_the_year_itself_stands(values: list[Fraction], way: str) -> None:
    cells = {"2022": numeral(values[0], 2)}
    cells |= {period(3, at): numeral(values[at + 1], 2) for at in range(4)}
    plan = stated(way, cells)
    assert plan["2022"] == Number(values[0])
    assert plan["2022-TW4"] == Number(values[4])

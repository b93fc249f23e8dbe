"""A number that stands in many cells is read once: each cell states what it would alone, and is told of alone."""

from fractions import Fraction
from pathlib import Path

from workbench import written

from kinerja_rules import api
from kinerja_rules.analysis.build import CheckResult
from kinerja_rules.model.values import Number, TargetValue

HEAD = """paket rencana "Rencana" { versi "1" }
renstra 2021 s.d. 2026
satuan lusin_orang "lusin orang" = 12 orang
satuan orang "orang" hitungan
data a "A" { satuan orang }
data b "B" { satuan orang }
data c "C" { satuan lusin_orang }
data d "D" { satuan Rp }
data e "E" { satuan % }
"""


def checked(table: str) -> CheckResult:
    with written({"rencana": {"paket.kinerja": HEAD + table}}, "rencana") as folder:
        return api.check(Path(folder))


def stated(result: CheckResult) -> dict[tuple[str, str], Fraction]:
    assert result.model is not None, result.diagnostics
    return {key: fact.value.value for key, fact in result.model.facts.data.items() if isinstance(fact.value, Number)}


def test_one_text_in_rows_of_different_units() -> None:
    result = checked("data {\n 2022 2023\n a 7 7\n c 7 7\n d 7 7\n e 7,0 7,00\n b 7 7 orang\n}\n")
    assert stated(result) == {
        **dict.fromkeys([("a", "2022"), ("a", "2023"), ("b", "2022"), ("b", "2023"), ("d", "2022"), ("d", "2023")], 7),
        **dict.fromkeys([("c", "2022"), ("c", "2023")], 84),
        **dict.fromkeys([("e", "2022"), ("e", "2023")], Fraction(7, 100)),
    }
    assert result.model is not None
    decimals = {
        key: fact.value.decimals
        for key, fact in result.model.facts.data.items()
        if fact.value == Number(Fraction(7, 100))
    }
    assert decimals == {("e", "2022"): 1, ("e", "2023"): 2}


def test_one_text_with_the_unit_of_another_column() -> None:
    result = checked("data {\n satuan 2022 2023\n a lusin_orang 7 7\n b orang 7 7 lusin_orang\n}\n")
    assert stated(result) == {("a", "2022"): 84, ("a", "2023"): 84, ("b", "2022"): 7, ("b", "2023"): 84}


def test_what_is_doubtful_is_told_of_each_cell() -> None:
    result = checked("data {\n 2022 2023\n a 9,150 9,150\n b 9,150 9,150\n e 93.821 93.821\n}\n")
    found = sorted((d.primary.line, d.primary.column) for d in result.diagnostics if d.code == "KR102" and d.primary)
    assert found == [(12, 4), (12, 10), (13, 4), (13, 10), (14, 4), (14, 11)]


def test_what_does_not_fit_is_told_of_each_cell() -> None:
    result = checked("data {\n 2022 2023\n a Rp 5 Rp 5\n b 5 orang 5 orang\n}\n")
    found = [d.primary.text for d in result.diagnostics if d.code == "KR308" and d.primary]
    assert found == ["Rp 5", "Rp 5"]


def test_places_are_those_of_each_cell() -> None:
    result = checked("data {\n 2022 2023\n a 7 orang 7 orang\n}\n")
    assert result.model is not None
    spans = [(fact.span.column, fact.span.text) for fact in result.model.facts.data.values()]
    assert spans == [(4, "7 orang"), (12, "7 orang")]


def test_a_target_and_a_datum_of_one_text() -> None:
    plan = 'sasaran S "Mutu" { indikator i "I" { satuan orang akumulasi jumlah } }\n'
    result = checked(plan + "target {\n 2022\n i 7\n}\ndata {\n 2022\n a 7\n}\n")
    facts = result.model.facts if result.model is not None else None
    assert facts is not None, result.diagnostics
    seven = Number(Fraction(7))
    assert [fact.value for fact in facts.target.values()] == [TargetValue(seven, seven)]
    assert facts.data["a", "2022"].value == seven

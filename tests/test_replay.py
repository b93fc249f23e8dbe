"""Every derivation gives its value again when each of its steps is computed anew from the steps before it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from attrs import evolve
from hypothesis import given, settings

from kinerja_rules import api
from kinerja_rules.model.derivation import Derivation
from kinerja_rules.model.values import Missing, Number, Value
from tests import drawn as d
from tests.render import Renderer, render
from tests.replay import ReplayError, replay
from tests.strategies import plans
from tests.workbench import example_files, rules_read_once, written

OF_INDICATORS = ("target", "realisasi", "hitungan", "capaian", "kategori", "kemajuan")
OF_NODES = (
    "capaian",
    "kategori",
    "pagu",
    "realisasi_anggaran",
    "serapan",
    "sisa",
    "efisiensi_selisih",
    "nilai_efisiensi",
)
OF_ALL = ("pagu_total", "realisasi_anggaran_total", "pagu_program", "realisasi_anggaran_program")


@pytest.fixture(autouse=True, scope="module")
def _rules() -> Iterator[None]:
    with rules_read_once():
        yield


def replayed(checked: api.CheckResult, question: str) -> Value:
    """The root's value, computed again and the same."""
    derivation = api.trace(checked, question)
    assert isinstance(derivation, Derivation), (question, derivation)
    value, recorded = replay(derivation), derivation.root.value
    if isinstance(recorded, Missing):
        assert isinstance(value, Missing), question
        assert value.kind is recorded.kind, question
    else:
        assert value == recorded, question
    return recorded


@settings(max_examples=60)
@given(plan=plans())
def test_derivations_of_drawn_plans_replay(plan: d.Plan) -> None:
    with written(render(plan), plan.root) as folder:
        checked = api.check(folder)
        assert checked.model is not None
        year = plan.awal + 1
        result = api.evaluate(checked.model, year)
        for ident, indikator in result.indikator.items():
            answers = {name: replayed(checked, f"{name}({ident}; {year})") for name in OF_INDICATORS}
            for name in ("target", "realisasi", "capaian", "kategori"):
                assert answers[name] == getattr(indikator, name), (name, ident)
        for ident, simpul in result.simpul.items():
            answers = {name: replayed(checked, f"{name}({ident}; {year})") for name in OF_NODES}
            for name in ("capaian", "kategori", "pagu", "realisasi_anggaran"):
                assert answers[name] == getattr(simpul, name), (name, ident)
        for name in OF_ALL:
            replayed(checked, f"{name}({year})")
        writer = Renderer(plan)
        for question in plan.questions:
            replayed(checked, writer.formula(question, plan.root))


def test_derivations_of_the_example_replay() -> None:
    with written({"rencana": example_files()}, "rencana") as folder:
        checked = api.check(folder)
    assert checked.model is not None
    for year in (2021, 2022):
        for ident in (i.id for i in checked.model.placed()):
            for name in OF_INDICATORS:
                replayed(checked, f"{name}({ident}; {year})")
        for ident in checked.model.walk():
            for name in OF_NODES:
                replayed(checked, f"{name}({ident}; {year})")
        for name in OF_ALL:
            found = replayed(checked, f"{name}({year})")
            assert isinstance(found, Number) is (year == 2022 and name.endswith("program")), name


def test_a_falsified_step_does_not_replay() -> None:
    """The replayer itself can fail: any number of any step changed by a hair is found out."""
    with written({"rencana": example_files()}, "rencana") as folder:
        derivation = api.trace(api.check(folder), "capaian(TKK; 2022)")
    assert isinstance(derivation, Derivation)
    replay(derivation)
    for at, step in enumerate(derivation.steps):
        if not isinstance(step.value, Number) or not step.inputs:
            continue
        wrong = evolve(step, value=Number(step.value.value + 1))
        steps = (*derivation.steps[:at], wrong, *derivation.steps[at + 1 :])
        with pytest.raises(ReplayError):
            replay(evolve(derivation, steps=steps))


def test_a_name_leads_to_the_line_that_states_it() -> None:
    with written({"rencana": example_files()}, "rencana") as folder:
        checked = api.check(folder)

    def origin(question: str) -> tuple[str, list[tuple[str, str]]]:
        derivation = api.trace(checked, question)
        assert isinstance(derivation, Derivation)
        assert replay(derivation) == derivation.root.value
        (step,) = (s for s in derivation.steps if s.kind in ("fakta", "kosong"))
        assert step.span is not None
        return step.span.text.split('"')[0], [(d.kind, d.text) for d in step.details]

    line, details = origin("nama_berlaku(TKK; 2022)")
    assert line.split() == ["nama", "TKK"]
    assert details == [
        ("dokumen", "Perjanjian Kinerja Dinas Tenaga Kerja Tahun 2022"),
        ("sumber", "Tabel 2.4"),
        ("penjelasan", "dokumen yang targetnya berlaku pada tahun 2022"),
    ]
    line, details = origin("nama_berlaku(S1; 2022)")
    assert line.split() == ["nama", "S1"], "a node is called as the document of its indicators calls it"
    assert details[0][1] == "Perjanjian Kinerja Dinas Tenaga Kerja Tahun 2022"
    for question in ("nama_berlaku(TKK; 2020)", "nama(TKK)"):
        line, details = origin(question)
        assert line.startswith("indikator TKK dari "), question
        assert details == []
    assert origin("nama(S1; renja_2022)")[1][0] == ("dokumen", "Rencana Kerja Dinas Tenaga Kerja Tahun 2022")

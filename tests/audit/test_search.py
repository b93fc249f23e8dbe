"""The search: order, ties, chances, what is said where nothing explains a figure, and plans of every shape."""

from __future__ import annotations

import random
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

import pytest
from attrs import evolve
from hypothesis import given, settings

from kinerja_rules import api
from kinerja_rules.analysis.build import CheckResult
from kinerja_rules.audit.case import Case
from kinerja_rules.audit.expansion import Expander
from kinerja_rules.audit.printed_tables import PrintedTables
from kinerja_rules.audit.search import (
    EQUALLY,
    MOST_CAUSES,
    UNEXPLAINED,
    common_first,
    explained,
    explained_share,
    find_causes,
    tried,
)
from kinerja_rules.engine.scalar import Interpreter
from kinerja_rules.model import units
from kinerja_rules.model.published import AuditedClaim, Cause
from kinerja_rules.model.units import Kind
from kinerja_rules.model.values import Number
from tests import drawn as d
from tests.audit.drawn_report import drawn_report
from tests.audit.kinds import PLAN
from tests.audit.mistakes import MISTAKES
from tests.audit.rates import measured, shipped_scales, with_mistake
from tests.audit.restated import Restated, Restater
from tests.audit.test_kinds import answers
from tests.render import render
from tests.strategies import plans
from tests.workbench import rules_read_once, written


@pytest.fixture(scope="module", autouse=True)
def _read_once() -> Iterator[None]:
    with rules_read_once():
        yield


@pytest.fixture(scope="module")
def checked(tmp_path_factory: pytest.TempPathFactory) -> CheckResult:
    folder = tmp_path_factory.mktemp("dinas")
    (folder / "paket.kinerja").write_text(PLAN, encoding="utf-8")
    return api.check(folder)


def audit(checked: CheckResult, *cells: Restated) -> tuple[AuditedClaim, ...]:
    assert checked.model is not None
    return explained(checked.model, Restater(checked).audited(cells), shipped_scales)


def case_of(checked: CheckResult, *cells: Restated) -> Case:
    assert checked.model is not None
    expander = Expander(Interpreter(checked.model))
    tables = PrintedTables(Restater(checked).audited(cells), expander)
    return Case(tables.opened[-1], tables, expander, lambda: checked.model.skala)


def test_a_figure_that_agrees_has_no_causes(checked: CheckResult) -> None:
    (found,) = audit(checked, Restated("capaian(A; 2022)", "102,03 %"))
    assert (found.causes, found.notes) == ((), ())


def test_a_figure_that_nothing_explains_says_so(checked: CheckResult) -> None:
    (found,) = audit(checked, Restated("capaian(A; 2022)", "137,77 %"))
    assert found.causes == ()
    assert found.notes == (UNEXPLAINED,)


def test_causes_that_explain_equally_well_are_said_to(checked: CheckResult) -> None:
    """71 % stands above and to the left of the cell: either may have been copied."""
    cells = (
        Restated("target(C; 2022)", "71,00 %", "0", "target"),
        Restated("realisasi(C; 2021)", "71,00 %", "1", "lalu"),
        Restated("target(A; 2022)", "71,00 %", "1", "target"),
    )
    *_, found = audit(checked, *cells)
    copied = [c for c in found.causes if c.kode == "sel_tetangga"]
    assert len({c.explanation for c in copied}) == 2
    assert len({c.rank for c in copied}) == 1
    assert (EQUALLY in found.notes) == (found.causes[0].rank == found.causes[1].rank)


def test_the_cause_of_a_whole_column_comes_first(checked: CheckResult) -> None:
    """Three cells of a column are realisasi, of which one may also be an achievement limited to 100 %."""
    cells = [Restated(f"capaian({i}; 2022)", "75,00 %", i, "capaian") for i in ("A", "B", "C")]
    first, second, third = Restater(checked).audited(cells)
    limit = Cause("batas_capaian", "dibatasi", None, Fraction(1, 1000), 0)
    other = Cause("besaran_lain", "realisasi", None, Fraction(1, 100), 1)
    alone = Cause("besaran_lain", "realisasi", None, Fraction(1, 100), 0)
    made = common_first([evolve(first, causes=(limit, other)), *(evolve(c, causes=(alone,)) for c in (second, third))])
    assert [(c.kode, c.rank) for c in made[0].causes] == [("besaran_lain", 0), ("batas_capaian", 1)]
    assert made[0].causes[0].chance == other.chance
    by_itself = common_first([evolve(first, causes=(limit, other))])
    assert by_itself[0].causes == (limit, other)
    elsewhere = evolve(second, claim=evolve(second.claim, column="lain"), causes=(alone,))
    assert common_first([evolve(first, causes=(limit, other)), elsewhere])[0].causes == (limit, other)


def test_a_long_sum_is_searched_once_through(tmp_path: Path) -> None:
    """Of a sum of hundreds of parts each is left out in turn; no part is opened again for each other."""
    parts = 400
    plan = ['paket panjang "Panjang" { versi "1"  pakai sakip_umum }', "renstra 2022 s.d. 2022 { }"]
    plan.append('misi M "M"\ntujuan T "T" mendukung M { sasaran S "S" { indikator I "I" { satuan %  arah naik } } }')
    plan.append('program P "P" mendukung S {')
    plan += [f'  kegiatan K{at} "K{at}"' for at in range(parts)]
    plan.append("}\nanggaran 2022 {\n  pagu")
    plan += [f"  K{at}  Rp {1_000_000 + at * 997}" for at in range(parts)]
    (tmp_path / "paket.kinerja").write_text("\n".join([*plan, "}"]), encoding="utf-8")
    checked = api.check(tmp_path)
    assert checked.model is not None, [x.message for x in checked.diagnostics]
    total = sum(1_000_000 + at * 997 for at in range(parts))
    without = total - (1_000_000 + 123 * 997)
    (found,) = audit(checked, Restated("pagu(P; 2022)", units.show(Fraction(without), units.RUPIAH)))
    assert found.causes[0].kode == "bagian_jumlah"
    assert "tanpa pagu K123 2022" in found.causes[0].explanation
    assert found.causes[0].question is None


def test_a_wrong_digit_needs_another_figure_to_say_so(checked: CheckResult) -> None:
    alone = audit(checked, Restated("realisasi(A; 2022)", "74,36 %"))[-1]
    assert "angka_salah" not in {c.kode for c in alone.causes}
    elsewhere = Restated("realisasi(A; 2022)", "73,46 %", place="Bab I")
    backed = audit(checked, elsewhere, Restated("realisasi(A; 2022)", "74,36 %"))[-1]
    assert "angka_salah" in {c.kode for c in backed.causes}


@pytest.mark.parametrize(
    ("question", "printed"),
    [
        ("capaian(A; 2022)", "98,01 %"),
        ("capaian(H; 2022)", "76,40 %"),  # the digits of an index
        ("realisasi(F; 2022)", "94 orang"),
        ("target(A; 2022) - realisasi(A; 2022)", "1,46 poin"),  # so few figures near it that many are explained
        ("capaian(A; 2022)", "105 %"),
    ],
)
def test_chances_count_figures_that_the_search_would_have_explained(
    checked: CheckResult, question: str, printed: str
) -> None:
    """Every print from half to one and a half times the true figure is tried by itself."""
    beside = Restated("realisasi(A; 2022)", "73,46 %", "1", "realisasi")
    case = case_of(checked, beside, Restated(question, printed, "1", "capaian"))
    true = case.true
    assert true is not None
    assert find_causes(case)
    low, high = case.grid.around(true.value)
    own = set(case.grid.printed(true.value))
    every = [
        (t.rank, case.grid.printed(t.candidate.value.value))
        for t in tried(case)
        if isinstance(t.candidate.value, Number)
    ]
    for cause in find_causes(case):
        rank = next(
            t.rank for t in tried(case) if t.kind.kode == cause.kode and t.candidate.explain() == cause.explanation
        )
        explained_by_then = [
            k for k in range(low, high + 1) if k not in own and any(r <= rank and k in pair for r, pair in every)
        ]
        assert cause.chance == Fraction(len(explained_by_then), high - low + 1)
        assert cause.coincidence == (len(explained_by_then) * 20 > high - low + 1)
    whole = [k for k in range(low, high + 1) if k not in own and any(k in pair for _, pair in every)]
    assert explained_share(case) == Fraction(len(whole), high - low + 1)


def test_chance_above_a_twentieth_may_be_coincidence(checked: CheckResult) -> None:
    (coarse,) = audit(checked, Restated("capaian(A; 2022)", "105 %"))
    assert coarse.causes
    assert any(c.coincidence for c in coarse.causes)
    (fine,) = audit(checked, Restated("capaian(A; 2022)", "104,94 %"))
    assert not fine.causes[0].coincidence


def test_causes_do_not_depend_on_the_order_of_claims(checked: CheckResult) -> None:
    cells = [
        Restated("target(A; 2022)", "71,00 %", "A", "target"),
        Restated("realisasi(A; 2022)", "73,46 %", "A", "realisasi"),
        Restated("capaian(A; 2022)", "98,01 %", "A", "capaian"),
        Restated("capaian(A; 2022)", "104,94 %", place="Bab I"),
    ]
    forward = audit(checked, *cells)
    backward = audit(checked, *reversed(cells))
    assert {(c.claim.printed.text, c.causes) for c in forward} == {(c.claim.printed.text, c.causes) for c in backward}


@pytest.mark.parametrize("kode", MISTAKES)
def test_mistakes_are_named(kode: str, tmp_path: Path) -> None:
    """The right kind is among the first two in 95 of 100 mistakes that no plausible kind explains before it."""
    rate = measured(kode, 3, tmp_path)
    assert rate.distinguishable >= 3, rate
    assert rate.share >= 0.95, rate.missed
    assert rate.first_two >= 0.8 * rate.differing, rate.missed


def test_questions_of_causes_give_the_printed_figure(tmp_path: Path) -> None:
    report = drawn_report(11, tmp_path)
    asked = 0
    for make in MISTAKES.values():
        mistake = make(report)
        if mistake is not None:
            audited, at = with_mistake(report, mistake)
            found = explained(report.checked.model, audited, shipped_scales)[at]
            answers(report.checked, found)
            asked += sum(c.question is not None for c in found.causes)
    assert asked > 15


def test_whole_searches_explain_few_random_figures(tmp_path: Path) -> None:
    """At two printed decimals under 5 %, over all percentages of a drawn report."""
    report = drawn_report(5, tmp_path)
    kept = [c for c in report.cells if c.printed != "-" and c.column not in ("kategori", "nama")]
    kept = [c for c in kept if report.restater.unit(c.question).kind in (Kind.PERSEN, Kind.POIN)]
    assert report.checked.model is not None
    expander = Expander(Interpreter(report.checked.model))
    tables = PrintedTables(report.restater.audited(kept), expander)
    shares = [explained_share(Case(o, tables, expander, lambda: report.checked.model.skala)) for o in tables.opened]
    assert 0 < sum(shares) / len(shares) < Fraction(1, 20)


@settings(max_examples=30, deadline=None)
@given(plans())
def test_any_plan_may_be_searched(plan: d.Plan) -> None:
    """Whatever a plan says: no search fails, and every cause gives the printed figure."""
    rng = random.Random(len(plan.indikator) * 31 + len(plan.tables))
    with written(render(plan), plan.root) as folder:
        checked = api.check(folder)
        assert checked.model is not None
        restater = Restater(checked)
        cells = list(_cells(plan, restater, rng))
        for claim in explained(checked.model, restater.audited(cells), shipped_scales):
            for cause in claim.causes:
                assert cause.explanation
                assert 0 <= cause.chance <= 1
            answers(checked, claim)


@settings(max_examples=20, deadline=None)
@given(plans())
def test_mistakes_in_any_plan_are_named(plan: d.Plan) -> None:
    """Policies, directions and documents of every kind: another year, the end of the plan and a shifted comma are found,
    an achievement by the end of the plan perhaps as the other quantity that it is."""
    year = plan.awal + 1
    with written(render(plan), plan.root) as folder:
        checked = api.check(folder)
        assert checked.model is not None
        restater = Restater(checked)
        missed: list[str] = []
        for indikator in checked.model.placed():
            question = f"capaian({indikator.id}; {year})"
            true = restater.number(question)
            if not true or abs(true) < Fraction(1, 100):
                continue
            wrong = {
                "tahun_lain": restater.number(f"capaian({indikator.id}; {year - 1})"),
                "target_lain": restater.number(f"capaian({indikator.id}; {year}; akhir)"),
                "pangkat_sepuluh": true * 10,
            }
            for kode, value in wrong.items():
                if value is None:
                    continue
                (claim,) = restater.audited([Restated(question, units.show(value, units.PERSEN, 2))])
                (found,) = explained(checked.model, [claim])
                kinds = list(dict.fromkeys(c.kode for c in found.causes))
                if (
                    claim.verdict.value == "beda"
                    and len(found.causes) < MOST_CAUSES
                    and not {kode, "besaran_lain"} & set(kinds)
                ):
                    missed.append(f"{kode}: {question} {claim.claim.printed.text} {kinds}")
        assert missed == []


def _cells(plan: d.Plan, restater: Restater, rng: random.Random) -> Iterator[Restated]:
    """Figures of a plan as they might be printed, each off by something."""
    year = plan.awal + 1
    model = restater.model
    asked: list[tuple[str, str, str]] = []
    for i in [i.id for i in model.placed()]:
        asked += [(i, a, f"{a}({i}; {year})") for a in ("target", "realisasi", "hitungan", "capaian")]
        asked += [(i, a, f"capaian({i}; {year}; {a})") for a in ("akhir", *model.pembanding, *model.dokumen)]
        asked.append((i, "kategori", f"kategori({i}; {year})"))
    for s in plan.nodes:
        asked += [(s, a, f"{a}({s}; {year})") for a in ("pagu", "realisasi_anggaran", "capaian")]
        asked += [(s, a, f"sakip_umum.{a}({s}; {year})") for a in ("serapan", "sisa", "efisiensi_selisih")]
    asked.append(("semua", "rata", f"rata_rata(capaian(i; {year}) untuk indikator i di sasaran lewati)"))
    asked.append(("semua", "pagu", f"jumlah(pagu(p; {year}) untuk program p lewati)"))
    for row, column, question in asked:
        value = restater.number(question)
        if column == "kategori":
            yield Restated(question, rng.choice(("Baik", "Sangat Memuaskan", "Tinggi")), row, column)
        elif value is not None:
            off = value * rng.choice((Fraction(1), Fraction(1, 10), Fraction(11, 10), Fraction(1, 2)))
            off = 1 / value if value and rng.random() < 0.3 else off
            printed = units.show(off, evolve(units.PERSEN, scale=restater.unit(question).scale), 2)
            yield Restated(question, printed.removesuffix(" %"), row, column)

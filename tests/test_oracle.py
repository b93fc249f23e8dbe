"""The engine against a second opinion: every figure of drawn plans, absent ones with their kind and reason."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings

from kinerja_rules import api
from kinerja_rules.base.diagnostics import Severity
from kinerja_rules.model.derivation import Derivation
from kinerja_rules.model.values import Missing, Number, TargetValue
from tests import drawn as d
from tests.oracle import Oracle
from tests.oracle_values import Exact, Nothing, Value, Wanted
from tests.render import Renderer, render
from tests.strategies import plans
from tests.workbench import rules_read_once, written

REASONS = [
    (r"(.+) `(.+)` (?:tahun )?`?(\w+)`? dinyatakan belum ada", "sel kosong"),
    (r"(.+) `(.+)` (?:tahun )?`?(\w+)`? belum rilis", "belum rilis"),
    (r"(.+) `(.+)` (?:tahun )?`?(\w+)`? dinyatakan tidak berlaku", "tidak berlaku"),
    (r"(.+) `(.+)` (?:tahun )?`?(\w+)`? dinyatakan 0/0", "0/0"),
    (r"data `(.+)` tahun (\d+) belum ada", "data"),
    (r"realisasi `(.+)` tahun (\d+) belum ada", "realisasi"),
    (r"target `(.+)` (?:tahun )?`?(\w+)`? belum dinyatakan", "target"),
    (r"target `(.+)` tahun (\d+) tidak dinyatakan dalam .+", "target dokumen"),
    (r"target `(.+)` (\w+) berbeda antara .+", "target setara berbeda"),
    (r".+ `(.+)` tahun (\d+) belum ada", "pembanding"),
    (r"indikator `(.+)` tidak punya rumus", "tanpa rumus"),
    (r"belum ada data sebelum tahun (\d+)", "terlalu lampau"),
    (r"indikator `(.+)` diukur mulai tahun (\d+)", "belum mulai"),
    (r"belum ada data sesudah tahun (\d+)", "terlalu lanjut"),
    (r"indikator `(.+)` belum punya arah", "tanpa arah"),
    (r"\w+ `(.+)` tidak punya indikator", "tanpa indikator"),
    (r"agregasi capaian tidak dinyatakan", "tanpa agregasi"),
    (r"skala belum dinyatakan", "tanpa skala"),
    (r"skala `.+` tidak berupa rentang nilai", "skala tanpa rentang"),
    (r"nilai .+ di bawah kategori terendah skala .+", "di bawah skala"),
    (r"nilai .+ di atas kategori tertinggi skala .+", "di atas skala"),
    (r"nilai .+ jatuh di celah skala .+", "celah"),
    (r"pembagi `.+` bernilai nol", "pembagi nol"),
    (r"predikat hanya dapat dibandingkan", "predikat dihitung"),
    (r"targetnya berupa rentang", "rentang"),
    (r"rentang tidak dapat dibandingkan dengan satu nilai", "rentang"),
    (r"rentangnya terbalik", "rentang terbalik"),
    (r"himpunannya kosong", "himpunan kosong"),
    (r"setiap anggota rata-rata tertimbang memerlukan `bobot`", "tanpa bobot"),
    (r"bobot rata-rata tertimbang tidak berjumlah 100 %", "bobot tidak 100 %"),
    (r"rata-rata geometrik memerlukan bilangan yang tidak negatif", "geometrik negatif"),
    (r"pertumbuhan dari nol", "pertumbuhan dari nol"),
    (r"akar dari bilangan negatif", "akar negatif"),
    (r"target akhirnya jumlah target semua tahun; .+", "dijumlahkan dan tidak naik"),
    (r"periode ini mendahului Renstra", "mendahului Renstra"),
    (r"pagu `(.+)` tahun (\d+) belum (?:dinyatakan|lengkap: .+)", "pagu"),
    (r"pagu `(.+)` tahun (\d+) (?:belum dinyatakan dalam .+|dalam .+ belum lengkap: .+)", "pagu dokumen"),
    (r"pagu `(.+)` (\d+) berbeda antara .+", "pagu setara berbeda"),
    (r"realisasi anggaran `(.+)` tahun (\d+) belum (?:dinyatakan|lengkap: .+)", "realisasi_anggaran"),
    (r"`.+` belum dinyatakan", "tanpa ukuran"),
    (r"`.+` tidak dihitung untuk \w+", "bukan untuk ini"),
]
"""The engine's sentences and the oracle's words; a reason of the plan's own (`bila ... tidak_dapat_dihitung`) is itself."""


@pytest.fixture(autouse=True, scope="module")
def _rules() -> Iterator[None]:
    with rules_read_once():
        yield


def spoken(missing: Missing) -> Nothing:
    """An engine's absence in the oracle's words."""
    for pattern, why in REASONS:
        found = re.fullmatch(pattern, missing.reason)
        if found:
            return Nothing(missing.kind.value, why, found.groups())
    return Nothing(missing.kind.value, missing.reason)


def translated(value: object) -> object:
    """An engine's value as the oracle writes it."""
    match value:
        case Missing():
            return spoken(value)
        case Number():
            return Exact(value.value, value.approximate)
        case TargetValue():
            grade = value.grade
            name, rank = (grade.name, grade.rank) if grade is not None else (None, 0)
            return Wanted(value.lower.value, value.upper.value, value.operator, name, rank)
        case _:
            return value


class Ledger:
    """Figures compared, so that a disagreement names them all at once."""

    def __init__(self) -> None:
        self.wrong: list[str] = []
        self.compared = 0

    def check(self, what: str, found: object, expected: Value) -> None:
        self.compared += 1
        if translated(found) != expected:
            self.wrong.append(f"{what}: mesin {translated(found)}, pembanding {expected}")


def compare_indicators(ledger: Ledger, result: api.Result, oracle: Oracle, year: int) -> None:
    plan = oracle.plan
    assert set(result.indikator) == set(oracle.placed())
    for ident, found in result.indikator.items():
        ledger.check(f"target {ident} {year}", found.target, oracle.target(ident, year))
        ledger.check(f"realisasi {ident} {year}", found.realisasi, oracle.realisasi(ident, year))
        ledger.check(f"capaian {ident} {year}", found.capaian, oracle.capaian(ident, year))
        ledger.check(f"kategori {ident} {year}", found.kategori, oracle.kategori(ident, year))
        ledger.check(f"target akhir {ident}", found.target_akhir, oracle.target(ident, year, "akhir"))
        ledger.check(
            f"kemajuan {ident} {year}", found.kemajuan, oracle.declared_measure("ukuran_kemajuan", ident, year)
        )
        stated = {b for b in plan.benchmarks if (b, ident, str(year)) in oracle.facts}
        assert set(found.pembanding) == stated
        for name, (value, capaian) in found.pembanding.items():
            ledger.check(f"{name} {ident} {year}", value, oracle.benchmark(ident, year, name))
            thing = d.Thing("pembanding", name)
            ledger.check(f"capaian {ident} {year} {name}", capaian, oracle.capaian(ident, year, thing))
        assert [row.period for row in found.history] == [str(y) for y in oracle.history(ident, year)]
        for row in found.history:
            past = int(row.period)
            ledger.check(f"riwayat target {ident} {past}", row.target, oracle.target(ident, past))
            ledger.check(f"riwayat realisasi {ident} {past}", row.realisasi, oracle.realisasi(ident, past))
            ledger.check(f"riwayat capaian {ident} {past}", row.capaian, oracle.capaian(ident, past))


def compare_nodes(ledger: Ledger, result: api.Result, oracle: Oracle, year: int) -> None:
    assert list(result.simpul) == oracle.walk()
    for node, found in result.simpul.items():
        ledger.check(f"pagu {node} {year}", found.pagu, oracle.money("pagu", node, year))
        spent = oracle.money("realisasi_anggaran", node, year)
        ledger.check(f"realisasi anggaran {node} {year}", found.realisasi_anggaran, spent)
        ledger.check(f"serapan {node} {year}", found.serapan, oracle.declared_measure("ukuran_serapan", node, year))
        ledger.check(f"sisa {node} {year}", found.sisa, oracle.declared_measure("ukuran_sisa", node, year))
        ledger.check(f"capaian {node} {year}", found.capaian, oracle.capaian(node, year))
        ledger.check(f"kategori {node} {year}", found.kategori, oracle.kategori(node, year))
        measured = oracle.declared_measure("ukuran_efisiensi", node, year)
        ledger.check(f"efisiensi {node} {year}", found.efisiensi, measured)


def compare_document(ledger: Ledger, model: api.Model, oracle: Oracle, year: int, document: str) -> None:
    """The year by the targets and budgets of one document, as `hitung --dokumen` shows it."""
    result = api.evaluate(model, year, document)
    for ident, found in result.indikator.items():
        thing = d.Thing("dokumen", document)
        ledger.check(f"target {ident} {year} {document}", found.target, oracle.target(ident, year, thing))
        if oracle.formula(ident) is None:  # one that asks for targets and budgets is by the document too
            ledger.check(f"capaian {ident} {year} {document}", found.capaian, oracle.capaian(ident, year, thing))
    for node, money in result.simpul.items():
        pagu, spent = oracle.money("pagu", node, year, document), oracle.money("realisasi_anggaran", node, year)
        ledger.check(f"pagu {node} {year} {document}", money.pagu, pagu)
        ledger.check(f"realisasi anggaran {node} {year} {document}", money.realisasi_anggaran, spent)


@settings(max_examples=160)
@given(plans())
def test_every_figure_is_what_a_second_evaluator_says(plan: d.Plan) -> None:
    with written(render(plan), plan.root) as folder:
        checked = api.check(folder)
        assert [x for x in checked.diagnostics if x.severity is Severity.GALAT] == []
        assert checked.model is not None
        assert not any(x.severity is Severity.GALAT for x in api.review(checked))
        ledger, oracle = Ledger(), Oracle(plan)
        for year in (plan.awal, plan.awal + 1, plan.akhir):
            result = api.evaluate(checked.model, year)
            compare_indicators(ledger, result, oracle, year)
            compare_nodes(ledger, result, oracle, year)
        for document in plan.dokumen:
            compare_document(ledger, checked.model, oracle, plan.awal, document)
        writer = Renderer(plan)
        for question in plan.questions:
            text = writer.formula(question, plan.root)
            answer = api.trace(checked, text)
            assert isinstance(answer, Derivation), (text, answer)
            ledger.check(text, answer.root.value, oracle.value(question, {}))
        assert ledger.wrong == []
        assert ledger.compared > 0


def test_the_second_evaluator_knows_nothing_of_the_first() -> None:
    here = Path(__file__).parent
    for name in ("oracle", "oracle_plan", "oracle_values", "drawn", "shipped"):
        imported = [line for line in (here / f"{name}.py").read_text(encoding="utf-8").splitlines() if "import" in line]
        assert imported
        assert not any("kinerja_rules" in line for line in imported), name

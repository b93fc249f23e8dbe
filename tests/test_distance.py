"""What a figure says of the next category: the realisasi that it names yields it, and one that cannot is not named."""

from pathlib import Path

import pytest

from kinerja_rules import api
from kinerja_rules.analysis.build import CheckResult
from kinerja_rules.model.derivation import Derivation
from kinerja_rules.report.trace_tree import FigureReader

PLAN = """paket contoh "Contoh" { pakai sakip_umum }
renstra 2024 s.d. 2026 { skala ketat }
skala ketat "Skala dengan ambang di atas" {
  dasar    "Contoh" belum_diverifikasi
  kategori "Istimewa" > 100 %
  kategori "Baik"     >= 90 % s.d. 100 %
  kategori "Kurang"   < 90 %
}
sasaran S1 "Contoh" {
  agregasi rata_rata_tertimbang
  indikator tepat     "Tepat target"    { satuan %  arah naik      bobot 50 % }
  indikator kurang    "Kurang baik"     { satuan %  arah naik      bobot 20 % }
  indikator menurun   "Tepat, menurun"  { satuan %  arah turun     bobot 20 % }
  indikator berbatas  "Di atas rentang" { satuan %  arah rentang   bobot 10 % }
}
target {
                        2025
  tepat                 80 %
  kurang                80 %
  menurun               20 %
  berbatas  60 % s.d. 85 %
}
realisasi {
            2025
  tepat     80 %
  kurang    60 %
  menurun   20 %
  berbatas  88 %
}
"""


@pytest.fixture(scope="module")
def plan(tmp_path_factory: pytest.TempPathFactory) -> CheckResult:
    folder: Path = tmp_path_factory.mktemp("jarak") / "contoh"
    folder.mkdir()
    (folder / "paket.kinerja").write_text(PLAN, encoding="utf-8")
    checked = api.check(folder)
    assert checked.model is not None, checked.diagnostics
    return checked


def derived(plan: CheckResult, question: str) -> Derivation:
    derivation = api.trace(plan, question)
    assert isinstance(derivation, Derivation)
    return derivation


@pytest.mark.parametrize(
    ("indicator", "told"),
    [
        ("tepat", "di ambang Istimewa, yang dimulai di atas 100 %; memerlukan realisasi lebih dari 80 %"),
        ("menurun", "di ambang Istimewa, yang dimulai di atas 100 %; memerlukan realisasi kurang dari 20 %"),
        ("kurang", "15 poin lagi untuk Baik; memerlukan realisasi 72 %"),
        (
            "berbatas",
            "lebih dari 3,41 poin lagi untuk Istimewa; realisasi 85 % memberi 100 %, tidak lebih dari itu",
        ),
    ],
)
def test_the_next_category_is_what_the_formula_can_yield(plan: CheckResult, indicator: str, told: str) -> None:
    derivation = derived(plan, f"capaian({indicator}; 2025)")
    assert [d.text for step in derivation.steps for d in step.details if d.kind == "jarak"] == [told]


def test_weights_are_no_values_of_a_mean(plan: CheckResult) -> None:
    derivation = derived(plan, "capaian(S1; 2025)")
    figure = FigureReader(derivation.steps).figure(derivation.root)
    assert (len(figure.inputs), figure.combined) == (8, 4)

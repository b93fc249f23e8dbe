"""Every kind of mistake names its own cases, and each explanation can be asked of the plan."""

from pathlib import Path

import pytest

from kinerja_rules import api
from kinerja_rules.analysis.build import CheckResult
from kinerja_rules.audit.causes import alternatives
from kinerja_rules.audit.search import explained
from kinerja_rules.model.published import AuditedClaim
from kinerja_rules.model.values import Number
from tests.audit.kinds import KINDS, PLAN, Kind
from tests.audit.rates import shipped_scales
from tests.audit.restated import Restater, verdict


@pytest.fixture(scope="module")
def checked(tmp_path_factory: pytest.TempPathFactory) -> CheckResult:
    folder = tmp_path_factory.mktemp("dinas")
    (folder / "paket.kinerja").write_text(PLAN, encoding="utf-8")
    found = api.check(Path(folder))
    assert found.model is not None, [d.message for d in found.diagnostics]
    return found


def answers(checked: CheckResult, found: AuditedClaim) -> None:
    """The questions of all causes give the printed figure."""
    for cause in found.causes:
        if cause.question is None or found.claim.printed.value is None:
            continue
        made = api.trace(checked, cause.question)
        assert not isinstance(made, tuple), (cause.question, made)
        value, unit = made.root.value, found.claim.printed.unit
        number = getattr(value, "lower", value)
        assert isinstance(number, Number), cause.question
        assert unit is not None
        if cause.kode == "satuan_lain":  # the digits of a figure of another unit
            steps = number.value / made.root.unit.scale if made.root.unit is not None else number.value
            assert verdict(Number(steps * unit.scale), found.claim.printed, unit).value in ("cocok", "dipotong")
            continue
        assert verdict(number, found.claim.printed, unit).value in ("cocok", "dipotong"), cause.question


@pytest.mark.parametrize("kind", KINDS, ids=lambda k: f"{k.kode}: {k.cells[-1].printed}")
def test_a_kind_names_its_case(checked: CheckResult, kind: Kind) -> None:
    audited = Restater(checked).audited(kind.cells)
    assert audited[-1].verdict.value == "beda"
    assert checked.model is not None
    found = explained(checked.model, audited, shipped_scales)[-1]
    kinds = list(dict.fromkeys(c.kode for c in found.causes))
    assert kind.kode in kinds[:2], [(c.kode, c.explanation) for c in found.causes]
    assert any(kind.words in c.explanation for c in found.causes if c.kode == kind.kode), found.causes
    answers(checked, found)


def test_every_kind_has_a_case() -> None:
    assert {a.kode for a in alternatives()} == {k.kode for k in KINDS}


def test_kinds_are_described() -> None:
    for kind in alternatives():
        assert kind.nama
        assert kind.summary[0].islower()
        assert not kind.summary.endswith(".")
        assert kind.description[0].isupper()
        assert kind.description.endswith(".")

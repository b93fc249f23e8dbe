"""The example and a small plan that holds every form a report must show, each checked once."""

from pathlib import Path

import pytest

from kinerja_rules import api
from kinerja_rules.analysis.build import CheckResult
from kinerja_rules.model.result import Result

ROOT = Path(__file__).parent.parent.parent


@pytest.fixture(scope="session")
def pasuruan() -> CheckResult:
    return api.check(ROOT / "examples" / "dinaker_pasuruan_2022")


@pytest.fixture(scope="session")
def pasuruan_2022(pasuruan: CheckResult) -> Result:
    assert pasuruan.model is not None
    return api.evaluate(pasuruan.model, 2022)


@pytest.fixture(scope="session")
def rich() -> CheckResult:
    return api.check(ROOT / "tests" / "report" / "rencana_kaya")


@pytest.fixture(scope="session")
def rich_2025(rich: CheckResult) -> Result:
    assert rich.model is not None
    return api.evaluate(rich.model, 2025)

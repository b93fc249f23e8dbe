"""One deterministic Hypothesis profile for every property: the same examples on every run, no clock involved."""

import pytest
from hypothesis import HealthCheck, settings

settings.register_profile(
    "kinerja",
    derandomize=True,
    deadline=None,
    database=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
settings.load_profile("kinerja")


def pytest_configure(config: pytest.Config) -> None:
    """Strategies for a whole language are long to write out; nothing depends on their text."""
    config.addinivalue_line("filterwarnings", "ignore:Generating overly large repr")

"""One deterministic Hypothesis profile for every property: the same examples on every run, no clock involved."""

import pytest
from hypothesis import HealthCheck, settings

from kinerja_rules.project import prepared_rules
from kinerja_rules.project.packages import shipped_rules
from kinerja_rules.syntax import prepared_grammar

settings.register_profile(
    "kinerja",
    derandomize=True,
    deadline=None,
    database=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
settings.load_profile("kinerja")


def pytest_configure(config: pytest.Config) -> None:
    """The grammar is worked out and the rules are read once, not by each program that a test starts.

    Strategies for a whole language are long to write out; nothing depends on their text.
    """
    if not prepared_grammar.fits():
        prepared_grammar.write_table()
    if not prepared_rules.fits(shipped_rules()):
        prepared_rules.write_prepared(shipped_rules())
    config.addinivalue_line("filterwarnings", "ignore:Generating overly large repr")

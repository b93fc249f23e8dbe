"""One deterministic Hypothesis profile for every property: the same examples on every run, no clock involved."""

from hypothesis import HealthCheck, settings

settings.register_profile(
    "kinerja",
    derandomize=True,
    deadline=None,
    database=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
settings.load_profile("kinerja")

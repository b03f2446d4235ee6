"""Settings for every test: generated examples are the same in every run, however slow the machine is."""

from hypothesis import HealthCheck, settings
from hypothesis.internal.conjecture import providers
from hypothesis.internal.constants_ast import Constants

pytest_plugins = ["tests.postgres"]

settings.register_profile(
    "repeatable", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("repeatable")
providers._get_local_constants = Constants  # or examples depend on which modules other tests have loaded

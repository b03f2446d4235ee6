"""Settings for every test: generated examples are repeatable and have no deadline."""

from hypothesis import settings

pytest_plugins = ["tests.postgres"]

settings.register_profile("repeatable", deadline=None, derandomize=True)
settings.load_profile("repeatable")

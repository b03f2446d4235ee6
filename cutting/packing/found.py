"""Where PackingSolver is installed."""

import os
import sys
from importlib.util import find_spec

from cutting.packing.engine import WORKER

SETTING = "KIOSK_PACKING_PYTHON"
"""The environment variable that names another Python, 3.12 or newer, that has PackingSolver."""


def command() -> list[str] | None:
    """How the worker is started: with the Python that is named, else this one where it has PackingSolver."""
    python = os.environ.get(SETTING) or (sys.executable if find_spec("packingsolver") else None)
    return [python, "-P", str(WORKER)] if python else None

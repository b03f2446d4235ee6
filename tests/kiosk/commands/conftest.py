"""A shell on a database of its own."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.language import speak
from tests.kiosk.commands.shell import Shell
from tests.labels.conftest import cups

__all__ = ["cups", "shell"]


@pytest.fixture
def shell(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Shell]:
    """Somebody at a shell who has set up a kiosk that holds nothing."""
    monkeypatch.setenv("LANGUAGE", "en")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    at_shell = Shell(tmp_path)
    at_shell("settings", "space_name=Test space")
    yield at_shell
    speak("en")

"""Somebody at a shell: commands in this process, or as processes of their own, on one database."""

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from typing import Any

from kiosk.commands import main

SCRIPT = Path(sys.executable).with_name("kiosk")


@dataclass(frozen=True, slots=True)
class Ran:
    """What a command answered."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """The one JSON document on its standard output."""
        return json.loads(self.out)


@dataclass(frozen=True, slots=True)
class Shell:
    """Commands on the database in a folder."""

    folder: Path

    @property
    def database(self) -> Path:
        """The database."""
        return self.folder / "kiosk.db"

    def __call__(self, *words: str) -> Ran:
        """Run a command in this process."""
        out, err = StringIO(), StringIO()
        with redirect_stdout(out), redirect_stderr(err):
            code = main([*words, "--db", str(self.database)])
        return Ran(code, out.getvalue(), err.getvalue())

    def asks(self, *words: str, code: int = 0) -> Any:
        """The JSON that a command answers, which must end with this exit code."""
        ran = self(*words, "--json")
        assert (ran.code, ran.err) == (code, ""), ran
        return ran.json

    def code_of(self, *words: str) -> str:
        """The code of something received."""
        return str(self.asks("receive", *words)["code"])

    def process(self, *words: str, env: Mapping[str, str] | None = None) -> Ran:
        """Run a command as a process of its own."""
        done = subprocess.run(
            [str(SCRIPT), *words],
            capture_output=True,
            encoding="utf-8",
            errors="replace",
            check=False,
            stdin=subprocess.DEVNULL,
            env=os.environ | {"XDG_DATA_HOME": str(self.folder)} | dict(env or {}),
        )
        return Ran(done.returncode, done.stdout, done.stderr)

"""A registry as administrators run it: a process of its own, answering over TCP."""

import json
import os
import socket
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from threading import Thread
from typing import IO, Self

from registry.spaces import Spaces
from registry.use_cases.enrol import enrol
from registry.use_cases.issue_code import issue_code
from sync.push import Joined
from sync.wire import EnrolAnswer, EnrolRequest


class Served:
    """A registry process over a database; used as a context, it ends with it."""

    def __init__(self, database: str, port: int = 0, options: Sequence[str] = ()) -> None:
        self.database, self._options = database, options
        self._place = socket.socket()  # bound and deaf: while no registry runs, nobody else takes its port
        self._place.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        self._place.bind(("127.0.0.1", port))
        self._port = int(self._place.getsockname()[1])
        self.journal: list[str] = []
        self._spaces: Spaces | None = None

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_error: object) -> None:
        self.kill()
        self._place.close()
        if self._spaces:
            self._spaces.close()

    def start(self) -> None:
        """Start, at the same port as before."""
        arguments = ("serve", "--port", str(self._port), "--database", self.database, "--json")
        self.process = subprocess.Popen(
            [sys.executable, "-m", "registry.admin", *arguments, *self._options],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        self._listening = Thread(target=self._listen, args=[self.process.stderr], daemon=True)
        self._listening.start()
        assert self.process.stdout is not None
        said = self.process.stdout.readline()
        if not said:
            raise AssertionError(f"the registry did not start: {self._ended()} {self.journal}")
        self.url = str(json.loads(said)["url"])

    def kill(self) -> None:
        """End at once, as a power cut would."""
        self.process.kill()
        self._ended()

    def terminate(self) -> int:
        """Ask it to end; its exit code."""
        self.process.terminate()
        return self._ended()

    def wait(self) -> int:
        """Wait for its end; its exit code."""
        return self._ended()

    def _listen(self, errors: IO[str]) -> None:
        """Keep what it writes down, so that it never waits for a reader."""
        self.journal.extend(errors)

    def peak_memory_kb(self) -> int:
        """The most memory the process ever held."""
        lines = Path(f"/proc/{self.process.pid}/status").read_text(encoding="ascii").splitlines()
        return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM:"))

    @property
    def spaces(self) -> Spaces:
        """The registry's database, as an administrator's command opens it beside the process."""
        self._spaces = self._spaces or Spaces(self.database)
        return self._spaces

    def code(self, space: str, name: str = "") -> str:
        """A new enrolment code."""
        return issue_code(self.spaces, space, name).code

    def join(self, space: str) -> Joined:
        """A new kiosk of a space, let in by the administrator's code."""
        answer = enrol(self.spaces, EnrolRequest(code=self.code(space)))
        assert isinstance(answer, EnrolAnswer)
        granted = answer.model_dump() | {"space_name": answer.name}
        del granted["name"]
        return Joined(url=self.url, **granted)

    def _ended(self) -> int:
        code = self.process.wait()
        self._listening.join()
        for stream in (self.process.stdout, self.process.stderr):
            assert stream is not None
            stream.close()
        return code


def administer(*arguments: str) -> tuple[int, str, str]:
    """Run a command of the registry: its exit code, output and errors."""
    command = [sys.executable, "-m", "registry.admin", *arguments]
    done = subprocess.run(
        command, capture_output=True, text=True, check=False, env=os.environ | {"LANGUAGE": "en"}
    )
    return done.returncode, done.stdout, done.stderr

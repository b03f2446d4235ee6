"""The worker as whoever asks it sees it: one question at a time, and it is killed when it overruns.

A question: {"way": "guillotine" | "free", "objective": a name of PackingSolver's, "stages": 2, 3 or 0 for
any number, "first": "Vertical" | "Horizontal" | "Any", "seconds": its time limit, "bins": [[dx, dy, cost,
count]], "items": [[dx, dy, turns, count]]}. Lengths are whole numbers of any unit.

With the way "irregular" there are also "rings": [[[x, y]]] of each bin, the outer one first, "spacing"
between items, "trim" along edges and holes, and "between", how much longer and wider than itself each item is
said to be.

An answer: {"bins": [[bin, count, places]]}, where places are, sawn: [[x, y, far x, far y, parent's place,
item or -1]], the bin first; else:
[[item, x, y, is turned]].
"""

import json
import os
import subprocess
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

WORKER = Path(__file__).with_name("worker.py")
GRACE_SECONDS = 0.5
"""How long it may take beyond its time limit."""
START_SECONDS = 5.0
"""How much more it may take when it is new."""
MOST_FAILURES = 3
"""After so many in a row there is something wrong that another start does not mend."""
_MOST_BYTES = 10_000_000

Question = dict[str, Any]
Answer = dict[str, Any]


class Engine:
    """A worker of one job. Nothing here waits, and no wrong of the worker's is raised."""

    def __init__(self, command: Sequence[str], clock: Callable[[], float]) -> None:
        self._command, self._clock = command, clock
        self._process: subprocess.Popen[bytes] | None = None
        self._buffer, self._until = b"", 0.0
        self._failures, self._is_asked = 0, False

    @property
    def pid(self) -> int | None:
        """The worker's process, if there is one."""
        return self._process.pid if self._process else None

    def is_busy(self) -> bool:
        """Whether a question has not had its end."""
        return self._is_asked

    def is_free(self) -> bool:
        """Whether it can be asked: the last question has its end, and it is of use at all."""
        return not self._is_asked and self._failures < MOST_FAILURES

    def ask(self, question: Question) -> None:
        """Ask, where it is free."""
        self._until = self._clock() + question["seconds"] + GRACE_SECONDS
        try:
            if self._process is None:
                self._process = _started(self._command)
                self._until += START_SECONDS
            assert self._process.stdin
            self._process.stdin.write(json.dumps(question).encode() + b"\n")
            self._process.stdin.flush()
        except OSError:
            self.fail()
            return
        self._is_asked = True

    def answers(self) -> list[Answer]:
        """What has come since; nothing more once all is said or the worker is dead."""
        if not self._is_asked:
            return []
        is_alive = self._read()
        *lines, self._buffer = self._buffer.split(b"\n")
        found = [answer for line in lines if (answer := self._understood(line))]
        is_over = not is_alive or self._clock() > self._until or len(self._buffer) > _MOST_BYTES
        if is_over and self.is_busy():
            self.fail()
        return found

    def close(self) -> None:
        """Kill the worker, whatever it does."""
        process, self._process = self._process, None
        self._is_asked, self._buffer = False, b""
        if process:
            process.kill()
            process.communicate()

    def _read(self) -> bool:
        """Whether the worker's end of the pipe is still open."""
        assert self._process
        assert self._process.stdout
        pipe = self._process.stdout.fileno()
        while len(self._buffer) <= _MOST_BYTES:
            try:
                some = os.read(pipe, 1 << 16)
            except BlockingIOError:
                return True
            if not some:
                return False
            self._buffer += some
        return True

    def _understood(self, line: bytes) -> Answer | None:
        """The answer of a line; an end ends the question, and what is no answer is a failure."""
        if not self._is_asked:
            return None
        try:
            answer = json.loads(line)
        except ValueError:
            answer = None
        if not isinstance(answer, dict):
            self.fail()
            return None
        if "end" in answer:
            self._is_asked, self._failures = False, 0
        return answer if "bins" in answer else None

    def fail(self) -> None:
        """Have done with a worker that answers wrongly; the next question starts another."""
        self._failures += 1
        self.close()


def _started(command: Sequence[str]) -> "subprocess.Popen[bytes]":
    process = subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    )
    assert process.stdout
    os.set_blocking(process.stdout.fileno(), False)
    return process

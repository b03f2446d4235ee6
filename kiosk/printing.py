"""Labels on their way to paper: orders go to disk, and a process of its own makes labels of them.

No scan ever waits for a printer. The process is there before it is needed, as starting it takes longer than
printing a label.
"""

import json
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Lock, Thread
from time import monotonic
from typing import IO, Any

from kiosk.language import _
from labels.errors import LabelError
from labels.printing.order import Order, order_text
from labels.printing.outcome import Reason, Why, why_of
from labels.printing.queue import Job, JobState, job_of, queue_in, why_at

WARM_UP_SECONDS = 3.0
"""How long after the kiosk's start the press is started: the first screen comes first."""
LOOK_SECONDS = 2.0
"""How long a look may keep the scans that come meanwhile waiting, at most."""
AGAIN_SECONDS = 60.0
"""A press that dies is started again for what waits, but not more often than this."""
Tell = Callable[[Job], None]


@dataclass(frozen=True, slots=True)
class Look:
    """A label as a terminal shows it, in several widths; `why` there is none."""

    pictures: tuple[tuple[str, ...], ...] = ()
    why: Why | None = None


class Printing:
    """A data folder's queue. `tell` is called, from a thread of its own, with each job that has ended."""

    def __init__(
        self,
        root: Path,
        tell: Tell,
        warm_up_seconds: float = WARM_UP_SECONDS,
        look_seconds: float = LOOK_SECONDS,
    ) -> None:
        self._look_seconds = look_seconds
        self._root, self._queue, self._tell = root, queue_in(root), tell
        self._asked: SimpleQueue[Order | int | None] = SimpleQueue()
        self._looks: SimpleQueue[tuple[int, Look]] = SimpleQueue()
        self._looked, self._died_at = 0, float("-inf")
        self._starting, self._looking = Lock(), Lock()
        self._press: subprocess.Popen[str] | None = None
        self._thread = Thread(target=self._work, args=[warm_up_seconds], name="printing", daemon=True)
        self._thread.start()

    def ask(self, order: Order) -> None:
        """Put an order on the disk, and have it printed; never waits."""
        self._asked.put(order)

    def wake(self) -> None:
        """Something waits in the queue; never waits itself."""
        self._asked.put(0)

    def look(self, order: Order, widths: Sequence[int]) -> Look:
        """An order's first label as it would be printed, drawn with so many characters across."""
        with self._looking:
            self._looked += 1
            asked = {"look": self._looked, "order": order_text(order), "widths": list(widths)}
            try:
                self._say(json.dumps(asked))
                return self._seen(self._looked)
            except (OSError, Empty):
                return Look(why=Why(Reason.BROKEN, detail=_("no answer")))

    def _seen(self, number: int) -> Look:
        """The answer to this question; one that came too late for another is passed over. Raises Empty."""
        until = monotonic() + self._look_seconds
        while True:
            answered, look = self._looks.get(timeout=max(0.0, until - monotonic()))
            if answered == number:
                return look

    def close(self, patience_seconds: float = 5.0) -> None:
        """Let what is under way be finished, as far as it is in that time; the rest goes on by itself."""
        self._asked.put(None)
        self._thread.join(patience_seconds)
        if self._press and self._press.stdin:
            _close(self._press.stdin)
            self._listening.join(patience_seconds)

    def _work(self, warm_up_seconds: float) -> None:
        try:
            asked = self._asked.get(timeout=0 if self._queue.waiting() else warm_up_seconds)
        except Empty:
            asked = 0
        while asked is not None:
            self._carry_out(asked)
            asked = self._asked.get()

    def _carry_out(self, asked: Order | int) -> None:
        try:
            if isinstance(asked, Order):
                self._queue.add(asked)
            self._say("")
        except LabelError as error:
            self._tell(_failed(asked, why_of(error)))
        except OSError as error:
            self._tell(_failed(asked, Why(Reason.BROKEN, detail=type(error).__name__)))

    def _say(self, line: str) -> None:
        """One line for the press, which is started where it does not run. Raises OSError."""
        with self._starting:
            if self._press is None or self._press.poll() is not None:
                self._start()
            assert self._press
            assert self._press.stdin
            self._press.stdin.write(f"{line}\n")
            self._press.stdin.flush()

    def _start(self) -> None:
        if self._press and self._press.stdin:
            _close(self._press.stdin)
        self._press = _started(self._root)
        self._listening = Thread(target=self._listen, args=[self._press], name="press", daemon=True)
        self._listening.start()

    def _listen(self, press: subprocess.Popen[str]) -> None:
        assert press.stdout
        with press.stdout:
            for line in press.stdout:
                self._heard(line)
        if press.wait():
            self._died(press.returncode)

    def _heard(self, line: str) -> None:
        """A fault in what is done with an answer does not keep the next one from being heard."""
        try:
            self._hear(json.loads(line))
        except Exception as fault:  # noqa: BLE001
            self._tell(_failed(0, Why(Reason.BROKEN, detail=type(fault).__name__)))

    def _died(self, code: int) -> None:
        self._tell(_failed(0, Why(Reason.BROKEN, detail=f"{code}")))
        now, before = monotonic(), self._died_at
        self._died_at = now
        if now - before > AGAIN_SECONDS and self._queue.waiting():
            self.wake()

    def _hear(self, said: dict[str, Any]) -> None:
        match said:
            case {"job": job}:
                self._tell(job_of(job))
            case {"look": number, "pictures": pictures}:
                self._looks.put((number, Look(tuple(map(tuple, pictures)))))
            case {"look": number, "why": why}:
                self._looks.put((number or self._looked, Look(why=why_at(why))))
            case {"trouble": why}:
                self._tell(_failed(0, why_at(why)))
            case _:
                return


def _started(root: Path) -> "subprocess.Popen[str]":
    """The press, which no signal of this terminal reaches: it finishes what it has begun."""
    return subprocess.Popen(
        [sys.executable, "-P", "-m", "labels.printing.service", str(root)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        encoding="utf-8",
        start_new_session=True,
    )


def _close(line: IO[str]) -> None:
    try:
        line.close()
    except OSError:
        return


def _failed(asked: Order | int, why: Why) -> Job:
    """A job that did not get as far as the disk."""
    if isinstance(asked, Order):
        return Job(0, asked.title, asked.printer, asked.count, state=JobState.FAILED, why=why)
    return Job(0, "", "", 0, state=JobState.FAILED, why=why)

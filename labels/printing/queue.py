"""Orders for labels, on disk: what was asked for survives a restart.

An order is a file that never changes; beside it a record says how far it is. Before a label goes out, the
record says so: after a power cut nobody knows whether that one came to paper, so it is *doubtful* and not
sent again by itself. All others go out once.
"""

import fcntl
import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from enum import StrEnum
from itertools import count
from pathlib import Path
from typing import Any

from labels.errors import FolderRefused, JobUnknown
from labels.folder import claim, save
from labels.printing.order import Order, order_of, order_text
from labels.printing.outcome import Reason, Why
from labels.status.status import Trouble


class JobState(StrEnum):
    """How far a job is; sent is not printed: the printer cannot say what became of it."""

    QUEUED = "queued"
    SENT = "sent"
    UNCONFIRMED = "sent, not confirmed"
    PRINTED = "printed"
    FILED = "file"
    FAILED = "failed"
    CANCELLED = "cancelled"


OUT = frozenset((JobState.SENT, JobState.UNCONFIRMED, JobState.PRINTED, JobState.FILED))
"""All labels of such a job have left the kiosk."""
ENDED = OUT | {JobState.CANCELLED}
"""No label of such a job goes out any more."""


@dataclass(frozen=True, slots=True)
class Job:
    """A job of so many `labels`: `begun` were sent; nobody knows of the `doubtful`, counted from 1.

    `where` is the file, or the name that CUPS gave the job. `marks` are those of its order.
    """

    number: int
    title: str
    printer: str
    labels: int
    begun: int = 0
    doubtful: tuple[int, ...] = ()
    state: JobState = JobState.QUEUED
    why: Why | None = None
    where: str = ""
    marks: tuple[tuple[str, str], ...] = ()

    @property
    def out(self) -> int:
        """How many labels the printer has for certain."""
        return self.begun - len(self.doubtful)


class Queue:
    """The jobs of a folder. One process works on them at a time; any may look, and add."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def add(self, order: Order) -> Job:
        """A new job, durable when this returns. Raises FolderRefused."""
        data = order_text(order).encode("utf-8", "backslashreplace")
        number = next(number for number in self._free() if claim(data, self._order(number)))
        return _new(number, order)

    def again(self, number: int) -> Job:
        """The same labels as a new job. Raises JobUnknown and FolderRefused."""
        return self.add(self.order(number))

    def jobs(self) -> tuple[Job, ...]:
        """All jobs that can be read, the oldest first."""
        return tuple(job for number in self._numbers() if (job := self._readable(number)))

    def job(self, number: int) -> Job:
        """One of them. Raises JobUnknown for one that is not there or cannot be understood."""
        record = self._record(number)
        try:
            text = record.read_text(encoding="utf-8") if record.exists() else ""
            return job_of(json.loads(text)) if text else _new(number, self.order(number))
        except (OSError, ValueError, TypeError, KeyError, AttributeError) as error:
            raise JobUnknown(number) from error

    def order(self, number: int) -> Order:
        """What was asked for. Raises JobUnknown."""
        try:
            return order_of(self._order(number).read_text(encoding="utf-8"))
        except (OSError, ValueError, TypeError, KeyError, AttributeError) as error:
            raise JobUnknown(number) from error

    def last(self) -> Job | None:
        """The job that was asked for last."""
        numbers = self._numbers()
        return self._readable(numbers[-1]) if numbers else None

    def waiting(self) -> tuple[Job, ...]:
        """The jobs that are still to be sent."""
        return tuple(job for job in self.jobs() if job.state is JobState.QUEUED)

    def cancel(self, number: int) -> Job:
        """No further label of the job goes out, but for one that is on its way. Raises JobUnknown."""
        with self._records():
            job = self.job(number)
            if job.state in ENDED:
                return job
            claim(b"", self._cancelled(number))
            return self._written(replace(job, state=JobState.CANCELLED))

    def is_cancelled(self, number: int) -> bool:
        """Whether somebody cancelled the job, whoever works on it now."""
        return self._cancelled(number).exists()

    def resume(self, number: int) -> Job:
        """A failed job is to be sent on, from where it stopped. Raises JobUnknown."""
        with self._records():
            job = self.job(number)
            stopped = job.state is JobState.FAILED
            return self._written(replace(job, state=JobState.QUEUED, why=None)) if stopped else job

    def forget(self, keep: int) -> None:
        """Remove the jobs that ended or stopped longest ago, so that so many of each remain."""
        jobs = self.jobs()
        for states in (ENDED, {JobState.FAILED}):
            found = sorted((job.number for job in jobs if job.state in states), key=self._changed_at)
            for number in found[: max(len(found) - keep, 0)]:
                for path in (self._record(number), self._order(number), self._cancelled(number)):
                    path.unlink(missing_ok=True)

    @contextmanager
    def working(self) -> Iterator[None]:
        """The turn of this process to work on the queue; waits until no other one does.

        Raises FolderRefused.
        """
        with self._locked("working"):
            yield

    @contextmanager
    def _locked(self, name: str) -> Iterator[None]:
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            file = (self._folder / name).open("ab")
        except OSError as error:
            raise FolderRefused(str(self._folder), error.errno or 0) from error
        with file:
            fcntl.flock(file, fcntl.LOCK_EX)
            yield

    def keep(self, job: Job) -> Job:
        """The job as it is now, on disk. Raises FolderRefused."""
        with self._records():
            return self._written(job)

    def _written(self, job: Job) -> Job:
        save(json.dumps(asdict(job)).encode("utf-8"), self._record(job.number))
        return job

    @contextmanager
    def _records(self) -> Iterator[None]:
        """A moment in which no other process changes a record."""
        with self._locked("records"):
            yield

    def _readable(self, number: int) -> Job | None:
        try:
            return self.job(number)
        except JobUnknown:
            return None

    def _numbers(self) -> list[int]:
        stems = (path.stem for path in self._folder.glob("*.order"))
        return sorted(int(stem) for stem in stems if stem.isdecimal())

    def _free(self) -> Iterator[int]:
        return count(max((0, *self._numbers())) + 1)

    def _record(self, number: int) -> Path:
        return self._folder / f"{number:08}.job"

    def _changed_at(self, number: int) -> float:
        record = self._record(number)
        return record.stat().st_mtime if record.exists() else 0.0

    def _cancelled(self, number: int) -> Path:
        return self._folder / f"{number:08}.cancelled"

    def _order(self, number: int) -> Path:
        return self._folder / f"{number:08}.order"


def queue_in(root: Path) -> Queue:
    """The queue of a data folder."""
    return Queue(root / "queue")


def _new(number: int, order: Order) -> Job:
    return Job(number, order.title, order.printer, order.count, marks=order.marks)


def job_of(kept: dict[str, Any]) -> Job:
    """The job of its fields as JSON has them. Raises ValueError, TypeError or KeyError for any other."""
    return Job(
        **kept
        | {
            "state": JobState(kept["state"]),
            "why": why_at(kept["why"]) if kept["why"] else None,
            "doubtful": tuple(kept["doubtful"]),
            "marks": tuple((item, face) for item, face in kept["marks"]),
        }
    )


def why_at(kept: dict[str, str]) -> Why:
    """The reason of its fields as JSON has them. Raises ValueError or KeyError for any other."""
    said = kept["reason"]
    reason = Reason(said) if said in set(Reason) else Trouble(said)
    return Why(reason, kept["where"], kept["detail"])

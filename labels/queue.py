"""Labels on their way to a printer of our own, on disk: what was asked for survives a restart.

Before a label goes out, the disk says so: after a power cut nobody knows whether that one came to paper, so
it is *doubtful* and not sent again by itself. All others go out once.
"""

import fcntl
import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from enum import StrEnum
from itertools import accumulate, count, pairwise
from pathlib import Path

from labels.errors import JobUnknown
from labels.folder import claim, save
from labels.status.status import Trouble


class JobState(StrEnum):
    """How far a job is; sent is not printed: the printer cannot say what became of it."""

    QUEUED = "queued"
    SENT = "sent"
    UNCONFIRMED = "sent, not confirmed"
    PRINTED = "printed"
    FAILED = "failed"
    CANCELLED = "cancelled"


ENDED = frozenset((JobState.SENT, JobState.UNCONFIRMED, JobState.PRINTED, JobState.CANCELLED))
"""No label of such a job goes out any more."""


@dataclass(frozen=True, slots=True)
class Queued:
    """A job of so many `labels`: `begun` were sent; nobody knows of the `doubtful`, counted from 1."""

    number: int
    title: str
    printer: str
    labels: int
    begun: int = 0
    doubtful: tuple[int, ...] = ()
    state: JobState = JobState.QUEUED
    why: Trouble | None = None

    @property
    def out(self) -> int:
        """How many labels the printer has for certain."""
        return self.begun - len(self.doubtful)


class Queue:
    """The jobs of a folder. One process works on them at a time; any may look, and add."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def add(self, title: str, printer: str, labels: Sequence[bytes]) -> Queued:
        """A new job, a stream a label. Raises FolderRefused."""
        lengths = json.dumps([len(label) for label in labels]).encode("ascii")
        data = lengths + b"\n" + b"".join(labels)
        number = next(number for number in self._free() if claim(data, self._streams(number)))
        return self.keep(Queued(number, title, printer, len(labels)))

    def again(self, number: int) -> Queued:
        """The same labels as a new job. Raises JobUnknown."""
        job = self.job(number)
        return self.add(job.title, job.printer, self.streams(job))

    def jobs(self) -> tuple[Queued, ...]:
        """All jobs, the oldest first."""
        return tuple(self.job(number) for number in self._numbers())

    def job(self, number: int) -> Queued:
        """One of them. Raises JobUnknown for one that is not there or cannot be understood."""
        try:
            return _job(self._record(number).read_text(encoding="utf-8"))
        except (OSError, ValueError, TypeError, KeyError) as error:
            raise JobUnknown(number) from error

    def waiting(self) -> tuple[Queued, ...]:
        """The jobs that are still to be sent."""
        return tuple(job for job in self.jobs() if job.state is JobState.QUEUED)

    def cancel(self, number: int) -> Queued:
        """No further label of the job goes out."""
        job = self.job(number)
        return job if job.state in ENDED else self.keep(replace(job, state=JobState.CANCELLED))

    def resume(self, number: int) -> Queued:
        """A failed job is to be sent on, from where it stopped."""
        job = self.job(number)
        stopped = job.state is JobState.FAILED
        return self.keep(replace(job, state=JobState.QUEUED, why=None)) if stopped else job

    def forget(self, keep: int) -> None:
        """Remove the oldest jobs that have ended, so that so many of those remain."""
        ended = [job for job in self.jobs() if job.state in ENDED]
        for job in ended[: max(len(ended) - keep, 0)]:
            self._record(job.number).unlink(missing_ok=True)
            self._streams(job.number).unlink(missing_ok=True)

    @contextmanager
    def working(self) -> Iterator[bool]:
        """Whether this process is the one that works on the queue, as long as it is in here."""
        self._folder.mkdir(parents=True, exist_ok=True)
        with (self._folder / "working").open("ab") as file:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                yield False
                return
            yield True

    def keep(self, job: Queued) -> Queued:
        """The job as it is now, on disk. Raises FolderRefused."""
        save(json.dumps(asdict(job)).encode("utf-8"), self._record(job.number))
        return job

    def streams(self, job: Queued) -> list[bytes]:
        """The labels of a job. Raises JobUnknown."""
        try:
            lengths, data = self._streams(job.number).read_bytes().split(b"\n", 1)
            ends = list(accumulate(json.loads(lengths)))
        except (OSError, ValueError, TypeError) as error:
            raise JobUnknown(job.number) from error
        return [data[start:end] for start, end in pairwise((0, *ends))]

    def _numbers(self, kind: str = "job") -> list[int]:
        stems = (path.stem for path in self._folder.glob(f"*.{kind}"))
        return sorted(int(stem) for stem in stems if stem.isdecimal())

    def _free(self) -> Iterator[int]:
        return count(max((0, *self._numbers("labels"))) + 1)

    def _record(self, number: int) -> Path:
        return self._folder / f"{number:08}.job"

    def _streams(self, number: int) -> Path:
        return self._folder / f"{number:08}.labels"


def _job(text: str) -> Queued:
    kept = json.loads(text)
    why = Trouble(kept["why"]) if kept["why"] else None
    return Queued(
        **kept | {"state": JobState(kept["state"]), "why": why, "doubtful": tuple(kept["doubtful"])}
    )

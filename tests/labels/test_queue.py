"""The queue: nothing asked for is lost, nothing is printed twice, and nothing is claimed that nobody saw."""

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from labels.errors import FolderRefused, JobUnknown, PrinterMissing, PrinterSilent
from labels.pressing import confirm, press_job
from labels.queue import JobState, Queue, Queued
from labels.status.lines import TcpLine
from labels.status.printer import RawPrinter, Tongue
from labels.status.status import Status, Trouble
from labels.status.zebra import ASK
from tests.labels.fakes import box, hs

LABELS = [b"one", b"two", b"three\n\x00", b""]
Act = Callable[[], Status | None]


class Scripted:
    """A printer that does, for each label, what the script says; then it prints well."""

    def __init__(self, *acts: Act) -> None:
        self._acts = list(acts)
        self.got: list[bytes] = []

    def press(self, label: bytes) -> Status | None:
        """Note the label, unless the printer is not there."""
        act = self._acts.pop(0) if self._acts else well
        try:
            said = act()
        except PrinterMissing:
            raise
        except BaseException:
            self.got.append(label)
            raise
        self.got.append(label)
        return said


class PowerCut(BaseException):
    """The end of the kiosk's process, at any point."""


def well() -> Status:
    """The label is on paper."""
    return Status()


def mute() -> None:
    """The printer took the label and cannot say more."""


def off() -> Status:
    """The printer is not there."""
    raise PrinterMissing("zebra")


def hangs() -> Status:
    """The printer stops in the middle."""
    raise PrinterSilent("zebra")


def dies() -> Status:
    """The power goes while the label is sent."""
    raise PowerCut


def no_paper() -> Status:
    """The printer is out of paper."""
    return Status((Trouble.PAPER_OUT,), waiting=1)


def pressed(folder: Path, *acts: Act, labels: Sequence[bytes] = LABELS) -> tuple[Queued, Scripted]:
    """A job on a scripted printer."""
    queue, printer = Queue(folder), Scripted(*acts)
    job = queue.add("Labels", "zebra", labels)
    return press_job(queue, job.number, printer), printer


def test_what_was_asked_for_survives_a_restart(tmp_path: Path) -> None:
    added = Queue(tmp_path / "queue").add("Labels", "zebra", LABELS)
    after = Queue(tmp_path / "queue")
    assert after.jobs() == after.waiting() == (added,)
    assert after.streams(added) == LABELS
    assert added.state is JobState.QUEUED


def test_jobs_are_printed_in_the_order_they_were_asked_for(tmp_path: Path) -> None:
    queue = Queue(tmp_path)
    numbers = [queue.add(title, "zebra", LABELS).number for title in "abc"]
    assert numbers == [1, 2, 3]
    assert [job.title for job in queue.jobs()] == ["a", "b", "c"]


def test_a_printer_that_says_so_has_printed(tmp_path: Path) -> None:
    job, printer = pressed(tmp_path)
    assert (job.state, job.out, job.doubtful) == (JobState.PRINTED, 4, ())
    assert printer.got == LABELS
    assert Queue(tmp_path).job(job.number) == job


def test_a_printer_that_cannot_say_is_sent_to_and_not_confirmed(tmp_path: Path) -> None:
    job, _ = pressed(tmp_path, well, mute)
    assert job.state.value == "sent, not confirmed"


def test_a_printer_that_is_off_got_nothing_and_gets_everything_once_it_is_on(tmp_path: Path) -> None:
    job, printer = pressed(tmp_path, well, off)
    assert (job.state, job.why, job.out, job.doubtful) == (JobState.FAILED, Trouble.OFF, 1, ())
    queue = Queue(tmp_path)
    assert press_job(queue, queue.resume(job.number).number, printer).state is JobState.PRINTED
    assert printer.got == LABELS


def test_a_printer_that_vanishes_in_mid_batch_prints_none_twice(tmp_path: Path) -> None:
    job, printer = pressed(tmp_path, well, hangs)
    assert (job.state, job.why, job.out, job.doubtful) == (JobState.FAILED, Trouble.NO_ANSWER, 1, (2,))
    queue = Queue(tmp_path)
    done = press_job(queue, queue.resume(job.number).number, printer)
    assert printer.got == LABELS
    assert (done.state, done.out, done.doubtful) == (JobState.UNCONFIRMED, 3, (2,))


def test_out_of_paper_stops_the_job_and_says_why(tmp_path: Path) -> None:
    job, printer = pressed(tmp_path, well, well, no_paper)
    assert (job.state, job.why, job.out) == (JobState.FAILED, Trouble.PAPER_OUT, 2)
    assert len(printer.got) == 3


@settings(max_examples=40)
@given(st.lists(st.sampled_from((well, mute, off, hangs, dies, no_paper)), max_size=12), st.integers(0, 6))
def test_whatever_happens_no_label_goes_out_twice_and_none_is_skipped_unsaid(
    tmp_path_factory: pytest.TempPathFactory, acts: list[Act], count: int
) -> None:
    labels = [b"%d" % number for number in range(count)]
    folder, printer = tmp_path_factory.mktemp("queue"), Scripted(*acts)
    number = Queue(folder).add("Labels", "zebra", labels).number
    for _attempt in range(len(acts) + 1):
        queue = Queue(folder)
        queue.resume(number)
        try:
            press_job(queue, number, printer)
        except PowerCut:
            continue
    job = Queue(folder).job(number)
    assert printer.got == labels
    assert job.out + len(job.doubtful) == count
    assert job.state in (JobState.PRINTED, JobState.UNCONFIRMED, JobState.SENT)
    assert job.state is not JobState.PRINTED or not job.doubtful


def test_a_job_that_is_with_the_printer_is_confirmed_later(tmp_path: Path) -> None:
    job, _ = pressed(tmp_path, lambda: Status(waiting=1), labels=LABELS[:1])
    assert job.state is JobState.SENT
    queue = Queue(tmp_path)
    assert confirm(queue, job.number, no_paper()).why is Trouble.PAPER_OUT
    assert confirm(queue, job.number, Status(waiting=1)).state is JobState.SENT
    assert confirm(queue, job.number, Status()).state is JobState.PRINTED
    assert confirm(queue, job.number, no_paper()).state is JobState.PRINTED


def test_the_last_labels_are_printed_again_as_a_job_of_their_own(tmp_path: Path) -> None:
    job, printer = pressed(tmp_path)
    queue = Queue(tmp_path)
    again = queue.again(job.number)
    assert (again.number, again.title, again.state) == (2, "Labels", JobState.QUEUED)
    press_job(queue, again.number, printer)
    assert printer.got == LABELS * 2


def test_a_cancelled_job_sends_nothing_more(tmp_path: Path) -> None:
    job, printer = pressed(tmp_path, well, off)
    queue = Queue(tmp_path)
    assert queue.cancel(job.number).state is JobState.CANCELLED
    assert queue.resume(job.number).state is JobState.CANCELLED
    assert press_job(queue, job.number, printer).state is JobState.CANCELLED
    assert len(printer.got) == 1


def test_what_is_printed_cannot_be_cancelled(tmp_path: Path) -> None:
    job, _ = pressed(tmp_path)
    assert Queue(tmp_path).cancel(job.number).state is JobState.PRINTED


def test_old_jobs_are_forgotten_and_those_that_wait_are_not(tmp_path: Path) -> None:
    queue = Queue(tmp_path)
    waiting = queue.add("waiting", "zebra", LABELS)
    ended = [pressed(tmp_path)[0] for _ in range(4)]
    queue.forget(keep=1)
    assert queue.jobs() == (waiting, ended[-1])
    assert queue.add("next", "zebra", LABELS).number == ended[-1].number + 1


def test_only_one_process_works_on_a_queue(tmp_path: Path) -> None:
    with Queue(tmp_path / "new").working() as mine, Queue(tmp_path / "new").working() as theirs:
        assert mine
        assert not theirs
    with Queue(tmp_path / "new").working() as mine:
        assert mine


@pytest.mark.parametrize("text", ["", "{}", "[]", "null", '{"number": 1}', "\x00", '{"state": "eaten"}'])
def test_a_record_that_cannot_be_understood_is_said(tmp_path: Path, text: str) -> None:
    queue = Queue(tmp_path)
    job = queue.add("Labels", "zebra", LABELS)
    (tmp_path / "00000001.job").write_text(text)
    with pytest.raises(JobUnknown) as refused:
        queue.job(job.number)
    assert refused.value.number == 1


def test_a_job_that_is_not_there_or_lost_its_labels_is_said(tmp_path: Path) -> None:
    queue = Queue(tmp_path)
    with pytest.raises(JobUnknown):
        queue.job(1)
    job = queue.add("Labels", "zebra", LABELS)
    (tmp_path / "00000001.labels").write_bytes(b"")
    with pytest.raises(JobUnknown):
        queue.again(job.number)


def test_a_queue_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(FolderRefused):
        Queue(tmp_path / "file" / "queue").add("Labels", "zebra", LABELS)


def test_a_job_goes_through_to_a_printer_in_the_network(tmp_path: Path) -> None:
    queue = Queue(tmp_path)
    job = queue.add("Labels", "zebra", [b"^XA1^XZ\n", b"^XA2^XZ\n"])
    with box(lambda got: hs() if got.endswith(ASK) else b"") as printer:
        zebra = RawPrinter(Tongue.ZPL, TcpLine("127.0.0.1", printer.port))
        assert press_job(queue, job.number, zebra).state is JobState.PRINTED
    assert printer.received == b"^XA1^XZ\n" + ASK + b"^XA2^XZ\n" + ASK

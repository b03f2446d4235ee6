"""The queue: nothing asked for is lost, nothing is printed twice, and nothing is claimed that nobody saw."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from threading import Event, Thread

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from labels.errors import FolderRefused, JobUnknown, PrinterMissing, PrinterSilent, TooSmall
from labels.printing.order import OnPaper, Order
from labels.printing.outcome import Reason, Why
from labels.printing.press import confirm, press_labels
from labels.printing.queue import Job, JobState, Queue
from labels.status.lines import TcpLine
from labels.status.printer import RawPrinter, Tongue
from labels.status.status import Status, Trouble
from labels.status.zebra import ASK
from tests.labels.fakes import box, hs
from tests.labels.samples import PIECE

LABELS = [b"one", b"two", b"three\n\x00", b""]
Act = Callable[[], Status | None]


def order(title: str = "Labels", count: int = 4) -> Order:
    """An order of so many labels."""
    return Order(title, (PIECE,) * count, OnPaper(), printer="zebra", marks=(("DRE7K3PX4N", "face"),))


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


def press(folder: Path, number: int, printer: Scripted, labels: Sequence[bytes] = LABELS) -> Job:
    """A queued job on a printer: what is left of its labels."""
    queue = Queue(folder)
    job = queue.job(number)
    return press_labels(queue, job, labels[job.begun :], printer)


def pressed(folder: Path, *acts: Act, labels: Sequence[bytes] = LABELS) -> tuple[Job, Scripted]:
    """A new job on a scripted printer."""
    printer = Scripted(*acts)
    number = Queue(folder).add(order(count=len(labels))).number
    return press(folder, number, printer, labels), printer


def test_what_was_asked_for_survives_a_restart(tmp_path: Path) -> None:
    asked = order()
    added = Queue(tmp_path / "queue").add(asked)
    after = Queue(tmp_path / "queue")
    assert after.jobs() == after.waiting() == (added,)
    assert after.order(added.number) == asked
    assert (added.state, added.labels, added.marks) == (JobState.QUEUED, 4, asked.marks)


def test_jobs_are_in_the_order_they_were_asked_for(tmp_path: Path) -> None:
    queue = Queue(tmp_path)
    numbers = [queue.add(order(title)).number for title in "abc"]
    assert numbers == [1, 2, 3]
    assert [job.title for job in queue.jobs()] == ["a", "b", "c"]
    last = queue.last()
    assert last
    assert last.title == "c"


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
    assert (job.state, job.why, job.out, job.doubtful) == (JobState.FAILED, Why(Trouble.OFF, "zebra"), 1, ())
    Queue(tmp_path).resume(job.number)
    assert press(tmp_path, job.number, printer).state is JobState.PRINTED
    assert printer.got == LABELS


def test_a_printer_that_vanishes_in_mid_batch_prints_none_twice(tmp_path: Path) -> None:
    job, printer = pressed(tmp_path, well, hangs)
    assert (job.state, job.why, job.out, job.doubtful) == (
        JobState.FAILED,
        Why(Trouble.NO_ANSWER, "zebra"),
        1,
        (2,),
    )
    Queue(tmp_path).resume(job.number)
    done = press(tmp_path, job.number, printer)
    assert printer.got == LABELS
    assert (done.state, done.out, done.doubtful) == (JobState.UNCONFIRMED, 3, (2,))


def test_out_of_paper_stops_the_job_and_says_why(tmp_path: Path) -> None:
    job, printer = pressed(tmp_path, well, well, no_paper)
    assert (job.state, job.why, job.out) == (JobState.FAILED, Why(Trouble.PAPER_OUT, "zebra"), 2)
    assert len(printer.got) == 3


@settings(max_examples=40)
@given(st.lists(st.sampled_from((well, mute, off, hangs, dies, no_paper)), max_size=12), st.integers(1, 6))
def test_whatever_happens_no_label_goes_out_twice_and_none_is_skipped_unsaid(
    tmp_path_factory: pytest.TempPathFactory, acts: list[Act], count: int
) -> None:
    labels = [b"%d" % number for number in range(count)]
    folder, printer = tmp_path_factory.mktemp("queue"), Scripted(*acts)
    number = Queue(folder).add(order(count=count)).number
    for _attempt in range(len(acts) + 1):
        if Queue(folder).resume(number).state is not JobState.QUEUED:
            break
        try:
            press(folder, number, printer, labels)
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
    assert confirm(queue, job.number, no_paper()).why == Why(Trouble.PAPER_OUT, "zebra")
    assert confirm(queue, job.number, Status(waiting=1)).state is JobState.SENT
    assert confirm(queue, job.number, Status()).state is JobState.PRINTED
    assert confirm(queue, job.number, no_paper()).state is JobState.PRINTED


@pytest.mark.parametrize("said", [None, Status((Trouble.NOT_UNDERSTOOD,))])
def test_a_job_that_nobody_can_say_more_of_is_not_confirmed(tmp_path: Path, said: Status | None) -> None:
    job, _ = pressed(tmp_path, lambda: Status(waiting=1), labels=LABELS[:1])
    assert confirm(Queue(tmp_path), job.number, said).state is JobState.UNCONFIRMED


def test_a_job_that_somebody_cancelled_at_the_printer_is_not_said_to_be_printed(tmp_path: Path) -> None:
    job, _ = pressed(tmp_path, lambda: Status(waiting=1), labels=LABELS[:1])
    after = confirm(Queue(tmp_path), job.number, Status((Trouble.CANCELLED,), waiting=1))
    assert (after.state, after.why) == (JobState.FAILED, Why(Trouble.CANCELLED, "zebra"))


def test_a_label_that_cannot_be_drawn_stops_the_job_and_those_before_it_are_not_doubtful(
    tmp_path: Path,
) -> None:
    queue, printer = Queue(tmp_path), Scripted()

    def drawn() -> Iterator[bytes]:
        yield from LABELS[:2]
        raise TooSmall(1_000, 1_000, 12_000, 14_500)

    job = press_labels(queue, queue.add(order()), drawn(), printer)
    assert job == queue.job(job.number)
    assert (job.state, job.why) == (JobState.FAILED, Why(Reason.TOO_SMALL, detail="12 × 15 mm"))
    assert (job.begun, job.out, job.doubtful, printer.got) == (2, 2, (), LABELS[:2])


def test_the_last_labels_are_printed_again_as_a_job_of_their_own(tmp_path: Path) -> None:
    job, printer = pressed(tmp_path)
    again = Queue(tmp_path).again(job.number)
    assert (again.number, again.title, again.state) == (2, "Labels", JobState.QUEUED)
    press(tmp_path, again.number, printer)
    assert printer.got == LABELS * 2


def test_a_cancelled_job_is_neither_resumed_nor_waiting(tmp_path: Path) -> None:
    job, _ = pressed(tmp_path, well, off)
    queue = Queue(tmp_path)
    assert queue.cancel(job.number).state is JobState.CANCELLED
    assert queue.resume(job.number).state is JobState.CANCELLED
    assert queue.waiting() == ()


def test_what_is_printed_cannot_be_cancelled(tmp_path: Path) -> None:
    job, _ = pressed(tmp_path)
    assert Queue(tmp_path).cancel(job.number).state is JobState.PRINTED


def test_old_jobs_are_forgotten_and_those_that_wait_are_not(tmp_path: Path) -> None:
    queue = Queue(tmp_path)
    waiting = queue.add(order("waiting"))
    ended = [pressed(tmp_path)[0] for _ in range(4)]
    queue.forget(keep=1)
    assert queue.jobs() == (waiting, ended[-1])
    assert queue.add(order("next")).number == ended[-1].number + 1


def test_processes_work_on_a_queue_one_after_the_other(tmp_path: Path) -> None:
    entered, done = Event(), Event()

    def work() -> None:
        with Queue(tmp_path / "new").working():
            entered.set()
            done.wait()

    thread = Thread(target=work)
    with Queue(tmp_path / "new").working():
        thread.start()
        assert not entered.wait(0.05)
    assert entered.wait(10)
    done.set()
    thread.join()


@pytest.mark.parametrize("text", ["{}", "[]", "null", '{"number": 1}', "\x00", '{"state": "eaten"}'])
def test_a_record_that_cannot_be_understood_is_said_and_holds_up_no_other(tmp_path: Path, text: str) -> None:
    queue = Queue(tmp_path)
    job, other = queue.add(order()), queue.add(order("other"))
    (tmp_path / "00000001.job").write_text(text)
    with pytest.raises(JobUnknown) as refused:
        queue.job(job.number)
    assert refused.value.number == 1
    assert queue.waiting() == (other,)


@pytest.mark.parametrize("text", ["", "{}", "[]", "null", '{"labels": [["piece", {}]]}', "\x00"])
def test_an_order_that_cannot_be_understood_is_said(tmp_path: Path, text: str) -> None:
    queue = Queue(tmp_path)
    with pytest.raises(JobUnknown):
        queue.job(1)
    job = queue.add(order())
    (tmp_path / "00000001.order").write_text(text)
    for ask in (queue.job, queue.order, queue.again):
        with pytest.raises(JobUnknown):
            ask(job.number)
    assert queue.jobs() == ()


def test_a_queue_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    queue = Queue(tmp_path / "file" / "queue")
    with pytest.raises(FolderRefused):
        queue.add(order())
    with pytest.raises(FolderRefused), queue.working():
        pass


def test_a_job_goes_through_to_a_printer_in_the_network(tmp_path: Path) -> None:
    queue = Queue(tmp_path)
    job = queue.add(order(count=2))
    with box(lambda got: hs() if got.endswith(ASK) else b"") as printer:
        zebra = RawPrinter(Tongue.ZPL, TcpLine("127.0.0.1", printer.port))
        done = press_labels(queue, job, [b"^XA1^XZ\n", b"^XA2^XZ\n"], zebra)
    assert done == replace(job, begun=2, state=JobState.PRINTED)
    assert printer.received == b"^XA1^XZ\n" + ASK + b"^XA2^XZ\n" + ASK

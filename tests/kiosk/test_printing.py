"""Labels on their way to paper: orders that are never lost, results that never lie, no scan that waits."""

import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from queue import SimpleQueue

import pytest

from kiosk.answers.band import Tone
from kiosk.answers.printed import REASONS, TROUBLES, print_answer, why_sentence
from kiosk.kiosk import Kiosk
from kiosk.printing import Look, Printing
from kiosk.use_cases.labels import (
    NO_MARK,
    blanks_order,
    changed,
    face_of,
    items_order,
    note_printed,
    notices_order,
)
from kiosk.use_cases.move import move
from kiosk.use_cases.weigh import weigh
from labels.kinds import BlankLabel, Laser, LotLabel, PieceLabel, ShelfLabel
from labels.printing.order import OnPaper, Order
from labels.printing.outcome import Reason, Why
from labels.printing.queue import Job, JobState, Queue
from labels.status.status import Trouble
from tests.kiosk.world import piece, shelved, standing, stocked

PATIENCE_SECONDS = 60
PIECE = PieceLabel("DRE7K3PX4N", "Bērza saplāksnis", laser=Laser.NO, laser_words="LĀZERIS: NĒ")


def order(title: str = "Labels", count: int = 1, printer: str = "", paper: str = "") -> Order:
    """Labels of pieces."""
    return Order(title, (PIECE,) * count, OnPaper(paper), printer, file=f"{title}.pdf")


@contextmanager
def printing(folder: Path, warm_up_seconds: float = PATIENCE_SECONDS) -> Iterator[tuple[Printing, "Told"]]:
    """A printing that ends with the test."""
    told: Told = SimpleQueue()
    running = Printing(folder, told.put, warm_up_seconds, look_seconds=PATIENCE_SECONDS)
    yield running, told
    running.close()


Told = SimpleQueue[Job]


def test_orders_are_printed_one_after_the_other_and_each_is_told(tmp_path: Path) -> None:
    with printing(tmp_path) as (running, told):
        for title in ("one", "two", "three"):
            running.ask(order(title))
        jobs = [told.get(timeout=PATIENCE_SECONDS) for _ in range(3)]
    assert [(job.title, job.state) for job in jobs] == [(t, JobState.FILED) for t in ("one", "two", "three")]
    assert [Path(job.where).name for job in jobs] == ["one.pdf", "two.pdf", "three.pdf"]


def test_what_was_asked_for_before_a_restart_is_printed_after_it(tmp_path: Path) -> None:
    Queue(tmp_path / "queue").add(order("before"))
    with printing(tmp_path, warm_up_seconds=0.01) as (_running, told):
        job = told.get(timeout=PATIENCE_SECONDS)
    assert (job.title, job.state) == ("before", JobState.FILED)


def test_to_ask_and_to_look_never_wait_for_a_printer_that_hangs(tmp_path: Path) -> None:
    with printing(tmp_path) as (running, told):
        with Queue(tmp_path / "queue").working():  # as another press does, whose printer hangs
            for title in ("stuck", "next"):
                running.ask(order(title))
            assert running.look(order(), [40]).pictures
            assert told.empty()
        jobs = [told.get(timeout=PATIENCE_SECONDS) for _ in range(2)]
    assert [(job.title, job.state) for job in jobs] == [("stuck", JobState.FILED), ("next", JobState.FILED)]


def test_a_look_shows_the_label_and_a_label_that_cannot_be_says_why(tmp_path: Path) -> None:
    with printing(tmp_path) as (running, _told):
        wide, narrow = running.look(order(), [76, 40]).pictures
        assert ({len(line) for line in wide}, {len(line) for line in narrow}) == ({76}, {40})
        assert set("".join(wide)) <= set(" ▀▄█")
        assert running.look(order(paper="12x6"), [40]).why == Why(
            Reason.TOO_SMALL, detail=_needed(running.look(order(paper="12x6"), [40]))
        )
        assert not Queue(tmp_path / "queue").jobs()


def _needed(look: Look) -> str:
    assert look.why
    assert look.why.detail.endswith(" mm")
    return look.why.detail


def test_a_press_that_dies_is_told_and_what_was_asked_for_is_printed_by_the_next(tmp_path: Path) -> None:
    with printing(tmp_path) as (running, told):
        running.look(order(), [40])
        press = running._press
        assert press
        os.kill(press.pid, signal.SIGKILL)
        press.wait()
        died = told.get(timeout=PATIENCE_SECONDS)
        assert (died.state, died.why) == (JobState.FAILED, Why(Reason.BROKEN, detail="-9"))
        running.ask(order("after"))
        assert told.get(timeout=PATIENCE_SECONDS).state is JobState.FILED


def test_a_press_that_dies_while_something_waits_is_started_again_by_itself(tmp_path: Path) -> None:
    with printing(tmp_path) as (running, told):
        running.look(order(), [40])
        press = running._press
        assert press
        os.kill(press.pid, signal.SIGSTOP)
        Queue(tmp_path / "queue").add(order("waits"))
        os.kill(press.pid, signal.SIGKILL)
        jobs = [told.get(timeout=PATIENCE_SECONDS) for _ in range(2)]
    assert [job.title for job in jobs] == ["", "waits"]
    assert jobs[1].state is JobState.FILED


def test_a_press_that_hangs_keeps_no_scan_waiting_for_long(tmp_path: Path) -> None:
    told: Told = SimpleQueue()
    running = Printing(tmp_path, told.put, PATIENCE_SECONDS, look_seconds=PATIENCE_SECONDS)
    running.look(order(), [40])
    press = running._press
    assert press
    os.kill(press.pid, signal.SIGSTOP)
    running._look_seconds = 0.01
    assert running.look(order("late"), [40]).why == Why(Reason.BROKEN, detail="no answer")
    os.kill(press.pid, signal.SIGCONT)
    running._look_seconds = PATIENCE_SECONDS
    (picture,) = running.look(order(), [50]).pictures
    assert len(picture[0]) == 50
    running.close()


def test_an_order_that_cannot_be_kept_is_told(tmp_path: Path) -> None:
    (tmp_path / "queue").write_text("not a folder")
    with printing(tmp_path) as (running, told):
        running.ask(order("lost", count=3))
        job = told.get(timeout=PATIENCE_SECONDS)
    assert (job.title, job.labels, job.state) == ("lost", 3, JobState.FAILED)
    assert job.why
    assert job.why.reason is Reason.FOLDER_REFUSED


def test_a_machine_without_the_library_that_reads_codes_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = tmp_path / "pyzbar"
    broken.mkdir()
    (broken / "__init__.py").write_text("raise ImportError('Unable to find zbar shared library')")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    with printing(tmp_path / "data") as (running, told):
        running.ask(order())
        job = told.get(timeout=PATIENCE_SECONDS)
    assert job.why
    assert job.why.reason is Reason.NO_READER
    assert "libzbar0" in why_sentence(job.why)
    assert Queue(tmp_path / "data" / "queue").waiting()


def test_closing_leaves_what_is_stuck_to_itself(tmp_path: Path) -> None:
    with Queue(tmp_path / "queue").working():  # as another press does, whose printer hangs
        running = Printing(tmp_path, lambda _: None, PATIENCE_SECONDS)
        running.ask(order("stuck"))
        running.look(order(), [40])
        press = running._press
        assert press
        running.close(patience_seconds=0.2)
        assert press.poll() is None
    assert press.wait(PATIENCE_SECONDS) == 0


def test_every_reason_and_every_trouble_has_a_sentence() -> None:
    assert set(REASONS) == set(Reason)
    assert set(TROUBLES) == set(Trouble)
    for reason in (*Reason, *Trouble):
        job = Job(1, "x", "shop", 3, 2, (2,), JobState.FAILED, Why(reason, "shop", "62 × 29 mm"))
        answer = print_answer(job)
        assert answer.tone == Tone.NO
        assert "1 of 3 labels are out." in answer.sentence
        assert answer.sentence.endswith("came out: 2")
        assert "{" not in answer.sentence


@pytest.mark.parametrize("state", JobState)
def test_only_what_a_printer_said_is_printed_is_said_to_be(state: JobState) -> None:
    answer = print_answer(Job(1, "x", "shop", 1, 1, (), state, where="/x.pdf"))
    assert ("PRINTED" in answer.word) == (state in (JobState.PRINTED, JobState.FAILED))
    assert answer.sentence or state is JobState.FAILED


def test_labels_go_to_the_settings_printer_on_its_paper_and_files_are_named_after_the_code(
    kiosk: Kiosk,
) -> None:
    code = stocked(kiosk, "600x400x4")
    asked = items_order(kiosk, [code])
    (label,) = asked.labels
    assert isinstance(label, PieceLabel)
    assert (label.code, label.material, label.size) == (code, "Birch plywood", "600 × 400 × 4 mm")
    assert (label.free_from, label.laser) == ("Free from 2026-11-23", Laser.YES)
    assert (asked.printer, asked.usual_paper, asked.file) == ("", "62x29", f"label-{code}.pdf")
    assert asked.marks == ((code, face_of(piece(kiosk, code))),)


def test_a_lots_label_says_how_much_there_is(kiosk: Kiosk) -> None:
    code = stocked(kiosk, "2.5 kg", "denim")
    (label,) = items_order(kiosk, [code]).labels
    assert isinstance(label, LotLabel)
    assert label.amount == "2.5 kg"


def test_shelves_and_blanks_have_labels_of_their_own_and_no_mark(kiosk: Kiosk) -> None:
    shelf = shelved(kiosk, "A3")
    asked = items_order(kiosk, [shelf, "DRE7K3PX4N"])
    assert [type(label) for label in asked.labels] == [ShelfLabel, BlankLabel]
    assert asked.marks == (NO_MARK, NO_MARK)


def test_blanks_come_on_sheets_unless_there_is_a_label_printer(kiosk: Kiosk) -> None:
    assert blanks_order(kiosk.settings, ["x"]).lie == OnPaper("A4 3x8")
    assert blanks_order(replace(kiosk.settings, printer="zebra"), ["x"]).lie == OnPaper()


def test_a_notice_says_what_is_cleared_and_when(kiosk: Kiosk) -> None:
    shelf, code = shelved(kiosk, "A3"), stocked(kiosk, "600x400x4")
    one, other = notices_order(kiosk, [shelf, code], "2026-12-31").labels
    assert (one.code, getattr(one, "day", "")) == (shelf, "From 2026-12-31")
    assert "A3" in getattr(one, "words", "")
    assert "Birch plywood" in getattr(other, "words", "")


def done(job_of: Order) -> Job:
    """An order whose labels are out."""
    return Job(1, "Labels", "", 1, 1, state=JobState.FILED, marks=job_of.marks)


def test_a_label_is_out_of_date_once_the_piece_is_another_than_it_says(kiosk: Kiosk) -> None:
    code, other = stocked(kiosk, "600x400x4"), stocked(kiosk, "300x200x4")
    assert changed(kiosk) == []
    note_printed(kiosk, done(items_order(kiosk, [code, other])))
    assert changed(kiosk) == []
    weigh(kiosk, code, 900_000)
    assert [found.item for found in changed(kiosk)] == [code]
    note_printed(kiosk, done(items_order(kiosk, [code])))
    assert changed(kiosk) == []


def test_a_move_makes_no_label_wrong(kiosk: Kiosk) -> None:
    code, shelf = stocked(kiosk, "600x400x4"), shelved(kiosk, "A3")
    note_printed(kiosk, done(items_order(kiosk, [code])))
    move(kiosk, code, shelf)
    assert standing(kiosk, code).state
    assert changed(kiosk) == []


def test_of_a_job_the_labels_that_may_not_have_come_out_are_not_remembered(kiosk: Kiosk) -> None:
    codes = [stocked(kiosk, "600x400x4") for _ in range(3)]
    note_printed(kiosk, replace(done(items_order(kiosk, codes)), doubtful=(2,)))
    with kiosk.ledger.reading() as reading:
        assert [bool(reading.printed_face(code)) for code in codes] == [True, False, True]


def test_what_the_print_system_gave_up_counts_as_never_printed_unless_it_was_printed_since(
    kiosk: Kiosk,
) -> None:
    one, other = stocked(kiosk, "600x400x4"), stocked(kiosk, "300x200x4")
    sent = replace(done(items_order(kiosk, [one, other])), state=JobState.SENT, where="Laser-1")
    note_printed(kiosk, sent)
    weigh(kiosk, other, 900_000)
    note_printed(kiosk, done(items_order(kiosk, [other])))
    note_printed(kiosk, replace(sent, state=JobState.FAILED, doubtful=(1, 2)))
    with kiosk.ledger.reading() as reading:
        assert reading.printed_face(one) == ""
        assert reading.printed_face(other) == face_of(piece(kiosk, other))


@pytest.mark.parametrize("state", [JobState.QUEUED, JobState.FAILED, JobState.CANCELLED])
def test_a_label_that_did_not_come_out_is_not_remembered(kiosk: Kiosk, state: JobState) -> None:
    code = stocked(kiosk, "600x400x4")
    note_printed(kiosk, replace(done(items_order(kiosk, [code])), state=state))
    with kiosk.ledger.reading() as reading:
        assert reading.printed_face(code) == ""

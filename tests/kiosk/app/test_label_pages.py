"""The staff pages about labels: a look before paper is spent, and what became of the last ones."""

from dataclasses import replace

from kiosk.kiosk import Kiosk
from kiosk.printing import Look
from kiosk.start import open_kiosk
from labels.printing.order import Calibration, OnPaper, Order
from labels.printing.outcome import Reason, Why
from labels.printing.printer import Printer, read_printer
from labels.printing.queue import JobState, Queue
from labels.sheets import Offset
from labels.status.status import Trouble
from stock.codes import Command, command_code
from tests.kiosk.app.house import Talk, shown_in
from tests.kiosk.world import kinds, shelved, stocked

STAFF, BACK, YES, SHOW = (command_code(c) for c in (Command.STAFF, Command.BACK, Command.YES, Command.SHOW))


def staff(talk: Talk, *texts: str, first: bool = True) -> str:
    """The band's word after these texts, typed in the staff menu; the first time a PIN is chosen."""
    return talk.says(STAFF, *(("1234", "1234") if first else ("1234",)), *texts).answer.word


def test_a_label_is_looked_at_and_printed(kiosk: Kiosk, talk: Talk) -> None:
    code = stocked(kiosk, "600x400x4")
    assert staff(talk, "6", "1") == "LOOK"
    assert code in shown_in(talk.says(code))
    assert talk.says(YES).answer.word == "LABELS"
    assert talk.paper.codes == [code]


def test_a_label_that_cannot_be_says_why(kiosk: Kiosk, talk: Talk) -> None:
    talk.paper.shown = Look(why=Why(Reason.TOO_SMALL, detail="12 × 15 mm"))
    staff(talk, "6", "1")
    assert "It needs 12 × 15 mm." in shown_in(talk.says(stocked(kiosk, "600x400x4")))


def test_labels_that_are_out_of_date_are_printed_together(kiosk: Kiosk, talk: Talk) -> None:
    assert staff(talk, "6", "2") == "ALL WELL"
    code = stocked(kiosk, "600x400x4")
    with kiosk.ledger.transaction() as change:
        change.note_printed({code: "another face"})
    assert "Label out of date" in shown_in(talk.says(SHOW, code))
    assert staff(talk, "6", "2", first=False) == "OUT OF DATE"
    assert talk.says(YES).answer.word == "LABELS"
    assert talk.paper.codes == [code]


def test_the_labels_of_all_shelves_are_printed(kiosk: Kiosk, talk: Talk) -> None:
    assert staff(talk, "6", "3") == "NO SHELF"
    codes = [shelved(kiosk, name) for name in ("A1", "A2")]
    assert talk.says("3").answer.word == "LABELS"
    assert talk.paper.codes == codes


def test_badges_are_issued_and_are_never_items(kiosk: Kiosk, talk: Talk) -> None:
    before = kinds(kiosk)
    assert staff(talk, "6", "4", "2") == "LABELS"
    codes = [label.code for label in talk.paper.orders[0].labels]
    assert len(set(codes)) == 2
    assert talk.says(BACK, codes[0]).answer.word == "BADGE"
    assert kinds(kiosk) == before


def test_a_job_that_stopped_goes_on_and_one_that_is_out_is_printed_again(talk: Talk) -> None:
    assert staff(talk, "6", "5") == "LABELS"
    queue = Queue(talk.database.parent / "queue")
    done, stopped = (queue.add(Order(title, (), OnPaper())) for title in ("done", "stopped"))
    queue.keep(replace(done, state=JobState.PRINTED))
    queue.keep(replace(stopped, state=JobState.FAILED, why=Why(Trouble.OFF, "zebra")))
    assert "1 stopped" in shown_in(talk.says(BACK))
    talk.says("5")
    assert talk.says("1").answer.word == "LABELS"
    assert [job.title for job in queue.waiting()] == ["stopped"]
    talk.says("5", "2")
    assert [job.title for job in queue.waiting()] == ["stopped", "done"]
    assert talk.paper.woken == 2


def test_the_printer_is_chosen_from_those_there_are_and_then_its_paper(talk: Talk) -> None:
    assert staff(talk, "6", "6") == "PRINTER"
    said = talk.says("3")
    assert said.answer.sentence == "Brother"
    assert talk.says("l 7160").answer.sentence == "L7160"
    printer = read_printer(talk.database.parent / "printers", "Brother")
    assert printer == Printer("Brother", "cups:Brother", paper="L7160")
    shown = shown_in(talk.says(STAFF, "1234", "6"))
    assert "Brother" in shown
    assert "L7160" in shown


def test_files_have_a_usual_size_too(talk: Talk) -> None:
    assert staff(talk, "6", "7") == "PAPER"
    assert talk.says("no such paper").answer.sentence.startswith("No paper is called no such paper.")
    assert talk.says("100 x 50").answer.sentence == "100x50"
    assert open_kiosk(talk.database).settings.label == "100x50"


def test_the_print_system_may_take_its_time(talk: Talk) -> None:
    talk.paper.known = None
    assert staff(talk, "6", "6") == "ONE MOMENT"
    talk.paper.known = ()
    assert talk.says("").answer.word == "PRINTER"


def test_how_far_a_printer_is_off_is_remembered(talk: Talk) -> None:
    assert staff(talk, "6", "8") == "PRINTER"
    talk.says(BACK, "6", "2", "62x29", "8")
    assert talk.says(YES).answer.word == "LABELS"
    assert [order.lie for order in talk.paper.orders] == [Calibration()]
    assert talk.says("0,5 -1.25").answer.sentence == "So far: 0.5 mm right, -1.25 mm down."
    talk.says("8", "0 1")
    printer = read_printer(talk.database.parent / "printers", "Zebra")
    assert printer
    assert printer.offset == Offset(500, -250)


def test_a_printer_file_with_a_mistake_is_named_and_the_kiosk_goes_on(talk: Talk) -> None:
    staff(talk, "6", "6", "2", "62x29")
    (talk.database.parent / "printers" / "Zebra.toml").write_text("address = 1\n")
    assert "There is a mistake in the file" in shown_in(talk.says(BACK, STAFF, "1234", "6"), width=120)
    assert talk.says("8").answer.word == "STRAIGHT?"
    assert "Zebra.toml:1" in talk.says("1 1").answer.sentence

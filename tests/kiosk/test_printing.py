"""Labels on their way to paper: a queue that never blocks, results that never lie."""

import sys
from pathlib import Path
from queue import SimpleQueue
from threading import Event

import pytest
from PIL import Image
from pyzbar.pyzbar import decode

from kiosk.answers.band import Tone
from kiosk.answers.printed import REASONS, print_answer
from kiosk.kiosk import Kiosk
from kiosk.press_wire import job_of, job_text, printed_of, printed_text
from kiosk.printing import (
    Cards,
    Job,
    Printed,
    Printing,
    PrintReason,
    PrintState,
    Rolls,
    Sheets,
    ToFile,
    ToFolder,
    ToPrinter,
    failed,
    here,
    in_own_process,
)
from kiosk.use_cases.labels import DEFAULT_SIZE_UM, label_job, label_size_um, usual_target
from labels.drawing import Drawing
from labels.errors import Unreadable
from labels.kinds import BlankLabel, CommandLabel, Laser, PieceLabel, ShelfLabel
from labels.proof import Proven
from tests.kiosk.world import stocked

PIECE = PieceLabel(
    "DRE7K3PX4N", "Bērza saplāksnis", laser=Laser.NO, laser_words="LĀZERIS: NĒ", hazards=("Putekļi", "Uguns")
)
LABELS = (
    PIECE,
    BlankLabel("DRE7K3PX4N", "New", ("Size",)),
    CommandLabel("000C000014", "Take"),
    ShelfLabel("DRE7K3PX4N", "A3"),
)


def job(target: ToPrinter | ToFolder | ToFile, *labels: PieceLabel) -> Job:
    """A job of piece labels."""
    return Job("Labels", labels or (PIECE,), *DEFAULT_SIZE_UM, Rolls(), target)


def codes_in(path: Path) -> set[str]:
    """What a scanner reads in a picture."""
    with Image.open(path) as image:
        return {found.data.decode() for found in decode(image)}


def test_a_job_in_a_process_of_its_own_writes_a_label_that_reads(tmp_path: Path) -> None:
    printed = in_own_process(job(ToFile(tmp_path / "x.png")))
    assert printed == Printed(PrintState.FILE, str(tmp_path / "x.png"))
    assert codes_in(tmp_path / "x.png") == {"DRE7K3PX4N"}


def test_jobs_are_done_in_their_order_and_each_is_told(tmp_path: Path) -> None:
    told: SimpleQueue[Printed] = SimpleQueue()
    printing = Printing(told.put, here)
    for name in ("one.pdf", "two.pdf", "three.pdf"):
        printing.ask(job(ToFolder(tmp_path, name)))
    wheres = [told.get(timeout=60).where for _ in range(3)]
    printing.close()
    assert [Path(where).name for where in wheres] == ["one.pdf", "two.pdf", "three.pdf"]


def test_to_ask_never_waits_for_a_printer_that_does_not_answer(tmp_path: Path) -> None:
    answers, told = Event(), SimpleQueue[Printed]()

    def slow(asked: Job) -> Printed:
        answers.wait()
        return here(asked)

    printing = Printing(told.put, slow)
    for _ in range(10):
        printing.ask(job(ToFolder(tmp_path, "x.pdf")))
    assert told.empty()
    answers.set()
    assert {told.get(timeout=60).state for _ in range(10)} == {PrintState.FILE}
    printing.close()


def test_closing_does_not_wait_for_ever_for_a_printer_that_does_not_answer(tmp_path: Path) -> None:
    answers = Event()

    def stuck(_: Job) -> Printed:
        answers.wait()
        return failed(PrintReason.PRINTER_SILENT)

    printing = Printing(lambda _: None, stuck)
    printing.ask(job(ToFolder(tmp_path, "x.pdf")))
    printing.close(patience_seconds=0.01)
    assert printing.is_busy
    answers.set()
    printing.close()
    assert not printing.is_busy


def test_a_job_that_breaks_is_told_and_the_next_one_is_done(tmp_path: Path) -> None:
    told: SimpleQueue[Printed] = SimpleQueue()

    def breaks_once(asked: Job) -> Printed:
        if asked.target == ToPrinter("x"):
            raise RuntimeError("a fault in a driver")
        return here(asked)

    printing = Printing(told.put, breaks_once)
    printing.ask(job(ToPrinter("x")))
    printing.ask(job(ToFolder(tmp_path, "x.pdf")))
    assert [told.get(timeout=60).state for _ in range(2)] == [PrintState.FAILED, PrintState.FILE]
    printing.close()


def test_a_process_that_dies_is_a_failure(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(sys, "executable", "/bin/false")
    assert in_own_process(job(ToFolder(tmp_path, "x.pdf"))).reason == PrintReason.BROKEN
    monkeypatch.setattr(sys, "executable", str(tmp_path / "no such program"))
    assert in_own_process(job(ToFolder(tmp_path, "x.pdf"))).reason == PrintReason.BROKEN


def test_a_label_that_does_not_read_is_never_handed_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unreadable(_: Drawing) -> Proven:
        raise Unreadable("DRE7K3PX4N", ())

    monkeypatch.setattr("kiosk.press.prove", unreadable)
    printed = here(job(ToFolder(tmp_path, "x.pdf")))
    assert (printed.state, printed.reason) == (PrintState.FAILED, PrintReason.UNREADABLE)
    assert list(tmp_path.iterdir()) == []


def test_what_the_print_system_accepted_is_sent_and_not_said_to_be_printed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    sent: list[tuple[str, bytes]] = []

    def accepts(document: bytes, printer: str, *_: object) -> None:
        sent.append((printer, document))

    monkeypatch.setattr("labels.printers.send", accepts)
    printed = here(job(ToPrinter("shop")))
    assert printed == Printed(PrintState.SENT, "shop")
    assert sent[0][0] == "shop"
    assert sent[0][1].startswith(b"%PDF")
    answer = print_answer(printed)
    assert answer.tone == Tone.DONE
    assert "printed" not in answer.sentence.lower()


def test_nothing_is_handed_on_that_was_not_proven(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    handed: list[object] = []

    def pdf(pages: list[object], _title: str) -> bytes:
        handed.extend(pages)
        return b"%PDF"

    monkeypatch.setattr("kiosk.press.pdf", pdf)
    here(job(ToFolder(tmp_path, "x.pdf"), PIECE, PIECE))
    assert [type(page) for page in handed] == [Proven, Proven]


@pytest.mark.parametrize("paper", [Rolls(), Sheets(5), Cards((("A", 1), ("B", 3)))])
@pytest.mark.parametrize("target", [ToPrinter("x"), ToFolder(Path("f"), "n.pdf"), ToFile(Path("p.png"))])
def test_a_job_survives_the_way_into_its_process(
    paper: Rolls | Sheets | Cards, target: ToPrinter | ToFolder | ToFile
) -> None:
    whole = Job("Uzlīmes", LABELS, 62_000, 29_000, paper, target)
    assert job_of(job_text(whole)) == whole


@pytest.mark.parametrize(
    "printed", [Printed(PrintState.SENT, "x"), failed(PrintReason.TOO_SMALL, detail="ā")]
)
def test_a_result_survives_the_way_back(printed: Printed) -> None:
    assert printed_of(printed_text(printed)) == printed


@pytest.mark.parametrize("text", ["", "{}", "null", "[]", '{"state": "printed"}', "Traceback"])
def test_what_is_no_result_is_none(text: str) -> None:
    assert printed_of(text) is None


def test_every_reason_has_a_sentence() -> None:
    assert set(REASONS) == set(PrintReason)
    for reason in PrintReason:
        answer = print_answer(failed(reason, "shop", "62 × 29 mm"))
        assert answer.tone == Tone.NO
        assert answer.sentence


def test_labels_go_to_the_settings_printer_or_to_a_file_named_after_the_code(
    kiosk: Kiosk, tmp_path: Path
) -> None:
    code = stocked(kiosk, "600x400x4")
    target = usual_target(kiosk.settings, tmp_path, [code])
    assert target == ToFolder(tmp_path, f"label-{code}.pdf")
    asked = label_job(kiosk, [code], target)
    (label,) = asked.labels
    assert isinstance(label, PieceLabel)
    assert (label.code, label.material, label.size) == (code, "Birch plywood", "600 × 400 × 4 mm")
    assert (label.free_from, label.laser) == ("Free from 2026-11-23", Laser.YES)


@pytest.mark.parametrize(
    ("text", "size_um"),
    [
        ("62x29", (62_000, 29_000)),
        ("100x50", (100_000, 50_000)),
        ("", DEFAULT_SIZE_UM),
        ("x", DEFAULT_SIZE_UM),
    ],
)
def test_the_label_size_of_the_settings_is_in_millimetres(text: str, size_um: tuple[int, int]) -> None:
    assert label_size_um(text) == size_um

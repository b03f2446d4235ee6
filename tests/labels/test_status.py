"""What printers say of themselves, and that nothing else is believed."""

import os
import socket
import tty
from pathlib import Path
from threading import Thread

import pytest
from hypothesis import given
from hypothesis import strategies as st

from labels.design import layout
from labels.errors import NoPrinting, NoPrintingReason, PrinterMissing, PrinterSilent
from labels.outputs.pdf import pdf
from labels.printing.cups import send
from labels.proof import prove
from labels.status import brother, zebra
from labels.status.cups import status_of_job
from labels.status.ipp import CupsJob, IppState, answer, question
from labels.status.lines import DeviceLine, TcpLine
from labels.status.printer import RawPrinter, Tongue
from labels.status.status import Status, Trouble
from tests.labels.conftest import Cups
from tests.labels.fakes import box, hs, said_by_brother
from tests.labels.samples import PIECE, ROLL

UNKNOWN = Status((Trouble.NOT_UNDERSTOOD,))
QUICK_SECONDS = 0.2


def zebra_at(port: int, patience_seconds: float = 5.0) -> RawPrinter:
    """A Zebra in the network."""
    return RawPrinter(Tongue.ZPL, TcpLine("127.0.0.1", port, patience_seconds))


def brother_at(port: int, patience_seconds: float = 5.0) -> RawPrinter:
    """A Brother in the network."""
    return RawPrinter(Tongue.BROTHER, TcpLine("127.0.0.1", port, patience_seconds))


@pytest.mark.parametrize(
    ("said", "status"),
    [
        (hs(), Status()),
        (hs(waiting=7, formats=2), Status(waiting=9)),
        (hs(paper_out=True, waiting=1), Status((Trouble.PAPER_OUT,), waiting=1)),
        (hs(paused=True, open_=True), Status((Trouble.PAUSED, Trouble.OPEN))),
        (b"noise" + hs() + b"noise", Status()),
        (hs()[:-12], UNKNOWN),
        (hs() + hs(), UNKNOWN),
        (b"", UNKNOWN),
        (hs().replace(b"000,0,0,0", b"^XA,0,0,0"), UNKNOWN),
    ],
)
def test_a_zebra_is_understood(said: bytes, status: Status) -> None:
    assert zebra.status_of(said) == status


@pytest.mark.parametrize(
    ("first", "second", "model", "trouble"),
    [
        (0x01, 0, 0x39, Trouble.PAPER_OUT),
        (0x02, 0, 0x39, Trouble.PAPER_OUT),
        (0x04, 0, 0x39, Trouble.CUTTER),
        (0, 0x01, 0x39, Trouble.WRONG_PAPER),
        (0, 0x10, 0x39, Trouble.OPEN),
        (0, 0x20, 0x39, Trouble.CANCELLED),
        (0, 0x20, 0x68, Trouble.TOO_HOT),
        (0, 0x40, 0x39, Trouble.JAM),
        (0, 0x80, 0x39, Trouble.BROKEN),
    ],
)
def test_a_brothers_errors_are_understood(first: int, second: int, model: int, trouble: Trouble) -> None:
    said = said_by_brother(first, second, kind=2, model=model)
    assert brother.status_of(said) == Status((trouble,), paper_mm=(62, 29))


def test_a_brother_says_when_it_prints_and_when_it_has_printed() -> None:
    assert brother.status_of(said_by_brother(kind=6, phase=1)).waiting == 1
    assert brother.status_of(said_by_brother(kind=6, phase=1) + said_by_brother(kind=1, phase=1)).done
    assert not brother.ended(said_by_brother(kind=6, phase=1))
    assert brother.ended(said_by_brother(kind=6, phase=1) + said_by_brother(kind=1))
    assert brother.ended(said_by_brother(second=1))


@given(st.binary(max_size=200))
def test_noise_is_never_taken_for_a_printer_that_is_well(noise: bytes) -> None:
    assert zebra.status_of(noise) == UNKNOWN
    assert brother.status_of(noise.replace(b"\x80", b"")) == UNKNOWN
    assert answer(noise) is None or noise[:2] == b"\x02\x00"


def test_a_zebra_takes_a_label_and_says_that_it_is_printed() -> None:
    with box(lambda got: hs() if got.endswith(zebra.ASK) else b"") as printer:
        assert zebra_at(printer.port).press(b"^XA^XZ\n") == Status()
    assert printer.received == b"^XA^XZ\n" + zebra.ASK


def test_a_zebra_that_answers_no_more_may_have_the_label_or_not() -> None:
    with box() as printer:
        with pytest.raises(PrinterSilent):
            zebra_at(printer.port, QUICK_SECONDS).press(b"^XA^XZ\n")
        assert zebra_at(printer.port, QUICK_SECONDS).status() == Status((Trouble.NO_ANSWER,))


def test_a_zebra_without_paper_says_so_with_the_label() -> None:
    with box(lambda got: hs(paper_out=True, waiting=1) if got.endswith(zebra.ASK) else b"") as printer:
        assert zebra_at(printer.port).press(b"^XA^XZ\n") == Status((Trouble.PAPER_OUT,), waiting=1)


def test_a_brother_says_that_a_label_is_printed_on_the_connection_it_came_by() -> None:
    def answers(got: bytes) -> bytes:
        return said_by_brother(kind=6, phase=1) + said_by_brother(kind=1) if got.endswith(b"\x1a") else b""

    with box(answers) as printer:
        status = brother_at(printer.port).press(b"label\x1a")
    assert status == Status(paper_mm=(62, 29))
    assert printer.connections == 1


def test_a_brother_with_other_paper_in_it_says_so() -> None:
    with box(lambda _: said_by_brother(second=1, kind=2)) as printer:
        status = brother_at(printer.port).press(b"label\x1a")
        assert brother_at(printer.port).status() == status
    assert status == Status((Trouble.WRONG_PAPER,), paper_mm=(62, 29))


def test_a_brother_that_answers_no_more_may_have_the_label_or_not() -> None:
    with box() as printer, pytest.raises(PrinterSilent):
        brother_at(printer.port, QUICK_SECONDS).press(b"label\x1a")


@pytest.mark.parametrize("tongue", [Tongue.ZPL, Tongue.BROTHER])
def test_a_printer_that_never_answers_has_the_label_and_no_more_is_claimed(tongue: Tongue) -> None:
    with box() as printer:
        mute = RawPrinter(tongue, TcpLine("127.0.0.1", printer.port), answers=False)
        assert mute.press(b"label") is None
    assert printer.received == b"label"


def test_a_receipt_printer_never_says_that_it_printed() -> None:
    with box() as printer:
        receipt = RawPrinter(Tongue.ESCPOS, TcpLine("127.0.0.1", printer.port))
        assert receipt.press(b"\x1b@") is None
        assert receipt.status() is None
    assert printer.received == b"\x1b@"


def test_a_printer_that_is_switched_off_is_missing() -> None:
    with socket.socket() as deaf:
        deaf.bind(("127.0.0.1", 0))
        port = deaf.getsockname()[1]
        with pytest.raises(PrinterMissing) as refused:
            zebra_at(port).press(b"^XA^XZ\n")
        assert refused.value.printer == f"127.0.0.1:{port}"
        assert zebra_at(port).status() == Status((Trouble.NO_ANSWER,))


def test_a_printer_at_a_device_file_is_written_to_and_read_from() -> None:
    ours, theirs = os.openpty()
    tty.setraw(theirs)
    label = b"^XA" + b"0" * 9_000 + b"^XZ"
    line = DeviceLine(Path(os.ttyname(theirs)))
    got: list[bytes] = []
    expected = len(label) + len(zebra.ASK)

    def printer() -> None:
        while sum(map(len, got)) < expected:
            got.append(os.read(ours, 65_536))
            if b"".join(got).endswith(zebra.ASK):
                os.write(ours, hs())

    thread = Thread(target=printer)
    thread.start()
    assert RawPrinter(Tongue.ZPL, line).press(label) == Status()
    thread.join()
    os.close(ours)
    os.close(theirs)
    assert b"".join(got) == label + zebra.ASK


def test_a_device_that_takes_nothing_more_is_silent(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "lp0")
    with pytest.raises(PrinterSilent):
        DeviceLine(tmp_path / "lp0", QUICK_SECONDS).send(b"0" * 1_000_000)
    with pytest.raises(PrinterMissing):
        DeviceLine(tmp_path / "lp1").send(b"0")


def test_a_job_that_cups_handed_over_is_done(cups: Cups) -> None:
    sent = send(pdf([prove(layout(PIECE, ROLL))]), "Zebra", "label")
    assert cups.next_paper().title == "label"
    statuses = iter(lambda: status_of_job(sent.job), Status())
    assert all(status.waiting == 1 for status in statuses)


@pytest.mark.usefixtures("cups")
def test_a_job_for_a_stopped_printer_waits_and_is_not_done() -> None:
    sent = send(pdf([prove(layout(PIECE, ROLL))]), "Paused", "label")
    status = status_of_job(sent.job)
    assert status.waiting == 1
    assert not status.done


@pytest.mark.usefixtures("cups")
@pytest.mark.parametrize("job", ["Zebra-99", "Zebra-999999999"])
def test_a_job_that_cups_does_not_know_is_not_claimed_to_be_done(job: str) -> None:
    assert status_of_job(job) == UNKNOWN


@pytest.mark.parametrize("job", ["", "Zebra", "Zebra-", "Zebra-1\r\nHost: x", "-1-x", "Zebra-1 "])
def test_only_a_name_that_cups_gave_is_asked_about(job: str) -> None:
    with pytest.raises(ValueError, match="not a job"):
        question(job, "kiosk")


def test_without_a_print_system_no_job_is_known(tmp_path: Path) -> None:
    with pytest.raises(NoPrinting) as refused:
        status_of_job("Zebra-1", str(tmp_path / "socket"))
    assert refused.value.reason is NoPrintingReason.NOT_RUNNING


def test_the_question_is_what_rfc_8011_says_byte_by_byte() -> None:
    def attribute(tag: int, name: bytes, value: bytes) -> bytes:
        return bytes((tag, 0, len(name))) + name + bytes((0, len(value))) + value

    assert question("Zebra-17", "kiosk", 5) == (
        bytes.fromhex("0200 0009 00000005 01")
        + attribute(0x47, b"attributes-charset", b"utf-8")
        + attribute(0x48, b"attributes-natural-language", b"en")
        + attribute(0x45, b"job-uri", b"ipp://localhost/jobs/17")
        + attribute(0x42, b"requesting-user-name", b"kiosk")
        + attribute(0x44, b"requested-attributes", b"job-state")
        + attribute(0x44, b"", b"job-state-reasons")
        + attribute(0x44, b"", b"job-impressions-completed")
        + attribute(0x44, b"", b"job-printer-state-message")
        + b"\x03"
    )


def test_an_answer_is_read_with_all_its_reasons() -> None:
    said = bytes.fromhex("0200 0000 00000001 02 23 0009") + b"job-state" + bytes.fromhex("0004 00000006")
    said += b"\x44\x00\x11job-state-reasons\x00\x0bmedia-empty" + b"\x44\x00\x00\x00\x0acover-open\x03"
    assert answer(said) == CupsJob(IppState.STOPPED, ("media-empty", "cover-open"), "")
    assert answer(said.replace(bytes.fromhex("0200 0000"), bytes.fromhex("0200 0406"))) is None

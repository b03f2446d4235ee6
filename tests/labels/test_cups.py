"""Printers through a real CUPS: what it says, nothing more."""

from pathlib import Path

import pytest

from labels.design import layout
from labels.drawing import Size
from labels.errors import NoPrinting, NoPrintingReason, PrinterMissing, PrinterRefused
from labels.outputs.pdf import pdf
from labels.printing.cups import Destination, PrinterState, Sent, printers, send
from labels.proof import prove
from tests.labels.conftest import Cups
from tests.labels.samples import HOSTILE, PIECE, ROLL


def label() -> bytes:
    """A label as it goes to a printer."""
    return pdf([prove(layout(PIECE, ROLL))], "DRE 7K3PX4 N")


@pytest.mark.usefixtures("cups")
def test_printers_are_listed_with_what_the_print_system_says_of_them() -> None:
    assert printers() == (
        Destination("Paused", PrinterState.STOPPED, "Out of labels"),
        Destination("Shut", PrinterState.IDLE),
        Destination("Zebra", PrinterState.IDLE),
    )


def test_a_label_comes_out_of_the_printer_as_it_was_drawn(cups: Cups) -> None:
    sent = send(label(), "Zebra", "DRE 7K3PX4 N", ROLL)
    paper = cups.next_paper()
    assert sent == Sent("Zebra-1", "Zebra")
    assert paper.document == label()
    assert paper.title == "DRE 7K3PX4 N"


def test_a_printer_is_told_the_size_and_not_to_scale(cups: Cups) -> None:
    send(label(), "Zebra", "label", Size(62_000, 28_500))
    options = cups.next_paper().options.split()
    assert "media=Custom.62x28.5mm" in options
    assert "print-scaling=none" in options


@pytest.mark.usefixtures("cups")
def test_a_job_for_a_stopped_printer_is_sent_and_no_more_is_claimed() -> None:
    assert send(label(), "Paused", "label") == Sent("Paused-1", "Paused")


@pytest.mark.usefixtures("cups")
@pytest.mark.parametrize(
    "name", ["Brother", "", "-h", "Zebra/2 ", "a b", "x\x00y", "Zebra;reboot", "ģ" * 300]
)
def test_a_printer_nobody_knows_is_missing(name: str) -> None:
    with pytest.raises(PrinterMissing) as refused:
        send(label(), name, "label")
    assert refused.value.printer == name


@pytest.mark.usefixtures("cups")
def test_a_printer_that_takes_no_jobs_refuses() -> None:
    with pytest.raises(PrinterRefused) as refused:
        send(label(), "Shut", "label")
    assert refused.value.printer == "Shut"
    assert "not accepting jobs" in refused.value.said


@pytest.mark.parametrize("title", [*HOSTILE, "-o raw", "--", "$(reboot)"])
def test_no_title_is_an_option_or_a_command(cups: Cups, title: str) -> None:
    send(label(), "Zebra", title)
    paper = cups.next_paper()
    assert paper.document == label()
    assert paper.title.isprintable()


def test_a_print_system_that_has_stopped_is_said_to_have_stopped(cups: Cups) -> None:
    cups.stop()
    with pytest.raises(NoPrinting) as refused:
        printers()
    assert refused.value.reason is NoPrintingReason.NOT_RUNNING
    with pytest.raises(NoPrinting) as refused:
        send(label(), "Zebra", "label")
    assert refused.value.reason is NoPrintingReason.NOT_RUNNING


def test_a_machine_without_a_print_system_says_so(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(NoPrinting) as refused:
        printers()
    assert refused.value.reason is NoPrintingReason.NOT_INSTALLED

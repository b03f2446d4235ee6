"""The press: an order becomes paper, a file, or a reason; and it says no more than it knows."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image

from labels.drawing import Drawing
from labels.errors import NoPrinting, NoPrintingReason, Unreadable
from labels.kinds import PieceLabel
from labels.outputs.pdf import pdf
from labels.printing import press
from labels.printing.cups import reports_paper
from labels.printing.order import Calibration, Cards, Lie, OnPaper, Order
from labels.printing.outcome import Reason, Why
from labels.printing.press import confirm_sent, press_job, press_waiting
from labels.printing.printer import Printer, write_printer
from labels.printing.queue import Job, JobState
from labels.printing.stationery import Stationery
from labels.printing.to_file import write_order
from labels.proof import Proven
from labels.reading import check
from labels.sheets import Offset
from labels.status.brother import ASK as BROTHER_ASK
from labels.status.printer import Tongue
from labels.status.status import Trouble
from labels.status.zebra import ASK
from stock.codes import write
from tests.labels.conftest import Cups
from tests.labels.fakes import Box, box, hs, said_by_brother
from tests.labels.printed import differing
from tests.labels.printed import zebra as printed
from tests.labels.samples import KINDS, PIECE

PATIENCE_SECONDS = 60


def pieces(count: int) -> tuple[PieceLabel, ...]:
    """Labels of different pieces."""
    return tuple(replace(PIECE, code=write("DRE", f"7K3P{number:02}")) for number in range(count))


def order(count: int = 2, lie: Lie | None = None, printer: str = "", template: str = "") -> Order:
    """An order of piece labels."""
    return Order("Labels", pieces(count), lie or OnPaper(), printer, template, file="label.pdf")


def codes_on(path: Path) -> list[set[str]]:
    """What is read on each page of a PDF file."""
    document = pypdfium2.PdfDocument(path)
    pages = [page.render(scale=300 / 72).to_pil() for page in document]
    document.close()
    return [set(check(page).zxing) for page in pages]


def papers_of(box: Box) -> list[Image.Image]:
    """What a Zebra in the network has printed."""
    return [page.picture for page in printed(bytes(box.received).replace(ASK, b""))]


@pytest.fixture(autouse=True)
def _patient(monkeypatch: pytest.MonkeyPatch) -> None:
    """A printer that answers is heard, however busy the machine is."""
    monkeypatch.setattr(press, "GREETING_SECONDS", PATIENCE_SECONDS)


@pytest.fixture
def stationery(tmp_path: Path) -> Stationery:
    """An empty data folder."""
    return Stationery(tmp_path)


@pytest.fixture
def told() -> list[Job]:
    """What was told of jobs."""
    return []


def pressed(stationery: Stationery, asked: Order) -> Job:
    """The job of an order, after its turn."""
    return press_job(stationery, stationery.queue.add(asked).number)


@pytest.fixture
def zebra(stationery: Stationery) -> Iterator[Box]:
    """A Zebra in the network, which says that it has printed."""
    with box(lambda got: hs() if got.endswith(ASK) else b"") as running:
        write_printer(
            stationery.printers,
            Printer("zebra", f"tcp://127.0.0.1:{running.port}", Tongue.ZPL, "Zebra 57x32", 203),
        )
        yield running


def test_without_a_printer_labels_become_a_file_that_says_where_it_is(stationery: Stationery) -> None:
    job = pressed(stationery, order(3))
    assert (job.state, job.where) == (JobState.FILED, str(stationery.files / "label.pdf"))
    assert codes_on(Path(job.where)) == [{label.code} for label in pieces(3)]
    again = pressed(stationery, order(3))
    assert Path(again.where).name == "label-2.pdf"


def test_a_sheet_that_was_begun_is_finished(stationery: Stationery) -> None:
    job = pressed(stationery, order(20, OnPaper("L7160", skip=5)))
    assert [len(page) for page in codes_on(Path(job.where))] == [16, 4]


def test_every_kind_of_label_comes_out_of_a_zebra_as_it_was_drawn(stationery: Stationery, zebra: Box) -> None:
    asked = Order("All", KINDS, OnPaper(), "zebra")
    job = pressed(stationery, asked)
    assert (job.state, job.out) == (JobState.PRINTED, len(KINDS))
    papers = papers_of(zebra)
    read = [check(paper.convert("L")).agreed for paper in papers]
    assert read == [(label.code,) for label in KINDS]


def test_a_zebra_prints_where_its_calibration_said(stationery: Stationery, zebra: Box) -> None:
    plain = pressed(stationery, order(1, printer="zebra"))
    address = stationery.printer("zebra")
    write_printer(stationery.printers, replace(address, offset=Offset(1_000, 500)))
    pressed(stationery, order(1, printer="zebra"))
    assert plain.state is JobState.PRINTED
    first, second = papers_of(zebra)
    shifted = Image.new("1", first.size, 1)
    shifted.paste(first, (8, 4))
    assert differing(shifted, second) < differing(first, second) // 10


def test_a_sheet_or_a_page_of_cards_is_not_for_a_label_printer(stationery: Stationery, zebra: Box) -> None:
    wished: tuple[Lie, ...] = (OnPaper("L7160"), Cards((("A", 2),), 60_000, 24_000), Calibration("L7160"))
    for lie in wished:
        job = pressed(stationery, order(2, lie, "zebra"))
        assert (job.state, job.why) == (JobState.FAILED, Why(Reason.WRONG_SIZE))
    assert b"^XA" not in zebra.received


def test_a_brother_says_when_each_label_is_out(stationery: Stationery) -> None:
    def answers(got: bytes) -> bytes:
        return (
            said_by_brother(kind=int(got.endswith(b"\x1a"))) if got.endswith((b"\x1a", BROTHER_ASK)) else b""
        )

    with box(answers) as brother:
        write_printer(
            stationery.printers,
            Printer("ql", f"tcp://127.0.0.1:{brother.port}", Tongue.BROTHER, "DK-11209", model="QL-820NWB"),
        )
        job = pressed(stationery, order(2, printer="ql"))
    assert (job.state, job.out) == (JobState.PRINTED, 2)
    assert brother.connections == 3


def test_a_brother_takes_no_paper_but_its_own(stationery: Stationery) -> None:
    address = "tcp://127.0.0.1:9"
    ql = Printer("ql", address, Tongue.BROTHER, "62x29", model="QL-820NWB")
    write_printer(stationery.printers, ql)
    job = pressed(stationery, order(1, printer="ql"))
    assert (job.begun, job.why) == (0, Why(Reason.WRONG_SIZE))


def test_a_receipt_printer_is_never_said_to_have_printed(stationery: Stationery) -> None:
    with box() as receipts:
        write_printer(
            stationery.printers,
            Printer("r", f"tcp://127.0.0.1:{receipts.port}", Tongue.ESCPOS, "Receipt 80", 203),
        )
        job = pressed(stationery, order(1, printer="r"))
    assert job.state is JobState.UNCONFIRMED
    assert receipts.received.startswith(b"\x1b@")


def test_a_printer_that_vanishes_in_mid_batch_gets_the_rest_and_none_twice(stationery: Stationery) -> None:
    with box() as zebra:
        write_printer(
            stationery.printers,
            Printer("zebra", f"tcp://127.0.0.1:{zebra.port}", Tongue.ZPL, "Zebra 57x32", 203),
        )
        answers = iter([hs(), hs(), hs(), hs(paper_out=True), hs(), hs(), hs()])
        zebra._answers = lambda got: next(answers) if got.endswith(ASK) else b""
        job = pressed(stationery, order(5, printer="zebra"))
        assert (job.out, job.doubtful, job.why) == (2, (3,), Why(Trouble.PAPER_OUT, "zebra"))
        stationery.queue.resume(job.number)
        done = press_job(stationery, job.number)
    assert (done.state, done.out, done.doubtful) == (JobState.UNCONFIRMED, 4, (3,))
    papers = papers_of(zebra)
    assert [check(paper.convert("L")).agreed for paper in papers] == [(label.code,) for label in pieces(5)]


def test_what_cups_took_is_sent_and_what_its_printer_cannot_say_is_not_confirmed(
    stationery: Stationery, cups: Cups, told: list[Job]
) -> None:
    job = pressed(stationery, order(2, printer="Zebra"))
    assert (job.state, job.where, job.doubtful) == (JobState.SENT, "Zebra-1", ())
    paper = cups.next_paper()
    assert "media=Custom.62x29mm" in paper.options.split()
    document = pypdfium2.PdfDocument(paper.document)
    assert len(document) == 2
    while confirm_sent(stationery, told.append):
        assert not told
    assert [done.state for done in told] == [JobState.UNCONFIRMED]
    assert not reports_paper("Zebra")


def test_what_cups_keeps_for_a_stopped_printer_is_sent_and_says_what_is_in_its_way(
    stationery: Stationery, cups: Cups, told: list[Job]
) -> None:
    job = pressed(stationery, order(1, printer="Paused"))
    assert confirm_sent(stationery, told.append)
    assert told == []
    assert cups.folder.exists()
    kept = stationery.queue.job(job.number)
    assert (kept.state, kept.why) == (JobState.SENT, Why(Trouble.PAUSED, "Paused"))


@pytest.mark.usefixtures("cups")
def test_a_printer_nobody_knows_has_begun_nothing(stationery: Stationery) -> None:
    job = pressed(stationery, order(2, printer="Nobody"))
    assert (job.state, job.begun, job.why) == (JobState.FAILED, 0, Why(Reason.PRINTER_MISSING, "Nobody"))


def test_nobody_knows_of_a_document_that_the_print_system_did_not_answer_to(
    stationery: Stationery, monkeypatch: pytest.MonkeyPatch
) -> None:
    def silent(*_: object) -> None:
        raise NoPrinting(NoPrintingReason.NO_ANSWER)

    monkeypatch.setattr(press, "send", silent)
    job = pressed(stationery, order(2, printer="Laser"))
    assert (job.state, job.out, job.doubtful) == (JobState.FAILED, 0, (1, 2))
    stationery.queue.resume(job.number)
    after = press_job(stationery, job.number)
    assert (after.state, after.out, after.doubtful) == (JobState.FAILED, 0, (1, 2))


def at(stationery: Stationery, running: Box) -> None:
    """The printer `zebra` is this one."""
    address = f"tcp://127.0.0.1:{running.port}"
    write_printer(stationery.printers, Printer("zebra", address, Tongue.ZPL, "Zebra 57x32", 203))


def test_a_printer_that_is_out_of_paper_gets_no_label(stationery: Stationery) -> None:
    with box(lambda got: hs(paper_out=True) if got.endswith(ASK) else b"") as running:
        at(stationery, running)
        job = pressed(stationery, order(3, printer="zebra"))
    assert (job.state, job.begun, job.why) == (JobState.FAILED, 0, Why(Trouble.PAPER_OUT, "zebra"))
    assert running.received == ASK


def test_a_printer_that_never_says_anything_is_not_waited_for_after_every_label(
    stationery: Stationery, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(press, "GREETING_SECONDS", 0.05)
    with box() as running:
        at(stationery, running)
        job = pressed(stationery, order(3, printer="zebra"))
    assert (job.state, job.out) == (JobState.UNCONFIRMED, 3)
    assert running.received.count(ASK) == 1


def test_a_label_of_a_printer_that_fell_silent_is_doubtful_and_the_rest_waits(stationery: Stationery) -> None:
    with box() as running:
        at(stationery, running)
        answers = iter([hs(), hs()])
        running._answers = lambda got: next(answers, None) if got.endswith(ASK) else b""
        job = pressed(stationery, order(3, printer="zebra"))
    assert (job.state, job.out, job.doubtful) == (JobState.FAILED, 1, (2,))
    assert job.why == Why(Trouble.NO_ANSWER, "zebra")


def test_a_job_that_is_cancelled_while_it_is_printed_stops_behind_the_label_that_is_on_its_way(
    stationery: Stationery,
) -> None:
    with box() as running:
        at(stationery, running)
        number = stationery.queue.add(order(5, printer="zebra")).number

        def answers(got: bytes) -> bytes:
            if got.count(b"^XZ") == 2:
                stationery.queue.cancel(number)
            return hs() if got.endswith(ASK) else b""

        running._answers = answers
        job = press_job(stationery, number)
    assert (job.state, job.out) == (JobState.CANCELLED, 2)
    assert running.received.count(b"^XZ") == 2
    assert stationery.queue.resume(number).state is JobState.CANCELLED


def test_an_old_job_that_is_resumed_is_not_forgotten_as_it_ends(
    stationery: Stationery, told: list[Job], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(press, "KEPT", 2)
    first = pressed(stationery, order(lie=OnPaper("no such paper")))
    for _number in range(3):
        pressed(stationery, order(1))
    folder = stationery.root / "papers"
    folder.mkdir()
    (folder / "x.toml").write_text(
        'name = "no such paper"\npage = "A4"\ncolumns = 1\nrows = 2\n'
        "width_mm = 90\nheight_mm = 40\nleft_mm = 10\ntop_mm = 10\n"
    )
    stationery.queue.resume(first.number)
    press_waiting(stationery, told.append)
    assert stationery.queue.job(first.number).state is JobState.FILED
    assert len(stationery.queue.jobs()) == 2


def test_what_lies_wrong_is_refused(stationery: Stationery) -> None:
    for asked in (order(2, OnPaper("L7160", skip=21)), order(2, OnPaper("62x29", skip=2))):
        assert pressed(stationery, asked).why == Why(Reason.WRONG_SIZE)
    job = pressed(stationery, order(template="shelf"))
    assert job.why == Why(Reason.FILE_WRONG, "shelf", "unknown: kind = shelf")


@pytest.mark.parametrize(
    ("asked", "why"),
    [
        (order(lie=OnPaper("no such paper")), Why(Reason.PAPER_UNKNOWN, "no such paper")),
        (order(lie=OnPaper("12x6")), Why(Reason.TOO_SMALL)),
        (order(template="nobody's"), Why(Reason.FILE_WRONG, "nobody's", "no file: nobody's")),
        (Order("x", (replace(PIECE, code=""),), OnPaper()), Why(Reason.NO_SYMBOL)),
    ],
)
def test_a_label_that_cannot_be_says_why(stationery: Stationery, asked: Order, why: Why) -> None:
    job = pressed(stationery, asked)
    assert job.state is JobState.FAILED
    assert job.why
    assert (job.why.reason, job.why.where) == (why.reason, why.where)
    assert why.detail in ("", job.why.detail)


def test_a_label_that_does_not_read_is_never_handed_on(
    stationery: Stationery, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unreadable(_: Drawing) -> Proven:
        raise Unreadable("DRE7K3PX4N", ())

    monkeypatch.setattr("labels.printing.drawn.prove", unreadable)
    job = pressed(stationery, order())
    assert (job.state, job.why) == (JobState.FAILED, Why(Reason.UNREADABLE, "DRE7K3PX4N"))
    assert not stationery.files.exists()


def test_a_job_that_breaks_is_told_and_the_next_one_is_done(
    stationery: Stationery, told: list[Job], monkeypatch: pytest.MonkeyPatch
) -> None:
    real: Callable[..., bytes] = pdf

    def breaks_once(pages: object, title: str) -> bytes:
        if title == "Labels":
            raise RuntimeError("a fault in a driver")
        return real(pages, title)

    monkeypatch.setattr(press, "pdf", breaks_once)
    stationery.queue.add(order())
    stationery.queue.add(replace(order(), title="next"))
    press_waiting(stationery, told.append)
    assert [job.state for job in told] == [JobState.FAILED, JobState.FILED]
    assert told[0].why == Why(Reason.BROKEN, detail="RuntimeError")
    assert stationery.queue.waiting() == ()


def test_a_template_is_used_for_its_kind_alone(stationery: Stationery, tmp_path: Path) -> None:
    stationery.templates.mkdir()
    (stationery.templates / "big.toml").write_text(
        'kind = "shelf"\n[[block]]\ntext = "TALL"\nlargest = 60\nrank = 9\n'
    )
    both = Order("x", KINDS, OnPaper("105x74"), template="big")
    assert write_order(both, tmp_path / "x.pdf", stationery) is None
    document = pypdfium2.PdfDocument(tmp_path / "x.pdf")
    texts = [page.get_textpage().get_text_range() for page in document]
    assert sum("TALL" in text for text in texts) == 1


def test_a_link_for_phones_stands_before_every_code_but_a_commands(
    stationery: Stationery, tmp_path: Path
) -> None:
    asked = Order("x", KINDS, OnPaper("105x74"), link="HTTPS://STOCK.EXAMPLE/")
    assert write_order(asked, tmp_path / "x.pdf", stationery) is None
    read = [page.pop() for page in codes_on(tmp_path / "x.pdf")]
    expected = [
        ("" if code.startswith("000") else asked.link) + code for code in (label.code for label in KINDS)
    ]
    assert read == expected


@pytest.mark.parametrize("suffix", ["png", "svg", "zpl", "pdf", "dat"])
def test_an_order_becomes_a_file_of_the_kind_that_its_name_says(
    stationery: Stationery, tmp_path: Path, suffix: str
) -> None:
    path = tmp_path / f"label.{suffix}"
    assert write_order(order(1), path, stationery) is None
    begins = {"png": b"\x89PNG", "svg": b"<?xml", "zpl": b"^XA"}
    assert path.read_bytes().startswith(begins.get(suffix, b"%PDF"))


def test_a_picture_holds_one_page(stationery: Stationery, tmp_path: Path) -> None:
    for name in ("two.png", "two.svg"):
        why = write_order(order(2), tmp_path / name, stationery)
        assert why == Why(Reason.ONE_PAGE_ONLY, str(tmp_path / name))
        assert not (tmp_path / name).exists()
    assert write_order(order(2, OnPaper("L7160")), tmp_path / "sheet.png", stationery) is None
    with Image.open(tmp_path / "sheet.png") as image:
        assert set(check(image).agreed) == {label.code for label in pieces(2)}


def test_a_file_that_cannot_be_written_says_so(stationery: Stationery, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    why = write_order(order(1), tmp_path / "file" / "x.pdf", stationery)
    assert why
    assert why.reason is Reason.FOLDER_REFUSED

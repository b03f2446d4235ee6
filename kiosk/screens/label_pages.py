"""Staff look at labels, print those that are due, and see what became of the last ones."""

from collections.abc import Callable
from dataclasses import dataclass

from kiosk.answers.band import Answer, attention, done, no
from kiosk.answers.printed import print_sentence
from kiosk.language import N_, _, _n
from kiosk.screens.choices import ChoicesBody
from kiosk.screens.describe import code_of, measure_of, name_of
from kiosk.screens.house import House
from kiosk.screens.page import PASS, Heard, Page, Turn
from kiosk.screens.picture import picture_of
from kiosk.screens.printing_pages import PaperPage, PrinterPage, StraightPage, badges_page, paper_name
from kiosk.screens.scene import Blank, Body
from kiosk.screens.staff_page import StaffPage
from kiosk.use_cases.labels import changed, items_order
from kiosk.use_cases.shelves import shelves
from labels.errors import LabelError
from labels.printing.queue import ENDED, Job, JobState, Queue, queue_in
from ledger.reading import Reading
from stock.codes import LabelCode

_SHOWN = 9


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelsMenu(StaffPage):
    """Everything about labels, by number."""

    def answer(self, house: House) -> Answer:
        """See `Page`. The print system is asked while the menu is read."""
        house.labels.look_for_printers()
        return done(_("LABELS"), _("Type a number, or scan it."))

    def body(self, house: House) -> Body:
        """See `Page`."""
        return ChoicesBody(
            tuple(_(text) for text, _open, _note in ENTRIES),
            tuple(note(house) for _text, _open, note in ENTRIES),
        )

    def hear(self, heard: Heard, house: House) -> Turn:
        """See `Page`."""
        if heard.is_back:
            return Turn(self.back)
        if heard.number is None or not 1 <= heard.number <= len(ENTRIES):
            return PASS
        return ENTRIES[heard.number - 1][1](self, house)


@dataclass(frozen=True, slots=True, kw_only=True)
class LookPage(StaffPage):
    """A scanned code's label as it would be printed now; Yes or Label prints it."""

    code: str = ""

    def answer(self, house: House) -> Answer:
        """See `Page`."""
        if not self.code:
            return attention(_("LOOK"), _("Scan the label of a piece or a shelf."))
        return done(_("LOOK"), _("F8 prints it. Scan another one to see that."), paper_name(house))

    def body(self, house: House) -> Body:
        """See `Page`."""
        return picture_of(items_order(house.kiosk, [self.code]), house) if self.code else Blank()

    def hear(self, heard: Heard, house: House) -> Turn:
        """See `Page`."""
        if heard.is_back:
            return Turn(self.back)
        if isinstance(heard.scan, LabelCode) and _is_ours(heard.scan.code, house):
            return Turn(LookPage(back=self.back, code=heard.scan.code))
        if self.code and heard.is_yes:
            house.labels.items(house.kiosk, [self.code])
            return Turn(self, _on_the_way(1))
        return PASS


@dataclass(frozen=True, slots=True, kw_only=True)
class DuePage(StaffPage):
    """Items that have changed since their labels were printed; Yes prints them all."""

    def answer(self, house: House) -> Answer:
        """See `Page`."""
        number = len(changed(house.kiosk))
        if not number:
            return done(_("ALL WELL"), _("Every label says what is so."))
        text = _n("{number} label is out of date.", "{number} labels are out of date.", number)
        return attention(_("OUT OF DATE"), text.format(number=number), _("F8 prints them."))

    def body(self, house: House) -> Body:
        """See `Page`."""
        items = changed(house.kiosk)
        return ChoicesBody(
            tuple(f"{name_of(item)} {measure_of(item)}" for item in items),
            tuple(code_of(item) for item in items),
        )

    def hear(self, heard: Heard, house: House) -> Turn:
        """See `Page`."""
        if heard.is_back:
            return Turn(self.back)
        codes = [item.item for item in changed(house.kiosk)]
        if not (codes and heard.is_yes):
            return PASS
        house.labels.items(house.kiosk, codes)
        return Turn(self.back, _on_the_way(len(codes)))


@dataclass(frozen=True, slots=True, kw_only=True)
class QueuePage(StaffPage):
    """The last jobs, the newest first, by their numbers in the queue: others may come while they are read. A
    number goes on with one that stopped, or prints one again."""

    numbers: tuple[int, ...] = ()

    def answer(self, house: House) -> Answer:  # noqa: ARG002
        """See `Page`."""
        if not self.numbers:
            return done(_("LABELS"), _("Nothing was printed yet."))
        return attention(_("PRINT AGAIN?"), _("Type the number. One that stopped goes on where it was."))

    def body(self, house: House) -> Body:
        """See `Page`."""
        jobs = [_job(number, house) for number in self.numbers]
        return ChoicesBody(
            tuple(f"{job.title}, {_labels(job)}" if job else "" for job in jobs),
            tuple(print_sentence(job) if job else "" for job in jobs),
        )

    def hear(self, heard: Heard, house: House) -> Turn:
        """See `Page`."""
        if heard.is_back:
            return Turn(self.back)
        if heard.number is None or not 1 <= heard.number <= len(self.numbers):
            return PASS
        job = _job(self.numbers[heard.number - 1], house)
        if job is None:
            return Turn(self, no(_("NOT PRINTED"), _("This job cannot be read any more.")))
        _print_on(job, house)
        return Turn(self.back, _on_the_way(job.labels - (0 if job.state in ENDED else job.begun)))


def _queue_page(menu: Page, house: House) -> Turn:
    return Turn(QueuePage(back=menu, numbers=tuple(job.number for job in _jobs(house))))


def _job(number: int, house: House) -> Job | None:
    try:
        return _queue(house).job(number)
    except LabelError:
        return None


def _print_on(job: Job, house: House) -> None:
    queue = _queue(house)
    if job.state in ENDED:
        queue.again(job.number)
    else:
        queue.resume(job.number)
    house.labels.wake()


def _queue(house: House) -> Queue:
    return queue_in(house.database.parent)


def _jobs(house: House) -> list[Job]:
    return list(_queue(house).jobs()[: -_SHOWN - 1 : -1])


def _labels(job: Job) -> str:
    return _n("{number} label", "{number} labels", job.labels).format(number=job.labels)


def _on_the_way(number: int) -> Answer:
    text = _n("{number} label is made now.", "{number} labels are made now.", number)
    return done(_("LABELS"), text.format(number=number))


def _is_ours(code: str, house: House) -> bool:
    with house.kiosk.ledger.reading() as reading:
        return _is_known(reading, code)


def _is_known(reading: Reading, code: str) -> bool:
    return bool(reading.resolve(code) or reading.shelf(code) or reading.is_blank(code))


def _shelf_labels(menu: Page, house: House) -> Turn:
    codes = [shelf.code for shelf in shelves(house.kiosk)]
    if not codes:
        return Turn(menu, no(_("NO SHELF"), _("There is no shelf yet.")))
    house.labels.items(house.kiosk, codes)
    return Turn(menu, _on_the_way(len(codes)))


def _nothing(_house: House) -> str:
    return ""


def _stopped(house: House) -> str:
    number = sum(job.state is JobState.FAILED for job in _jobs(house))
    return _n("{number} stopped", "{number} stopped", number).format(number=number) if number else ""


ENTRIES: tuple[tuple[str, Callable[[Page, House], Turn], Callable[[House], str]], ...] = (
    (N_("Look at a label"), lambda menu, _house: Turn(LookPage(back=menu)), _nothing),
    (N_("Labels that are out of date"), lambda menu, _house: Turn(DuePage(back=menu)), _nothing),
    (N_("Print the labels of all shelves"), _shelf_labels, _nothing),
    (N_("Print new badges"), lambda menu, _house: Turn(badges_page(menu)), _nothing),
    (N_("What became of the last labels"), _queue_page, _stopped),
    (
        N_("Choose the printer"),
        lambda menu, _house: Turn(PrinterPage(back=menu)),
        lambda house: house.kiosk.settings.printer or _("PDF files"),
    ),
    (N_("Say which paper is in it"), lambda menu, _house: Turn(PaperPage(back=menu)), paper_name),
    (N_("Is it printed straight?"), lambda menu, _house: Turn(StraightPage(back=menu)), _nothing),
)

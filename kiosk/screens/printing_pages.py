"""Staff print new labels, and say where labels come out and on what."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path

from kiosk.answers.band import Answer, attention, done, no
from kiosk.answers.printed import why_sentence
from kiosk.kiosk import Kiosk
from kiosk.language import _, _n
from kiosk.screens.choices import ChoicesBody
from kiosk.screens.house import House
from kiosk.screens.page import PASS, Heard, Page, Turn
from kiosk.screens.picture import picture_of
from kiosk.screens.scene import Blank, Body
from kiosk.screens.staff_page import StaffPage
from kiosk.settings import Settings
from kiosk.use_cases.blanks import issue, issue_badges
from kiosk.use_cases.labels import badges_order, blanks_order, calibration_order
from labels.errors import LabelError
from labels.printing.order import Order
from labels.printing.outcome import why_of
from labels.printing.printer import PRINTERS, Printer, cups_printer, moved, read_printer, write_printer
from stock.codes import write

MOST_BLANKS = 500
_OFF = re.compile(r"([+-]?\d{1,2}(?:[.,]\d{1,2})?)\s+([+-]?\d{1,2}(?:[.,]\d{1,2})?)")


@dataclass(frozen=True, slots=True, kw_only=True)
class HowManyPage(StaffPage):
    """How many new labels of a kind? One of them is shown as it will be."""

    issued: Callable[[Kiosk, int], list[str]]
    ordered: Callable[[Settings, Sequence[str]], Order]

    def answer(self, house: House) -> Answer:  # noqa: ARG002
        """See `Page`."""
        return attention(_("HOW MANY?"), _("Type how many new labels. A page has 24."))

    def body(self, house: House) -> Body:
        """See `Page`."""
        settings = house.kiosk.settings
        return picture_of(self.ordered(settings, [write(settings.prefix, settings.first + "00000")]), house)

    def hear(self, heard: Heard, house: House) -> Turn:
        """See `Page`."""
        if heard.is_back:
            return Turn(self.back)
        if heard.number is None:
            return PASS
        if not 1 <= heard.number <= MOST_BLANKS:
            return Turn(self, no(_("HOW MANY?"), _("From 1 to {most}.").format(most=MOST_BLANKS)))
        codes = self.issued(house.kiosk, heard.number)
        house.labels.order(self.ordered(house.kiosk.settings, codes))
        text = _n("{number} new label is made now.", "{number} new labels are made now.", len(codes))
        return Turn(self.back, done(_("LABELS"), text.format(number=len(codes))))


def blanks_page(back: Page | None) -> HowManyPage:
    """New labels for what is yet to come."""
    return HowManyPage(back=back, issued=issue, ordered=blanks_order)


def badges_page(back: Page | None) -> HowManyPage:
    """New badges for makers."""
    return HowManyPage(back=back, issued=issue_badges, ordered=badges_order)


@dataclass(frozen=True, slots=True, kw_only=True)
class PrinterPage(StaffPage):
    """Which printer? The first choice is none: labels become files."""

    def answer(self, house: House) -> Answer:
        """See `Page`."""
        if house.labels.printers() is None:
            return attention(_("ONE MOMENT"), _("The print system is asked. Press Enter to look again."))
        return attention(_("PRINTER"), _("Where do labels come out? Type the number."))

    def body(self, house: House) -> Body:
        """See `Page`."""
        return ChoicesBody((_("PDF files, in the kiosk's folder"), *_printers(house)))

    def hear(self, heard: Heard, house: House) -> Turn:
        """See `Page`."""
        if heard.is_back:
            return Turn(self.back)
        if not heard.text:
            return Turn(self)
        choices = ("", *_printers(house))
        if heard.number is None or not 1 <= heard.number <= len(choices):
            return PASS
        printer = choices[heard.number - 1]
        house.change(printer=printer)
        return Turn(
            PaperPage(back=self.back), done(_("PRINTER"), printer or _("PDF files, in the kiosk's folder"))
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperPage(StaffPage):
    """Which paper lies in the printer? It is remembered for each printer."""

    def answer(self, house: House) -> Answer:
        """See `Page`."""
        return attention(
            _("PAPER"), _("Type its name or its size, such as L7160 or 62x29."), paper_name(house)
        )

    def body(self, house: House) -> Body:  # noqa: ARG002
        """See `Page`."""
        return Blank()

    def hear(self, heard: Heard, house: House) -> Turn:
        """See `Page`."""
        if heard.is_back or not heard.text:
            return Turn(self.back)
        if heard.is_scan:
            return PASS
        try:
            name = _keep_paper(heard.text, house)
        except LabelError as error:
            return Turn(self, no(_("PAPER"), why_sentence(why_of(error))))
        return Turn(self.back, done(_("PAPER"), name))


@dataclass(frozen=True, slots=True, kw_only=True)
class StraightPage(StaffPage):
    """How far is the printer off? A page is printed to measure it on; the answer is remembered."""

    def answer(self, house: House) -> Answer:
        """See `Page`."""
        if not house.kiosk.settings.printer:
            return attention(_("PRINTER"), _("Choose the printer first."))
        sentence = _("F8 prints a page to measure. Type how many mm right and down it must move: 0.5 -1")
        return attention(_("STRAIGHT?"), sentence, _offset_words(house))

    def body(self, house: House) -> Body:  # noqa: ARG002
        """See `Page`."""
        return Blank()

    def hear(self, heard: Heard, house: House) -> Turn:
        """See `Page`."""
        found = _OFF.fullmatch(heard.text)
        if heard.is_back or not house.kiosk.settings.printer:
            return Turn(self.back)
        if heard.is_yes:
            house.labels.order(calibration_order(house.kiosk.settings))
            return Turn(
                self, done(_("LABELS"), _("The page is made now. Hold it against a sheet of labels."))
            )
        if not found:
            return PASS
        try:
            _keep_offset(_um(found[1]), _um(found[2]), house)
        except LabelError as error:
            return Turn(self, no(_("STRAIGHT?"), why_sentence(why_of(error))))
        return Turn(self.back, done(_("STRAIGHT?"), _offset_words(house)))


def paper_name(house: House) -> str:
    """The paper in the printer."""
    try:
        return _printer(house).paper or house.kiosk.settings.label
    except LabelError as error:
        return why_sentence(why_of(error))


def _printers(house: House) -> Sequence[str]:
    return house.labels.printers() or ()


def _folder(house: House) -> Path:
    return house.database.parent / PRINTERS


def _printer(house: House) -> Printer:
    """The settings' printer as it is described, else as CUPS knows it. Raises FileWrong."""
    name = house.kiosk.settings.printer
    return (read_printer(_folder(house), name) or cups_printer(name)) if name else Printer()


def _keep_paper(text: str, house: House) -> str:
    """The paper's name, noted with its printer. Raises LabelError."""
    from labels.printing.stationery import Stationery

    found = Stationery(house.database.parent).paper(text)
    if house.kiosk.settings.printer:
        write_printer(_folder(house), replace(_printer(house), paper=found.name))
    else:
        house.change(label=found.name)
    return found.name


def _keep_offset(right_um: int, down_um: int, house: House) -> None:
    write_printer(_folder(house), moved(_printer(house), right_um, down_um))


def _offset_words(house: House) -> str:
    try:
        offset = _printer(house).offset
    except LabelError as error:
        return why_sentence(why_of(error))
    text = _("So far: {right} mm right, {down} mm down.")
    return text.format(right=f"{offset.right_um / 1000:g}", down=f"{offset.down_um / 1000:g}")


def _um(text: str) -> int:
    return round(Decimal(text.replace(",", ".")) * 1000)

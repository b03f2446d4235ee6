"""Staff print new labels, and say where labels come out."""

from collections.abc import Sequence
from dataclasses import dataclass

from kiosk.answers.band import Answer, attention, done, no
from kiosk.language import _, _n
from kiosk.screens.choices import ChoicesBody
from kiosk.screens.house import House
from kiosk.screens.page import PASS, Heard, Turn
from kiosk.screens.scene import Blank, Body
from kiosk.screens.staff_page import StaffPage
from kiosk.use_cases.blanks import issue

MOST_BLANKS = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class BlanksPage(StaffPage):
    """How many new labels?"""

    def answer(self, house: House) -> Answer:  # noqa: ARG002
        """See `Page`."""
        return attention(_("HOW MANY?"), _("Type how many new labels. A page has 24."))

    def body(self, house: House) -> Body:  # noqa: ARG002
        """See `Page`."""
        return Blank()

    def hear(self, heard: Heard, house: House) -> Turn:
        """See `Page`."""
        if heard.is_back:
            return Turn(self.back)
        if heard.number is None:
            return PASS
        if not 1 <= heard.number <= MOST_BLANKS:
            return Turn(self, no(_("HOW MANY?"), _("From 1 to {most}.").format(most=MOST_BLANKS)))
        codes = issue(house.kiosk, heard.number)
        house.labels.blanks(house.kiosk, codes)
        text = _n("{number} new label is made now.", "{number} new labels are made now.", len(codes))
        return Turn(self.back, done(_("LABELS"), text.format(number=len(codes))))


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
        return Turn(self.back, done(_("PRINTER"), printer or _("PDF files, in the kiosk's folder")))


def _printers(house: House) -> Sequence[str]:
    return house.labels.printers() or ()

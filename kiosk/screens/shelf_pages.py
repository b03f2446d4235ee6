"""Staff name a shelf, and its label is printed."""

from dataclasses import dataclass, replace

from kiosk.answers.band import Answer, attention, done
from kiosk.answers.refused import refused_answer
from kiosk.language import _
from kiosk.screens.choices import ChoicesBody
from kiosk.screens.house import House
from kiosk.screens.page import PASS, Heard, Turn
from kiosk.screens.scene import Body
from kiosk.screens.staff_page import StaffPage
from kiosk.use_cases.shelves import add_shelf, shelves
from stock.codes import LabelCode, spaced
from stock.plain import shown
from stock.refusals import Refusal


@dataclass(frozen=True, slots=True, kw_only=True)
class ShelvesPage(StaffPage):
    """A typed name is a new shelf, or prints the label of one that has it. `code` is a label made before."""

    code: str = ""

    def answer(self, house: House) -> Answer:  # noqa: ARG002
        """See `Page`."""
        if self.code:
            return attention(_("SHELF"), _("Type the name of the shelf with this label."))
        return attention(_("SHELF"), _("Type its name. Has it a new label? Scan that first."))

    def body(self, house: House) -> Body:
        """See `Page`."""
        found = shelves(house.kiosk)
        return ChoicesBody(tuple(shown(s.name) for s in found), tuple(spaced(s.code) for s in found))

    def hear(self, heard: Heard, house: House) -> Turn:
        """See `Page`."""
        if heard.is_back:
            return Turn(self.back)
        if isinstance(heard.scan, LabelCode) and _is_blank(heard.scan.code, house):
            return Turn(replace(self, code=heard.scan.code))
        if heard.is_scan or not heard.text:
            return PASS
        return self._named(heard.text, house)

    def _named(self, name: str, house: House) -> Turn:
        shelf = add_shelf(house.kiosk, name, self.code)
        if isinstance(shelf, Refusal):
            return Turn(self, refused_answer(shelf))
        if shelf.code != self.code:
            house.labels.items(house.kiosk, (shelf.code,))
        return Turn(replace(self, code=""), done(_("SHELF"), shown(shelf.name), spaced(shelf.code)))


def _is_blank(code: str, house: House) -> bool:
    kiosk = house.kiosk
    with kiosk.ledger.reading() as reading:
        is_used = reading.resolve(code) or reading.shelf(code)
        return not is_used and (reading.is_blank(code) or code.startswith(kiosk.settings.prefix))

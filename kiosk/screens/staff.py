"""The staff menu, behind the PIN."""

from collections.abc import Callable
from dataclasses import dataclass

from kiosk.answers.band import Answer, done
from kiosk.language import N_, _
from kiosk.screens.account_pages import AccountsPage
from kiosk.screens.choices import ChoicesBody
from kiosk.screens.house import House
from kiosk.screens.inbox_pages import InboxPage
from kiosk.screens.label_pages import LabelsMenu
from kiosk.screens.page import PASS, Heard, Page, Turn
from kiosk.screens.printing_pages import blanks_page
from kiosk.screens.quarantine_pages import ToCheckPage, WaitingPage
from kiosk.screens.scene import Body
from kiosk.screens.shelf_pages import ShelvesPage
from kiosk.screens.staff_page import StaffPage
from kiosk.use_cases.command_sheet import command_sheet
from kiosk.use_cases.inbox import at_hand


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffMenu(StaffPage):
    """What staff can do, by number."""

    def answer(self, house: House) -> Answer:  # noqa: ARG002
        """See `Page`."""
        return done(_("STAFF"), _("Type a number, or scan it."))

    def body(self, house: House) -> Body:
        """See `Page`."""
        return ChoicesBody(
            tuple(_(entry.text) for entry in ENTRIES), tuple(entry.note(house) for entry in ENTRIES)
        )

    def hear(self, heard: Heard, house: House) -> Turn:
        """See `Page`."""
        if heard.is_back:
            return Turn()
        if heard.number is None or not 1 <= heard.number <= len(ENTRIES):
            return PASS
        return ENTRIES[heard.number - 1].choose(self, house)


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the menu, what stands beside it, and what choosing it does."""

    text: str
    choose: Callable[[Page, House], Turn]
    note: Callable[[House], str] = lambda _house: ""


def _waiting(house: House) -> str:
    with house.kiosk.ledger.reading() as reading:
        return str(reading.totals().quarantined or "")


def _to_check(house: House) -> str:
    with house.kiosk.ledger.reading() as reading:
        return str(reading.totals().exceptions or "")


def _asked_for(house: House) -> str:
    return str(len(at_hand(house.kiosk)) or "")


def _command_sheet(menu: Page, house: House) -> Turn:
    house.labels.order(command_sheet(house.kiosk))
    return Turn(menu, done(_("LABELS"), _("They are made now. The bottom line says when they are ready.")))


ENTRIES = (
    Entry(N_("Quarantine: say what it is"), lambda menu, _house: Turn(WaitingPage(back=menu)), _waiting),
    Entry(N_("Look at what does not add up"), lambda menu, _house: Turn(ToCheckPage(back=menu)), _to_check),
    Entry(N_("Add a shelf"), lambda menu, _house: Turn(ShelvesPage(back=menu))),
    Entry(N_("Print new labels"), lambda menu, _house: Turn(blanks_page(menu))),
    Entry(N_("Print the command sheet"), _command_sheet),
    Entry(
        N_("Labels and printers"),
        lambda menu, _house: Turn(LabelsMenu(back=menu)),
        lambda house: house.kiosk.settings.printer or _("PDF files"),
    ),
    Entry(N_("Requests of other spaces"), lambda menu, _house: Turn(InboxPage(back=menu)), _asked_for),
    Entry(N_("Accounts with other spaces"), lambda menu, _house: Turn(AccountsPage(back=menu))),
    Entry(N_("Leave the kiosk"), lambda _menu, _house: Turn(leaves=True)),
)

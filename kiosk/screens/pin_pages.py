"""The door to the staff pages: a PIN is chosen when it is first opened, and asked for ever after."""

from dataclasses import dataclass

from kiosk.answers.band import Answer, attention, no
from kiosk.language import _
from kiosk.screens.house import House
from kiosk.screens.page import PASS, Heard, Page, Turn
from kiosk.screens.pin_lock import LONGEST, SHORTEST, hashed, is_pin, is_right
from kiosk.screens.scene import Blank, Body, ModeSign
from kiosk.screens.staff import StaffMenu
from kiosk.use_cases.keep import PIN
from kiosk.widgets.spans import Role


def staff_door(house: House) -> Page:
    """The page that stands before the staff pages."""
    return AskPin() if house.secrets.get(PIN) else NewPin()


@dataclass(frozen=True, slots=True)
class _PinPage:
    masked: bool = True

    def sign(self) -> ModeSign:
        """See `Page`."""
        return ModeSign(_("STAFF"), _("Esc goes back. A scan counts as always."), Role.BUSY)

    def body(self, house: House) -> Body:  # noqa: ARG002
        """See `Page`."""
        return Blank()


@dataclass(frozen=True, slots=True)
class NewPin(_PinPage):
    """Nobody has chosen a PIN yet."""

    def answer(self, house: House) -> Answer:  # noqa: ARG002
        """See `Page`."""
        text = _("Choose one of {least} to {most} digits. Only staff should know it.")
        return attention(_("NEW PIN"), text.format(least=SHORTEST, most=LONGEST))

    def hear(self, heard: Heard, house: House) -> Turn:
        """See `Page`."""
        if heard.is_back:
            return Turn()
        if not is_pin(heard.text):
            return Turn(self, self.answer(house)) if heard.is_digits else PASS
        return Turn(SamePin(pin=heard.text))


@dataclass(frozen=True, slots=True, kw_only=True)
class SamePin(_PinPage):
    """The new PIN once more."""

    pin: str

    def answer(self, house: House) -> Answer:  # noqa: ARG002
        """See `Page`."""
        return attention(_("AGAIN"), _("Type the same PIN once more."))

    def hear(self, heard: Heard, house: House) -> Turn:
        """See `Page`."""
        if heard.is_back:
            return Turn()
        if not is_pin(heard.text):
            return PASS
        if heard.text != self.pin:
            return Turn(NewPin(), no(_("NOT THE SAME"), _("The two were different. Choose a PIN again.")))
        house.secrets.set(PIN, hashed(self.pin))
        return Turn(StaffMenu())


@dataclass(frozen=True, slots=True)
class AskPin(_PinPage):
    """The PIN is asked for."""

    def answer(self, house: House) -> Answer:  # noqa: ARG002
        """See `Page`."""
        return attention(_("PIN"), _("Type the PIN of the staff."))

    def hear(self, heard: Heard, house: House) -> Turn:
        """See `Page`. A wrong PIN makes the next try wait, longer each time."""
        if heard.is_back:
            return Turn()
        if not heard.is_digits:
            return PASS
        if wait := house.lock.wait_seconds(heard.at):
            return Turn(self, no(_("WAIT"), _("{number} s until the next try.").format(number=wait)))
        if not is_right(heard.text, house.secrets.get(PIN)):
            house.lock.fail(heard.at)
            return Turn(self, no(_("WRONG PIN"), _("Try again. Lost it? Run: kiosk pin reset")))
        house.lock.succeed()
        return Turn(StaffMenu())

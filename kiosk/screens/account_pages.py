"""Staff see what went to other spaces, what came from them, and what is under way since when."""

from dataclasses import dataclass

from kiosk.answers.band import Answer, attention, done
from kiosk.answers.dealings import (
    dealings_sentence,
    disputed_sentence,
    under_way_item,
    under_way_word,
)
from kiosk.language import _, _n
from kiosk.screens.choices import ChoicesBody
from kiosk.screens.describe import moment
from kiosk.screens.house import House
from kiosk.screens.page import PASS, Heard, Turn
from kiosk.screens.scene import Body
from kiosk.screens.staff_page import StaffPage
from kiosk.use_cases.accounts import accounts
from kiosk.use_cases.spaces import space_names
from stock.codes import spaced
from stock.dealings import Dealings, UnderWay
from stock.plain import shown


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountsPage(StaffPage):
    """Every space that this one had to do with, by number."""

    def answer(self, house: House) -> Answer:
        """See `Page`."""
        found = accounts(house.kiosk)
        if found.disputed:
            codes = ", ".join(spaced(identity.item) for identity in found.disputed)
            return attention(_("CHECK"), disputed_sentence(len(found.disputed)), codes)
        if not found.dealings:
            return done(_("ACCOUNTS"), _("Nothing went to another space yet, and none asked."))
        return done(_("ACCOUNTS"), _("Type a number to see what is under way."))

    def body(self, house: House) -> Body:
        """See `Page`."""
        found, names = accounts(house.kiosk).dealings, space_names(house.kiosk)
        titles = tuple(_title(each, names.name(each.space)) for each in found)
        return ChoicesBody(titles, tuple(map(dealings_sentence, found)))

    def hear(self, heard: Heard, house: House) -> Turn:
        """See `Page`."""
        if heard.is_back:
            return Turn(self.back)
        found = accounts(house.kiosk).dealings
        if heard.number is None or not 1 <= heard.number <= len(found):
            return PASS
        return Turn(UnderWayPage(back=self, space=found[heard.number - 1].space))


@dataclass(frozen=True, slots=True, kw_only=True)
class UnderWayPage(StaffPage):
    """What is not at its end between this space and another, the oldest first."""

    space: str

    def answer(self, house: House) -> Answer:
        """See `Page`."""
        name = space_names(house.kiosk).name(self.space).upper()
        if not self._ways(house):
            return done(name, _("Nothing is under way."))
        return done(name, _("What is under way, the oldest first."))

    def body(self, house: House) -> Body:
        """See `Page`."""
        own, zone = house.kiosk.settings.registry_space, house.kiosk.settings.zone
        ways = self._ways(house)
        texts = tuple(
            f"{moment(way.at, zone)}  {shown(spaced(way.item))}  {under_way_word(way, own)}" for way in ways
        )
        return ChoicesBody(texts, tuple(map(under_way_item, ways)))

    def hear(self, heard: Heard, house: House) -> Turn:  # noqa: ARG002
        """See `Page`."""
        return Turn(self.back) if heard.is_back else PASS

    def _ways(self, house: House) -> tuple[UnderWay, ...]:
        found = accounts(house.kiosk).dealings
        return next((each.under_way for each in found if each.space == self.space), ())


def _title(dealings: Dealings, name: str) -> str:
    number = len(dealings.under_way)
    text = _n("{space}, {number} under way", "{space}, {number} under way", number)
    return text.format(space=name, number=number) if number else name

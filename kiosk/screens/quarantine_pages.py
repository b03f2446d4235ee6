"""Staff identify what waits in quarantine, and look at what does not add up."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from kiosk.answers.band import Answer, attention, done, no
from kiosk.answers.refused import refused_answer
from kiosk.language import _, _n
from kiosk.screens.card import CardBody
from kiosk.screens.choices import ChoicesBody
from kiosk.screens.describe import age_of, code_of, measure_of, name_of
from kiosk.screens.house import House
from kiosk.screens.page import PASS, Heard, Turn
from kiosk.screens.scene import Blank, Body
from kiosk.screens.staff_page import StaffPage
from kiosk.use_cases.quarantine import release, waiting
from kiosk.use_cases.show import show
from kiosk.words import material_name, material_names, what
from stock.codes import LabelCode, MaterialCode
from stock.fold import Standing
from stock.materials import catalogue
from stock.refusals import Refusal

MOST_CHOICES = 9


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitingPage(StaffPage):
    """What waits in quarantine, by number; a scanned label chooses too."""

    def answer(self, house: House) -> Answer:
        """See `Page`."""
        number = len(waiting(house.kiosk))
        if not number:
            return done(_("QUARANTINE"), _("Nothing waits."))
        text = _n("{number} item waits.", "{number} items wait.", number).format(number=number)
        return attention(_("QUARANTINE"), text, _("Scan one, or type its number."))

    def body(self, house: House) -> Body:
        """See `Page`."""
        return _listed(waiting(house.kiosk), house)

    def hear(self, heard: Heard, house: House) -> Turn:
        """See `Page`."""
        if heard.is_back:
            return Turn(self.back)
        chosen = _chosen(waiting(house.kiosk), heard, house)
        return Turn(MaterialPage(back=self, item=chosen.item)) if chosen else PASS


@dataclass(frozen=True, slots=True, kw_only=True)
class MaterialPage(StaffPage):
    """What is it? `choices` are materials that the words may mean."""

    item: str
    choices: tuple[str, ...] = ()

    def answer(self, house: House) -> Answer:  # noqa: ARG002
        """See `Page`."""
        if self.choices:
            return attention(_("WHICH?"), _("Type the number of the material."))
        return attention(_("WHAT IS IT?"), _("Type the material, or scan it."))

    def body(self, house: House) -> Body:
        """See `Page`."""
        if self.choices:
            return ChoicesBody(tuple(material_name(slug) for slug in self.choices))
        return _card(self.item, house)

    def hear(self, heard: Heard, house: House) -> Turn:  # noqa: ARG002
        """See `Page`."""
        if heard.is_back:
            return Turn(self.back)
        found = self._materials(heard)
        if found is None:
            return PASS
        if len(found) == 1:
            return Turn(ProofPage(back=self.back, item=self.item, material=found[0]))
        if not found:
            return Turn(self, no(_("UNKNOWN"), _("No such material. Type other words for it.")))
        return Turn(replace(self, choices=tuple(found[:MOST_CHOICES])))

    def _materials(self, heard: Heard) -> Sequence[str] | None:
        """The materials that were meant; None where something else was scanned."""
        if heard.number and heard.number <= len(self.choices):
            return (self.choices[heard.number - 1],)
        if isinstance(heard.scan, MaterialCode):
            found = catalogue().by_number(heard.scan.number)
            return (found.slug,) if found else ()
        if heard.is_scan:
            return None
        return [material.slug for material in catalogue().match(heard.text, material_names())]


@dataclass(frozen=True, slots=True, kw_only=True)
class ProofPage(StaffPage):
    """How is that known? Unknown is never safe: nothing leaves quarantine without a proof."""

    item: str
    material: str

    def answer(self, house: House) -> Answer:  # noqa: ARG002
        """See `Page`."""
        text = _("How do you know? Type it: a data sheet, a burn test, a mark on it.")
        return attention(_("PROOF?"), material_name(self.material), text)

    def body(self, house: House) -> Body:
        """See `Page`."""
        return _card(self.item, house)

    def hear(self, heard: Heard, house: House) -> Turn:
        """See `Page`."""
        if heard.is_back:
            return Turn(MaterialPage(back=self.back, item=self.item))
        if heard.is_scan:
            return PASS
        outcome = release(house.kiosk, self.item, self.material, heard.text)
        if isinstance(outcome, Refusal):
            return Turn(self, refused_answer(outcome))
        house.labels.items(house.kiosk, (outcome.standing.item,))
        name = what(outcome.standing.state) if outcome.standing.state else ""
        return Turn(self.back, done(_("RELEASED"), name, _("It gets a new label.")))


@dataclass(frozen=True, slots=True, kw_only=True)
class ToCheckPage(StaffPage):
    """What two kiosks recorded differently, and lots below zero."""

    def answer(self, house: House) -> Answer:
        """See `Page`."""
        if not _exceptions(house):
            return done(_("ALL WELL"), _("Everything adds up."))
        return attention(_("CHECK"), _("Look for each of these, and count or move it."))

    def body(self, house: House) -> Body:
        """See `Page`."""
        return _listed(_exceptions(house), house)

    def hear(self, heard: Heard, house: House) -> Turn:
        """See `Page`. A number shows the card."""
        if heard.is_back:
            return Turn(self.back)
        items = _exceptions(house)
        if heard.number and heard.number <= len(items):
            return Turn(CardPage(back=self, item=items[heard.number - 1].item))
        return PASS


@dataclass(frozen=True, slots=True, kw_only=True)
class CardPage(StaffPage):
    """One item's card."""

    item: str

    def answer(self, house: House) -> Answer:  # noqa: ARG002
        """See `Page`."""
        return attention(_("CHECK"), _("Scan it to put it right."))

    def body(self, house: House) -> Body:
        """See `Page`."""
        return _card(self.item, house)

    def hear(self, heard: Heard, house: House) -> Turn:  # noqa: ARG002
        """See `Page`."""
        return Turn(self.back) if heard.is_back else PASS


def _exceptions(house: House) -> list[Standing]:
    with house.kiosk.ledger.reading() as reading:
        return [standing for item in reading.exceptions() if (standing := reading.standing(item))]


def _chosen(items: Sequence[Standing], heard: Heard, house: House) -> Standing | None:
    if heard.number and heard.number <= len(items):
        return items[heard.number - 1]
    if not isinstance(heard.scan, LabelCode):
        return None
    with house.kiosk.ledger.reading() as reading:
        found = reading.resolve(heard.scan.code)
    return found if found and found.state and found.state.quarantined else None


def _listed(items: Sequence[Standing], house: House) -> ChoicesBody:
    today = house.kiosk.today()
    notes = tuple(
        f"{code_of(item)}  {age_of(item.state.since, today) if item.state else ''}" for item in items
    )
    return ChoicesBody(tuple(f"{name_of(item)} {measure_of(item)}" for item in items), notes)


def _card(item: str, house: House) -> Body:
    card = show(house.kiosk, item)
    return CardBody(card, house.kiosk.today(), house.kiosk.settings.zone) if card else Blank()

"""Staff answer what other spaces ask for, send it, and see what is on its way here."""

from collections.abc import Callable
from dataclasses import dataclass

from kiosk.answers.band import Answer, attention, done
from kiosk.answers.letters import letter_item, letter_sentence
from kiosk.answers.refused import refused_answer
from kiosk.language import _, _n
from kiosk.screens.choices import ChoicesBody
from kiosk.screens.describe import measure_of, name_of, shelf_name
from kiosk.screens.house import House
from kiosk.screens.page import PASS, Heard, Turn
from kiosk.screens.scene import Body
from kiosk.screens.sending_pages import ToPage, sending
from kiosk.screens.staff_page import StaffPage
from kiosk.use_cases.inbox import Matter, Stage, at_hand
from kiosk.use_cases.outcome import Outcome
from kiosk.use_cases.spaces import space_names
from kiosk.use_cases.transfer import deny, grant, no_more
from kiosk.words import amount_words
from ledger.letters import Letter
from stock.codes import LabelCode
from stock.events import Kind
from stock.fold import Standing
from stock.items import Lot, Status
from stock.refusals import Refusal

Choose = Callable[[], Turn]


@dataclass(frozen=True, slots=True, kw_only=True)
class InboxPage(StaffPage):
    """What there is to do, by number; a scanned piece is sent."""

    def answer(self, house: House) -> Answer:
        """See `Page`."""
        number = len(at_hand(house.kiosk))
        if not number:
            return done(_("INBOX"), _("No other space asks for anything."), _("To send something, scan it."))
        text = _n("{number} matter waits.", "{number} matters wait.", number).format(number=number)
        return attention(_("INBOX"), text, _("Type a number, or scan what you send."))

    def body(self, house: House) -> Body:
        """See `Page`."""
        matters = at_hand(house.kiosk)
        notes = tuple(_note(matter.letter, house) for matter in matters)
        return ChoicesBody(tuple(_sentence(matter, house) for matter in matters), notes)

    def hear(self, heard: Heard, house: House) -> Turn:
        """See `Page`."""
        if heard.is_back:
            return Turn(self.back)
        matters = at_hand(house.kiosk)
        if isinstance(heard.scan, LabelCode):
            return self._scanned(heard.scan.code, matters, house)
        if heard.number is None or not 1 <= heard.number <= len(matters):
            return PASS
        matter = matters[heard.number - 1]
        if matter.letter.event.kind == Kind.HOLD_REQUESTED:
            return Turn(RequestPage(back=self, matter=matter))
        return Turn(self, attention(_("INBOX"), _("Scan its slip when it comes.")))

    def _scanned(self, code: str, matters: list[Matter], house: House) -> Turn:
        """A piece that is asked for is answered; any other that is here is sent where staff say."""
        found = _here(code, house)
        if found is None:
            return PASS
        asked = (each for each in matters if each.letter.event.kind == Kind.HOLD_REQUESTED)
        matter = next((each for each in asked if each.letter.event.item == found.item), None)
        return Turn(RequestPage(back=self, matter=matter) if matter else ToPage(back=self, item=found.item))


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestPage(StaffPage):
    """Send it, keep it for them, or neither?"""

    matter: Matter

    def answer(self, house: House) -> Answer:
        """See `Page`."""
        word = _("SEND IT?") if self._is_kept else _("KEEP IT?")
        return attention(word, _sentence(self.matter, house), _note(self.matter.letter, house))

    def body(self, house: House) -> Body:
        """See `Page`."""
        return ChoicesBody(tuple(text for text, _choose in self._choices(house)))

    def hear(self, heard: Heard, house: House) -> Turn:
        """See `Page`."""
        if heard.is_back:
            return Turn(self.back)
        choices = self._choices(house)
        if heard.number is None or not 1 <= heard.number <= len(choices):
            return PASS
        return choices[heard.number - 1][1]()

    @property
    def _is_kept(self) -> bool:
        return self.matter.stage is Stage.KEPT

    def _choices(self, house: House) -> list[tuple[str, Choose]]:
        letter, kiosk = self.matter.letter, house.kiosk
        item, to, asked = letter.event.item, letter.sender, _quantity(letter)
        send = (_("Send it now, with a slip"), lambda: sending(self.back, house, item, to, asked))
        if self._is_kept:
            free = lambda: self._told(house, no_more(kiosk, letter), _("FREE"))  # noqa: E731
            return [send, (_("Keep it no more"), free)]
        keep = lambda: self._told(house, grant(kiosk, letter), _("KEPT"))  # noqa: E731
        not_kept = lambda: self._told(house, deny(kiosk, letter), _("DENIED"))  # noqa: E731
        return [(_("Keep it for them"), keep), (_("Do not keep it"), not_kept), send]

    def _told(self, house: House, outcome: Outcome, word: str) -> Turn:
        if isinstance(outcome, Refusal):
            return Turn(self, refused_answer(outcome))
        house.sync.nudge()
        return Turn(self.back, done(word, _("The other space hears of it with the next sync.")))


def _sentence(matter: Matter, house: House) -> str:
    space = space_names(house.kiosk).name(matter.letter.sender)
    if matter.stage is Stage.KEPT:
        return _("Kept for {space}: send it.").format(space=space)
    return letter_sentence(matter.letter, space)


def _note(letter: Letter, house: House) -> str:
    """What it is: of what is asked for, how much, and where it lies."""
    if letter.event.kind != Kind.HOLD_REQUESTED:
        return letter_item(letter)
    with house.kiosk.ledger.reading() as reading:
        found = reading.resolve(letter.event.item)
        shelf = reading.shelf(found.state.shelf) if found and found.state else None
    if found is None or found.state is None:
        return _("Nothing here bears this code.")
    return f"{name_of(found)} {_wanted(letter, found)} · {shelf_name(shelf)}"


def _wanted(letter: Letter, found: Standing) -> str:
    """As much of a lot as is asked for, or else all there is."""
    quantity, state = _quantity(letter), found.state
    return amount_words(state.unit, quantity) if quantity and isinstance(state, Lot) else measure_of(found)


def _quantity(letter: Letter) -> int:
    quantity = letter.event.body.get("quantity", 0)
    return quantity if type(quantity) is int and quantity > 0 else 0


def _here(code: str, house: House) -> Standing | None:
    with house.kiosk.ledger.reading() as reading:
        found = reading.resolve(code)
    return found if found and found.state and found.state.status == Status.HERE else None

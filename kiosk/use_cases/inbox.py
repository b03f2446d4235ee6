"""The inbox: what other spaces told this one, and what of it waits for staff."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto

from kiosk.kiosk import Kiosk
from ledger.letters import Letter
from ledger.reading import Reading
from stock.events import Event, Kind
from stock.rules import is_held
from stock.slips import Slip, slip_of

SHOWN = 200


class Stage(Enum):
    """How far a letter has got: to be answered or taken in, kept and to be sent, or nothing to do."""

    OPEN = auto()
    KEPT = auto()
    DONE = auto()


@dataclass(frozen=True, slots=True)
class Matter:
    """A letter, and how far it has got."""

    letter: Letter
    stage: Stage

    @property
    def is_open(self) -> bool:
        """Whether this space has still to answer it or to take in what it announces."""
        return self.stage is Stage.OPEN


def inbox(kiosk: Kiosk) -> list[Matter]:
    """The last letters, the newest first."""
    today = kiosk.today()
    with kiosk.ledger.reading() as reading:
        letters = reading.letters()[-SHOWN:]
        return [Matter(letter, _stage(reading, letter, letters, today)) for letter in reversed(letters)]


def at_hand(kiosk: Kiosk) -> list[Matter]:
    """What there is to do for staff, the oldest first: what is open, then what is kept and not sent."""
    found = [matter for matter in reversed(inbox(kiosk)) if matter.stage is not Stage.DONE]
    return sorted(found, key=lambda matter: matter.stage is Stage.KEPT)


def waiting(kiosk: Kiosk) -> list[Letter]:
    """What waits for staff, the oldest first."""
    return [matter.letter for matter in reversed(inbox(kiosk)) if matter.is_open]


def request_for(kiosk: Kiosk, code: str, sender: str = "") -> Letter | None:
    """The oldest open request for an item, of one space where it is named."""
    return next((each for each in waiting(kiosk) if _asks_for(each, code, sender)), None)


def request_to_send(reading: Reading, item: str, to: str, today: str) -> Letter | None:
    """The oldest request of a space for an item that sending it answers."""
    letters = [letter for letter in reading.letters() if _asks_for(letter, item, to)]
    return next((each for each in letters if _request_stage(reading, each.event, today) != Stage.DONE), None)


def announced(kiosk: Kiosk, code: str) -> Slip | None:
    """The slip of what another space said it sent here, from its message."""
    slips = (slip_of(letter.sender, letter.event) for letter in reversed(waiting(kiosk)))
    return next((slip for slip in slips if slip and code in (slip.item, slip.state.label)), None)


def _asks_for(letter: Letter, item: str, sender: str) -> bool:
    is_request = letter.event.kind == Kind.HOLD_REQUESTED and letter.event.item == item
    return is_request and sender in ("", letter.sender)


def _stage(reading: Reading, letter: Letter, letters: Sequence[Letter], today: str) -> Stage:
    match letter.event.kind:
        case Kind.HOLD_REQUESTED:
            return _request_stage(reading, letter.event, today)
        case Kind.SENT:
            return Stage.OPEN if _is_coming(reading, letter, letters) else Stage.DONE
        case _:
            return Stage.DONE


def _request_stage(reading: Reading, asked: Event, today: str) -> Stage:
    answers = {own.kind for own in reading.events_of(asked.item) if _answers(reading, own, asked)}
    if not answers:
        return Stage.OPEN
    seen = reading.standing(asked.item)
    is_kept = answers == {Kind.HOLD_GRANTED} and seen and seen.state and is_held(seen.state, today)
    return Stage.KEPT if is_kept else Stage.DONE


def _is_coming(reading: Reading, letter: Letter, letters: Sequence[Letter]) -> bool:
    seen = reading.standing(letter.event.item)
    if any(_is_later(other, letter) for other in letters):
        return False
    return seen is None or seen.state is None or seen.cv <= letter.event.cv


def _is_later(other: Letter, letter: Letter) -> bool:
    """Whether the sender told of the same item's later custody: letters come in any order."""
    is_same = (other.sender, other.event.item) == (letter.sender, letter.event.item)
    return is_same and other.event.kind in _MOVES and other.event.cv > letter.event.cv


def _answers(reading: Reading, own: Event, asked: Event) -> bool:
    is_answer = own.kind in _ANSWERS and own.body.get("re") == asked.eid
    return is_answer and not reading.is_voided(own.eid)


_MOVES = frozenset({Kind.SENT, Kind.CAME_BACK})
_ANSWERS = frozenset({Kind.HOLD_GRANTED, Kind.HOLD_DENIED, Kind.SENT})

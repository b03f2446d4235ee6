"""The inbox: what other spaces told this one, and what of it waits for staff."""

from collections.abc import Sequence
from dataclasses import dataclass

from kiosk.kiosk import Kiosk
from ledger.letters import Letter
from ledger.reading import Reading
from stock.events import Event, Kind
from stock.slips import Slip, slip_of

SHOWN = 200


@dataclass(frozen=True, slots=True)
class Matter:
    """A letter, and whether this space has still to answer it or to take in what it announces."""

    letter: Letter
    is_open: bool


def inbox(kiosk: Kiosk) -> list[Matter]:
    """The last letters, the newest first."""
    with kiosk.ledger.reading() as reading:
        letters = reading.letters()[-SHOWN:]
        return [Matter(letter, _is_open(reading, letter, letters)) for letter in reversed(letters)]


def waiting(kiosk: Kiosk) -> list[Letter]:
    """What waits for staff, the oldest first."""
    return [matter.letter for matter in reversed(inbox(kiosk)) if matter.is_open]


def request_for(kiosk: Kiosk, code: str, sender: str = "") -> Letter | None:
    """The oldest open request for an item, of one space where it is named."""
    return next(
        (
            letter
            for letter in waiting(kiosk)
            if letter.event.kind == Kind.HOLD_REQUESTED
            and letter.event.item == code
            and sender in ("", letter.sender)
        ),
        None,
    )


def announced(kiosk: Kiosk, code: str) -> Slip | None:
    """The slip of a piece that another space said it sent here, from its message."""
    slips = (slip_of(letter.sender, letter.event) for letter in reversed(waiting(kiosk)))
    return next((slip for slip in slips if slip and code in (slip.item, slip.piece.label)), None)


def _is_open(reading: Reading, letter: Letter, letters: Sequence[Letter]) -> bool:
    event = letter.event
    match event.kind:
        case Kind.HOLD_REQUESTED:
            return not any(_answers(reading, own, event) for own in reading.events_of(event.item))
        case Kind.SENT:
            seen = reading.standing(event.item)
            if any(_is_later(other, letter) for other in letters):
                return False
            return seen is None or seen.state is None or seen.cv <= event.cv
        case _:
            return False


def _is_later(other: Letter, letter: Letter) -> bool:
    """Whether the sender told of the same item's later custody: letters come in any order."""
    is_same = (other.sender, other.event.item) == (letter.sender, letter.event.item)
    return is_same and other.event.kind in _MOVES and other.event.cv > letter.event.cv


def _answers(reading: Reading, own: Event, asked: Event) -> bool:
    is_answer = own.kind in _ANSWERS and own.body.get("re") == asked.eid
    return is_answer and not reading.is_voided(own.eid)


_MOVES = frozenset({Kind.SENT, Kind.CAME_BACK})
_ANSWERS = frozenset({Kind.HOLD_GRANTED, Kind.HOLD_DENIED})

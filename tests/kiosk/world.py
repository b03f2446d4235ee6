"""A kiosk on a real file whose day and chance are known, and somebody who talks to it."""

from dataclasses import dataclass, field, replace
from pathlib import Path
from random import Random

from kiosk.desk import Desk, Reply
from kiosk.kiosk import Kiosk
from kiosk.start import change_settings, kiosk_with, open_kiosk
from kiosk.use_cases.outcome import Done, Outcome
from kiosk.use_cases.receive import receive
from kiosk.use_cases.shelves import add_shelf
from stock.events import Event
from stock.fold import Shelf, Standing
from stock.intake import Intake
from stock.items import Lot, Piece
from stock.refusals import Refusal
from stock.typed import Typed, read

TODAY = "2026-11-23"
PREFIX = "DRE"
ELSEWHERE = "BRG000000K"
"""A right code of another space."""


def open_known(path: Path, language: str = "en") -> Kiosk:
    """A kiosk that is set up; it is always the same day there, and codes come in the same order."""
    opened = open_kiosk(path)
    values = {"space_name": "Test space", "prefix": PREFIX, "first": "7", "language": language}
    kiosk = kiosk_with(opened.ledger, change_settings(opened.ledger, opened.settings, values))
    return replace(kiosk, today=lambda: TODAY, draw=Random(1).randrange)  # noqa: S311 (the same codes every time)


def recorded(outcome: Outcome) -> Done:
    """What was recorded; fails where it was refused."""
    assert not isinstance(outcome, Refusal), outcome
    return outcome


def stocked(kiosk: Kiosk, typed: str, material: str = "plywood-birch", **more: str) -> str:
    """The code of something received, as a maker would type it."""
    found = read(typed)
    assert isinstance(found, Typed), found
    return recorded(receive(kiosk, Intake(material=material, **more).typed(found))).standing.item  # type: ignore[arg-type]


def shelved(kiosk: Kiosk, name: str) -> str:
    """The code of a new shelf."""
    shelf = add_shelf(kiosk, name)
    assert isinstance(shelf, Shelf)
    return shelf.code


def standing(kiosk: Kiosk, code: str) -> Standing:
    """How an item stands."""
    with kiosk.ledger.reading() as reading:
        found = reading.resolve(code)
    assert found is not None
    return found


def piece(kiosk: Kiosk, code: str) -> Piece:
    """A piece as it stands."""
    state = standing(kiosk, code).state
    assert isinstance(state, Piece)
    return state


def lot(kiosk: Kiosk, code: str) -> Lot:
    """A lot as it stands."""
    state = standing(kiosk, code).state
    assert isinstance(state, Lot)
    return state


def events(kiosk: Kiosk) -> list[Event]:
    """Every event, newest first."""
    with kiosk.ledger.reading() as reading:
        return reading.recent(10_000)


def kinds(kiosk: Kiosk) -> list[str]:
    """The kinds of every event, oldest first."""
    return [event.kind for event in reversed(events(kiosk))]


@dataclass(slots=True)
class Maker:
    """Somebody at the desk. A scan comes ten seconds after the one before, unless it says when."""

    kiosk: Kiosk
    desk: Desk = field(init=False)
    at: float = 1000.0

    def __post_init__(self) -> None:
        self.desk = Desk(self.kiosk)

    def scans(self, *texts: str, after: float = 10.0) -> Reply:
        """The answer to the last of these scans."""
        for text in texts:
            self.at += after
            reply = self.desk.answer(text, self.at)
        return reply

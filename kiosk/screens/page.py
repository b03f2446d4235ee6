"""Pages: the few moments when more is asked than a scan, such as a PIN, a name, a number of a menu.

A page hears every scan before the desk does. What it did not ask for closes it and counts as it always does,
so no scan is lost or taken for an answer while a page is open.
"""

from dataclasses import dataclass
from typing import Protocol, runtime_checkable

from kiosk.answers.band import Answer
from kiosk.dialogue.wishes import Wish
from kiosk.screens.house import House
from kiosk.screens.scene import Body, ModeSign
from stock.codes import CommandCode, ForeignCode, LabelCode, MaterialCode, QuantityCode, Scan, SlipCode, Text
from stock.commands import Command

_LEAVES = frozenset({Command.BACK, Command.DONE})
_PRINTS = frozenset({Command.YES, Command.LABEL})


@dataclass(frozen=True, slots=True)
class Heard:
    """One scan: what it means as a code, its text without what is no text, and when it came."""

    scan: Scan
    text: str
    at: float

    @property
    def number(self) -> int | None:
        """A number that was typed or scanned; None for anything else."""
        if isinstance(self.scan, QuantityCode):
            return self.scan.count
        return (
            int(self.text) if self.text.isascii() and self.text.isdecimal() and len(self.text) < 6 else None
        )

    @property
    def is_digits(self) -> bool:
        """Whether it was typed as digits, and is no article's number."""
        return isinstance(self.scan, Text) and self.text.isdecimal()

    @property
    def is_back(self) -> bool:
        """Whether the page is to be left."""
        return isinstance(self.scan, CommandCode) and self.scan.command in _LEAVES

    @property
    def is_yes(self) -> bool:
        """Whether it was Yes, or Label: print it."""
        return isinstance(self.scan, CommandCode) and self.scan.command in _PRINTS

    @property
    def is_scan(self) -> bool:
        """Whether it is a code that nobody types and no page takes for a text: ours, an article's, a link."""
        if isinstance(self.scan, ForeignCode):
            return self.scan.alias.startswith(("gtin:", "url:"))
        return isinstance(self.scan, LabelCode | CommandCode | MaterialCode | SlipCode)


@dataclass(frozen=True, slots=True)
class Turn:
    """What a page makes of a scan: the page from now on (None: no page), and what the band says.

    `passes` gives the scan to the desk, which carries out a `wish`; `leaves` ends the kiosk.
    """

    page: "Page | None" = None
    answer: Answer | None = None
    passes: bool = False
    leaves: bool = False
    wish: Wish | None = None


PASS = Turn(passes=True)


class Page(Protocol):
    """One question. Pages are values: what was answered so far is in them."""

    @property
    def masked(self) -> bool:
        """Whether what is typed stays hidden."""

    def sign(self) -> ModeSign:
        """Which page it is."""

    def answer(self, house: House) -> Answer:
        """What the band says when it opens."""

    def body(self, house: House) -> Body:
        """What it shows."""

    def hear(self, heard: Heard, house: House) -> Turn:
        """What a scan does. Raises LedgerError."""


@runtime_checkable
class Renewed(Page, Protocol):
    """A page that something works for in the background."""

    @property
    def waits(self) -> bool:
        """Whether its answer is still to come: until then the band speaks without colour and sound."""

    def renewed(self, house: House) -> Turn:
        """What comes of its news, if there are any."""

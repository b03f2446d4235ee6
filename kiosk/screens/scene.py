"""One picture of the one screen, as values: the conversation makes them, the app paints them.

Nothing heavy is imported here: the first picture is painted before the ledger's libraries are loaded.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Protocol, runtime_checkable

from kiosk.answers.band import SILENT, Answer
from kiosk.scanners.scanner import ScanInput
from kiosk.themes import WORKSHOP
from kiosk.widgets.spans import Line, Role, Span


class Body(Protocol):
    """The middle of the screen."""

    @property
    def rows(self) -> int:
        """How many rows there are to choose among; 0 where there is no list."""

    def lines(self, width: int, height: int, at: int) -> Sequence[Line]:
        """The body in this size, with the row `at` chosen."""


@runtime_checkable
class OfPieces(Protocol):
    """A body that is a list of pieces of this space, which commands act on."""

    def code_at(self, at: int) -> str:
        """The code of the piece in a row; "" where there is none."""


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a picture stands in a body, in characters, and of what it is."""

    of: object
    column: int
    row: int
    columns: int
    rows: int


@runtime_checkable
class Pictured(Protocol):
    """A body with a picture of half blocks, which one of dots may stand for."""

    def spot(self, width: int, height: int, at: int) -> Spot | None:
        """The picture in a body of this size, with the row `at` chosen; None where there is none."""


@dataclass(frozen=True, slots=True)
class Blank:
    """Nothing to show yet."""

    rows: int = 0

    def lines(self, width: int, height: int, at: int) -> Sequence[Line]:  # noqa: ARG002
        """See `Body`."""
        return ()


@dataclass(frozen=True, slots=True)
class ModeSign:
    """The one mode, in a word and a colour, and what it makes of the next scan."""

    word: str
    hint: str = ""
    role: Role = Role.READY


@dataclass(frozen=True, slots=True)
class Look:
    """What the settings say of the screen."""

    space_name: str = ""
    language: str = "en"
    theme: str = WORKSHOP
    zone: str = "UTC"
    sound: str = ""
    idle_seconds: int = 60


@dataclass(frozen=True, slots=True)
class Figures:
    """What the status bar counts."""

    here: int = 0
    quarantined: int = 0
    to_check: int = 0
    unsynced: int = 0


@dataclass(frozen=True, slots=True)
class Scene:
    """One picture. `calm` answers nobody: no sign, no colour, no sound. `masked` hides what is typed,
    `next_page` turns the page of the list without a sound, `renews` shows what is new of the picture before,
    `leaves` ends the kiosk."""

    answer: Answer = SILENT
    mode: ModeSign = ModeSign("")
    body: Body = field(default_factory=Blank)
    look: Look = field(default_factory=Look)
    calm: bool = False
    masked: bool = False
    next_page: bool = False
    renews: bool = False
    leaves: bool = False


class Conversation(Protocol):
    """What answers scans: all of it in one thread, none of it on the event loop."""

    def open(self) -> Scene:
        """Open the ledger: the first picture that knows it."""

    def answer(self, scan: ScanInput) -> Scene:
        """The picture after a scan. Any text has one."""

    def idle(self) -> Scene:
        """The picture after nobody did anything for a while."""

    def refresh(self) -> Scene | None:
        """The picture again, with what changed in the background, or the answer that was waited for; None
        where there is nothing new."""

    def figures(self) -> Figures | None:
        """Figures for the status bar; None where they are not known."""

    def notes(self, unsynced: int) -> Sequence[Span]:
        """What the background says: planning, sync and printer. Any thread may ask."""

    def has_news(self) -> bool:
        """Whether the picture would be another now. Any thread may ask."""

    def close(self) -> None:
        """Let go of the ledger."""


OpenConversation = Callable[[Callable[[], None]], Conversation]
"""Makes a conversation, given what to call, from any thread, when its notes change."""

"""What a world asks of a kiosk and of a registry, whether they are in memory or on disk."""

from collections.abc import Iterable, Sequence
from random import Random
from typing import Protocol

from stock.events import Draft, Event
from stock.fold import Message, Standing
from sync.carrying import Line
from sync.effects import Answer, Batch, Effect
from sync.wire import EventsAnswer, EventsHeader, HelloAnswer, HelloRequest, Problem


class Kept(Protocol):
    """Events on a disk."""

    @property
    def seen(self) -> set[str]:
        """The ids of all events on it."""

    @property
    def sum(self) -> str:
        """The sum of what they fold to, as it is kept along."""

    def all_lines(self) -> Iterable[bytes]:
        """Every line of every log."""

    def broken(self) -> str:
        """A log whose hashes do not match its lines; "" for none."""

    def messages(self) -> set[Message]:
        """What is kept of events that are addressed to other spaces."""

    def different(self) -> list[str]:
        """What is kept otherwise than its lines fold to."""


class KioskHost(Kept, Protocol):
    """A kiosk: its disk and its process."""

    is_old: bool

    def standing(self, item: str) -> Standing | None:
        """How an item stands."""

    def append(self, draft: Draft) -> Event:
        """One event in one transaction."""

    def hash_at(self, log: str, seq: int) -> str | None:
        """The hash after a line."""

    def carry_out(self, effect: Effect, line: Line) -> Answer | None:
        """The answer to an effect of a round."""

    def twin(self, *, with_memory: bool) -> "KioskHost":
        """A copy of its disk, in the memory of its process or without."""

    def replace(self, other: "KioskHost") -> None:
        """Its disk becomes what another's is."""

    def restart(self) -> None:
        """Its process ends and another begins."""

    def make_old(self, unknown: frozenset[str]) -> None:
        """It runs an old version, whose fold does not know these kinds of events."""

    def upgrade(self) -> None:
        """It runs this version."""

    def misfold(self, rng: Random) -> None:
        """A fault of the program: events came to something else than they do."""


class RegistryHost(Kept, Protocol):
    """A registry, and its disk."""

    refuses_poison: bool

    def hello(self, request: HelloRequest) -> HelloAnswer:
        """Answer a hello."""

    def events(self, header: EventsHeader, lines: Sequence[bytes]) -> EventsAnswer | Problem:
        """Take lines in."""

    def fetch(self, log: str, after: int) -> Batch | Problem:
        """Hand out lines."""

    def told_to(self, space: str) -> list[str]:
        """The ids of the events that a space which asks is told, in their order."""

    def copy(self) -> "RegistryHost":
        """A backup."""

    def replace(self, other: "RegistryHost") -> None:
        """Its disk becomes what a backup is."""

    def upgrade(self) -> None:
        """It runs this version."""

    def make_old(self) -> None:
        """It runs an old version."""

    def fall_behind(self) -> None:
        """From now on it derives what it accepts later."""

    def derive(self, most: int) -> None:
        """It has time for so many events that wait."""

    def restart(self) -> None:
        """Its process ends and another begins."""

    def stock(self) -> dict[str, Standing]:
        """How every item stands."""

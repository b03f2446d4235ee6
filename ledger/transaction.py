"""One write transaction: drafts become events of this process's log, and are folded as they come."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection

from ledger import log, plans, printed, private, settings
from ledger.folded import Folded
from ledger.log import Mark
from ledger.plans import StoredPlan
from ledger.reading import Reading
from ledger.words import Words
from stock.events import Draft, Event, Kind, encode, event_of
from stock.fold import Shelf, Standing


@dataclass(frozen=True, slots=True)
class Source:
    """Where a ledger takes time and chance from: `now` is UTC in ISO 8601, `new_id` a random UUID in hex."""

    now: Callable[[], str]
    new_id: Callable[[], str]


class Transaction(Reading):
    """What it appends is durable when it ends, or never happened. `mark` is where this process's log goes."""

    def __init__(
        self, connection: Connection, space: str, words: Words, source: Source, mark: Mark | None
    ) -> None:
        super().__init__(connection, space)
        self._source = source
        self._folded = Folded(connection, space, words)
        self._revision = log.lock_space(connection, space)
        self.mark, self._begun = mark, False

    def standing(self, item: str) -> Standing | None:
        """How an item stands, with what this transaction appended."""
        return self._folded.standing(item)

    def shelf(self, code: str) -> Shelf | None:
        """The shelf with this code."""
        return self._folded.shelf(code)

    def append(self, draft: Draft, who: str = "") -> Event:
        """Accept a draft as the next event of this process's log, and fold it. Raises Malformed on
        texts so long that the event does not fit its line."""
        event = self._accept(self._begun_log(), draft, self._counters(draft))
        self._folded.fold(event, self._revision, minted=True)
        if who:
            private.remember(self._connection, self._space, event.eid, who)
        return event

    def seal(self) -> None:
        """The last thing before the commit."""
        self._folded.seal()

    def note_printed(self, faces: Mapping[str, str]) -> None:
        """What the last label of each item says, as a digest."""
        printed.note(self._connection, self._space, faces)

    def add_badges(self, codes: Sequence[str]) -> None:
        """New badges. They are no events: badges are never sent."""
        printed.add_badges(self._connection, self._space, codes)

    def add_plan(self, day: str, body: str, codes: Collection[str]) -> int:
        """Keep a plan of cuts that was taken; its number."""
        return plans.add(self._connection, self._space, day, body, codes)

    def change_plan(self, plan: StoredPlan) -> None:
        """Keep what became of a plan of cuts."""
        plans.change(self._connection, self._space, plan)

    def set(self, **values: str) -> None:
        """Change settings, in the same transaction."""
        settings.write_settings(self._connection, values)

    def _accept(self, mark: Mark, draft: Draft, counters: dict[str, int]) -> Event:
        event = event_of(draft, self._source.new_id(), self._source.now(), counters)
        self.mark = log.add_lines(self._connection, self._space, mark, [encode(event)], self._revision)
        self._revision += 1
        return event

    def _counters(self, draft: Draft) -> dict[str, int]:
        """The last custody counter of each of the draft's items, or of its shelf."""
        if draft.kind == Kind.SHELVED:
            shelf = self.shelf(draft.item)
            return {draft.item: shelf.cv} if shelf else {}
        return {item: seen.cv for item in draft.items if (seen := self.standing(item))}

    def _begun_log(self) -> Mark:
        """Where this process's log goes; it is minted with its first event, and again where sync has moved
        its end elsewhere: `genesis`, which names the log before it."""
        if self.mark and (self._begun or log.ends_at(self._connection, self._space, self.mark)):
            self._begun = True
            return self.mark
        parent = log.latest_own(self._connection, self._space)
        log_id = self._source.new_id()
        log.add_log(self._connection, self._space, log_id, own=True)
        named = {"parent": [parent.log, parent.seq, parent.head.hex()]} if parent else {}
        self._accept(Mark(log_id), Draft(Kind.GENESIS, extra={"log": log_id} | named), {})
        self._begun = True
        assert self.mark, "an event was accepted"
        return self.mark

"""Spaces that ask each other for pieces and send them, by the real rules; where the pieces really are."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from hypothesis import strategies as st

from stock import rules, transfers
from stock.events import Event
from stock.fold import Standing
from stock.items import Status
from stock.refusals import Decision, Refusal
from stock.slips import Slip, read_slip, slip_of, write_slip
from tests.stock.worlds import TODAY, TOMORROW, VERBS, Kiosk, sheet

SPACES = ("riga", "cesis", "liepaja")
Told = tuple[str, Event]
Step = tuple[int, str, int, int]
"""Which space, what it does, to which piece, and a number that it makes something of."""

_VERBS = ["send", "send", "send", "arrive", "arrive", "carry", "take", "put back", "ask", "deny", "hold"]
_OFTEN = ["arrive", "move", "discard", "undo", "grant"]
numbers = st.integers(0, 99)
steps = st.lists(
    st.tuples(st.integers(0, 2), st.sampled_from(_VERBS + _OFTEN), numbers, numbers), max_size=30
)


@dataclass
class Spaces:
    """Three spaces with two pieces each. `really` is where a piece physically is; "" is outside or on its
    way. Whoever has a piece and its slip may scan it; `slips` are those on paper, by piece."""

    kiosks: Mapping[str, Kiosk] = field(
        default_factory=lambda: {space: Kiosk(first) for space, first in zip(SPACES, "RCL", strict=True)}
    )
    told: list[Told] = field(default_factory=list)
    really: dict[str, str] = field(default_factory=dict)
    slips: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for space, kiosk in self.kiosks.items():
            for _ in range(2):
                kiosk.count += 1
                code = f"{kiosk.first}RE{kiosk.count:07d}"
                self.do(space, rules.receive(None, code, sheet()), code)

    def play(self, played: Iterable[Step]) -> list[Told]:
        """Do one thing after the other; what all of them told."""
        for step in played:
            self.step(*step)
        return self.told

    def step(self, which: int, verb: str, item: int, number: int) -> None:
        """One space does something with one piece, if it may."""
        space, code = SPACES[which], sorted(self.really)[item % len(self.really)]
        kiosk, other = self.kiosks[space], SPACES[(which + 1 + number % 2) % 3]
        seen = kiosk.stock.standing(code)
        match verb:
            case "carry":
                self._carry(code, space)
            case "arrive":
                self._arrive(space, code)
            case "undo":
                self._undo(space, code)
            case "ask":
                self.do(space, transfers.request(seen, code, other, space), code)
            case "deny":
                self.do(space, transfers.deny(code, other, "asked"), code)
            case _ if self.really[code] == space and seen:
                self._at_hand(space, code, seen, verb, number, other)

    def do(self, space: str, decision: Decision, code: str) -> None:
        """Record what the rules allow; a piece is then where that puts it."""
        event = self.kiosks[space].do(decision)
        if isinstance(event, Refusal):
            return
        self._note(space, event, code)

    def _note(self, space: str, event: Event, code: str) -> None:
        self.told.append((space, event))
        standing = self.kiosks[space].stock.standing(code)
        if standing and standing.state and event.body.get("piece"):
            self.really[code] = space if standing.state.status == Status.HERE else ""
        if slip := slip_of(space, event):
            self.slips[code] = write_slip(slip)

    def _at_hand(self, space: str, code: str, seen: Standing, verb: str, number: int, other: str) -> None:
        match verb:
            case "send":
                self.do(space, transfers.send(seen, space, other, TODAY, held_too=number % 2 == 0), code)
            case "grant":
                self.do(space, transfers.grant(seen, other, "asked", TOMORROW, TODAY), code)
            case _:
                self.do(space, VERBS[verb](seen, number), code)

    def _arrive(self, space: str, code: str) -> None:
        """A piece on its way is brought here, with its slip."""
        if not self.really[code] and code in self.slips and self._is_on_its_way(code):
            seen = self.kiosks[space].stock.standing(code)
            self.do(space, transfers.arrive(seen, self.slip(code), space, TODAY), code)

    def _carry(self, code: str, space: str) -> None:
        """Somebody brings a piece back to where it was sent from, whatever became of it since."""
        seen = self.kiosks[space].stock.standing(code)
        if seen and seen.state and seen.state.status == Status.SENT:
            self.do(space, transfers.came_back(seen, self.slip(code).to), code)

    def _undo(self, space: str, code: str) -> None:
        """The last thing that was done to a piece that is at hand, or on its way from here, is taken back."""
        kiosk = self.kiosks[space]
        events = [event for event in kiosk.events if event.item == code and event.kind != "received"]
        is_from_here = code in self.slips and self.slip(code).sender == space
        if not events or not (self.really[code] == space or (not self.really[code] and is_from_here)):
            return
        void = kiosk.undo(events[-1])
        if isinstance(void, Event):
            self._note(space, void, code)

    def slip(self, code: str) -> Slip:
        """The slip on paper, as it is read."""
        found = read_slip(self.slips[code])
        assert found
        return found

    def _is_on_its_way(self, code: str) -> bool:
        slip = self.slip(code)
        standing = self.kiosks[slip.sender].stock.standing(code)
        return bool(standing and standing.state and standing.state.status == Status.SENT)

"""Some of a lot goes to another space as an item of its own: counted once wherever it is, and never lost."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stock import rules, transfers
from stock.accounts import ON_THE_WAY, balances, disputes
from stock.events import Event, Kind, decode, encode
from stock.fold import Standing, fold
from stock.items import Lot, Status
from stock.refusals import Decision, Reason, Refusal
from stock.slips import Slip, read_slip, slip_of, write_slip
from stock.transfers import Some
from tests.stock.test_accounts import once, some
from tests.stock.worlds import TODAY, TOMORROW, Kiosk, lot, played

SPACES = ("riga", "cesis", "liepaja")
Told = tuple[str, Event]
Step = tuple[int, str, int, int]

_numbers = st.integers(0, 99)
steps = st.lists(
    st.tuples(
        st.integers(0, 2),
        st.sampled_from(["send", "send", "arrive", "arrive", "come back", "take", "put back", "undo"]),
        _numbers,
        _numbers,
    ),
    max_size=30,
)


@dataclass
class Spaces:
    """Three spaces, the first with a lot of 50 and the second with one of 20. `slips`, on paper, are of what
    is really on its way; `inside` is what there is in all spaces and between them."""

    kiosks: dict[str, Kiosk] = field(
        default_factory=lambda: {name: Kiosk(first) for name, first in zip(SPACES, "012", strict=True)}
    )
    told: list[Told] = field(default_factory=list)
    slips: dict[str, str] = field(default_factory=dict)
    inside: int = 0

    def __post_init__(self) -> None:
        for space, quantity in (("riga", 50), ("cesis", 20)):
            code = self.kiosks[space].fresh_code()
            self.do(space, rules.receive(None, code, lot(), quantity))
            self.inside += quantity

    def do(self, space: str, decision: Decision) -> Event | None:
        """Record what the rules allow."""
        event = self.kiosks[space].do(decision)
        if isinstance(event, Refusal):
            return None
        self.told.append((space, decode(encode(event))))
        return event

    def step(self, which: int, verb: str, item: int, number: int) -> None:
        """One space does something with something that it has, or that is on its way."""
        space = SPACES[which]
        kiosk, other = self.kiosks[space], SPACES[(which + 1 + number % 2) % 3]
        if verb in ("arrive", "come back"):
            return self._meets(space, item, by_its_slip=verb == "arrive")
        if verb == "undo":
            return self._undo(space, number)
        known = sorted(kiosk.stock.standings)
        seen = kiosk.stock.standing(known[item % len(known)]) if known else None
        if verb == "send":
            parcel = Some(kiosk.fresh_code(), number % 9)
            event = self.do(space, transfers.send(seen, space, other, TODAY, some=parcel))
            if event and (slip := slip_of(space, event)):
                self.slips[slip.item] = write_slip(slip)
        elif seen and (event := self.do(space, _used(seen, verb, number))):
            self.inside += int(event.body.get("delta", 0))
        return None

    def _meets(self, space: str, item: int, *, by_its_slip: bool) -> None:
        """What is on its way comes to a space: with its slip, or by its code where it was sent from."""
        if not self.slips:
            return
        slip = self.slip(sorted(self.slips)[item % len(self.slips)])
        seen = self.kiosks[space].stock.standing(slip.item)
        if by_its_slip:
            decision = transfers.arrive(seen, slip, space, TODAY)
        else:
            decision = transfers.came_back(seen, slip.to, quantity=slip.quantity)
        if self.do(space, decision):
            del self.slips[slip.item]

    def _undo(self, space: str, number: int) -> None:
        """A step that nothing was built on is taken back; what was sent only as long as it is on its way."""
        kiosk = self.kiosks[space]
        events = [event for event in kiosk.events if event.kind != Kind.RECEIVED]
        if not events:
            return
        event = events[-1 - number % len(events)]
        slip = slip_of(space, event)
        if slip and slip.item not in self.slips:
            return
        void = kiosk.undo(event)
        if isinstance(void, Refusal):
            return
        self.told.append((space, void))
        if slip:
            del self.slips[slip.item]
        elif event.kind in (Kind.ARRIVED, Kind.CAME_BACK):
            sent = next(slip for of, e in self.told if (slip := slip_of(of, e)) and slip.item == event.item)
            self.slips[event.item] = write_slip(sent)
        else:
            self.inside -= int(event.body.get("delta", 0))

    def slip(self, code: str) -> Slip:
        """The slip on paper, as it is read."""
        found = read_slip(self.slips[code])
        assert found
        return found

    def counted(self) -> int:
        """What all spaces say that they have, and what is on its way."""
        here = sum(s.quantity for kiosk in self.kiosks.values() for s in kiosk.stock.standings.values())
        return here + sum(self.slip(code).quantity for code in self.slips)


def _used(seen: Standing, verb: str, number: int) -> Decision:
    return rules.take(seen, TODAY, number % 9) if verb == "take" else rules.put_back(seen, number % 7)


def play(played_steps: Iterable[Step]) -> Iterable[Spaces]:
    """The spaces after each step."""
    spaces = Spaces()
    for step in played_steps:
        spaces.step(*step)
        yield spaces


@given(steps)
def test_no_quantity_is_made_or_lost_by_sending_arriving_coming_back_or_undoing(steps: list[Step]) -> None:
    for spaces in play(steps):
        assert spaces.counted() == spaces.inside


@given(steps)
def test_what_is_on_its_way_is_in_nobodys_stock_and_in_the_account_of_the_way_unless_disputed(
    steps: list[Step],
) -> None:
    spaces = Spaces()
    for step in steps:
        spaces.step(*step)
    disputed = {identity.item for identity in disputes(spaces.told)}
    travelling = {identity.item for identity, held in balances(spaces.told).items() if held[ON_THE_WAY]}
    assert travelling - disputed == set(spaces.slips) - disputed
    for code in spaces.slips:
        assert all(_quantity(kiosk, code) == 0 for kiosk in spaces.kiosks.values())


@given(steps, st.randoms(use_true_random=False))
def test_each_item_is_in_one_account_whatever_of_it_is_known(steps: list[Step], chance: Random) -> None:
    spaces = Spaces()
    for step in steps:
        spaces.step(*step)
    known = some(spaces.told, chance)
    for length in range(len(known) + 1):
        assert once(known[:length])


@given(steps, st.randoms(use_true_random=False))
def test_the_order_in_which_a_space_learns_it_does_not_matter(steps: list[Step], chance: Random) -> None:
    spaces = Spaces()
    for step in steps:
        spaces.step(*step)
    for space, kiosk in spaces.kiosks.items():
        again = [event for of, event in spaces.told if of == space]
        chance.shuffle(again)
        assert fold(again).standings == kiosk.stock.standings


def _quantity(kiosk: Kiosk, code: str) -> int:
    seen = kiosk.stock.standing(code)
    return seen.quantity if seen else 0


def _sent(kiosk: Kiosk, quantity: int = 12) -> tuple[str, Slip]:
    code = kiosk.receive(lot(), 20)
    some_of_it = Some(kiosk.fresh_code(), quantity)
    decision = transfers.send(kiosk.stock.standing(code), "riga", "cesis", TODAY, some=some_of_it)
    slip = slip_of("riga", played(kiosk, decision))
    assert slip
    return code, slip


def test_the_slip_alone_takes_some_of_a_lot_in_and_keeps_its_code_and_its_home() -> None:
    there, here = Kiosk("0"), Kiosk("1")
    code, slip = _sent(there)
    read = read_slip(write_slip(slip))
    assert read
    arrived = played(here, transfers.arrive(None, read, "cesis", TODAY))
    found = here.stock.standing(slip.item)
    assert found
    assert isinstance(found.state, Lot)
    assert (found.quantity, found.state.home, found.state.status) == (12, "riga", Status.HERE)
    assert (arrived.item, arrived.cv) == (slip.item, slip.cv + 1)
    left = there.stock.standing(code)
    assert left
    assert left.quantity == 8
    seen = here.stock.standing(slip.item)
    again = transfers.arrive(seen, read, "cesis", TODAY)
    assert isinstance(again, Refusal)
    assert again.reason == Reason.ARRIVED_ALREADY


def test_more_than_there_is_is_not_sent_and_a_piece_is_not_divided() -> None:
    kiosk = Kiosk("0")
    code = kiosk.receive(lot(), 20)
    seen = kiosk.stock.standing(code)
    for quantity, reason in ((0, Reason.NO_QUANTITY), (21, Reason.NOT_ENOUGH)):
        refused = transfers.send(seen, "riga", "cesis", TODAY, some=Some("DRE0000099", quantity))
        assert isinstance(refused, Refusal)
        assert refused.reason == reason


def test_a_hold_for_the_space_it_goes_to_ends_with_it_and_anybody_elses_stays() -> None:
    for kept in (True, False):
        kiosk = Kiosk("0")
        code = kiosk.receive(lot(), 20)
        played(kiosk, rules.hold(kiosk.stock.standing(code), TOMORROW, TODAY))
        parcel = Some(kiosk.fresh_code(), 3)
        seen = kiosk.stock.standing(code)
        played(
            kiosk,
            transfers.send(seen, "riga", "cesis", TODAY, some=parcel, kept=kept, held_too=not kept),
        )
        left = kiosk.stock.standing(code)
        assert left
        assert left.state
        assert bool(left.state.held_until) is not kept


def test_sending_is_taken_back_also_after_somebody_took_more_of_the_lot() -> None:
    kiosk = Kiosk("0")
    code, slip = _sent(kiosk)
    played(kiosk, rules.take(kiosk.stock.standing(code), TODAY, 3))
    sent = next(event for event in kiosk.events if event.kind == Kind.SENT)
    void = kiosk.undo(sent)
    assert isinstance(void, Event)
    left, gone = kiosk.stock.standing(code), kiosk.stock.standing(slip.item)
    assert left
    assert gone
    assert gone.state
    assert (left.quantity, gone.quantity, gone.state.status) == (17, 0, Status.VOID)


def test_a_slip_of_what_was_not_sent_after_all_takes_nothing_in() -> None:
    kiosk = Kiosk("0")
    code, slip = _sent(kiosk)
    sent = next(event for event in kiosk.events if event.kind == Kind.SENT)
    assert isinstance(kiosk.undo(sent), Event)
    refused = transfers.arrive(kiosk.stock.standing(slip.item), slip, "riga", TODAY)
    assert isinstance(refused, Refusal)
    assert refused.reason == Reason.NOT_SENT
    assert _quantity(kiosk, code) == 20


@pytest.mark.parametrize("knows_of_sending", [True, False])
def test_what_was_taken_back_in_by_mistake_is_on_its_way_again_and_its_slip_good(
    knows_of_sending: bool,
) -> None:
    kiosk = Kiosk("0")
    _, slip = _sent(kiosk)
    if not knows_of_sending:
        kiosk = Kiosk("1")
    back = played(kiosk, transfers.arrive(kiosk.stock.standing(slip.item), slip, "riga", TODAY))
    assert isinstance(kiosk.undo(back), Event)
    seen = kiosk.stock.standing(slip.item)
    assert seen
    assert seen.state
    assert (seen.state.status, seen.quantity) == (Status.SENT, 0)
    played(kiosk, transfers.arrive(seen, slip, "riga", TODAY))
    assert _quantity(kiosk, slip.item) == 12


def test_a_slip_that_two_kiosks_of_a_space_scan_is_for_a_person_to_look_at() -> None:
    _, slip = _sent(Kiosk("0"))
    one, other = Kiosk("1"), Kiosk("2")
    for kiosk in (one, other):
        played(kiosk, transfers.arrive(None, slip, "cesis", TODAY))
    one.learn(other.events)
    other.learn(one.events)
    assert one.stock.clashes == other.stock.clashes == {(slip.item, slip.cv + 1)}


def test_two_kiosks_that_take_of_what_arrived_disagree_about_nothing() -> None:
    _, slip = _sent(Kiosk("0"))
    one, other = Kiosk("1"), Kiosk("2")
    played(one, transfers.arrive(None, slip, "cesis", TODAY))
    other.learn(one.events)
    for kiosk in (one, other):
        played(kiosk, rules.take(kiosk.stock.standing(slip.item), TODAY, 5))
    one.learn(other.events)
    found = one.stock.standing(slip.item)
    assert found
    assert found.quantity == 2
    assert not one.stock.clashes

"""Lots between spaces: some of one is sent under a code of its own, arrives, comes back, is used, is undone.

How much of it physically is where, is known. What is recorded twice or by mistake is marked as `odd`.
"""

from collections import Counter
from dataclasses import dataclass, field

from stock import rules, transfers
from stock.events import Event, Kind, touches
from stock.fold import fold
from stock.items import Status
from stock.slips import Slip, read_slip, slip_of, write_slip
from stock.transfers import Some
from tests.simulation.consortium import SPACES, Act, Consortium, MakesSense, Thing
from tests.simulation.disk import read
from tests.stock.worlds import SHELVES, TODAY, Kiosk, lot

GONE = "in its lot again"
"""Where a parcel is that was not sent after all."""
_MOST = 9
_RECENT = 6


@dataclass(slots=True)
class Goods(Thing):
    """A lot, or a parcel that was taken out of one: how much of it is in each space, and how much of it was
    sent, from which lot. `odd`: what was recorded of it is not what was done."""

    there: Counter[str] = field(default_factory=Counter)
    sent: int = 0
    source: str = ""
    odd: bool = False

    @property
    def on_its_way(self) -> int:
        """How much of it is with nobody."""
        return 0 if self.at else self.sent

    @property
    def slip(self) -> Slip:
        """The slip of a parcel, as it is read."""
        found = read_slip(self.slips[-1])
        assert found
        return found


def _is_there(thing: Thing, space: str) -> bool:
    return isinstance(thing, Goods) and thing.there[space] > 0


def _is_parcel(thing: Thing, _space: str) -> bool:
    return isinstance(thing, Goods) and thing.sent > 0


def _is_unsent(thing: Thing, _space: str) -> bool:
    return isinstance(thing, Goods) and thing.at == GONE


def _is_goods(thing: Thing, _space: str) -> bool:
    return isinstance(thing, Goods)


class Parcels:
    """What is done with the lots of a consortium, which are among its things."""

    def __init__(self, of: Consortium) -> None:
        self._of, self._number, self._undone = of, 0, set[str]()
        of.add(self._acts())
        for space in SPACES:
            for _ in range(2):
                self._receive(space)

    def _acts(self) -> list[tuple[Act, MakesSense]]:
        return [
            *[(self._send, _is_there)] * 5,
            *[(self._arrive, _is_parcel)] * 5,
            *[(self._undo, _is_goods)] * 4,
            *[(self._take, _is_there)] * 2,
            (self._put_back, _is_there),
            (self._move, _is_there),
            (self._come_back, _is_parcel),
            (self._copy_slip, _is_parcel),
            (self._scan_unsent, _is_unsent),
        ]

    def _receive(self, space: str) -> None:
        code, quantity = self._fresh(space), self._of.rng.randrange(20, 60)
        self._of.things[code] = Goods(space, there=Counter({space: quantity}))
        self._of.seen(space, code)
        assert self._of.do(space, rules.receive(None, code, lot(), quantity))

    def _send(self, space: str, code: str) -> None:
        """Some of it leaves, no more than there is."""
        goods, rng, parcel = self._goods(code), self._of.rng, self._fresh(space)
        some = Some(parcel, rng.randrange(1, min(goods.there[space], _MOST) + 1))
        other = rng.choice([each for each in SPACES if each != space])
        self._of.things[parcel] = Goods("", sent=some.quantity, source=code)
        seen = self._of.seen(space, code)
        sent = self._of.do(space, self._of.verbs.send(seen, space, other, TODAY, some=some, held_too=True))
        slip = slip_of(space, sent) if sent else None
        if slip is None:
            del self._of.things[parcel]
            return
        goods.there[space] -= some.quantity
        self._goods(parcel).slips.append(write_slip(slip))

    def _arrive(self, space: str, code: str) -> None:
        """Somebody brings a parcel with its slip, and scans that at another kiosk, too, now and then."""
        goods = self._goods(code)
        if not goods.on_its_way or not self._scan_slip(space, code, goods):
            return
        goods.at = space
        goods.there[space] += goods.sent
        if self._of.rng.random() < 0.15:
            self._scan_again(space, code)

    def _copy_slip(self, space: str, code: str) -> None:
        """A copy of a slip is scanned where the parcel is not."""
        if self._of.rng.random() < 0.3:
            self._scan_again(space, code)

    def _scan_unsent(self, _space: str, code: str) -> None:
        """The slip of a parcel that was not sent after all lies about in its space."""
        self._scan_again(self._goods(code).slip.sender, code)

    def _scan_again(self, space: str, code: str) -> None:
        goods = self._goods(code)
        if self._scan_slip(space, code, goods):
            goods.odd = goods.unsure = True

    def _scan_slip(self, space: str, code: str, goods: Goods) -> bool:
        slip = goods.slip
        is_late = slip.cv != goods.cv
        arrived = self._of.verbs.arrive(self._of.seen(space, code), slip, space, TODAY)
        if not self._of.do(space, arrived, slip.cv):
            return False
        goods.unsure |= is_late
        return True

    def _come_back(self, space: str, code: str) -> None:
        """A parcel that never arrived is carried back, or one that did, or that nobody sent after all."""
        goods, seen = self._goods(code), self._of.seen(space, code)
        if not (seen and seen.state and seen.state.status == Status.SENT):
            return
        if self._of.do(space, transfers.came_back(seen, "cesis", quantity=goods.sent)):
            goods.odd = goods.odd or bool(goods.at)
            goods.unsure |= goods.odd
            goods.at = space
            goods.there[space] += goods.sent

    def _take(self, space: str, code: str) -> None:
        goods = self._goods(code)
        quantity = self._of.rng.randrange(1, min(goods.there[space], _MOST) + 1)
        seen = self._of.seen(space, code)
        goods.there[space] += _delta(self._of.do(space, rules.take(seen, TODAY, quantity, held_too=True)))

    def _put_back(self, space: str, code: str) -> None:
        seen, quantity = self._of.seen(space, code), self._of.rng.randrange(1, _MOST)
        self._goods(code).there[space] += _delta(self._of.do(space, rules.put_back(seen, quantity)))

    def _move(self, space: str, code: str) -> None:
        shelf = SHELVES[self._of.rng.randrange(2)]
        self._of.do(space, rules.move(self._of.seen(space, code), shelf))

    def _undo(self, space: str, code: str) -> None:
        """One of the last events on it that a kiosk knows is taken back, or was by another kiosk already."""
        self._of.seen(space, code)
        lines = map(read, self._of.worlds[space].site.kiosk.all_lines())
        known = [event for event in lines if any(touch.item in self._of.things for touch in touches(event))]
        about = [event for event in known if any(touch.item == code for touch in touches(event))]
        if not about:
            return
        event = self._of.rng.choice(about[-_RECENT:])
        decision = Kiosk("", known, fold(known)).undoing(event)
        if event.kind != Kind.RECEIVED and self._of.do(space, decision) and event.eid not in self._undone:
            self._undone.add(event.eid)
            self._take_back(space, event)

    def _take_back(self, space: str, event: Event) -> None:
        """What that is of what was really done."""
        goods = self._goods(event.item)
        match event.kind:
            case Kind.SENT:
                self._unsend(space, goods)
            case Kind.ARRIVED | Kind.CAME_BACK:
                goods.odd |= goods.at != space or goods.there[space] < goods.sent
                goods.unsure |= goods.odd
                goods.at = ""
                goods.there[space] -= goods.sent
            case _:
                goods.there[space] -= _delta(event)

    def _unsend(self, space: str, parcel: Goods) -> None:
        """It never left, or somebody believes so."""
        source = self._goods(parcel.source)
        if parcel.at:
            parcel.odd = source.odd = parcel.unsure = source.unsure = True
        else:
            source.there[space] += parcel.sent
            parcel.at = GONE

    def _goods(self, code: str) -> Goods:
        found = self._of.things[code]
        assert isinstance(found, Goods)
        return found

    def _fresh(self, space: str) -> str:
        self._number += 1
        return f"{space[0].upper()}LT{self._number:07d}"


def _delta(event: Event | None) -> int:
    found = event.body.get("delta", 0) if event else 0
    assert isinstance(found, int)
    return found

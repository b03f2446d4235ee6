"""What must hold of pieces that go from space to space, once their worlds are left in peace and before."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence, Set

from stock import transfers
from stock.accounts import ON_THE_WAY, OUTSIDE, Account, Told, Where, balances, disputes
from stock.events import Event, Kind
from stock.fold import Stock, fold
from stock.items import Status
from tests.simulation.consortium import STEPS, VERBS, Consortium, Thing, Verbs
from tests.simulation.oracle import judged
from tests.simulation.parcels import GONE, Goods, Parcels
from tests.simulation.world import PARTS, Parts

LOOKS = 6
"""How often the accounts are looked at while things happen."""


def failures_between(
    seed: int, parts: Parts = PARTS, steps: int = STEPS, verbs: Verbs = VERBS, *, lots: bool = True
) -> list[str]:
    """Everything that is wrong with the consortium of a seed, which has pieces and, with `lots`, lots."""
    consortium = Consortium(seed, parts, verbs)
    if lots:
        Parcels(consortium)
    found: list[str] = []
    for _ in range(LOOKS):
        consortium.play(steps // LOOKS)
        told = list(consortium.told())
        consortium.rng.shuffle(told)
        found += _sums(told[: consortium.rng.randrange(len(told) + 1)])
    for space, world in consortium.worlds.items():
        found += (f"{wrong} ({space})" for wrong in judged(world))
    told = list(consortium.told())
    stocks: dict[str, Stock] = {
        space: fold(e for of, e in told if of == space) for space in consortium.worlds
    }
    return [
        *consortium.failures,
        *found,
        *_sums(told),
        *_misplaced(consortium, told),
        *_wrong_amounts(consortium, told, stocks),
        *_unflagged(consortium, told, stocks),
        *_unheard(consortium, told),
    ]


def believed_twice(seed: int) -> bool:
    """Whether two spaces believe that they have one piece: adding up what they believe is no account."""
    consortium = Consortium(seed)
    consortium.play()
    here: list[str] = []
    for space in consortium.worlds:
        stock: Stock = fold(event for of, event in consortium.told() if of == space)
        here += (
            item
            for item, standing in stock.standings.items()
            if item in consortium.things and standing.state and standing.state.status == Status.HERE
        )
    return len(here) > len(set(here))


def _sums(told: Sequence[Told]) -> Iterator[str]:
    """Each item is in one account, whatever part of the events is known."""
    for identity, held in balances(told).items():
        if sum(held.values()) != 1 or max(held.values()) != 1 or min(held.values()) < 0:
            yield f"SUM {identity.item} {dict(held)}"


def _misplaced(consortium: Consortium, told: Sequence[Told]) -> Iterator[str]:
    """A piece is in the account of the space that has it and nobody disputes it, unless somebody acted who
    did not know, or an event of its was destroyed with the last disk that held it."""
    disputed = {identity.item for identity in disputes(told)}
    there = {event.eid for _, event in told}
    for identity, held in balances(told).items():
        thing = consortium.things.get(identity.item)
        if thing is None or thing.unsure or thing.eids - there:
            continue
        if identity.item in disputed:
            yield f"DISPUTED {identity.item}"
        if not held[_expected(thing)]:
            yield f"MISPLACED {identity.item} is at {thing.at!r}, not {dict(held)}"


def _expected(thing: Thing) -> Account:
    if thing.at == GONE:
        return OUTSIDE
    return Account(Where.SPACE, thing.at) if thing.at else ON_THE_WAY


def _wrong_amounts(
    consortium: Consortium, told: Sequence[Told], stocks: Mapping[str, Stock]
) -> Iterator[str]:
    """Each space has as much of a lot, and of what came out of it, as is really there; unless an event of
    its was destroyed, or recorded by mistake."""
    there = {event.eid for _, event in told}
    for item, goods in consortium.things.items():
        if not isinstance(goods, Goods) or goods.odd or goods.eids - there:
            continue
        for space, stock in stocks.items():
            found = stock.standings.get(item)
            if (found.quantity if found else 0) != goods.there[space]:
                yield f"AMOUNT {item} is {found and found.quantity} in {space}, not {goods.there[space]}"


def _unflagged(consortium: Consortium, told: Sequence[Told], stocks: Mapping[str, Stock]) -> Iterator[str]:
    """What a parcel holds is in a stock once: where it was taken in more than once, or taken in and put back
    into its lot, a person is asked."""
    flagged = {identity.item for identity in disputes(told)}
    flagged |= {item for stock in stocks.values() for item, _ in stock.clashes | stock.settled}
    voided = {eid for stock in stocks.values() for eid in stock.voids}
    counted: Counter[str] = Counter()
    for event in {event.eid: event for _, event in told}.values():
        brings = event.kind in (Kind.ARRIVED, Kind.CAME_BACK)
        counted[event.item] += (event.eid not in voided) if brings else _is_unsent(event, voided)
    for item, goods in consortium.things.items():
        if isinstance(goods, Goods) and counted[item] > 1 and item not in flagged:
            yield f"UNFLAGGED {item} counts {counted[item]} times"


def _is_unsent(event: Event, voided: Set[str]) -> bool:
    return event.kind == Kind.SENT and event.eid in voided


def _unheard(consortium: Consortium, told: Sequence[Told]) -> Iterator[str]:
    """A space that asks is told each event that is addressed to it, once."""
    for sender, world in consortium.worlds.items():
        for space in consortium.worlds:
            expected = {
                event.eid for of, event in told if of == sender and transfers.addressee(event) == space
            }
            if sorted(world.registry.told_to(space)) != sorted(expected):
                yield f"UNHEARD {space} by {sender}"

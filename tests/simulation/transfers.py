"""What must hold of pieces that go from space to space, once their worlds are left in peace and before."""

from collections.abc import Iterator, Sequence

from stock import transfers
from stock.accounts import Told, Where, balances, disputes
from stock.fold import Message, Stock, fold
from stock.items import Status
from tests.simulation.consortium import STEPS, Arrive, Consortium
from tests.simulation.oracle import judged
from tests.simulation.world import PARTS, Parts

LOOKS = 6
"""How often the accounts are looked at while things happen."""


def failures_between(
    seed: int, parts: Parts = PARTS, steps: int = STEPS, arrive: Arrive = transfers.arrive
) -> list[str]:
    """Everything that is wrong with the consortium of a seed."""
    consortium = Consortium(seed, parts, arrive)
    found: list[str] = []
    for _ in range(LOOKS):
        consortium.play(steps // LOOKS)
        told = list(consortium.told())
        consortium.rng.shuffle(told)
        found += _sums(told[: consortium.rng.randrange(len(told) + 1)])
    for space, world in consortium.worlds.items():
        found += (f"{wrong} ({space})" for wrong in judged(world))
    told = list(consortium.told())
    return [
        *consortium.failures,
        *found,
        *_sums(told),
        *_misplaced(consortium, told),
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
        here = {account.space for account, number in held.items() if number and account.where is Where.SPACE}
        if here != ({thing.at} if thing.at else set()):
            yield f"MISPLACED {identity.item} is at {thing.at!r}, not {sorted(here)}"


def _unheard(consortium: Consortium, told: Sequence[Told]) -> Iterator[str]:
    """What is addressed to a space is what the fold says is addressed to it."""
    for space in consortium.worlds:
        stock: Stock = fold(event for of, event in told if of == space)
        expected = {
            Message(event.eid, event.kind, event.item, transfers.addressee(event))
            for of, event in told
            if of == space and transfers.addressee(event)
        }
        if stock.messages != expected:
            yield f"UNHEARD {space}"

"""What must hold of a world once it is left in peace. Each failure begins with a word for what it is."""

from collections.abc import Iterable, Iterator

from stock.events import Event, Kind, touches
from stock.fold import Message, Stock, fold
from stock.items import Lot
from stock.prints import state_of
from stock.transfers import addressee
from sync.errors import SyncError
from sync.states import TroubleKind
from tests.simulation.disk import read
from tests.simulation.hosts import KioskHost
from tests.simulation.rounds import Endless
from tests.simulation.scans import POISON
from tests.simulation.world import PARTS, STEPS, Parts, Site, World

ROUNDS = 5
LATER_S = 3600.0
ALL = 10**6
"""More events than any world has."""


def failures(seed: int, parts: Parts = PARTS, steps: int = STEPS) -> list[str]:
    """Everything that is wrong with the world of a seed."""
    world = World(seed, parts)
    world.play(steps)
    return judged(world)


def judged(world: World) -> list[str]:
    """Leave a world in peace, let its kiosks sync, and say what is wrong."""
    _make_peace(world)
    alive = world.alive()
    for _ in range(ROUNDS):
        for site in world.sites:
            _sync(world, site)
    return [
        *world.failures,
        *_unsettled(world),
        *(f"LOST {eid}" for eid in sorted(world.accepted - alive - world.destroyed)),
        *_missing(world, alive),
        *_wrong_sums(world),
        *_wrong_stock(world),
        *_wrong_rows(world),
        *(
            f"BROKEN {kept.broken()}"
            for kept in (world.registry, *(site.kiosk for site in world.sites))
            if kept.broken()
        ),
    ]


def _make_peace(world: World) -> None:
    network = world.network
    network.is_up, network.faults = True, type(network.faults)()
    while network.late:
        network.deliver_late()
    world.registry.upgrade()
    world.registry.derive(ALL)
    if world.rng.random() < 0.5:
        world.registry.refuses_poison = False
    for site in world.sites:
        site.is_full = False
        site.kiosk.upgrade()
    world.now += LATER_S


def _sync(world: World, site: Site) -> None:
    """A whole round; those that still run are over, or over now."""
    for run in site.runs:
        run.step(world.now)
    site.runs = [run for run in site.runs if not run.over]
    world.site = site
    try:
        for run in list(site.runs) or [world.begin_round(site)]:
            run.finish()
    except SyncError:
        world.failures.append("STUCK a round hangs for ever")
    except Endless:
        world.failures.append("ENDLESS a round goes on for ever")
    site.runs = [run for run in site.runs if run.hung]
    world.registry.derive(ALL)


def _unsettled(world: World) -> Iterator[str]:
    """In peace, a further round has nothing to do and finds both sides equal."""
    for number, site in enumerate(world.sites):
        if site.runs:
            continue
        world.site, run = site, world.begin_round(site)
        try:
            run.finish()
        except (SyncError, Endless):
            yield f"STUCK at {number}"
            continue
        world.check_claim(run)
        state = run.state
        kinds = {trouble.kind for trouble in state.troubles}
        stuck = bool(_poison(world, site.kiosk))
        if state.sent or state.fetched or kinds != ({TroubleKind.BAD_LINE} if stuck else set()):
            yield f"UNSETTLED {number} {state.sent} {state.fetched} {state.troubles}"
        if not stuck and not state.is_verified:
            yield f"UNVERIFIED {number}"


def _missing(world: World, alive: set[str]) -> Iterator[str]:
    """What was accepted and was on a disk is at the registry; nothing is there that nobody made."""
    there = world.registry.seen
    kept = set[str]().union(*(_poison(world, site.kiosk) for site in world.sites))
    yield from (f"LOST {eid}" for eid in sorted((world.accepted & alive) - there - kept))
    events = (read(line) for line in world.registry.all_lines())
    strange = {event.eid for event in events if event.kind != Kind.GENESIS} - world.made
    yield from (f"DOUBLED {eid} was made by nobody" for eid in sorted(strange))


def _wrong_sums(world: World) -> Iterator[str]:
    """Each side's sum is that of the pure fold of its events, and all have the events of the registry.

    A kiosk that holds a line which the registry does not take has nothing to compare its sum with; a fault in
    its tables is found by the doctor there.
    """
    registry = set(world.registry.all_lines())
    expected = fold_of(registry)
    if world.registry.sum != expected:
        yield "UNEQUAL the registry's stock is not the fold of its events"
    for number, site in enumerate(world.sites):
        stuck = [line for line in site.kiosk.all_lines() if read(line).eid in _poison(world, site.kiosk)]
        if stuck and world.misfolded:
            continue
        if site.kiosk.sum != (fold_of(registry.union(stuck)) if stuck else expected):
            yield f"UNEQUAL kiosk {number}'s stock is not the registry's"


def _wrong_stock(world: World) -> Iterator[str]:
    """Independent of the fold: lots add up, and no event overrules one that was made after it."""
    events = {event.eid: event for event in map(read, world.registry.all_lines())}
    stock = world.registry.stock()
    sums = _sums(events.values())
    for item, standing in stock.items():
        if isinstance(standing.state, Lot) and standing.quantity != sums.get(item, 0):
            yield f"DOUBLED {item} is {standing.quantity}, not {sums.get(item, 0)}"
    for eid, event in events.items():
        for item, before in world.seen_before.get(eid, {}).items():
            if item in stock and stock[item].eid == before and _decides(event, item):
                yield f"OVERRULED {eid} by {before}"


def _wrong_rows(world: World) -> Iterator[str]:
    """What is kept is the fold of the lines, row by row; and every event that is addressed to another space,
    told without the fold, is kept as such."""
    for kept in (world.registry, *(site.kiosk for site in world.sites)):
        if found := () if world.misfolded else kept.different():
            yield f"DIFFERENT {found[:3]}"
        if kept.messages() != _messages(map(read, kept.all_lines())):
            yield "UNHEARD an event that is addressed to another space"


def _messages(events: Iterable[Event]) -> set[Message]:
    return {
        Message(event.eid, event.kind, event.item, addressee(event)) for event in events if addressee(event)
    }


def _decides(event: Event, item: str) -> bool:
    return any(touch.item == item and touch.state for touch in touches(event))


def _sums(events: Iterable[Event]) -> dict[str, int]:
    known = list(events)
    voided = {str(event.body.get("voids")) for event in known if event.kind == Kind.VOIDED}
    sums: dict[str, int] = {}
    for event in known:
        for item, delta in _deltas(event):
            if event.eid not in voided:
                sums[item] = sums.get(item, 0) + delta
    return sums


def _deltas(event: Event) -> Iterator[tuple[str, int]]:
    yield event.item, event.body.get("delta", 0)
    yield from ((child["item"], child.get("delta", 0)) for child in event.body.get("children", ()))


def fold_of(lines: Iterable[bytes]) -> str:
    """The sum of what lines fold to, whatever their order."""
    stock: Stock = fold(read(line) for line in sorted(lines))
    return state_of(stock).to_bytes(32).hex()


def _poison(world: World, kiosk: KioskHost) -> set[str]:
    """Events that the registry does not take and a kiosk keeps."""
    if not world.registry.refuses_poison:
        return set()
    return {read(line).eid for line in kiosk.all_lines() if POISON in line}

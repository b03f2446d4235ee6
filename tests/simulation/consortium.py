"""Several spaces, each a world of its own with all its faults, that ask each other for pieces and send them.

Where each thing physically is, is known: events may be lost, doubled, late and made by kiosks that know less
than others; slips may be lost and copied; mirrors are old. What is done with lots is in `parcels`.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import count
from random import Random

from stock import rules, transfers
from stock.accounts import Told
from stock.events import Draft, Event, Touch, touches
from stock.fold import Standing
from stock.items import Status
from stock.refusals import Decision
from stock.slips import Slip, read_slip, slip_of, write_slip
from tests.simulation.disk import read
from tests.simulation.world import PARTS, Parts, World
from tests.stock.worlds import SHELVES, TODAY, TOMORROW, sheet

SPACES = ("riga", "cesis", "liepaja")
STEPS = 240
Arrive = Callable[[Standing | None, Slip, str, str], Decision]
Send = Callable[..., Decision]


@dataclass(frozen=True, slots=True)
class Verbs:
    """The rules between spaces; mutants put others in their place."""

    arrive: Arrive = transfers.arrive
    send: Send = transfers.send


VERBS = Verbs()


@dataclass(slots=True)
class Thing:
    """A piece, or some of a lot on its way: where it physically is ("" for with nobody), the slips that lie
    about, the highest counter that anybody gave it, and whether somebody acted on it who did not know what
    happened before."""

    at: str
    slips: list[str] = field(default_factory=list)
    cv: int = 1
    eids: set[str] = field(default_factory=set)
    unsure: bool = False


Act = Callable[[str, str], None]
"""What a space does with a thing."""
MakesSense = Callable[[Thing, str], bool]


def _is_piece(thing: Thing, _space: str) -> bool:
    return type(thing) is Thing


def _is_here(thing: Thing, space: str) -> bool:
    return type(thing) is Thing and thing.at == space


def _is_on_its_way(thing: Thing, _space: str) -> bool:
    return type(thing) is Thing and not thing.at


def _is_any(_thing: Thing, _space: str) -> bool:
    return True


class Consortium:
    """`things` are the pieces by code; `mirrors` is what each space believes that others have."""

    def __init__(self, seed: int, parts: Parts = PARTS, verbs: Verbs = VERBS) -> None:
        self.rng, self.verbs, self._numbers = Random(seed), verbs, count(1)  # noqa: S311
        self.worlds = {space: World(seed * len(SPACES) + place, parts) for place, space in enumerate(SPACES)}
        self.things: dict[str, Thing] = {}
        self.mirrors: dict[str, set[str]] = {space: set() for space in SPACES}
        self.failures: list[str] = []
        self._acts: list[tuple[Act, MakesSense]] = [
            *[(self._send, _is_here)] * 4,
            *[(self._arrive, _is_on_its_way)] * 4,
            *[(self._handle, _is_here)] * 2,
            (self._come_back, _is_piece),
            (self._ask, _is_any),
            (self._answer, _is_any),
            (self._lose, _is_on_its_way),
            (self._copy_slip, _is_on_its_way),
            (self._look_around, _is_any),
        ]
        for space in SPACES:
            for _ in range(2):
                self._receive(space)

    def add(self, acts: Iterable[tuple[Act, MakesSense]]) -> None:
        """More that may happen."""
        self._acts += acts

    def play(self, steps: int = STEPS) -> None:
        """Let so much happen: in each space what happens there anyway, and between them."""
        for _ in range(steps):
            space = self.rng.choice(SPACES)
            if self.rng.random() < 0.5:
                self.worlds[space].play(1)
            else:
                self._act(space)

    def told(self) -> Iterator[Told]:
        """What the registry holds of all spaces."""
        for space, world in self.worlds.items():
            yield from ((space, read(line)) for line in world.registry.all_lines())

    def _act(self, space: str) -> None:
        """One thing between spaces, with a piece that it makes sense for, if there is one."""
        act, makes_sense = self.rng.choice(self._acts)
        codes = [code for code, thing in sorted(self.things.items()) if makes_sense(thing, space)]
        if codes:
            act(space, self.rng.choice(codes))

    def _receive(self, space: str) -> None:
        code = f"{space[0].upper()}RE{next(self._numbers):07d}"
        self.things[code] = Thing(space)
        received = rules.receive(None, code, sheet())
        assert isinstance(received, Draft)
        self.do(space, received)

    def _send(self, space: str, code: str) -> None:
        """A piece leaves, where the kiosk lets it."""
        thing, other = self.things[code], self.rng.choice([each for each in SPACES if each != space])
        if thing.at != space:
            return
        sent = self.do(space, self.verbs.send(self.seen(space, code), space, other, TODAY, held_too=True))
        slip = slip_of(space, sent) if sent else None
        if slip:
            thing.at, thing.slips = "", [*thing.slips, write_slip(slip)]

    def _arrive(self, space: str, code: str) -> None:
        """Somebody brings a piece and one of its slips; an old one, now and then, or the slip alone."""
        thing = self.things[code]
        if thing.at or not thing.slips:
            return
        slip = read_slip(self.rng.choice(thing.slips) if self.rng.random() < 0.1 else thing.slips[-1])
        assert slip
        if slip.cv != thing.cv:
            thing.unsure = True
        if self.do(space, self.verbs.arrive(self.seen(space, code), slip, space, TODAY), slip.cv):
            thing.at = space

    def _come_back(self, space: str, code: str) -> None:
        """A piece that never arrived is carried back, or one that did."""
        thing, seen = self.things[code], self.seen(space, code)
        if seen and seen.state and seen.state.status == Status.SENT:
            thing.unsure |= bool(thing.at)
            if self.do(space, transfers.came_back(seen, "cesis")):
                thing.at = space

    def _handle(self, space: str, code: str) -> None:
        """A piece that is here is moved to a shelf."""
        thing, seen = self.things[code], self.seen(space, code)
        if thing.at == space:
            self.do(space, rules.move(seen, SHELVES[self.rng.randrange(2)]))

    def _ask(self, space: str, code: str) -> None:  # noqa: ARG002
        """Somebody asks for what a mirror says that another space has; an old mirror never blocks that."""
        for wanted in sorted(self.mirrors[space])[:1]:
            holder = self.rng.choice([each for each in SPACES if each != space])
            seen = self.seen(space, wanted)
            asked = transfers.request(seen, wanted, holder, space)
            is_here = seen is not None and seen.state is not None and seen.state.status == Status.HERE
            if not is_here and not isinstance(asked, Draft):
                self.failures.append(f"BLOCKED {space} may not ask for {wanted}")
            self.do(space, asked)

    def _answer(self, space: str, code: str) -> None:
        """A request is granted or denied."""
        other = self.rng.choice([each for each in SPACES if each != space])
        if self.rng.random() < 0.5:
            self.do(space, transfers.deny(code, other, "asked"))
        elif self.things[code].at == space:
            self.do(space, transfers.grant(self.seen(space, code), other, "asked", TOMORROW, TODAY))

    def _lose(self, space: str, code: str) -> None:  # noqa: ARG002
        """The slips of a piece are lost."""
        if self.rng.random() < 0.1:
            self.things[code].slips.clear()

    def _copy_slip(self, space: str, code: str) -> None:
        """A copy of a slip is scanned where the piece is not."""
        thing = self.things[code]
        if thing.slips and self.rng.random() < 0.1:
            slip = read_slip(thing.slips[-1])
            assert slip
            if self.do(space, self.verbs.arrive(self.seen(space, code), slip, space, TODAY), slip.cv):
                thing.unsure = True

    def _look_around(self, space: str, code: str) -> None:  # noqa: ARG002
        """A space learns what the registry says of another, as it is now."""
        other = self.worlds[self.rng.choice(SPACES)].registry.stock()
        self.mirrors[space] = {item for item in other if item in self.things}

    def seen(self, space: str, code: str) -> Standing | None:
        """How a thing stands at one of a space's kiosks, which is the one that acts then."""
        world = self.worlds[space]
        world.site = self.rng.choice(world.sites)
        return world.site.kiosk.standing(code)

    def do(self, space: str, decision: Decision, known: int = 0) -> Event | None:
        """Record what the rules allow, at the kiosk that was looked at; `known` is a counter on a slip."""
        world = self.worlds[space]
        if not isinstance(decision, Draft) or world.site.is_full:
            return None
        found = {item: world.site.kiosk.standing(item) for item in decision.items}
        event = world.site.kiosk.append(decision)
        world.made.add(event.eid)
        world.accepted.add(event.eid)
        world.seen_before[event.eid] = {item: seen.eid for item, seen in found.items() if seen}
        for touch in touches(event):
            if touch.item in self.things:
                seen = found[touch.item]
                _note(self.things[touch.item], event.eid, touch, max(seen.cv if seen else 0, known))
        return event


def _note(thing: Thing, eid: str, touch: Touch, known: int) -> None:
    """Whoever did it knew what happened up to a counter."""
    thing.eids.add(eid)
    if touch.state:
        thing.unsure |= known < thing.cv and bool(thing.eids - {eid})
        thing.cv = max(thing.cv, touch.cv)

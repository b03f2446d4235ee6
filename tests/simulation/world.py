"""A world of one seed: what may happen to kiosks, registry, network, disks and clocks, in random order."""

from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import accumulate
from random import Random

from sync.effects import Acknowledge, Effect, Fetch, Look, Read, ReadHash, Rebuild, SayHello, Send
from sync.protocol import advance
from sync.wire import ROUND_SECONDS, digest
from tests.simulation.hosts import KioskHost, RegistryHost
from tests.simulation.kiosk import MemoryKiosk, Source
from tests.simulation.network import Faults, Network
from tests.simulation.registry import MemoryRegistry
from tests.simulation.rounds import Advance, DiskFull, Run
from tests.simulation.scans import draft_of, poisoned

STEPS = 120
YEAR = 31_536_000
MOST_SITES = 4
MOST_BACKUPS = 4
OLD_KINDS = frozenset({"moved", "shelved"})
"""Kinds that an old version of the fold does not know."""
READS = (Look, Read, ReadHash, SayHello, Send, Fetch)


@dataclass(frozen=True, slots=True)
class Parts:
    """What a world is made of; mutants put others in their place."""

    advance: Advance = advance
    deadline: float | None = ROUND_SECONDS
    new_kiosk: Callable[[Source], KioskHost] = MemoryKiosk
    new_registry: Callable[[Random], RegistryHost] = lambda _rng: MemoryRegistry()


PARTS = Parts()


@dataclass(slots=True)
class Site:
    """A machine: its kiosk, the rounds that run on it, copies of its disk; `skew_s` is how wrong
    its clock is."""

    kiosk: KioskHost
    skew_s: int = 0
    is_full: bool = False
    runs: list[Run] = field(default_factory=list)
    backups: list[KioskHost] = field(default_factory=list)

    def kill(self) -> None:
        """Its process ends, whatever it was doing."""
        self.runs.clear()
        self.kiosk.restart()


class World:
    """`accepted` are the ids of events that a screen said OK to, `destroyed` those whose last disk was
    overwritten; `seen_before` is, by event and item, the event that it was made after."""

    def __init__(self, seed: int, parts: Parts = PARTS) -> None:
        self.rng, self.parts, self.now = Random(seed), parts, 0.0  # noqa: S311
        self.registry = parts.new_registry(self.rng)
        self.network = Network(self.rng, self.registry)
        self.accepted: set[str] = set()
        self.made: set[str] = set()
        self.destroyed: set[str] = set()
        self.seen_before: dict[str, dict[str, str]] = {}
        self.items: list[str] = []
        self.eids: list[str] = []
        self.failures: list[str] = []
        self.misfolded = False
        self.registry_backups: list[RegistryHost] = []
        self._numbers = 0
        self.site = Site(self._new_kiosk())
        self.sites = [self.site, *(Site(self._new_kiosk()) for _ in range(self.rng.randrange(3)))]
        self._settle_faults()

    def play(self, steps: int = STEPS) -> None:
        """Let so much happen."""
        weights = list(accumulate(self._weights))
        for _ in range(steps):
            self.now += self.rng.random() * 6
            self.site = self.rng.choice(self.sites)
            self.rng.choices(self._actions, cum_weights=weights)[0]()

    def begin_round(self, site: Site) -> Run:
        """Another round at a site."""
        deadline = self.parts.deadline
        run = Run(
            site.kiosk,
            self.network,
            None if deadline is None else self.now + deadline,
            self.parts.advance,
            site.kiosk.is_old,
            lambda effect: self._watch(site, effect),
        )
        site.runs.append(run)
        return run

    def check_claim(self, run: Run) -> None:
        """What is called verified, the registry said the same of."""
        held = run.state.held
        said = (digest(kept.mark for kept in held.logs), held.fold, held.state)
        if run.over and run.state.is_verified and said not in self.network.sums:
            self.failures.append("CLAIMED that the registry has the same stock")

    def alive(self) -> set[str]:
        """The ids of all events that are on some disk."""
        return set(self.registry.seen).union(*(site.kiosk.seen for site in self.sites))

    def _settle_faults(self) -> None:
        """Which of them this world knows: few at once find more than all of them."""
        rng = self.rng
        self.faults = Faults(*(rng.choice((0.0, 0.0, 0.03, 0.15)) for _ in range(5)))
        self.network.faults = self.faults
        self.kills, self.poison, self.twice = (rng.random() < 0.5 for _ in range(3))
        if rng.random() < 0.3:
            self.registry.make_old()
        if self.poison:
            self.registry.refuses_poison = True
        if rng.random() < 0.5:
            self.registry.fall_behind()
        if rng.random() < 0.3:
            self.site.kiosk.make_old(OLD_KINDS)
        self._actions, self._weights = self._chosen()

    def _chosen(self) -> tuple[list[Callable[[], None]], list[float]]:
        always: list[tuple[Callable[[], None], float]] = [(self._scan, 30), (self._sync, 34)]
        faults: list[tuple[Callable[[], None], float]] = [
            (self._kill, 3),
            (self._back_up, 3),
            (self._restore, 2),
            (self._clone, 3),
            (self._back_up_registry, 2),
            (self._restore_registry, 1.5),
            (self._switch_registry, 2),
            (self._restart_registry, 2),
            (self._derive, 3),
            (self.network.replay, 3),
            (self.network.deliver_late, 4),
            (self._shift_clock, 2),
            (self._misfold, 0.5),
            (self._fill_disk, 1),
            (self._upgrade, 0.5),
        ]
        chosen = always + [each for each in faults if self.rng.random() < 0.6]
        return [action for action, _ in chosen], [weight for _, weight in chosen]

    def _scan(self) -> None:
        site, fate = self.site, self.rng.random() if self.kills else 1.0
        draft = draft_of(self.rng, site.kiosk, self.items, self.eids)
        if self.poison and draft.item and self.rng.random() < 0.06:
            draft = poisoned(draft)
        if site.is_full or fate < 0.04:
            return self._killed(site, fate < 0.04)
        standings = {item: site.kiosk.standing(item) for item in draft.items}
        eid = site.kiosk.append(draft).eid
        self.seen_before[eid] = {item: seen.eid for item, seen in standings.items() if seen}
        self.made.add(eid)
        if fate >= 0.08:
            self._accept(eid, draft.items)
        return self._killed(site, fate < 0.12)

    def _accept(self, eid: str, items: tuple[str, ...]) -> None:
        self.accepted.add(eid)
        self.eids.append(eid)
        self.items.extend(item for item in items if item not in self.items)

    def _killed(self, site: Site, happened: bool) -> None:
        if happened:
            site.kill()

    def _sync(self) -> None:
        """Some effects of a round, which begins where none runs."""
        site = self.site
        if not site.runs or (self.twice and len(site.runs) == 1 and self.rng.random() < 0.1):
            self.begin_round(site)
        run = self.rng.choice(site.runs)
        for _ in range(self.rng.randrange(1, 12)):
            run.step(self.now)
            self.check_claim(run)
        site.runs = [run for run in site.runs if not run.over]

    def _watch(self, site: Site, effect: Effect) -> None:
        """Nothing is written to a full disk, and nothing acknowledged that the registry never named."""
        if site.is_full and not isinstance(effect, READS):
            raise DiskFull
        if isinstance(effect, Rebuild) and not self.misfolded:
            self.failures.append("CLAIMED another sum than that of the same events")
        if isinstance(effect, Acknowledge) and effect.seq and len(site.runs) < 2:
            head = site.kiosk.hash_at(effect.log, effect.seq)
            if (effect.log, effect.seq, head) not in self.network.told:
                self.failures.append(f"UNACKNOWLEDGED {effect.log} {effect.seq}")

    def _kill(self) -> None:
        self.site.kill()

    def _back_up(self) -> None:
        backups = self.site.backups
        if len(backups) < MOST_BACKUPS:
            backups.append(self.site.kiosk.twin(with_memory=False))

    def _restore(self) -> None:
        if self.site.backups:
            self.site.kill()
            backup = self.rng.choice(self.site.backups)
            self._destroying(self.site.kiosk.seen, lambda: self.site.kiosk.replace(backup))

    def _clone(self) -> None:
        """A copy of the card in a second machine, or of the whole running machine."""
        if len(self.sites) < MOST_SITES:
            twin = self.site.kiosk.twin(with_memory=self.rng.random() < 0.7)
            self.sites.append(Site(twin, self.site.skew_s, backups=list(self.site.backups)))

    def _back_up_registry(self) -> None:
        if len(self.registry_backups) < MOST_BACKUPS:
            self.registry_backups.append(self.registry.copy())

    def _restore_registry(self) -> None:
        if self.registry_backups:
            backup = self.rng.choice(self.registry_backups)
            self._destroying(self.registry.seen, lambda: self.registry.replace(backup))

    def _destroying(self, before: set[str], overwrite: Callable[[], None]) -> None:
        kept = set(before)
        overwrite()
        self.destroyed |= kept - self.alive()

    def _switch_registry(self) -> None:
        self.network.is_up = not self.network.is_up

    def _restart_registry(self) -> None:
        """A crash: whatever it accepted and had not derived waits on its disk."""
        self.registry.restart()

    def _derive(self) -> None:
        self.registry.derive(self.rng.randrange(1, 6))

    def _shift_clock(self) -> None:
        self.site.skew_s += self.rng.randrange(-3 * YEAR, 3 * YEAR)

    def _misfold(self) -> None:
        self.misfolded = True
        self.site.kiosk.misfold(self.rng)

    def _fill_disk(self) -> None:
        self.site.is_full = not self.site.is_full

    def _upgrade(self) -> None:
        self.site.kiosk.upgrade()

    def _new_kiosk(self) -> KioskHost:
        return self.parts.new_kiosk(Source(self._time, self._id))

    def _time(self) -> str:
        """What the clock of the site at hand says."""
        seconds = int(self.now) + self.site.skew_s
        years, rest = divmod(seconds, YEAR)
        return f"{2026 + years:04d}-01-01T00:00:{rest:09d}Z"

    def _id(self) -> str:
        self._numbers += 1
        return f"{self.rng.getrandbits(40):010x}{self._numbers:04x}"

"""A kiosk and a registry in memory, to run rounds of the protocol between, with cuts at any point."""

from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import count
from random import Random

from stock.events import Draft, Kind
from sync.effects import Effect
from sync.protocol import Round
from tests.registry.wires import AT, PIECE
from tests.simulation.kiosk import MemoryKiosk, Source
from tests.simulation.network import Host, Network
from tests.simulation.oracle import fold_of
from tests.simulation.registry import MemoryRegistry
from tests.simulation.rounds import Run

_numbers = count(1)
_NO_CHANCE = Random(0)  # noqa: S311 (nothing goes wrong by chance)


class Cut(Exception):
    """The connection broke, or the power went."""


def new_kiosk() -> MemoryKiosk:
    """A kiosk that knows nothing."""
    return MemoryKiosk(Source(lambda: AT, lambda: f"id{next(_numbers):06d}"))


def scan(kiosk: MemoryKiosk, number: int = 1, **extra: int) -> None:
    """So many pieces come in."""
    for _ in range(number):
        kiosk.append(Draft(Kind.RECEIVED, f"DRE{next(_numbers):07d}", PIECE, extra=extra))


def lines_of(kiosk: MemoryKiosk | MemoryRegistry) -> dict[str, list[bytes]]:
    """The logs of a side."""
    return {name: list(log.lines) for name, log in kiosk.disk.logs.items() if log.lines}


@dataclass
class Ran:
    """A round that has ended, and what was carried out in it."""

    state: Round
    effects: list[Effect] = field(default_factory=list)

    def count(self, *kinds: type) -> int:
        """How many effects of these kinds there were."""
        return sum(isinstance(effect, kinds) for effect in self.effects)


def run_round(kiosk: MemoryKiosk, host: Host, cut: Callable[[], None] = lambda: None) -> Ran:
    """One round; `cut` is asked before every effect, and may raise Cut."""
    done: list[Effect] = []

    def watch(effect: Effect) -> None:
        cut()
        done.append(effect)

    run = Run(kiosk, Network(_NO_CHANCE, host), None, watch=watch)
    run.finish()
    return Ran(run.state, done)


def run_rounds(registry: MemoryRegistry, *kiosks: MemoryKiosk) -> None:
    """Two rounds of each, after which all hold the same."""
    for kiosk in (*kiosks, *kiosks):
        run_round(kiosk, registry)


def assert_equal(registry: MemoryRegistry, *kiosks: MemoryKiosk) -> None:
    """Every side has the same lines, and the stock that is their fold."""
    for kiosk in kiosks:
        assert lines_of(kiosk) == lines_of(registry)
        assert kiosk.sum == registry.sum == fold_of(registry.all_lines())
        assert not kiosk.broken()
    assert not registry.broken()

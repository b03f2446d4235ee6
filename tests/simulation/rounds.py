"""A round at a kiosk, one effect at a time, so that anything may happen between two of them."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Protocol

from sync.carrying import Line
from sync.effects import Answer, Effect, Fetch, MoveTail, SetAside
from sync.errors import SyncError, TooSlow
from sync.protocol import Progress, Round, advance, begin
from tests.simulation.network import Hung

MOST_EFFECTS = 40_000


class DiskFull(Exception):
    """Nothing can be written."""


class Endless(AssertionError):
    """A round does not end by itself."""


class Kiosk(Protocol):
    """Whoever carries out the effects."""

    def carry_out(self, effect: Effect, line: Line) -> Answer | None:
        """The answer to an effect."""


Advance = Callable[[Round, Answer], Progress]
Watch = Callable[[Effect], None]


@dataclass(slots=True)
class Run:
    """One round. `ends` is its deadline in seconds of the world's clock (None: it has none); `is_old` kiosks
    know nothing of fetching and moving; `watch` sees each effect before it is carried out."""

    kiosk: Kiosk
    line: Line
    ends: float | None
    advance: Advance = advance
    is_old: bool = False
    watch: Watch = lambda _effect: None
    state: Round = field(default_factory=Round)
    effects: tuple[Effect, ...] = ()
    answer: Answer | None = None
    hung: bool = False
    over: bool = False
    done: int = 0

    def __post_init__(self) -> None:
        self.state, self.effects = begin()

    def step(self, now: float) -> None:
        """One more effect, or what becomes of it."""
        if self.ends is not None and now > self.ends:
            self.over = True
        if self.over or self.hung:
            return
        try:
            self._carry_out_next()
        except (SyncError, DiskFull):
            self.over = True
        except Hung:
            self.hung = True

    def finish(self) -> None:
        """All that is left of it, where nothing goes wrong. Raises SyncError."""
        for _ in range(MOST_EFFECTS):
            if self.over:
                return
            if self.hung:
                raise TooSlow
            self._carry_out_next()
        raise Endless

    def _carry_out_next(self) -> None:
        effect, *rest = self.effects
        self.done += 1
        if self.is_old and isinstance(effect, Fetch | MoveTail | SetAside):
            self.over = True
            return
        self.watch(effect)
        answer = self.kiosk.carry_out(effect, self.line)
        self.effects = tuple(rest)
        if rest:
            return
        if answer is None:
            self.over = True
            return
        self.state, self.effects = self.advance(self.state, answer)
        self.over = not self.effects

"""Planning a cut list: the first plan at once, better ones in a thread of its own until somebody stops it."""

from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import ExitStack, closing
from dataclasses import dataclass, replace
from functools import partial
from threading import Event, Thread
from time import monotonic

from cutting import planning
from cutting.cut_list.lines import Line
from cutting.terms import Job, Search, cost
from kiosk.kiosk import Kiosk
from kiosk.language import _
from kiosk.use_cases.nest import Asked, Nested, nest
from kiosk.widgets.spans import Span

SECONDS = 20.0
"""How long better plans are looked for."""
_TICK_SECONDS = 0.25
_BAR = 10


@dataclass(slots=True)
class _Run:
    """One cut list that is being planned."""

    found: tuple[Nested, ...]
    began: float
    stopped: Event
    seconds: float = 0.0
    better: int = 0


class Planner:
    """Plans one cut list at a time. `changed` is called, from any thread, when there is news of it.

    `search` is the one that plans, where not the usual one does.
    """

    def __init__(self, changed: Callable[[], None] = lambda: None, search: Search | None = None) -> None:
        self._changed, self._search = changed, search
        self._run: _Run | None = None

    def begin(self, kiosk: Kiosk, lines: Sequence[Line], asked: Asked) -> tuple[Nested, ...]:
        """The first plan; better ones are looked for from now on. Raises LedgerError."""
        self.stop()
        first = partial(planning.plan, seconds=0.0, search=self._search)
        self._run = run = _Run(nest(kiosk, lines, asked, first), monotonic(), Event())
        Thread(target=self._work, args=[run], name="planner", daemon=True).start()
        return run.found

    def best(self) -> tuple[Nested, ...]:
        """The best plan so far; none where nothing is planned."""
        return self._run.found if self._run else ()

    @property
    def version(self) -> int:
        """A number that grows with each better plan."""
        return self._run.better if self._run else 0

    def stop(self) -> None:
        """No better plan is wanted."""
        if self._run:
            self._run.stopped.set()
        self._run = None

    def note(self) -> Span | None:
        """How far it has come."""
        run = self._run
        if run is None or run.seconds >= SECONDS:
            return None
        full = int(run.seconds * _BAR / SECONDS)
        return Span(_("planning {bar}").format(bar="█" * full + "░" * (_BAR - full)))

    def _work(self, run: _Run) -> None:
        """Better plans, until the time is up; a search that fails leaves the best one so far."""
        try:
            self._improve(run)
        except Exception:  # noqa: BLE001 (what is shown was checked, and can be taken)
            run.stopped.set()
        run.seconds = SECONDS
        self._changed()

    def _improve(self, run: _Run) -> None:
        told = 0.0
        for is_better in self._steps(run):
            run.seconds = monotonic() - run.began
            if run.stopped.is_set() or run.seconds >= SECONDS:
                return
            if is_better or run.seconds - told >= _TICK_SECONDS:
                told = run.seconds
                self._changed()

    def _steps(self, run: _Run) -> Iterator[bool]:
        """Whether each step brought a better plan."""
        jobs = [_alone(nested.job, run.found, at) for at, nested in enumerate(run.found)]
        with closing(_in_turns([planning.progress(job, search=self._search) for job in jobs])) as steps:
            for at, step in steps:
                is_better = step.is_better and _is_better(step, run.found[at])
                if is_better and step.best:
                    better = replace(run.found[at], plan=step.best)
                    run.found = (*run.found[:at], better, *run.found[at + 1 :])
                    run.better += 1
                yield is_better


def _is_better(step: planning.Progress, nested: Nested) -> bool:
    return step.cost is not None and step.cost < cost(nested.plan, nested.job)


def _alone(job: Job, found: Sequence[Nested], at: int) -> Job:
    """The job without the pieces that other groups' plans open: none may stand in two of them."""
    others = {
        layout.offer.code
        for number, nested in enumerate(found)
        for layout in nested.plan.layouts
        if number != at and not layout.offer.is_full
    }
    return replace(job, offers=tuple(offer for offer in job.offers if offer.code not in others))


def _in_turns(
    steps: Sequence[Generator[planning.Progress]],
) -> Generator[tuple[int, planning.Progress], None, None]:
    """A step of each in turn, with its number, as long as one of them knows more."""
    running = dict(enumerate(steps))
    with ExitStack() as closed:
        for each in steps:
            closed.enter_context(closing(each))
        while running:
            for at, each in tuple(running.items()):
                step = next(each, None)
                if step is None:
                    del running[at]
                else:
                    yield at, step

"""Planning a cut list in a thread of its own: the first plan soon, better ones until somebody stops it.

All of it happens there, also the questions to the shelf, each of which is a short transaction: no scan waits.
"""

from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import ExitStack, closing
from dataclasses import dataclass, field, replace
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
_PATIENCE_SECONDS = 5.0
_BAR = 10


@dataclass(slots=True)
class _Run:
    """One cut list that is being planned. `news` counts its plans; what kept the first one from being made is
    news, too."""

    began: float = field(default_factory=monotonic)
    stopped: Event = field(default_factory=Event)
    found: tuple[Nested, ...] = ()
    failed: Exception | None = None
    news: int = 0
    seconds: float = 0.0
    told: float = 0.0


class Planner:
    """Plans one cut list at a time. `changed` is called, from any thread, when there is news of it.

    `search` is the one that plans, where not the usual one does.
    """

    def __init__(self, changed: Callable[[], None] = lambda: None, search: Search | None = None) -> None:
        self._changed, self._search = changed, search
        self._run: _Run | None = None
        self._thread: Thread | None = None

    def begin(self, kiosk: Kiosk, lines: Sequence[Line], asked: Asked) -> None:
        """Plan this from now on, and nothing else."""
        self.stop()
        self._run = run = _Run()
        self._thread = Thread(target=self._work, args=[run, kiosk, lines, asked], name="planner", daemon=True)
        self._thread.start()

    def best(self) -> tuple[Nested, ...]:
        """The best plan so far; none before the first. Raises what kept the first one from being made."""
        run = self._run
        if run and run.failed:
            raise run.failed
        return run.found if run else ()

    @property
    def version(self) -> int:
        """How much news there is: 0 before the first plan, one more with each better one."""
        return self._run.news if self._run else 0

    def stop(self) -> None:
        """No better plan is wanted, nor a first one."""
        if self._run:
            self._run.stopped.set()
        self._run = None

    def close(self) -> None:
        """Stop, and wait for the end of what is under way, which asks the ledger."""
        self.stop()
        if self._thread:
            self._thread.join(_PATIENCE_SECONDS)

    def note(self) -> Span | None:
        """How far it has come."""
        run = self._run
        if run is None or run.failed or (run.found and run.seconds >= SECONDS):
            return None
        full = min(_BAR, int(run.seconds * _BAR / SECONDS))
        return Span(_("planning {bar}").format(bar="█" * full + "░" * (_BAR - full)))

    def _work(self, run: _Run, kiosk: Kiosk, lines: Sequence[Line], asked: Asked) -> None:
        """The first plan, then better ones, until the time is up; a search that fails leaves the best one so
        far."""
        try:
            self._plan_first(run, kiosk, lines, asked)
            self._improve(run)
        except Exception:  # noqa: BLE001 (what is shown was checked, and can be taken)
            run.stopped.set()
        run.seconds = SECONDS
        self._changed()

    def _plan_first(self, run: _Run, kiosk: Kiosk, lines: Sequence[Line], asked: Asked) -> None:
        """Whoever asks for the plan gets what kept it from being made."""
        is_wanted = partial(self._is_on, run)
        first = partial(planning.plan, seconds=0.0, search=self._search, is_wanted=is_wanted)
        try:
            run.found = nest(kiosk, lines, asked, first)
        except Exception as error:
            run.failed = error
            raise
        finally:
            run.news += 1
        run.began = monotonic()
        self._changed()

    def _is_on(self, run: _Run) -> bool:
        """Whether it is still wanted. Now and then it is told how far it has come."""
        run.seconds = monotonic() - run.began
        if abs(run.seconds - run.told) >= _TICK_SECONDS:
            run.told = run.seconds
            self._changed()
        return not run.stopped.is_set()

    def _improve(self, run: _Run) -> None:
        for is_better in self._steps(run):
            if not self._is_on(run) or run.seconds >= SECONDS:
                return
            if is_better:
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
                    run.news += 1
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

"""The searches for boards with PackingSolver beside them: each goes on from what the other made better."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from functools import partial
from time import monotonic

from cutting.boards.descent import Descent
from cutting.boards.free import in_turns
from cutting.boards.given import Given, given
from cutting.boards.guillotine import Guillotine
from cutting.boards.lying import Free
from cutting.boards.plans import plans
from cutting.boards.shelf import Shelf
from cutting.boards.way import Content
from cutting.packing.beside import Beside
from cutting.packing.contents import lying, sawn
from cutting.packing.engine import Engine
from cutting.terms import Job, Mode, Plan, Search


def search_with(command: Sequence[str]) -> Search:
    """The search for boards that also asks a worker, which this command starts."""
    return partial(_search, command)


def _search(command: Sequence[str], job: Job, seed: int) -> Iterator[Plan | None]:
    counted, engine = given(job), Engine(command, monotonic)
    if job.tool.mode is Mode.FREE:
        return _freely(counted, engine, seed)
    way = Guillotine(counted)
    own = Descent(counted, way, seed)
    beside = Beside(counted, way, lambda places, kinds, _: sawn(places, kinds), engine, seed)
    return plans(counted, way, _together(own.shelves(), own.adopt, beside))


def _freely(counted: Given, engine: Engine, seed: int) -> Iterator[Plan | None]:
    way = Free(counted)
    own = Descent(counted, way, seed)
    read = partial(lying, ways=counted.ways, way=way)
    beside = Beside(counted, way, read, engine, seed)
    return plans(counted, way, _together(in_turns(counted, way, own, seed), own.adopt, beside))


def _together(
    shelves: Iterator[Shelf[Content] | None],
    adopt: Callable[[Shelf[Content]], bool],
    beside: Beside[Content],
) -> Iterator[Shelf[Content] | None]:
    best: Shelf[Content] | None = None
    with closing(beside):
        for shelf in shelves:
            best = shelf or best
            yield shelf
            found = beside.better(best) if best else None
            if found and adopt(found):
                best = found
                yield found

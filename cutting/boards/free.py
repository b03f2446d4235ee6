"""Plans for a laser or a router: parts lie anywhere."""

from collections.abc import Iterator

from cutting.boards.descent import PATIENCE, Descent
from cutting.boards.given import Given, given
from cutting.boards.guillotine import Guillotine
from cutting.boards.lying import Free, Lying
from cutting.boards.plans import plans
from cutting.boards.shelf import Shelf
from cutting.boards.slicing import Tree
from cutting.terms import Job, Plan

SHARE = 4
"""After so many steps of the saw, which are quicker, comes a free one while they lead to better shelves."""


def search(job: Job, seed: int) -> Iterator[Plan | None]:
    """Ever better plans for a laser, a `terms.Search`: such as can be sawn, in turns with such as cannot.
    Ends where no part fits anywhere."""
    counted = given(job)
    way = Free(counted)
    return plans(counted, way, in_turns(counted, way, Descent(counted, way, seed), seed))


def in_turns(counted: Given, way: Free, freely: Descent[Lying], seed: int) -> Iterator[Shelf[Lying] | None]:
    """What is found for a saw is where the search for a laser goes on from, if it is better. With outlines,
    where a saw uses one rectangle alone, the laser begins, and goes on where a saw can do nothing."""
    lying, since, rows = freely.shelves(), 0, counted.sawn
    has_outlines = rows.grounds != counted.grounds
    if has_outlines:
        yield from _until_first(lying)
    for sawn in Descent(rows, Guillotine(rows), seed).shelves():
        since += 1
        if sawn is not None:
            shelf, since = _freed(sawn, way), 0
            yield shelf if freely.adopt(shelf) else None
        elif freely.has_begun and (since > PATIENCE or since % SHARE == 0):
            yield next(lying, None)
        else:
            yield None
    if has_outlines:
        yield from lying


def _until_first(shelves: Iterator[Shelf[Lying] | None]) -> Iterator[Shelf[Lying] | None]:
    """The steps up to the first shelf."""
    for shelf in shelves:
        yield shelf
        if shelf is not None:
            return


def _freed(sawn: Shelf[Tree], way: Free) -> Shelf[Lying]:
    boards = {number: way.freed(board) for number, board in sawn.boards.items()}
    return Shelf(boards, sawn.missing, sawn.opened)

"""From a filled shelf to a plan that names the parts."""

from collections.abc import Callable, Iterable, Iterator
from itertools import chain, repeat

from cutting.boards.given import Given
from cutting.boards.shelf import Shelf
from cutting.boards.way import Content, Way
from cutting.terms import Cost, Plan, cost


def plans(given: Given, way: Way[Content], shelves: Iterable[Shelf[Content] | None]) -> Iterator[Plan | None]:
    """Ever better plans, of shelves as a search finds them; None between them."""
    least: Cost | None = None
    for shelf in shelves:
        plan = None if shelf is None else plan_of(given, way, shelf)
        if plan is not None and (least is None or cost(plan, given.job) < least):
            least = cost(plan, given.job)
            yield plan
        else:
            yield None


def plan_of(given: Given, way: Way[Content], shelf: Shelf[Content]) -> Plan:
    """Each place of a kind of part goes to one of the lines that it stands for, in the lines' order."""
    name = _naming(given)
    boards = sorted(shelf.boards.values(), key=lambda board: board.ground)
    layouts = tuple(way.layout(board.content, given.grounds[board.ground], name) for board in boards)
    counts = dict(given.unfit)
    for number in map(name, shelf.missing):
        counts[number] = counts.get(number, 0) + 1
    return Plan(layouts, tuple(sorted(counts.items())))


def _naming(given: Given) -> Callable[[int], int]:
    numbers = [
        chain.from_iterable(repeat(number, count) for number, count in lines) for lines in given.numbers
    ]
    return lambda kind: next(numbers[kind])

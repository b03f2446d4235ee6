"""Lines of a drawing, joined to loops where their ends meet."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product
from math import hypot, isfinite

from cutting.outlines.errors import NoOutline, Why
from cutting.outlines.units import FLAT_UM

Point = tuple[float, float]
Path = tuple[Point, ...]

NEAR_UM = 100.0
"""Ends no further apart meet: programs round, and people draw by hand."""
MOST_POINTS = 200_000
_FARTHEST_UM = 1e12


@dataclass(frozen=True, slots=True)
class Drawing:
    """The lines of a drawing in µm, y upwards; `curves` are those among them that stand for curves, which lie
    up to `FLAT_UM` beside these chords."""

    paths: tuple[Path, ...]
    curves: tuple[Path, ...] = ()

    @property
    def bent_um(self) -> float:
        """How far its curves may lie beside their chords."""
        return FLAT_UM if self.curves else 0.0


@dataclass(frozen=True, slots=True)
class Loops:
    """Closed loops (the first point once), and lines that close nothing."""

    closed: tuple[Path, ...]
    open: tuple[Path, ...]


def joined(drawing: Drawing) -> Loops:
    """The loops of a drawing. Raises NoOutline for more than is sensible, and for what is no number."""
    if sum(map(len, drawing.paths)) > MOST_POINTS:
        raise NoOutline(Why.TOO_MUCH)
    if not all(isfinite(x + y) and abs(x) + abs(y) < _FARTHEST_UM for path in drawing.paths for x, y in path):
        raise NoOutline(Why.UNREADABLE)
    paths = [path for path in drawing.paths if len(path) > 1]
    whole = [path for path in paths if _closes(path)]
    chains = list(_chains([path for path in paths if not _closes(path)]))
    closed = (path[:-1] for path in (*whole, *filter(_closes, chains)))
    return Loops(
        tuple(path for path in closed if len(path) > 2), tuple(path for path in chains if not _closes(path))
    )


def _closes(path: Path) -> bool:
    return len(path) > 3 and _gap(path[0], path[-1]) <= NEAR_UM


def _gap(one: Point, other: Point) -> float:
    return hypot(one[0] - other[0], one[1] - other[1])


class _Ends:
    """The ends of lines not used yet, by where they are."""

    def __init__(self, paths: list[Path]) -> None:
        self.paths = dict(enumerate(paths))
        self._at: dict[tuple[int, int], set[int]] = defaultdict(set)
        for number, path in self.paths.items():
            for end in (path[0], path[-1]):
                self._at[_cell(end)].add(number)

    def take(self) -> Path:
        """Any line."""
        return self._take(next(iter(self.paths)))

    def beginning(self, point: Point) -> Path | None:
        """The line of which an end is nearest to a point, beginning there; None where none is near."""
        x, y = _cell(point)
        near = {n for dx, dy in product((-1, 0, 1), repeat=2) for n in self._at.get((x + dx, y + dy), ())}
        ends = ((_gap(point, self.paths[n][-back]), n, back) for n in sorted(near) for back in (0, 1))
        gap, number, back = min(ends, default=(NEAR_UM + 1, 0, 0))
        if gap > NEAR_UM:
            return None
        path = self._take(number)
        return path[::-1] if back else path

    def _take(self, number: int) -> Path:
        path = self.paths.pop(number)
        for end in (path[0], path[-1]):
            self._at[_cell(end)].discard(number)
        return path


def _cell(point: Point) -> tuple[int, int]:
    return int(point[0] // NEAR_UM), int(point[1] // NEAR_UM)


def _chains(paths: list[Path]) -> Iterator[Path]:
    """Lines put end to end, from any line on to both sides."""
    ends = _Ends(paths)
    while ends.paths:
        chain = [*ends.take()]
        for _side in (0, 1):
            while not _closes(tuple(chain[:1] + chain[-3:])) and (more := ends.beginning(chain[-1])):
                chain += more[1:]
            chain.reverse()
        yield tuple(chain)

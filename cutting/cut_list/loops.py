"""Lines and arcs of a drawing that end in each other, as loops."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ezdxf.path import Path

_JOINED_UM = 50
"""Ends that are nearer than this are one point."""

_Cell = tuple[int, int]


def loops(paths: "Sequence[Path]", scale: int) -> "list[list[Path]]":
    """What hangs together and has no loose end; `scale` is µm in a unit of the drawing."""
    knots = _Knots(scale)
    ends = [(knots.at(path.start.x, path.start.y), knots.at(path.end.x, path.end.y)) for path in paths]
    touching = Counter(knot for pair in ends for knot in pair)
    together: dict[int, list[Path]] = {}
    loose: set[int] = set()
    for path, pair, root in zip(paths, ends, _roots(ends), strict=True):
        together.setdefault(root, []).append(path)
        if any(touching[knot] % 2 for knot in pair):
            loose.add(root)
    return [found for root, found in together.items() if root not in loose]


class _Knots:
    """Points by number, those close to each other by the same."""

    def __init__(self, scale: int) -> None:
        self._scale = scale
        self._cells: dict[_Cell, int] = {}

    def at(self, x: float, y: float) -> int:
        """The number of the point there."""
        cell = (round(x * self._scale / _JOINED_UM), round(y * self._scale / _JOINED_UM))
        near = ((cell[0] + right, cell[1] + up) for right in (0, -1, 1) for up in (0, -1, 1))
        known = next((self._cells[each] for each in near if each in self._cells), None)
        return self._cells.setdefault(cell, len(self._cells) if known is None else known)


def _roots(ends: Sequence[tuple[int, int]]) -> Iterator[int]:
    """For each pair of ends the number of what it hangs together with."""
    root = {knot: knot for pair in ends for knot in pair}

    def top(knot: int) -> int:
        while root[knot] != knot:
            root[knot] = root[root[knot]]
            knot = root[knot]
        return knot

    for start, end in ends:
        root[top(start)] = top(end)
    return (top(start) for start, _ in ends)

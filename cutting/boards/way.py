"""What the search asks of a way of cutting, be it from edge to edge or free."""

from collections.abc import Callable
from random import Random
from typing import Generic, Protocol, TypeVar

from cutting.boards.gaps import Gap
from cutting.boards.given import Ground
from cutting.terms import Layout

Content = TypeVar("Content")
"""How a way of cutting notes the parts on one board. Contents are never changed, only replaced."""


class Way(Protocol[Content]):
    """A way of cutting; contents are as large as they must be, and lie in a board's corner."""

    def begun(self, ground: Ground, dx: int, dy: int, kind: int) -> Content:
        """One part."""
        ...

    def gaps(self, content: Content, ground: Ground) -> tuple[list[Gap], int]:
        """Where one more may lie, and the area without a part."""
        ...

    def put(self, content: Content, gap: Gap, dx: int, dy: int, kind: int) -> Content:
        """One part more."""
        ...

    def thinned(self, content: Content, ground: Ground, chance: Random, taken: list[int]) -> Content | None:
        """Fewer by a part or neighbours, whose kinds are added to `taken`. None where nothing is left."""
        ...

    def kinds(self, content: Content) -> list[int]:
        """The kinds of all parts."""
        ...

    def kept_um2(self, content: Content, ground: Ground) -> int:
        """The area of what goes back on the shelf, at most."""
        ...

    def layout(self, content: Content, ground: Ground, name: Callable[[int], int]) -> Layout:
        """The content as a layout; `name` gives the line of the next part of a kind."""
        ...


class Board(Generic[Content]):
    """An opened board: what lies on it, the gaps, the free area, and its price once that was asked for."""

    __slots__ = ("content", "free", "gaps", "ground", "price")

    def __init__(self, ground: int, content: Content, gaps: list[Gap], free: int) -> None:
        self.ground, self.content, self.gaps, self.free = ground, content, gaps, free
        self.price: int | None = None

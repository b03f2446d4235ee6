"""A part that is needed: which pieces it can be cut from."""

from dataclasses import dataclass, replace

from stock.sizes import LONGEST_UM, Size, fits


@dataclass(frozen=True, slots=True)
class Need:
    """A rectangle, a disc or a rod of this size. Its thickness is exact, or from the size's to `thick_to_um`.

    A rectangle may be turned a quarter where it `turns`; else its length lies along the piece's (the grain).
    `trim_um` is lost along every edge of the piece: of a rod at both ends. A cut costs nothing at an edge, so
    what the tool takes decides about no single part, but about what is left of the piece.
    """

    size: Size
    thick_to_um: int = 0
    turns: bool = True
    trim_um: int = 0

    @property
    def thickest_um(self) -> int:
        """The thickest that will do; any, where no thickness is asked for."""
        return max(self.thick_to_um, self.size.thick_um) or LONGEST_UM

    @property
    def long_um(self) -> int:
        """The length with its trim, 0 where it is left open."""
        return _with(self.size.long_um, self.trim_um)

    @property
    def short_um(self) -> int:
        """The width with its trim, 0 where it is left open."""
        return _with(self.size.short_um, self.trim_um)

    @property
    def across_um(self) -> int:
        """A disc's diameter with its trim; a rod's is as it is, since a rod is trimmed at its ends."""
        return self.size.diameter_um if self.size.long_um else _with(self.size.diameter_um, self.trim_um)

    @property
    def height_um(self) -> int:
        """A rod's length, or how thick a slice of one is, with its trim; 0 where it is left open."""
        return _with(self.size.height_um, self.trim_um)

    def meets(self, have: Size) -> bool:
        """Whether it can be cut from a piece of this size: as `fits` says, with its trim and thicknesses."""
        is_rod = bool(have.diameter_um and have.long_um)
        if self.size.diameter_um and is_rod:
            return self._fits_rod(have)
        if not self.size.thick_um <= have.thick_um <= self.thickest_um:
            return False
        return self._fits_face(have)

    def _fits_rod(self, have: Size) -> bool:
        return fits(replace(self.size, long_um=0, thick_um=0), have) and self.height_um <= have.long_um

    def _fits_face(self, have: Size) -> bool:
        edges = (self.long_um, self.short_um, self.across_um)
        if max(edges) > LONGEST_UM:
            return False
        grown = Size(edges[0], edges[1], 0, edges[2], self.size.wall_um)
        return fits(grown, have, turn=self.turns)


def _with(edge_um: int, trim_um: int) -> int:
    return edge_um + 2 * trim_um if edge_um else 0

"""The dimensions of a piece in whole µm, their text, and whether one fits in another."""

from dataclasses import dataclass, replace
from typing import Self

LONGEST_UM = 100_000_000
_PI = (3_141_592_653_589_793, 10**15)


class SizeError(ValueError):
    """Dimensions that no piece can have."""


@dataclass(frozen=True, slots=True)
class Size:
    """Dimensions in µm, 0 where not given; a round thing has a diameter and one height, long or thick.

    Made directly it stays as it lies; `Size.of` puts it in the one usual order.
    Raises SizeError for a dimension below 0 or over 100 m, and for shapes that contradict themselves.
    """

    long_um: int = 0
    short_um: int = 0
    thick_um: int = 0
    diameter_um: int = 0
    wall_um: int = 0

    def __post_init__(self) -> None:
        dimensions_um = self.dimensions_um
        if min(dimensions_um) < 0 or max(dimensions_um) > LONGEST_UM:
            raise SizeError(f"a dimension is outside 0 to {LONGEST_UM} µm")
        if self.diameter_um and (self.short_um or (self.long_um and self.thick_um)):
            raise SizeError("a round thing has a diameter and one height")
        if self.diameter_um and 2 * self.wall_um > self.diameter_um:
            raise SizeError("the wall is thicker than the radius")

    @classmethod
    def of(
        cls,
        *,
        long_um: int = 0,
        short_um: int = 0,
        thick_um: int = 0,
        diameter_um: int = 0,
        wall_um: int = 0,
    ) -> Self:
        """The size with its longest edge as length, and a round thing's height as length or thickness."""
        size = cls(long_um, short_um, thick_um, diameter_um, wall_um)
        return size._upright() if diameter_um else size._lengthwise()

    @property
    def dimensions_um(self) -> tuple[int, int, int, int, int]:
        """Length, width, thickness, diameter and wall."""
        return (self.long_um, self.short_um, self.thick_um, self.diameter_um, self.wall_um)

    @property
    def height_um(self) -> int:
        """How high a round thing is, be it a disc or a rod."""
        return self.long_um or self.thick_um

    def _lengthwise(self) -> Self:
        """Thickness stays, since a strip may be narrower than it is thick, but is never the longest edge."""
        short_um, long_um = sorted((self.long_um, self.short_um))
        if not 0 < long_um < self.thick_um:
            return replace(self, long_um=long_um, short_um=short_um)
        if not short_um:
            return replace(self, long_um=self.thick_um, short_um=0, thick_um=long_um)
        return replace(self, long_um=self.thick_um, short_um=long_um, thick_um=short_um)

    def _upright(self) -> Self:
        if self.height_um < self.diameter_um:
            return replace(self, long_um=0, thick_um=self.height_um)
        return replace(self, long_um=self.height_um, thick_um=0)


def disc_um2(diameter_um: int) -> int:
    """A disc's area in µm², rounded down."""
    over, under = _PI
    return diameter_um * diameter_um * over // (4 * under)


def area_um2(size: Size) -> int:
    """The face in µm² (a round thing's cross-section), rounded down; 0 where it is not determined."""
    return disc_um2(size.diameter_um) if size.diameter_um else size.long_um * size.short_um


def fits(need: Size, have: Size, *, turn: bool = True) -> bool:
    """Whether `need` can be cut from `have`; what the need leaves open, anything meets.

    Thickness and wall must be exact. `turn=False` keeps the need's length along the other's length (grain).
    """
    if need.wall_um and need.wall_um != have.wall_um:
        return False
    if need.diameter_um and have.diameter_um and have.long_um:
        return _rod_fits(need, have)
    if need.thick_um and need.thick_um != have.thick_um:
        return False
    return _disc_fits(need, have) if need.diameter_um else _rectangle_fits(need, have, turn)


def _rod_fits(need: Size, have: Size) -> bool:
    """A rod, or a slice of one, from a longer rod that may be turned down; a tube may not."""
    if need.height_um > have.long_um:
        return False
    return need.diameter_um == have.diameter_um if need.wall_um else need.diameter_um <= have.diameter_um


def _disc_fits(need: Size, have: Size) -> bool:
    across_um = have.diameter_um or min(have.long_um, have.short_um)
    return not need.long_um and need.diameter_um <= across_um


def _rectangle_fits(need: Size, have: Size, turn: bool) -> bool:
    if have.diameter_um and not have.long_um:
        return need.long_um**2 + need.short_um**2 <= have.diameter_um**2
    if need.long_um <= have.long_um and need.short_um <= have.short_um:
        return True
    return turn and need.long_um <= have.short_um and need.short_um <= have.long_um


def size_text(size: Size, decimal: str = ",") -> str:
    """The size as a maker writes it: `600 × 400 × 4 mm`, `Ø 80 × 3 mm`, a tube's wall before its length.

    `?` stands for what is not known before something that is; nothing at all is "".
    """
    edges = (size.long_um, size.short_um, size.thick_um, size.wall_um)
    numbers = [_mm_text(um, decimal) for um in (_round_edges(size) if size.diameter_um else _known(edges))]
    return ("Ø " if size.diameter_um else "") + " × ".join(numbers) + " mm" if numbers else ""


def _round_edges(size: Size) -> tuple[int, ...]:
    if size.wall_um:
        return (size.diameter_um, size.wall_um, size.height_um)
    return _known((size.diameter_um, size.height_um))


def _known(edges_um: tuple[int, ...]) -> tuple[int, ...]:
    while edges_um and not edges_um[-1]:
        edges_um = edges_um[:-1]
    return edges_um


def _mm_text(um: int, decimal: str) -> str:
    return decimal_text(um, 1000, 3, decimal) if um else "?"


def decimal_text(value: int, unit: int, digits: int, decimal: str) -> str:
    """Whole units and at most `digits` decimals, rounded; `unit` is at least 10**digits."""
    step = unit // 10**digits
    whole, rest = divmod((value + step // 2) // step, 10**digits)
    fraction = f"{rest:0{digits}d}".rstrip("0")
    return f"{whole}{decimal}{fraction}" if fraction else str(whole)

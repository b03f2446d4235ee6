"""What every picture of a layout shows: its parts, cuts and remainders, with names and places, in µm.

x runs along the piece's long edge from the left, y downwards from the top, as in the layout. A bar, which has
no width in a plan, is drawn as wide as `height_um`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from cutting.inside import is_there
from cutting.terms import Cut, Job, Layout, Mode, Placed, Rect, Tool, kept
from stock.outlines import Ring
from stock.sizes import decimal_text

_BAR_UM = 20_000


@dataclass(frozen=True, slots=True)
class Remainder:
    """What is left and kept, with the code of its new label; "" where it has none yet."""

    at: Rect
    code: str = ""


@dataclass(frozen=True, slots=True)
class Naming:
    """What is said on a picture: which piece it is, the names of its parts by number, the sign before a
    fraction; and which numbers are discs, which a laser cuts round."""

    heading: str = ""
    titles: Mapping[int, str] = field(default_factory=dict)
    decimal: str = "."
    discs: frozenset[int] = frozenset()

    def mm(self, um: int) -> str:
        """A length in mm without its unit, to the µm."""
        return decimal_text(um, 1000, 3, self.decimal)

    def size(self, rect: Rect) -> str:
        """A rectangle's size in mm as it lies; a bar's length."""
        return " × ".join(self.mm(um) for um in (rect.dx_um, rect.dy_um) if um)

    def upright(self, rect: Rect) -> str:
        """Its size with the longer edge first, as pieces and their labels are called."""
        return " × ".join(self.mm(um) for um in sorted((rect.dx_um, rect.dy_um), reverse=True) if um)

    def part(self, placed: Placed) -> str:
        """The size of a part; of a disc what is across."""
        is_disc = placed.number in self.discs
        return f"Ø {self.mm(placed.at.dx_um)}" if is_disc else self.upright(placed.at)


@dataclass(frozen=True, slots=True)
class Drawn:
    """A layout with what is written on its picture."""

    layout: Layout
    tool: Tool
    naming: Naming = field(default_factory=Naming)
    remainders: tuple[Remainder, ...] = ()

    @property
    def is_bar(self) -> bool:
        """Whether it is cut along its length alone."""
        return self.tool.mode is Mode.BARS

    @property
    def long_um(self) -> int:
        """How long the piece is."""
        return self.layout.offer.long_um

    @property
    def height_um(self) -> int:
        """How wide the piece is, or is drawn."""
        return self.layout.offer.wide_um or max(_BAR_UM, self.long_um // 24)

    @property
    def whole(self) -> Rect:
        """The whole piece as it is drawn."""
        return Rect(0, 0, self.long_um, self.height_um)

    @property
    def rings(self) -> tuple[Ring, ...]:
        """The rings of its outline; none where it is a rectangle."""
        outline = self.layout.offer.outline
        return outline.rings_um if outline else ()

    def is_there(self, x_um: int, y_um: int) -> bool:
        """Whether a point of the picture is on the piece."""
        outline, whole = self.layout.offer.outline, self.whole
        is_in_box = x_um < whole.dx_um and y_um < whole.dy_um
        return is_in_box and (outline is None or is_there(outline, x_um, y_um))

    @property
    def waste(self) -> tuple[Rect, ...]:
        """What is left and not kept."""
        keeps = {remainder.at for remainder in self.remainders}
        return tuple(rect for rect in self.layout.left if rect not in keeps)

    @property
    def usable(self) -> Rect:
        """The piece as it is drawn, less its trim."""
        trim_um = self.tool.trim_um
        return self.face(
            Rect(trim_um, trim_um, self.long_um - 2 * trim_um, self.layout.offer.wide_um - 2 * trim_um)
        )

    def face(self, rect: Rect) -> Rect:
        """The rectangle as it is drawn."""
        return replace(rect, y_um=0, dy_um=self.height_um) if self.is_bar else rect


def drawn(layout: Layout, job: Job, naming: Naming, codes: Sequence[str] = ()) -> Drawn:
    """The layout of a job; `codes` are those of its kept remainders, the largest first."""
    rects = kept(layout, job)
    known = (*codes, *("" for _ in rects[len(codes) :]))
    remainders = tuple(Remainder(rect, code) for rect, code in zip(rects, known, strict=False))
    return Drawn(layout, job.tool, naming, remainders)


@dataclass(frozen=True, slots=True)
class Step:
    """One cut of a sequence, counted from one. `fence_um` is its distance from the panel's reference edge, so
    it is the size of what lies there: the left edge where the cut `is_across`, else the top; `line` is the
    kerf as it is drawn, `panel` what is cut."""

    number: int
    is_across: bool
    fence_um: int
    line: Rect
    panel: Rect


def steps(drawing: Drawn) -> tuple[Step, ...]:
    """The cuts in their order; none in free mode."""
    return tuple(_step(number, cut, drawing) for number, cut in enumerate(drawing.layout.cuts, start=1))


def _step(number: int, cut: Cut, drawing: Drawn) -> Step:
    panel, kerf_um = drawing.face(cut.panel), drawing.tool.kerf_um
    if cut.is_across or drawing.is_bar:
        left_um = panel.x_um + panel.dx_um - cut.at_um
        line = Rect(cut.at_um, panel.y_um, max(0, min(kerf_um, left_um)), panel.dy_um)
        return Step(number, True, cut.at_um - panel.x_um, line, cut.panel)
    left_um = panel.y_um + panel.dy_um - cut.at_um
    line = Rect(panel.x_um, cut.at_um, panel.dx_um, max(0, min(kerf_um, left_um)))
    return Step(number, False, cut.at_um - panel.y_um, line, cut.panel)

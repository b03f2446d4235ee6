"""From a way to saw to the true cuts of one offer, in the order in which they are made."""

from dataclasses import dataclass, field

from cutting.boards.sawing import LEFT, Sawn
from cutting.terms import Cut, Rect, Tool


@dataclass
class Bench:
    """An offer being cut: the cuts so far, its parts by kind, and what is left over."""

    tool: Tool
    cuts: list[Cut] = field(default_factory=list)
    parts: list[tuple[int, Rect]] = field(default_factory=list)
    left: list[Rect] = field(default_factory=list)

    def saw(self, panel: Rect, sawn: Sawn, planned: Rect) -> None:
        """Saws a panel, all of whose parts lie in what was `planned` for it, with one distance more."""
        if sawn.halves:
            self._halve(panel, _leftover_last(sawn), planned)
        elif sawn.kind is None:
            self._leave(panel)
        else:
            self._free(panel, sawn.kind, planned)

    def _halve(self, panel: Rect, sawn: Sawn, planned: Rect) -> None:
        x, y, dx, dy = planned.x_um, planned.y_um, planned.dx_um, planned.dy_um
        if sawn.across:
            areas = Rect(x, y, sawn.at, dy), Rect(x + sawn.at, y, dx - sawn.at, dy)
        else:
            areas = Rect(x, y, dx, sawn.at), Rect(x, y + sawn.at, dx, dy - sawn.at)
        lost = self.tool.between_um if sawn.halves[1] == LEFT else self.tool.kerf_um
        end = (x if sawn.across else y) + sawn.at - lost
        for half, inner, area in zip(self._cut(panel, sawn.across, end), sawn.halves, areas, strict=True):
            self.saw(half, inner, area)

    def _free(self, panel: Rect, kind: int, planned: Rect) -> None:
        """A part is freed of what a distance beyond the kerf left along its far edges."""
        between = self.tool.between_um
        part = Rect(planned.x_um, planned.y_um, planned.dx_um - between, planned.dy_um - between)
        if panel.dx_um > part.dx_um:
            panel, scrap = self._cut(panel, True, part.x_um + part.dx_um)
            self._leave(scrap)
        if panel.dy_um > part.dy_um:
            panel, scrap = self._cut(panel, False, part.y_um + part.dy_um)
            self._leave(scrap)
        self.parts.append((kind, part))

    def _cut(self, panel: Rect, across: bool, at: int) -> tuple[Rect, Rect]:
        """The two panels, of which one may be empty or less."""
        self.cuts.append(Cut(panel, across, at))
        return _halves(self.cuts[-1], self.tool.kerf_um)

    def _leave(self, panel: Rect) -> None:
        if panel.dx_um > 0 and panel.dy_um > 0:
            self.left.append(panel)


def _leftover_last(sawn: Sawn) -> Sawn:
    """The same panels, but what is left over is cut off last: then fences are set to parts, not to sums."""
    inner, last = sawn.halves
    if last != LEFT or not inner.halves or inner.across != sawn.across or inner.halves[1] == LEFT:
        return sawn
    rest = Sawn(None, sawn.across, sawn.at - inner.at, (inner.halves[1], LEFT))
    return Sawn(None, sawn.across, inner.at, (inner.halves[0], rest))


def _halves(cut: Cut, kerf_um: int) -> tuple[Rect, Rect]:
    """What a cut makes of its panel; empty where an extent is none or less."""
    x, y, dx, dy = cut.panel.x_um, cut.panel.y_um, cut.panel.dx_um, cut.panel.dy_um
    far = cut.at_um + kerf_um
    if cut.is_across:
        return Rect(x, y, cut.at_um - x, dy), Rect(far, y, x + dx - far, dy)
    return Rect(x, y, dx, cut.at_um - y), Rect(x, far, dx, y + dy - far)

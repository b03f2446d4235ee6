"""One part alone on one offer: what is kept of the best guillotine cut."""

from dataclasses import dataclass

from cutting.terms import Keep, Mode, Part, Tool


@dataclass(frozen=True, slots=True)
class Single:
    """A part, the tool that cuts it, and what is kept beside it."""

    part: Part
    tool: Tool
    keep: Keep

    def kept_um2(self, long_um: int, wide_um: int) -> int:
        """The most that is kept of an offer of this size in one or two remainders, 0 where the part does not
        fit; a bar's by its width, too."""
        part, trims_um = self.part, 2 * self.tool.trim_um
        free_um = long_um - trims_um
        if self.tool.mode is Mode.BARS:
            return self._of_bar(free_um, part.long_um) * (wide_um or 1)
        deep_um = wide_um - trims_um
        kept = self._of_board(free_um, deep_um, part.long_um, part.wide_um)
        if part.turns and part.long_um != part.wide_um:
            kept = max(kept, self._of_board(free_um, deep_um, part.wide_um, part.long_um))
        return kept

    def _of_bar(self, free_um: int, dx_um: int) -> int:
        left_um = free_um - dx_um - self.tool.kerf_um
        return left_um if left_um >= self.keep.bar_um else 0

    def _of_board(self, free_um: int, deep_um: int, dx_um: int, dy_um: int) -> int:
        """Beside a part in the corner; the first cut is across, or along."""
        if dx_um > free_um or dy_um > deep_um:
            return 0
        beside_um, above_um = free_um - dx_um - self.tool.kerf_um, deep_um - dy_um - self.tool.kerf_um
        across = self._area_um2(beside_um, deep_um) + self._area_um2(dx_um, above_um)
        along = self._area_um2(free_um, above_um) + self._area_um2(beside_um, dy_um)
        return max(across, along)

    def _area_um2(self, dx_um: int, dy_um: int) -> int:
        """As `Keep.keeps` has it, asked hundreds of times in a search."""
        keep, area_um2 = self.keep, dx_um * dy_um
        short_um, long_um = (dy_um, dx_um) if dx_um > dy_um else (dx_um, dy_um)
        if short_um < keep.short_um or long_um < keep.long_um or area_um2 < keep.area_um2:
            return 0
        return area_um2 if 0 < long_um <= keep.ratio * short_um else 0

"""An outline before it is noted: to scale, the largest rectangle in it marked, beside what is known of it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from cutting.drawings.outlined import outlined
from kiosk.answers.outlined import beside_words
from kiosk.language import _
from kiosk.outliner import Shape
from kiosk.pixels import Marked
from kiosk.screens.plan_view import painted
from kiosk.screens.scene import Spot
from kiosk.use_cases.outline import boxed
from kiosk.widgets.spans import EMPTY, Line, Role, Span, beside, fit, indented, line, wrap
from kiosk.words import area_words, dimension_words
from stock.sizes import Size

_TABLE_WIDTH = 32
_OTHERS = 3
_TOLD_PER_MILLE = 5


@dataclass(frozen=True, slots=True)
class ShapeBody:
    """An outline, of a piece that measured `before` so far; `hint` says what else may be meant."""

    shape: Shape
    before: Size
    heading: str = ""
    hint: str = ""
    rows: int = 0

    def lines(self, width: int, height: int, at: int) -> Sequence[Line]:  # noqa: ARG002
        """See `Body`."""
        wide, high = width - _TABLE_WIDTH - 3, max(1, height - 3)
        picture = [painted(row) for row in outlined(self.shape.outline, self.shape.largest, wide, high)]
        both = beside(picture, list(self._table())[:high], wide + 1)
        filled = [*both, *[EMPTY] * (high - len(both))]
        head, foot = line(fit(self.heading, width - 2), Role.STRONG), line(self.hint, Role.DIM)
        return indented([head, EMPTY, *filled, foot][:height])

    def spot(self, width: int, height: int, at: int) -> Spot | None:  # noqa: ARG002
        """See `Pictured`."""
        of = Marked(self.shape.outline, self.shape.largest)
        return Spot(of, 1, 2, max(1, width - _TABLE_WIDTH - 3), max(1, height - 3))

    def _table(self) -> Iterator[Line]:
        outline = self.shape.outline
        yield line(dimension_words(boxed(outline, 0)), Role.STRONG)
        yield line(area_words(outline.area_um2), Role.STRONG)
        sizes = [dimension_words(Size(long_um=long, short_um=short)) for long, short in outline.rects_um]
        if sizes:
            yield EMPTY
            yield from _told(_("Largest rectangle:"))
            yield (Span("  ", Role.KEPT), Span(f" {sizes[0]}"))
            yield from (line(f"   {size}", Role.DIM) for size in sizes[1:_OTHERS])
        for remark in self._remarks():
            yield from _told(remark, Role.CAUTION)

    def _remarks(self) -> Iterator[str]:
        box, found = boxed(self.shape.outline, self.before.thick_um), self.shape.found
        if self.before.long_um and box != self.before:
            yield _("So far: {size}").format(size=dimension_words(self.before))
        if found.given_up_um2 * 1000 > found.outline.area_um2 * _TOLD_PER_MILLE:
            yield _("Left off along its edges: {area}").format(area=area_words(found.given_up_um2))
        yield from beside_words(found.beside)


def _told(text: str, role: Role = Role.DIM) -> list[Line]:
    return [line(row, role) for row in wrap(text, _TABLE_WIDTH, 2)]

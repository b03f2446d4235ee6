"""Fits, held against brute force with Shapely: random rectangles and circles in random pieces."""

from math import pi
from random import Random

from shapely.geometry import Point, Polygon, box

from benchmarks.figures import Figures
from cutting.outlines.fitting import circle_fits, fits
from cutting.outlines.rectangles import rects_um
from stock.needs import Need
from stock.outlines import Outline
from stock.pieces import Size
from tests.cutting.outlines.brute import covered, fits_somewhere, room
from tests.cutting.outlines.shapes import any_outline, polygon_of

PAIRS = 10_000
CLEARANCE_UM = 200
_SECONDS = 10.0
_FINE = 256


def exact(pairs: int = PAIRS) -> Figures:
    """How many pairs there were, how many fit, and how often the answer was wrong: `false_yes`, and
    `false_no` with 0.2 mm to spare."""
    random, found = Random(20_261_126), {"pairs": 0, "fit": 0, "false_yes": 0, "false_no": 0}
    for number in range(pairs):
        judged = (_in_rectangle, _in_disc, _in_outline)[number % 3](random)
        is_fit, is_true, is_sure = judged
        found["pairs"] += 1
        found["fit"] += is_fit
        found["false_yes"] += is_fit and not is_true
        found["false_no"] += is_sure and not is_fit
    return dict(found)


_Judged = tuple[bool, bool, bool]
"""What is answered, whether it is true within rounding, and whether brute force finds it with a clearance."""


def _in_rectangle(random: Random) -> _Judged:
    long, short = random.randint(20_000, 600_000), random.randint(20_000, 600_000)
    need, turns = _need(random), random.random() < 0.7
    answer = Need(need, turns=turns).meets(Size(long, short))
    sheet = box(0, 0, long, short)
    return answer, _placed(sheet, need, 0, turns=turns), _placed(sheet, need, CLEARANCE_UM, turns=turns)


def _placed(sheet: Polygon, need: Size, more_um: int, *, turns: bool) -> bool:
    """Whether it lies in the corner of a sheet, as it is or turned a quarter."""
    if need.diameter_um:
        across = need.diameter_um + more_um
        return bool(sheet.covers(box(0, 0, across, across)))
    edges = (need.long_um + more_um, need.short_um + more_um)
    ways = (edges, edges[::-1]) if turns else (edges,)
    return any(sheet.covers(box(0, 0, *way)) for way in ways)


def _in_disc(random: Random) -> _Judged:
    across, need = random.randint(20_000, 600_000), _need(random)
    answer = Need(need).meets(Size(diameter_um=across))
    return answer, _amid(across + CLEARANCE_UM, need, 0), _amid(across, need, CLEARANCE_UM)


def _amid(across_um: int, need: Size, more_um: int) -> bool:
    """Whether it lies in the middle of a disc; a disc of many edges is a little less than it should be."""
    disc = Point(0, 0).buffer(across_um / 2, quad_segs=_FINE)
    if need.diameter_um:
        return bool(disc.covers(Point(0, 0).buffer((need.diameter_um + more_um) / 2, quad_segs=_FINE)))
    x, y = (need.long_um + more_um) / 2, (need.short_um + more_um) / 2
    return bool(disc.covers(box(-x, -y, x, y)))


def _in_outline(random: Random) -> _Judged:
    bare = any_outline(random)
    outline = Outline(bare.rings_um, rects_um(bare.rings_um))
    need, turns = _need(random), random.random() < 0.7
    if need.diameter_um:
        return _circle_in_outline(outline, need.diameter_um)
    edges = (need.long_um, need.short_um)
    fit = fits(*edges, outline, seconds=_SECONDS, turns=turns)
    is_inside = turns and any(Need(need).meets(Size(*rect)) for rect in outline.rects_um)
    is_true = covered(outline, fit, *edges) if fit else fits_somewhere(outline, *edges)
    grown = (edges[0] + CLEARANCE_UM, edges[1] + CLEARANCE_UM)
    is_sure = fits_somewhere(outline, *grown) if turns else room(polygon_of(outline), *grown, 0)
    return bool(fit) or is_inside, is_true, is_sure


def _circle_in_outline(outline: Outline, across_um: int) -> _Judged:
    """A circle has room where the outline, moved inwards by its radius, is anything at all."""
    fit, polygon = circle_fits(across_um, outline), polygon_of(outline)
    is_inside = any(short_um >= across_um for _, short_um in outline.rects_um)
    is_true = not polygon.buffer(-across_um / 2 + 1, quad_segs=_FINE).is_empty
    is_sure = not polygon.buffer(-(across_um + CLEARANCE_UM) / 2, quad_segs=_FINE).is_empty
    return bool(fit) or is_inside, is_true, is_sure


def _need(random: Random) -> Size:
    if random.random() < 1 / pi:
        return Size(diameter_um=random.randint(5_000, 400_000))
    return Size(random.randint(5_000, 500_000), random.randint(5_000, 300_000))

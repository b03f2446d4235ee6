"""Framed words with a sign: what may hurt, and what a laser may do."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from labels.drawing import Box, Fill, Ink, Item, Size
from labels.lines import set_lines
from labels.signs import Sign, draw_sign
from labels.text import BETWEEN, Type, fit, line_um
from paper.text import ELLIPSIS
from paper.typeface import width_um

_LEGIBLE = 5
"""A sign with a few letters is this many times as wide as its font size."""


@dataclass(frozen=True, slots=True)
class Badge:
    """A framed clean text with a sign before it; `strong` turns it white on black."""

    text: str
    style: Type
    sign: Sign
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Flow:
    """Badges beside each other as far as they fit, the rest below; or all in one row, shortened."""

    badges: tuple[Badge, ...]
    rank: int
    one_row: bool = False


def flow_uses_um(flow: Flow, room: Size) -> int:
    """How much of the height there is the badges fill."""
    arranged = _arranged(flow, room)
    size_um = _flow_size_um(arranged, room)
    return _flow_height_um(len(_rows(arranged, size_um, room.width_um)), size_um)


def flow_least_um(flow: Flow, width_um: int) -> int:
    """The height below which the badges are better left out."""
    return flow_whole_um(_in_a_row(flow), width_um)


def flow_joined_um(flow: Flow, width_um: int) -> int:
    """The least height that has a frame for the laser, and one for all that hurts."""
    return flow_whole_um(_joined(flow), width_um)


def flow_whole_um(flow: Flow, width_um: int) -> int:
    """The least height that has a frame for each of them."""
    smallest_um = flow.badges[0].style.smallest_um
    return _flow_height_um(len(_rows(flow, smallest_um, width_um)), smallest_um)


def place_flow(flow: Flow, box: Box) -> Iterator[Item]:
    """What is drawn for the badges in the box."""
    room = Size(box.width_um, box.height_um)
    arranged = _arranged(flow, room)
    size_um = _flow_size_um(arranged, room)
    rows = _rows(arranged, size_um, box.width_um)
    y_um = box.y_um + (box.height_um - _flow_height_um(len(rows), size_um)) // 2
    for row in rows:
        x_um = box.x_um
        for badge, wide_um in zip(row, _widths_um(row, size_um, box.width_um), strict=True):
            yield from _badge(badge, Box(x_um, y_um, wide_um, _badge_height_um(size_um)), size_um)
            x_um += wide_um + _flow_gap_um(size_um)
        y_um += _badge_height_um(size_um) + _flow_gap_um(size_um)


def _arranged(flow: Flow, room: Size) -> Flow:
    """A frame for each, or one for all that hurts, or whatever a single row holds."""
    ways = (flow, _joined(flow))
    return next((way for way in ways if flow_whole_um(way, room.width_um) <= room.height_um), _in_a_row(flow))


def _in_a_row(flow: Flow) -> Flow:
    return replace(_joined(flow), one_row=True)


def _joined(flow: Flow) -> Flow:
    warnings = [badge for badge in flow.badges if badge.sign is Sign.WARNING]
    if len(warnings) < 2:
        return flow
    others = (badge for badge in flow.badges if badge.sign is not Sign.WARNING)
    words = f" {BETWEEN} ".join(badge.text for badge in warnings)
    return replace(flow, badges=(*others, replace(warnings[0], text=words)))


def _badge_height_um(size_um: int) -> int:
    return line_um(size_um) + size_um * 3 // 10


def _badge_extra_um(size_um: int) -> int:
    """What frame, sign and padding add to the width of the text."""
    return size_um * 21 // 10


def _badge_width_um(badge: Badge, size_um: int) -> int:
    return width_um(badge.text, badge.style.face, size_um) + _badge_extra_um(size_um) + 1


def _flow_gap_um(size_um: int) -> int:
    return size_um * 2 // 5


def _flow_height_um(rows: int, size_um: int) -> int:
    return rows * _badge_height_um(size_um) + (rows - 1) * _flow_gap_um(size_um)


def _rows(flow: Flow, size_um: int, width_um: int) -> list[list[Badge]]:
    """The badges by row at a font size, each in the first with room; what is too wide has one of its own."""
    if flow.one_row:
        return [list(flow.badges)]
    rows: list[list[Badge]] = []
    left_um: list[int] = []
    for badge in flow.badges:
        wide_um = _badge_width_um(badge, size_um)
        fitting = next((number for number, left in enumerate(left_um) if wide_um <= left), len(rows))
        if fitting == len(rows):
            rows.append([])
            left_um.append(width_um)
        rows[fitting].append(badge)
        left_um[fitting] -= wide_um + _flow_gap_um(size_um)
    return rows


def _widths_um(row: list[Badge], size_um: int, width_um: int) -> list[int]:
    """How wide each of a row is drawn: as it likes, as long as the signs of those after it fit.

    A warning without room for some of its letters is its sign and an ellipsis.
    """
    left_um, widths = width_um, []
    for number, badge in enumerate(row):
        after = len(row) - number - 1
        most_um = left_um - after * (_flow_gap_um(size_um) + _sign_alone_um(badge, size_um))
        wish_um = _badge_width_um(badge, size_um)
        if badge.sign is Sign.WARNING and most_um < min(wish_um, _LEGIBLE * size_um):
            wish_um = _sign_alone_um(badge, size_um)
        widths.append(min(wish_um, most_um))
        left_um -= widths[-1] + _flow_gap_um(size_um)
    return widths


def _sign_alone_um(badge: Badge, size_um: int) -> int:
    return _badge_width_um(replace(badge, text=ELLIPSIS), size_um)


def _flow_size_um(flow: Flow, room: Size) -> int:
    """The largest font size at which all fit, else the smallest; up to 30 % less to save a row."""
    style, size_um = flow.badges[0].style, flow.badges[0].style.largest_um
    fewest = len(_rows(flow, max(size_um * 7 // 10, style.smallest_um), room.width_um))
    while size_um > style.smallest_um:
        rows = _rows(flow, size_um, room.width_um)
        high_um = _flow_height_um(len(rows), size_um)
        if len(rows) <= fewest and high_um <= room.height_um and _widest_um(flow, size_um) <= room.width_um:
            return size_um
        size_um -= max(size_um // 20, 1)
    return style.smallest_um


def _widest_um(flow: Flow, size_um: int) -> int:
    return max(_badge_width_um(badge, size_um) for badge in flow.badges)


def _badge(badge: Badge, frame: Box, size_um: int) -> Iterator[Item]:
    yield Fill(frame)
    if not badge.strong:
        yield Fill(frame.inset(max(size_um // 12, 125)), Ink.WHITE)
    ink = Ink.WHITE if badge.strong else Ink.BLACK
    yield from draw_sign(badge.sign, _sign_box(frame, size_um), ink)
    words_um = max(frame.width_um - _badge_extra_um(size_um), 0)
    words = Box(frame.x_um + size_um * 17 // 10, frame.y_um, words_um, frame.height_um)
    style = replace(badge.style, largest_um=size_um)
    fitted = fit(badge.text, style, Size(words_um, line_um(size_um) + 1))
    yield from set_lines(fitted, style, words, centred=False, ink=ink)


def _sign_box(frame: Box, size_um: int) -> Box:
    top_um = frame.y_um + (frame.height_um - size_um) // 2
    return Box(frame.x_um + size_um * 4 // 10, top_um, size_um, size_um)

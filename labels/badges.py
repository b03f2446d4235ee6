"""Framed words with a sign: what may hurt, and what a laser may do."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from labels.drawing import Box, Fill, Ink, Item, Size
from labels.lines import set_lines
from labels.signs import Sign, draw_sign
from labels.text import Type, fit, line_um
from labels.typeface import width_um


@dataclass(frozen=True, slots=True)
class Badge:
    """A framed clean text with a sign before it; `strong` turns it white on black."""

    text: str
    style: Type
    sign: Sign
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Flow:
    """Badges beside each other as far as they fit, the rest below."""

    badges: tuple[Badge, ...]
    rank: int


def flow_uses_um(flow: Flow, room: Size) -> int:
    """How much of the height there is the badges fill."""
    size_um = _flow_size_um(flow, room)
    return _flow_height_um(len(_rows(flow, size_um, room.width_um)), size_um)


def flow_least_um(flow: Flow, width_um: int) -> int:
    """The height below which the badges are better left out."""
    smallest_um = flow.badges[0].style.smallest_um
    return _flow_height_um(len(_rows(flow, smallest_um, width_um)), smallest_um)


def place_flow(flow: Flow, box: Box) -> Iterator[Item]:
    """What is drawn for the badges in the box."""
    size_um = _flow_size_um(flow, Size(box.width_um, box.height_um))
    rows = _rows(flow, size_um, box.width_um)
    y_um = box.y_um + (box.height_um - _flow_height_um(len(rows), size_um)) // 2
    for row in rows:
        x_um = box.x_um
        for badge in row:
            wide_um = min(_badge_width_um(badge, size_um), box.right_um - x_um)
            yield from _badge(badge, Box(x_um, y_um, wide_um, _badge_height_um(size_um)), size_um)
            x_um += wide_um + _flow_gap_um(size_um)
        y_um += _badge_height_um(size_um) + _flow_gap_um(size_um)


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
    """The badges by row at a font size; one that is too wide alone has a row of its own."""
    rows: list[list[Badge]] = []
    left_um = 0
    for badge in flow.badges:
        taken_um = _badge_width_um(badge, size_um) + _flow_gap_um(size_um)
        if not rows or taken_um > left_um + _flow_gap_um(size_um):
            rows.append([])
            left_um = width_um
        rows[-1].append(badge)
        left_um -= taken_um
    return rows


def _flow_size_um(flow: Flow, room: Size) -> int:
    """The largest font size at which the rows fit, else the smallest; up to 30 % less to save a row."""
    style, size_um = flow.badges[0].style, flow.badges[0].style.largest_um
    fewest = len(_rows(flow, max(size_um * 7 // 10, style.smallest_um), room.width_um))
    while size_um > style.smallest_um:
        rows = len(_rows(flow, size_um, room.width_um))
        if rows <= fewest and _flow_height_um(rows, size_um) <= room.height_um:
            return size_um
        size_um -= max(size_um // 20, 1)
    return style.smallest_um


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

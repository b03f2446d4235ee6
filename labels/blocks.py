"""The blocks a label is made of: words, badges, and lines to write on."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import assert_never

from labels.badges import Flow, flow_joined_um, flow_least_um, flow_uses_um, flow_whole_um, place_flow
from labels.drawing import Box, Fill, Item, Size
from labels.lines import set_lines
from labels.text import Type, fit, fit_all, line_um
from paper.typeface import width_um

ENDLESS_UM = 10_000_000
WRITING = 2
"""A line to write on is this many times as high as its caption."""
_RULE_UM = 180


@dataclass(frozen=True, slots=True)
class Words:
    """A clean text."""

    text: str
    style: Type
    rank: int
    centred: bool = False


@dataclass(frozen=True, slots=True)
class WriteOn:
    """A clean caption with a line to write on."""

    text: str
    style: Type
    rank: int


@dataclass(frozen=True, slots=True)
class Lines:
    """Clean texts, a line each; where there is no room for all, the last says how many more there are."""

    texts: tuple[str, ...]
    style: Type
    rank: int


Block = Words | WriteOn | Lines | Flow


def likes_um(block: Block, width_um: int) -> int:
    """The height at which nothing of the block has to shrink for want of height."""
    if isinstance(block, WriteOn):
        return line_um(block.style.largest_um) * WRITING
    return uses_um(block, width_um, ENDLESS_UM)


@lru_cache(maxsize=2_048)
def uses_um(block: Block, width_um: int, height_um: int) -> int:
    """How much of a height the block fills."""
    room = Size(width_um, height_um)
    match block:
        case Words():
            return fit(block.text, block.style, room).height_um
        case WriteOn():
            return height_um
        case Lines():
            return fit_all(block.texts, block.style, room).height_um
        case Flow():
            return flow_uses_um(block, room)
        case _:
            assert_never(block)


def bare_um(block: Block, width_um: int) -> int:
    """The height below which the block is better left out."""
    match block:
        case Words() | Lines():
            return line_um(block.style.smallest_um)
        case WriteOn():
            return line_um(block.style.smallest_um) * WRITING
        case Flow():
            return flow_least_um(block, width_um)
        case _:
            assert_never(block)


def least_um(block: Block, width_um: int) -> int:
    """The height of one line that is as large as its template likes it at least."""
    if isinstance(block, Words):
        return line_um(max(block.style.liked_um, block.style.smallest_um))
    return bare_um(block, width_um)


@lru_cache(maxsize=1_024)
def entire_um(block: Block, width_um: int) -> int:
    """The height at which nothing of the block is shortened, however small, if its lines allow."""
    match block:
        case Words() | Lines():
            return _entire_um(block, width_um, block.style.smallest_um)
        case WriteOn():
            return bare_um(block, width_um)
        case Flow():
            return flow_joined_um(block, width_um)
        case _:
            assert_never(block)


@lru_cache(maxsize=1_024)
def whole_um(block: Block, width_um: int) -> int:
    """The height at which nothing of the block is shortened or smaller than liked, if its lines allow."""
    match block:
        case Words() | Lines():
            return _entire_um(block, width_um, max(block.style.liked_um, block.style.smallest_um))
        case WriteOn():
            return bare_um(block, width_um)
        case Flow():
            return flow_whole_um(block, width_um)
        case _:
            assert_never(block)


def _entire_um(block: Words | Lines, width_um: int, size_um: int) -> int:
    return uses_um(replace(block, style=replace(block.style, largest_um=size_um)), width_um, ENDLESS_UM)


def place(block: Block, box: Box) -> Iterator[Item]:
    """What is drawn for the block in the box."""
    match block:
        case Words():
            fitted = fit(block.text, block.style, Size(box.width_um, box.height_um))
            yield from set_lines(fitted, block.style, box, centred=block.centred)
        case WriteOn():
            yield from _write_on(block, box)
        case Lines():
            listed = fit_all(block.texts, block.style, Size(box.width_um, box.height_um))
            yield from set_lines(listed, block.style, box, centred=False)
        case Flow():
            yield from place_flow(block, box)
        case _:
            assert_never(block)


def _write_on(block: WriteOn, box: Box) -> Iterator[Item]:
    high_um = min(line_um(block.style.largest_um), box.height_um)
    caption = Box(box.x_um, box.bottom_um - high_um, box.width_um, high_um)
    fitted = fit(block.text, block.style, Size(box.width_um // 2, high_um))
    yield from set_lines(fitted, block.style, caption, centred=False)
    taken_um = width_um(fitted.lines[0], block.style.face, fitted.size_um) + fitted.size_um // 2
    line_y_um = box.bottom_um - high_um // 4
    yield Fill(Box(box.x_um + taken_um, line_y_um, box.width_um - taken_um, _RULE_UM))

"""A label's words in their room: below each other, or on a flat one in two columns where more fit so."""

from dataclasses import replace

from labels.blocks import Block, Words
from labels.column import FAR, column
from labels.drawing import Box, Item, Text
from labels.kinds import Label
from labels.templates.blocks import blocks
from labels.templates.template import Template
from paper.text import ELLIPSIS

_FLAT = 4
"""How many times as wide as high a flat room is, at least."""
_SHARES = (44, 50, 55, 60, 66)
"""Percent of the width that the left of two columns may have."""
_TIMES = (1, 2, 3)
"""How many times as large as usual words may be where they are few."""
_LOST_LETTERS = 20
"""What a shortened text counts as."""
_GAP_PART = 32


def spread(template: Template, label: Label, box: Box) -> tuple[Item, ...]:
    """What is drawn of the label's words in the box."""
    stacked = _stacked(template, label, box)
    if box.width_um < box.height_um * _FLAT:
        return stacked
    return max(stacked, *(_columns(template, label, box, share) for share in _SHARES), key=_merit)


def _stacked(template: Template, label: Label, box: Box) -> tuple[Item, ...]:
    """The words below each other, larger than their template has them where they fill less than half."""
    items: tuple[Item, ...] = ()
    for times in _TIMES:
        made = blocks(template, label, box, times)
        items = tuple(column(made, box, box.height_um // _GAP_PART))
        if not items or _high_um(items) * 2 >= box.height_um:
            break
    return items


def _high_um(items: tuple[Item, ...]) -> int:
    return max(item.box.bottom_um for item in items) - min(item.box.y_um for item in items)


def _columns(template: Template, label: Label, box: Box, share: int) -> tuple[Item, ...]:
    """The words in two columns; as each has fewer of them, they may take more of the height."""
    between_um, wide_um = box.height_um // 6, box.width_um * share // 100
    made = blocks(template, label, replace(box, height_um=box.height_um * 8 // 5))
    far = [block for block in made if isinstance(block, Words) and block.rank >= FAR]
    near = [block for block in made if block not in far]
    left, right = (far, near) if far else _halves(near)
    first = replace(box, width_um=wide_um - between_um)
    second = replace(box, x_um=box.x_um + wide_um, width_um=box.width_um - wide_um)
    gap_um = box.height_um // _GAP_PART
    return (*column(left, first, gap_um), *column(right, second, gap_um))


def _halves(made: list[Block]) -> tuple[list[Block], list[Block]]:
    middle = (len(made) + 1) // 2
    return made[:middle], made[middle:]


def _merit(items: tuple[Item, ...]) -> tuple[int, int]:
    """How many letters there are, fewer where a text is shortened; then how large the largest of them are."""
    texts = [item for item in items if isinstance(item, Text)]
    letters = sum(len(text.text.replace(" ", "")) for text in texts)
    shortened = sum(text.text.endswith(ELLIPSIS) or not text.text for text in texts)
    return letters - _LOST_LETTERS * shortened, max((text.size_um for text in texts), default=0)

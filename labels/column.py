"""Blocks below each other.

Each block gets the height it likes. Where they do not all fit, they shrink towards their least height, the
more the lower their rank. Where that is not enough, those of the lowest rank are left out; an ornament
goes before anything else is shortened.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import product

from labels.blocks import Block, Words, bare_um, entire_um, least_um, likes_um, place, uses_um, whole_um
from labels.drawing import Box, Item, Size
from labels.text import fit

NARROWEST_UM = 6_000
"""A narrower column holds no word worth reading."""

FAR = 80
"""Words of this rank and more are read from afar."""
_TIERS = (range(FAR, 101), range(50, FAR), range(50))
"""Ranks, the most important first: nothing is shortened for what is in a later one."""
_HEIGHTS: tuple[Callable[[Block, int], int], ...] = (bare_um, entire_um, least_um, whole_um)
"""What blocks of one tier are granted, one after the other: all of them the first, then all the second …"""
_ROUNDS = 1
"""How often what is not used is shared out again."""
_GIVING = 6
"""How often blocks give a part of what they still can; then they give all of it."""


def column(blocks: Sequence[Block], box: Box, gap_um: int) -> Iterator[Item]:
    """The blocks in the box; what room is left over goes between and around them."""
    least = _least(blocks, box, gap_um) if box.width_um >= NARROWEST_UM else {}
    kept = [blocks[number] for number in sorted(least)]
    heights_um = _heights(kept, [least[number] for number in sorted(least)], box, gap_um)
    gaps = max(len(kept) - 1, 1)
    spare_um = max(box.height_um - sum(heights_um) - gap_um * gaps, 0)
    step_um = gap_um + min(spare_um // gaps, gap_um)
    top_um = box.y_um + (box.height_um - sum(heights_um) - step_um * (len(kept) - 1)) // 2
    for block, height_um in zip(_modest(kept, heights_um, box), heights_um, strict=True):
        yield from place(block, Box(box.x_um, top_um, box.width_um, height_um))
        top_um += height_um + step_um


def _modest(blocks: Sequence[Block], heights_um: Sequence[int], box: Box) -> list[Block]:
    """The same blocks; no words are larger than those of the highest rank, where these are read from afar."""
    far = [
        (block.rank, fit(block.text, block.style, Size(box.width_um, high_um)).size_um)
        for block, high_um in zip(blocks, heights_um, strict=True)
        if isinstance(block, Words) and block.rank >= FAR
    ]
    rank, most_um = max(far, default=(0, 0))
    return [_no_larger(block, most_um) if block.rank < rank else block for block in blocks]


def _no_larger(block: Block, most_um: int) -> Block:
    if not isinstance(block, Words) or block.style.largest_um <= most_um:
        return block
    return replace(block, style=replace(block.style, largest_um=max(most_um, block.style.smallest_um)))


def _least(blocks: Sequence[Block], box: Box, gap_um: int) -> dict[int, int]:
    """The blocks that are kept, by their place, with the height that each is sure of."""
    whole = {number: whole_um(block, box.width_um) for number, block in enumerate(blocks)}
    if sum(whole.values()) + gap_um * (len(blocks) - 1) <= box.height_um:
        return whole
    kept: dict[int, int] = {}
    for tier, height in product(_TIERS, _HEIGHTS):
        for number in _by_rank(blocks, tier):
            wished_um = max(height(blocks[number], box.width_um), kept.get(number, 0))
            taken_um = sum(kept.values()) - kept.get(number, 0) + gap_um * len(kept.keys() - {number})
            if wished_um + taken_um <= box.height_um:
                kept[number] = wished_um
    return kept


def _by_rank(blocks: Sequence[Block], tier: range) -> list[int]:
    """The places of a tier's blocks, the highest rank first."""
    numbers = (number for number, block in enumerate(blocks) if block.rank in tier)
    return sorted(numbers, key=lambda number: -blocks[number].rank)


def _heights(blocks: Sequence[Block], least: list[int], box: Box, gap_um: int) -> list[int]:
    """What each block gets; what one cannot use of its part goes to the others."""
    wants = [likes_um(block, box.width_um) for block in blocks]
    room_um = box.height_um - gap_um * (len(blocks) - 1)
    for _ in range(_ROUNDS):
        heights = _parts(blocks, wants, least, room_um)
        uses = [uses_um(block, box.width_um, high) for block, high in zip(blocks, heights, strict=True)]
        wants = [use if use < high else want for use, high, want in zip(uses, heights, wants, strict=True)]
    return _parts(blocks, wants, least, room_um)


def _parts(blocks: Sequence[Block], wants: list[int], least: list[int], room_um: int) -> list[int]:
    """What they want, or less: each gives of what it can, those of low rank more."""
    parts = wants
    for turn in range(_GIVING + 1):
        if sum(parts) <= room_um:
            return parts
        spare = [max(part - low, 0) for part, low in zip(parts, least, strict=True)]
        shares = [100 if turn == _GIVING else 100 - block.rank * 9 // 10 for block in blocks]
        can = [room * share // 100 for room, share in zip(spare, shares, strict=True)]
        parts = _given(parts, can, sum(parts) - room_um)
    return parts


def _given(parts: list[int], can: list[int], short_um: int) -> list[int]:
    """The heights after each gave the same part of what it can, as far as it is needed."""
    asked_um, all_um = max(min(short_um, sum(can)), 0), max(sum(can), 1)
    return [part - -(-most * asked_um // all_um) for part, most in zip(parts, can, strict=True)]

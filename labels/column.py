"""Blocks below each other.

Each block gets the height it likes. Where they do not all fit, they shrink towards their least height, those
of low rank first, and where that is not enough the one of the lowest rank is left out, until the rest fits.
"""

from collections.abc import Iterator, Sequence

from labels.blocks import Block, least_um, likes_um, place, uses_um
from labels.drawing import Box, Item

NARROWEST_UM = 6_000
"""A narrower column holds no word worth reading."""

_ROUNDS = 1
"""How often what is not used is shared out again."""


def column(blocks: Sequence[Block], box: Box, gap_um: int) -> Iterator[Item]:
    """The blocks in the box; what room is left over goes between and around them."""
    kept = _ranked(blocks, box, gap_um) if box.width_um >= NARROWEST_UM else []
    heights_um = _heights(kept, box, gap_um)
    gaps = max(len(kept) - 1, 1)
    spare_um = max(box.height_um - sum(heights_um) - gap_um * gaps, 0)
    step_um = gap_um + min(spare_um // gaps, gap_um)
    top_um = box.y_um + (box.height_um - sum(heights_um) - step_um * (len(kept) - 1)) // 2
    for block, height_um in zip(kept, heights_um, strict=True):
        yield from place(block, Box(box.x_um, top_um, box.width_um, height_um))
        top_um += height_um + step_um


def _ranked(blocks: Sequence[Block], box: Box, gap_um: int) -> list[Block]:
    """The blocks whose least heights fit together, in their order."""
    kept = list(blocks)
    while kept and _least_together_um(kept, box.width_um, gap_um) > box.height_um:
        kept.remove(min(reversed(kept), key=lambda block: block.rank))
    return kept


def _least_together_um(blocks: Sequence[Block], width_um: int, gap_um: int) -> int:
    return sum(least_um(block, width_um) for block in blocks) + gap_um * (len(blocks) - 1)


def _heights(blocks: Sequence[Block], box: Box, gap_um: int) -> list[int]:
    """What each block gets; what one cannot use of its part goes to the others."""
    wants = [likes_um(block, box.width_um) for block in blocks]
    room_um = box.height_um - gap_um * (len(blocks) - 1)
    for _ in range(_ROUNDS):
        heights = _parts(blocks, wants, box.width_um, room_um)
        uses = [uses_um(block, box.width_um, high) for block, high in zip(blocks, heights, strict=True)]
        wants = [use if use < high else want for use, high, want in zip(uses, heights, wants, strict=True)]
    return _parts(blocks, wants, box.width_um, room_um)


def _parts(blocks: Sequence[Block], wants: list[int], width_um: int, room_um: int) -> list[int]:
    """What they want, or less: blocks of low rank give all they can before the next rank gives any."""
    least = [min(least_um(block, width_um), want) for block, want in zip(blocks, wants, strict=True)]
    parts = wants
    for rank in sorted({block.rank for block in blocks}):
        if sum(parts) <= room_um:
            break
        givers = [number for number, block in enumerate(blocks) if block.rank == rank]
        parts = _shrunk(parts, least, givers, sum(parts) - room_um)
    return parts


def _shrunk(parts: list[int], least: list[int], givers: list[int], short_um: int) -> list[int]:
    """The heights after the givers gave what is short, each the same part of what it can."""
    spare = sum(parts[number] - least[number] for number in givers)
    shrunk = list(parts)
    for number in givers:
        gives_um = -(-(parts[number] - least[number]) * min(short_um, spare) // max(spare, 1))
        shrunk[number] -= gives_um
    return shrunk

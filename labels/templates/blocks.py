"""A label's words as blocks, the way its template says."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import assert_never

from labels.badges import Badge, Flow
from labels.blocks import ENDLESS_UM, Block, Lines, Words, WriteOn
from labels.drawing import Box, Size
from labels.kinds import Label, Laser, LotLabel, PieceLabel
from labels.signs import Sign
from labels.templates.template import LASER, Part, Shows, Template
from labels.text import BETWEEN, Type, fit_all
from paper.text import clean

SMALLEST_TEXT_UM = 1_800
_SMALLEST_PERCENT = 4
"""On a large label nothing is as small as on a small one: it is read from further away."""
_CAPTION_PERCENT = 45
"""How much of a line to write on its caption may take."""

_LASER_SIGNS = {Laser.YES: Sign.TICK, Laser.CAUTION: Sign.CARE, Laser.NO: Sign.CROSS}


@dataclass(frozen=True, slots=True)
class _Room:
    """What percent are of."""

    height_um: int
    narrow_um: int
    times: int

    def type(self, part: Part) -> Type:
        """How a block of this room is set."""
        smallest_um = max(self.narrow_um * _SMALLEST_PERCENT // 100, SMALLEST_TEXT_UM)
        liked_um = max(self.narrow_um * part.least // 100, smallest_um)
        usual_um = self.height_um * part.largest // 100
        largest_um = max(usual_um * self.times, liked_um)
        return Type(part.face, largest_um, smallest_um, part.lines, liked_um, usual_um * 9 // 20)


def blocks(template: Template, label: Label, box: Box, times: int = 1) -> list[Block]:
    """The blocks of the label's words, from top to bottom, so many times as large as usual if they can be."""
    room = _Room(min(box.height_um, box.width_um * 6 // 5), min(box.height_um, box.width_um * 7 // 10), times)
    return [block for part in template.parts for block in _blocks(part, label, room.type(part), box.width_um)]


def _blocks(part: Part, label: Label, style: Type, wide_um: int) -> Iterator[Block]:
    texts = [clean(text) for name in part.fields for text in _texts(label, name)]
    said = [text for text in (clean(part.text), *texts) if text]
    match part.shows:
        case Shows.WORDS:
            yield from (Words(text, style, part.rank) for text in filter(None, [f" {BETWEEN} ".join(said)]))
        case Shows.LINES:
            yield from (Lines(texts, style, part.rank) for texts in filter(None, [tuple(said)]))
        case Shows.WRITING:
            alike = _alike(said, style, wide_um * _CAPTION_PERCENT // 100)
            yield from (WriteOn(text, alike, part.rank) for text in said)
        case Shows.BADGES:
            yield from _flow(part, label, style)
        case _:
            assert_never(part.shows)


def _alike(captions: list[str], style: Type, wide_um: int) -> Type:
    """The style in which the widest caption fits, so that all are of one size."""
    if not captions:
        return style
    size_um = fit_all(tuple(captions), style, Size(wide_um, ENDLESS_UM)).size_um
    return replace(style, largest_um=size_um)


def _texts(label: Label, name: str) -> tuple[str, ...]:
    said = getattr(label, name)
    return said if isinstance(said, tuple) else (str(said),)


def _flow(part: Part, label: Label, style: Type) -> Iterator[Flow]:
    if not isinstance(label, PieceLabel | LotLabel):
        return
    badges: list[Badge] = []
    laser = clean(label.laser_words)
    if LASER in part.fields and label.laser and laser:
        badges.append(Badge(laser, style, _LASER_SIGNS[label.laser], strong=label.laser is Laser.NO))
    if "hazards" in part.fields:
        badges += [Badge(text, style, Sign.WARNING) for text in map(clean, label.hazards) if text]
    if badges:
        yield Flow(tuple(badges), part.rank)

"""A label's words as blocks, the way its template says."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import assert_never

from labels.badges import Badge, Flow
from labels.blocks import Block, Words, WriteOn
from labels.drawing import Box
from labels.kinds import Label, Laser, LotLabel, PieceLabel
from labels.signs import Sign
from labels.templates.template import LASER, Part, Shows, Template
from labels.text import Type, clean

SMALLEST_TEXT_UM = 1_800

_LASER_SIGNS = {Laser.YES: Sign.TICK, Laser.CAUTION: Sign.CARE, Laser.NO: Sign.CROSS}


@dataclass(frozen=True, slots=True)
class _Room:
    """What percent are of."""

    height_um: int
    narrow_um: int

    def type(self, part: Part) -> Type:
        """How a block of this room is set."""
        smallest_um = max(self.narrow_um * part.least // 100, SMALLEST_TEXT_UM)
        return Type(
            part.face, max(self.height_um * part.largest // 100, smallest_um), smallest_um, part.lines
        )


def blocks(template: Template, label: Label, box: Box) -> list[Block]:
    """The blocks of the label's words, from top to bottom; what says nothing has none."""
    room = _Room(box.height_um, min(box.height_um, box.width_um * 7 // 10))
    return [block for part in template.parts for block in _blocks(part, label, room.type(part))]


def _blocks(part: Part, label: Label, style: Type) -> Iterator[Block]:
    texts = [clean(text) for name in part.fields for text in _texts(label, name)]
    said = [text for text in (clean(part.text), *texts) if text]
    match part.shows:
        case Shows.WORDS:
            yield from (Words(text, style, part.rank) for text in filter(None, [" · ".join(said)]))
        case Shows.LINES:
            yield from (Words(text, style, part.rank) for text in said)
        case Shows.WRITING:
            yield from (WriteOn(text, style, part.rank) for text in said)
        case Shows.BADGES:
            yield from _flow(part, label, style)
        case _:
            assert_never(part.shows)


def _texts(label: Label, name: str) -> tuple[str, ...]:
    said = getattr(label, name)
    return said if isinstance(said, tuple) else (str(said),)


def _flow(part: Part, label: Label, style: Type) -> Iterator[Flow]:
    if not isinstance(label, PieceLabel | LotLabel):
        return
    badges: list[Badge] = []
    laser, hazards = clean(label.laser_words), _joined(label.hazards)
    if LASER in part.fields and label.laser and laser:
        badges.append(Badge(laser, style, _LASER_SIGNS[label.laser], strong=label.laser is Laser.NO))
    if "hazards" in part.fields and hazards:
        badges.append(Badge(hazards, style, Sign.WARNING))
    if badges:
        yield Flow(tuple(badges), part.rank)


def _joined(texts: tuple[str, ...]) -> str:
    return " · ".join(text for text in map(clean, texts) if text)

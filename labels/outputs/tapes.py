"""What Brother's printers take: print heads, and where on them each tape lies.

Numbers are those of Brother's raster command references (QL-600, QL-710W/720NW, QL-800/810W/820NWB,
QL-1100/1110NWB/1115NWB, PT-E550W/P750W/P710BT): total pins, offset pins, printable pins, printable lines.
"""

from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType


class Language(StrEnum):
    """How a row of dots is sent."""

    QL = "ql"
    PT = "pt"


@dataclass(frozen=True, slots=True)
class Head:
    """A print head; `invalid_bytes` zeros end what was begun before, `feed_dots` stay white at each end."""

    language: Language
    pins: int
    dpi: int
    invalid_bytes: int
    feed_dots: int


_QL = Head(Language.QL, 720, 300, 400, 35)
_QL_OLD = Head(Language.QL, 720, 300, 200, 35)
_QL_WIDE = Head(Language.QL, 1_296, 300, 350, 35)
_PT = Head(Language.PT, 128, 180, 100, 14)

HEADS = MappingProxyType(
    dict.fromkeys(("QL-800", "QL-810W", "QL-820NWB"), _QL)
    | dict.fromkeys(("QL-600", "QL-700", "QL-710W", "QL-720NW"), _QL_OLD)
    | dict.fromkeys(("QL-1100", "QL-1110NWB", "QL-1115NWB"), _QL_WIDE)
    | dict.fromkeys(("PT-E550W", "PT-P750W", "PT-P710BT"), _PT)
)
"""By the model's name."""


@dataclass(frozen=True, slots=True)
class Tape:
    """A roll or cassette in a printer; `offset_pins` are those before the printable ones, from the right.

    `length_mm` and `lines` are 0 for one that is cut where the label ends.
    """

    width_mm: int
    length_mm: int
    offset_pins: int
    dots: int
    lines: int = 0


def _by_name(*tapes: Tape) -> MappingProxyType[str, Tape]:
    return MappingProxyType({_name(tape): tape for tape in tapes})


def _name(tape: Tape) -> str:
    return f"{tape.width_mm}x{tape.length_mm}" if tape.length_mm else f"{tape.width_mm}"


QL_TAPES = _by_name(
    Tape(12, 0, 29, 106),
    Tape(29, 0, 6, 306),
    Tape(38, 0, 12, 413),
    Tape(50, 0, 12, 554),
    Tape(54, 0, 0, 590),
    Tape(62, 0, 12, 696),
    Tape(17, 54, 0, 165, 566),
    Tape(17, 87, 0, 165, 956),
    Tape(23, 23, 42, 202, 202),
    Tape(29, 90, 6, 306, 991),
    Tape(38, 90, 12, 413, 991),
    Tape(39, 48, 6, 425, 495),
    Tape(52, 29, 0, 578, 271),
    Tape(62, 29, 12, 696, 271),
    Tape(62, 100, 12, 696, 1_109),
)
"""DK rolls, by `width` or `widthxlength` in millimetres, on the head of 720 pins."""

PT_TAPES = _by_name(
    Tape(6, 0, 48, 32), Tape(9, 0, 39, 50), Tape(12, 0, 29, 70), Tape(18, 0, 8, 112), Tape(24, 0, 0, 128)
)
"""TZe tapes on the head of 128 pins."""

QL_WIDE_TAPES = _by_name(
    Tape(29, 0, 50, 306),
    Tape(62, 0, 56, 696),
    Tape(102, 0, 56, 1_164),
    Tape(62, 29, 56, 696, 271),
    Tape(62, 100, 56, 696, 1_109),
    Tape(102, 51, 56, 1_164, 526),
    Tape(102, 153, 56, 1_164, 1_660),
)
"""DK rolls on the head of 1296 pins; those sold as 102 × 152 mm are 152.8 mm long, and say 153."""


def tapes(head: Head) -> MappingProxyType[str, Tape]:
    """What fits a head."""
    if head.language is Language.QL:
        return QL_WIDE_TAPES if head.pins > _QL.pins else QL_TAPES
    return PT_TAPES

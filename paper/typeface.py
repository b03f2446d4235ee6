"""The bundled font's measures: how wide a text is, and which characters it has."""

from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path

FONTS = Path(__file__).parent / "fonts"


class Face(StrEnum):
    """The two cuts of the bundled font, by their file."""

    REGULAR = "DejaVuSansCondensed.ttf"
    BOLD = "DejaVuSansCondensed-Bold.ttf"


LINE = 1_200
"""Height of a line in thousandths of the font size: an Ă above, a Ģ below."""
BASELINE = 950
"""How far the baseline lies below the top of the line, in the same thousandths."""


@dataclass(frozen=True, slots=True)
class Metrics:
    """What a cut of the font says of itself; `advances` are in units of `units_per_em`."""

    units_per_em: int
    advances: dict[str, int]
    glyphs: dict[str, int]


@cache
def metrics(face: Face) -> Metrics:
    """The measures of a cut of the font. What reads them is loaded here: who only scans needs none."""
    from fontTools.ttLib import TTFont

    with TTFont(FONTS / face) as font:
        named = {chr(code): name for code, name in font.getBestCmap().items()}
        advances = {character: font["hmtx"][name][0] for character, name in named.items()}
        glyphs = {character: font.getGlyphID(name) for character, name in named.items()}
        return Metrics(font["head"].unitsPerEm, advances, glyphs)


def has(character: str) -> bool:
    """Whether both cuts can draw the character."""
    return character in metrics(Face.REGULAR).advances and character in metrics(Face.BOLD).advances


def width_um(text: str, face: Face, size_um: int) -> int:
    """How wide a line of clean text is at a font size."""
    return em_width(text, face) * size_um // metrics(face).units_per_em


def em_width(text: str, face: Face) -> int:
    """How wide a line of clean text is, in font units."""
    return sum(map(metrics(face).advances.__getitem__, text))

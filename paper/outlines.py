"""The bundled font's letters as outlines, in font units with y upwards."""

from functools import lru_cache

from fontTools.pens.svgPathPen import SVGPathPen
from fontTools.ttLib import TTFont

from paper.typeface import FONTS, Face, metrics


@lru_cache(maxsize=2)
def _font(face: Face) -> TTFont:
    return TTFont(FONTS / face)


@lru_cache(maxsize=1_024)
def outline(character: str, face: Face) -> str:
    """The letter as the data of an SVG path; empty for a space."""
    font = _font(face)
    glyphs = font.getGlyphSet()
    pen = SVGPathPen(glyphs)
    glyphs[font.getGlyphName(metrics(face).glyphs[character])].draw(pen)
    return str(pen.getCommands())

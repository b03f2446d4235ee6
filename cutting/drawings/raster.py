"""A layout as a picture of dots, for terminals that show such: remainders hatched, waste dark."""

from functools import lru_cache

from PIL import Image, ImageDraw, ImageFont

from cutting.drawings.drawn import Drawn, steps
from cutting.terms import Rect
from paper.text import clean
from paper.typeface import FONTS, Face

_PARTS = ("#d8e8f8", "#f8e8c8", "#e4dcf4")
_KEPT, _HATCH, _WASTE, _TRIM, _LINE = "#ffffff", "#3c8c50", "#707070", "#b0b0b0", "#202020"
_HATCH_DOTS = 9
_LEAST_TEXT, _MOST_TEXT = 7, 40


def raster(drawing: Drawn, width: int, height: int) -> Image.Image:
    """The picture in at most so many dots, to scale; a bar's is as wide as it is drawn."""
    scale = min((width - 1) / drawing.long_um, (height - 1) / drawing.height_um)
    size = (max(2, int(drawing.long_um * scale) + 1), max(2, int(drawing.height_um * scale) + 1))
    image = Image.new("RGB", size, _KEPT if drawing.rings else _TRIM)
    draw = ImageDraw.Draw(image)
    _ground(draw, drawing, scale)
    for rect in drawing.waste:
        draw.rectangle(_box(drawing.face(rect), scale), fill=_WASTE)
    for placed in drawing.layout.parts:
        box = _box(drawing.face(placed.at), scale)
        draw.rectangle(box, fill=_PARTS[placed.number % len(_PARTS)], outline=_LINE)
        _write(draw, box, str(placed.number))
    for remainder in drawing.remainders:
        box = _box(drawing.face(remainder.at), scale)
        _hatched(image, box)
        _write(draw, box, remainder.code or drawing.naming.size(remainder.at))
    for step in steps(drawing):
        draw.rectangle(_box(step.line, scale), fill=_LINE)
    if not drawing.rings:
        draw.rectangle((0, 0, size[0] - 1, size[1] - 1), outline=_LINE)
    return image


def _ground(draw: ImageDraw.ImageDraw, drawing: Drawn, scale: float) -> None:
    """What is cut: within the trim, or within an outline and beside its holes."""
    for number, ring in enumerate(drawing.rings):
        points = [(int(x * scale), int(y * scale)) for x, y in ring]
        draw.polygon(points, fill=_KEPT if number else _TRIM, outline=_LINE)
    if not drawing.rings:
        draw.rectangle(_box(drawing.usable, scale), fill=_LINE)


_Box = tuple[int, int, int, int]


def _box(rect: Rect, scale: float) -> _Box:
    left, top = int(rect.x_um * scale), int(rect.y_um * scale)
    right, low = int((rect.x_um + rect.dx_um) * scale), int((rect.y_um + rect.dy_um) * scale)
    return left, top, max(left, right), max(top, low)


def _hatched(image: Image.Image, box: _Box) -> None:
    """White with slanting lines, none beyond its edges."""
    left, top, right, low = box
    wide, high = right - left + 1, low - top + 1
    area = Image.new("RGB", (wide, high), _KEPT)
    draw = ImageDraw.Draw(area)
    for start in range(0, wide + high, _HATCH_DOTS):
        draw.line((start, 0, start - high, high), fill=_HATCH)
    draw.rectangle((0, 0, wide - 1, high - 1), outline=_HATCH)
    image.paste(area, (left, top))


def _write(draw: ImageDraw.ImageDraw, box: _Box, text: str) -> None:
    """The text in the middle, as large as there is room, on white; none where there is little."""
    left, top, right, low = box
    said, wide = clean(text), right - left - 4
    size = min(_MOST_TEXT, (low - top) * 2 // 3)
    if said and _font(100).getlength(said) * size > 100 * wide:
        size = int(100 * wide / _font(100).getlength(said))
    if size < _LEAST_TEXT:
        return
    middle = ((left + right) / 2, (top + low) / 2)
    draw.rectangle(draw.textbbox(middle, said, font=_font(size), anchor="mm"), fill=_KEPT)
    draw.text(middle, said, fill=_LINE, font=_font(size), anchor="mm")


@lru_cache(maxsize=64)
def _font(size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(FONTS / Face.BOLD), size)

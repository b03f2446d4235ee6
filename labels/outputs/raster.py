"""Drawings as dots, every module a whole number of them."""

from dataclasses import dataclass
from functools import lru_cache
from typing import assert_never

from PIL import Image, ImageDraw, ImageFont

from labels.drawing import UM_PER_INCH, Box, Cells, Drawing, Fill, Ink, Item, Shape, Text
from paper.typeface import FONTS, Face, metrics

_SHADES = {Ink.BLACK: 0, Ink.WHITE: 255}


@dataclass(frozen=True, slots=True)
class _Grid:
    """Where micrometres of the drawing fall on the dots of the picture."""

    draw: ImageDraw.ImageDraw
    image: Image.Image
    dpi: int
    left_dots: int
    top_dots: int

    def x(self, um: int) -> int:
        return dots(um, self.dpi) - self.left_dots

    def y(self, um: int) -> int:
        return dots(um, self.dpi) - self.top_dots


def dots(um: int, dpi: int) -> int:
    """The nearest whole number of dots."""
    return round(um * dpi / UM_PER_INCH)


def raster(drawing: Drawing, part: Box | None = None) -> Image.Image:
    """The drawing, or a part of it, as a grey picture at the drawing's own resolution."""
    seen = part or Box(0, 0, drawing.size.width_um, drawing.size.height_um)
    left, top = dots(seen.x_um, drawing.dpi), dots(seen.y_um, drawing.dpi)
    size = (dots(seen.right_um, drawing.dpi) - left, dots(seen.bottom_um, drawing.dpi) - top)
    image = Image.new("L", size, _SHADES[Ink.WHITE])
    grid = _Grid(ImageDraw.Draw(image), image, drawing.dpi, left, top)
    for item in drawing.items:
        if item.box.meets(seen):
            _draw(item, grid)
    return image


def _draw(item: Item, grid: _Grid) -> None:
    match item:
        case Cells():
            _draw_cells(item, grid)
        case Text():
            _draw_text(item, grid)
        case Fill(box, ink):
            corners = (
                grid.x(box.x_um),
                grid.y(box.y_um),
                grid.x(box.right_um) - 1,
                grid.y(box.bottom_um) - 1,
            )
            if corners[0] <= corners[2] and corners[1] <= corners[3]:
                grid.draw.rectangle(corners, fill=_SHADES[ink])
        case Shape(points, _, ink):
            grid.draw.polygon([(grid.x(x_um), grid.y(y_um)) for x_um, y_um in points], fill=_SHADES[ink])
        case _:
            assert_never(item)


def _draw_cells(cells: Cells, grid: _Grid) -> None:
    rows = cells.symbol.rows
    modules = Image.new("L", (len(rows[0]), len(rows)))
    modules.putdata([0 if dark else 255 for row in rows for dark in row])
    wide, high = dots(cells.module_um, grid.dpi), dots(cells.row_um, grid.dpi)
    enlarged = modules.resize((wide * len(rows[0]), high * len(rows)), Image.Resampling.NEAREST)
    grid.image.paste(enlarged, (grid.x(cells.x_um), grid.y(cells.y_um)))


def _draw_text(text: Text, grid: _Grid) -> None:
    inked = line(text, grid.dpi)
    corner = (inked.left_dots - grid.left_dots, grid.y(text.y_um) + inked.up_dots)
    grid.draw.bitmap(corner, inked.mask, _SHADES[text.ink])


@dataclass(frozen=True, slots=True)
class Inked:
    """Where ink falls: `left_dots` from the paper's edge, `up_dots` from the baseline (upwards negative)."""

    mask: Image.Image
    left_dots: int
    up_dots: int


def line(text: Text, dpi: int) -> Inked:
    """What ink a line of text takes, whatever its colour; 255 is all of it."""
    return _line(text.text, text.face, text.size_um, text.x_um, dpi)


@lru_cache(maxsize=1_024)
def _line(text: str, face: Face, size_um: int, x_um: int, dpi: int) -> Inked:
    """A line, letter by letter where the design put each: the font's rounding would change its width.

    Kept, as most lines of a batch are the same on every label.
    """
    size_dots, scale = size_um * dpi / UM_PER_INCH, dpi / UM_PER_INCH
    measures, units, placed = metrics(face), 0, []
    for character in text:
        at_dots = round((x_um + units * size_um // measures.units_per_em) * scale)
        placed.append((at_dots, _letter(character, face, size_dots)))
        units += measures.advances[character]
    return _joined(placed)


def _joined(placed: list[tuple[int, Inked]]) -> Inked:
    """Letters at their places as one mask."""
    corners = [(at + letter.left_dots, letter.up_dots, letter.mask) for at, letter in placed]
    left = min([x for x, _, _ in corners], default=0)
    top = min([y for _, y, _ in corners], default=0)
    right = max([x + mask.width for x, _, mask in corners], default=left + 1)
    bottom = max([y + mask.height for _, y, mask in corners], default=top + 1)
    joined = Image.new("L", (right - left, bottom - top))
    draw = ImageDraw.Draw(joined)
    for x, y, mask in corners:
        draw.bitmap((x - left, y - top), mask, 255)
    return Inked(joined, left, top)


@lru_cache(maxsize=4_096)
def _letter(character: str, face: Face, size_dots: float) -> Inked:
    """A letter whose origin is the left end of the baseline."""
    font = _font(face, size_dots)
    left, top, right, bottom = (int(edge) for edge in font.getbbox(character, anchor="ls"))
    mask = Image.new("L", (max(right - left, 1), max(bottom - top, 1)))
    ImageDraw.Draw(mask).text((-left, -top), character, 255, font, anchor="ls")
    return Inked(mask, left, top)


@lru_cache(maxsize=256)
def _font(face: Face, size_dots: float) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(FONTS / face, size_dots, layout_engine=ImageFont.Layout.BASIC)

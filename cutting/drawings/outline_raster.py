"""An outline as a picture of dots, for terminals that show such, with a rectangle in it."""

from collections.abc import Sequence

from PIL import Image, ImageDraw

from stock.outlines import Outline

_BEYOND, _THERE, _INSIDE, _LINE = "#17191c", "#d8b27a", "#8cc89c", "#202020"


def outline_raster(
    outline: Outline, inside: Sequence[tuple[float, float]], width: int, height: int
) -> Image.Image:
    """The outline in at most so many dots, to scale, y upwards; the rectangle has these corners in µm."""
    _x, _y, long_um, high_um = outline.box_um
    scale = min((width - 1) / long_um, (height - 1) / high_um)
    size = max(2, int(long_um * scale) + 1), max(2, int(high_um * scale) + 1)
    image = Image.new("RGB", size, _BEYOND)
    draw = ImageDraw.Draw(image)

    def placed(ring: Sequence[tuple[float, float]]) -> list[tuple[int, int]]:
        return [(int(x * scale), size[1] - 1 - int(y * scale)) for x, y in ring]

    outer, *holes = outline.rings_um
    draw.polygon(placed(outer), fill=_THERE, outline=_LINE)
    if inside:
        draw.polygon(placed(inside), fill=_INSIDE, outline=_LINE)
    for hole in holes:
        draw.polygon(placed(hole), fill=_BEYOND, outline=_LINE)
    return image

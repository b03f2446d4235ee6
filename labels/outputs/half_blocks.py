"""A drawing in a terminal: two dots a character, one above the other."""

from PIL import Image

from labels.drawing import Drawing
from labels.outputs.raster import raster

_BLOCKS = {(False, False): " ", (True, False): "▀", (False, True): "▄", (True, True): "█"}
"""By whether the upper and the lower dot are white, as terminals are dark."""


def half_blocks(drawing: Drawing, columns: int) -> tuple[str, ...]:
    """The drawing as lines of so many characters; for a look at it, not for a scanner."""
    wide = max(columns, 1)
    high = max(2, round(drawing.size.height_um * wide / drawing.size.width_um / 2) * 2)
    seen = raster(drawing).resize((wide, high), Image.Resampling.BOX).tobytes()
    light = [shade >= 128 for shade in seen]
    rows = [light[start : start + wide] for start in range(0, len(light), wide)]
    pairs = zip(rows[::2], rows[1::2], strict=True)
    return tuple(
        "".join([_BLOCKS[pair] for pair in zip(upper, lower, strict=True)]) for upper, lower in pairs
    )

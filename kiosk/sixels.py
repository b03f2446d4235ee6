"""A picture as Sixel, made in a process of its own: `python -m kiosk.sixels`.

What draws Sixel asks the terminal when it is loaded, takes what is typed meanwhile for its answer, and loses
it. Here its output is a pipe, so it asks nobody.
"""

import os
import pickle
import re
import sys

from PIL import Image

from cutting.drawings.drawn import Drawn
from cutting.drawings.outline_raster import outline_raster
from cutting.drawings.raster import raster
from kiosk.pixels import Marked, Wanted

_SIXEL = re.compile(r"\x1bP.*?\x1b\\", re.DOTALL)
_GROUND = "#17191c"
_COLOURS = 15
"""Terminals that show Sixel have sixteen colours at least."""
_BAND_DOTS = 6
"""Sixel has rows of six dots each: a last one that is begun would reach over the room there is."""


def sixel(wanted: Wanted) -> str:
    """The picture as what a terminal is sent for it; "" where none came of it."""
    wide, high = wanted.cell
    os.environ |= {"TEXTUAL_CELL_WIDTH": str(wide), "TEXTUAL_CELL_HEIGHT": str(high)}
    from rich.console import Console
    from textual_image.renderable.sixel import Image as Sixel

    image = _image(wanted.of, wanted.columns * wide, wanted.rows * high // _BAND_DOTS * _BAND_DOTS)
    few = _whole(image, wide, high).quantize(_COLOURS, Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE)
    console = Console(force_terminal=True, width=10_000, height=10_000)
    with console.capture() as drawn:
        console.print(Sixel(few.convert("RGB")))
    found = _SIXEL.search(drawn.get())
    return found.group() if found else ""


def _whole(image: Image.Image, wide: int, high: int) -> Image.Image:
    """The picture on whole characters, so that nobody scales it."""
    size = -(-image.width // wide) * wide, -(-image.height // high) * high
    whole = Image.new("RGB", size, _GROUND)
    whole.paste(image)
    return whole


def _image(of: object, wide: int, high: int) -> Image.Image:
    match of:
        case Marked(outline, inside):
            return outline_raster(outline, inside, wide, high)
        case Drawn():
            return raster(of, wide, high)
        case _:
            raise TypeError(type(of).__name__)


def main() -> int:
    """Answer what stands in standard input. Its writer is the kiosk alone."""
    wanted = pickle.load(sys.stdin.buffer)  # noqa: S301 (the kiosk's own words)
    sys.stdout.write(sixel(wanted))
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""Pictures in terminals that show them (Sixel, Kitty), through the extra `pictures`; else there are none."""

import os
import sys
from importlib.util import find_spec

from cutting.drawings.drawn import Drawn
from kiosk.commands.said import Escapes

_DOTS = (10, 20)
"""How large a character is where the terminal does not say it."""


def picture(drawing: Drawn, columns: int, rows: int) -> Escapes | None:
    """The layout as what the terminal draws in at most so many columns and rows; None where it draws none."""
    if not _is_measured() or find_spec("textual_image") is None:
        return None
    from textual_image.renderable import Image, SixelImage, TGPImage

    if Image not in (SixelImage, TGPImage):
        return None
    from rich.console import Console

    from cutting.drawings.raster import raster

    console = Console(force_terminal=True, width=columns)
    with console.capture() as drawn:
        console.print(Image(raster(drawing, columns * _DOTS[0], rows * _DOTS[1])))
    return Escapes(drawn.get().rstrip("\n"))


def _is_measured() -> bool:
    """Whether the output is a terminal with a size: one without cannot be asked what it draws."""
    return sys.stdout.isatty() and os.get_terminal_size(sys.stdout.fileno()).columns > 0

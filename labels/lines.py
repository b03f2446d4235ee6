"""Lines of text set into a box."""

from collections.abc import Iterator

from labels.drawing import Box, Ink, Text
from labels.text import Fitted, Type, line_um
from paper.typeface import BASELINE, width_um


def set_lines(
    fitted: Fitted, style: Type, box: Box, *, centred: bool, ink: Ink = Ink.BLACK
) -> Iterator[Text]:
    """The lines, in the middle of the box from top to bottom."""
    high_um = line_um(fitted.size_um)
    top_um = box.y_um + (box.height_um - fitted.height_um) // 2
    for number, line in enumerate(fitted.lines):
        wide_um = width_um(line, style.face, fitted.size_um)
        x_um = box.x_um + (box.width_um - wide_um) // 2 if centred else box.x_um
        y_um = top_um + number * high_um
        baseline_um = y_um + fitted.size_um * BASELINE // 1000
        yield Text(
            line, style.face, fitted.size_um, x_um, baseline_um, Box(x_um, y_um, wide_um, high_um), ink
        )

"""A drawing as an SVG 1.1 file of outlines: it looks the same wherever it is opened, without any font."""

from collections.abc import Iterator
from typing import assert_never
from xml.sax.saxutils import escape

from labels.drawing import MM, Cells, Drawing, Fill, Ink, Item, Shape, Text
from labels.proof import Proven
from labels.symbol import dark_runs
from paper.outlines import outline
from paper.typeface import Face, metrics

_INKS = {Ink.BLACK: "#000", Ink.WHITE: "#fff"}
_FACES = {Face.REGULAR: "r", Face.BOLD: "b"}


def svg(label: Proven) -> bytes:
    """The SVG file, in real millimetres; its words stand in `title`, for those who listen to it."""
    drawing = label.drawing
    wide_um, high_um = drawing.size.width_um, drawing.size.height_um
    words = " ".join(item.text for item in drawing.items if isinstance(item, Text))
    parts = (
        '<?xml version="1.0" encoding="UTF-8"?>',
        f'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" version="1.1"'
        f' width="{wide_um / MM:g}mm" height="{high_um / MM:g}mm" viewBox="0 0 {wide_um} {high_um}">',
        f"<title>{escape(words)}</title>",
        f"<defs>{''.join(_letters(drawing))}</defs>",
        f'<path fill="#fff" d="M0 0h{wide_um}v{high_um}h-{wide_um}z"/>',
        *map(_element, drawing.items),
        "</svg>",
        "",
    )
    return "\n".join(parts).encode("utf-8")


def _letters(drawing: Drawing) -> Iterator[str]:
    """Each letter once, by a name made of digits."""
    texts = [item for item in drawing.items if isinstance(item, Text)]
    for face, letter in sorted({(text.face, letter) for text in texts for letter in text.text}):
        yield f'<path id="{_name(letter, face)}" d="{outline(letter, face)}"/>'


def _name(letter: str, face: Face) -> str:
    return f"{_FACES[face]}{ord(letter)}"


def _element(item: Item) -> str:
    match item:
        case Cells():
            return _cells(item)
        case Text():
            return _text(item)
        case Fill(box, ink):
            path = f"M{box.x_um} {box.y_um}h{box.width_um}v{box.height_um}h-{box.width_um}z"
            return f'<path fill="{_INKS[ink]}" d="{path}"/>'
        case Shape(points_um, _, ink):
            points = "L".join(f"{x_um} {y_um}" for x_um, y_um in points_um)
            return f'<path fill="{_INKS[ink]}" d="M{points}z"/>'
        case _:
            assert_never(item)


def _cells(cells: Cells) -> str:
    """One path for the whole symbol: where modules touch, a reader's smoothing leaves no white hair."""
    runs = "".join(
        f"M{start} {number}h{length}v1h-{length}z"
        for number, row in enumerate(cells.symbol.rows)
        for start, length in dark_runs(row)
    )
    turned = f"translate({cells.x_um} {cells.y_um}) scale({cells.module_um} {cells.row_um})"
    return f'<path shape-rendering="crispEdges" transform="{turned}" d="{runs}"/>'


def _text(text: Text) -> str:
    known, units, letters = metrics(text.face), 0, []
    for letter in text.text:
        letters.append(f'<use xlink:href="#{_name(letter, text.face)}" x="{units}"/>')
        units += known.advances[letter]
    scale = text.size_um / known.units_per_em
    turned = f"translate({text.x_um} {text.y_um}) scale({scale:.6g} -{scale:.6g})"
    return f'<g fill="{_INKS[text.ink]}" transform="{turned}">{"".join(letters)}</g>'

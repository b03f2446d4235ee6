"""Layouts as an SVG 1.1 file in mm: layers SHEET, CUT and LABEL, its texts as outlines, so that no font is
needed. The colours are the first layers of laser software: blue, red, black."""

from collections.abc import Iterator, Sequence
from xml.sax.saxutils import escape

from cutting.drawings.drawn import Drawn
from cutting.drawings.strokes import CAPITALS, Label, Line, Strokes, strokes
from cutting.terms import Rect
from paper.outlines import outline
from paper.text import clean
from paper.typeface import Face, metrics

_MARGIN_UM = 5_000
_INKSCAPE = 'xmlns:inkscape="http://www.inkscape.org/namespaces/inkscape"'


def svg(drawings: Sequence[Drawn], title: str = "") -> bytes:
    """The file; layouts lie under each other."""
    drawn = strokes(drawings)
    wide, high = (_mm(um + 2 * _MARGIN_UM) for um in (drawn.width_um, drawn.height_um))
    margin = _mm(_MARGIN_UM)
    parts = (
        '<?xml version="1.0" encoding="UTF-8"?>',
        f'<svg xmlns="http://www.w3.org/2000/svg" {_INKSCAPE} version="1.1"'
        f' width="{wide}mm" height="{high}mm" viewBox="-{margin} -{margin} {wide} {high}">',
        f"<title>{escape(clean(title))}</title>",
        *_layer("SHEET", 'fill="none" stroke="#0000ff" stroke-width="0.5"', _sheets(drawn)),
        *_layer("CUT", 'fill="none" stroke="#ff0000" stroke-width="0.5"', _cuts(drawn)),
        *_layer("LABEL", 'fill="#000000" stroke="none"', map(_label, drawn.labels)),
        "</svg>",
        "",
    )
    return "\n".join(parts).encode("utf-8")


def _layer(name: str, style: str, elements: Iterator[str]) -> Iterator[str]:
    yield f'<g id="{name}" inkscape:groupmode="layer" inkscape:label="{name}" {style}>'
    yield from elements
    yield "</g>"


def _sheets(drawn: Strokes) -> Iterator[str]:
    yield from map(_rect, drawn.sheets)
    for ring in drawn.rings:
        points = " ".join(f"{_mm(x)},{_mm(y)}" for x, y in ring)
        yield f'<polygon points="{points}"/>'


def _cuts(drawn: Strokes) -> Iterator[str]:
    yield from map(_rect, drawn.outlines)
    yield from map(_circle, drawn.circles)
    yield from map(_line, drawn.lines)


def _rect(at: Rect) -> str:
    x, y, wide, high = map(_mm, (at.x_um, at.y_um, at.dx_um, at.dy_um))
    return f'<rect x="{x}" y="{y}" width="{wide}" height="{high}"/>'


def _circle(box: Rect) -> str:
    radius = _mm(box.dx_um // 2)
    return (
        f'<circle cx="{_mm(box.x_um + box.dx_um // 2)}" cy="{_mm(box.y_um + box.dy_um // 2)}" r="{radius}"/>'
    )


def _line(line: Line) -> str:
    x1, y1, x2, y2 = map(_mm, line)
    return f'<line x1="{x1}" y1="{y1}" x2="{x2}" y2="{y2}"/>'


def _label(label: Label) -> str:
    """The text as one path of its letters, narrowed to the room there is."""
    text, known = clean(label.text), metrics(Face.REGULAR)
    advances = [known.advances[letter] for letter in text]
    em_mm = label.high_um / CAPITALS
    fits = label.room_um / 1000 / max(1e-9, sum(advances) * em_mm / known.units_per_em)
    scale = em_mm * min(1.0, fits) / known.units_per_em
    letters = "".join(
        f'<path transform="translate({sum(advances[:place])} 0)" d="{path}"/>'
        for place, letter in enumerate(text)
        if (path := outline(letter, Face.REGULAR))
    )
    turned = f"translate({_mm(label.x_um)} {_mm(label.y_um)}) scale({scale:.6g} -{scale:.6g})"
    return f'<g transform="{turned}"><title>{escape(text)}</title>{letters}</g>'


def _mm(um: int) -> str:
    sign, size = "-" if um < 0 else "", abs(um)
    return f"{sign}{size // 1000}.{size % 1000:03d}".rstrip("0").rstrip(".")

"""Lines of an SVG drawing: all shapes and paths, where their transforms put them, at 96 dots per inch."""

import io
from collections.abc import Iterable, Iterator
from itertools import islice
from math import acos, ceil, sqrt
from pathlib import Path as FilePath
from xml.etree import ElementTree

from svgelements import SVG, Arc, Close, CubicBezier, Move, Path, PathSegment, QuadraticBezier, Shape

from cutting.outlines.errors import NoOutline, Why
from cutting.outlines.joining import MOST_POINTS, Drawing
from cutting.outlines.joining import Path as Points
from cutting.outlines.units import FLAT_UM, UNITS_UM

MOST_ELEMENTS = 20_000
_PIXEL_UM = 25_400 / 96
_MOST_CHORDS = 5_000
_BROKEN = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    RecursionError,
    SyntaxError,
    TypeError,
    ValueError,
)
"""What comes out of svgelements and the XML parser when a file is damaged; an XML error is a SyntaxError."""

_Point = tuple[float, float]


def read(path: FilePath, unit: str = "") -> Drawing:
    """The drawing's lines, y upwards; where a unit is said, one pixel is one of it. Raises NoOutline,
    OSError."""
    text = path.read_bytes()
    scale = UNITS_UM[unit] if unit else _PIXEL_UM
    try:
        _require_few(ElementTree.fromstring(text))  # noqa: S314 (expat bounds what entities expand to)
        found = SVG.parse(io.BytesIO(text), reify=True, ppi=96)
        shapes = [
            Path(*shape.segments(transformed=True)) for shape in found.elements() if isinstance(shape, Shape)
        ]
        return _drawing(shapes, scale)
    except NoOutline:
        raise
    except _BROKEN as error:
        raise NoOutline(Why.UNREADABLE) from error


def _drawing(shapes: list[Path], scale: float) -> Drawing:
    paths: list[Points] = []
    curves: list[Points] = []
    room = MOST_POINTS
    for shape in shapes:
        for part in shape.as_subpaths():
            points = tuple(islice(_points(Path(part), FLAT_UM / scale), room + 1))
            room -= len(points)
            if room < 0:
                raise NoOutline(Why.TOO_MUCH)
            paths.append(_scaled(points, scale))
            curves += [_scaled(bent, scale) for bent in _curves(Path(part), FLAT_UM / scale)]
    return Drawing(tuple(paths), tuple(curves))


def _scaled(points: Iterable[_Point], scale: float) -> Points:
    """In µm, y upwards."""
    return tuple((x * scale, -y * scale) for x, y in points)


def _points(path: Path, flat: float) -> Iterator[_Point]:
    for segment in path:
        if isinstance(segment, Move):
            yield float(segment.end.x), float(segment.end.y)
        elif segment.end is not None:
            yield from _after(segment, flat)


def _curves(path: Path, flat: float) -> Iterator[list[_Point]]:
    """The points of each segment that is no straight line."""
    for segment in path:
        if isinstance(segment, Arc | CubicBezier | QuadraticBezier):
            yield [(float(segment.start.x), float(segment.start.y)), *_after(segment, flat)]


def _after(segment: PathSegment, flat: float) -> Iterator[_Point]:
    """The points of a segment behind its first."""
    chords = min(_MOST_CHORDS, max(1, _chords(segment, flat)))
    for number in range(1, chords):
        at = segment.point(number / chords)
        yield float(at.x), float(at.y)
    yield float(segment.end.x), float(segment.end.y)


def _chords(segment: object, flat: float) -> int:
    """How many chords of equal steps keep within `flat` of a segment: a polynomial's second derivative, or an
    ellipse's greater radius, bounds how far it bends."""
    match segment:
        case QuadraticBezier():
            return ceil(sqrt(abs(segment.start - 2 * segment.control + segment.end) / 4 / flat))
        case CubicBezier():
            first = abs(segment.start - 2 * segment.control1 + segment.control2)
            last = abs(segment.control1 - 2 * segment.control2 + segment.end)
            return ceil(sqrt(0.75 * max(first, last) / flat))
        case Arc():
            radius = max(float(abs(segment.rx)), float(abs(segment.ry)), flat)
            return ceil(abs(float(segment.sweep)) / (2 * acos(1 - flat / radius)))
        case Close() | _:
            return 1


def _require_few(root: ElementTree.Element) -> None:
    """Raise NoOutline for more elements than an outline has, those counted that are used again and again."""
    by_id = {name: element for element in root.iter() if (name := element.get("id"))}
    counted: dict[ElementTree.Element, int] = {}
    if _count(root, by_id, counted, set()) > MOST_ELEMENTS:
        raise NoOutline(Why.TOO_MUCH)


def _count(
    element: ElementTree.Element,
    by_id: dict[str, ElementTree.Element],
    counted: dict[ElementTree.Element, int],
    above: set[ElementTree.Element],
) -> int:
    if element in above:
        raise NoOutline(Why.UNREADABLE)
    if element not in counted:
        used = (value[1:] for key, value in element.items() if key.endswith("href") and value.startswith("#"))
        is_use = str(element.tag).endswith("use")
        more = [by_id[name] for name in used if is_use and name in by_id]
        inner = above | {element}
        counted[element] = 1 + sum(_count(each, by_id, counted, inner) for each in (*element, *more))
    return counted[element]

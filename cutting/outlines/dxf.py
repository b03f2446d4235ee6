"""Lines of a DXF drawing: polylines, lines, arcs, circles, ellipses, splines, and blocks with all of them."""

import struct
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path

from ezdxf import recover, units
from ezdxf.document import Drawing as Document
from ezdxf.entities.arc import Arc
from ezdxf.entities.circle import Circle
from ezdxf.entities.dxfentity import DXFEntity
from ezdxf.entities.ellipse import Ellipse
from ezdxf.entities.insert import Insert
from ezdxf.entities.line import Line
from ezdxf.entities.lwpolyline import LWPolyline
from ezdxf.entities.polyline import Polyline
from ezdxf.entities.spline import Spline
from ezdxf.enums import InsertUnits
from ezdxf.filemanagement import readfile
from ezdxf.lldxf.const import DXFError
from ezdxf.math import Vec3

from cutting.outlines import joining
from cutting.outlines.errors import NoOutline, Why
from cutting.outlines.joining import MOST_POINTS, Drawing
from cutting.outlines.units import FLAT_UM, UNITS_UM

MOST_ENTITIES = 20_000
_DEEPEST = 8
_BROKEN = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    DXFError,
    LookupError,
    RecursionError,
    StopIteration,
    TypeError,
    ValueError,
    struct.error,
)
"""What comes out of ezdxf when a file is damaged."""


def read(path: Path, unit: str = "") -> Drawing:
    """The drawing's lines, in its own unit or in the one that is said. Raises NoOutline and OSError."""
    document = _document(path)
    scale = UNITS_UM[unit] if unit else _scale_um(document)
    try:
        return _drawing(document, scale)
    except NoOutline:
        raise
    except _BROKEN as error:
        raise NoOutline(Why.UNREADABLE) from error


def _drawing(document: Document, scale: float) -> Drawing:
    paths: list[joining.Path] = []
    curves: list[joining.Path] = []
    room = MOST_POINTS
    for entity in _flat(document.modelspace(), iter(range(MOST_ENTITIES)), _DEEPEST):
        if not _is_shown(entity, document):
            continue
        points = tuple((p.x * scale, p.y * scale) for p in islice(_points(entity, FLAT_UM / scale), room + 1))
        room -= len(points)
        if room < 0:
            raise NoOutline(Why.TOO_MUCH)
        paths.append(points)
        if not isinstance(entity, Line | LWPolyline | Polyline):
            curves.append(points)
    return Drawing(tuple(paths), tuple(curves))


def _document(path: Path) -> Document:
    try:
        return readfile(path)
    except _BROKEN:
        return _recovered(path)
    except OSError as error:
        if error.errno:
            raise
        raise NoOutline(Why.UNREADABLE) from error


def _recovered(path: Path) -> Document:
    try:
        document, _audit = recover.readfile(path)
    except _BROKEN as error:
        raise NoOutline(Why.UNREADABLE) from error
    return document


def _scale_um(document: Document) -> float:
    """µm per unit of the drawing, as its header says."""
    try:
        named = InsertUnits(document.units)
        scale = units.conversion_factor(named, InsertUnits.Millimeters) * 1000 if named else 0.0
    except _BROKEN:
        scale = 0.0
    if not scale:
        raise NoOutline(Why.NO_UNIT)
    return scale


def _flat(entities: Iterable[DXFEntity], room: Iterator[int], depth: int) -> Iterator[DXFEntity]:
    """What is drawn, with what stands in blocks, and polylines with arcs in their parts. Raises NoOutline
    where it is too much, as of blocks in blocks."""
    for entity in entities:
        if next(room, None) is None or not depth:
            raise NoOutline(Why.TOO_MUCH)
        if isinstance(entity, Insert):
            inserts = entity.multi_insert() if entity.mcount > 1 else (entity,)
            for insert in inserts:
                yield from _flat(insert.virtual_entities(), room, depth - 1)
        elif isinstance(entity, LWPolyline | Polyline) and entity.has_arc:
            yield from _flat(entity.virtual_entities(), room, depth - 1)
        else:
            yield entity


def _is_shown(entity: DXFEntity, document: Document) -> bool:
    name = entity.dxf.get("layer", "0")
    layer = document.layers.get(name) if document.layers.has_entry(name) else None
    return not (entity.dxf.get("invisible", 0) or (layer and (layer.is_off() or layer.is_frozen())))


def _points(entity: DXFEntity, flat: float) -> Iterator[Vec3]:
    """The points of one entity, its curves as chords that lie no more than `flat` beside them."""
    match entity:
        case Line():
            yield from (entity.dxf.start, entity.dxf.end)
        case Arc() | Circle():
            yield from entity.flattening(flat)
        case Ellipse() | Spline():
            yield from entity.flattening(flat, segments=8)
        case LWPolyline():
            yield from _closed(list(entity.vertices_in_wcs()), is_closed=entity.closed)
        case Polyline() if entity.is_2d_polyline or entity.is_3d_polyline:
            yield from _closed(list(entity.points_in_wcs()), is_closed=entity.is_closed)


def _closed(points: list[Vec3], *, is_closed: bool) -> list[Vec3]:
    return [*points, *points[:1]] if is_closed else points

"""Cut lists as drawings: every closed outline of a DXF file is a part, by the box around it.

Outlines inside another's box are its holes and engravings. Equal boxes are counted. A layer that is named
like a material says what its parts are made of. Layers SHEET and LABEL are those of our own drawings.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from io import BytesIO
from math import isfinite
from typing import TYPE_CHECKING

from cutting.cut_list.lines import (
    LONGEST_LINE,
    CutList,
    Defaults,
    Fault,
    Found,
    Line,
    Materials,
    Reason,
    whole_fault,
)
from cutting.cut_list.loops import loops
from cutting.cut_list.named import named
from stock.sizes import LONGEST_UM, Size

if TYPE_CHECKING:
    from ezdxf.document import Drawing
    from ezdxf.path import Path

_NOT_PARTS = frozenset({"SHEET", "LABEL"})
_UNNAMED = frozenset({"0", "CUT"})
_MOST_PATHS = 10_000
_UM = {0: 1_000, 1: 25_400, 2: 304_800, 4: 1_000, 5: 10_000, 6: 1_000_000, 13: 1, 14: 100_000}
"""µm in the units of a drawing ($INSUNITS); a drawing without any is in mm."""
_GRID_UM = 10
_SAG = 0.0001

_Box = tuple[int, int, int, int]


def is_drawing(data: bytes) -> bool:
    """Whether the content of a file is DXF, in text or binary."""
    head = data[:64].removeprefix(b"\xef\xbb\xbf").split()
    has_remark = head[:1] == [b"999"] and b"SECTION" in data[:4096]
    return data.startswith(b"AutoCAD Binary DXF") or head[:2] == [b"0", b"SECTION"] or has_remark


def read_drawing(data: bytes, materials: Materials, defaults: Defaults) -> CutList:
    """The cut list that a DXF file is; its lines are numbered from one, the largest part first."""
    try:
        from ezdxf import recover
        from ezdxf.lldxf.const import DXFError
    except ModuleNotFoundError as error:
        return whole_fault(Reason.NO_LIBRARY, error.name or "")
    try:
        document, _ = recover.read(BytesIO(data))
        outlines = _outlines(document)
    except (DXFError, OSError, ValueError, ArithmeticError, LookupError, TypeError, AttributeError):
        return whole_fault(Reason.NO_DRAWING)
    if outlines is None:
        return whole_fault(Reason.TOO_LARGE)
    return _cut_list(outlines, materials, defaults)


def _cut_list(outlines: Sequence[tuple[str, _Box]], materials: Materials, defaults: Defaults) -> CutList:
    """Huge outlines are named, and hide nothing that lies in them."""
    huge = [outline for outline in outlines if _is_huge(*_extents(outline[1]))]
    counted = Counter((layer, *_extents(box)) for layer, box in _parts(outlines))
    if not counted:
        return whole_fault(Reason.NO_OUTLINES)
    counted += Counter((layer, *_extents(box)) for layer, box in huge)
    found = Found()
    largest_first = sorted(counted.items(), key=lambda part: (-part[0][1] * part[0][2], part[0]))
    for number, (part, count) in enumerate(largest_first, start=1):
        if not found.add(_line(number, part, count, materials, defaults)):
            break
    return found.whole()


def _line(
    number: int, part: tuple[str, int, int], count: int, materials: Materials, defaults: Defaults
) -> Line | Fault:
    """Layers are often called anything: a material that is given for the whole list stands above them."""
    layer, long_um, wide_um = part
    if _is_huge(long_um, wide_um):
        return Fault(number, Reason.HUGE_OUTLINE, f"{long_um / 1000:.10g} × {wide_um / 1000:.10g} mm")
    line = Line(number, count, Size(long_um, wide_um))
    says_nothing = defaults.materials or layer.upper() in _UNNAMED
    found = named(line, "" if says_nothing else layer, materials, defaults)
    is_unknown = isinstance(found, Fault) and found.reason is Reason.UNKNOWN_MATERIAL
    return Fault(number, Reason.NO_MATERIAL, layer[:LONGEST_LINE]) if is_unknown else found


def _is_huge(long_um: int, wide_um: int) -> bool:
    return max(long_um, wide_um) > LONGEST_UM


def _extents(box: _Box) -> tuple[int, int]:
    """Its edges as drawn, x first, on a grid that forgives rounding."""
    left, low, right, high = box
    return round((right - left) / _GRID_UM) * _GRID_UM, round((high - low) / _GRID_UM) * _GRID_UM


def _parts(outlines: Sequence[tuple[str, _Box]]) -> Iterator[tuple[str, _Box]]:
    """The outlines that lie in no other's box, without huge ones."""
    kept: list[_Box] = []
    for layer, box in sorted(outlines, key=lambda outline: -_area(outline[1])):
        if not _is_huge(*_extents(box)) and not any(_inside(box, other) for other in kept):
            kept.append(box)
            yield layer, box


def _area(box: _Box) -> int:
    return (box[2] - box[0]) * (box[3] - box[1])


def _inside(box: _Box, other: _Box) -> bool:
    """Whether it lies within the other, or on it: what was drawn twice is one part."""
    left, low, right, high = other
    return left <= box[0] and low <= box[1] and box[2] <= right and box[3] <= high


def _outlines(document: "Drawing") -> list[tuple[str, _Box]] | None:
    """The layer and the box in µm of every closed outline; None for more than can be looked at."""
    scale = _UM.get(document.units, _UM[0])
    found: list[tuple[str, list[Path]]] = []
    pieces: dict[str, list[Path]] = {}
    for count, (layer, path) in enumerate(_paths(document)):
        if count >= _MOST_PATHS:
            return None
        if path.is_closed:
            found.append((layer, [path]))
        else:
            pieces.setdefault(layer, []).append(path)
    found += [(layer, loop) for layer, paths in pieces.items() for loop in loops(paths, scale)]
    boxes = [(layer, _box(paths, scale)) for layer, paths in found]
    return [(layer, box) for layer, box in boxes if box]


def _paths(document: "Drawing") -> "Iterator[tuple[str, Path]]":
    """Every line and curve in the model, also those inside blocks, with its layer."""
    from ezdxf.disassemble import recursive_decompose
    from ezdxf.path import make_path

    for entity in recursive_decompose(document.modelspace()):
        if entity.dxf.get("layer", "0").upper() in _NOT_PARTS:
            continue
        try:
            path = make_path(entity)
        except TypeError:
            continue
        if len(path):
            yield str(entity.dxf.get("layer", "0")), path


def _box(paths: "Iterable[Path]", scale: int) -> _Box | None:
    """The box around them in µm; None for one that no part can have."""
    points = [point for path in paths for point in path.flattening(_sag(path))]
    if not all(isfinite(point.x) and isfinite(point.y) for point in points):
        return None
    xs, ys = [round(point.x * scale) for point in points], [round(point.y * scale) for point in points]
    box = (min(xs), min(ys), max(xs), max(ys))
    is_part = all(um > _GRID_UM for um in (box[2] - box[0], box[3] - box[1]))
    return box if is_part else None


def _sag(path: "Path") -> float:
    """How far a straight line may be from a curve, by the curve's own size."""
    corners = list(path.control_vertices())
    xs, ys = [corner.x for corner in corners], [corner.y for corner in corners]
    return float(max(max(xs) - min(xs), max(ys) - min(ys), 1e-6)) * _SAG

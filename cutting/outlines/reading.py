"""The door to outlines: from a drawing, a laser's job, measured corners, or a photo.

Each raises NoOutline with its reason, also where a library is missing, and OSError for a file that cannot be
read."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from cutting.outlines.boards import BOARDS
from cutting.outlines.corners import corners
from cutting.outlines.errors import libraries
from stock.outlines import Outline

if TYPE_CHECKING:
    from shapely.geometry import Polygon

    from cutting.outlines.joining import Loops


PHOTO_ENDINGS = (".jpg", ".jpeg", ".png", ".webp", ".bmp", ".tif", ".tiff")


@dataclass(frozen=True, slots=True)
class Found:
    """An outline; `beside` counts further outlines in the same drawing, which were left out, `given_up_um2`
    is what was given up so that nothing is overclaimed."""

    outline: Outline
    beside: int = 0
    given_up_um2: int = 0


def from_file(path: Path, *, unit: str = "", thick_um: int = 0) -> Found:
    """The outline on a photo, or in a drawing, as the file's name says."""
    is_photo = path.suffix.casefold() in PHOTO_ENDINGS
    return from_photo(path, thick_um=thick_um) if is_photo else from_drawing(path, unit)


def from_drawing(path: Path, unit: str = "") -> Found:
    """The largest outline in a DXF or SVG file, with its holes."""
    with libraries():
        from cutting.outlines.drawings import drawing_of
        from cutting.outlines.inward import within_curves
        from cutting.outlines.joining import joined
        from cutting.outlines.sheets import sheet_of
        from cutting.outlines.upright import upright

        drawing = drawing_of(path, unit)
        sheet, beside = sheet_of(joined(drawing))
        within = upright(within_curves(sheet, drawing.curves))
        return _found(within, beside=beside, drawn_um2=sheet.area)


def from_job(path: Path, sheet: Path | str = "", *, unit: str = "", kerf_um: int = 0) -> Found:
    """What a laser's job leaves of a sheet: a drawing with the job's own coordinates, or corners as typed, on
    which the job lies from the lower left (in SVG: the upper left) corner; else the largest loop in the file.
    """
    with libraries():
        from cutting.outlines.drawings import drawing_of
        from cutting.outlines.joining import joined
        from cutting.outlines.sheets import left_of, sheet_of, split
        from cutting.outlines.upright import upright

        drawing = drawing_of(path, unit)
        loops, bent_um = joined(drawing), drawing.bent_um
        if isinstance(sheet, Path):
            under = drawing_of(sheet, unit)
            around, bent_um = joined(under), bent_um + under.bent_um
        elif sheet:
            around = _typed(sheet, is_from_top=path.suffix.casefold() == ".svg")
        else:
            around, loops = split(loops)
        return _found(upright(left_of(sheet_of(around)[0], loops, kerf_um)), bent_um)


def from_corners(text: str) -> Found:
    """An outline of corners as somebody typed them; see `cutting.outlines.corners`."""
    with libraries():
        from cutting.outlines.sheets import sheet_of
        from cutting.outlines.upright import upright

        return _found(upright(sheet_of(_typed(text))[0]))


def from_photo(path: Path, *, thick_um: int = 0) -> Found:
    """The offcut on a photo of a board with four printed markers; unless its thickness is said, it is
    taken for 20 mm, and a little more at its edges is given up."""
    with libraries():
        from cutting.outlines.photo import polygon_on

        return _found(polygon_on(path, thick_um))


def largest_inside(outline: Outline) -> tuple[tuple[float, float], ...]:
    """The corners in µm of the largest rectangle that certainly lies inside, at any angle; () where none
    does."""
    with libraries():
        from cutting.outlines.rectangles import inside

        found = inside(outline.rings_um)
        return found[0].corners if found else ()


def board_file(name: str) -> bytes:
    """The PDF file of a board's markers; see `cutting.outlines.boards`."""
    with libraries():
        from cutting.outlines.board_file import board_pdf

        return board_pdf(BOARDS[name])


def _typed(text: str, *, is_from_top: bool = False) -> "Loops":
    """Corners as a loop, y upwards; from the top, all of it below 0."""
    from cutting.outlines.joining import Loops

    found = corners(text)
    down_um = max(y for _x, y in found) if is_from_top else 0
    return Loops((tuple((float(x), float(y - down_um)) for x, y in found),), ())


def _found(
    polygon: "Polygon", bent_um: float = 0.0, *, beside: int = 0, drawn_um2: float | None = None
) -> Found:
    """Its outline; what is given up is counted from `drawn_um2` where the polygon is less already."""
    from cutting.outlines.inward import outline_of, require_sensible

    require_sensible(polygon)
    outline = outline_of(polygon, bent_um)
    drawn_um2 = polygon.area if drawn_um2 is None else drawn_um2
    return Found(outline, beside, max(0, round(drawn_um2) - outline.area_um2))

"""An offcut's polygon from a photo of it on a board with four printed markers.

Of what the photo shows only that is claimed which lies inside at the board's height and at the offcut's own
(what is nearer to the camera looks larger), less 2 mm, and less what the markers are off."""

from pathlib import Path

import cv2
import numpy as np
import shapely
from numpy.typing import NDArray
from PIL import Image, UnidentifiedImageError
from shapely import affinity
from shapely.geometry import Polygon

from cutting.outlines.errors import NoOutline, Why
from cutting.outlines.inward import inset, largest
from cutting.outlines.markers import View, view_of
from cutting.outlines.segments import Mask, offcut_in
from cutting.outlines.upright import boxed

Picture = NDArray[np.uint8]

MOST_BYTES = 30_000_000
MOST_PIXELS = 60_000_000
INWARD_MM = 2.0
THICKEST_MM = 20.0
"""What an offcut is taken for whose thickness nobody says."""
_LONGEST_PX = 4_000
_BOARD_PX = 1_600
_QUIET_MM = 4.0


def polygon_on(path: Path, thick_um: int = 0) -> Polygon:
    """The offcut's polygon in µm, turned so that its box is small. Raises NoOutline and OSError."""
    return boxed(lying(path, thick_um))


def lying(path: Path, thick_um: int = 0) -> Polygon:
    """The offcut's polygon in µm where it lies on its board, from the board's upper left corner, y
    upwards."""
    picture = read(path)
    view = view_of(picture)
    per_mm = _BOARD_PX / view.board.long_mm
    sound = _sound(view, per_mm)
    mask = offcut_in(_flat(picture, view, sound.shape, per_mm), sound, per_mm)
    shown = _polygon(mask, per_mm)
    nearer = 1 - (thick_um / 1000 or THICKEST_MM) / view.height_mm
    if nearer <= 0:
        raise NoOutline(Why.BOARD_BENT, off_um=0)
    raised = affinity.scale(shown, nearer, nearer, origin=view.foot_mm)
    sure = largest(inset(largest(shown.intersection(raised)), INWARD_MM + view.off_mm))
    return largest(affinity.scale(sure, 1000, -1000, origin=(0, 0)))


def read(path: Path) -> Picture:
    """A picture as (height, width, RGB), no larger than markers need. Raises NoOutline and OSError."""
    if path.stat().st_size > MOST_BYTES:
        raise NoOutline(Why.TOO_LARGE_FILE, file=path.name, most_bytes=MOST_BYTES)
    try:
        with Image.open(path) as image:
            if image.width * image.height > MOST_PIXELS:
                raise NoOutline(Why.TOO_MUCH)
            image.draft("RGB", (_LONGEST_PX, _LONGEST_PX))
            image.thumbnail((_LONGEST_PX, _LONGEST_PX), Image.Resampling.LANCZOS)
            return np.asarray(image.convert("RGB"))
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise NoOutline(Why.TOO_MUCH) from error
    except (UnidentifiedImageError, SyntaxError, ValueError) as error:
        raise error if isinstance(error, NoOutline) else NoOutline(Why.UNREADABLE) from error
    except OSError as error:
        raise error if error.errno else NoOutline(Why.UNREADABLE) from error


def _sound(view: View, per_mm: float) -> Mask:
    """Where the board is itself: not under its markers."""
    sound = np.full((round(view.board.wide_mm * per_mm), _BOARD_PX), 255, dtype=np.uint8)
    for corners in view.board.markers.values():
        (x0, y0), _right, (x1, y1), _left = np.array(corners) * per_mm
        quiet = _QUIET_MM * per_mm
        x, y = max(0, round(x0 - quiet)), max(0, round(y0 - quiet))
        sound[y : round(y1 + quiet), x : round(x1 + quiet)] = 0
    return sound


def _flat(picture: Picture, view: View, shape: tuple[int, ...], per_mm: float) -> Picture:
    """The board seen from straight above."""
    to_pixels = np.diag([per_mm, per_mm, 1.0]) @ view.to_mm
    flat = cv2.warpPerspective(picture, to_pixels, (shape[1], shape[0]), flags=cv2.INTER_LINEAR)
    return np.asarray(flat, dtype=np.uint8)


def _polygon(mask: Mask, per_mm: float) -> Polygon:
    """The mask's outer contour less its holes, in mm."""
    contours, tree = cv2.findContours(mask, cv2.RETR_CCOMP, cv2.CHAIN_APPROX_NONE)
    rings = [np.asarray(contour, dtype=np.float64).reshape(-1, 2) / per_mm for contour in contours]
    outer = [
        _made_valid(ring)
        for ring, links in zip(rings, tree[0], strict=True)
        if links[3] < 0 and len(ring) > 2
    ]
    holes = [
        _made_valid(ring)
        for ring, links in zip(rings, tree[0], strict=True)
        if links[3] >= 0 and len(ring) > 2
    ]
    return largest(largest(shapely.union_all(outer)).difference(shapely.union_all(holes)))


def _made_valid(ring: NDArray[np.float64]) -> shapely.Geometry:
    return shapely.make_valid(Polygon(ring))

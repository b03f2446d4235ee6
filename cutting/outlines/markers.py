"""Markers on a photo: which board it shows, and where the camera stood."""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from cutting.outlines.boards import BOARDS, Board
from cutting.outlines.errors import NoOutline, Why

Floats = NDArray[np.float64]
Picture = NDArray[np.uint8]

DICTIONARY = cv2.aruco.DICT_5X5_50
_MOST_BENT = 1 / 250
"""Of the board's length: further off its plane, the markers were moved, or the board is bent."""
_FOCAL_LENGTHS = np.geomspace(0.45, 3.0, 24)
"""In lengths of the photo's longer side: from a wide angle to a telephoto lens."""
_UNSURE = (2.0, 0.5)
"""Errors up to so many times the least one, and so many pixels more, tell no focal lengths apart."""


@dataclass(frozen=True, slots=True)
class View:
    """A board as a photo shows it: pixels to mm on it, how far off markers are at most, and the camera's foot
    point and height in mm."""

    board: Board
    to_mm: Floats
    off_mm: float
    foot_mm: tuple[float, float]
    height_mm: float


def view_of(picture: Picture) -> View:
    """The board on a picture (height, width, RGB). Raises NoOutline without its four markers."""
    board, seen, known = _markers(np.asarray(cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY), dtype=np.uint8))
    to_mm, _used = cv2.findHomography(seen, known, 0)
    off = np.linalg.norm(cv2.perspectiveTransform(seen[None], to_mm)[0] - known, axis=1).max()
    if off > board.long_mm * _MOST_BENT:
        raise NoOutline(Why.BOARD_BENT, off_um=round(off * 1000))
    foot, height = _camera(seen, known, picture.shape)
    return View(board, np.asarray(to_mm, dtype=np.float64), float(off), foot, height)


def _markers(gray: Picture) -> tuple[Board, Floats, Floats]:
    """The board that all four markers are seen of; their corners in pixels and in mm."""
    how = cv2.aruco.DetectorParameters()
    how.cornerRefinementMethod = cv2.aruco.CORNER_REFINE_SUBPIX
    detector = cv2.aruco.ArucoDetector(cv2.aruco.getPredefinedDictionary(DICTIONARY), how)
    corners, numbers, _rejected = detector.detectMarkers(gray)
    found = dict(zip(np.ravel(numbers).tolist(), corners, strict=True)) if len(corners) else {}
    most = 0
    for board in BOARDS.values():
        seen = sorted(board.markers.keys() & found.keys())
        if len(seen) == len(board.markers):
            pixels = np.concatenate([np.asarray(found[n], dtype=np.float64).reshape(4, 2) for n in seen])
            return board, pixels, np.concatenate([np.array(board.markers[n], dtype=np.float64) for n in seen])
        most = max(most, len(seen))
    raise NoOutline(Why.FEW_MARKERS, found=most)


def _camera(seen: Floats, known: Floats, shape: tuple[int, ...]) -> tuple[tuple[float, float], float]:
    """Where the camera stood, in mm on the board and above it. A photo from straight above does not tell its
    focal length: of those that explain it, the shortest, by which the camera is nearest."""
    poses = [_pose(seen, known, shape, focal) for focal in _FOCAL_LENGTHS * max(shape[:2])]
    times, more = _UNSURE
    most = times * min(error for error, _at in poses) + more
    _error, (x, y, z) = next(pose for pose in poses if pose[0] <= most)
    return (float(x), float(y)), abs(float(z))


def _pose(seen: Floats, known: Floats, shape: tuple[int, ...], focal: float) -> tuple[float, Floats]:
    """How far off in pixels a pose is, with that focal length, and the camera's place."""
    high, wide = shape[:2]
    lens = np.array([[focal, 0, wide / 2], [0, focal, high / 2], [0, 0, 1]])
    flat = np.column_stack([known, np.zeros(len(known))])
    _ok, turn, shift = cv2.solvePnP(flat, seen, lens, None, flags=cv2.SOLVEPNP_IPPE)
    again, _slopes = cv2.projectPoints(flat, turn, shift, lens, None)
    error = float(np.sqrt(((again[:, 0] - seen) ** 2).sum(axis=1).mean()))
    place = -np.asarray(cv2.Rodrigues(turn)[0]).T @ np.asarray(shift)
    return error, np.asarray(place, dtype=np.float64).ravel()

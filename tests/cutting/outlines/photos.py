"""Photos of a board with an offcut on it, rendered: a camera that stands askew, light, shadow, blur and
noise."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import cos, radians, sin

import cv2
import numpy as np
from numpy.typing import NDArray

from cutting.outlines.boards import BOARDS, Board
from cutting.outlines.markers import DICTIONARY

Floats = NDArray[np.float64]
Shades = NDArray[np.float32]
Picture = NDArray[np.uint8]
Points = Sequence[tuple[float, float]]

_PER_MM = 3
_TWICE = 2


@dataclass(frozen=True, slots=True)
class Scene:
    """What the camera sees: a shape in mm on a board, and its hole; how thick and of which colour it is;
    where the camera stands. `markers` are those that are not hidden."""

    shape: Points
    hole: Points = ()
    board: Board = BOARDS["600x400"]
    colour: tuple[int, int, int] = (196, 160, 110)
    paper: tuple[int, int, int] = (238, 238, 232)
    thick_mm: float = 0.0
    tilt: tuple[float, float] = (0.0, 0.0)
    height_mm: float = 1100.0
    aside_mm: tuple[float, float] = (0.0, 0.0)
    light: tuple[float, float] = (0.0, 0.0)
    shadow_mm: float = 0.0
    blur: float = 0.8
    noise: float = 3.0
    pixels: tuple[int, int] = (1400, 1050)
    focal: float = 0.85
    bent: float = 0.0
    markers: int = 4


def photo(scene: Scene, seed: int = 1) -> Picture:
    """The scene as (height, width, RGB)."""
    camera = _Camera.of(scene)
    wide, high = (side * _TWICE for side in scene.pixels)
    paper = cv2.warpPerspective(_board(scene), camera.of_board(), (wide, high), borderValue=(90, 90, 90))
    seen = np.asarray(paper, dtype=np.float32)
    if scene.shadow_mm:
        moved = [(x + scene.shadow_mm, y + scene.shadow_mm / 2) for x, y in scene.shape]
        seen[_filled(camera, moved, 0.0, (high, wide))] *= 0.62
    _draw_offcut(seen, scene, camera)
    small = cv2.resize(seen, scene.pixels, interpolation=cv2.INTER_AREA)
    return _exposed(np.asarray(small, dtype=np.float32), scene, seed)


def _draw_offcut(seen: Shades, scene: Scene, camera: "_Camera") -> None:
    size = (seen.shape[0], seen.shape[1])
    before = seen.copy()
    ring = [*scene.shape, scene.shape[0]]
    for (x0, y0), (x1, y1) in pairwise(ring):
        if scene.thick_mm:
            wall = camera.project([(x0, y0), (x1, y1)], 0.0)
            wall = np.concatenate([wall, camera.project([(x1, y1), (x0, y0)], scene.thick_mm)])
            seen[_poly(wall, size)] = np.array(scene.colour) * 0.7
    top = _filled(camera, scene.shape, scene.thick_mm, size)
    hole = _filled(camera, scene.hole, scene.thick_mm, size) if scene.hole else np.zeros_like(top)
    seen[top] = scene.colour
    seen[hole] = before[hole]


def _board(scene: Scene) -> Shades:
    board = scene.board
    margin = 20
    size = ((board.wide_mm + 2 * margin) * _PER_MM, (board.long_mm + 2 * margin) * _PER_MM)
    paper = np.full((*size, 3), scene.paper, dtype=np.float32)
    dictionary = cv2.aruco.getPredefinedDictionary(DICTIONARY)
    for number, corners in list(board.markers.items())[: scene.markers]:
        side = board.marker_mm * _PER_MM
        x, y = (round((at + margin) * _PER_MM) for at in corners[0])
        dots = cv2.aruco.generateImageMarker(dictionary, number, side)
        paper[y : y + side, x : x + side] = np.where(dots[:, :, None] > 0, paper[0, 0], 25)
    return paper


@dataclass(frozen=True, slots=True)
class _Camera:
    """A pinhole camera over the board; x right and y down on the board, height towards the camera."""

    lens: Floats
    turn: Floats
    place: Floats

    @classmethod
    def of(cls, scene: Scene) -> "_Camera":
        wide, high = (side * _TWICE for side in scene.pixels)
        focal = scene.focal * wide
        lens = np.array([[focal, 0, wide / 2], [0, focal, high / 2], [0, 0, 1]])
        a, b = (radians(angle) for angle in scene.tilt)
        around_x = np.array([[1, 0, 0], [0, cos(a), -sin(a)], [0, sin(a), cos(a)]])
        around_y = np.array([[cos(b), 0, sin(b)], [0, 1, 0], [-sin(b), 0, cos(b)]])
        turn = around_x @ around_y
        middle = np.array(
            [scene.board.long_mm / 2 + scene.aside_mm[0], scene.board.wide_mm / 2 + scene.aside_mm[1], 0]
        )
        place = middle - turn.T @ np.array([0, 0, scene.height_mm])
        return cls(lens, turn, place)

    def project(self, points: Points, height_mm: float) -> Floats:
        flat = np.array([(x, y, -height_mm) for x, y in points], dtype=np.float64)
        seen = (self.lens @ self.turn @ (flat - self.place).T).T
        return np.asarray(seen[:, :2] / seen[:, 2:])

    def of_board(self) -> Floats:
        shift = -self.turn @ self.place
        plane = self.lens @ np.column_stack([self.turn[:, 0], self.turn[:, 1], shift])
        from_dots = np.array(
            [[1 / _PER_MM, 0, 0.5 / _PER_MM - 20], [0, 1 / _PER_MM, 0.5 / _PER_MM - 20], [0, 0, 1]]
        )
        return np.asarray(plane @ from_dots)


def _filled(camera: _Camera, points: Points, height_mm: float, size: tuple[int, int]) -> NDArray[np.bool_]:
    return _poly(camera.project(points, height_mm), size)


def _poly(points: Floats, size: tuple[int, int]) -> NDArray[np.bool_]:
    mask = np.zeros(size, dtype=np.uint8)
    cv2.fillPoly(mask, [np.round(points * 16).astype(np.int32)], 1, shift=4)
    return mask > 0


def _exposed(seen: Shades, scene: Scene, seed: int) -> Picture:
    """With the light's slope, the lens's bend, its blur, and the sensor's noise."""
    high, wide = seen.shape[:2]
    y, x = np.mgrid[0:high, 0:wide]
    slope = 1 + scene.light[0] * (x / wide - 0.5) + scene.light[1] * (y / high - 0.5)
    lit = np.asarray(seen * slope[:, :, None] * 0.9, dtype=np.float32)
    if scene.bent:
        u, v = (x - wide / 2) / wide, (y - high / 2) / wide
        grown = 1 + scene.bent * (u * u + v * v)
        across, down = u * grown * wide + wide / 2, v * grown * wide + high / 2
        bent = cv2.remap(lit, across.astype(np.float32), down.astype(np.float32), cv2.INTER_LINEAR)
        lit = np.asarray(bent, dtype=np.float32)
    blurred = cv2.GaussianBlur(lit, (0, 0), scene.blur)
    noise = np.random.default_rng(seed).normal(0.0, scene.noise, seen.shape)
    return np.asarray(np.clip(blurred + noise, 0, 255), dtype=np.uint8)

"""Which part of a board's picture is the offcut: what differs from the board's own colour, and is no shadow.

The board's light is a smooth surface through what lies along its border. What is darker in all colours alike
may be a shadow, and is never taken for the offcut unless it is darker than shadows are."""

import cv2
import numpy as np
from numpy.typing import NDArray

from cutting.outlines.errors import NoOutline, Why

Floats = NDArray[np.float32]
Mask = NDArray[np.uint8]

_BORDER = 0.05
_SHADOW = 0.35
"""Darker than this share of the board is no shadow."""
_COLOUR = 0.10
_HALF = 0.55
"""Of an offcut's own difference: where a blurred edge is halfway, a little inward."""
_SPECK_MM2 = 3.0
_LEAST_MM2 = 400.0


def offcut_in(picture: NDArray[np.uint8], sound: Mask, per_mm: float) -> Mask:
    """The offcut, 255 where it is. `sound` is 255 where there is board and no marker; RGB, `per_mm` pixels.

    Raises NoOutline where nothing differs enough, or where it reaches over the board's edge.
    """
    logs = np.log((picture.astype(np.float32) + 4.0) / 259.0)
    ratio = np.asarray(cv2.medianBlur(logs - _light(logs, sound), 5), dtype=np.float32)
    dark = ratio.mean(axis=2)
    colour = np.linalg.norm(ratio - dark[:, :, None], axis=2)
    rough = _largest(((colour > _COLOUR) | (dark < np.log(_SHADOW))) & (sound > 0), per_mm)
    core = cv2.erode(rough, np.ones((5, 5), np.uint8)) > 0
    if not core.any():
        raise NoOutline(Why.NO_OFFCUT)
    mine = (colour > max(_COLOUR, _HALF * _middle(colour, core))) | (
        dark < min(np.log(_SHADOW), _HALF * _middle(dark, core))
    )
    mask = _largest(mine & (sound > 0), per_mm)
    _require_inside(mask, sound)
    return mask


def _middle(values: Floats, where: NDArray[np.bool_]) -> float:
    return float(np.median(values[where]))


def _light(logs: Floats, sound: Mask) -> Floats:
    """The board's light at each pixel, by a smooth surface through its border, which bends off from what is
    not board."""
    high, wide = sound.shape
    y, x = np.mgrid[0:high, 0:wide].astype(np.float32)
    x, y = x / wide * 2 - 1, y / high * 2 - 1
    terms = np.stack([np.ones_like(x), x, y, x * y, x * x, y * y], axis=2)
    edge = (np.maximum(abs(x), abs(y)) > 1 - 2 * _BORDER) & (sound > 0)
    some, seen = terms[edge][::7], logs[edge][::7]
    kept = np.ones(len(some), dtype=np.bool_)
    for _round in range(5):
        factors, *_rest = np.linalg.lstsq(some[kept], seen[kept], rcond=None)
        off = np.abs(seen - some @ factors).max(axis=1)
        kept = off <= max(0.02, 2.5 * float(np.median(off[kept])))
    return np.asarray(terms @ factors, dtype=np.float32)


def _largest(where: NDArray[np.bool_], per_mm: float) -> Mask:
    """The largest region, with specks in it filled. Raises NoOutline where it is no offcut's size."""
    mask = np.where(where, 255, 0).astype(np.uint8)
    number, regions, stats, _centres = cv2.connectedComponentsWithStats(mask, connectivity=4)
    if number < 2 or stats[1:, cv2.CC_STAT_AREA].max() < _LEAST_MM2 * per_mm**2:
        raise NoOutline(Why.NO_OFFCUT)
    one = np.where(regions == 1 + stats[1:, cv2.CC_STAT_AREA].argmax(), 255, 0).astype(np.uint8)
    _number, gaps, sizes, _centres = cv2.connectedComponentsWithStats(255 - one, connectivity=8)
    specks = np.flatnonzero(sizes[:, cv2.CC_STAT_AREA] < _SPECK_MM2 * per_mm**2)
    one[np.isin(gaps, specks) & (one == 0)] = 255
    return one


def _require_inside(mask: Mask, sound: Mask) -> None:
    """Raise NoOutline for what reaches a marker or the board's edge, behind which it may go on."""
    if np.any(mask[cv2.erode(sound, np.ones((5, 5), np.uint8), borderValue=0) == 0]):
        raise NoOutline(Why.OVER_THE_EDGE)

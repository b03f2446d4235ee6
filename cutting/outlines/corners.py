"""Outlines from measured corners, as somebody types them. Pure.

`600x400` is a rectangle; `600x400 notch 200x150` lacks a corner, `600x400 notch 200x150 bl notch 50x50 tl`
two (top, bottom, left, right; the top right one where nothing is said); `600x400 L 200x150` has two legs that
wide; `0,0 600,0 600,250 400,400 0,400` are the corners one after another. Millimetres, or mm, cm, m, in.
Sizes may have a decimal comma, and spaces around their cross; Latvian words for a notch are known, too.
"""

import re
from decimal import Decimal

from cutting.outlines.errors import NoOutline, Why

Corner = tuple[int, int]
Corners = tuple[Corner, ...]

_UNITS_UM = {"": 1_000, "mm": 1_000, "cm": 10_000, "m": 1_000_000, "in": 25_400}
_NUMBER = r"(-?\d{1,9}(?:\.\d{1,6})?)(mm|cm|m|in)?"
_PAIR = re.compile(rf"{_NUMBER}x{_NUMBER}")
_CROSS = re.compile(r"\s*[x×✕*х]\s*(?=\d)")
_POINT = re.compile(rf"{_NUMBER}[,;]{_NUMBER}")
_LONGEST = 4_000
_NOTCHES = ("notch", "minus", "-", "robs", "izgriezums")
_WHERE = ("tr", "tl", "bl", "br")


def corners(text: str) -> Corners:
    """The corners in µm, counter-clockwise where sizes are given. Raises NoOutline where the text says
    none."""
    words = _CROSS.sub("x", text.casefold()).split()
    if len(text) > _LONGEST or not words:
        raise NoOutline(Why.NO_CORNERS, text=text[:40])
    if _POINT.fullmatch(words[0]) and len(words) > 2:
        return tuple(_pair(_POINT, word) for word in words)
    long, wide = _size(words[0])
    match words[1:]:
        case []:
            cut: dict[str, Corner] = {}
        case ["l", legs]:
            upright, lying = _size(legs)
            cut = {"tr": (long - upright, wide - lying)}
        case rest:
            cut = _notches(rest)
    return _notched((long, wide), cut)


def _notches(words: list[str]) -> dict[str, Corner]:
    found: dict[str, Corner] = {}
    while words:
        if words[0] not in _NOTCHES or len(words) < 2:
            raise NoOutline(Why.NO_CORNERS, text=words[0][:40])
        where = (
            words[2]
            if words[2:] and words[2] in _WHERE
            else next((at for at in _WHERE if at not in found), "")
        )
        if not where or where in found:
            raise NoOutline(Why.NO_CORNERS, text=" ".join(words[:3])[:40])
        found[where] = _size(words[1])
        words = words[3 if words[2:] and words[2] in _WHERE else 2 :]
    return found


def _notched(size: Corner, cut: dict[str, Corner]) -> Corners:
    """The corners of a rectangle that lacks rectangles at some of its own."""
    long, wide = size
    (tr, tl, bl, br) = (cut.get(where, (0, 0)) for where in _WHERE)
    pairs = ((tr[0] + tl[0], long), (bl[0] + br[0], long), (tl[1] + bl[1], wide), (tr[1] + br[1], wide))
    meet = any(one[0] + other[0] >= long and one[1] + other[1] >= wide for one, other in ((tr, bl), (tl, br)))
    if meet or any(both >= whole for both, whole in pairs) or min(map(min, cut.values()), default=1) <= 0:
        raise NoOutline(Why.NOTCH_TOO_LARGE, long_um=long, short_um=wide)
    found: list[Corner] = []
    for x, y, step, is_across in (
        (0, 0, bl, False),
        (long, 0, (-br[0], br[1]), True),
        (long, wide, (-tr[0], -tr[1]), False),
        (0, wide, (tl[0], -tl[1]), True),
    ):
        found += _corner((x, y), step, is_across=is_across)
    return tuple(found)


def _corner(at: Corner, step: Corner, *, is_across: bool) -> list[Corner]:
    """A corner, or the three around its notch; `is_across`: the way round comes along x."""
    (x, y), (dx, dy) = at, step
    if not dx:
        return [at]
    before, after = (x + dx, y), (x, y + dy)
    inner = (x + dx, y + dy)
    return [before, inner, after] if is_across else [after, inner, before]


def _size(word: str) -> Corner:
    long, wide = _pair(_PAIR, word.replace(",", "."))
    if min(long, wide) <= 0:
        raise NoOutline(Why.NONSENSE_SIZE, long_um=max(long, wide), short_um=min(long, wide))
    return long, wide


def _pair(pattern: re.Pattern[str], word: str) -> Corner:
    match = pattern.fullmatch(word)
    if not match:
        raise NoOutline(Why.NO_CORNERS, text=word[:40])
    first, unit, second, last = match.groups()
    unit, last = unit or last or "", last or unit or ""
    return _um(first, unit), _um(second, last)


def _um(number: str, unit: str) -> int:
    return round(Decimal(number) * _UNITS_UM[unit])

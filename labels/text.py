"""Clean text fitted to the room there is."""

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate

from labels.drawing import Size
from paper.text import ELLIPSIS
from paper.typeface import LINE, Face, em_width, metrics

BETWEEN = "·"
"""What stands between two facts on one line."""
_HOLDS = "\u00a0"
"""A space at which no line ends; clean text has none of its own."""
_UNIT = re.compile(r"(?<=\d) (?=(?:mm|cm|m|kg|g|ml|l)\b)")
STEP_UM = 50
"""Font sizes are whole steps where they can be, so that the labels of a batch share drawn letters."""


@dataclass(frozen=True, slots=True)
class Fitted:
    """Lines of text and the font size at which each fits the width it was fitted to."""

    lines: tuple[str, ...]
    size_um: int

    @property
    def height_um(self) -> int:
        """All its lines together."""
        return line_um(self.size_um) * len(self.lines)


def line_um(size_um: int) -> int:
    """The height of one line at a font size."""
    return size_um * LINE // 1000


@dataclass(frozen=True, slots=True)
class Type:
    """How a text is set: its cut, the largest and smallest font size, and how many lines it may take.

    It takes another line before it gets smaller than `enough_um` (45 % of the largest if not said), and
    the room of others before it gets smaller than `liked_um`.
    """

    face: Face
    largest_um: int
    smallest_um: int
    lines: int = 1
    liked_um: int = 0
    enough_um: int = 0


@lru_cache(maxsize=4_096)
def fit(text: str, style: Type, room: Size) -> Fitted:
    """The clean text as large as style and room allow; at the smallest size it is shortened visibly."""
    enough_um = max(style.enough_um or style.largest_um * 9 // 20, style.smallest_um, style.liked_um)
    best = _whole((text,), style, room)
    for count in range(2, style.lines + 1):
        if best.size_um >= enough_um:
            return best
        wrapped = _whole(_balanced(text, style.face, count), style, room)
        best = max(best, wrapped, key=lambda fitted: fitted.size_um)
    return best if best.size_um >= style.smallest_um else _shortened(text, style, room)


@lru_cache(maxsize=1_024)
def fit_all(texts: tuple[str, ...], style: Type, room: Size) -> Fitted:
    """Clean texts, a line each, all as large as the widest allows; the last counts those without room."""
    whole = _whole(texts, style, room)
    if whole.size_um >= style.smallest_um:
        return whole
    size_um = min(style.smallest_um, room.height_um * 1000 // LINE)
    count = max(1, min(len(texts), room.height_um // max(line_um(size_um), 1)))
    more = (f"+ {len(texts) - count + 1}",) if count < len(texts) else ()
    units = room.width_um * metrics(style.face).units_per_em // max(size_um, 1)
    shown = (*texts[: count - len(more)], *more)
    return Fitted(tuple(_cut(line, style.face, units) for line in shown), size_um)


def _whole(lines: tuple[str, ...], style: Type, room: Size) -> Fitted:
    widest = max(em_width(line, style.face) for line in lines)
    by_width_um = room.width_um * metrics(style.face).units_per_em // max(widest, 1)
    by_height_um = room.height_um * 1000 // (LINE * len(lines))
    size_um = min(style.largest_um, by_width_um, by_height_um)
    stepped_um = size_um - size_um % STEP_UM
    return Fitted(lines, stepped_um if stepped_um >= style.smallest_um else size_um)


def _shortened(text: str, style: Type, room: Size) -> Fitted:
    size_um = min(style.smallest_um, room.height_um * 1000 // LINE)
    units = room.width_um * metrics(style.face).units_per_em // max(size_um, 1)
    count = max(1, min(style.lines, room.height_um // max(line_um(size_um), 1)))
    lines = _filled(_words(text), style.face, units)
    if len(lines) > count:
        lines[count - 1 :] = [" ".join(lines[count - 1 :])]
    return Fitted(_ended([_cut(line, style.face, units) for line in lines]), size_um)


def _balanced(text: str, face: Face, count: int) -> tuple[str, ...]:
    """The text on at most `count` lines whose widest is about as narrow as can be."""
    words = _words(text)
    units = max(em_width(text, face) // count, *(em_width(word, face) for word in words))
    while len(lines := _filled(words, face, units)) > count:
        units += units // 16 + 1
    return _ended(lines)


def _words(text: str) -> list[str]:
    """What stays together: a dot with the fact before it, × with what follows, a number with its unit."""
    held = text.replace(f" {BETWEEN} ", f"{_HOLDS}{BETWEEN} ").replace(" × ", f" ×{_HOLDS}")
    return _UNIT.sub(_HOLDS, held).split(" ")


def _ended(lines: list[str]) -> tuple[str, ...]:
    """The lines without a dot that stands between nothing."""
    return tuple(line.replace(_HOLDS, " ").removesuffix(f" {BETWEEN}") for line in lines)


def _filled(words: list[str], face: Face, units: int) -> list[str]:
    """The words on lines of at most `units`, unless one word alone is wider."""
    lines = [words[0]]
    for word in words[1:]:
        longer = f"{lines[-1]} {word}"
        if em_width(longer, face) <= units:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def _cut(line: str, face: Face, units: int) -> str:
    """The line, or as much of it as fits with an ellipsis after it; nothing where not even that fits."""
    if em_width(line, face) <= units:
        return line
    advances = metrics(face).advances
    left = units - advances[ELLIPSIS]
    fitting = bisect_right(list(accumulate(advances[c] for c in line)), left)
    return line[:fitting].rstrip(f" {_HOLDS}{BETWEEN}") + ELLIPSIS if left >= 0 else ""

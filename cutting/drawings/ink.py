"""Lines, areas and text as the operators of a PDF page, in µm from the top left (ISO 32000-1, annex A)."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from cutting.terms import Rect
from paper.embedded import hex_glyphs
from paper.pdf import FONTS, Page, turned
from paper.text import ELLIPSIS, clean
from paper.typeface import Face, width_um
from stock.outlines import Ring

_HATCH_UM = 2_500


@dataclass(slots=True)
class Ink:
    """One page while it is drawn. Greys are per cent of black."""

    width_um: int
    height_um: int
    _operators: list[str] = field(default_factory=list)
    _letters: dict[Face, set[str]] = field(default_factory=dict)

    def area(self, at: Rect, grey: int) -> None:
        """A filled rectangle."""
        self._operators.append(f"{1 - grey / 100:g} g {_path(at)} f")

    def frame(self, at: Rect, line_um: int) -> None:
        """The edge of a rectangle."""
        self._operators.append(f"0 G {line_um} w [] 0 d {_path(at)} S")

    def shape(self, rings: Iterable[Ring], grey: int) -> None:
        """What lies in rings and not in their holes, filled."""
        self._operators.append(f"{1 - grey / 100:g} g {_rings(rings)} f*")

    def rings(self, rings: Iterable[Ring], line_um: int) -> None:
        """The edges of rings."""
        self._operators.append(f"0 G {line_um} w [] 0 d {_rings(rings)} S")

    def line(self, points_um: tuple[int, int, int, int], line_um: int, *, dashed: bool = False) -> None:
        """A straight line."""
        x1, y1, x2, y2 = points_um
        dashes = "[1500 900] 0 d" if dashed else "[] 0 d"
        self._operators.append(f"0 G {line_um} w {dashes} {x1} {y1} m {x2} {y2} l S")

    def hatch(self, at: Rect, line_um: int = 120) -> None:
        """Slanting lines over a rectangle."""
        span = at.dx_um + at.dy_um
        starts = range(_HATCH_UM, span, _HATCH_UM)
        lines = [f"{at.x_um + s} {at.y_um} m {at.x_um + s - at.dy_um} {at.y_um + at.dy_um} l" for s in starts]
        if lines:
            self._operators.append(f"q {_path(at)} W n 0.45 G {line_um} w [] 0 d {' '.join(lines)} S Q")

    def disc(self, x_um: int, y_um: int, radius_um: int) -> None:
        """A white disc with a black edge."""
        r, k = radius_um, radius_um * 5523 // 10_000
        curves = (
            f"{x_um + r} {y_um + k} {x_um + k} {y_um + r} {x_um} {y_um + r} c",
            f"{x_um - k} {y_um + r} {x_um - r} {y_um + k} {x_um - r} {y_um} c",
            f"{x_um - r} {y_um - k} {x_um - k} {y_um - r} {x_um} {y_um - r} c",
            f"{x_um + k} {y_um - r} {x_um + r} {y_um - k} {x_um + r} {y_um} c",
        )
        self._operators.append(f"1 g 0 G 150 w [] 0 d {x_um + r} {y_um} m {' '.join(curves)} b")

    def text(self, said: str, x_um: int, y_um: int, size_um: int, face: Face = Face.REGULAR) -> None:
        """One line of text from its baseline's left end."""
        drawable = clean(said)
        glyphs = hex_glyphs(drawable, face)
        self._letters.setdefault(face, set()).update(drawable)
        self._operators.append(
            f"BT 0 g {FONTS[face]} {size_um} Tf 1 0 0 -1 {x_um} {y_um} Tm <{glyphs}> Tj ET"
        )

    def page(self) -> Page:
        """The page as it is now."""
        content = "\n".join([turned(self.height_um), *self._operators]).encode("ascii")
        letters = {face: frozenset(used) for face, used in self._letters.items()}
        return Page(self.width_um, self.height_um, content, letters)


def wide_um(said: str, size_um: int, face: Face = Face.REGULAR) -> int:
    """How wide a line of text is."""
    return width_um(clean(said), face, size_um)


def shortened(said: str, room_um: int, size_um: int, face: Face = Face.REGULAR) -> str:
    """As much of the text as there is room for."""
    text = clean(said)
    if wide_um(text, size_um, face) <= room_um:
        return text
    while text and wide_um(text + ELLIPSIS, size_um, face) > room_um:
        text = text[:-1]
    return text + ELLIPSIS if text else ""


def _rings(rings: Iterable[Ring]) -> str:
    each = (" l ".join(f"{x} {y}{' m' * (not at)}" for at, (x, y) in enumerate(ring)) for ring in rings)
    return " ".join(f"{points.replace(' m l ', ' m ')} l h" for points in each)


def _path(at: Rect) -> str:
    return f"{at.x_um} {at.y_um} {at.dx_um} {at.dy_um} re"

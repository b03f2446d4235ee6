"""A board's markers as a PDF file (ISO 32000-1), true to size: one page, or one for each corner.

Nothing on it needs a language: a corner's page shows where on the board it belongs, how far apart the
markers' outermost corners are, and a line of 100 mm to measure whether the printer kept the size.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import cv2

from cutting.outlines.boards import Board
from cutting.outlines.markers import DICTIONARY

_POINTS_PER_MM = 72 / 25.4
_DOTS = 7
_PAGES = {"A4": (297, 210), "A3": (420, 297)}
_SCALE_MM = 100
_LETTER_MM = 5


@dataclass(frozen=True, slots=True)
class _Page:
    """A page's size, and what fills and strokes it, in mm from its upper left corner."""

    size: tuple[float, float]
    black: tuple[tuple[float, float, float, float], ...]
    words: tuple[tuple[float, float, str], ...] = ()


def board_pdf(board: Board) -> bytes:
    """The file, to be printed without scaling."""
    pages = [_whole_page(board)] if board.is_one_page else list(_corner_pages(board))
    first = 4
    kids = " ".join(f"{first + 2 * place} 0 R" for place in range(len(pages)))
    fonts = "/Resources << /Font << /F 3 0 R >> >>"
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R /ViewerPreferences << /PrintScaling /None >> >>",
        f"<< /Type /Pages /Count {len(pages)} /Kids [{kids}] {fonts} >>".encode(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    for place, page in enumerate(pages):
        wide, high = (side * _POINTS_PER_MM for side in page.size)
        content = _content(page)
        box = f"/MediaBox [0 0 {wide:.3f} {high:.3f}] /Contents {first + 2 * place + 1} 0 R"
        objects.append(f"<< /Type /Page /Parent 2 0 R {box} >>".encode())
        objects.append(f"<< /Length {len(content)} >>\nstream\n".encode() + content + b"\nendstream")
    return _file(objects)


def _whole_page(board: Board) -> _Page:
    wide, high = _PAGES[board.name]
    left, top = (wide - board.long_mm) / 2, (high - board.wide_mm) / 2
    black = [
        (left + x, top + y, dx, dy)
        for number, corners in board.markers.items()
        for x, y, dx, dy in _dark(number, corners[0], board.marker_mm)
    ]
    x, y = (wide - _SCALE_MM) / 2, high - top - 3
    return _Page((wide, high), (*black, *_ruler(x, y)), ((x + _SCALE_MM + 3, y, _words(board)),))


def _corner_pages(board: Board) -> Iterator[_Page]:
    wide, high = sorted(_PAGES["A4"])
    left, top = (wide - board.marker_mm) / 2, 60.0
    for at, number in enumerate(board.markers):
        marker = _dark(number, (left, top), board.marker_mm)
        x, y = (wide - _SCALE_MM) / 2, high - 20
        sketch = _sketch(at, (x, high - 85))
        words = ((x, y - 6, f"{_SCALE_MM} mm"), (x, high - 95, _words(board)))
        yield _Page((wide, high), (*marker, *sketch, *_ruler(x, y)), words)


def _words(board: Board) -> str:
    return f"{board.name}: {board.long_mm} x {board.wide_mm} mm"


def _dark(number: int, at: tuple[float, float], side: float) -> Iterator[tuple[float, float, float, float]]:
    """A marker's dark dots."""
    dots = cv2.aruco.generateImageMarker(cv2.aruco.getPredefinedDictionary(DICTIONARY), number, _DOTS)
    dot, (x, y) = side / _DOTS, at
    for row, line in enumerate(dots):
        for column, shade in enumerate(line):
            if not shade:
                yield x + column * dot, y + row * dot, dot, dot


def _ruler(x: float, y: float) -> Iterator[tuple[float, float, float, float]]:
    yield x, y, _SCALE_MM, 0.3
    for end in (x, x + _SCALE_MM - 0.3):
        yield end, y - 3, 0.3, 3


def _sketch(at: int, place: tuple[float, float]) -> Iterator[tuple[float, float, float, float]]:
    """The board in small: its frame, and the corner that this marker belongs into."""
    (x, y), (wide, high), line, dot = place, (60.0, 40.0), 0.5, 12.0
    yield from (
        (x, y, wide, line),
        (x, y + high, wide, line),
        (x, y, line, high),
        (x + wide, y, line, high + line),
    )
    yield x + (wide - dot if at in (1, 2) else 0), y + (high - dot if at in (2, 3) else 0), dot, dot


def _content(page: _Page) -> bytes:
    """The page's marks in points, from its lower left corner."""
    high = page.size[1]
    lines = [
        " ".join(f"{at * _POINTS_PER_MM:.4f}" for at in (x, high - y - dy, dx, dy)) + " re"
        for x, y, dx, dy in page.black
    ]
    size = _LETTER_MM * _POINTS_PER_MM
    words = [
        f"BT /F {size:.2f} Tf {x * _POINTS_PER_MM:.2f} {(high - y) * _POINTS_PER_MM:.2f} Td ({text}) Tj ET"
        for x, y, text in page.words
    ]
    return "\n".join([*lines, "f", *words]).encode("ascii")


def _file(objects: Sequence[bytes]) -> bytes:
    """Numbered objects, where each begins, and which is the first."""
    found, places = bytearray(b"%PDF-1.4\n"), []
    for number, body in enumerate(objects, start=1):
        places.append(len(found))
        found += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    begin = len(found)
    found += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    found += b"".join(b"%010d 00000 n \n" % place for place in places)
    found += b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, begin)
    return bytes(found)

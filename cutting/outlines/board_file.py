"""A board's markers as a PDF file, true to size: one page, or one for each corner.

Nothing on it needs a language: a corner's page shows where on the board it belongs, how far apart the
markers' outermost corners are, and a line of 100 mm to measure whether the printer kept the size.
"""

from collections.abc import Iterator
from itertools import groupby

import cv2

from cutting.drawings.ink import Ink
from cutting.outlines.boards import Board
from cutting.outlines.markers import DICTIONARY
from cutting.terms import Rect
from paper.pdf import Page, pdf_file

_MM = 1_000
_PAGES_MM = {"A4": (297, 210), "A3": (420, 297)}
_CORNER_MM = (210, 297)
_DOTS = 7
_SCALE_MM = 100
_TOP_MM = 60
_LETTER_MM = 5
_LINE_UM = 300


def board_pdf(board: Board) -> bytes:
    """The file, to be printed without scaling."""
    pages = [_whole_page(board)] if board.is_one_page else list(_corner_pages(board))
    return pdf_file(pages, _said(board))


def _whole_page(board: Board) -> Page:
    wide, high = _PAGES_MM[board.name]
    ink = Ink(wide * _MM, high * _MM)
    left, top = (wide - board.long_mm) * _MM // 2, (high - board.wide_mm) * _MM // 2
    for number, corners in board.markers.items():
        x, y = corners[0]
        _marker(ink, number, Rect(left + round(x * _MM), top + round(y * _MM), board.marker_mm * _MM))
    _ruler(ink, board, high * _MM - top)
    return ink.page()


def _corner_pages(board: Board) -> Iterator[Page]:
    wide, high = (side * _MM for side in _CORNER_MM)
    for at, number in enumerate(board.markers):
        ink = Ink(wide, high)
        side = board.marker_mm * _MM
        _marker(ink, number, Rect((wide - side) // 2, _TOP_MM * _MM, side))
        _sketch(ink, at, Rect((wide - _SCALE_MM * _MM) // 2, high - 85_000, 60_000, 40_000))
        _ruler(ink, board, high - 20_000)
        yield ink.page()


def _said(board: Board) -> str:
    return f"{board.long_mm} × {board.wide_mm} mm"


def _marker(ink: Ink, number: int, at: Rect) -> None:
    """A marker as wide as `at`, in dark runs, row by row."""
    dictionary = cv2.aruco.getPredefinedDictionary(DICTIONARY)
    dots = cv2.aruco.generateImageMarker(dictionary, number, _DOTS)
    edges = [at.dx_um * dot // _DOTS for dot in range(_DOTS + 1)]
    for row, line in enumerate(dots):
        high = edges[row + 1] - edges[row]
        dark = [shade == 0 for shade in line]
        for is_dark, run in groupby(range(_DOTS), key=dark.__getitem__):
            columns = list(run)
            left, right = edges[columns[0]], edges[columns[-1] + 1]
            if is_dark:
                ink.area(Rect(at.x_um + left, at.y_um + edges[row], right - left, high), 100)


def _ruler(ink: Ink, board: Board, y_um: int) -> None:
    """A line to measure, and how large the board is."""
    x_um, long = (ink.width_um - _SCALE_MM * _MM) // 2, _SCALE_MM * _MM
    ink.line((x_um, y_um, x_um + long, y_um), _LINE_UM)
    for end in (x_um, x_um + long):
        ink.line((end, y_um - 3_000, end, y_um), _LINE_UM)
    ink.text(f"{_SCALE_MM} mm", x_um + 2_000, y_um - 2_000, _LETTER_MM * _MM)
    ink.text(_said(board), x_um + 50_000, y_um - 2_000, _LETTER_MM * _MM)


def _sketch(ink: Ink, at: int, board: Rect) -> None:
    """The board in small: its frame, and the corner that this marker belongs into."""
    ink.frame(board, _LINE_UM)
    side = board.dy_um // 4
    x_um = board.x_um + (board.dx_um - side if at in (1, 2) else 0)
    y_um = board.y_um + (board.dy_um - side if at in (2, 3) else 0)
    ink.area(Rect(x_um, y_um, side, side), 100)

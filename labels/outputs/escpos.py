"""Drawings as ESC/POS (Epson's command reference), for receipt printers with sticky paper: all graphics."""

from collections.abc import Iterable, Iterator

from labels.errors import WrongPaper
from labels.outputs.mono import Mono, mono
from labels.proof import Proven

HEAD_DOTS = 576
"""Dots across 80 mm paper at 203 dpi; 58 mm paper has 384."""
_BAND = 256
"""Rows sent at once, so that a printer with a small buffer keeps up."""

_INITIALIZE = b"\x1b@"
_LEFT = b"\x1ba\x00"
_PICTURE = b"\x1dv0\x00"
_FEED_AND_CUT = b"\x1dVB\x00"


def escpos(labels: Iterable[Proven], head_dots: int = HEAD_DOTS) -> bytes:
    """The stream; the paper is cut after each label. Raises WrongPaper for a wider one than the head."""
    pages = [mono(label.drawing) for label in labels]
    for page in pages:
        if page.width_dots > head_dots:
            raise WrongPaper(page.width_dots, page.height_dots, head_dots)
    return b"".join(_INITIALIZE + _LEFT + b"".join(_bands(page)) + _FEED_AND_CUT for page in pages)


def _bands(page: Mono) -> Iterator[bytes]:
    """Pictures below each other without a gap: GS v 0, then bytes across and rows, low byte first."""
    for top in range(0, page.height_dots, _BAND):
        rows = min(_BAND, page.height_dots - top)
        data = page.data[top * page.row_bytes : (top + rows) * page.row_bytes]
        yield _PICTURE + page.row_bytes.to_bytes(2, "little") + rows.to_bytes(2, "little") + data

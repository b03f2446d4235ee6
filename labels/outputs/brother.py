"""Drawings as the raster commands of Brother's QL and PT printers, byte for byte as their references say.

Lines run across the tape, the first of them first off the printer. Whatever a label says is dots by then.
"""

from collections.abc import Sequence

from PIL import Image

from labels.errors import WrongPaper
from labels.outputs.raster import raster
from labels.outputs.tapes import Head, Language, Tape
from labels.proof import Proven

_INITIALIZE = b"\x1b@"
_RASTER_MODE = b"\x1bia\x01"
_NOTIFY = b"\x1bi!\x00"
_CUT = b"\x1biM\x40" + b"\x1biA\x01"
_CUT_AT_END = b"\x1biK\x08"
_PRINT, _PRINT_AND_FEED = b"\x0c", b"\x1a"
_PACKED = b"M\x02"
_EMPTY_LINE = b"Z"

_WIDTH, _LENGTH, _KIND, _RECOVER = 0x04, 0x08, 0x02, 0x80
_ENDLESS, _DIE_CUT = 0x0A, 0x0B


def brother(labels: Sequence[Proven], tape: Tape, head: Head) -> bytes:
    """The job for a printer with this tape in it; each label is cut off.

    A drawing is as wide as the tape's printable dots, or as high: then it is turned. Raises WrongPaper.
    """
    pages = [_page(label, tape, head) for label in labels]
    ends = [_PRINT] * (len(pages) - 1) + [_PRINT_AND_FEED]
    start = bytes(head.invalid_bytes) + _INITIALIZE
    parts = (
        _controls(len(page), tape, head, first=number == 0) + b"".join(page) + end
        for number, (page, end) in enumerate(zip(pages, ends, strict=True))
    )
    return start + b"".join(parts) if pages else b""


def _controls(lines: int, tape: Tape, head: Head, *, first: bool) -> bytes:
    """What is said before each page; a QL that was just initialized takes its lines as they are."""
    feed_dots = 0 if tape.length_mm else head.feed_dots
    packed = _PACKED if head.language is Language.PT else b""
    information = _information(lines, tape, head, first=first)
    margin = b"\x1bid" + feed_dots.to_bytes(2, "little")
    return _RASTER_MODE + _NOTIFY + information + _CUT + _CUT_AT_END + margin + packed


def _information(lines: int, tape: Tape, head: Head, *, first: bool) -> bytes:
    """Which tape must be in the printer: with another it reports an error and prints nothing."""
    if head.language is Language.PT:
        said = bytes((_WIDTH | _RECOVER, 0, tape.width_mm, 0))
    elif tape.length_mm:
        said = bytes((_KIND | _WIDTH | _LENGTH | _RECOVER, _DIE_CUT, tape.width_mm, tape.length_mm))
    else:
        said = bytes((_KIND | _WIDTH | _RECOVER, _ENDLESS, tape.width_mm, 0))
    return b"\x1biz" + said + lines.to_bytes(4, "little") + bytes((0 if first else 1, 0))


def _page(label: Proven, tape: Tape, head: Head) -> list[bytes]:
    """The lines of one label, each a command."""
    picture = _fitted(raster(label.drawing), tape)
    across = Image.new("1", (-(-head.pins // 8) * 8, picture.height))
    black = picture.point(_BLACK).convert("1", dither=Image.Dither.NONE)
    across.paste(black.transpose(Image.Transpose.FLIP_LEFT_RIGHT), (tape.offset_pins, 0))
    data, wide = across.tobytes(), across.width // 8
    rows = [data[start : start + wide] for start in range(0, len(data), wide)]
    return [_pt_line(row) if head.language is Language.PT else _ql_line(row) for row in rows]


_BLACK = [255 - shade for shade in range(256)]


def _fitted(picture: Image.Image, tape: Tape) -> Image.Image:
    """The picture with its lines across the tape; a dot too many or too few is rounding."""
    upright = (picture, picture.transpose(Image.Transpose.ROTATE_90))
    for turned in upright:
        if abs(turned.width - tape.dots) <= 1 and (not tape.lines or abs(turned.height - tape.lines) <= 1):
            return _exact(turned, (tape.dots, tape.lines or turned.height))
    raise WrongPaper(picture.width, picture.height, tape.dots)


def _exact(picture: Image.Image, size: tuple[int, int]) -> Image.Image:
    paper = Image.new("L", size, 255)
    paper.paste(picture, (0, 0))
    return paper


def _ql_line(row: bytes) -> bytes:
    return b"g\x00" + bytes((len(row),)) + row


def _pt_line(row: bytes) -> bytes:
    """A line in TIFF's packed bits, as one stretch that is taken as it is; those printers cut only so."""
    if not any(row):
        return _EMPTY_LINE
    packed = bytes((len(row) - 1,)) + row
    return b"G" + len(packed).to_bytes(2, "little") + packed

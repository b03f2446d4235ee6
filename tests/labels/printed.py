"""Small printers made of their specifications: what a stream puts on paper. They stop at the unknown."""

import re
from dataclasses import dataclass

from PIL import Image, ImageChops

from labels.drawing import Drawing
from labels.outputs.raster import raster

_FIELD = re.compile(
    r"\^FO(\d+),(\d+)(\^FR)?(?:\^GFA,(\d+),(\d+),(\d+),([0-9A-F,:]*)|\^GB(\d+),(\d+),(\d+),([BW]))\^FS"
)
_FORMAT = re.compile(
    r"\^XA\^LH0,0\^LS0\^LT0\^LRN\^PON\^FWN\^PW(\d+)\^LL(\d+)((?:\^FO.*?\^FS)*)\^PQ(\d+)\^XZ\n"
)


@dataclass(frozen=True, slots=True)
class Page:
    """A picture with black as 0, and how many of it."""

    picture: Image.Image
    copies: int = 1


def black_and_white(drawing: Drawing) -> Image.Image:
    """The drawing as a printer with one ink would have it."""
    return raster(drawing).convert("1", dither=Image.Dither.NONE)


def differing(one: Image.Image, other: Image.Image) -> int:
    """How many dots are not the same."""
    return ImageChops.difference(one.convert("L"), other.convert("L")).histogram()[255]


def zebra(stream: bytes) -> list[Page]:
    """What a ZPL printer prints; anything but the known commands is an error."""
    text, pages = stream.decode("ascii"), []
    while text:
        found = _FORMAT.match(text)
        assert found, text[:80]
        pages.append(_zebra_page(int(found[1]), int(found[2]), found[3], int(found[4])))
        text = text[found.end() :]
    return pages


def _zebra_page(wide: int, high: int, fields: str, copies: int) -> Page:
    ink = Image.new("1", (wide, high))
    while fields:
        found = _FIELD.match(fields)
        assert found, fields[:80]
        _zebra_field(ink, found)
        fields = fields[found.end() :]
    return Page(ImageChops.invert(ink), copies)


def _zebra_field(ink: Image.Image, found: re.Match[str]) -> None:
    corner = (int(found[1]), int(found[2]))
    if found[8]:
        wide, high, thick = int(found[8]), int(found[9]), int(found[10])
        assert thick == min(wide, high)
        ink.paste(255 if found[11] == "B" else 0, (*corner, corner[0] + wide, corner[1] + high))
        return
    total, row_bytes = int(found[4]), int(found[6])
    assert total == int(found[5])
    drawn = Image.frombytes("1", (row_bytes * 8, total // row_bytes), _unpacked(found[7], row_bytes, total))
    beneath = ink.crop((*corner, corner[0] + drawn.width, corner[1] + drawn.height))
    joined = ImageChops.logical_xor(beneath, drawn) if found[3] else ImageChops.logical_or(beneath, drawn)
    ink.paste(joined, corner)


def _unpacked(digits: str, row_bytes: int, total: int) -> bytes:
    """Hexadecimal rows; a comma fills one with zeros, a colon repeats the one above."""
    rows: list[str] = []
    while digits:
        if digits[0] == ":":
            rows.append(rows[-1])
            digits = digits[1:]
            continue
        row = digits[: row_bytes * 2].split(",")[0].split(":")[0]
        digits = digits[len(row) :]
        if len(row) < row_bytes * 2:
            assert digits[0] == ","
            digits = digits[1:]
        rows.append(row.ljust(row_bytes * 2, "0"))
    assert len(rows) * row_bytes == total
    return bytes.fromhex("".join(rows))


@dataclass(frozen=True, slots=True)
class Cut:
    """A label that a Brother printer cut off: its control codes, and its lines as the head saw them."""

    controls: bytes
    lines: tuple[bytes, ...]
    fed: bool

    def seen(self, offset_pins: int, dots: int) -> Image.Image:
        """What is on the tape, as a reader sees it."""
        wide = len(self.lines[0]) * 8
        head = Image.frombytes("1", (wide, len(self.lines)), b"".join(self.lines))
        part = head.crop((offset_pins, 0, offset_pins + dots, len(self.lines)))
        assert sum(head.histogram()[255:]) == sum(part.histogram()[255:]), "ink beside the tape"
        return ImageChops.invert(part.transpose(Image.Transpose.FLIP_LEFT_RIGHT))


def brother_cuts(stream: bytes, invalid_bytes: int, line_bytes: int, control_bytes: int) -> list[Cut]:
    """What a Brother printer prints; anything but the known commands is an error."""
    start = bytes(invalid_bytes) + b"\x1b@"
    assert stream.startswith(start)
    rest, cuts = stream[len(start) :], []
    while rest:
        controls, rest = rest[:control_bytes], rest[control_bytes:]
        lines: list[bytes] = []
        while rest[0] not in b"\x0c\x1a":
            line, rest = _brother_line(rest, line_bytes)
            lines.append(line)
        cuts.append(Cut(controls, tuple(lines), rest[0] == 0x1A))
        rest = rest[1:]
    return cuts


def _brother_line(rest: bytes, line_bytes: int) -> tuple[bytes, bytes]:
    if rest[:1] == b"Z":
        return bytes(line_bytes), rest[1:]
    if rest[:1] == b"G":
        packed = int.from_bytes(rest[1:3], "little")
        assert packed == line_bytes + 1
        assert rest[3] == line_bytes - 1
        return rest[4 : 3 + packed], rest[3 + packed :]
    assert rest[:3] == b"g\x00" + bytes((line_bytes,))
    return rest[3 : 3 + line_bytes], rest[3 + line_bytes :]


def receipts(stream: bytes) -> list[Image.Image]:
    """What an ESC/POS printer prints, between its cuts; anything but the known commands is an error."""
    papers = []
    for job in stream.split(b"\x1b@\x1ba\x00")[1:]:
        rows, rest, wide = b"", job, 0
        while rest != b"\x1dVB\x00":
            assert rest[:4] == b"\x1dv0\x00"
            wide, high = int.from_bytes(rest[4:6], "little"), int.from_bytes(rest[6:8], "little")
            rows, rest = rows + rest[8 : 8 + wide * high], rest[8 + wide * high :]
        papers.append(ImageChops.invert(Image.frombytes("1", (wide * 8, len(rows) // wide), rows)))
    return papers

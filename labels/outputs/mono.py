"""A drawing as printers with one ink see it: each dot black or not, eight to a byte."""

from dataclasses import dataclass

from PIL import Image

from labels.drawing import Drawing
from labels.outputs.raster import raster


@dataclass(frozen=True, slots=True)
class Mono:
    """Rows of `row_bytes` from the top; the highest bit is the leftmost dot, and one is black."""

    width_dots: int
    height_dots: int
    data: bytes

    @property
    def row_bytes(self) -> int:
        """Bytes of a row; what is beyond the width is white."""
        return -(-self.width_dots // 8)

    def row(self, number: int) -> bytes:
        """One row, counted from 0."""
        return self.data[number * self.row_bytes : (number + 1) * self.row_bytes]


def mono(drawing: Drawing) -> Mono:
    """The drawing at its own resolution; a dot is black from half black on."""
    return mono_of(raster(drawing))


def ink_of(mask: Image.Image) -> Mono:
    """A mask of ink, 255 where there is most of it, as dots."""
    return Mono(*mask.size, mask.convert("1", dither=Image.Dither.NONE).tobytes())


def mono_of(picture: Image.Image) -> Mono:
    """A grey picture as dots."""
    halved = picture.convert("1", dither=Image.Dither.NONE)
    return Mono(*picture.size, halved.tobytes("raw", "1;I"))

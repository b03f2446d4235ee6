"""Codes read from pictures, by two readers that share no code: ZXing-C++ and ZBar.

ZXing-C++ goes first where one is enough: it reads what is noisy, pale or far away. Where a label is proven,
both have to say the same.
"""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import zxingcpp
from PIL import Image, ImageFilter, ImageOps
from pyzbar.wrapper import ZBarSymbol
from zxingcpp import BarcodeFormat, BarcodeFormats, TextMode

from labels.errors import PictureRefused
from labels.symbol import Symbology
from labels.zbar import read_zbar

MOST_DOTS = 50_000_000
"""What a good camera makes; a file that claims more is not opened."""

_ZXING = {
    Symbology.QR: BarcodeFormats(BarcodeFormat.QRCode),
    Symbology.CODE128: BarcodeFormats(BarcodeFormat.Code128),
}
_ZBAR = {Symbology.QR: (ZBarSymbol.QRCODE,), Symbology.CODE128: (ZBarSymbol.CODE128,)}
_ANY_ZXING = BarcodeFormats(
    (
        BarcodeFormat.QRCode,
        BarcodeFormat.DataMatrix,
        BarcodeFormat.Code128,
        BarcodeFormat.Code39,
        BarcodeFormat.EAN13,
        BarcodeFormat.EAN8,
        BarcodeFormat.UPCA,
    )
)
_ANY_ZBAR = (
    ZBarSymbol.QRCODE,
    ZBarSymbol.CODE128,
    ZBarSymbol.CODE39,
    ZBarSymbol.EAN13,
    ZBarSymbol.EAN8,
)
_UPC_DIGITS = 12
_FURTHEST_STEP = 4
"""ZBar first looks at every so many rows of dots, at most: with more it misses symbols of large modules."""


@dataclass(frozen=True, slots=True)
class Readings:
    """What each reader reads in a picture, sorted; `agreed` is what both do."""

    zxing: tuple[str, ...]
    zbar: tuple[str, ...]

    @property
    def agreed(self) -> tuple[str, ...]:
        """The texts that both readers read."""
        return tuple(text for text in self.zxing if text in self.zbar)

    @property
    def sure(self) -> bool:
        """Whether both readers read something, and the same."""
        return bool(self.zxing) and self.zxing == self.zbar


def check(picture: Image.Image) -> Readings:
    """What both readers read in a picture."""
    grey = picture.convert("L")
    return Readings(tuple(sorted(_zxing(grey, _ANY_ZXING))), tuple(sorted(read_zbar(grey, _ANY_ZBAR))))


def read(picture: Image.Image) -> tuple[str, ...]:
    """What is read at the first look that shows anything: for cameras, where the picture is as it is.

    A picture as it comes is enough for most; noise is smoothed away, what is out of focus sharpened, and at
    last the other reader has a look.
    """
    grey = picture.convert("L")
    looks = (_zxing(look(grey), _ANY_ZXING) for look in _LOOKS)
    return next(filter(None, looks), ()) or read_zbar(grey, _ANY_ZBAR)


def _smooth(radius: int) -> Callable[[Image.Image], Image.Image]:
    """Without noise, and with all the contrast there is."""
    return lambda grey: ImageOps.autocontrast(grey.filter(ImageFilter.GaussianBlur(radius)))


def _sharp(grey: Image.Image) -> Image.Image:
    return grey.filter(ImageFilter.UnsharpMask(radius=4, percent=300, threshold=0))


_LOOKS: tuple[Callable[[Image.Image], Image.Image], ...] = (lambda grey: grey, _smooth(1), _smooth(2), _sharp)


def read_both(picture: Image.Image, symbology: Symbology, module_dots: int = 1) -> Readings:
    """What both readers read of one kind of symbol, whose modules have at least so many dots."""
    quick_dots = max(1, min(module_dots // 2, _FURTHEST_STEP))
    looks = (read_zbar(picture, _ZBAR[symbology], step) for step in (quick_dots, 1))
    return Readings(_zxing(picture, _ZXING[symbology]), next(filter(None, looks), ()))


def opened(path: Path) -> Image.Image:
    """A picture file, in grey and the right way up. Raises PictureRefused."""
    try:
        with Image.open(path) as picture:
            if picture.width * picture.height > MOST_DOTS:
                raise PictureRefused(path.name)
            return ImageOps.exif_transpose(picture).convert("L")
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError, Warning) as error:
        raise PictureRefused(path.name) from error


def _zxing(grey: Image.Image, formats: BarcodeFormats) -> tuple[str, ...]:
    found = zxingcpp.read_barcodes(grey, formats=formats, text_mode=TextMode.Plain)
    return tuple(_as_ean(symbol.text, symbol.format) for symbol in found)


def _as_ean(text: str, kind: BarcodeFormat) -> str:
    """An American article number as the European one that it is part of, as ZBar says it."""
    return f"0{text}" if kind == BarcodeFormat.UPCA and len(text) == _UPC_DIGITS else text

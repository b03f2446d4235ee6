"""Codes read from pictures, by two readers that share no code: ZXing-C++ and ZBar.

ZXing-C++ goes first where one is enough: it reads what is noisy, pale or far away. Where a label is proven,
both have to say the same.
"""

from dataclasses import dataclass
from pathlib import Path

import zxingcpp
from PIL import Image, ImageOps
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
    """What one reader reads, the other where it reads nothing: for cameras, where a glance has to do."""
    grey = picture.convert("L")
    return _zxing(grey, _ANY_ZXING) or read_zbar(grey, _ANY_ZBAR)


def read_both(picture: Image.Image, symbology: Symbology, module_dots: int = 2) -> Readings:
    """What both readers read of one kind of symbol, whose modules have about so many dots."""
    step_dots = max(1, module_dots // 2)
    return Readings(_zxing(picture, _ZXING[symbology]), read_zbar(picture, _ZBAR[symbology], step_dots))


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

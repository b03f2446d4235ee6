"""Codes as modules, without sizes: QR (ISO/IEC 18004) and Code 128 (ISO/IEC 15417)."""

import re
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby

from barcode.codex import Code128
from barcode.errors import BarcodeError
from qrcode.constants import ERROR_CORRECT_H
from qrcode.exceptions import DataOverflowError
from qrcode.main import QRCode
from qrcode.util import QRData

from labels.errors import NoSymbol

MASK = 6
"""Readers take any mask, since its number stands in the symbol. Choosing the best of eight is most of the
cost of a symbol, so all have the one whose penalty (8.8.2) is least on average over codes of our alphabet."""


_COARSEST = re.compile(r"[0-9A-Z $%*+./:-]{1,10}")
"""What version 1 holds with correction H (table 7); no need to try."""


class Symbology(StrEnum):
    """What kind of scanner a symbol is for."""

    QR = "qr"
    CODE128 = "code128"


@dataclass(frozen=True, slots=True)
class Symbol:
    """A payload as rows of modules, dark is true; a bar code has one row."""

    symbology: Symbology
    payload: str
    rows: tuple[tuple[bool, ...], ...]

    @property
    def columns(self) -> int:
        """Modules from side to side, without the quiet zone."""
        return len(self.rows[0])

    @property
    def quiet(self) -> int:
        """Modules that stay white on each side."""
        return 4 if self.symbology is Symbology.QR else 10

    @property
    def span(self) -> int:
        """Modules from side to side, with the quiet zone."""
        return self.columns + 2 * self.quiet


def qr(payload: str) -> Symbol:
    """The smallest QR symbol that holds the payload with correction H; a label code is always version 1.

    Raises NoSymbol for more than any version holds, and for text that scanners disagree about.
    """
    if not payload or not payload.isascii() or not payload.isprintable():
        raise NoSymbol(len(payload))
    coarsest = bool(_COARSEST.fullmatch(payload))
    drawn = QRCode(1 if coarsest else None, error_correction=ERROR_CORRECT_H, mask_pattern=MASK)
    drawn.add_data(QRData(payload))
    try:
        drawn.make(fit=not coarsest)
    except (DataOverflowError, ValueError) as error:
        raise NoSymbol(len(payload)) from error
    return Symbol(Symbology.QR, payload, tuple(tuple(map(bool, row)) for row in drawn.modules))


def code128(payload: str) -> Symbol:
    """The Code 128 symbol of a code, for scanners that read bars alone. Raises NoSymbol as `qr` does."""
    try:
        bars = Code128(payload).build()[0]
    except (BarcodeError, IndexError) as error:
        raise NoSymbol(len(payload)) from error
    return Symbol(Symbology.CODE128, payload, (tuple(bar == "1" for bar in bars),))


def dark_runs(row: tuple[bool, ...]) -> list[tuple[int, int]]:
    """The dark stretches of a row, each as its first module and its length."""
    found, start = [], 0
    for dark, modules in groupby(row):
        length = len(list(modules))
        if dark:
            found.append((start, length))
        start += length
    return found

"""Readability: every label reads when it is clean, and how long a worn one does beside what others print."""

from collections.abc import Iterator
from itertools import cycle, islice, product
from random import Random

import pypdfium2
from PIL import Image
from qrcode.constants import ERROR_CORRECT_L, ERROR_CORRECT_M
from qrcode.main import QRCode

from benchmarks.figures import Figures
from benchmarks.labels import batch
from benchmarks.wear import WORN, Worn, seen
from labels.design import layout
from labels.drawing import UM_PER_INCH, Drawing, Size
from labels.errors import TooSmall
from labels.formats.catalogue import formats
from labels.kinds import (
    BadgeLabel,
    BlankLabel,
    ClearingLabel,
    CommandLabel,
    Label,
    LotLabel,
    PieceLabel,
    ShelfLabel,
    TransferLabel,
)
from labels.outputs.pdf import pdf
from labels.outputs.raster import raster
from labels.proof import Proven
from labels.reading import check, read
from labels.symbol import qr

_SIDE_UM = 12_000
_DPI = 300
_EVERY_PDF = 10
_QUIET = 4


def readability(clean: int = 10_000, worn: int = 200) -> Figures:
    """Percent of labels that read; `clean` by both readers, the others by the readers as cameras use them."""
    found: Figures = {"n": clean, "clean_percent": _clean_percent(clean)}
    for kind in WORN:
        for level in kind.levels:
            found[f"{kind.name}_{level:g}"] = _rates(kind, level, worn)
    return found | {"never_behind": all(_ahead(rates) for rates in found.values() if isinstance(rates, dict))}


def _ahead(rates: dict[str, float]) -> bool:
    return rates["ours"] >= max(rates.values())


def _clean_percent(count: int) -> float:
    """Every kind on every size of the catalogue's papers at both resolutions, each tenth out of a PDF."""
    good = 0
    for number, drawing in enumerate(islice(_drawings(count), count)):
        picture = _from_pdf(drawing) if number % _EVERY_PDF == 0 else raster(drawing)
        good += check(picture).agreed == tuple(cells.symbol.payload for cells in drawing.symbols)
    return round(100 * good / count, 3)


def _drawings(count: int) -> Iterator[Drawing]:
    sizes = list(dict.fromkeys(size for paper in formats() for size in _both(paper.sheet.room)))
    wished = cycle(product(sizes, (203, 300)))
    for piece in cycle(batch(count)):
        for label in _kinds(piece):
            size, dpi = next(wished)
            try:
                yield layout(label, size, dpi)
            except TooSmall:
                continue


def _both(room: Size) -> tuple[Size, Size]:
    return room, Size(room.height_um, room.width_um)


def _kinds(piece: PieceLabel) -> tuple[Label, ...]:
    code, words = piece.code, (piece.material, piece.size)
    return (
        piece,
        LotLabel(code, piece.material, "350 pieces", space=piece.space),
        BlankLabel(code, "Scan me: new", ("Material", "Size"), piece.space),
        ShelfLabel(code, piece.shelf, piece.space),
        BadgeLabel(code, "Maker", "Scan to begin", piece.space),
        CommandLabel(code, "Take", "The whole piece goes out"),
        TransferLabel(code, "Transfer", "Rīgas darbnīca", piece.space, words, "1 Dec 2026"),
        ClearingLabel(code, "This shelf will be cleared", "1 Dec 2026", space=piece.space),
    )


def _from_pdf(drawing: Drawing) -> Image.Image:
    (page,) = pypdfium2.PdfDocument(pdf([Proven(drawing)]))
    picture: Image.Image = page.render(scale=drawing.dpi / 72).to_pil().convert("L")
    return picture


def _rates(kind: Worn, level: float, count: int) -> dict[str, float]:
    """The same wear on the symbols of all systems, each 12 mm wide as far as whole dots go."""
    return {name: _rate(name, kind, level, count) for name in _PAYLOADS}


def _rate(system: str, kind: Worn, level: float, count: int) -> float:
    random, good = Random(f"{kind.name} {level}"), 0
    for number in range(count):
        payload, picture = _symbol(system, number)
        good += payload in read(kind.wear(seen(picture, _DPI), level, random))
    return round(100 * good / count, 1)


_PAYLOADS = {
    "ours": ("", None),
    "inventree": ('{{"stockitem": {number}}}', ERROR_CORRECT_M),
    "homebox": ("https://homebox.example.org/item/8d2cf5a4-3b1e-4c7a-9f60-{number:012d}", ERROR_CORRECT_M),
    "snipe_it": ("https://snipeit.example.org/hardware/{number}", ERROR_CORRECT_L),
}
"""What their labels hold by default, with the correction they ask for."""


def _symbol(system: str, number: int) -> tuple[str, Image.Image]:
    text, correction = _PAYLOADS[system]
    if correction is None:
        payload = _OURS[number % len(_OURS)].code
        return payload, _drawn([list(row) for row in qr(payload).rows])
    payload = text.format(number=10_000 + number)
    theirs = QRCode(error_correction=correction, border=0)
    theirs.add_data(payload)
    theirs.make(fit=True)
    return payload, _drawn([[bool(module) for module in row] for row in theirs.modules])


_OURS = batch(200)


def _drawn(rows: list[list[bool]]) -> Image.Image:
    dots = _SIDE_UM * _DPI // UM_PER_INCH // len(rows)
    modules = Image.new("L", (len(rows), len(rows)))
    modules.putdata([0 if dark else 255 for row in rows for dark in row])
    whole = modules.resize((dots * len(rows), dots * len(rows)), Image.Resampling.NEAREST)
    edge = dots * _QUIET
    paper = Image.new("L", (whole.width + 2 * edge, whole.height + 2 * edge), 255)
    paper.paste(whole, (edge, edge))
    return paper

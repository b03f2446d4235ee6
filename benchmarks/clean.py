"""Clean labels of every kind, on every paper, out of every output, as both readers read them."""

from collections.abc import Callable, Iterator
from io import BytesIO
from itertools import chain, count, islice, product

import pypdfium2
from PIL import Image

from benchmarks.figures import Figures
from benchmarks.labels import batch
from labels.design import layout
from labels.drawing import MM, Drawing, Size
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
from labels.outputs.brother import brother
from labels.outputs.escpos import HEAD_DOTS, escpos
from labels.outputs.pdf import pdf
from labels.outputs.png import png
from labels.outputs.raster import dots
from labels.outputs.tapes import HEADS, Head, Language, Tape
from labels.outputs.zpl import zpl
from labels.proof import Proven
from labels.reading import check
from tests.labels.printed import brother_cuts, receipts, zebra

_DPI = (203, 300)
_CONTROL_BYTES = 38


def clean(wished: int) -> Figures:
    """So many labels: the percent that both readers read, in all and by output; `sizes` is of how many."""
    seen: dict[str, list[bool]] = {name: [] for name in _OUTPUTS}
    for output, drawing in islice(_labels(), wished):
        expected = tuple(cells.symbol.payload for cells in drawing.symbols)
        seen[output].append(check(_OUTPUTS[output](drawing)).agreed == expected)
    every = list(chain.from_iterable(seen.values()))
    by_output = {f"clean_{name}_percent": _percent(found) for name, found in seen.items()}
    return {"n": len(every), "sizes": len(_sizes()), "clean_percent": _percent(every)} | by_output


def _percent(found: list[bool]) -> float:
    return round(100 * sum(found) / max(len(found), 1), 3)


def _labels() -> Iterator[tuple[str, Drawing]]:
    """Every kind on every size at both resolutions, over and over, each time out of the next output."""
    pieces = batch(1_000)
    for turn in count():
        for number, (size, dpi, kind) in enumerate(product(_sizes(), _DPI, range(len(_kinds(pieces[0]))))):
            label = _kinds(pieces[(turn + number) % len(pieces)])[kind]
            outputs = _taken_by(size, dpi)
            try:
                yield outputs[(turn + number) % len(outputs)], layout(label, size, dpi)
            except TooSmall:
                continue


def _taken_by(size: Size, dpi: int) -> tuple[str, ...]:
    """The outputs whose widest head is as wide as the label."""
    wide = dots(size.width_um, dpi)
    return tuple(name for name in _OUTPUTS if wide <= _HEADS.get(name, wide))


def _sizes() -> list[Size]:
    """What the catalogue's papers have room for, upright and lying."""
    rooms = (paper.sheet.room for paper in formats())
    both = ((room, Size(room.height_um, room.width_um)) for room in rooms)
    return list(dict.fromkeys(chain.from_iterable(both)))


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


def _from_png(drawing: Drawing) -> Image.Image:
    return Image.open(BytesIO(png(Proven(drawing))))


def _from_pdf(drawing: Drawing) -> Image.Image:
    """Drawn by another program."""
    (page,) = pypdfium2.PdfDocument(pdf([Proven(drawing)]))
    picture: Image.Image = page.render(scale=drawing.dpi / 72).to_pil()
    return picture


def _from_zpl(drawing: Drawing) -> Image.Image:
    (page,) = zebra(zpl([Proven(drawing)]))
    return page.picture


def _from_escpos(drawing: Drawing) -> Image.Image:
    (paper,) = receipts(escpos([Proven(drawing)], head_dots=HEAD_DOTS))
    return paper


def _from_brother(drawing: Drawing) -> Image.Image:
    """On a head and a tape as wide as the label."""
    wide = dots(drawing.size.width_um, drawing.dpi)
    head = Head(Language.QL, -(-wide // 8) * 8, drawing.dpi, 200, 35)
    tape = Tape(drawing.size.width_um // MM % 256, 0, 0, wide)
    (cut,) = brother_cuts(brother([Proven(drawing)], tape, head), 200, head.pins // 8, _CONTROL_BYTES)
    return cut.seen(0, wide)


_OUTPUTS: dict[str, Callable[[Drawing], Image.Image]] = {
    "png": _from_png,
    "pdf": _from_pdf,
    "zpl": _from_zpl,
    "brother": _from_brother,
    "escpos": _from_escpos,
}
"""What each output puts on paper; ZPL, Brother and ESC/POS through printers made of their specifications."""
_HEADS = {"brother": max(head.pins for head in HEADS.values()), "escpos": HEAD_DOTS}

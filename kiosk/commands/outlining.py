"""Outlines: read from a drawing, a laser's job, corners or a photo; shown, and noted of a piece."""

from argparse import Namespace

from cutting.outlines import reading
from cutting.outlines.boards import BOARDS
from cutting.outlines.picture import half_blocks
from kiosk.answers.outlined import beside_words
from kiosk.commands.codes import found_item
from kiosk.commands.opening import opened
from kiosk.commands.parser import Usage
from kiosk.commands.said import Said, Value
from kiosk.commands.shaped import found_in, outlined
from kiosk.commands.shapes import joined, recorded
from kiosk.commands.stocking import done_or_failed
from kiosk.language import _
from kiosk.use_cases.outline import boxed
from kiosk.use_cases.outline import outline as note_it
from kiosk.words import area_words, dimension_words
from stock.items import Piece
from stock.outlines import Outline
from stock.sizes import Size

COLUMNS, ROWS = 60, 24
_SHOWN = 4


def outline(arguments: Namespace) -> Said:
    """The outline that is asked for; with a code, it is noted of that piece."""
    if arguments.board:
        return _board(arguments)
    if not arguments.code:
        found = _found(arguments)
        return Said(_lines(found), {"ok": True} | _value(found), notes=beside_words(found.beside))
    with opened(arguments) as kiosk:
        item = found_item(kiosk, arguments.code)
        if isinstance(item.state, Piece):
            arguments.thick = arguments.thick or item.state.size.thick_um
        found = _found(arguments)
        said = recorded(_("CORRECTED"), done_or_failed(note_it(kiosk, item.item, found.outline), item.item))
    value = said.value | _value(found) if isinstance(said.value, dict) else said.value
    return Said((*said.lines, *_lines(found)), value, notes=beside_words(found.beside))


def _found(arguments: Namespace) -> reading.Found:
    if arguments.parts:
        sheet = arguments.file or arguments.sheet
        with outlined():
            return reading.from_job(arguments.parts, sheet, unit=arguments.unit, kerf_um=arguments.kerf)
    found = found_in(arguments.file, arguments)
    if found is None:
        raise Usage(_("An outline needs a file, --corners, or the --parts of a job."))
    return found


def _board(arguments: Namespace) -> Said:
    with outlined():
        made = reading.board_file(arguments.board_size)
    arguments.board.write_bytes(made)
    board = BOARDS[arguments.board_size]
    lines: tuple[str, ...] = (
        _("In the file {where}").format(where=arguments.board),
        _("Print it in its own size, and measure: its line must be 100 mm long."),
    )
    if not board.is_one_page:
        text = _("Stick the markers into a white board's corners, {long} × {wide} mm over their outer edges.")
        lines = (*lines, text.format(long=board.long_mm, wide=board.wide_mm))
    value = {"ok": True, "file": str(arguments.board), "long_mm": board.long_mm, "wide_mm": board.wide_mm}
    return Said(lines, value)


def _lines(found: reading.Found) -> tuple[str, ...]:
    shape = found.outline
    size = joined(dimension_words(boxed(shape, 0)), area_words(shape.area_um2))
    rects = [dimension_words(Size(long_um=long, short_um=short)) for long, short in shape.rects_um[:_SHOWN]]
    certain = _("Inside for certain: {sizes}").format(sizes="; ".join(rects)) if rects else ""
    return (size, *half_blocks(shape, COLUMNS, ROWS), *([certain] if certain else []))


def _value(found: reading.Found) -> Value:
    shape: Outline = found.outline
    return {
        "outline": {
            "box_um": list(shape.box_um[2:]),
            "area_um2": shape.area_um2,
            "rings_um": [[list(point) for point in ring] for ring in shape.rings_um],
            "rects_um": [list(rect) for rect in shape.rects_um],
            "beside": found.beside,
            "given_up_um2": found.given_up_um2,
        }
    }

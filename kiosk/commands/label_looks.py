"""Looks at labels without printing any: preview, check, formats, templates."""

from argparse import Namespace
from dataclasses import replace
from pathlib import Path

from kiosk.commands.codes import label_code
from kiosk.commands.opening import opened
from kiosk.commands.printed import carried_out, failed_label, lie_of, stationery_of
from kiosk.commands.said import Exit, Failed, Said, Value
from kiosk.commands.shapes import joined
from kiosk.kiosk import Kiosk
from kiosk.language import N_, _
from kiosk.use_cases.labels import items_order
from kiosk.words import what
from labels.errors import LabelError, PictureRefused
from labels.kinds import Kind
from ledger.reading import Reading
from stock.codes import CommandCode, LabelCode, MaterialCode, QuantityCode, SlipCode, read, spaced
from stock.slips import read_slip

COLUMNS = 78
KINDS = {
    Kind.PIECE: N_("a piece"),
    Kind.LOT: N_("a lot"),
    Kind.BLANK: N_("a new label"),
    Kind.COMMAND: N_("a command"),
    Kind.SHELF: N_("a shelf"),
    Kind.BADGE: N_("a badge"),
    Kind.TRANSFER: N_("a transfer slip"),
    Kind.CLEARING: N_("a notice"),
}


def preview(arguments: Namespace) -> Said:
    """One label in the terminal, or as a file; nothing is printed."""
    with opened(arguments) as kiosk:
        code = label_code(kiosk, arguments.code)
        order = items_order(kiosk, [code], lie_of(arguments))
        if arguments.output:
            return carried_out(kiosk, arguments, replace(order, marks=()), codes=[code])
    stationery = stationery_of(arguments)
    from labels.outputs.half_blocks import half_blocks
    from labels.printing.drawn import one_drawing

    wished = replace(
        order, printer=arguments.printer or order.printer, template=arguments.template or order.template
    )
    try:
        drawing = one_drawing(wished, stationery.printer(wished.printer), stationery)
    except LabelError as error:
        raise failed_label(error) from error
    lines = half_blocks(drawing, COLUMNS)
    size = [drawing.size.width_um, drawing.size.height_um]
    return Said(lines, {"ok": True, "code": code, "size_um": size, "dpi": drawing.dpi, "lines": list(lines)})


def check(arguments: Namespace) -> Said:
    """What is read in pictures, by each of two readers, and what it leads to."""
    with opened(arguments) as kiosk:
        stationery_of(arguments)
        found = [_checked(kiosk, path) for path in arguments.pictures]
    sound = all(value["agreed"] for value in found)
    lines = tuple(line for value in found for line in _check_lines(value))
    code = Exit.DONE if sound else Exit.FAILED
    return Said(lines, {"ok": sound, "pictures": found}, code=code)


def formats(arguments: Namespace) -> Said:
    """The papers that are known by name."""
    try:
        papers = stationery_of(arguments).papers()
    except LabelError as error:
        raise failed_label(error) from error
    wished = " ".join(arguments.words).casefold()
    found = [paper for paper in papers if wished in " ".join((paper.name, *paper.also)).casefold()]
    values: list[Value] = [
        {
            "name": paper.name,
            "also": list(paper.also),
            "supply": str(paper.supply),
            "label_um": [paper.sheet.label.width_um, paper.sheet.label.height_um],
            "places": paper.sheet.places,
            "dpi": paper.dpi,
            "source": paper.source,
        }
        for paper in found
    ]
    return Said(tuple(map(_format_line, values)), {"ok": True, "formats": values})


def templates(arguments: Namespace) -> Said:
    """The templates, the space's own marked; `--write` begins an own one from the shipped one."""
    stationery = stationery_of(arguments)
    from labels.folder import claim
    from labels.templates.reading import names, shipped_text

    try:
        if arguments.write:
            path = stationery.templates / f"{arguments.write}.toml"
            if not claim(shipped_text(Kind(arguments.write)).encode(), path):
                raise Failed("file", _("{file} is there already.").format(file=path), {"file": str(path)})
            return Said((str(path),), {"ok": True, "file": str(path)})
        own = [(name, str(stationery.template(name).kind)) for name in names(stationery.templates)]
    except LabelError as error:
        raise failed_label(error) from error
    values: list[Value] = [{"name": name, "kind": kind, "own": True} for name, kind in own]
    values += [{"name": kind, "kind": kind, "own": False} for kind in map(str, Kind) if kind not in dict(own)]
    lines = [
        joined(f"{v['name']:20}", _(KINDS[Kind(v["kind"])]), _("own") if v["own"] else "") for v in values
    ]
    return Said(tuple(lines), {"ok": True, "templates": values, "folder": str(stationery.templates)})


def _checked(kiosk: Kiosk, path: Path) -> Value:
    from labels.reading import check as check_picture
    from labels.reading import opened as open_picture

    try:
        found = check_picture(open_picture(path))
    except PictureRefused as error:
        sentence = _("{file} is no picture that can be read.").format(file=path)
        raise Failed("no-picture", sentence, {"file": str(path)}) from error
    with kiosk.ledger.reading() as reading:
        meant = {text: _meaning(reading, text) for text in dict.fromkeys((*found.zxing, *found.zbar))}
    return {
        "picture": str(path),
        "zxing": list(found.zxing),
        "zbar": list(found.zbar),
        "agreed": list(found.agreed) if found.sure else [],
        "meanings": meant,
    }


def _meaning(reading: Reading, text: str) -> str:
    scan = read(text)
    match scan:
        case LabelCode(code):
            return _named(reading, code)
        case CommandCode() | QuantityCode() | MaterialCode():
            return _("a command of the kiosk")
        case SlipCode(slip):
            return _slip_words(slip)
        case _:
            return _("no code of ours")


def _slip_words(text: str) -> str:
    slip = read_slip(text)
    if slip is None:
        return _("no code of ours")
    item = joined(spaced(slip.item), what(slip.state))
    return _("a slip of {space}: {item}").format(space=slip.sender, item=item)


def _named(reading: Reading, code: str) -> str:
    standing, shelf = reading.resolve(code), reading.shelf(code)
    if standing and standing.state:
        return what(standing.state)
    if shelf:
        return _("shelf {name}").format(name=shelf.name)
    return _("a new label") if reading.is_blank(code) else _("a code that nothing here bears")


def _check_lines(value: Value) -> list[str]:
    if not value["zxing"] and not value["zbar"]:
        return [joined(value["picture"], _("nothing is read"))]
    agreed = _("both readers agree") if value["agreed"] else _("the readers do not agree")
    named = [joined(f"  {text}", meaning) for text, meaning in value["meanings"].items()]
    return [joined(value["picture"], agreed), *named]


def _format_line(value: Value) -> str:
    wide, high = (f"{um / 1000:g}" for um in value["label_um"])
    size = f"{wide} × {high} mm"
    number = f"{value['places']}" if value["places"] > 1 else ""
    return joined(f"{value['name']:18}", f"{size:18}", f"{number:>3}", ", ".join(value["also"]))

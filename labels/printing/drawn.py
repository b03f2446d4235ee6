"""An order drawn for a paper: every page of it proven, one by one, so that a long order begins at once."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from typing import assert_never

from labels.design import layout
from labels.drawing import Drawing, Size, moved
from labels.errors import FileWrong, Wrong, WrongPaper
from labels.formats.calibration import calibration
from labels.formats.catalogue import Format, Supply
from labels.frame import Edge
from labels.kinds import Kind, Label, kind_of
from labels.pages import Section, pages
from labels.printing.order import Calibration, Cards, OnPaper, Order
from labels.printing.printer import Printer
from labels.printing.stationery import Stationery
from labels.proof import Proven, prove
from labels.sheets import NO_OFFSET, Offset, imposed
from labels.templates.template import Template

_PAGE_DPI = 300


def drawn_pages(order: Order, printer: Printer, stationery: Stationery) -> Iterator[Proven]:
    """Whole pages, for what takes documents: PDF, PNG, SVG.

    Raises TooSmall, NoSymbol, Unreadable, FormatUnknown and FileWrong.
    """
    match order.lie:
        case Cards(_, width_um, height_um):
            sections = list(_sections(order, order.lie))
            yield from map(prove, pages(order.title, sections, Size(width_um, height_um), _PAGE_DPI))
        case Calibration():
            found = paper_of(order, printer, stationery)
            yield prove(calibration(found.sheet, printer.dpi or found.dpi, printer.offset))
        case OnPaper(skip=skip):
            found = paper_of(order, printer, stationery)
            if skip >= max(found.sheet.places, 2):
                raise WrongPaper(0, 0, 0)
            drawings = _drawings(order, found, printer.dpi or found.dpi, stationery)
            yield from map(prove, imposed(drawings, found.sheet, skip, printer.offset))
        case _:
            assert_never(order.lie)


def drawn_labels(
    order: Order, printer: Printer, stationery: Stationery, begun: int = 0, *, whole_label: bool = True
) -> Iterator[Proven]:
    """A drawing a label, for printers of rolls; the first `begun` are left out.

    `whole_label` draws the white edges too, else no more than the print head reaches. Raises as
    `drawn_pages` does, and WrongPaper for what is meant for sheets.
    """
    paper = paper_of(order, printer, stationery)
    dpi = printer.dpi or paper.dpi
    if isinstance(order.lie, Cards) or paper.supply is Supply.SHEET:
        raise WrongPaper(0, 0, 0)
    if isinstance(order.lie, Calibration):
        drawings = iter([calibration(paper.sheet, dpi)])
    else:
        drawings = _drawings(replace(order, labels=order.labels[begun:]), paper, dpi, stationery)
        drawings = imposed(drawings, paper.sheet) if whole_label else drawings
    yield from (prove(_shifted(drawing, printer.offset)) for drawing in drawings)


def one_drawing(order: Order, printer: Printer, stationery: Stationery) -> Drawing:
    """The first label as it would be printed, for a look at it. Raises as `drawn_pages` does."""
    paper = paper_of(order, printer, stationery)
    return next(_drawings(order, paper, printer.dpi or paper.dpi, stationery))


def paper_of(order: Order, printer: Printer, stationery: Stationery) -> Format:
    """The paper that an order is drawn for, on a printer. Raises FormatUnknown and FileWrong."""
    wished = "" if isinstance(order.lie, Cards) else order.lie.paper
    return stationery.paper_in(printer, wished, order.usual_paper)


def _drawings(order: Order, paper: Format, dpi: int, stationery: Stationery) -> Iterator[Drawing]:
    """The labels laid out for a place on the paper."""
    edge = Edge.TAPE if paper.lies else Edge.PAPER
    kinds = set(map(kind_of, order.labels))
    if order.template and (named := stationery.template(order.template)).kind not in kinds:
        raise FileWrong(order.template, 0, Wrong.UNKNOWN, f"kind = {named.kind}")
    templates = {kind: _template(order, kind, stationery) for kind in kinds}
    return (
        layout(label, paper.sheet.room, dpi, _link(order, label), templates[kind_of(label)], edge)
        for label in order.labels
    )


def _template(order: Order, kind: Kind, stationery: Stationery) -> Template:
    """The template that was named, where it is for this kind; else the usual one of the kind."""
    named = stationery.template(order.template) if order.template else None
    return named if named and named.kind is kind else stationery.template(kind)


def _link(order: Order, label: Label) -> str:
    """What stands before the code; a command is never a link."""
    return "" if kind_of(label) is Kind.COMMAND else order.link


def _sections(order: Order, cards: Cards) -> Iterator[Section]:
    rest = iter(order.labels)
    for heading, number in cards.headings:
        yield Section(heading, tuple(islice(rest, number)))


def _shifted(drawing: Drawing, offset: Offset) -> Drawing:
    if offset == NO_OFFSET:
        return drawing
    return replace(drawing, items=moved(drawing.items, offset.right_um, offset.down_um))

"""Layouts on paper, a page each: the piece to scale, its cuts in order with fence settings, its parts and
what is left of it."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from cutting.drawings.drawn import Drawn, steps
from cutting.drawings.ink import Ink, shortened
from cutting.drawings.picture import picture
from cutting.drawings.placing import Placing
from cutting.drawings.tables import Table, put
from cutting.terms import Rect
from paper.pdf import Page, pdf_file
from paper.typeface import Face

PAGE_UM = (210_000, 297_000)
_MARGIN_UM = 15_000
_HEADING_UM = 5_500
_FACTS_UM = 3_000
_PICTURE_UM = 130_000


@dataclass(frozen=True, slots=True)
class Words:
    """The words on a page, in the maker's language. `cut`, `fence` and `panel` head the columns of the cuts:
    number and direction, distance from the edge, size of what is cut; the last four are sentences."""

    cut: str = "Cut"
    fence: str = "Fence"
    panel: str = "Panel"
    part: str = "Part"
    size: str = "Size"
    name: str = "Name"
    remainder: str = "Remainder"
    scale: str = "Scale 1 : {number}"
    kerf: str = "Kerf {length} mm"
    trim: str = "Trim every edge first: {length} mm"
    edges: str = "The fence is at the left edge of the panel (↕) or at its upper edge (↔)."


def pdf(drawings: Sequence[Drawn], words: Words, title: str = "") -> bytes:
    """The file; a layout whose tables are long goes on on further pages."""
    return pdf_file([page for drawing in drawings for page in _pages(drawing, words)], title)


def _pages(drawing: Drawn, words: Words) -> Iterator[Page]:
    ink, top_um = _first_page(drawing, words)
    rest = put(ink, [table for table in _tables(drawing, words) if table.rows], _room(top_um))
    yield ink.page()
    while rest:
        ink = Ink(*PAGE_UM)
        rest = put(ink, rest, _room(_MARGIN_UM + _HEADING_UM))
        yield ink.page()


def _room(top_um: int) -> Rect:
    wide, high = PAGE_UM
    return Rect(_MARGIN_UM, top_um, wide - 2 * _MARGIN_UM, high - _MARGIN_UM - top_um)


def _first_page(drawing: Drawn, words: Words) -> tuple[Ink, int]:
    """The page with its heading and picture, and where the tables begin."""
    ink, room = Ink(*PAGE_UM), _room(_MARGIN_UM + 3 * _HEADING_UM)
    heading = shortened(drawing.naming.heading, room.dx_um, _HEADING_UM, Face.BOLD)
    ink.text(heading, _MARGIN_UM, _MARGIN_UM + _HEADING_UM, _HEADING_UM, Face.BOLD)
    placing = Placing.within(drawing, Rect(room.x_um, room.y_um, room.dx_um, _PICTURE_UM))
    facts = " · ".join(_facts(drawing, placing, words))
    ink.text(facts, _MARGIN_UM, _MARGIN_UM + 2 * _HEADING_UM, _FACTS_UM)
    picture(ink, drawing, placing)
    if drawing.layout.cuts and not drawing.is_bar:
        edges = shortened(words.edges, room.dx_um, _FACTS_UM)
        ink.text(edges, _MARGIN_UM, placing.bottom_um + _HEADING_UM * 9 // 10, _FACTS_UM)
    return ink, placing.bottom_um + 2 * _HEADING_UM


def _facts(drawing: Drawn, placing: Placing, words: Words) -> Iterator[str]:
    naming, tool = drawing.naming, drawing.tool
    yield words.scale.format(number=placing.scale_text(naming.decimal))
    yield words.kerf.format(length=naming.mm(tool.kerf_um))
    if tool.trim_um:
        yield words.trim.format(length=naming.mm(tool.trim_um))


def _tables(drawing: Drawn, words: Words) -> Iterator[Table]:
    naming, parts = drawing.naming, drawing.layout.parts
    counted = Counter(placed.number for placed in parts)
    sizes = {placed.number: naming.part(placed) for placed in reversed(parts)}
    yield Table((words.cut, words.fence, words.panel), _step_rows(drawing), (25_000, 22_000, 39_000))
    yield Table(
        (words.part, words.size, words.name),
        tuple((f"{n} ({counted[n]} ×)", sizes[n], naming.titles.get(n, "")) for n in sorted(counted)),
        (18_000, 28_000, 40_000),
    )
    yield Table(
        (words.remainder, words.size),
        tuple((each.code or "–", naming.upright(each.at)) for each in drawing.remainders),
        (40_000, 46_000),
    )


def _step_rows(drawing: Drawn) -> tuple[tuple[str, ...], ...]:
    return tuple(
        (
            f"{step.number} {'↕' if step.is_across else '↔'}",
            drawing.naming.mm(step.fence_um),
            drawing.naming.size(step.panel),
        )
        for step in steps(drawing)
    )

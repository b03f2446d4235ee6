"""Pages of codes to laminate: the command sheet, and demo codes to try the kiosk with."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from labels.blocks import Words, place
from labels.design import layout
from labels.drawing import MM, Box, Drawing, Fill, Ink, Item, Size, moved
from labels.kinds import Label
from labels.sheets import A4
from labels.text import Type
from paper.text import clean
from paper.typeface import Face

COMMAND_CARD = Size(60 * MM, 24 * MM)
PIECE_CARD = Size(60 * MM, 29 * MM)

_MARGIN_UM = 10 * MM
_GAP_UM = 3 * MM
_FRAME_UM = 150
_TITLE_UM = 10 * MM
_HEADING_UM = 7 * MM
_NUMBER_UM = 12 * MM
_ROOM_UM = A4.height_um - 2 * _MARGIN_UM - _TITLE_UM
_TITLE = Type(Face.BOLD, 6 * MM, 3 * MM)
_HEADING = Type(Face.BOLD, 4 * MM, 3 * MM)
_NUMBER = Type(Face.REGULAR, 3 * MM, 3 * MM)


@dataclass(frozen=True, slots=True)
class Section:
    """Cards under a heading, which may be empty."""

    heading: str
    labels: tuple[Label, ...]


@dataclass(frozen=True, slots=True)
class _Strip:
    """What goes across the page together, from side to side."""

    height_um: int
    items: tuple[Item, ...]


def pages(
    title: str, sections: Sequence[Section], card: Size = COMMAND_CARD, dpi: int = 300
) -> list[Drawing]:
    """A4 pages with the title, the headings, and each label on a framed card."""
    strips = [strip for section in sections for strip in _strips(section, card, dpi)]
    broken = list(_broken(strips))
    return [
        Drawing(A4, dpi, (*_head(title, f"{number} / {len(broken)}"), *_stacked(page)))
        for number, page in enumerate(broken, start=1)
    ]


def _strips(section: Section, card: Size, dpi: int) -> Iterator[_Strip]:
    """The section's rows of cards; the first takes the heading along, so that none stands alone."""
    across = (A4.width_um - 2 * _MARGIN_UM + _GAP_UM) // (card.width_um + _GAP_UM)
    spread_um = (A4.width_um - 2 * _MARGIN_UM - card.width_um) // max(across - 1, 1)
    heading = tuple(_line(section.heading, _HEADING, Box(0, 0, A4.width_um - 2 * _MARGIN_UM, _HEADING_UM)))
    for start in range(0, len(section.labels), across):
        row = enumerate(section.labels[start : start + across])
        cards = tuple(item for column, label in row for item in _card(label, card, dpi, column * spread_um))
        above_um = _HEADING_UM if heading and start == 0 else 0
        items = (*(heading if above_um else ()), *moved(cards, 0, above_um))
        yield _Strip(above_um + card.height_um, items)


def _card(label: Label, card: Size, dpi: int, x_um: int) -> tuple[Item, ...]:
    """The label in a thin frame that says where to cut."""
    edge = Box(0, 0, card.width_um, card.height_um)
    frame = (Fill(edge), Fill(edge.inset(_FRAME_UM), Ink.WHITE))
    return moved((*frame, *layout(label, card, dpi).items), x_um, 0)


def _broken(strips: Sequence[_Strip]) -> Iterator[list[_Strip]]:
    """The strips by page."""
    page: list[_Strip] = []
    left_um = _ROOM_UM
    for strip in strips:
        if page and strip.height_um > left_um:
            yield page
            page, left_um = [], _ROOM_UM
        page.append(strip)
        left_um -= strip.height_um + _GAP_UM
    if page:
        yield page


def _stacked(page: Sequence[_Strip]) -> Iterator[Item]:
    y_um = _MARGIN_UM + _TITLE_UM
    for strip in page:
        yield from moved(strip.items, _MARGIN_UM, y_um)
        y_um += strip.height_um + _GAP_UM


def _head(title: str, number: str) -> Iterator[Item]:
    across = Box(_MARGIN_UM, _MARGIN_UM, A4.width_um - 2 * _MARGIN_UM, _TITLE_UM - _GAP_UM)
    yield from _line(
        title, _TITLE, Box(across.x_um, across.y_um, across.width_um - _NUMBER_UM, across.height_um)
    )
    corner = Box(across.right_um - _NUMBER_UM, across.y_um, _NUMBER_UM, across.height_um)
    yield from _line(number, _NUMBER, corner)


def _line(text: str, style: Type, box: Box) -> Iterator[Item]:
    drawable = clean(text)
    if drawable:
        yield from place(Words(drawable, style, 0), box)

"""A page of codes to try the kiosk with: pieces, shelves, new labels and commands."""

from collections.abc import Callable, Iterable

from kiosk.kiosk import Kiosk
from kiosk.language import _
from kiosk.places import DEMO_CODES
from kiosk.use_cases.blanks import issue
from kiosk.use_cases.command_sheet import PIECE_CARD_UM, card_order, command_labels
from kiosk.use_cases.labels import blank_label, items_order, slip_label
from labels.printing.order import Order
from stock.codes import Command, write
from stock.fold import Standing
from stock.items import Lot, Origin, Piece, State, Status
from stock.pieces import UNKNOWN_MASS, Form, Size, Unit
from stock.slips import Slip

COMMANDS = (
    Command.UNDO,
    Command.RECEIVE,
    Command.FIND,
    Command.MOVE,
    Command.HOLD,
    Command.YES,
    Command.DONE,
)
MOST_ITEMS = 500
SLIP = Slip(
    sender="demo-neighbour",
    to="demo",
    home="demo-neighbour",
    item=write("B1B", "000000"),
    cv=1,
    state=Piece(
        material="plywood-birch",
        form=Form.SHEET,
        size=Size.of(long_um=800_000, short_um=500_000, thick_um=4_000),
        mass=UNKNOWN_MASS,
        origin=Origin.DONATION,
        status=Status.SENT,
    ),
)
"""Of a sheet that a space which is none sent to the demo."""


def demo_codes(kiosk: Kiosk) -> Order:
    """The page. Its new labels are issued for it."""
    with kiosk.ledger.reading() as reading:
        items, shelves = reading.items(limit=MOST_ITEMS), reading.shelves()
    pieces = [item.item for item in _one_of_each(items)]
    blanks = [blank_label(kiosk.settings, code) for code in issue(kiosk, 3)]
    sections = (
        (_("Scan one: it is taken. Scan it again: it is back."), items_order(kiosk, pieces).labels),
        (
            _("Shelves: scan a piece, then a shelf"),
            items_order(kiosk, [shelf.code for shelf in shelves[:3]]).labels,
        ),
        (_("New labels: scan one, type material and size"), blanks),
        (_("A slip: scan it, and what another space sent is here"), [slip_label(kiosk, SLIP)]),
        (_("Commands"), command_labels(COMMANDS)),
    )
    return card_order(kiosk, _("Codes to try the kiosk with"), sections, DEMO_CODES, PIECE_CARD_UM)


def _one_of_each(items: Iterable[Standing]) -> list[Standing]:
    """The first item of each sort, each of them once."""
    found: list[Standing] = []
    for is_wanted in _SORTS:
        fits = (item for item in items if item not in found and item.state and is_wanted(item.state))
        found += [item for item in (next(fits, None),) if item]
    return found


def _is_free(state: State) -> bool:
    return state.status == Status.HERE and not state.held_until and not state.quarantined


def _sheet(state: State) -> bool:
    return isinstance(state, Piece) and state.form is Form.SHEET and _is_free(state)


def _offcut(state: State) -> bool:
    return isinstance(state, Piece) and bool(state.parent) and _is_free(state)


def _counted(state: State) -> bool:
    return isinstance(state, Lot) and state.unit is Unit.PIECES


def _weighed(state: State) -> bool:
    return isinstance(state, Lot) and state.unit is Unit.MILLIGRAMS


_SORTS: tuple[Callable[[State], bool], ...] = (
    _sheet,
    _offcut,
    _counted,
    _weighed,
    lambda state: bool(state.held_until),
    lambda state: state.quarantined,
)

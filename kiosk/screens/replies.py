"""From the desk's reply to what the middle of the screen shows."""

from typing import assert_never

from kiosk.desk import Choices, Reply, ShelfList
from kiosk.dialogue.state import Mode
from kiosk.kiosk import Kiosk
from kiosk.screens.card import CardBody
from kiosk.screens.choices import ChoicesBody
from kiosk.screens.lists import HitsBody, ItemsBody
from kiosk.screens.plans_shown import planned_body
from kiosk.screens.receipt import ReceiptBody
from kiosk.screens.scene import Body
from kiosk.screens.start_view import start_body
from kiosk.use_cases.find import Hits
from kiosk.use_cases.plans import Planned
from kiosk.use_cases.show import Card
from kiosk.words import material_name
from ledger.errors import LedgerError


def body_of(reply: Reply, kiosk: Kiosk, before: Body) -> Body:
    """What a reply shows; where it shows nothing of its own, or that cannot be read, what was there stays."""
    try:
        return _body(reply, kiosk, before)
    except LedgerError:
        return before


def _body(reply: Reply, kiosk: Kiosk, before: Body) -> Body:
    match reply.shown:
        case Card():
            return CardBody(reply.shown, kiosk.today(), kiosk.settings.zone)
        case Hits():
            return HitsBody(reply.shown)
        case Planned():
            return planned_body(reply.shown)
        case ShelfList(shelf, items):
            return ItemsBody(items, kiosk.today(), shelf.name)
        case Choices(slugs):
            return ChoicesBody(tuple(material_name(slug) for slug in slugs))
        case None:
            return _state_body(reply, kiosk, before)
        case _:
            assert_never(reply.shown)


def _state_body(reply: Reply, kiosk: Kiosk, before: Body) -> Body:
    if reply.state.mode == Mode.RECEIVING:
        intake = reply.state.intake
        with kiosk.ledger.reading() as reading:
            return ReceiptBody(intake, reading.shelf(intake.shelf) if intake.shelf else None)
    return start_body(kiosk) if reply.state.mode == Mode.READY else before

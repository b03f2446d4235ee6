"""What a scanned code names: looked up before the dialogue decides what the scan means."""

from kiosk.dialogue.state import (
    BadgeSeen,
    BlankSeen,
    ExpectedSeen,
    FreshSeen,
    ItemSeen,
    PlannedSeen,
    Seen,
    ShelfSeen,
    SlipSeen,
    StrangerSeen,
)
from kiosk.kiosk import Kiosk
from kiosk.use_cases import inbox
from kiosk.use_cases.plans import Stage, planned
from ledger.reading import Reading
from stock.codes import ForeignCode, LabelCode, Scan, SlipCode
from stock.fold import Standing
from stock.items import Status
from stock.rules import is_held
from stock.slips import write_slip


def seen_of(kiosk: Kiosk, scan: Scan) -> Seen:
    """What a scan's code names; None for what is no code of anything. Raises LedgerError."""
    match scan:
        case LabelCode(code):
            return _label(kiosk, code)
        case ForeignCode(alias):
            with kiosk.ledger.reading() as reading:
                found = reading.resolve(alias)
                return _item(kiosk, reading, found) if found and found.state else StrangerSeen(alias)
        case SlipCode(text):
            return SlipSeen(text)
        case _:
            return None


def is_held_today(kiosk: Kiosk, standing: Standing) -> bool:
    """Whether somebody holds the item today."""
    return standing.state is not None and is_held(standing.state, kiosk.today())


def _label(kiosk: Kiosk, code: str) -> Seen:
    with kiosk.ledger.reading() as reading:
        found = reading.resolve(code)
        if found and found.state and found.state.status != Status.VOID:
            return _item(kiosk, reading, found)
        if shelf := reading.shelf(code):
            return ShelfSeen(shelf)
        if reading.is_badge(code):
            return BadgeSeen()
        if known := planned(reading, code):
            return ExpectedSeen(code, known.sheet.code if known.stage == Stage.OPEN else "")
        if code.startswith(kiosk.settings.prefix) or reading.is_blank(code):
            return BlankSeen(code)
    slip = inbox.announced(kiosk, code)
    return SlipSeen(write_slip(slip)) if slip else StrangerSeen(code, code[:3])


def _item(kiosk: Kiosk, reading: Reading, standing: Standing) -> Seen:
    """An item as its newest plan has it: to be cut, just cut, or nothing that a plan is about."""
    seen = ItemSeen(standing, held=is_held_today(kiosk, standing))
    known = planned(reading, standing.item)
    if known is None or standing.state is None or standing.state.status != Status.HERE:
        return seen
    if not known.is_remainder and known.stage == Stage.OPEN:
        return PlannedSeen(seen)
    return FreshSeen(seen) if standing.item in known.sheet.awaited else seen

"""Hold, free, undo, and the quarantine."""

from argparse import Namespace

from kiosk.commands.codes import found_item, named_material
from kiosk.commands.opening import opened
from kiosk.commands.said import Failed, Said
from kiosk.commands.shapes import recorded
from kiosk.commands.stocking import done_or_failed
from kiosk.language import _
from kiosk.use_cases import hold as holds
from kiosk.use_cases import quarantine as quarantines
from kiosk.use_cases.undo import undo as undo_it
from kiosk.words import KINDS
from stock.events import Kind


def hold(arguments: Namespace) -> Said:
    """Keep it for somebody."""
    with opened(arguments) as kiosk:
        item, until = found_item(kiosk, arguments.code), arguments.until or ""
        if until and until < kiosk.today():
            raise Failed("day-is-past", _("{day} is over.").format(day=until), {"day": until})
        return recorded(_("HELD"), done_or_failed(holds.hold(kiosk, item.item, until), item.item))


def unhold(arguments: Namespace) -> Said:
    """Free it again."""
    with opened(arguments) as kiosk:
        item = found_item(kiosk, arguments.code)
        return recorded(_("FREE"), done_or_failed(holds.unhold(kiosk, item.item), item.item))


def undo(arguments: Namespace) -> Said:
    """Take the last event back, or a given one."""
    with opened(arguments) as kiosk:
        done = done_or_failed(undo_it(kiosk, arguments.event), "")
        kind = KINDS.get(Kind(done.undone)) if done.undone in set(Kind) else None
        word = f"{_('UNDONE')} ({_(kind)})" if kind else _("UNDONE")
        return recorded(word, done, undone=done.undone)


def quarantine(arguments: Namespace) -> Said:
    """Set it apart."""
    with opened(arguments) as kiosk:
        item = found_item(kiosk, arguments.code)
        outcome = quarantines.quarantine(kiosk, item.item)
        return recorded(_("QUARANTINE"), done_or_failed(outcome, item.item))


def release(arguments: Namespace) -> Said:
    """Free it from quarantine, as a known material."""
    with opened(arguments) as kiosk:
        item, material = found_item(kiosk, arguments.code), named_material(arguments.material)
        outcome = quarantines.release(kiosk, item.item, material, arguments.proof)
        return recorded(_("RELEASED"), done_or_failed(outcome, item.item))

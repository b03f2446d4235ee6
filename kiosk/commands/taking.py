"""What goes out and comes back: take, cut, return."""

from argparse import Namespace

from kiosk.commands.codes import amount_of, found_item, fresh_label
from kiosk.commands.opening import opened
from kiosk.commands.printed import with_labels
from kiosk.commands.said import Failed, Said
from kiosk.commands.shapes import recorded
from kiosk.commands.stocking import done_or_failed
from kiosk.language import _
from kiosk.use_cases.cut import cut as cut_it
from kiosk.use_cases.put_back import put_back as put_it_back
from kiosk.use_cases.take import take as take_it
from stock.fold import Standing
from stock.items import Lot
from stock.pieces import Unit


def take(arguments: Namespace) -> Said:
    """A piece goes whole, a counted lot by one where no amount is given."""
    with opened(arguments) as kiosk:
        item = found_item(kiosk, arguments.code)
        quantity = amount_of(item, arguments.amount) if arguments.amount else _one(item)
        outcome = take_it(kiosk, item.item, quantity, held_too=arguments.held_too)
        return recorded(_("TAKEN"), done_or_failed(outcome, item.item))


def cut(arguments: Namespace) -> Said:
    """A piece becomes what was taken of it and remainders."""
    if len(arguments.blank) > len(arguments.remains):
        raise Failed("too-many-blanks", _("There are more labels than pieces that remain."))
    with opened(arguments) as kiosk:
        item = found_item(kiosk, arguments.code)
        blanks = [fresh_label(kiosk, text) for text in arguments.blank]
        outcome = cut_it(
            kiosk,
            item.item,
            arguments.remains,
            blanks=blanks,
            waste_mg=arguments.waste,
            held_too=arguments.held_too,
        )
        done = done_or_failed(outcome, item.item)
        return with_labels(kiosk, arguments, recorded(_("CUT"), done), done.label_for)


def put_back(arguments: Namespace) -> Said:
    """A piece, or some of a lot, comes back."""
    with opened(arguments) as kiosk:
        item = found_item(kiosk, arguments.code)
        quantity = amount_of(item, arguments.amount)
        return recorded(_("BACK"), done_or_failed(put_it_back(kiosk, item.item, quantity), item.item))


def _one(item: Standing) -> int:
    return 1 if isinstance(item.state, Lot) and item.state.unit == Unit.PIECES else 0

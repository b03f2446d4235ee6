"""What comes in and where it lies: receive, move, count, weigh, discard, shelves."""

from argparse import Namespace

from kiosk.commands.codes import amount_of, foreign_code, found_item, found_shelf, fresh_label, named_material
from kiosk.commands.opening import opened
from kiosk.commands.printed import with_labels
from kiosk.commands.refusals import refused
from kiosk.commands.said import Said
from kiosk.commands.shaped import found_in
from kiosk.commands.shapes import joined, recorded, shelf_value
from kiosk.kiosk import Kiosk
from kiosk.language import _
from kiosk.use_cases.count import count as count_it
from kiosk.use_cases.discard import discard as discard_it
from kiosk.use_cases.move import move as move_it
from kiosk.use_cases.outcome import Done, Outcome
from kiosk.use_cases.outline import boxed
from kiosk.use_cases.receive import receive as receive_it
from kiosk.use_cases.shelves import add_shelf as add_it
from kiosk.use_cases.weigh import weigh as weigh_it
from stock.codes import spaced
from stock.intake import Intake
from stock.items import Origin
from stock.refusals import Refusal
from stock.sizes import Size


def receive(arguments: Namespace) -> Said:
    """Something new goes into stock."""
    with opened(arguments, make=True) as kiosk:
        done = done_or_failed(receive_it(kiosk, _intake(kiosk, arguments)), arguments.code or "")
        state = done.standing.state
        word = _("QUARANTINE") if state and state.quarantined else _("RECEIVED")
        return with_labels(kiosk, arguments, recorded(word, done), done.label_for)


def move(arguments: Namespace) -> Said:
    """An item goes to a shelf."""
    with opened(arguments) as kiosk:
        item, shelf = found_item(kiosk, arguments.code), found_shelf(kiosk, arguments.shelf)
        return recorded(_("MOVED"), done_or_failed(move_it(kiosk, item.item, shelf), item.item))


def count(arguments: Namespace) -> Said:
    """How much of a lot there is."""
    with opened(arguments) as kiosk:
        item = found_item(kiosk, arguments.code)
        counted = amount_of(item, arguments.amount)
        return recorded(_("COUNTED"), done_or_failed(count_it(kiosk, item.item, counted), item.item))


def weigh(arguments: Namespace) -> Said:
    """A piece is put on the scales."""
    with opened(arguments) as kiosk:
        item = found_item(kiosk, arguments.code)
        return recorded(
            _("WEIGHED"), done_or_failed(weigh_it(kiosk, item.item, arguments.mass), arguments.code)
        )


def discard(arguments: Namespace) -> Said:
    """An item is thrown away."""
    with opened(arguments) as kiosk:
        item = found_item(kiosk, arguments.code)
        return recorded(_("THROWN AWAY"), done_or_failed(discard_it(kiosk, item.item), item.item))


def add_shelf(arguments: Namespace) -> Said:
    """A new place; a shelf that has the name already is that one."""
    with opened(arguments, make=True) as kiosk:
        code = fresh_label(kiosk, arguments.code) if arguments.code else ""
        shelf = add_it(kiosk, arguments.name, code)
        if isinstance(shelf, Refusal):
            raise refused(shelf, code)
        line = joined(_("SHELF {name}").format(name=shelf.name), spaced(shelf.code))
        return Said((line,), {"ok": True, "shelf": shelf_value(shelf)})


def done_or_failed(outcome: Outcome, code: str) -> Done:
    """What was recorded. Raises Failed where it was refused."""
    if isinstance(outcome, Refusal):
        raise refused(outcome, code)
    return outcome


def _intake(kiosk: Kiosk, arguments: Namespace) -> Intake:
    size: Size | None = arguments.size
    found = found_in(arguments.outline, arguments)
    if found:
        size = boxed(found.outline, arguments.thick or (size.thick_um if size else 0))
    return Intake(
        code=fresh_label(kiosk, arguments.code) if arguments.code else "",
        alias=foreign_code(arguments.alias) if arguments.alias else "",
        material=named_material(arguments.material),
        origin=Origin(arguments.origin),
        shelf=found_shelf(kiosk, arguments.shelf) if arguments.shelf else "",
        title=arguments.title,
        size=size,
        outline=found.outline if found else None,
        mass_mg=arguments.mass,
        volume_ul=arguments.volume,
        count=arguments.count,
    )

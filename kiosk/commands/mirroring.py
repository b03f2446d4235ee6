"""Copies of neighbours' stock at a shell: add, drop, list, refresh."""

from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict

from kiosk.answers.nearby import neighbour_words
from kiosk.commands.neighbours import checked
from kiosk.commands.opening import opened
from kiosk.commands.refusals import refused
from kiosk.commands.said import Failed, Said, Value
from kiosk.commands.shapes import joined
from kiosk.commands.syncing import answered, registered
from kiosk.kiosk import Kiosk
from kiosk.language import _, _n
from kiosk.use_cases import mirror as mirrors
from ledger.mirror import MOST_ITEMS, MOST_SPACES, Neighbour, TooManyItems, TooManySpaces
from stock.refusals import Reason, Refusal


def add(arguments: Namespace) -> Said:
    """Keep a copy of a space."""
    with opened(arguments) as kiosk, answered(), _bounded():
        enrolled = registered(kiosk, arguments)
        if arguments.space == enrolled.space:
            raise refused(Refusal(Reason.OWN_SPACE), "")
        if not mirrors.add(kiosk, enrolled, arguments.space):
            checked(kiosk, arguments, arguments.space)
        return _listed(kiosk)


def drop(arguments: Namespace) -> Said:
    """Forget a copy."""
    with opened(arguments) as kiosk:
        if not mirrors.drop(kiosk, arguments.space):
            raise Failed("no-copy", _("No copy of this space is kept."), {"space": arguments.space})
        line = _("Dropped: {space}").format(space=arguments.space)
        return Said((line,), {"ok": True, "space": arguments.space})


def copies(arguments: Namespace) -> Said:
    """The copies that are kept."""
    with opened(arguments) as kiosk:
        return _listed(kiosk)


def refresh(arguments: Namespace) -> Said:
    """Bring them up to date."""
    with opened(arguments) as kiosk, answered(), _bounded():
        mirrors.refresh(kiosk, registered(kiosk, arguments))
        return _listed(kiosk)


def _listed(kiosk: Kiosk) -> Said:
    found = mirrors.copies(kiosk)
    notes = () if found else (_("No copy is kept. To keep one: kiosk mirror add SPACE"),)
    return Said(tuple(map(_line, found)), {"ok": True, "copies": [_value(each) for each in found]}, notes)


def _line(copy: Neighbour) -> str:
    number = _n("{number} item", "{number} items", copy.items).format(number=copy.items)
    return joined(copy.space, neighbour_words(copy.name, copy.at) if copy.at else copy.name, number)


def _value(copy: Neighbour) -> Value:
    value: Value = asdict(copy)
    del value["since"]
    return value


@contextmanager
def _bounded() -> Iterator[None]:
    try:
        yield
    except TooManySpaces as error:
        text = _("{number} spaces are copied already. Drop one first.").format(number=MOST_SPACES)
        raise Failed("too-many-spaces", text) from error
    except TooManyItems as error:
        text = _("All copies together would hold more than {number} items. Nothing was changed.")
        raise Failed("too-many-items", text.format(number=MOST_ITEMS)) from error

"""What is between this space and others, at a shell."""

from argparse import Namespace

from kiosk.answers.dealings import (
    dealings_sentence,
    disputed_sentence,
    under_way_item,
    under_way_sentence,
)
from kiosk.answers.space_names import SpaceNames
from kiosk.commands.opening import opened
from kiosk.commands.said import Said, Value
from kiosk.commands.shapes import joined, moment
from kiosk.kiosk import Kiosk
from kiosk.language import _
from kiosk.use_cases.accounts import accounts as add_up
from kiosk.use_cases.spaces import space_names
from stock.codes import spaced
from stock.dealings import Accounts, Dealings, UnderWay


def accounts(arguments: Namespace) -> Said:
    """With every space: what went and came, what is under way since when, and what two spaces claim."""
    with opened(arguments) as kiosk:
        found = add_up(kiosk)
        names = space_names(kiosk)
        lines = [line for each in found.dealings for line in _lines(kiosk, each, names)]
        notes = () if found.dealings else (_("Nothing went to another space yet, and none asked."),)
        return Said((*lines, *_disputed(found)), {"ok": True} | _value(found), notes)


def _lines(kiosk: Kiosk, dealings: Dealings, names: SpaceNames) -> list[str]:
    own = kiosk.settings.registry_space
    ways = [
        joined("  ", moment(kiosk, way.at), under_way_sentence(way, own, names.name), under_way_item(way))
        for way in dealings.under_way
    ]
    return [joined(names.typed(dealings.space), dealings_sentence(dealings)), *ways]


def _disputed(found: Accounts) -> list[str]:
    if not found.disputed:
        return []
    codes = ", ".join(spaced(identity.item) for identity in found.disputed)
    return [joined(disputed_sentence(len(found.disputed)), codes)]


def _value(found: Accounts) -> Value:
    return {
        "spaces": [
            {
                "space": each.space,
                "given": each.given,
                "received": each.received,
                "balance": each.balance,
                "under_way": [_way(way) for way in each.under_way],
            }
            for each in found.dealings
        ],
        "disputed": [{"home": each.home, "code": each.item} for each in found.disputed],
    }


def _way(way: UnderWay) -> Value:
    return {
        "kind": way.kind,
        "code": way.item,
        "from": way.sender,
        "to": way.to,
        "since": way.at,
        "quantity": way.quantity or None,
    }

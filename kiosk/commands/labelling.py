"""Labels of items, shelves, blanks, badges and commands, as files or on a printer."""

from argparse import Namespace
from collections.abc import Callable
from dataclasses import replace

from kiosk.commands.codes import found_shelf, label_code
from kiosk.commands.opening import opened
from kiosk.commands.printed import carried_out, lie_of, require_drawable
from kiosk.commands.said import Exit, Failed, Said
from kiosk.demo_codes import demo_codes
from kiosk.kiosk import Kiosk
from kiosk.language import _
from kiosk.settings import Settings
from kiosk.use_cases.blanks import MOST, issue, issue_badges
from kiosk.use_cases.command_sheet import command_sheet
from kiosk.use_cases.labels import badges_order, blanks_order, changed, items_order, notices_order
from kiosk.use_cases.shelves import shelves as all_shelves
from labels.printing.order import OnPaper, Order
from stock.codes import write


def print_labels(arguments: Namespace) -> Said:
    """The labels of items, shelves and blanks."""
    with opened(arguments) as kiosk:
        return _labels_of(kiosk, arguments, _codes(kiosk, arguments))


def sheet(arguments: Namespace) -> Said:
    """Labels on a sheet; those that are out of date, where no codes are named."""
    with opened(arguments) as kiosk:
        codes = _codes(kiosk, arguments) or [standing.item for standing in changed(kiosk)]
        if not codes:
            raise Failed("nothing-to-print", _("No label is out of date. Name the codes to print."))
        return _labels_of(kiosk, arguments, codes)


def shelves(arguments: Namespace) -> Said:
    """The labels of all shelves, or of some."""
    with opened(arguments) as kiosk:
        named = [found_shelf(kiosk, text) for text in arguments.shelves]
        codes = named or [shelf.code for shelf in all_shelves(kiosk)]
        if not codes:
            raise Failed("no-shelf", _("There is no shelf yet. To name one: kiosk shelves add"))
        return _labels_of(kiosk, arguments, codes)


def blanks(arguments: Namespace) -> Said:
    """New codes on labels for what is yet to come."""
    return _issued(arguments, issue, blanks_order)


def badges(arguments: Namespace) -> Said:
    """New badges."""
    return _issued(arguments, issue_badges, badges_order)


def notices(arguments: Namespace) -> Said:
    """Notices that shelves or items will be cleared away."""
    with opened(arguments) as kiosk:
        codes = _codes(kiosk, arguments)
        order = notices_order(kiosk, codes, arguments.day, lie_of(arguments))
        return carried_out(kiosk, arguments, order, codes=codes)


def commands(arguments: Namespace) -> Said:
    """A page of what the kiosk can do."""
    with opened(arguments, make=True) as kiosk:
        return carried_out(kiosk, arguments, command_sheet(kiosk, all_materials=arguments.materials))


def demo(arguments: Namespace) -> Said:
    """A page of codes to try the kiosk with."""
    with opened(arguments) as kiosk:
        return carried_out(kiosk, arguments, demo_codes(kiosk))


def _issued(
    arguments: Namespace,
    issued: Callable[[Kiosk, int], list[str]],
    ordered: Callable[[Settings, list[str], OnPaper], Order],
) -> Said:
    """New codes on labels; none is spent where its label cannot be drawn."""
    if arguments.count > MOST:
        raise Failed("usage", _("From 1 to {most}.").format(most=MOST), code=Exit.USAGE)
    with opened(arguments, make=True) as kiosk:
        settings = replace(kiosk.settings, printer=arguments.printer or kiosk.settings.printer)
        sample = write(settings.prefix, settings.first + "00000")
        require_drawable(arguments, ordered(settings, [sample], lie_of(arguments)))
        codes = issued(kiosk, arguments.count)
        return carried_out(kiosk, arguments, ordered(settings, codes, lie_of(arguments)), codes=codes)


def _codes(kiosk: Kiosk, arguments: Namespace) -> list[str]:
    return [label_code(kiosk, text) for text in arguments.codes]


def _labels_of(kiosk: Kiosk, arguments: Namespace, codes: list[str]) -> Said:
    return carried_out(kiosk, arguments, items_order(kiosk, codes, lie_of(arguments)), codes=codes)

"""Labels of items, blanks and commands, as files or on a printer."""

from argparse import Namespace

from kiosk.commands.codes import label_code
from kiosk.commands.opening import opened
from kiosk.commands.printed import carried_out, target_of
from kiosk.commands.said import Said
from kiosk.demo_codes import demo_codes
from kiosk.kiosk import Kiosk
from kiosk.language import _
from kiosk.places import DEMO_CODES
from kiosk.printing import Rolls, Sheets, ToFolder
from kiosk.use_cases.blanks import issue
from kiosk.use_cases.command_sheet import command_sheet
from kiosk.use_cases.labels import Target, blank_label, job, label_job


def print_labels(arguments: Namespace) -> Said:
    """The labels of items, shelves and blanks."""
    with opened(arguments) as kiosk:
        codes = [label_code(kiosk, text) for text in arguments.codes]
        target = target_of(kiosk, arguments, codes)
        return carried_out(label_job(kiosk, codes, target, _paper(arguments)), codes=codes)


def blanks(arguments: Namespace) -> Said:
    """New codes on labels for what is yet to come."""
    with opened(arguments, make=True) as kiosk:
        codes = issue(kiosk, arguments.count)
        labels = [blank_label(kiosk.settings, code) for code in codes]
        target = target_of(kiosk, arguments, ["blanks"])
        printing = job(kiosk.settings, _("New labels"), labels, target, _blank_paper(kiosk, arguments))
        return carried_out(printing, codes=codes)


def commands(arguments: Namespace) -> Said:
    """A page of what the kiosk can do."""
    with opened(arguments, make=True) as kiosk:
        target = _named(target_of(kiosk, arguments, ["x"]), "commands.pdf")
        return carried_out(command_sheet(target, materials=arguments.materials))


def demo(arguments: Namespace) -> Said:
    """A page of codes to try the kiosk with."""
    with opened(arguments) as kiosk:
        target = _named(target_of(kiosk, arguments, ["x"]), DEMO_CODES)
        return carried_out(demo_codes(kiosk, target))


def _paper(arguments: Namespace) -> Rolls | Sheets:
    return Sheets(arguments.skip) if arguments.sheet else Rolls()


def _blank_paper(kiosk: Kiosk, arguments: Namespace) -> Rolls | Sheets:
    """Without a label printer, blanks come on sheets: those are what an office printer takes."""
    has_printer = bool(arguments.printer or kiosk.settings.printer)
    return Rolls() if has_printer and not arguments.sheet else Sheets(arguments.skip)


def _named(target: Target, name: str) -> Target:
    return ToFolder(target.folder, name) if isinstance(target, ToFolder) else target

"""The verbs that make labels."""

from argparse import ArgumentParser

from kiosk.commands import values
from kiosk.commands.parser import Verbs
from kiosk.language import _


def declare_labels(verbs: Verbs) -> None:
    """`labels print|blanks|commands|demo`."""
    labels = Verbs(verbs.add("labels", "", _("labels, as files or on a printer")), needed=True)
    single = labels.add("print", "labelling:print_labels", _("the labels of items, shelves or blanks"))
    single.add_argument("codes", nargs="+", metavar=_("CODE"))
    _target(single)
    _sheet(single)
    blanks = labels.add("blanks", "labelling:blanks", _("new labels for what is yet to come"))
    blanks.add_argument("--count", type=values.count, default=24, metavar=_("NUMBER"))
    _target(blanks)
    _sheet(blanks)
    commands = labels.add("commands", "labelling:commands", _("a page of what the kiosk can do, to scan"))
    commands.add_argument("--materials", action="store_true", help=_("every material too"))
    _target(commands)
    _target(labels.add("demo", "labelling:demo", _("a page of codes to try the kiosk with")))


def _target(parser: ArgumentParser) -> None:
    target = parser.add_mutually_exclusive_group()
    target.add_argument("--output", type=values.file, metavar=_("FILE"), help=_("a PDF or PNG file"))
    target.add_argument("--printer", metavar=_("NAME"), help=_("a printer known to CUPS"))


def _sheet(parser: ArgumentParser) -> None:
    parser.add_argument("--sheet", action="store_true", help=_("24 on a page of A4, 70 × 37 mm each"))
    parser.add_argument(
        "--skip", type=values.number, default=0, metavar=_("NUMBER"), help=_("places used already")
    )

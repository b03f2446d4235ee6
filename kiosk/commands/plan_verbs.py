"""The verbs about plans of cuts."""

from argparse import ArgumentParser

from kiosk.commands import values
from kiosk.commands.cutting_verbs import drawn_files
from kiosk.commands.parser import Verbs
from kiosk.language import _


def declare_plans(verbs: Verbs) -> None:
    """`plans`, `plans show|confirm|drop|undo`."""
    plans = verbs.add("plans", "plans:plans", _("the plans of cuts that were taken"))
    plans.add_argument("--limit", type=values.count, default=20, metavar=_("NUMBER"))
    among = Verbs(plans)
    show = among.add("show", "plans:show", _("one plan, piece by piece"))
    _numbered(show)
    drawn_files(show)
    _confirm(among.add("confirm", "plans:confirm", _("it was cut: what is left is on the shelf")))
    _numbered(among.add("drop", "plans:drop", _("it was not cut: its pieces are free again")))
    _numbered(among.add("undo", "plans:undo", _("take a plan back, with all that was cut of it")))


def _confirm(parser: ArgumentParser) -> None:
    add = parser.add_argument
    add("code", metavar=_("CODE"), help=_("of a piece or of what is left of it; or a plan's number"))
    add("--remains", type=values.size, action="append", default=[], metavar=_("SIZE"))
    add("--nothing-left", action="store_true", help=_("nothing is left of it"))
    add("--print", action="store_true", help=_("print the labels that are not right any more"))


def _numbered(parser: ArgumentParser) -> None:
    parser.add_argument("number", type=values.count, metavar=_("NUMBER"), help=_("see: kiosk plans"))

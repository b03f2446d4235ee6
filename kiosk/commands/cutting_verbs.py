"""The verbs of cutting: cut lists."""

from argparse import ArgumentParser, BooleanOptionalAction

from kiosk.commands import values
from kiosk.commands.parser import Verbs
from kiosk.language import _

MODES = ("guillotine", "free", "bars")


def declare_cutting(verbs: Verbs) -> None:
    """`nest`, and `nest --take`."""
    nest = verbs.add("nest", "nesting:nest", _("plan a cut list over the pieces on the shelf"))
    add = nest.add_argument
    add(
        "cutlist",
        metavar=_("CUTLIST"),
        help=_("a file of lines like 2x 300x200 ply 6, CSV or DXF; - reads lines"),
    )
    add("--mode", choices=MODES, help=_("a saw from edge to edge, a laser or router, or bars"))
    add("--kerf", type=values.width_um, metavar=_("MM"), help=_("what a cut takes, such as 3.2"))
    add("--trim", type=values.width_um, default=0, metavar=_("MM"), help=_("lost along every edge"))
    add("--gap", type=values.width_um, default=0, metavar=_("MM"), help=_("between parts at least"))
    add(
        "--sheet",
        type=values.size,
        action="append",
        default=[],
        metavar=_("SIZE"),
        help=_("a full sheet to buy where the shelf does not suffice, such as 2440x1220"),
    )
    add("--material", default="", metavar=_("MATERIAL"), help=_("for lines that name none"))
    add(
        "--thick",
        type=values.width_um,
        default=0,
        metavar=_("MM"),
        help=_("for lines that name no thickness"),
    )
    add("--grain", action="store_true", help=_("no part is turned: its first edge lies along the grain"))
    add(
        "--seconds",
        type=values.seconds,
        default=1.0,
        metavar=_("SECONDS"),
        help=_("to look for a better plan"),
    )
    add("--seed", type=values.number, default=0, metavar=_("NUMBER"), help=_("another one, another plan"))
    add("--take", action="store_true", help=_("take the plan: its pieces are held until tomorrow"))
    add("--print", action="store_true", help=_("with --take: print the labels of what will be left"))
    add(
        "--charred",
        action=BooleanOptionalAction,
        help=_("with --take: the cuts leave charred edges, as a laser does"),
    )
    drawn_files(nest)


def drawn_files(parser: ArgumentParser) -> None:
    """`--pdf`, `--svg` and `--dxf` of a plan."""
    for name, what in (
        ("pdf", _("as pages")),
        ("svg", _("for laser and router")),
        ("dxf", _("for laser and router")),
    ):
        parser.add_argument(f"--{name}", type=values.file, metavar=_("FILE"), help=what)

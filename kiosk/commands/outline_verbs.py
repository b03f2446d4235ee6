"""The verb that reads outlines, and the options by which other verbs take one."""

from argparse import ArgumentParser

from cutting.outlines.boards import BOARDS
from cutting.outlines.units import UNITS_UM
from kiosk.commands import values
from kiosk.commands.parser import Verbs
from kiosk.language import _


def declare_outline(verbs: Verbs) -> None:
    """`outline FILE`, or what else there is of it."""
    verb = verbs.add("outline", "outlining:outline", _("the shape of a piece that is no rectangle"))
    add = verb.add_argument
    add(
        "file",
        nargs="?",
        type=values.file,
        metavar=_("FILE"),
        help=_("a .dxf or .svg drawing, or a photo on a board"),
    )
    add("--parts", type=values.file, metavar=_("FILE"), help=_("the laser job that was cut out of it"))
    add(
        "--sheet",
        metavar=_("SIZE"),
        type=values.line,
        default="",
        help=_("that the job was cut out of, such as 600x400"),
    )
    add("--kerf", type=values.width_um, default=0, metavar=_("MM"), help=_("what the laser burns away"))
    shaped(verb)
    add("--code", metavar=_("CODE"), help=_("of the piece that has this outline"))
    add(
        "--board",
        type=values.pdf_file,
        metavar=_("FILE"),
        help=_("make a .pdf file of markers for a board instead"),
    )
    add("--board-size", choices=tuple(BOARDS), default="A3", help=_("of the board"))


def shaped(parser: ArgumentParser) -> None:
    """How an outline is said, and how its file is read."""
    add = parser.add_argument
    corners = _('measured corners, such as "600x400 notch 200x150" or "0,0 600,0 0,400"')
    add("--corners", type=values.line, default="", metavar=_("TEXT"), help=corners)
    add(
        "--unit",
        choices=tuple(UNITS_UM),
        default="",
        help=_("of the drawing, where it does not say so itself"),
    )
    add("--thick", type=values.width_um, default=0, metavar=_("MM"), help=_("how thick it is"))

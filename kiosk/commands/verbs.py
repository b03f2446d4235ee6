"""Every verb of the command line: what it takes, and the function that carries it out."""

from argparse import ArgumentParser

from kiosk.commands import values
from kiosk.commands.between_verbs import declare_between
from kiosk.commands.care import declare_care
from kiosk.commands.cutting_verbs import declare_cutting
from kiosk.commands.label_verbs import declare_labels
from kiosk.commands.outline_verbs import declare_outline, shaped
from kiosk.commands.parser import Verbs
from kiosk.commands.plan_verbs import declare_plans
from kiosk.language import _
from stock.items import Origin


def declare(verbs: Verbs) -> None:
    """Add them all, the screen's first."""
    _receive(verbs)
    _take_and_cut(verbs)
    _places(verbs)
    _holds(verbs)
    _staff(verbs)
    _looks(verbs)
    declare_outline(verbs)
    declare_cutting(verbs)
    declare_plans(verbs)
    declare_between(verbs)
    declare_labels(verbs)
    declare_care(verbs)


def item(parser: ArgumentParser) -> None:
    """The item that a verb is about."""
    parser.add_argument(
        "code", metavar=_("CODE"), help=_("its code as scanned or typed, or another code of it")
    )


def _receive(verbs: Verbs) -> None:
    verb = verbs.add("receive", "stocking:receive", _("put something new into stock"))
    add = verb.add_argument
    add("--material", required=True, metavar=_("MATERIAL"), help=_("see: kiosk materials"))
    add("--size", type=values.size, metavar=_("SIZE"), help=_("such as 600x400x4"))
    add("--outline", type=values.file, metavar=_("FILE"), help=_("of its shape: see kiosk outline"))
    shaped(verb)
    add("--mass", type=values.mass_mg, metavar=_("WEIGHT"), help=_("such as 2.5kg"))
    add("--volume", type=values.volume_ul, metavar=_("VOLUME"), help=_("such as 0.5l"))
    add("--count", type=values.count, metavar=_("NUMBER"), help=_("how many, under one code"))
    add("--origin", choices=[str(origin) for origin in Origin], default=str(Origin.DONATION))
    add("--code", metavar=_("CODE"), help=_("of a label that is printed already"))
    add("--shelf", metavar=_("SHELF"), help=_("its code or its name"))
    add("--alias", metavar=_("CODE"), help=_("a foreign code that it bears"))
    add("--title", type=values.line, default="", metavar=_("TEXT"), help=_("what people call it"))
    add("--print", action="store_true", help=_("print its label"))


def _take_and_cut(verbs: Verbs) -> None:
    take = verbs.add("take", "taking:take", _("take a piece, or some of a lot"))
    item(take)
    _amount(take)
    _held_too(take)
    cut = verbs.add("cut", "taking:cut", _("cut a piece: what remains gets new codes"))
    item(cut)
    _held_too(cut)
    add = cut.add_argument
    add("--remains", type=values.size, action="append", default=[], metavar=_("SIZE"))
    add(
        "--blank",
        action="append",
        default=[],
        metavar=_("CODE"),
        help=_("of a label that is printed already"),
    )
    add("--waste", type=values.mass_mg, default=0, metavar=_("WEIGHT"), help=_("thrown away, such as 20g"))
    add("--print", action="store_true", help=_("print the new labels"))
    put_back = verbs.add("return", "taking:put_back", _("bring a piece, or some of a lot, back"))
    item(put_back)
    _amount(put_back)


def _places(verbs: Verbs) -> None:
    move = verbs.add("move", "stocking:move", _("move it to a shelf"))
    item(move)
    move.add_argument("shelf", metavar=_("SHELF"), help=_("its code or its name"))
    count = verbs.add("count", "stocking:count", _("say how much of a lot there is"))
    item(count)
    count.add_argument("amount", type=values.amount, metavar=_("AMOUNT"), help=_('such as 3 or "300 g"'))
    weigh = verbs.add("weigh", "stocking:weigh", _("note what it weighs"))
    item(weigh)
    weigh.add_argument("mass", type=values.mass_mg, metavar=_("WEIGHT"), help=_("such as 2.5kg"))
    item(verbs.add("discard", "stocking:discard", _("throw it away")))


def _holds(verbs: Verbs) -> None:
    hold = verbs.add("hold", "holding:hold", _("keep it for somebody"))
    item(hold)
    hold.add_argument("--until", type=values.day, metavar=_("DAY"), help=_("such as 2026-12-31"))
    item(verbs.add("unhold", "holding:unhold", _("free it again")))
    undo = verbs.add("undo", "holding:undo", _("take back the last thing that was done"))
    undo.add_argument("--event", default="", metavar=_("EVENT"), help=_("or this one (see: kiosk history)"))


def _staff(verbs: Verbs) -> None:
    item(verbs.add("quarantine", "holding:quarantine", _("set it apart until somebody knows what it is")))
    release = verbs.add("release", "holding:release", _("free it from quarantine"))
    item(release)
    release.add_argument("--material", required=True, metavar=_("MATERIAL"), help=_("what it is"))
    proof = release.add_argument("--proof", required=True, type=values.line, metavar=_("TEXT"))
    proof.help = _("how you know")


def _looks(verbs: Verbs) -> None:
    item(verbs.add("show", "looking:show", _("all that is known of it")))
    find = verbs.add("find", "finding:find", _("what is on the shelves"))
    find.add_argument("words", nargs="*", type=values.line, metavar=_("WORD"))
    find.add_argument(
        "--material", default="", metavar=_("MATERIAL"), help=_("of this material and its kinds")
    )
    find.add_argument("--near", action="store_true", help=_("in the copies of other spaces, too"))
    _fits(find)
    history = verbs.add("history", "looking:history", _("what was done, newest first"))
    history.add_argument("code", nargs="?", metavar=_("CODE"), help=_("to this item alone"))
    history.add_argument("--limit", type=values.count, default=20, metavar=_("NUMBER"))
    shelves = verbs.add("shelves", "looking:shelves", _("the shelves"))
    add = Verbs(shelves).add("add", "stocking:add_shelf", _("name a new shelf"))
    add.add_argument("name", type=values.name, metavar=_("NAME"))
    add.add_argument("--code", metavar=_("CODE"), help=_("of a label that is printed already"))
    materials = verbs.add("materials", "looking:materials", _("the materials"))
    materials.add_argument("words", nargs="*", type=values.line, metavar=_("WORD"))


def _fits(find: ArgumentParser) -> None:
    add = find.add_argument
    add("--fits", type=values.need, metavar=_("SIZE"), help=_('a part such as 300x200x6, or "Ø80x3"'))
    add("--thick", type=values.thick_um, metavar=_("MM"), help=_("its thickness, or a range such as 5..7"))
    add("--grain", action="store_true", help=_("its first number lies along the grain"))
    add("--kerf", type=values.width_um, default=0, metavar=_("MM"), help=_("what a cut takes, such as 3.2"))
    add("--trim", type=values.width_um, default=0, metavar=_("MM"), help=_("lost along every edge"))
    then = find.add_mutually_exclusive_group()
    then.add_argument(
        "--take", type=values.count, metavar=_("NUMBER"), help=_("and take this one of the list")
    )
    then.add_argument(
        "--hold", type=values.count, metavar=_("NUMBER"), help=_("and hold this one of the list")
    )


def _held_too(parser: ArgumentParser) -> None:
    parser.add_argument("--held-too", action="store_true", help=_("also where it is held"))


def _amount(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--amount", type=values.amount, metavar=_("AMOUNT"), help=_('of a lot, such as 3 or "300 g"')
    )

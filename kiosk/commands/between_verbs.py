"""The verbs between spaces: requests, transfers, and copies of neighbours' stock."""

from argparse import ArgumentParser

from kiosk.commands import values
from kiosk.commands.parser import Verbs
from kiosk.language import _


def declare_between(verbs: Verbs) -> None:
    """`request`, `inbox`, `grant`, `deny`, `send`, `slip`, `arrive`, `came-back`, `accounts`, `mirror`."""
    request = verbs.add("request", "between:request", _("ask another space to keep something"))
    _item(request)
    _space(request, "--space", needed=True)
    _amount(request)
    verbs.add("inbox", "between:inbox", _("what other spaces told this one"))
    for name, text in (("grant", _("keep what a space asked for")), ("deny", _("do not keep it"))):
        verb = verbs.add(name, f"between:{name}", text)
        _item(verb)
        _space(verb, "--space", needed=False)
    send = verbs.add(
        "send", "between:send", _("send a piece, or some of a lot, to another space, with a slip")
    )
    _item(send)
    _space(send, "--to", needed=True)
    _amount(send)
    send.add_argument("--held-too", action="store_true", help=_("also where it is held"))
    slip = verbs.add("slip", "between:slip", _("print the slip of what was sent once more"))
    _item(slip)
    for verb in (send, slip):
        _target(verb)
    arrive = verbs.add("arrive", "between:arrive", _("take in what came from another space"))
    arrive.add_argument("code", metavar=_("CODE"), help=_("the slip as scanned, or the code of the piece"))
    verbs.add("accounts", "accounts:accounts", _("what went to other spaces, what came, what is under way"))
    _mirror(verbs)
    _item(verbs.add("came-back", "between:came_back", _("what was sent is here again")))


def _mirror(verbs: Verbs) -> None:
    text = _("copies of neighbours' stock, to search while offline")
    mirror = Verbs(verbs.add("mirror", "", text), needed=True)
    for name, text in (("add", _("keep a copy of a space")), ("drop", _("drop a copy"))):
        verb = mirror.add(name, f"mirroring:{name}", text)
        verb.add_argument("space", type=values.space, metavar=_("SPACE"), help=_("its id at the registry"))
    mirror.add("list", "mirroring:copies", _("the copies that are kept"))
    mirror.add("refresh", "mirroring:refresh", _("fetch what changed"))


def _item(parser: ArgumentParser) -> None:
    parser.add_argument("code", metavar=_("CODE"))


def _amount(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--amount", type=values.amount, metavar=_("AMOUNT"), help=_('of a lot, such as 3 or "300 g"')
    )


def _space(parser: ArgumentParser, name: str, *, needed: bool) -> None:
    parser.add_argument(
        name, type=values.space, required=needed, metavar=_("SPACE"), help=_("its id at the registry")
    )


def _target(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--output", type=values.file, metavar=_("FILE"), help=_("a .pdf, .png, .svg or .zpl file")
    )
    parser.add_argument("--printer", default="", metavar=_("NAME"), help=_("see: kiosk labels printers"))

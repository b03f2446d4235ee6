"""The verbs that make labels."""

from argparse import ArgumentParser

from kiosk.commands import values
from kiosk.commands.parser import Verbs
from kiosk.language import _


def declare_labels(verbs: Verbs) -> None:
    """`labels print|blanks|shelves|commands|…`."""
    labels = Verbs(verbs.add("labels", "", _("labels, as files or on a printer")), needed=True)
    _printed(labels)
    _issued(labels)
    _looked_at(labels)
    _on_their_way(labels)


def _printed(labels: Verbs) -> None:
    single = labels.add("print", "labelling:print_labels", _("the labels of items, shelves or blanks"))
    single.add_argument("codes", nargs="+", metavar=_("CODE"))
    _everything(single)
    sheet = labels.add(
        "sheet", "labelling:sheet", _("labels on a sheet; without codes, those that are out of date")
    )
    sheet.add_argument("codes", nargs="*", metavar=_("CODE"))
    _everything(sheet)
    shelves = labels.add("shelves", "labelling:shelves", _("the labels of all shelves, or of some"))
    shelves.add_argument("shelves", nargs="*", metavar=_("SHELF"), help=_("its code or its name"))
    _everything(shelves)
    notices = labels.add("notices", "labelling:notices", _("notices that a shelf will be cleared away"))
    notices.add_argument("codes", nargs="+", metavar=_("CODE"))
    notices.add_argument(
        "--day", type=values.day, required=True, metavar=_("DAY"), help=_("such as 2026-12-31")
    )
    _everything(notices)


def _issued(labels: Verbs) -> None:
    blanks = labels.add("blanks", "labelling:blanks", _("new labels for what is yet to come"))
    badges = labels.add("badges", "labelling:badges", _("new badges for makers; no name stands on them"))
    for verb, usual in ((blanks, 24), (badges, 1)):
        verb.add_argument("--count", type=values.count, default=usual, metavar=_("NUMBER"))
        _everything(verb)
    commands = labels.add("commands", "labelling:commands", _("a page of what the kiosk can do, to scan"))
    commands.add_argument("--materials", action="store_true", help=_("every material too"))
    _target(commands)
    _target(labels.add("demo", "labelling:demo", _("a page of codes to try the kiosk with")))


def _looked_at(labels: Verbs) -> None:
    preview = labels.add("preview", "label_looks:preview", _("a look at a label"))
    preview.add_argument("code", metavar=_("CODE"))
    _everything(preview)
    check = labels.add("check", "label_looks:check", _("what two readers read in pictures"))
    check.add_argument("pictures", nargs="+", type=values.file, metavar=_("PICTURE"))
    formats = labels.add("formats", "label_looks:formats", _("the papers that are known by name"))
    formats.add_argument("words", nargs="*", type=values.line, metavar=_("WORD"))
    templates = labels.add("templates", "label_looks:templates", _("what stands on labels, as files"))
    templates.add_argument(
        "--write",
        choices=("piece", "lot", "blank", "command", "shelf", "badge", "transfer", "clearing"),
        help=_("begin an own one of this kind"),
    )


def _on_their_way(labels: Verbs) -> None:
    printers = labels.add("printers", "print_queue:printers", _("the printers and how they are"))
    among = Verbs(printers)
    _described(among.add("add", "print_queue:add", _("describe a printer")))
    among.add("remove", "print_queue:remove", _("forget a printer")).add_argument("name", metavar=_("NAME"))
    _calibrated(among.add("calibrate", "print_queue:calibrate", _("see how far a printer is off")))
    queue = labels.add("queue", "print_queue:queue", _("what became of labels"))
    queue.add_argument("--limit", type=values.count, default=20, metavar=_("NUMBER"))
    jobs = Verbs(queue)
    again = jobs.add("again", "print_queue:again", _("print a job once more; without a number, the last"))
    again.add_argument("number", nargs="?", type=values.count, metavar=_("NUMBER"))
    for name, text in (("resume", _("go on with one that stopped")), ("cancel", _("send no more of one"))):
        jobs.add(name, f"print_queue:{name}", text).add_argument(
            "number", type=values.count, metavar=_("NUMBER")
        )


def _described(parser: ArgumentParser) -> None:
    add = parser.add_argument
    add("name", metavar=_("NAME"))
    address = _("cups:NAME, tcp://HOST:PORT or a device such as /dev/usb/lp0")
    add("--address", required=True, type=values.name, metavar=_("ADDRESS"), help=address)
    add("--language", choices=("pdf", "zpl", "brother", "escpos"), default="pdf")
    add(
        "--format",
        type=values.line,
        metavar=_("FORMAT"),
        help=_("the paper in it; see: kiosk labels formats"),
    )
    add("--dpi", type=values.number, default=0, metavar=_("NUMBER"))
    add(
        "--model", type=values.line, default="", metavar=_("MODEL"), help=_("of a Brother, such as QL-820NWB")
    )
    add("--turned", action="store_true", help=_("labels lie across a narrow roll"))
    add("--length", type=values.length_um, default=0, metavar=_("MM"), help=_("of a label on endless tape"))


def _calibrated(parser: ArgumentParser) -> None:
    add = parser.add_argument
    add("name", metavar=_("NAME"))
    add(
        "--right",
        type=values.length_um,
        metavar=_("MM"),
        help=_("print further right by so much, such as -1.5"),
    )
    add("--down", type=values.length_um, metavar=_("MM"), help=_("print further down by so much"))
    add("--more", action="store_true", help=_("beside what was noted before"))
    add("--format", type=values.line, metavar=_("FORMAT"), help=_("for this paper"))
    add("--output", type=values.label_file, metavar=_("FILE"))
    parser.set_defaults(printer="", skip=0)


def _everything(parser: ArgumentParser) -> None:
    _target(parser)
    add = parser.add_argument
    add("--template", default="", type=values.line, metavar=_("NAME"), help=_("see: kiosk labels templates"))
    add("--format", type=values.line, metavar=_("FORMAT"), help=_("the paper; see: kiosk labels formats"))
    add("--skip", type=values.number, default=0, metavar=_("NUMBER"), help=_("places used already"))


def _target(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--output", type=values.label_file, metavar=_("FILE"), help=_("a .pdf, .png, .svg or .zpl file")
    )
    parser.add_argument("--printer", default="", metavar=_("NAME"), help=_("see: kiosk labels printers"))

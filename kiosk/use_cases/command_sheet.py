"""The command sheet: everything the kiosk can be told, as codes to scan."""

from collections.abc import Iterable, Sequence

from kiosk.kiosk import Kiosk
from kiosk.language import N_, _
from kiosk.use_cases.labels import order
from kiosk.words import COMMANDS, material_name
from labels.kinds import CommandLabel, Label
from labels.printing.order import Cards, Order
from stock.codes import LAYOUT_TEST, Command, command_code, material_code, quantity_code
from stock.materials import catalogue

COMMAND_CARD_UM = (44_000, 20_000)
"""Small enough for all commands and numbers on one side of A4, materials on the other."""
PIECE_CARD_UM = (60_000, 29_000)
Section = tuple[str, Sequence[Label]]
NUMBERS = (1, 2, 3, 4, 5, 6, 8, 10, 12, 15, 20, 25, 30, 40, 50, 100, 0)
FAVOURITES = 12
USUAL = (
    "plywood-birch",
    "mdf",
    "acrylic-cast",
    "hdf-hardboard",
    "pine",
    "oak",
    "plywood-poplar",
    "polycarbonate",
    "pp",
    "aluminium-sheet",
    "steel-mild",
    "cardboard-corrugated",
)
HINTS = {
    Command.TAKE: N_("a piece, or some of a lot"),
    Command.RECEIVE: N_("something new"),
    Command.FIND: N_("by words or size"),
    Command.CUT: N_("what is left gets a label"),
    Command.RETURN: N_("bring it back"),
    Command.MOVE: N_("to a shelf"),
    Command.COUNT: N_("how many there are"),
    Command.DISCARD: N_("throw it away"),
    Command.HOLD: N_("keep it for me"),
    Command.SHOW: N_("all about it"),
    Command.LABEL: N_("print it again"),
    Command.UNDO: N_("take the last thing back"),
    Command.DONE: N_("that was all"),
    Command.YES: N_("go on"),
    Command.NEXT: N_("the next page"),
    Command.BACK: N_("start again"),
    Command.DONATION: N_("where it is from"),
    Command.OFFCUT: N_("where it is from"),
    Command.BOUGHT: N_("where it is from"),
    Command.NEST: N_("parts, planned over the shelf"),
    Command.PLANS: N_("what is still to be cut"),
    Command.OUTLINE: N_("of what is no rectangle"),
}


def command_sheet(kiosk: Kiosk, *, all_materials: bool = False) -> Order:
    """Pages of commands, numbers and the materials that the space has most of, or all there are."""
    sections: list[Section] = [
        (_("Commands"), command_labels(Command)),
        (_("Numbers"), [CommandLabel(quantity_code(number), str(number)) for number in NUMBERS]),
        (_("Materials"), material_labels(kiosk, all_materials=all_materials)),
        (_("Is the scanner set up?"), [CommandLabel(LAYOUT_TEST, _("Scanner test"))]),
    ]
    return card_order(kiosk, _("Scan to tell the kiosk"), sections, "commands.pdf", COMMAND_CARD_UM)


def material_labels(kiosk: Kiosk, *, all_materials: bool = False) -> list[Label]:
    """A card a material: all of them, or those that the space has most of, then the usual ones."""
    slugs = [material.slug for material in catalogue().all()] if all_materials else favourites(kiosk)
    found = [material for slug in slugs if (material := catalogue().get(slug))]
    return [CommandLabel(material_code(m.number), material_name(m.slug)) for m in found]


def favourites(kiosk: Kiosk) -> list[str]:
    """The materials of which there are most items here, and, where those are few, usual ones."""
    with kiosk.ledger.reading() as reading:
        most = reading.common_materials(FAVOURITES)
    return list(dict.fromkeys((*most, *USUAL)))[:FAVOURITES]


def command_labels(commands: Iterable[Command]) -> list[Label]:
    """A card a command."""
    return [
        CommandLabel(
            command_code(command), _(COMMANDS[command]), _(HINTS[command]) if command in HINTS else ""
        )
        for command in commands
    ]


def card_order(
    kiosk: Kiosk, title: str, sections: Iterable[Section], file: str, card_um: tuple[int, int]
) -> Order:
    """Labels under headings, as cards to laminate."""
    found = [(heading, labels) for heading, labels in sections if labels]
    labels = tuple(label for _heading, part in found for label in part)
    headings = tuple((heading, len(part)) for heading, part in found)
    return order(kiosk.settings, title, labels, file, Cards(headings, *card_um))

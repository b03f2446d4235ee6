"""The command sheet: everything the kiosk can be told, as codes to scan."""

from collections.abc import Iterable, Sequence

from kiosk.language import N_, _
from kiosk.printing import Cards, Job
from kiosk.use_cases.labels import Target
from kiosk.words import COMMANDS, material_name
from labels.kinds import CommandLabel, Label
from stock.codes import Command, command_code, material_code, quantity_code
from stock.materials import catalogue

COMMAND_CARD_UM = (60_000, 24_000)
PIECE_CARD_UM = (60_000, 29_000)
Section = tuple[str, Sequence[Label]]
NUMBERS = (1, 2, 3, 4, 5, 6, 8, 10, 12, 15, 20, 25, 30, 40, 50, 100, 0)
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
}


def command_sheet(target: Target, *, materials: bool = False) -> Job:
    """Pages of commands and numbers, and of every material where that is asked for."""
    sections: list[Section] = [
        (_("Commands"), command_labels(Command)),
        (_("Numbers"), [CommandLabel(quantity_code(number), str(number)) for number in NUMBERS]),
    ]
    if materials:
        named = [CommandLabel(material_code(m.number), material_name(m.slug)) for m in catalogue().all()]
        sections.append((_("Materials"), named))
    return card_job(_("Scan to tell the kiosk"), sections, target, COMMAND_CARD_UM)


def command_labels(commands: Iterable[Command]) -> list[Label]:
    """A card a command."""
    return [
        CommandLabel(
            command_code(command), _(COMMANDS[command]), _(HINTS[command]) if command in HINTS else ""
        )
        for command in commands
    ]


def card_job(
    title: str, sections: Iterable[Section], target: Target, card_um: tuple[int, int] = PIECE_CARD_UM
) -> Job:
    """Labels under headings, as cards to laminate."""
    found = [(heading, labels) for heading, labels in sections if labels]
    labels = tuple(label for _heading, part in found for label in part)
    headings = tuple((heading, len(part)) for heading, part in found)
    return Job(title, labels, card_um[0], card_um[1], Cards(headings), target)

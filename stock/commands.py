"""The verbs that can be scanned from a command sheet."""

from enum import StrEnum


class Command(StrEnum):
    """A verb on a command label; the number in its code is its place in `COMMAND_NUMBERS`."""

    TAKE = "take"
    RECEIVE = "receive"
    FIND = "find"
    CUT = "cut"
    RETURN = "return"
    MOVE = "move"
    COUNT = "count"
    DISCARD = "discard"
    HOLD = "hold"
    SHOW = "show"
    LABEL = "label"
    UNDO = "undo"
    DONE = "done"
    YES = "yes"
    HELP = "help"
    STAFF = "staff"
    LANGUAGE = "language"
    THEME = "theme"
    NEXT = "next"
    BACK = "back"
    DONATION = "donation"
    OFFCUT = "offcut"
    BOUGHT = "bought"
    NEST = "nest"
    PLANS = "plans"
    OUTLINE = "outline"


COMMAND_NUMBERS = {command: number for number, command in enumerate(Command, start=1)}
"""Printed on laminated sheets: members are only ever added, and at the end."""

COMMANDS = {number: command for command, number in COMMAND_NUMBERS.items()}

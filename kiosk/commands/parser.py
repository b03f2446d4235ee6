"""One level of the command line's grammar: argparse in the kiosk's language, whose errors are values."""

import argparse
from argparse import SUPPRESS
from pathlib import Path
from typing import Any, NoReturn

from kiosk.commands.said import Exit, Failed
from kiosk.language import _


class Usage(Exception):
    """The command line is not one of ours; `usage` is how it should look."""

    def __init__(self, sentence: str, usage: str = "") -> None:
        super().__init__(sentence)
        self.usage = usage
        self.failed = Failed("usage", sentence, code=Exit.USAGE)


class Parser(argparse.ArgumentParser):
    """One level of the grammar."""

    def error(self, message: str) -> NoReturn:
        """Raise Usage instead of leaving the program."""
        raise Usage(message, self.format_usage())


class Verbs:
    """Adds verbs to one level of the grammar."""

    def __init__(self, parser: argparse.ArgumentParser, *, needed: bool = False) -> None:
        self._added = parser.add_subparsers(
            metavar=_("VERB"), title=_("verbs"), parser_class=Parser, required=needed
        )

    def add(self, name: str, run: str, text: str) -> argparse.ArgumentParser:
        """A verb, carried out by `module:function` of this package; "" where only its own verbs are."""
        parser = self._added.add_parser(name, help=text, description=text, allow_abbrev=False)
        add_common(parser)
        if run:
            parser.set_defaults(run=run)
        return parser


def add_common(parser: argparse.ArgumentParser) -> None:
    """Options that every level knows: they may stand before and after the verb."""
    group = parser.add_argument_group(_("everywhere"))
    group.add_argument("--json", action="store_true", default=SUPPRESS, help=_("answer in JSON"))
    named: dict[str, Any] = {"metavar": _("FILE"), "default": SUPPRESS, "type": Path}
    group.add_argument("--db", dest="database", help=_("the database to work with"), **named)
    group.add_argument("--demo", action="store_true", default=SUPPRESS, help=_("the demo's database"))

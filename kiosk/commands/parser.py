"""The command line's grammar: argparse in the kiosk's language, whose errors are values."""

import argparse
import gettext
import os
from argparse import SUPPRESS, Namespace
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any, NoReturn

from kiosk.commands.said import Exit, Failed
from kiosk.language import DOMAIN, LOCALES, _, spoken
from kiosk.places import default_database


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


@dataclass(frozen=True, slots=True)
class Given:
    """What must be known before the rest is read: which database, and so which language."""

    database: Path
    demo: bool


class Verbs:
    """Adds verbs to one level of the grammar."""

    def __init__(self, parser: argparse.ArgumentParser, *, needed: bool = False) -> None:
        self._added = parser.add_subparsers(
            metavar=_("VERB"), title=_("verbs"), parser_class=Parser, required=needed
        )

    def add(self, name: str, run: str, text: str) -> argparse.ArgumentParser:
        """A verb, carried out by `module:function` of this package; "" where only its own verbs are."""
        parser = self._added.add_parser(name, help=text, description=text, allow_abbrev=False)
        _add_common(parser)
        if run:
            parser.set_defaults(run=run)
        return parser


def given_options(typed: Sequence[str]) -> Given:
    """The database that the command line names, wherever in it."""
    demo = "--demo" in typed
    named = list(_values_of("--db", typed))
    return Given(Path(named[-1]) if named else default_database(demo=demo), demo)


def parse(typed: Sequence[str], given: Given) -> Namespace | None:
    """The arguments, with `run` None where no verb is named; None where help was shown. Raises Usage."""
    _translate_argparse()
    try:
        arguments = _grammar().parse_args(typed)
    except SystemExit:
        return None
    for name, value in {"run": None, "json": False, "database": given.database, "demo": given.demo}.items():
        if not hasattr(arguments, name):
            setattr(arguments, name, value)
    return arguments


def _grammar() -> Parser:
    from kiosk.commands.verbs import declare

    parser = Parser(prog="kiosk", description=_("Without a verb, the kiosk opens on this terminal."))
    number = version("makerspace-kiosk")
    parser.add_argument("--version", action="version", version=number, help=_("show the version"))
    _add_common(parser)
    declare(Verbs(parser))
    return parser


def _add_common(parser: argparse.ArgumentParser) -> None:
    """Options that every level knows: they may stand before and after the verb."""
    group = parser.add_argument_group(_("everywhere"))
    group.add_argument("--json", action="store_true", default=SUPPRESS, help=_("answer in JSON"))
    named: dict[str, Any] = {"metavar": _("FILE"), "default": SUPPRESS, "type": Path}
    group.add_argument("--db", dest="database", help=_("the database to work with"), **named)
    group.add_argument("--demo", action="store_true", default=SUPPRESS, help=_("the demo's database"))


def _values_of(option: str, typed: Sequence[str]) -> Iterator[str]:
    for before, text in zip(("", *typed), typed, strict=False):
        if before == option:
            yield text
        elif text.startswith(option + "="):
            yield text.partition("=")[2]


def _translate_argparse() -> None:
    """argparse asks the program's own gettext domain, in the language that the environment names."""
    os.environ["LANGUAGE"] = spoken()
    gettext.bindtextdomain(DOMAIN, str(LOCALES))
    gettext.textdomain(DOMAIN)

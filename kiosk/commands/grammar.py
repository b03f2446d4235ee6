"""The whole command line: every verb, and what must be known before one is read."""

import gettext
import os
from argparse import Namespace
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from kiosk.commands.parser import Parser, Verbs, add_common
from kiosk.commands.verbs import declare
from kiosk.language import DOMAIN, LOCALES, _, spoken
from kiosk.places import default_database


@dataclass(frozen=True, slots=True)
class Given:
    """What must be known before the rest is read: which database, and so which language."""

    database: Path
    demo: bool


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
    parser = Parser(prog="kiosk", description=_("Without a verb, the kiosk opens on this terminal."))
    number = version("makerspace-kiosk")
    parser.add_argument("--version", action="version", version=number, help=_("show the version"))
    add_common(parser)
    declare(Verbs(parser))
    return parser


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

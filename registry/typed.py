"""What an administrator types, read at the door. All raise ArgumentTypeError."""

import argparse
import re
from zoneinfo import ZoneInfo

from registry.language import _
from stock.plain import shown

LONGEST_NAME = 60


def space(text: str) -> str:
    """The id of a space."""
    if not re.fullmatch(r"[a-z0-9][a-z0-9-]{0,39}", text):
        raise argparse.ArgumentTypeError(_("a space's id has up to 40 of a-z, 0-9 and hyphens"))
    return text


def name(text: str) -> str:
    """A name goes to every kiosk, and to terminals: nothing in it may command one."""
    line = text.strip()
    if line != shown(line) or len(line) > LONGEST_NAME:
        raise argparse.ArgumentTypeError(
            _("a name is one line of up to {number} visible characters").format(number=LONGEST_NAME)
        )
    return line


def port(text: str) -> int:
    """A port."""
    if not text.isdecimal() or int(text) > 65535:
        raise argparse.ArgumentTypeError(_("a port is a number up to 65535"))
    return int(text)


def count(text: str) -> int:
    """How many, at least one."""
    if not text.isdecimal() or not 0 < int(text) < 10**9:
        raise argparse.ArgumentTypeError(_("a whole number above 0"))
    return int(text)


def zone(text: str) -> str:
    """A time zone, or ""."""
    try:
        return ZoneInfo(text).key if text else ""
    except (ValueError, OSError, KeyError) as error:
        raise argparse.ArgumentTypeError(_("a time zone is a name like Europe/Riga")) from error

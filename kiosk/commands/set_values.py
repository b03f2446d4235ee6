"""Settings on the command line: which may be set by hand, and to what."""

import re
from collections.abc import Callable, Iterable
from zoneinfo import available_timezones

from kiosk.commands.said import Exit, Failed
from kiosk.language import LANGUAGES, _
from stock.layouts import Layout
from stock.plain import shown

LONGEST = 120
_LINK = re.compile(r"https?://[0-9a-z.:/-]{1,60}/", re.IGNORECASE)


def checked(changes: Iterable[tuple[str, str]]) -> dict[str, str]:
    """The changes, each of them allowed. Raises Failed."""
    return {name: _checked(name, value) for name, value in changes}


def _checked(name: str, value: str) -> str:
    if name not in _RULES:
        names = ", ".join(_RULES)
        text = _("no setting to change: {name}. There are: {names}")
        raise _usage(text.format(name=shown(name), names=names))
    if len(value) > LONGEST or not _RULES[name](value):
        raise _usage(_("not for the setting {name}: {value}").format(name=name, value=value))
    return value


def _usage(sentence: str) -> Failed:
    return Failed("usage", sentence, code=Exit.USAGE)


def _text(_value: str) -> bool:
    return True


def _whole(least: int, most: int) -> Callable[[str], bool]:
    return lambda value: value.isascii() and value.isdecimal() and least <= int(value) <= most


def _is_theme(value: str) -> bool:
    from kiosk.themes import CONTRAST, WORKSHOP

    return value in (WORKSHOP, CONTRAST)


def _is_paper(value: str) -> bool:
    from labels.errors import FormatUnknown
    from labels.formats.catalogue import named
    from labels.formats.typed import typed_paper

    try:
        return bool(typed_paper(value) or named(value))
    except FormatUnknown:
        return False


def _is_link(value: str) -> bool:
    """Nothing, or the beginning of a link that a QR symbol holds in its densest letters."""
    return not value or bool(_LINK.fullmatch(value))


_RULES: dict[str, Callable[[str], bool]] = {
    "space_name": bool,
    "language": lambda value: value in LANGUAGES,
    "zone": lambda value: value in available_timezones(),
    "theme": _is_theme,
    "printer": _text,
    "label": _is_paper,
    "label_link": _is_link,
    "sound": _text,
    "camera": lambda value: not value or value.startswith("/dev/"),
    "layout": lambda value: value in set(Layout),
    "hold_days": _whole(1, 366),
    "idle_seconds": _whole(5, 86_400),
}
"""Settings that may be set by hand. Prefix and registry come with joining one."""

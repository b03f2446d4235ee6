"""Keyboard layouts that scanners type through: what a code looks like afterwards, and how to undo it.

A scanner in keyboard mode presses the keys of a US keyboard; the terminal reads them by its own layout.
"""

from enum import StrEnum

_US = "0123456789 /:-_?."


class Layout(StrEnum):
    """A layout whose marks the reader can undo."""

    US = "us"
    GERMAN = "de"
    FRENCH = "fr"
    LITHUANIAN = "lt"
    SWEDISH = "sv"
    DANISH = "da"
    NORWEGIAN = "no"


_TYPED = {
    Layout.GERMAN: "0123456789 -Öß?_.",
    Layout.FRENCH: "à&é\"'(-è_ç !M)°§:",
    Layout.LITHUANIAN: "“ąčęėįšųū„ /:-_?.",
    Layout.SWEDISH: "0123456789 -Ö+?_.",
    Layout.DANISH: "0123456789 -Æ+?_.",
    Layout.NORWEGIAN: "0123456789 -Ø+?_.",
}
"""What each character of `_US` turns into, in the same order (ISO/IEC 9995 national layouts)."""

_SWAPPED = {Layout.GERMAN: ("yzYZ", "zyZY"), Layout.FRENCH: ("aqwzAQWZ", "qazwQAZW")}
LAYOUTS = tuple(_TYPED)


def tangle(text: str, layout: Layout) -> str:
    """What the layout makes of a text that a scanner types."""
    return text.translate(_THERE[layout]) if layout in _THERE else text


def untangle(text: str, layout: Layout) -> str | None:
    """The text as the scanner meant it, had it come through this layout; None where it cannot have.

    A French keyboard never types a 5 without Shift: a text with a 5 is not read as French, or `BN-1024578`
    would become a code of ours.
    """
    if not _IMPOSSIBLE[layout].isdisjoint(text):
        return None
    return text.translate(_BACK[layout])


def learn(test: str, typed: str) -> Layout | None:
    """Which layout turned the test text into what was typed; None when it is not the test text."""
    if typed.upper() == test.upper():
        return Layout.US
    return next((layout for layout in LAYOUTS if tangle(test, layout).upper() == typed.upper()), None)


def _there(layout: Layout) -> dict[int, str]:
    swapped = str.maketrans(*_SWAPPED.get(layout, ("", "")))
    return {key: chr(to) for key, to in swapped.items()} | dict(
        zip(map(ord, _US), _TYPED[layout], strict=True)
    )


def _back(layout: Layout) -> dict[int, str]:
    """Either case, since Caps Lock may be on."""
    typed = {to: chr(key) for key, to in _THERE[layout].items()}
    either = {case: us for to, us in typed.items() for case in (to.lower(), to.upper()) if len(case) == 1}
    return {ord(to): us for to, us in (either | typed).items()}


_THERE = {layout: _there(layout) for layout in LAYOUTS}
_BACK = {layout: _back(layout) for layout in LAYOUTS}
_IMPOSSIBLE = {layout: {us for us in _US if ord(us) not in _BACK[layout]} for layout in LAYOUTS}

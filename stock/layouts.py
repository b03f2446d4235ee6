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


def _table(layout: Layout) -> dict[int, str]:
    pairs = list(zip(_US, _TYPED[layout], strict=True))
    swapped = str.maketrans(*_SWAPPED.get(layout, ("", "")))
    either_case = {
        ord(case): us for us, typed in pairs for case in (typed.lower(), typed.upper()) if len(case) == 1
    }
    return swapped | either_case | {ord(typed): us for us, typed in pairs}


_TABLES = {layout: _table(layout) for layout in LAYOUTS}


def untangle(text: str, layout: Layout) -> str:
    """The text as the scanner meant it, had it come through this layout."""
    return text.translate(_TABLES[layout]) if layout in _TABLES else text


def learn(test: str, typed: str) -> Layout | None:
    """Which layout turned the test text into what was typed; None when it is not the test text."""
    if typed.upper() == test.upper():
        return Layout.US
    return next((layout for layout in LAYOUTS if _tangled(test, layout).upper() == typed.upper()), None)


def _tangled(text: str, layout: Layout) -> str:
    there = str.maketrans(_US, _TYPED[layout])
    return text.translate(there | str.maketrans(*_SWAPPED.get(layout, ("", ""))))

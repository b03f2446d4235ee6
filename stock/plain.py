"""Text from outside without the characters that command a terminal or hide from the eye."""

import unicodedata

_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
_SPACES = str.maketrans("\t\n\r", "   ")
GROUP_SEPARATOR = "\x1d"


def plain(text: str) -> str:
    """The text without control, bidirectional, zero-width and unassigned characters.

    Tabs and line breaks become spaces; the GS1 group separator stays, for `stock.codes.read` to look at.
    """
    spaced = text.translate(_SPACES)
    if spaced.isascii() and spaced.isprintable():
        return spaced
    return "".join(c for c in spaced if c == GROUP_SEPARATOR or unicodedata.category(c) not in _UNSEEN)


def shown(text: str) -> str:
    """The text as it may be put on a screen or a label: `plain`, and without group separators."""
    return plain(text).replace(GROUP_SEPARATOR, " ")

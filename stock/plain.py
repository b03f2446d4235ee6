"""Text from outside without the characters that command a terminal or hide from the eye."""

import unicodedata

_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
GROUP_SEPARATOR = "\x1d"


def plain(text: str) -> str:
    """The text without control, bidirectional, zero-width and unassigned characters.

    Tabs and line breaks become spaces; the GS1 group separator is kept only where `read` looks for it.
    """
    spaced = text.replace("\t", " ").replace("\n", " ").replace("\r", " ")
    if spaced.isascii() and spaced.isprintable():
        return spaced
    return "".join(c for c in spaced if c == GROUP_SEPARATOR or unicodedata.category(c) not in _UNSEEN)


def shown(text: str) -> str:
    """The text as it may be put on a screen or a label: `plain`, and without group separators."""
    return plain(text).replace(GROUP_SEPARATOR, " ")

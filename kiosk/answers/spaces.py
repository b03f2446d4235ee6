"""What is said of the id of a space that nobody knows, or that nobody checked."""

from collections.abc import Sequence

from kiosk.language import _


def no_space_sentence(space: str, known: Sequence[str], most: int) -> str:
    """There is no such space; the sentence names those that there are, or the first of them."""
    listed = ", ".join(known[:most]) + (" …" if len(known) > most else "")
    sentence = _("There is no space {space} at the registry. There are: {spaces}")
    return sentence.format(space=space, spaces=listed)


def unchecked_sentence(space: str) -> str:
    """The registry was not there to be asked."""
    text = _("The registry cannot be reached: nobody checked that there is a space {space}.")
    return text.format(space=space)

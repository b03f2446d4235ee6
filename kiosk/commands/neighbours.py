"""The id of another space, as it is typed at a shell: is there such a space?"""

from argparse import Namespace
from collections.abc import Sequence

from kiosk.commands.said import Failed
from kiosk.commands.syncing import secrets_of
from kiosk.kiosk import Kiosk
from kiosk.language import _
from kiosk.use_cases.mirror import copies
from kiosk.use_cases.token import registration
from sync.client import Client, Registration
from sync.errors import SyncError
from sync.mirror import space_ids

ASKING_SECONDS = 5.0
"""So long a command waits for a registry that does not answer, before it goes on without."""
_SHOWN = 20


def checked(kiosk: Kiosk, arguments: Namespace, space: str) -> tuple[str, ...]:
    """Nothing for a space that there is, and a note where nobody can be asked. One that nobody knows would
    never hear of it: raises Failed."""
    enrolled = registration(kiosk.settings, secrets_of(arguments))
    if enrolled is None or space in (enrolled.space, *(copy.space for copy in copies(kiosk))):
        return ()
    try:
        known = _asked(enrolled)
    except SyncError:
        text = _("The registry cannot be reached: nobody checked that there is a space {space}.")
        return (text.format(space=space),)
    if space not in known:
        raise no_space(space, known)
    return ()


def no_space(space: str, known: Sequence[str]) -> Failed:
    """There is no such space; the sentence names those that there are, or the first of them."""
    listed = ", ".join(known[:_SHOWN]) + (" …" if len(known) > _SHOWN else "")
    sentence = _("There is no space {space} at the registry. There are: {spaces}")
    return Failed(
        "no-space", sentence.format(space=space, spaces=listed), {"space": space, "spaces": list(known)}
    )


def _asked(enrolled: Registration) -> list[str]:
    with Client(enrolled, ASKING_SECONDS) as client:
        return space_ids(client)

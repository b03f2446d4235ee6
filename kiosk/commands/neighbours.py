"""The id of another space, as it is typed at a shell: is there such a space?"""

from argparse import Namespace

from kiosk.answers.spaces import no_space_sentence, unchecked_sentence
from kiosk.commands.said import Failed
from kiosk.commands.syncing import secrets_of
from kiosk.kiosk import Kiosk
from kiosk.use_cases.check_space import NoSpace, Unchecked, check_space

_SHOWN = 20


def checked(kiosk: Kiosk, arguments: Namespace, space: str) -> tuple[str, ...]:
    """Nothing for a space that there is, and a note where nobody can be asked. One that nobody knows would
    never hear of it: raises Failed."""
    match check_space(kiosk, secrets_of(arguments), space):
        case None:
            return ()
        case Unchecked():
            return (unchecked_sentence(space),)
        case NoSpace(known):
            value = {"space": space, "spaces": list(known)}
            raise Failed("no-space", no_space_sentence(space, known, _SHOWN), value)

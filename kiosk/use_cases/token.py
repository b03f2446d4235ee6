"""The registry token: shown at every round, and changed for a new one by itself.

At every moment one of the tokens in the file opens the space. The registry takes the present token until the
new one was used once; the new one is kept before it is used, and the present one beside it. So whatever ends
between two steps, what is in the file works: before the answer was kept, the present token; after that, both,
until the new one was used. Two processes that change it at once keep one new token between them.
"""

from contextlib import suppress
from datetime import UTC, datetime, timedelta

from kiosk.settings import Secrets, Settings
from sync.asking import further_token, index
from sync.client import Client, Registration
from sync.errors import NotARegistry, Refused, SyncError, Unavailable

TOKEN, EARLIER, SINCE, TRIED = "token", "token_before", "token_since", "token_tried"
REFUSED = "token_refused"
LONGEST = timedelta(days=30)


def registration(settings: Settings, secrets: Secrets) -> Registration | None:
    """Where this kiosk is enrolled; None where it has joined no registry, or its token is lost."""
    token, earlier = secrets.get(TOKEN), secrets.get(EARLIER)
    if not (settings.registry_url and settings.registry_space and token):
        return None
    return Registration(settings.registry_url, settings.registry_space, token, earlier)


def keep_token(secrets: Secrets, token: str) -> None:
    """Keep the token that a registry granted with an enrolment: every other one has ended."""
    secrets.change({TOKEN: token, EARLIER: "", SINCE: _now().isoformat(), TRIED: "", REFUSED: ""})


def note_refused(secrets: Secrets, *, refused: bool) -> None:
    """Keep since when the registry knows the token no more, for whoever asks before the next round. A note
    that cannot be kept is none the less true at the next one."""
    if refused == bool(secrets.get(REFUSED)):
        return
    with suppress(OSError):
        secrets.set(REFUSED, _now().isoformat() if refused else "")


def refused_since(secrets: Secrets) -> str:
    """Since when the registry knows the token no more (UTC); "" where it does."""
    return secrets.get(REFUSED)


def token_since(secrets: Secrets) -> str:
    """When the token was granted (UTC); "" for one of an earlier version of this program."""
    return secrets.get(SINCE)


def renew(secrets: Secrets, enrolled: Registration, client: Client) -> None:
    """Change the token now, and end the one before it. Raises SyncError and OSError, and then the present one
    still works."""
    new = further_token(client)
    values = {TOKEN: new, EARLIER: client.token, SINCE: _now().isoformat(), TRIED: ""}
    if secrets.change(values, where={TOKEN: enrolled.token}):
        client.show(new)
        index(client, "", limit=1)


def renew_when_old(secrets: Secrets, enrolled: Registration, client: Client) -> None:
    """Change a token that is old, or that the registry knows no more. It can wait: what fails is tried again,
    and once a day where the registry will not."""
    if not (_is_old(secrets) or client.token != enrolled.token) or secrets.get(TRIED) == _today():
        return
    with suppress(SyncError, OSError):
        try:
            renew(secrets, enrolled, client)
        except Unavailable:
            raise
        except (Refused, NotARegistry):
            secrets.set(TRIED, _today())


def _is_old(secrets: Secrets) -> bool:
    """A clock that was wrong makes a token older, never younger."""
    try:
        return abs(_now() - datetime.fromisoformat(secrets.get(SINCE))) >= LONGEST
    except (ValueError, TypeError):
        return True


def _today() -> str:
    return _now().date().isoformat()


def _now() -> datetime:
    return datetime.now(UTC).replace(microsecond=0)

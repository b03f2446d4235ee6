"""Join: a registry takes this kiosk in, and grants the prefix of its new codes. Old codes stay valid."""

from dataclasses import replace

from kiosk.kiosk import Kiosk
from kiosk.settings import Secrets
from kiosk.start import change_settings
from kiosk.use_cases.token import keep_token
from sync.push import Joined
from sync.push import join as ask
from sync.states import Delay
from sync.uncompared import note_uncompared


def join(
    kiosk: Kiosk, secrets: Secrets, url: str, code: str, *, as_another: bool = False, moves: bool = False
) -> Kiosk:
    """The kiosk as it is after joining: the one it was, or another one, in its own space, or where it moves
    with all that it has. The token is kept first, as a code is good once. Raises SyncError."""
    earlier = "" if as_another else kiosk.settings.kiosk_id
    joined = ask(url, code, earlier, space=None if moves else kiosk.settings.registry_space or None)
    keep_token(secrets, joined.token)
    settings = change_settings(kiosk.ledger, kiosk.settings, _granted(kiosk, joined))
    note_uncompared(kiosk.ledger, Delay.UNCOMPARED)
    return replace(kiosk, settings=settings)


def _granted(kiosk: Kiosk, joined: Joined) -> dict[str, str]:
    return {
        "registry_url": joined.url,
        "registry_space": joined.space,
        "kiosk_id": joined.kiosk,
        "prefix": joined.prefix,
        "first": joined.first,
        "space_name": kiosk.settings.space_name or joined.space_name,
    }

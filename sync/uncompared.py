"""Since when the registry has every event and its stock is not compared: kept in the kiosk's settings."""

from ledger.ledger import Ledger
from sync.states import Delay, Uncompared

_SETTING = "sync_uncompared"


def uncompared(ledger: Ledger) -> Uncompared | None:
    """What the last round that sent everything left open; None where both sides were found equal."""
    with ledger.reading() as stock:
        why, _, since = stock.settings().get(_SETTING, "").partition(" ")
    return Uncompared(Delay[why], since) if why in Delay.__members__ else None


def note_uncompared(ledger: Ledger, why: Delay | None) -> Uncompared | None:
    """Keep what a round left open, and since when. A round that finds it as it was writes nothing."""
    kept = uncompared(ledger)
    if why is (kept.why if kept else None):
        return kept
    now = Uncompared(why, kept.since if kept else ledger.source.now()) if why else None
    with ledger.transaction() as change:
        change.set(**{_SETTING: f"{now.why.name} {now.since}" if now else ""})
    return now

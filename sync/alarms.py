"""What happened and a person should see: kept in the kiosk's settings until they have seen it."""

import json

from ledger.ledger import Ledger
from sync.states import Trouble, TroubleKind

_SETTING = "sync_alarms"
_MOST = 20


def alarms(ledger: Ledger) -> tuple[Trouble, ...]:
    """What nobody has seen yet, the oldest first."""
    with ledger.reading() as stock:
        text = stock.settings().get(_SETTING, "")
    found = json.loads(text) if text else []
    return tuple(Trouble(TroubleKind(kind), log, seq, reason) for kind, log, seq, reason in found)


def raise_alarm(ledger: Ledger, trouble: Trouble) -> None:
    """Keep one more, unless it is kept already; the newest are kept."""
    kept = alarms(ledger)
    if trouble not in kept:
        _write(ledger, (*kept, trouble)[-_MOST:])


def settle(ledger: Ledger) -> None:
    """A person has seen them all."""
    if alarms(ledger):
        _write(ledger, ())


def _write(ledger: Ledger, kept: tuple[Trouble, ...]) -> None:
    values = [(trouble.kind.value, trouble.log, trouble.seq, trouble.reason) for trouble in kept]
    with ledger.transaction() as change:
        change.set(**{_SETTING: json.dumps(values)})

"""The line to the registry: a worker in the background, and what the status bar says of it."""

import secrets as chance
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, assert_never

from kiosk.kiosk import Kiosk
from kiosk.language import _, _n
from kiosk.settings import Secrets
from kiosk.widgets.spans import Role, Span

if TYPE_CHECKING:
    from sync.worker import Worker

_OLD = timedelta(days=1)


class RegistryLine:
    """See `SyncLine`. A kiosk that has joined no registry loads nothing of what speaks to one."""

    def __init__(self, secrets: Secrets, changed: Callable[[], None]) -> None:
        self._secrets, self._changed = secrets, changed
        self._kiosk: Kiosk | None = None
        self._worker: Worker | None = None

    def follow(self, kiosk: Kiosk) -> None:
        """See `SyncLine`."""
        self._kiosk = kiosk
        if self._worker is None and kiosk.settings.registry_url:
            self._worker = self._begun(kiosk)

    def nudge(self) -> None:
        """See `SyncLine`."""
        if self._worker:
            self._worker.nudge()

    def note(self, unsynced: int) -> Span | None:
        """See `SyncLine`."""
        return _note(self._worker, unsynced) if self._worker else Span(_("no registry"))

    def close(self) -> None:
        """See `SyncLine`."""
        if self._worker:
            self._worker.stop()

    def _begun(self, kiosk: Kiosk) -> "Worker":
        from kiosk.use_cases.push import push_and_follow
        from ledger.outbox import unsent
        from sync.worker import Worker

        worker = Worker(
            push=lambda: push_and_follow(self._kiosk or kiosk, self._secrets),
            unsent=lambda: unsent(kiosk.ledger),
            now=lambda: datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z"),
            chance=chance.SystemRandom().random,
            on_change=lambda _state: self._changed(),
        )
        worker.start()
        return worker


def _note(worker: "Worker", unsynced: int) -> Span:
    from sync.states import Delay, NeedsPerson, NeverJoined, Unknown, Verified, Waiting

    match worker.state:
        case NeverJoined():
            return Span(_("no registry"))
        case Unknown():
            return _unsent(unsynced) if unsynced else Span(_("asking the registry"))
        case Verified():
            return _unsent(unsynced) if unsynced else Span(_("✔ registry has it all"))
        case Waiting(Delay.UNCOMPARED | Delay.OTHER_FOLD, 0, since) if not unsynced:
            return _waiting(_("sent, not compared yet"), since)
        case Waiting(_why, events, since):
            return _waiting(_unsent(max(events, unsynced)).text, since if events else "")
        case NeedsPerson():
            return Span(_("! sync needs staff: kiosk sync verify"), Role.STATUS_CAUTION)
        case _:
            assert_never(worker.state)


def _unsent(number: int) -> Span:
    return Span(_n("{number} not sent yet", "{number} not sent yet", number).format(number=number))


def _waiting(text: str, since: str) -> Span:
    """What waits for more than a day is said aloud."""
    if since and datetime.now(UTC) - datetime.fromisoformat(since) > _OLD:
        return Span(f"! {text} " + _("since {day}").format(day=since[:10]), Role.STATUS_CAUTION)
    return Span(text)

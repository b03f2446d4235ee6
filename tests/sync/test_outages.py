"""Registries that are killed, restored or left: every line arrives, once."""

import shutil
from collections.abc import Sequence
from pathlib import Path

import pytest

from ledger import outbox
from ledger.ledger import Ledger
from ledger.outbox import Unsent
from sync.client import Client, Registration
from sync.errors import Offline
from sync.push import push, push_once
from sync.wire import EventsAnswer, EventsHeader, Problem
from tests.registry.served import Served
from tests.sync.kiosks import codes, held, lines, open_kiosk, receive, receive_at_once


def test_while_the_registry_is_down_nothing_is_lost_and_afterwards_everything_arrives_once(
    own_registry: Served, kiosk: Ledger
) -> None:
    joined = own_registry.join("riga")
    receive(kiosk, *codes(2))
    push(kiosk, joined.registration)
    own_registry.kill()
    receive(kiosk, *codes(3, start=2))
    with pytest.raises(Offline):
        push(kiosk, joined.registration)
    assert outbox.unsent(kiosk) == Unsent(3, "2026-11-23T10:02:11.120Z")
    own_registry.start()
    assert push(kiosk, joined.registration).sent == 3
    assert held(own_registry, joined) == codes(5)


class Faulty(Client):
    """A client whose registry is killed at its second batch, before or after it was stored."""

    def __init__(self, registration: Registration, registry: Served, *, stored: bool) -> None:
        super().__init__(registration)
        self._registry, self._stored, self._batches = registry, stored, 0

    def events(self, header: EventsHeader, lines: Sequence[bytes]) -> EventsAnswer | Problem:
        """The second batch meets the fault."""
        self._batches += 1
        if self._batches != 2:
            return super().events(header, lines)
        if self._stored:
            super().events(header, lines)
        self._registry.kill()
        return super().events(header, lines)


@pytest.mark.parametrize("stored", [False, True], ids=["before it stored", "after it stored"])
def test_a_registry_killed_in_the_middle_of_a_push_has_everything_once_after_the_next(
    own_registry: Served, kiosk: Ledger, stored: bool
) -> None:
    joined = own_registry.join("riga")
    receive_at_once(kiosk, *codes(1100))
    with Faulty(joined.registration, own_registry, stored=stored) as client, pytest.raises(Offline):
        push_once(kiosk, client)
    assert outbox.unsent(kiosk).events == 1101 - 500
    own_registry.start()
    assert push(kiosk, joined.registration).is_verified
    assert len(lines(own_registry, joined)) == 1101


def test_a_registry_restored_from_an_old_backup_is_brought_up_to_date(
    own_registry: Served, kiosk: Ledger, tmp_path: Path
) -> None:
    joined = own_registry.join("riga")
    receive(kiosk, *codes(2))
    push(kiosk, joined.registration)
    shutil.copy(own_registry.database, tmp_path / "backup.db")
    receive(kiosk, *codes(2, start=2))
    push(kiosk, joined.registration)
    later = open_kiosk(tmp_path / "kiosk.db")
    receive(later, *codes(1, start=4))
    assert push(later, joined.registration).is_verified
    own_registry.kill()
    shutil.copy(tmp_path / "backup.db", own_registry.database)
    own_registry.start()
    assert push(later, joined.registration).sent == 4
    assert held(own_registry, joined) == codes(5)
    later.engine.dispose()


def test_a_kiosk_that_joins_another_registry_pushes_all_of_it_there(
    registry: Served, own_registry: Served, space: str, kiosk: Ledger, tmp_path: Path
) -> None:
    receive(kiosk, *codes(2))
    later = open_kiosk(tmp_path / "kiosk.db")
    push(later, registry.join(space).registration)
    assert not outbox.unsent(later).events
    joined = own_registry.join(space)
    assert push(later, joined.registration).sent == 3
    assert held(own_registry, joined) == codes(2)
    later.engine.dispose()

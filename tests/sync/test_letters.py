"""Letters of other spaces come down within a round, once each, and never cost the round its own work."""

from pathlib import Path

import pytest

from ledger import letterbox, outbox
from ledger.ledger import Ledger
from stock.events import Draft, Kind
from sync import asking
from sync.client import Client
from sync.errors import Offline
from sync.inbox_wire import InboxAnswer
from sync.push import Joined, join, push, push_once
from tests.registry.served import Served
from tests.sync.kiosks import open_kiosk, receive


@pytest.fixture
def other(registry: Served, space: str, tmp_path: Path) -> tuple[Ledger, Joined]:
    """A kiosk of another space."""
    return open_kiosk(tmp_path / "other.db"), join(registry.url, registry.code(f"{space}-other"))


def ask(kiosk: Ledger, to: str, *codes: str) -> None:
    """A space asks another one for pieces."""
    with kiosk.transaction() as change:
        for code in codes:
            change.append(Draft(Kind.HOLD_REQUESTED, code, extra={"to": to}))


def read(kiosk: Ledger) -> list[tuple[str, str]]:
    """The senders and items of all letters."""
    with kiosk.reading() as reading:
        return [(letter.sender, letter.event.item) for letter in reading.letters()]


def test_letters_come_with_a_round_once_and_stay_here(
    registry: Served, space: str, kiosk: Ledger, other: tuple[Ledger, Joined]
) -> None:
    joined, (neighbour, its) = join(registry.url, registry.code(space)), other
    many = [f"DRE{number:07d}" for number in range(120)]
    ask(neighbour, space, *many)
    push(neighbour, its.registration)
    assert push(kiosk, joined.registration).letters == 120
    assert read(kiosk) == [(its.space, code) for code in many]
    assert push(kiosk, joined.registration).letters == 0
    ask(neighbour, space, "DRE9999999")
    push(neighbour, its.registration)
    assert push(kiosk, joined.registration).letters == 1
    neighbour.engine.dispose()


def test_a_round_without_news_asks_for_no_inbox(
    registry: Served, space: str, kiosk: Ledger, other: tuple[Ledger, Joined], monkeypatch: pytest.MonkeyPatch
) -> None:
    joined, (neighbour, its) = join(registry.url, registry.code(space)), other
    ask(neighbour, space, "DRE0000012")
    push(neighbour, its.registration)
    push(kiosk, joined.registration)

    def never(_client: Client, _after: str) -> InboxAnswer:
        raise AssertionError

    monkeypatch.setattr(asking, "inbox", never)
    assert push(kiosk, joined.registration).is_verified
    neighbour.engine.dispose()


def test_an_inbox_that_cannot_be_read_is_read_by_the_next_round(
    registry: Served, space: str, kiosk: Ledger, other: tuple[Ledger, Joined], monkeypatch: pytest.MonkeyPatch
) -> None:
    joined, (neighbour, its) = join(registry.url, registry.code(space)), other
    ask(neighbour, space, "DRE0000012")
    push(neighbour, its.registration)
    receive(kiosk, "DRE0000023")

    def broken(_client: Client, _after: str) -> InboxAnswer:
        raise Offline

    with monkeypatch.context() as patch, Client(joined.registration) as client:
        patch.setattr(asking, "inbox", broken)
        outcome = push_once(kiosk, client)
    assert (outcome.sent, outcome.is_verified, outcome.letters) == (2, True, 0)
    assert outbox.unsent(kiosk).events == 0
    assert push(kiosk, joined.registration).letters == 1
    neighbour.engine.dispose()


def test_the_oldest_letters_make_room_and_what_is_no_event_is_left_out(
    kiosk: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(letterbox, "MOST", 2)
    lines = [
        b'{"e":1,"eid":"%d","t":"hold_requested","v":1,"at":"","item":"D%d","cv":1}' % (n, n)
        for n in range(3)
    ]
    assert letterbox.keep(kiosk, [("cesis", line) for line in [*lines, b"no event"]], "place", "told") == 3
    assert read(kiosk) == [("cesis", "D1"), ("cesis", "D2")]
    assert letterbox.keep(kiosk, [("cesis", lines[2])], "later", "told") == 0
    assert letterbox.place(kiosk) == "later"

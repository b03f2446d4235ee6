"""What is derived on disk is the pure fold of the log, whichever way the events came."""

from collections.abc import Sequence
from itertools import cycle

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine

from ledger.folded import Folded
from ledger.health import examine, rebuild
from ledger.intake import marks
from ledger.ledger import Ledger, Stored
from ledger.outbox import lines_to_send
from stock.events import Draft, Kind
from stock.fold import negative
from tests.ledger.derived import folded, stored
from tests.ledger.kiosks import LoggedKiosk, LoggedWorld, logged_wishes, new_world
from tests.ledger.opened import append, lines, new_space, received, received_lot, tamper
from tests.stock.worlds import Wish, lot, sheet

few = settings(max_examples=12)
steps = st.lists(st.integers(1, 8), min_size=1, max_size=3)
"""How many lines are sent at once; of every three, one is sent again."""


@few
@given(wished=logged_wishes)
def test_what_a_kiosk_appends_and_hears_is_on_disk_what_it_is_in_memory(
    shared: Engine, wished: list[Wish]
) -> None:
    world = new_world(shared)
    world.play(wished)
    for kiosk in world.logged:
        found = stored(kiosk.ledger)
        assert found == folded(kiosk.ledger)
        assert found.standings == kiosk.stock.standings
        assert (found.aliases, found.voids) == (kiosk.stock.aliases, kiosk.stock.voids)
        assert examine(kiosk.ledger).sound


@few
@given(wished=logged_wishes)
def test_a_rebuild_changes_nothing(shared: Engine, wished: list[Wish]) -> None:
    world = new_world(shared)
    world.play(wished)
    world.meet()
    for kiosk in world.logged:
        before = stored(kiosk.ledger)
        assert rebuild(kiosk.ledger) == len(before.history)
        assert stored(kiosk.ledger) == before


@few
@given(wished=logged_wishes, steps=steps, backwards=st.booleans())
def test_who_hears_the_logs_in_any_order_and_pieces_knows_the_same(
    shared: Engine, wished: list[Wish], steps: list[int], backwards: bool
) -> None:
    world = new_world(shared)
    world.play(wished)
    registry = new_space(shared)
    for log, kiosk in sorted(_own_logs(world).items(), reverse=backwards):
        send(kiosk.ledger, log, registry, steps)
    world.meet()
    found, known = stored(registry), world.logged[0].stock
    assert found == folded(registry)
    assert found.standings == known.standings
    assert (found.aliases, found.blanks, found.voids) == (known.aliases, known.blanks, known.voids)
    assert {(item, cv) for item, cv, _ in found.clashes} == known.clashes | known.settled
    with registry.reading() as stock:
        assert set(negative(known.standings)) <= set(stock.exceptions())


def test_two_kiosks_that_act_apart_clash_and_go_below_zero(shared: Engine) -> None:
    world = new_world(shared)
    one, other = world.logged
    piece, screws = one.receive(sheet()), one.receive(lot(), 10)
    world.meet()
    for kiosk in (one, other):
        kiosk.do(Draft(Kind.MOVED, piece, sheet(mass_mg=7 if kiosk is one else 8)))
        kiosk.do(Draft(Kind.TAKEN, screws, lot(), -7))
    world.meet()
    for kiosk in (one, other):
        found = stored(kiosk.ledger)
        assert found == folded(kiosk.ledger)
        assert found.clashes == {(piece, 2, False)}
        assert found.standings[screws].quantity == -4
        with kiosk.ledger.reading() as stock:
            assert stock.exceptions() == sorted([piece, screws])


def test_a_clash_that_a_person_looked_at_is_no_exception_any_more(shared: Engine) -> None:
    world = new_world(shared)
    one, other = world.logged
    piece = one.receive(sheet())
    world.meet()
    one.do(Draft(Kind.HELD, piece, sheet()))
    other.do(Draft(Kind.MOVED, piece, sheet()))
    world.meet()
    other.do(Draft(Kind.RESOLVED, piece, sheet(), extra={"of": 2}))
    world.meet()
    with one.ledger.reading() as stock:
        assert stock.exceptions() == []


def test_a_void_that_arrives_before_what_it_takes_back_takes_it_back(shared: Engine) -> None:
    world = new_world(shared)
    one, other = world.logged
    screws = one.receive(lot(), 10)
    taken = one.do(Draft(Kind.TAKEN, screws, lot(), -3))
    world.meet()
    other.undo(taken)  # type: ignore[arg-type]  # it was no refusal
    registry = new_space(shared)
    send(other.ledger, other.ledger.current_log, registry)
    assert stored(registry) == folded(registry)
    send(one.ledger, one.ledger.current_log, registry)
    assert stored(registry) == folded(registry)
    assert stored(registry).standings[screws].quantity == 10


def test_what_two_kiosks_took_back_apart_is_taken_back_once(shared: Engine) -> None:
    world = new_world(shared)
    one, other = world.logged
    screws = one.receive(lot(), 10)
    taken = one.do(Draft(Kind.TAKEN, screws, lot(), -3))
    world.meet()
    for kiosk in (one, other):
        kiosk.undo(taken)  # type: ignore[arg-type]  # it was no refusal
    world.meet()
    for kiosk in (one, other):
        assert stored(kiosk.ledger) == folded(kiosk.ledger)
        assert stored(kiosk.ledger).standings[screws].quantity == 10


@pytest.mark.parametrize(
    ("table", "change"),
    [
        ("item", "UPDATE item SET quantity = quantity + 1 WHERE item = 'DRE0000023' AND space_id = ?"),
        ("item", "DELETE FROM item WHERE item = 'DRE0000023' AND space_id = ?"),
        ("entry", "UPDATE entry SET delta = 6 WHERE item = 'DRE0000023' AND space_id = ?"),
        ("alias", "UPDATE alias SET alias = 'DRE0000023' WHERE space_id = ?"),
        ("blank", "UPDATE blank SET code = 'DRE0000023' WHERE space_id = ?"),
        ("shelf", "UPDATE shelf SET code = 'DRE0000023' WHERE space_id = ?"),
        ("void", "INSERT INTO void (space_id, eid) VALUES (?, 'DRE0000023')"),
        ("clash", "INSERT INTO clash (space_id, item, cv, settled) VALUES (?, 'DRE0000023', 1, '0')"),
    ],
)
def test_a_table_that_differs_from_the_log_is_named_and_a_rebuild_mends_it(
    ledger: Ledger, table: str, change: str
) -> None:
    append(ledger, received("DRE0000012"), received_lot("DRE0000023", 5))
    append(ledger, Draft(Kind.ALIASED, "DRE0000012", sheet(), extra={"alias": "ean:4006381333931"}))
    append(ledger, Draft(Kind.ISSUED, extra={"codes": ["DRE0000034"]}))
    append(ledger, Draft(Kind.SHELVED, "DRE000BBBN", extra={"name": "Wall"}))
    assert tamper(ledger.engine, change, ledger.space) == 1, table
    assert "DRE0000023" in examine(ledger).different
    assert stored(ledger) != folded(ledger)
    rebuild(ledger)
    assert examine(ledger).sound
    assert stored(ledger) == folded(ledger)


def test_a_rebuild_of_one_space_leaves_the_others_alone(shared: Engine) -> None:
    one, other = new_space(shared), new_space(shared)
    append(one, received("DRE0000012"))
    append(other, received("DRE0000012"), received("DRE0000023"))
    before = stored(other)
    tamper(shared, "DELETE FROM item WHERE space_id = ?", one.space)
    rebuild(one)
    assert stored(other) == before
    assert list(stored(one).standings) == ["DRE0000012"]


def test_many_events_of_one_transaction_see_each_other(ledger: Ledger) -> None:
    with ledger.transaction() as change:
        change.append(received_lot("DRE0000012", 5))
        for left in (4, 3, 2):
            change.append(Draft(Kind.TAKEN, "DRE0000012", lot(), -1))
            seen = change.standing("DRE0000012")
            assert seen
            assert (seen.quantity, seen.cv) == (left, 6 - left)
    assert stored(ledger) == folded(ledger)


def test_an_event_whose_body_nobody_understands_is_kept_and_folds_to_nothing(shared: Engine) -> None:
    ledger, other = new_space(shared), new_space(shared)
    append(ledger, Draft(Kind.RECEIVED, "DRE0000012", extra={"piece": {"form": "klein bottle"}}))
    append(ledger, received("DRE0000023", sheet()))
    append(ledger, Draft("sublimated", "DRE0000023", sheet(), extra={"heat": 1}))
    send(ledger, ledger.current_log, other)
    for each in (ledger, other):
        assert stored(each) == folded(each)
        assert list(stored(each).standings) == ["DRE0000023"]
        assert examine(each).events == 4


def test_a_fold_that_fails_on_the_way_in_leaves_no_line(
    ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    append(ledger, received("DRE0000012"))
    before, known = lines(ledger), stored(ledger)

    def fails(*_: object, **__: object) -> None:
        raise OverflowError

    monkeypatch.setattr(Folded, "_write_facts", fails)
    with pytest.raises(OverflowError):
        append(ledger, received("DRE0000023"))
    monkeypatch.undo()
    assert (lines(ledger), stored(ledger)) == (before, known)
    append(ledger, received("DRE0000023"))
    assert examine(ledger).events == len(before) + 1


def _own_logs(world: LoggedWorld) -> dict[str, LoggedKiosk]:
    """Who has which log."""
    return {kiosk.ledger.current_log: kiosk for kiosk in world.logged if kiosk.ledger.current_log}


def send(sender: Ledger, log: str, receiver: Ledger, steps: Sequence[int] = (999,)) -> None:
    """A log, some lines at a time, some of them again."""
    last = next(mark.seq for mark in marks(sender) if mark.log == log)
    sent, step = 0, cycle(steps)
    while sent < last:
        most = next(step)
        part = lines_to_send(sender, log, max(0, sent - most // 3), most)
        assert part
        answer = receiver.store(log, part.first, part.prev, part.lines)
        assert isinstance(answer, Stored)
        sent = answer.mark.seq

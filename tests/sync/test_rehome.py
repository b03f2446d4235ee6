"""The end of a log moves to another: the same lines, ids, stock and order, under hashes that hold."""

from pathlib import Path

import pytest

from ledger import log, outbox
from ledger.engine import reading
from ledger.health import examine, rebuild
from ledger.ledger import Ledger
from ledger.log import Line
from ledger.rehome import move_tail, set_aside
from stock.events import Kind, decode
from tests.sync.kiosks import codes, open_kiosk, receive, standing


def _lines(kiosk: Ledger) -> list[Line]:
    with reading(kiosk.engine) as connection:
        return list(log.lines_by_arrival(connection, kiosk.space))


def _logs(kiosk: Ledger) -> dict[str, list[str]]:
    """What the lines of each log are about."""
    found: dict[str, list[str]] = {}
    for line in sorted(_lines(kiosk), key=lambda line: (line.log, line.seq)):
        event = decode(line.line)
        found.setdefault(line.log, []).append(event.item or event.kind)
    return found


@pytest.mark.parametrize("after", [0, 1, 2, 4])
def test_lines_after_a_number_move_and_nothing_else_of_them_changes(kiosk: Ledger, after: int) -> None:
    receive(kiosk, *codes(4))
    before, state = _lines(kiosk), outbox.holding(kiosk).state
    move_tail(kiosk, kiosk.current_log, after)
    moved = {line.line: line.revision for line in _lines(kiosk)}
    kept = [line for line in before if after or decode(line.line).kind != Kind.GENESIS]
    assert all(moved[line.line] == line.revision for line in kept)
    assert examine(kiosk).sound
    assert outbox.holding(kiosk).state == state
    assert standing(kiosk) == codes(4)
    named = [[Kind.GENESIS.value, *codes(after - 1)]] if after else []
    rest = codes(4)[max(after - 1, 0) :]
    assert sorted(_logs(kiosk).values()) == sorted([*named, [Kind.GENESIS.value, *rest]])


def test_the_new_log_names_where_it_was_cut(kiosk: Ledger) -> None:
    receive(kiosk, *codes(3))
    was, cut = kiosk.current_log, outbox.hash_at(kiosk, kiosk.current_log, 2)
    assert cut
    move_tail(kiosk, was, 2)
    (new,) = [kept.mark.log for kept in outbox.holding(kiosk).logs if kept.mark.log != was]
    found = outbox.lines_to_send(kiosk, new, 0, 1)
    assert found
    assert decode(found.lines[0]).body == {"log": new, "parent": [was, 2, cut.hex()], "moved": 1}


def test_the_process_that_wrote_it_begins_another_log(kiosk: Ledger) -> None:
    receive(kiosk, *codes(3))
    was = kiosk.current_log
    move_tail(kiosk, was, 2)
    receive(kiosk, *codes(1, start=3))
    assert kiosk.current_log not in ("", was)
    assert standing(kiosk) == codes(4)
    assert examine(kiosk).sound


def test_another_process_that_moved_it_is_noticed(kiosk: Ledger, tmp_path: Path) -> None:
    receive(kiosk, *codes(3))
    was = kiosk.current_log
    other = open_kiosk(tmp_path / "kiosk.db")
    move_tail(other, was, 3)
    receive(kiosk, *codes(2, start=3))
    assert kiosk.current_log != was
    assert examine(kiosk).sound
    other.engine.dispose()


def test_a_line_is_set_aside_between_those_before_and_after_it(kiosk: Ledger) -> None:
    receive(kiosk, *codes(4))
    set_aside(kiosk, kiosk.current_log, 3)
    one, two, three, four = codes(4)
    assert sorted(_logs(kiosk).values()) == sorted(
        [["genesis", one], ["genesis", two], ["genesis", three, four]]
    )
    assert examine(kiosk).sound


def test_what_is_alone_stays_where_it_is(kiosk: Ledger) -> None:
    receive(kiosk, *codes(1))
    before = _lines(kiosk)
    for seq in (1, 2):
        set_aside(kiosk, kiosk.current_log, 2)
        move_tail(kiosk, kiosk.current_log, 2 + seq)
        move_tail(kiosk, "unknown", 0)
    assert _lines(kiosk) == before


def test_a_rebuild_comes_to_the_same_stock_and_sum(kiosk: Ledger) -> None:
    receive(kiosk, *codes(4))
    state = outbox.holding(kiosk).state
    set_aside(kiosk, kiosk.current_log, 2)
    rebuild(kiosk)
    assert outbox.holding(kiosk).state == state
    assert standing(kiosk) == codes(4)

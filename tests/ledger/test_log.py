"""The log: one a run, numbered and chained, and an event that was accepted stays as it is."""

import ast
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from sqlalchemy import Engine, text

import ledger as package
from ledger import outbox, private
from ledger.backup import back_up, restore
from ledger.engine import writing
from ledger.health import examine, rebuild
from ledger.intake import marks, take_in
from ledger.ledger import Fork, Gap, Ledger, Stored
from ledger.log import Mark
from ledger.search import Wanted
from stock.events import FIRST_HASH, Draft, Event, Kind, Malformed, chain, decode
from stock.needs import Need
from tests.ledger.conftest import Opener
from tests.ledger.derived import stored
from tests.ledger.opened import (
    ChangedEvent,
    append,
    append_at_once,
    lines,
    new_space,
    next_run,
    received,
    received_lot,
    tamper,
)
from tests.stock.worlds import lot, sheet


def decoded(ledger: Ledger) -> list[Event]:
    """Every event, in the order of arrival."""
    return [decode(line.line) for line in lines(ledger)]


def test_a_run_that_logs_nothing_leaves_no_log(ledger: Ledger) -> None:
    with ledger.transaction() as change:
        assert change.standing("DRE0000012") is None
    assert (lines(ledger), marks(ledger), ledger.current_log) == ([], [], "")


def test_a_run_has_one_log_which_begins_with_its_genesis(ledger: Ledger) -> None:
    append(ledger, received("DRE0000012"), received("DRE0000023"))
    genesis, *others = decoded(ledger)
    assert (genesis.kind, genesis.body) == (Kind.GENESIS, {"log": ledger.current_log})
    assert [event.item for event in others] == ["DRE0000012", "DRE0000023"]
    assert [(line.log, line.seq, line.revision) for line in lines(ledger)] == [
        (ledger.current_log, number, number) for number in (1, 2, 3)
    ]


def test_a_later_run_has_a_log_of_its_own_whose_genesis_names_the_log_before_it(ledger: Ledger) -> None:
    append(ledger, received("DRE0000012"))
    parent = marks(ledger)[0]
    later = next_run(ledger)
    append(later, received("DRE0000023"))
    append(ledger, received("DRE0000034"))
    assert later.current_log != ledger.current_log
    assert decoded(later)[2].body == {
        "log": later.current_log,
        "parent": [parent.log, parent.seq, parent.head.hex()],
    }
    assert {mark.log: mark.seq for mark in marks(ledger)} == {ledger.current_log: 3, later.current_log: 2}
    assert examine(ledger).events == 5


def test_the_parent_is_the_own_log_that_was_written_last_and_never_somebody_elses(shared: Engine) -> None:
    first, neighbour = new_space(shared), new_space(shared)
    append(neighbour, received("DRE0000012"))
    append(first, received("DRE0000023"))
    second = next_run(first)
    append(second, received("DRE0000034"))
    append(first, received("DRE0000045"))
    written_last = next(mark for mark in marks(first) if mark.log == first.current_log)
    _send(neighbour, first)
    third = next_run(first)
    append(third, received("DRE0000056"))
    genesis = next(event for event in decoded(third) if event.body.get("log") == third.current_log)
    assert genesis.body["parent"] == [written_last.log, written_last.seq, written_last.head.hex()]


def test_every_line_is_chained_to_the_one_before(ledger: Ledger) -> None:
    append(ledger, received("DRE0000012"), received("DRE0000023"))
    heads = list(chain([line.line for line in lines(ledger)]))
    assert marks(ledger) == [Mark(ledger.current_log, 3, heads[-1])]
    assert [outbox_head(ledger, number) for number in (0, 1, 2, 3)] == [FIRST_HASH, *heads]


def outbox_head(ledger: Ledger, number: int) -> bytes:
    """The hash after a line of the ledger's own log."""
    sent = outbox.lines_to_send(ledger, ledger.current_log, number, 0)
    assert sent
    return sent.prev


@pytest.mark.parametrize("after_genesis", [False, True])
def test_a_transaction_that_fails_leaves_nothing_behind(ledger: Ledger, after_genesis: bool) -> None:
    if after_genesis:
        append(ledger, received("DRE0000000"))
    before, known = lines(ledger), stored(ledger)
    with pytest.raises(ZeroDivisionError):
        _fail_after_appending(ledger)
    assert (lines(ledger), stored(ledger)) == (before, known)
    with ledger.reading() as stock:
        assert "colour" not in stock.settings()
    assert ledger.current_log == (before[0].log if before else "")
    append(ledger, received("DRE0000012"))
    assert examine(ledger).events == len(before) + (1 if before else 2)


def test_a_draft_that_fits_no_line_is_refused_and_leaves_nothing_behind(ledger: Ledger) -> None:
    append(ledger, received("DRE0000012"))
    before, known = lines(ledger), stored(ledger)
    for extra in ({"note": "x" * 5000}, {"note": "a\x00b"}, {"weight": 1.5}, {"note": "\ud800"}):
        with pytest.raises(Malformed):
            append_at_once(
                ledger, received("DRE0000023"), Draft(Kind.HELD, "DRE0000012", sheet(), extra=extra)
            )
    assert (lines(ledger), stored(ledger)) == (before, known)


def test_lines_that_are_there_already_change_nothing(shared: Engine) -> None:
    ledger, other = new_space(shared), new_space(shared)
    append(ledger, received("DRE0000012"), received_lot("DRE0000023", 5))
    _send(ledger, other)
    before, known = lines(other), stored(other)
    assert _send(ledger, other).added == 0
    append(ledger, Draft(Kind.TAKEN, "DRE0000023", lot(), -2))
    assert _send(ledger, other).added == 1
    assert lines(other)[:-1] == before
    assert stored(other).standings["DRE0000023"].quantity == 3
    assert known.standings["DRE0000023"].quantity == 5


def test_lines_that_leave_a_gap_are_not_stored(shared: Engine) -> None:
    ledger, other = new_space(shared), new_space(shared)
    append(ledger, received("DRE0000012"), received("DRE0000023"))
    sent = outbox.lines_to_send(ledger, ledger.current_log, 1, 9)
    assert sent
    assert other.store(sent.log, 2, sent.prev, sent.lines) == Gap(Mark(sent.log))
    assert (lines(other), marks(other)) == ([], [])


def test_lines_that_contradict_the_log_are_a_fork_and_not_stored(shared: Engine) -> None:
    ledger, other = new_space(shared), new_space(shared)
    append(ledger, received("DRE0000012"), received("DRE0000023"))
    _send(ledger, other)
    before, mark = lines(other), marks(other)[0]
    sent = outbox.lines_to_send(ledger, ledger.current_log, 2, 9)
    assert sent
    changed = sent.lines[0].replace(b"DRE0000023", b"DRE0000099")
    assert other.store(sent.log, 3, sent.prev, [changed]) == Fork(mark)
    assert other.store(sent.log, 3, bytes(32), sent.lines) == Fork(mark)
    assert other.store(sent.log, 4, bytes(32), sent.lines) == Fork(mark)
    assert lines(other) == before


def test_of_lines_with_one_that_is_no_event_none_is_stored(shared: Engine) -> None:
    ledger, other = new_space(shared), new_space(shared)
    append(ledger, received("DRE0000012"))
    found = [line.line for line in lines(ledger)]
    with pytest.raises(Malformed):
        other.store(ledger.current_log, 1, FIRST_HASH, [*found, b'{"e":2}'])
    assert (lines(other), stored(other).standings) == ([], {})


def test_two_spaces_of_a_database_share_nothing(shared: Engine) -> None:
    one, other = new_space(shared), new_space(shared)
    append(
        one, received("DRE0000012"), Draft(Kind.ALIASED, "DRE0000012", sheet(), extra={"alias": "code:A1"})
    )
    append(one, Draft(Kind.SHELVED, "DRE000BBBN", extra={"name": "Wall"}))
    append(one, Draft(Kind.ISSUED, extra={"codes": ["DRE0000034"]}))
    with other.reading() as stock:
        for code in ("DRE0000012", "code:A1", "DRE000BBBN", "DRE0000034"):
            assert stock.is_free(code)
        assert (stock.items(), stock.recent(9), stock.shelves()) == ([], [], [])
        assert (stock.unsynced(), stock.totals().here) == (0, 0)
    assert (lines(other), marks(other)) == ([], [])


def test_a_database_refuses_two_events_with_one_number(ledger: Ledger) -> None:
    append(ledger, received("DRE0000012"))
    one_more = (
        "INSERT INTO event SELECT space_id, log_id, seq{}, revision{}, line, hash FROM event WHERE seq = 2"
    )
    for same in (("", " + 9"), (" + 9", "")):
        with pytest.raises(Exception, match=r"(?i)unique"):
            tamper(ledger.engine, f"{one_more.format(*same)} AND space_id = ?", ledger.space)
    assert examine(ledger).sound


def test_no_statement_of_the_program_changes_or_deletes_an_event(
    opened: Opener, path: Path, tmp_path: Path
) -> None:
    """Such a statement fails in all these tests; here every door of a kiosk is opened once."""
    kiosk, other = opened(path), opened(tmp_path / "other.db")
    first, *_ = append_at_once(kiosk, received("DRE0000012"), received_lot("DRE0000023", 9))
    with kiosk.transaction() as change:
        change.append(Draft(Kind.VOIDED, "DRE0000012", sheet(), extra={"voids": first.eid}), who="Ilze")
        change.set(colour="red")
        private.forget(change._connection, kiosk.space, "Ilze")
    found = [line.line for line in lines(kiosk)]
    take_in(other, kiosk.current_log, 1, FIRST_HASH, found)
    take_in(other, kiosk.current_log, 1, FIRST_HASH, [*found, b"{"])
    for own in outbox.holding(kiosk).logs:
        outbox.acknowledge(kiosk, own.mark.log, own.mark.seq)
    assert outbox.unsent(kiosk).events == 0
    with kiosk.reading() as stock:
        stock.find(Wanted(words="sheet", need=Need(sheet().size)))
        stock.undoable()
        stock.totals()
    assert rebuild(kiosk) == 3
    assert rebuild(other) == 3
    kiosk.engine.dispose()
    back_up(path, tmp_path / "backup.db")
    restore(tmp_path / "backup.db", path, tmp_path / "kept.db")
    tamper(opened(path).engine, "UPDATE fold SET version = 0")
    assert examine(opened(path)).events == examine(other).events == len(found)


@pytest.mark.parametrize("change", ["UPDATE event SET seq = 1", 'DELETE FROM "event"', "DROP TABLE event"])
def test_such_a_statement_would_be_noticed(ledger: Ledger, change: str) -> None:
    append(ledger, received("DRE0000012"))
    with pytest.raises(ChangedEvent), writing(ledger.engine) as connection:
        connection.execute(text(change))
    assert examine(ledger).sound


def test_no_source_of_the_ledger_changes_or_deletes_an_event_but_to_move_it_to_another_log() -> None:
    folder = Path(str(package.__file__)).parent
    sources = {path.name: path.read_text() for path in folder.glob("*.py")}
    assert "Many(EVENT" in sources["log.py"]
    moving = _changes(sources.pop("rehome.py"))
    assert not [call for call in moving if "delete" in call or "drop" in call]
    assert [found for source in sources.values() for found in _changes(source)] == []


@pytest.mark.parametrize(
    "source", ["update(EVENT).values(x=1)", "sa.delete(rows.EVENT)", "EVENT.delete()", "delete(EventRow)"]
)
def test_such_a_source_would_be_noticed(source: str) -> None:
    assert _changes(source)


def _fail_after_appending(ledger: Ledger) -> None:
    with ledger.transaction() as change:
        change.append(received("DRE0000012"), who="Ilze")
        change.set(colour="red")
        raise ZeroDivisionError


def _changes(source: str) -> list[str]:
    """Calls that update or delete, with the events' table among their arguments or in front of them."""
    calls = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call)]
    verbs = [call for call in calls if _last_name(call.func) in {"update", "delete", "drop"}]
    return [ast.unparse(call) for call in verbs if any(_is_event(part) for part in [call.func, *call.args])]


def _is_event(node: ast.AST) -> bool:
    return any(_last_name(part) in {"EVENT", "EventRow"} for part in ast.walk(node))


def _last_name(node: ast.AST) -> str:
    return getattr(node, "attr", getattr(node, "id", ""))


def _send(sender: Ledger, receiver: Ledger) -> Stored:
    """All lines of the sender's own log."""
    sent = outbox.lines_to_send(sender, sender.current_log, 0, 999)
    assert sent
    answer = receiver.store(sent.log, 1, sent.prev, sent.lines)
    assert isinstance(answer, Stored)
    return answer


def test_threads_that_write_at_once_take_turns_in_one_log(ledger: Ledger) -> None:
    with ThreadPoolExecutor(4) as threads:
        list(threads.map(lambda number: append(ledger, received(f"DRE{number:07d}")), range(20)))
    assert [mark.seq for mark in marks(ledger)] == [21]
    assert len(stored(ledger).standings) == 20
    assert examine(ledger).events == 21

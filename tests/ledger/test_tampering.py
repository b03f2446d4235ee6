"""Whoever changes the log behind the program's back is found out by the doctor."""

from collections.abc import Callable

import pytest
from sqlalchemy import Engine

from ledger.check import SUM
from ledger.health import Health, examine, rebuild
from ledger.ledger import Ledger
from ledger.log import Line
from stock.events import Draft, Event, Kind, chain, decode, encode, link
from tests.ledger.opened import append, lines, new_space, next_run, received, received_lot, tamper
from tests.stock.worlds import NOW, lot

_SET_LINE = "UPDATE event SET line = ? WHERE space_id = ? AND log_id = ? AND seq = ?"
_SET_HASH = "UPDATE event SET hash = ? WHERE space_id = ? AND log_id = ? AND seq = ?"
_SET_NUMBER = "UPDATE event SET seq = ? WHERE space_id = ? AND log_id = ? AND seq = ?"
_INSERT = "INSERT INTO event (space_id, log_id, seq, revision, line, hash) VALUES (?, ?, ?, ?, ?, ?)"


@pytest.fixture
def written(ledger: Ledger) -> Ledger:
    """A ledger of two runs: a log of four lines, and one of three."""
    append(ledger, received("DRE0000012"), received_lot("DRE0000023", 9))
    append(ledger, Draft(Kind.TAKEN, "DRE0000023", lot(), -2))
    append(next_run(ledger), received("DRE0000034"), received("DRE0000045"))
    assert examine(ledger) == Health(7)
    return ledger


def at(line: Line) -> tuple[str, int]:
    """Where a line is."""
    return line.log, line.seq


def change_a_byte(ledger: Ledger, line: Line) -> None:
    """One bit of one byte."""
    changed = bytearray(line.line)
    changed[line.line.index(b"2026")] ^= 1
    tamper(ledger.engine, _SET_LINE, bytes(changed), ledger.space, *at(line))


def change_a_hash(ledger: Ledger, line: Line) -> None:
    """Another hash of the right length."""
    tamper(ledger.engine, _SET_HASH, b"\x07" * 32, ledger.space, *at(line))


def cut_a_line_short(ledger: Ledger, line: Line) -> None:
    """A torn line."""
    tamper(ledger.engine, _SET_LINE, line.line[:20], ledger.space, *at(line))


def delete_a_line(ledger: Ledger, line: Line) -> None:
    """A line that is gone."""
    tamper(
        ledger.engine,
        "DELETE FROM event WHERE space_id = ? AND log_id = ? AND seq = ?",
        ledger.space,
        *at(line),
    )


Tampering = Callable[[Ledger, Line], None]


@pytest.mark.parametrize("which", [0, 1, 2, 3, 4, 6])
@pytest.mark.parametrize("tampering", [change_a_byte, change_a_hash, cut_a_line_short])
def test_a_changed_line_or_hash_is_named(written: Ledger, tampering: Tampering, which: int) -> None:
    line = lines(written)[which]
    tampering(written, line)
    found = examine(written)
    assert not found.sound
    assert found.broken == f"{line.log} {line.seq}"


@pytest.mark.parametrize("which", [0, 1, 2, 3, 4, 5])
def test_a_line_that_is_gone_is_found(written: Ledger, which: int) -> None:
    delete_a_line(written, lines(written)[which])
    assert examine(written).broken


def test_without_its_last_line_the_log_is_not_what_the_stock_was_folded_from(written: Ledger) -> None:
    delete_a_line(written, lines(written)[-1])
    assert examine(written).different == ("DRE0000045",)


def test_two_lines_that_changed_places_are_found(written: Ledger) -> None:
    one, other = lines(written)[1:3]
    for line, place in ((one, other), (other, one)):
        tamper(written.engine, _SET_LINE, line.line, written.space, *at(place))
    assert examine(written).broken == f"{one.log} {one.seq}"


def test_two_lines_that_changed_places_with_their_hashes_are_found(written: Ledger) -> None:
    one, other = lines(written)[1:3]
    moves = ((one.seq, one.log, 900), (other.seq, other.log, one.seq), (900, one.log, other.seq))
    for seq, log, to in moves:
        assert tamper(written.engine, _SET_NUMBER, to, written.space, log, seq) == 1
    assert examine(written).broken == f"{one.log} {one.seq}"


def test_a_line_with_another_number_is_found(written: Ledger) -> None:
    last = lines(written)[-1]
    tamper(written.engine, _SET_NUMBER, last.seq + 1, written.space, *at(last))
    assert examine(written).broken == f"{last.log} {last.seq}"


def test_a_line_that_was_put_at_the_end_is_found(written: Ledger) -> None:
    last = lines(written)[-1]
    place = written.space, last.log, last.seq + 1, last.revision + 1
    tamper(written.engine, _INSERT, *place, last.line, b"\x07" * 32)
    assert examine(written).broken == f"{last.log} {last.seq + 1}"


def test_a_line_that_was_put_at_the_end_with_its_right_hash_is_not_in_the_stock(written: Ledger) -> None:
    last = lines(written)[-1]
    forged = encode(
        Event("forged", Kind.TAKEN, NOW, "DRE0000023", 3, {"lot": _lot_body(written), "delta": -5})
    )
    place = written.space, last.log, last.seq + 1, last.revision + 1
    tamper(written.engine, _INSERT, *place, forged, link(_head(written, last), forged))
    assert examine(written).different == ("DRE0000023",)


def test_a_log_that_was_rewritten_with_all_its_hashes_is_not_what_the_stock_was_folded_from(
    written: Ledger,
) -> None:
    own = [line for line in lines(written) if line.log == lines(written)[0].log]
    forged = [line.line.replace(b'"delta":-2', b'"delta":-1') for line in own]
    for line, text, head in zip(own, forged, chain(forged), strict=True):
        tamper(written.engine, _SET_LINE, text, written.space, *at(line))
        tamper(written.engine, _SET_HASH, head, written.space, *at(line))
    assert examine(written).different == ("DRE0000023",)


def test_a_log_that_is_gone_is_found(written: Ledger) -> None:
    first = lines(written)[0].log
    for gone in ("DELETE FROM event", "DELETE FROM log"):
        tamper(written.engine, gone + " WHERE space_id = ? AND log_id = ?", written.space, first)
    assert examine(written).broken


def test_lines_of_a_log_that_is_not_listed_are_found(written: Ledger) -> None:
    first = lines(written)[0].log
    tamper(written.engine, "DELETE FROM log WHERE space_id = ? AND log_id = ?", written.space, first)
    assert examine(written).broken


def test_a_line_that_is_no_event_is_found_and_stops_no_rebuild(written: Ledger) -> None:
    last = lines(written)[-1]
    place = written.space, last.log, last.seq + 1, last.revision + 1
    tamper(written.engine, _INSERT, *place, b"nonsense", link(_head(written, last), b"nonsense"))
    assert examine(written).broken == f"{last.log} {last.seq + 1}"
    assert rebuild(written) == 5
    append(written, received("DRE0000056"))
    with written.reading() as stock:
        assert [seen.item for seen in stock.items()][-1] == "DRE0000056"


def test_a_broken_log_of_one_space_is_no_matter_of_another(shared: Engine, written: Ledger) -> None:
    other = new_space(shared)
    append(other, received("DRE0000012"))
    change_a_byte(written, lines(written)[1])
    assert examine(other) == Health(2)


def test_a_kiosk_goes_on_after_its_log_was_changed(written: Ledger) -> None:
    change_a_byte(written, lines(written)[1])
    append(written, received("DRE0000056"))
    assert decode(lines(written)[-1].line).item == "DRE0000056"
    assert examine(written).broken


def _head(ledger: Ledger, line: Line) -> bytes:
    own = [each.line for each in lines(ledger) if each.log == line.log and each.seq <= line.seq]
    return list(chain(own))[-1]


def _lot_body(ledger: Ledger) -> object:
    return decode(lines(ledger)[2].line).body["lot"]


def test_a_sum_that_is_not_that_of_the_rows_is_named(written: Ledger) -> None:
    assert examine(written).sound
    tamper(written.engine, "UPDATE fold SET state = ? WHERE space_id = ?", bytes(32), written.space)
    assert examine(written).different == (SUM,)
    rebuild(written)
    assert examine(written).sound

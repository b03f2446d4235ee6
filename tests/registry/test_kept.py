"""Marks that are kept between hellos: never older than the last event, nor more than there is room for."""

from registry.kept import KeptMarks
from registry.spaces import Spaces
from registry.use_cases.hello import hello
from registry.use_cases.issue_code import issue_code
from registry.use_cases.take_events import take_events
from sync.wire import EventsHeader, HelloRequest, LogMark
from tests.registry.wires import Log

HELLO = HelloRequest(vec="0" * 64)


def test_a_hello_after_an_event_of_another_process_knows_it(database: str) -> None:
    here, there = Spaces(database), Spaces(database)
    issue_code(here, "riga")
    log = Log()
    _take(here, "riga", log)
    assert hello(here, "riga", HELLO).others == (LogMark(log=log.id, seq=1, head=log.hash(1)),)
    log.receive("DRE0000012")
    _take(there, "riga", log)
    assert hello(here, "riga", HELLO).others == (LogMark(log=log.id, seq=2, head=log.hash(2)),)
    here.close()
    there.close()


def test_no_more_marks_are_kept_than_there_is_room_for(database: str) -> None:
    spaces, kept = Spaces(database), KeptMarks(most=3)
    found = {}
    for name in ("riga", "tartu", "vilnius"):
        issue_code(spaces, name)
        for _ in range(2):
            _take(spaces, name, Log())
        found[name] = kept.marks(spaces.ledger(name), "one")
    assert len(found["riga"]) == 2
    assert kept.marks(spaces.ledger("vilnius"), "one") is found["vilnius"]
    assert kept.marks(spaces.ledger("riga"), "one") is not found["riga"]
    assert kept.marks(spaces.ledger("riga"), "one") == found["riga"]
    spaces.close()


def _take(spaces: Spaces, space: str, log: Log) -> None:
    take_events(spaces, space, EventsHeader(log=log.id, first=1, prev="0" * 64), log.lines)

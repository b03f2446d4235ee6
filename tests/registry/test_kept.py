"""Marks that are kept between hellos: never older than the last event, nor more than there is room for."""

import shutil
from pathlib import Path

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


def test_of_what_came_since_only_the_logs_that_grew_are_read(database: str) -> None:
    spaces, kept, logs = Spaces(database), KeptMarks(), [Log() for _ in range(4)]
    issue_code(spaces, "riga")
    for log in logs:
        _take(spaces, "riga", log)
        kept.marks(spaces.ledger("riga"))
    logs[1].receive("DRE0000012")
    _take(spaces, "riga", logs[1])
    fresh = KeptMarks().marks(spaces.ledger("riga"))
    assert kept.marks(spaces.ledger("riga")) == fresh
    assert sorted(mark.seq for mark in fresh) == [1, 1, 1, 2]
    spaces.close()


def test_marks_of_a_registry_that_was_restored_meanwhile_are_read_anew(tmp_path: Path) -> None:
    file, backup, kept = tmp_path / "registry.db", tmp_path / "backup.db", KeptMarks()
    first, lost, other = Log(), Log(), Log()
    for log, copied in ((first, backup), (lost, None)):
        spaces = Spaces(str(file))
        issue_code(spaces, "riga")
        _take(spaces, "riga", log)
        kept.marks(spaces.ledger("riga"))
        spaces.close()
        if copied:
            shutil.copy(file, copied)
    shutil.copy(backup, file)
    spaces = Spaces(str(file))
    _take(spaces, "riga", other)
    assert {mark.log for mark in kept.marks(spaces.ledger("riga"))} == {first.id, other.id}
    spaces.close()


def test_no_more_marks_are_kept_than_there_is_room_for(database: str) -> None:
    spaces, kept = Spaces(database), KeptMarks(most=3)
    found = {}
    for name in ("riga", "tartu", "vilnius"):
        issue_code(spaces, name)
        for _ in range(2):
            _take(spaces, name, Log())
        found[name] = kept.marks(spaces.ledger(name))
    assert len(found["riga"]) == 2
    assert kept.marks(spaces.ledger("vilnius")) is found["vilnius"]
    assert kept.marks(spaces.ledger("riga")) is not found["riga"]
    assert kept.marks(spaces.ledger("riga")) == found["riga"]
    spaces.close()


def _take(spaces: Spaces, space: str, log: Log) -> None:
    take_events(spaces, space, EventsHeader(log=log.id, first=1, prev="0" * 64), log.lines)

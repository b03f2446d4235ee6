"""Following a space: state and tombstones in the order of change, and nothing missed, whatever happens."""

import shutil
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from ledger.errors import Damaged, LedgerError, NotFound
from ledger.health import rebuild
from registry.spaces import CopyFails, Spaces
from registry.use_cases.issue_code import issue_code
from registry.use_cases.list_changes import list_changes
from registry.use_cases.take_events import take_events
from sync.wire import EventsHeader
from tests.registry.wires import Log, Wire, problem


@dataclass
class Follower:
    """A kiosk's mirror of a neighbour: what it was told so far."""

    wire: Wire
    limit: int = 500
    since: str = ""
    codes: set[str] = field(default_factory=set)

    def follow(self) -> int:
        """Ask until there is no more; how many answers it took."""
        for asked in count(1):
            answer = self.ask().json()
            assert len(answer["items"]) + len(answer["gone"]) <= self.limit
            self.codes |= {item["code"] for item in answer["items"]}
            self.codes -= set(answer["gone"])
            self.since = answer["since"]
            if not answer["more"]:
                return asked
        raise AssertionError

    def ask(self) -> Any:
        """One answer."""
        return self.wire.items(since=self.since, limit=self.limit)


def test_a_follower_has_what_the_space_has_and_hears_only_what_changed(wire: Wire) -> None:
    log, mirror = Log(), Follower(wire)
    log.receive("DRE0000012", "DRE0000023", "DRE0000034")
    wire.push(log)
    mirror.follow()
    assert mirror.codes == {"DRE0000012", "DRE0000023", "DRE0000034"}
    log.take("DRE0000023")
    wire.push(log)
    news = mirror.ask().json()
    assert (news["items"], news["gone"], news["more"]) == ([], ["DRE0000023"], False)
    mirror.follow()
    assert mirror.codes == set(wire.codes())
    assert mirror.ask().json() == {"items": [], "gone": [], "since": mirror.since, "more": False}


@pytest.mark.parametrize("limit", [1, 2, 3])
def test_pages_of_any_size_miss_nothing_that_changes_between_them(wire: Wire, limit: int) -> None:
    log, mirror = Log(), Follower(wire, limit)
    log.receive(*(f"DRE000{number:04d}" for number in range(7)))
    wire.push(log)
    answer = mirror.ask().json()
    mirror.codes, mirror.since = {item["code"] for item in answer["items"]}, answer["since"]
    log.take("DRE0000000")
    log.take("DRE0000006")
    log.receive("DRE0000099")
    wire.push(log)
    assert mirror.follow() > 1
    assert mirror.codes == set(wire.codes())


def test_an_empty_space_is_followed_from_its_beginning(wire: Wire) -> None:
    mirror = Follower(wire)
    mirror.follow()
    log = Log()
    log.receive("DRE0000012")
    wire.push(log)
    mirror.follow()
    assert mirror.codes == {"DRE0000012"}


@pytest.mark.parametrize(
    "since", ["1.2", "x", "2.1.abc.1", "a.1.abc.1.", "2.1.ab.1.", "2.1.abc.1.\x01", "2.1.abc.1." + "x" * 65]
)
def test_a_place_that_makes_no_sense_is_a_problem(wire: Wire, since: str) -> None:
    assert problem(wire.items(since=since)) == (422, "/problems/message")


def test_a_place_of_another_fold_or_of_nowhere_is_read_anew(wire: Wire) -> None:
    wire.push(Log())
    mirror = Follower(wire)
    mirror.follow()
    fold, rest = mirror.since.split(".", 1)
    revision, digest, place = rest.split(".", 2)
    others = [
        f"{int(fold) + 1}.{rest}",
        f"{fold}.{int(revision) + 5}.{digest}.{place}",
        f"{fold}.9223372036854775807.{digest}.{place}",
        f"{fold}.9999999999999999999.{digest}.9999999999999999999.",
        f"{fold}.{revision}.{'f' * 16}.{place}",
    ]
    for since in others:
        assert problem(wire.items(since=since)) == (410, "/problems/resync")


def test_after_a_restore_that_numbers_other_events_the_same_a_follower_reads_anew(tmp_path: Path) -> None:
    file, backup = tmp_path / "registry.db", tmp_path / "backup.db"
    log, lost, other = Log(), Log(), Log()
    log.receive("DRE0000012")
    lost.receive("DRE0000023")
    other.receive("DRE0000034")
    with_both = _taken(file, log)
    shutil.copy(file, backup)
    since = with_both
    since = _taken(file, lost)
    shutil.copy(backup, file)
    file.with_name(file.name + "-journal").unlink(missing_ok=True)
    after = _taken(file, other)
    assert since.split(".")[:2] == after.split(".")[:2]
    spaces = Spaces(str(file))
    assert list_changes(spaces, "riga", since, 500) is None
    assert list_changes(spaces, "riga", with_both, 500) is not None
    spaces.close()


def test_folding_everything_again_keeps_a_followers_place(database: str) -> None:
    spaces = Spaces(database)
    issue_code(spaces, "riga")
    log = Log()
    log.receive("DRE0000012", "DRE0000023")
    log.take("DRE0000012")
    _take(spaces, log)
    before = list_changes(spaces, "riga", "", 500)
    rebuild(spaces.ledger("riga"))
    assert list_changes(spaces, "riga", "", 500) == before
    assert before
    assert list_changes(spaces, "riga", before.since, 500) is not None
    spaces.close()


def test_a_copy_that_lags_behind_tells_a_follower_that_is_further_of_nothing_new(tmp_path: Path) -> None:
    file, copy = tmp_path / "registry.db", tmp_path / "copy.db"
    log, later = Log(), Log()
    log.receive("DRE0000012")
    _taken(file, log)
    shutil.copy(file, copy)
    since = _taken(file, later)
    spaces = Spaces(str(file), copy=str(copy))
    found = list_changes(spaces, "riga", since, 500)
    assert found is not None
    assert (found.items, found.gone, found.since, found.more) == ((), (), since, False)
    assert [item.code for item in _everything(spaces)] == ["DRE0000012"]
    spaces.close()


def test_a_copy_that_is_not_there_is_a_reason(tmp_path: Path) -> None:
    with pytest.raises(LedgerError):
        Spaces(str(tmp_path / "registry.db"), copy=f"postgresql://nobody@/registry?host={tmp_path}")


@pytest.mark.parametrize(("content", "cause"), [(None, NotFound), (b"", Damaged)])
def test_a_copy_that_is_no_registrys_is_a_reason(
    tmp_path: Path, content: bytes | None, cause: type[LedgerError]
) -> None:
    copy = tmp_path / "copy.db"
    if content is not None:
        copy.write_bytes(content)
    with pytest.raises(CopyFails) as failed:
        Spaces(str(tmp_path / "registry.db"), copy=str(copy))
    assert isinstance(failed.value.cause, cause)
    assert copy.exists() == (content is not None)


def _everything(spaces: Spaces) -> Any:
    found = list_changes(spaces, "riga", "", 500)
    assert found
    return found.items


def _taken(file: Path, log: Log) -> str:
    """A registry takes a log in; the place of somebody who follows it then."""
    spaces = Spaces(str(file))
    issue_code(spaces, "riga")
    _take(spaces, log)
    found = list_changes(spaces, "riga", "", 500)
    spaces.close()
    assert found
    return found.since


def _take(spaces: Spaces, log: Log) -> None:
    take_events(spaces, "riga", EventsHeader(log=log.id, first=1, prev="0" * 64), log.lines)

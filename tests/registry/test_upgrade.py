"""A database of an earlier version: nobody loses a token, and nobody who follows a space misses an item."""

import pytest
from sqlalchemy import Engine, text

from ledger.engine import open_engine, writing
from ledger.errors import Busy
from ledger.following import Place
from ledger.migration import ACCOUNTS, Side, migrate
from ledger.opening import prepare
from registry.spaces import Spaces
from registry.tokens import mint_token, secret_hash
from registry.use_cases.admit import Visitor, admit
from registry.use_cases.issue_code import issue_code
from registry.use_cases.list_changes import list_changes
from registry.use_cases.list_index import list_index
from registry.use_cases.take_events import take_events
from stock.fold import FOLD_VERSION
from sync.wire import EventsHeader
from tests.registry.wires import Log

SECRET = "x" * 43
FIRST = Side(ACCOUNTS.folder, ACCOUNTS.version_table, "0001")


def test_every_version_of_the_accounts_migrates_to_the_newest() -> None:
    assert max(ACCOUNTS.versions()) == ACCOUNTS.head


def test_accounts_of_the_first_version_keep_tokens_and_their_events_are_followed(database: str) -> None:
    engine = open_engine(database if "://" in database else f"sqlite:///{database}")
    log = Log()
    log.receive("DRE0000012", "DRE0000023")
    _as_the_first_version_left_it(engine, log)
    spaces = Spaces(database)
    token = mint_token("riga", "ab", SECRET)
    assert admit(spaces, f"Bearer {token}", "riga") == Visitor("riga", "ab")
    before = list_index(spaces, "", 10).spaces
    assert [(state.space, state.revision) for state in before] == [("riga", 3), ("tartu", 0)]
    found = list_changes(spaces, "riga", "", 500)
    assert found
    assert [item.code for item in found.items] == ["DRE0000012", "DRE0000023"]
    assert list_index(spaces, "", 10).spaces[0].items == 2
    spaces.close()


def test_a_space_that_is_not_folded_yet_tells_nobody_that_it_is_empty(database: str) -> None:
    spaces = Spaces(database)
    issue_code(spaces, "riga")
    log = Log()
    log.receive("DRE0000012")
    take_events(spaces, "riga", EventsHeader(log=log.id, first=1, prev="0" * 64), log.lines)
    _forget_the_fold(spaces.engine)
    with pytest.raises(Busy):
        spaces.following.changes("riga", Place(), 500)
    spaces.close()
    again = Spaces(database)
    found = list_changes(again, "riga", "", 500)
    assert found
    assert [item.code for item in found.items] == ["DRE0000012"]
    again.close()


def _as_the_first_version_left_it(engine: Engine, log: Log) -> None:
    """Two spaces, a kiosk in one of them, and its events, as tables of the first version hold them."""
    prepare(engine)
    migrate(engine, "", FIRST)
    account = (
        "INSERT INTO account (space_id, name, zone, prefix, created) VALUES (:space, '', '', :prefix, 'then')"
    )
    kiosk = "INSERT INTO kiosk VALUES ('riga', 'ab', '0', :hash, 'then', '')"
    line = "INSERT INTO event VALUES ('riga', :log, :seq, :seq, :line, :hash)"
    with writing(engine) as connection:
        for space, prefix in (("riga", "DRE"), ("tartu", "TAR")):
            connection.execute(text(account), {"space": space, "prefix": prefix})
        connection.execute(text(kiosk), {"hash": secret_hash(SECRET)})
        connection.execute(
            text("INSERT INTO log VALUES ('riga', :log, :no, :no, 0)"), {"log": log.id, "no": False}
        )
        for seq, each in enumerate(log.lines, start=1):
            hashed = {"hash": bytes.fromhex(log.hash(seq))}
            connection.execute(text(line), {"log": log.id, "seq": seq, "line": each} | hashed)
    engine.dispose()


def _forget_the_fold(engine: Engine) -> None:
    with writing(engine) as connection:
        connection.execute(text("DELETE FROM item"))
        connection.execute(text("DELETE FROM entry"))
        connection.execute(text("UPDATE fold SET version = :before"), {"before": FOLD_VERSION - 1})

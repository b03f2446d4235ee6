"""What other processes do to a ledger while a test watches: they say on a pipe what is done, or about to be.

A clean process forks them off, with the program loaded.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.context import ForkServerProcess
from pathlib import Path
from typing import Any

from sqlalchemy import event

from ledger.engine import open_engine
from ledger.opening import open_space, prepare
from ledger.words import Words
from stock.events import Draft, Kind
from stock.items import Lot
from tests.ledger.opened import new_source, open_kiosk, received
from tests.stock.worlds import lot

_processes = get_context("forkserver")
_processes.set_forkserver_preload([__name__, "alembic.command"])
ABOUT_TO = ""
"""Said before each statement; anything else that is said was done."""


@contextmanager
def started(act: Any, *arguments: object) -> Iterator[tuple[ForkServerProcess, Connection]]:
    """A process that acts, and what it says. It is gone at the end."""
    heard, said = _processes.Pipe()
    process = _processes.Process(target=act, args=(said, *arguments), daemon=True)
    process.start()
    said.close()
    try:
        yield process, heard
    finally:
        process.kill()
        process.join()
        process.close()
        heard.close()


def all_said(heard: Connection) -> Iterator[str]:
    """What is said until the process is gone."""
    try:
        while True:
            yield str(heard.recv())
    except EOFError:
        return


def receive_for_ever(said: Connection, path: Path) -> None:
    """Receive a piece and add to a lot in one transaction, again and again, and say which piece each time."""
    kiosk = open_kiosk(path)
    event.listen(kiosk.engine, "before_cursor_execute", lambda *_: said.send(ABOUT_TO))
    event.listen(kiosk.engine, "commit", lambda *_: said.send(ABOUT_TO))
    for number in count(1):
        code = f"DRE{os.getpid():07d}{number:04d}"
        with kiosk.transaction() as change:
            change.append(received(code))
            change.append(Draft(Kind.COUNTED, "LOT", lot(), 1))
        said.send(code)


def take_until_gone(said: Connection, url: str, space: str, item: str) -> None:
    """Once told to, take one of a lot as long as there is one, and say so each time."""
    engine = open_engine(url)
    ledger = open_space(engine, space, new_source(), Words())
    said.send("ready")
    said.recv()
    left = 1
    while left > 0:
        with ledger.transaction() as change:
            seen = change.standing(item)
            assert seen
            assert isinstance(seen.state, Lot)
            left = seen.quantity
            if left > 0:
                change.append(Draft(Kind.TAKEN, item, seen.state, -1))
        if left > 0:
            said.send("took")
    engine.dispose()
    said.close()


def prepare_and_receive(said: Connection, url: str, space: str, code: str) -> None:
    """Once told to, prepare a database that may be empty, open a space of it, and receive a piece."""
    engine = open_engine(url)
    engine.connect().close()
    said.send("ready")
    said.recv()
    prepare(engine)
    ledger = open_space(engine, space, new_source(), Words())
    with ledger.transaction() as change:
        change.append(received(code))
    engine.dispose()
    said.send(code)
    said.close()

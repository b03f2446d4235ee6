"""What the administrator's commands share: opening the database, and answering a shell."""

import argparse
import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import platformdirs

from ledger.errors import Damaged
from ledger.serving import file_named, is_kiosk_file
from registry.spaces import Spaces

Wish = argparse.Namespace


class NoRegistryYet(Exception):
    """There is no such file, and the command is none that begins a registry."""


@contextmanager
def opened(wish: Wish, *, make: bool = False) -> Iterator[Spaces]:
    """The spaces in the database that was named, or in the user's own, made where that is wished for. A
    mistyped path would be an empty registry otherwise. Raises LedgerError and NoRegistryYet."""
    file = file_named(database_of(wish))
    if not make and file is not None and not file.exists() and file.absolute().parent.is_dir():
        raise NoRegistryYet(str(file))
    if file is not None and file.is_file() and is_kiosk_file(file):
        raise Damaged(str(file))
    spaces = Spaces(database_of(wish), copy=getattr(wish, "read_database", ""))
    try:
        yield spaces
    finally:
        spaces.close()


def database_of(wish: Wish) -> str:
    """The database that was named, or the user's own, whose folder is there then."""
    if wish.database in ("", str(own_file())):
        own_file().parent.mkdir(parents=True, exist_ok=True)
    return wish.database or str(own_file())


def own_file() -> Path:
    """The database that is used where none is named."""
    return platformdirs.user_data_path("makerspace-registry") / "registry.db"


def say(wish: Wish, answer: Any, text: str) -> int:
    """Answer as text, or as JSON where that was asked for."""
    print(json.dumps(answer, ensure_ascii=False) if wish.json else text, flush=True)
    return 0


def fail(sentence: str) -> int:
    """Say what could not be done."""
    print(sentence, file=sys.stderr)
    return 1

"""The bare limit of taking lines in: uvicorn, and each batch inserted by plain SQL, durably.

Nothing is verified, chained or folded: `python -m benchmarks.bare_registry DATABASE` prints its URL.
"""

import asyncio
import gzip
import json
import sqlite3
import sys
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import psycopg
import uvicorn

from ledger.engine import PRAGMAS
from registry.listening import listen, url_of

Row = tuple[str, str, int, int, bytes, bytes]
_INSERT = "INSERT INTO event (space_id, log_id, seq, revision, line, hash) VALUES (?, ?, ?, ?, ?, ?)"


def main() -> None:
    """Serve until killed."""
    database = sys.argv[1]
    insert = _postgresql(database) if "://" in database else _sqlite(database)
    with listen("127.0.0.1", 0) as listening:
        print(json.dumps({"url": url_of(listening)}), flush=True)
        config = uvicorn.Config(_app(insert), access_log=False, log_level="warning", lifespan="off")
        uvicorn.Server(config).run([listening])


def _app(insert: Callable[[Sequence[Row]], None]) -> Any:
    """The ASGI app: the path's third part is the space."""
    thread = ThreadPoolExecutor(1)
    revisions: dict[str, int] = {}

    def store(space: str, body: bytes) -> None:
        head, *lines = gzip.decompress(body).removesuffix(b"\n").split(b"\n")
        header, revision = json.loads(head), revisions.get(space, 0)
        revisions[space] = revision + len(lines)
        log, first = header["log"], header["first"]
        insert([(space, log, first + n, revision + n + 1, line, bytes(32)) for n, line in enumerate(lines)])

    async def app(scope: Any, receive: Any, send: Any) -> None:
        body, more = b"", True
        while more:
            message = await receive()
            body, more = body + message.get("body", b""), message.get("more_body", False)
        space = scope["path"].split("/")[3]
        await asyncio.get_running_loop().run_in_executor(thread, store, space, body)
        headers = [(b"content-type", b"application/json"), (b"content-length", b"2")]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": b"{}"})

    return app


def _sqlite(path: str) -> Callable[[Sequence[Row]], None]:
    connection = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
    for pragma in PRAGMAS:
        connection.execute(pragma).close()

    def insert(rows: Sequence[Row]) -> None:
        connection.execute("BEGIN IMMEDIATE")
        connection.executemany(_INSERT, rows)
        connection.commit()

    return insert


def _postgresql(url: str) -> Callable[[Sequence[Row]], None]:
    connection = psycopg.connect(url.replace("+psycopg", ""))

    def insert(rows: Sequence[Row]) -> None:
        with connection.transaction(), connection.cursor() as cursor:
            cursor.executemany(_INSERT.replace("?", "%s"), rows)

    return insert


if __name__ == "__main__":
    main()

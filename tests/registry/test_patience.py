"""Connections on which nothing comes: the registry hangs up, and on nobody else."""

import asyncio
import socket
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from typing import Any

import pytest
import uvicorn

from registry import patience
from registry.patience import Patient

_HEAD = b"GET / HTTP/1.1\r\nHost: registry\r\n"
_ANSWERED = b"(until it is answered)"
_AMPLE_SECONDS = 1.0
"""In this time a slow machine, too, has sent a whole head."""
_GUARD_SECONDS = 30
"""A connection that nobody hangs up on is told from one that is hung up on a little late."""


async def _app(scope: Any, _receive: Any, send: Any) -> None:
    assert scope["type"] == "http"
    await asyncio.sleep(1.2 * patience.HEAD_SECONDS)
    await send({"type": "http.response.start", "status": 204, "headers": []})
    await send({"type": "http.response.body"})


@pytest.mark.parametrize(
    "sent", [(), (b"GET / HT",), (_HEAD[:10], _HEAD[10:20], _HEAD[20:])], ids=["silent", "begun", "slow"]
)
def test_who_says_nothing_or_never_ends_a_head_is_hung_up_on(
    monkeypatch: pytest.MonkeyPatch, sent: Sequence[bytes]
) -> None:
    monkeypatch.setattr(patience, "HEAD_SECONDS", 0.2)
    assert asyncio.run(_heard(sent)) == b""


def test_a_head_on_a_connection_that_was_used_before_is_not_awaited_for_ever_either(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(patience, "HEAD_SECONDS", _AMPLE_SECONDS)
    assert asyncio.run(_heard([_HEAD + b"\r\n", _ANSWERED, b"GET / HT"])) == b""


def test_who_is_answered_slowly_is_not_hung_up_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(patience, "HEAD_SECONDS", _AMPLE_SECONDS)
    heard = asyncio.run(_heard([_HEAD + b"Connection: close\r\n\r\n"]))
    assert heard.startswith(b"HTTP/1.1 204")


async def _heard(sent: Sequence[bytes]) -> bytes:
    """What a connection hears until the server hangs up."""
    async with _served() as (host, port), asyncio.timeout(_GUARD_SECONDS):
        reader, writer = await asyncio.open_connection(host, port)
        for part in sent:
            if part is _ANSWERED:
                await reader.readuntil(b"\r\n\r\n")
            else:
                writer.write(part)
                await writer.drain()
        heard = await reader.read()
        writer.close()
        return heard


@asynccontextmanager
async def _served() -> AsyncIterator[tuple[str, int]]:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        server = uvicorn.Server(uvicorn.Config(_app, http=Patient, lifespan="off", log_config=None))
        served = asyncio.create_task(server.serve([listening]))
        yield listening.getsockname()
        server.should_exit = True
        await served

"""Serving the app over TCP until a signal ends it."""

import signal
import socket
import sys
from collections.abc import Callable
from types import FrameType

import uvicorn
from fastapi import FastAPI

GRACE_SECONDS = 20


def serve(app: FastAPI, listening: socket.socket, ready: Callable[[], object]) -> None:
    """Serve until SIGTERM or SIGINT; requests at hand are answered first. No token is ever logged."""
    config = uvicorn.Config(
        app,
        access_log=False,
        log_level="warning",
        server_header=False,
        timeout_graceful_shutdown=GRACE_SECONDS,
    )
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, _leave)
    ready()
    uvicorn.Server(config).run([listening])


def _leave(_number: int, _frame: FrameType | None) -> None:
    """The server raises the signal once more when it is done."""
    sys.exit(0)
